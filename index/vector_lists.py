"""Very many vectors, in lists around centres: a search reads the lists nearest to the question, not all of them."""

import math
from typing import Any

import faiss
import numpy as np

_faiss: Any = faiss  # what its Python layer adds to the C++ signatures is not in its stubs
_PROBES = 32  # lists read for one question
_ROUNDS = 8  # of k-means
_POINTS = 32  # vectors a list that the centres are learned from


def new_lists(vectors: np.ndarray) -> Any:
    """An empty FAISS index whose lists are made for vectors like these (vectors, dimension).

    Twice the square root as many lists as vectors: finding the lists then costs about what reading them does.
    """
    count = max(1, min(round(2 * math.sqrt(len(vectors))), len(vectors)))
    dimension = vectors.shape[1]
    index = faiss.IndexIVFFlat(faiss.IndexFlatIP(dimension), dimension, count, faiss.METRIC_INNER_PRODUCT)
    index.cp.niter, index.cp.max_points_per_centroid, index.cp.min_points_per_centroid = _ROUNDS, _POINTS, 1
    index.train(np.ascontiguousarray(vectors, dtype=np.float32))
    index.nprobe = min(_PROBES, count)
    index.set_direct_map_type(_faiss.DirectMap.Hashtable)
    return index


def marked(index: Any, wanted: np.ndarray) -> Any:
    """The search parameters that look only at the numbers marked in `wanted`, for either kind of index."""
    selector = _faiss.IDSelectorBitmap(np.packbits(wanted, bitorder="little"))
    if isinstance(index, faiss.IndexIVF):
        return _faiss.SearchParametersIVF(sel=selector, nprobe=index.nprobe)
    return _faiss.SearchParameters(sel=selector)
