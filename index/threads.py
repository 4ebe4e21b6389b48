"""How many threads the numeric libraries use: one for a question, all for a build.

With two, another busy process turns 1 ms of FAISS into 6; and BLAS, whose threads wait for each other by spinning,
answered less than half as many questions a second.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import faiss
from threadpoolctl import threadpool_limits


def limit_threads(threads: int) -> None:
    """Let FAISS and BLAS use so many threads in this process, from now on."""
    faiss.omp_set_num_threads(threads)
    threadpool_limits(threads, user_api="blas")


@contextmanager
def all_threads() -> Iterator[None]:
    """Let them use every core for a while, as building does."""
    before, every = faiss.omp_get_max_threads(), os.cpu_count() or 1
    faiss.omp_set_num_threads(every)
    try:
        with threadpool_limits(every, user_api="blas"):
            yield
    finally:
        faiss.omp_set_num_threads(before)
