"""Read TOML and YAML into models that refuse unknown and doubled keys, naming file, key and the known names."""

import tomllib
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.document import CorpusError


class StrictModel(BaseModel):
    """A data file's shape: frozen, and a key that it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ListedModel(StrictModel):
    """An entry of a list; its id stands once in the file."""

    id: str


Model = TypeVar("Model", bound=StrictModel)
Listed = TypeVar("Listed", bound=ListedModel)


class _UniqueKeyLoader(yaml.CSafeLoader):
    """YAML's safe loader, which by itself lets a later key silently replace an earlier one."""


def _unique_mapping(loader: _UniqueKeyLoader, node: yaml.MappingNode) -> dict[Hashable, Any]:
    mapping: dict[Hashable, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, Hashable):
            raise yaml.constructor.ConstructorError(None, None, "a key must be plain words", key_node.start_mark)
        if key in mapping:
            raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} stands twice", key_node.start_mark)
        mapping[key] = loader.construct_object(value_node, deep=True)
    return mapping


_UniqueKeyLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _unique_mapping)


def read_yaml(path: Path) -> Any:
    """What a YAML file holds; raises CorpusError with file and line when it cannot be read."""
    try:
        return yaml.load(read_text(path), Loader=_UniqueKeyLoader)  # noqa: S506 - a safe loader, see above
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise CorpusError(path, f"not valid YAML: {getattr(error, 'problem', error)}", mark and mark.line + 1) from None


def read_toml(path: Path, model: type[Model]) -> Model:
    """A TOML file as that model; raises CorpusError."""
    try:
        data = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise CorpusError(path, f"not valid TOML: {error}") from None
    return validated(path, data, model)


def read_list(path: Path, model: type[Listed]) -> tuple[Listed, ...]:
    """The entries of a YAML list; raises CorpusError, also for an id that stands twice."""
    data = read_yaml(path)
    if not isinstance(data, list):
        raise CorpusError(path, "the file must be a list of entries, each with its id")
    entries = tuple(validated(path, entry, model, f"entry {number}") for number, entry in enumerate(data, start=1))
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            raise CorpusError(path, f"the id '{entry.id}' stands twice; merge the two entries")
        seen.add(entry.id)
    return entries


def read_lists(paths: Sequence[Path], model: type[Listed]) -> Iterator[tuple[Path, Listed]]:
    """The entries of several YAML lists, each with its file; raises CorpusError, also for an id in two of them."""
    seen: set[str] = set()
    for path in paths:
        for entry in read_list(path, model):
            if entry.id in seen:
                raise CorpusError(path, f"the id '{entry.id}' stands in another file too; give it another")
            seen.add(entry.id)
            yield path, entry


def validated(path: Path, data: Any, model: type[Model], where: str = "") -> Model:
    """The data as that model; raises CorpusError naming the key and the names that are known."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise CorpusError(path, "; ".join(_explain(problem, model, where) for problem in error.errors()[:3])) from None


def _explain(problem: Any, model: type[StrictModel], where: str) -> str:
    location = ".".join(str(part) for part in (where, *problem["loc"]) if str(part))
    if problem["type"] == "extra_forbidden":
        known = ", ".join(_known_names(model, problem["loc"][:-1]))
        return f"unknown key '{location}'; known here: {known}"
    if problem["type"] == "missing":
        return f"the key '{location}' is missing"
    return f"'{location or 'the file'}': {problem['msg']}"


def _known_names(model: Any, path: tuple[Any, ...]) -> list[str]:
    """The field names of the model that stands at `path` inside `model`."""
    for part in path:
        if isinstance(part, str) and isinstance(model, type) and issubclass(model, BaseModel):
            model = model.model_fields[part].annotation
        for inner in getattr(model, "__args__", ()):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                model = inner
    if isinstance(model, type) and issubclass(model, BaseModel):
        return sorted(field.alias or name for name, field in model.model_fields.items())
    return []


def read_text(path: Path) -> str:
    """A text file's words; raises CorpusError when it is missing or not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CorpusError(path, "this file is missing; restore it from the repository") from None
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(path, f"cannot be read as UTF-8 text ({error}); save it again as UTF-8") from None
