"""What an index was made from and with, and the swapping in of a new one.

An index folder holds one sub-folder a build and a file `CURRENT` that names the one in use. A build is written aside,
then `CURRENT` is replaced in one step, so that a reader never sees half an index.
"""

import hashlib
import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from time import time
from typing import Any, Literal
from uuid import uuid4

from pydantic import TypeAdapter

from index.embedding import file_digest
from index.errors import IndexNotReady

FORMAT = 10
CURRENT = "CURRENT"
_LIBRARIES = ("faiss-cpu", "bm25s", "numpy", "sentence-transformers")


@dataclass(frozen=True)
class Manifest:
    """The making of an index: compared before it is used, and shown to staff."""

    format: int
    built: str  # ISO 8601, UTC
    documents: dict[str, str]  # id -> digest
    data_digest: str  # glossary, outside questions and intents
    parameters: dict[str, float]  # of the classifier and of what is learned
    embedder: str
    embedder_digest: str
    query_prefix: str
    passage_prefix: str
    files: dict[str, str]  # name -> SHA-256
    passages: int
    units: int
    rank: dict[str, Any]  # weights and bias
    gate: dict[str, Any]
    floor: float
    figures: dict[str, float]
    libraries: dict[str, str]
    comparer: Literal["ridge", "neighbours"] = "ridge"  # how texts are compared; the second suits very many

    @property
    def corpus_version(self) -> str:
        """A short digest of all that the index was made from."""
        parts = json.dumps([self.documents, self.data_digest], sort_keys=True)
        return hashlib.sha256(parts.encode()).hexdigest()[:12]

    def as_dict(self) -> dict[str, Any]:
        """The manifest as JSON has it."""
        return asdict(self)

    def same_sources(
        self, documents: dict[str, str], data_digest: str, embedder: str, parameters: dict[str, float]
    ) -> bool:
        """Whether an index made now from these would be the same."""
        made = (self.documents, self.data_digest, self.embedder_digest, self.parameters, self.libraries)
        return made == (documents, data_digest, embedder, parameters, library_versions())


def library_versions() -> dict[str, str]:
    """The versions of the libraries whose files an index holds."""
    return {name: version(name) for name in _LIBRARIES}


def current_build(folder: Path) -> Path:
    """The sub-folder in use; raises IndexNotReady when there is none."""
    try:
        name = (folder / CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise IndexNotReady(folder, "it has not been built yet.") from None
    build = folder / Path(name).name
    if not name.startswith("build-") or len(name) > 40 or not build.is_dir():
        raise IndexNotReady(folder, f"its file CURRENT names '{name[:40]}', which is not there.")
    return build


def read_manifest(build: Path) -> Manifest:
    """The manifest of a build; raises IndexNotReady when it is missing, damaged or of another format."""
    try:
        data = json.loads((build / "manifest.json").read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise IndexNotReady(build.parent, f"it has format {data['format']}, this program reads {FORMAT}.")
        return TypeAdapter(Manifest).validate_python(data)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexNotReady(build.parent, f"its manifest is damaged ({error}).") from error


def write_manifest(build: Path, manifest: Manifest) -> None:
    """Write the manifest; it comes last, when all other files are there."""
    (build / "manifest.json").write_text(json.dumps(manifest.as_dict(), ensure_ascii=False, indent=2), encoding="utf-8")


def new_build(folder: Path) -> Path:
    """An empty sub-folder to write a build in."""
    build = folder / f"build-{uuid4().hex[:12]}"
    build.mkdir(parents=True)
    return build


def swap_in(folder: Path, build: Path) -> None:
    """Make a finished build the one in use; the one it replaces stays for its readers, older ones go."""
    try:
        previous: Path | None = current_build(folder)
    except IndexNotReady:
        previous = None
    aside = folder / f"{CURRENT}.{uuid4().hex[:8]}"
    aside.write_text(build.name, encoding="utf-8")
    os.replace(aside, folder / CURRENT)
    for path in folder.glob("build-*"):
        unfinished = not (path / "manifest.json").exists() and time() - path.stat().st_mtime < 3600
        if path not in (build, previous) and not unfinished:
            shutil.rmtree(path, ignore_errors=True)


def verify_files(build: Path, manifest: Manifest) -> None:
    """Raise IndexNotReady unless every file of a build is there as it was written."""
    missing = next((name for name in manifest.files if not (build / name).is_file()), None)
    if missing is not None:
        raise IndexNotReady(build.parent, f"its file '{missing}' is missing.")
    with ThreadPoolExecutor() as pool:  # digests are computed beside each other, on every core
        found = pool.map(lambda name: file_digest(build / name), manifest.files)
        for (name, digest), actual in zip(manifest.files.items(), found, strict=True):
            if actual != digest:
                reason = f"its file '{name}' is not the one that was built (its digest differs)."
                raise IndexNotReady(build.parent, reason)
