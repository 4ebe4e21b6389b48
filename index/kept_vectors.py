"""Vectors of texts that are learned from and never searched: kept so that the next build need not compute them."""

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np

_TEXTS, _VECTORS = "taught.json", "taught.npy"


def save_vectors(build: Path, vectors: Mapping[str, np.ndarray]) -> None:
    """Write each text with its vector (numbers only, no pickle)."""
    rows = np.array(list(vectors.values()), dtype=np.float32)
    (build / _TEXTS).write_text(json.dumps(list(vectors), ensure_ascii=False), encoding="utf-8")
    np.save(build / _VECTORS, rows, allow_pickle=False)


def load_vectors(build: Path) -> dict[str, np.ndarray]:
    """Text to vector, as they were saved there; raises OSError or ValueError when a file is damaged."""
    texts = json.loads((build / _TEXTS).read_text(encoding="utf-8"))
    return dict(zip(texts, np.load(build / _VECTORS, allow_pickle=False), strict=True))
