"""How an index grows: synthetic corpora of several sizes, each built and searched in a process of its own."""

import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import numpy as np

from assistant import Settings, open_index
from corpus import Language, load_corpus
from evals.speed.memory import forget_peak, memory
from evals.speed.synthetic import synthetic
from evals.speed.timing import Timing, milliseconds, timing
from index import SearchIndex, write_index

SIZES = (1_000, 10_000, 100_000)  # passages
_NEAREST = 10  # vectors that an exhaustive search finds, to compare with
_COMPARED = 100  # questions that are compared
_CHUNK = 20_000  # vectors read at once
Found = TypeVar("Found")
Question = tuple[str, Language]


@dataclass(frozen=True)
class Built:
    """What building took: seconds, MiB above what the process held before, and MiB on disk."""

    texts: int
    seconds: float
    memory: float | None
    disk: float


@dataclass(frozen=True)
class Searched:
    """What searching takes: seconds to open, MiB of the process; whole searches, then those among half the documents.

    `embed` is the part of a search that makes the question's vector, whatever the size.
    `recall` is the share of the nearest vectors, as an exhaustive search finds them, that are found.
    """

    opened: float
    memory: float | None
    search: Timing
    within: Timing
    embed: Timing
    recall: float


@dataclass(frozen=True)
class Size:
    """One size's figures."""

    passages: int
    built: Built
    searched: Searched


@dataclass(frozen=True)
class Scaling:
    """The sizes, smallest first, and the exponents of the passages in build time and build memory (1: linear)."""

    sizes: tuple[Size, ...]
    time_slope: float
    memory_slope: float | None


def scale(
    settings: Settings,
    questions: Sequence[Question],
    progress: Callable[[int, int], None],
    sizes: Sequence[int] = SIZES,
) -> Scaling:
    """Build and search synthetic corpora around the corpus of the settings' index, which must be up to date.

    All are built as large corpora are, whatever their size: else the slope would compare two programs.
    """
    found = []
    for number, count in enumerate(sizes):
        with tempfile.TemporaryDirectory() as folder:
            progress(2 * number, 2 * len(sizes))
            built = _apart(partial(build_size, settings, count, Path(folder)))
            progress(2 * number + 1, 2 * len(sizes))
            searched = _apart(partial(search_size, settings, Path(folder), questions))
        found.append(Size(count, built, searched))
    progress(2 * len(sizes), 2 * len(sizes))
    held = [size.built.memory for size in found if size.built.memory is not None]
    return Scaling(
        tuple(found),
        slope(sizes, [size.built.seconds for size in found]),
        slope(sizes, held) if len(held) == len(found) else None,
    )


def slope(sizes: Sequence[int], values: Sequence[float]) -> float:
    """The exponent b of the power law a·sizes^b nearest to the values (least squares of the logarithms).

    >>> round(slope([10, 100, 1000], [3.0, 30.0, 300.0]), 3)
    1.0
    """
    return float(np.polyfit(np.log(sizes), np.log(np.maximum(values, 1e-9)), 1)[0])


def build_size(settings: Settings, count: int, folder: Path) -> Built:
    """Build an index of `count` synthetic passages in `folder`."""
    index = open_index(settings).get()
    vectors = index.store.vectors(np.arange(len(index.store)))
    made = synthetic(load_corpus(), vectors, count)
    del index, vectors
    forget_peak()
    before, started = memory(), time.perf_counter()
    write_index(made.corpus, made.units, made.vectors, folder, settings.embedder, ridge_limit=0)
    seconds, after = time.perf_counter() - started, memory()
    return Built(
        texts=len(made.units),
        seconds=seconds,
        memory=after.peak - before.now if after and before else None,
        disk=sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20,
    )


def search_size(settings: Settings, folder: Path, questions: Sequence[Question]) -> Searched:
    """Open the index in `folder` and search it."""
    started = time.perf_counter()
    index = SearchIndex.open(folder, settings.embedder_cache, settings.embedder)
    opened, held = time.perf_counter() - started, memory()
    half = [document.id for document in index.corpus.documents[::2]]

    def whole(question: Question) -> object:
        return index.search(*question)

    def within(question: Question) -> object:
        return index.search(*question, documents=half)

    for question in questions[:5]:
        whole(question)
    calls = (whole, within, lambda question: index.embeddings.embed_query(question[0]))
    times = [[milliseconds(call, question) for call in calls] for question in questions]
    search, among, embed = (timing(found) for found in zip(*times, strict=True))
    return Searched(
        opened=opened,
        memory=held.now if held else None,
        search=search,
        within=among,
        embed=embed,
        recall=recall(index, [text for text, _ in questions[:_COMPARED]]),
    )


def recall(index: SearchIndex, questions: Sequence[str]) -> float:
    """The share of the vectors nearest to questions, by exhaustive search, that the index's own search finds."""
    store = index.store
    asked = np.array([store.embeddings.embed_query(question) for question in questions], dtype=np.float32)
    starts = range(0, len(store), _CHUNK)
    cosines = np.concatenate(
        [asked @ store.vectors(np.arange(start, min(start + _CHUNK, len(store)))).T for start in starts], axis=1
    )
    right = np.argsort(-cosines, axis=1)[:, :_NEAREST]
    found = [{number for number, _ in store.nearest(vector, _NEAREST)} for vector in asked]
    return float(np.mean([len(own & set(row.tolist())) / _NEAREST for own, row in zip(found, right, strict=True)]))


def _apart(call: "partial[Found]") -> "Found":
    """The call's result from a new process, whose memory nothing else has touched."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(call).result()
