"""When something is built again, and what happens when that fails."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from operations.builds import Build, build_all, drop_old_models, knowledge_build, run_build
from operations.errors import BuildError
from operations.prepare import BUILDS_OF_THE_BOT

FIRST = Build("first", "Building first", inputs=("source",), command=("one",), output="var/first")
SECOND = Build("second", "Building second", inputs=("var/first",), command=("two",), output="var/second")


class Builder:
    """Writes the output of a build instead of running its command; `first` becomes the length of its source."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __call__(self, build: Build, root: Path, environment: dict[str, str]) -> None:
        if build is FIRST:
            (root / "var" / "first").write_text(str(len((root / "source").read_text())))
        else:
            (root / "var" / "second").write_text("made")

    def build(self, *force: str) -> list[str]:
        return build_all(self.root, (FIRST, SECOND), {}, force, run=self)


@pytest.fixture
def builder(tmp_path: Path) -> Builder:
    (tmp_path / "source").write_text("abc")
    return Builder(tmp_path)


def test_everything_is_built_once_and_not_again(builder: Builder) -> None:
    assert builder.build() == ["first", "second"]
    assert builder.build() == []


def test_a_changed_source_rebuilds_what_depends_on_it(builder: Builder) -> None:
    builder.build()
    (builder.root / "source").write_text("abcd")
    assert builder.build() == ["first", "second"]


def test_a_rebuild_with_the_same_result_stops_there(builder: Builder) -> None:
    builder.build()
    (builder.root / "source").write_text("xyz")
    assert builder.build() == ["first"]


def test_what_was_thrown_away_is_built_again(builder: Builder) -> None:
    builder.build()
    (builder.root / "var" / "second").unlink()
    assert builder.build() == ["second"]


def test_what_is_forced_is_built_although_nothing_changed(builder: Builder) -> None:
    builder.build()
    assert builder.build("second") == ["second"]


def test_a_build_that_failed_is_tried_again(builder: Builder) -> None:
    def fail(build: Build, root: Path, environment: dict[str, str]) -> None:
        (root / build.output).write_text("half") if build.output else None
        raise BuildError("no")

    with pytest.raises(BuildError):
        build_all(builder.root, (FIRST, SECOND), {}, run=fail)
    assert builder.build() == ["first", "second"]


def test_another_address_of_the_knowledge_database_loads_it_there(tmp_path: Path) -> None:
    loaded = []

    def load(build: Build, root: Path, environment: dict[str, str]) -> None:
        loaded.append(build.depends_on)

    for url in ("postgresql://one/knowledge", "postgresql://two/knowledge", "postgresql://two/knowledge"):
        build_all(tmp_path, (knowledge_build(url),), {}, run=load)
    assert loaded == [("postgresql://one/knowledge",), ("postgresql://two/knowledge",)]


def test_a_failing_command_is_reported_with_the_end_of_its_log(tmp_path: Path) -> None:
    (tmp_path / "breaks.py").write_text("print('reading')\nraise SystemExit('line 3 of amounts.yaml is no number')")
    build = Build("knowledge", "Loading", inputs=(), command=("breaks",), output=None)
    with pytest.raises(BuildError, match=r"(?s)Loading failed; var/log/knowledge.log .*line 3 of amounts.yaml"):
        run_build(build, tmp_path, dict(os.environ))


def test_a_command_that_succeeds_without_a_result_has_failed(tmp_path: Path) -> None:
    (tmp_path / "idle.py").write_text("")
    build = Build("model", "Training", inputs=(), command=("idle",), output="var/models/*.tar.gz")
    with pytest.raises(BuildError):
        run_build(build, tmp_path, dict(os.environ))


def test_only_the_newest_models_are_kept(tmp_path: Path) -> None:
    for age, name in enumerate(["newest", "middle", "oldest"]):
        path = tmp_path / f"{name}.tar.gz"
        path.touch()
        os.utime(path, (time.time() - age, time.time() - age))
    drop_old_models(tmp_path, keep=2)
    assert {path.name for path in tmp_path.iterdir()} == {"newest.tar.gz", "middle.tar.gz"}


def test_every_input_of_the_real_builds_exists() -> None:
    root = Path(__file__).parents[2]
    missing = [
        pattern
        for build in (knowledge_build("sqlite:///var/knowledge.db"), *BUILDS_OF_THE_BOT)
        for pattern in build.inputs
        if not pattern.startswith("var/") and not any(root.glob(pattern))
    ]
    assert missing == []


@pytest.mark.parametrize(
    "learnt_from", ["safety_examples", "act_examples", "question_examples", "spelling.yml", "safety.yml"]
)
def test_the_model_is_trained_anew_when_what_a_component_learns_from_changes(learnt_from: str) -> None:
    root = Path(__file__).parents[2]
    model = BUILDS_OF_THE_BOT[-1]
    assert root / "bot" / "data" / learnt_from in {path for pattern in model.inputs for path in root.glob(pattern)}
