"""Export a sentence-transformers model to ONNX once, whole (pooling and normalising included), and open the export.

Its matrix products are computed in whole numbers of 8 bits, twice as fast (DECISIONS §3): weights are rounded when it
is exported, a text's numbers when it is embedded.

The export lies in a cache folder named by the embedder's digest, so that every index built with that model shares it.
"""

import os
import shutil
import warnings
from pathlib import Path
from typing import Any
from uuid import uuid4

from langchain_core.embeddings import Embeddings

from index.embedding import (
    EmbedderSettings,
    OnnxEmbeddings,
    SentenceTransformerEmbeddings,
    load_sentence_transformer,
)
from index.errors import EmbedderError

_WEIGHTS = "model.weights"
_FILES = ("model.onnx", _WEIGHTS, "tokenizer.json")
_LEAST_APART = 1024  # bytes
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def export_folder(cache: Path, digest: str) -> Path:
    """Where the export of the embedder with that digest lies."""
    return cache / digest[:16]


def has_export(cache: Path, digest: str) -> bool:
    """Whether a whole export lies there."""
    folder = export_folder(cache, digest)
    return all((folder / name).exists() for name in _FILES)


def remove_export(cache: Path, digest: str) -> None:
    """Take an export away that cannot be opened; the next build makes it again."""
    shutil.rmtree(export_folder(cache, digest), ignore_errors=True)


def export(model: Any, cache: Path, digest: str) -> Path:
    """Write `model.onnx`, its weights and `tokenizer.json`; returns their folder.

    Raises EmbedderError when the model has parts that cannot be exported.
    """
    target = export_folder(cache, digest)
    aside = cache / f"{target.name}.{uuid4().hex[:8]}"
    aside.mkdir(parents=True)
    try:
        _write_tokenizer(model, aside / "tokenizer.json")
        _write_graph(model, aside / "model.onnx")
    except Exception as error:
        for path in aside.iterdir():
            path.unlink()
        aside.rmdir()
        raise EmbedderError(f"The embedding model cannot be exported to ONNX ({error}).") from error
    if target.exists():
        for path in aside.iterdir():
            os.replace(path, target / path.name)
        aside.rmdir()
    else:
        aside.rename(target)
    return target


def _write_tokenizer(model: Any, path: Path) -> None:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(model.tokenizer.backend_tokenizer.to_str())
    tokenizer.enable_truncation(model.max_seq_length or 512)
    tokenizer.enable_padding(pad_id=model.tokenizer.pad_token_id or 0, pad_token=model.tokenizer.pad_token or "[PAD]")
    tokenizer.save(str(path))


def _write_graph(model: Any, path: Path) -> None:
    import torch

    class WholeModel(torch.nn.Module):
        """Token ids in, sentence vector of length 1 out."""

        def __init__(self, names: list[str]) -> None:
            super().__init__()
            self.model, self.names = model, names

        def forward(self, *tensors: torch.Tensor) -> torch.Tensor:
            found = self.model(dict(zip(self.names, tensors, strict=True)))["sentence_embedding"]
            return torch.nn.functional.normalize(found, p=2, dim=1)

    sample = model.preprocess(["a short text", "a text that is rather longer"])
    names = [name for name in _INPUTS if name in sample]
    axes = {name: {0: "texts", 1: "tokens"} for name in names} | {"vector": {0: "texts"}}
    with warnings.catch_warnings():
        # The tracer warns of every Python branch; the vectors are compared by a test instead.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            WholeModel(names).eval(),
            tuple(sample[name] for name in names),
            str(path),
            input_names=names,
            output_names=["vector"],
            dynamic_axes=axes,
            dynamo=False,
        )
    _quantise(path)
    _set_weights_apart(path)


def _quantise(path: Path) -> None:
    """Weights of matrix products as whole numbers of 7 bits, a scale a column.

    With 8, processors without VNNI instructions overflow, and a text's vector would depend on the machine.
    """
    from onnxruntime.quantization import QuantType, quant_pre_process, quantize_dynamic

    folded = path.with_suffix(".folded")
    quant_pre_process(path, folded, skip_symbolic_shape=True)
    quantize_dynamic(
        folded, path, op_types_to_quantize=["MatMul"], per_channel=True, reduce_range=True, weight_type=QuantType.QInt8
    )
    folded.unlink()


def _set_weights_apart(path: Path) -> None:
    """Weights in a file of their own are mapped, not read: 56 MB less memory, since few words' rows are touched."""
    import onnx

    whole = onnx.load(str(path))
    path.unlink()
    # Small tensors stay: they are shapes, which are read before any weight.
    onnx.save_model(
        whole,
        str(path),
        save_as_external_data=True,
        all_tensors_to_one_file=True,
        location=_WEIGHTS,
        size_threshold=_LEAST_APART,
    )


def open_embeddings(cache: Path, digest: str, settings: EmbedderSettings) -> Embeddings:
    """The exported embedder when there is one, else sentence-transformers."""
    if has_export(cache, digest):
        try:
            return OnnxEmbeddings(export_folder(cache, digest), settings)
        except Exception as error:
            remove_export(cache, digest)
            raise ValueError(f"the exported model: {error}") from error
    return SentenceTransformerEmbeddings(load_sentence_transformer(settings), settings)
