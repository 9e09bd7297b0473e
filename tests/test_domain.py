"""What Rasa's own validation lets pass silently: the same response key in two files, of which one quietly wins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

BOT = Path(__file__).parents[1] / "bot"


def response_keys(path: Path) -> Iterator[str]:
    """Yields every key below `responses:`, also one that stands there twice: a plain YAML load would keep the last."""
    document = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    if isinstance(document, yaml.MappingNode):
        for key, value in document.value:
            if key.value == "responses" and isinstance(value, yaml.MappingNode):
                yield from (name.value for name, _ in value.value)


def written_more_than_once(folder: Path) -> dict[str, list[str]]:
    places: dict[str, list[str]] = defaultdict(list)
    for path in sorted([*folder.rglob("*.yml"), *folder.rglob("*.yaml")]):
        for key in response_keys(path):
            places[key].append(str(path.relative_to(folder)))
    return {key: files for key, files in places.items() if len(files) > 1}


def test_each_response_is_written_in_one_place() -> None:
    doubles = written_more_than_once(BOT)
    assert not doubles, "\n".join(f"{key} stands in {' and '.join(files)}" for key, files in doubles.items())


@pytest.mark.parametrize("second", ["one.yml", "two.yml"])
def test_a_response_written_twice_is_found_in_one_file_and_in_two(tmp_path: Path, second: str) -> None:
    text = "responses:\n  utter_hello:\n  - text: Hoi\n"
    again = "  utter_hello:\n  - text: Dag\n"
    (tmp_path / "one.yml").write_text(text + (again if second == "one.yml" else ""), encoding="utf-8")
    if second == "two.yml":
        (tmp_path / "two.yml").write_text("responses:\n" + again, encoding="utf-8")
    assert list(written_more_than_once(tmp_path)) == ["utter_hello"]
