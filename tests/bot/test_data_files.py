"""The data files of the bot: YAML takes the last of two keys without a word, so that a rule can vanish in a merge."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from yaml.nodes import MappingNode, ScalarNode

from bot.actions import question_tables

DATA = Path(__file__).parents[2] / "bot" / "data"
FILES = sorted(DATA.rglob("*.yml"))
MERGE = "<<"
QUESTIONS = (*question_tables.CLEAR, *question_tables.OTHERS)


def _twice(path: Path) -> list[str]:
    """The keys that stand twice in one mapping, with their line."""
    found, left = list[str](), list[Any]([yaml.compose(path.read_text(encoding="utf-8"))])
    while left:
        node = left.pop()
        children = [] if isinstance(node, ScalarNode) else node.value
        if isinstance(node, MappingNode):
            keys = [key for key, _ in children if isinstance(key, ScalarNode) and key.value != MERGE]
            names = [key.value for key in keys]
            found += [f"{key.value}, line {key.start_mark.line + 1}" for key in keys if names.count(key.value) > 1]
            children = [value for _, value in children]
        left += children
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(DATA).as_posix())
def test_no_key_stands_twice(path: Path) -> None:
    assert _twice(path) == []


def test_no_question_stands_in_two_files() -> None:
    tables = (yaml.safe_load((DATA / f"{name}.yml").read_text(encoding="utf-8"))["questions"] for name in QUESTIONS)
    names = [name for table in tables for name in table]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_who_knows_more_is_always_somebody() -> None:
    known = yaml.safe_load((DATA / "questions.yml").read_text(encoding="utf-8"))["who_knows"]
    tables = (yaml.safe_load((DATA / f"{name}.yml").read_text(encoding="utf-8"))["questions"] for name in QUESTIONS)
    named = {each["whom"] for table in tables for each in table.values() if "whom" in each}
    assert named <= set(known), named - set(known)
