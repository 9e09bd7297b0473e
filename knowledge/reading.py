"""Reads YAML files into models and turns every fault into a sentence that names the file and the place."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from knowledge.errors import KnowledgeError

Model = TypeVar("Model", bound=BaseModel)
Shape = TypeVar("Shape")


class _StrictLoader(yaml.CSafeLoader):
    """PyYAML keeps the last of two equal keys in silence; this loader refuses the second."""


def _mapping_without_duplicates(loader: _StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise yaml.constructor.ConstructorError(None, None, f"key '{key}' occurs twice", key_node.start_mark)
        seen.add(key)
    return yaml.SafeLoader.construct_mapping(loader, node, deep=True)


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_without_duplicates)


def read_yaml(path: Path) -> Any:
    """The content of a YAML file. Raises KnowledgeError when it is missing, empty, unreadable or has a key twice."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)
    except OSError as error:
        raise KnowledgeError(path, "", f"cannot be read ({error.strerror}).", "Put the file back.") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise KnowledgeError(path, f"line {line}", "is not UTF-8 text.", "Save the file as UTF-8.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "is not valid YAML"
        raise KnowledgeError(path, place, f"{problem}.", "Mend the YAML on that line.") from error
    if content is None:
        raise KnowledgeError(path, "", "is empty.", "Put the facts back, or take the file away.")
    return content


class Reader:
    """Collects faults while reading on, so that one run shows them all."""

    def __init__(self) -> None:
        self.errors: list[KnowledgeError] = []

    def read(self, path: Path, shape: type[Shape]) -> Shape | None:
        """The file in that shape (a model, or for instance `dict[str, Fact]`); None when there was a fault."""
        try:
            return TypeAdapter(shape).validate_python(read_yaml(path))
        except KnowledgeError as error:
            self.errors.append(error)
        except ValidationError as error:
            self.errors.extend(_told(path, "", error))
        return None

    def entries(self, folder: Path, model: type[Model]) -> Iterator[tuple[Path, Model]]:
        """Every valid entry of every list file in the folder."""
        for path in sorted(folder.glob("*.yaml")):
            for entry in self.read(path, list[dict[str, Any]]) or ():
                try:
                    yield path, model.model_validate(entry)
                except ValidationError as error:
                    self.errors.extend(_told(path, str(entry.get("id", "an entry without id")), error))


def _told(path: Path, entry: str, error: ValidationError) -> Iterator[KnowledgeError]:
    faults = error.errors()
    for fault in faults:
        inside = [other for other in faults if other["loc"][: len(fault["loc"])] == fault["loc"]]
        if fault["type"] == "too_short" and len(inside) > 1:
            continue  # pydantic counts only the valid members; the real fault is among the others
        where = [entry, *(str(part) for part in fault["loc"])]
        what, mend = _sentences(fault)
        yield KnowledgeError(path, ".".join(part for part in where if part), what, mend)


def _sentences(fault: ErrorDetails) -> tuple[str, str]:
    """What is wrong and what mends it, in words that do not speak of Python."""
    about = fault.get("ctx", {})
    match fault["type"]:
        case "missing":
            return "is missing.", "Add it."
        case "extra_forbidden":
            return "is not a known key.", "Check its spelling, or take it out."
        case "literal_error":
            return f"has no value {fault['input']!r}.", f"Choose from {about['expected']}."
        case "too_short":
            found, needed = about["actual_length"], about["min_length"]
            return f"has {found}, and at least {needed} are needed.", f"Add {needed - found}."
        case "value_error":  # our own sentences in schema.py and career_schema.py: what; mend
            what, _, mend = str(about["error"]).partition("; ")
            return f"{what}.", f"{mend[:1].upper()}{mend[1:]}." if mend else "Mend one of the two."
    return f"{fault['msg']}.", "Compare it with the models in knowledge/schema.py and career_schema.py."
