"""Builds what is made from the sources, and only when those sources have changed."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from operations.console import busy, last_lines
from operations.errors import BuildError
from operations.stamps import Stamps, digest

MODELS_KEPT = 2
BOT_FILES = ("--config", "bot/config.yml", "--domain", "bot/domain.yml", "--data", "bot/data/nlu", "bot/data/rules")


@dataclass(frozen=True)
class Build:
    """One thing that is built: from which files, by which Python module with arguments, into what."""

    name: str
    doing: str
    inputs: tuple[str, ...]
    command: tuple[str, ...]
    output: str | None  # a glob that must match something; None when it is built outside this folder
    depends_on: tuple[str, ...] = ()  # texts, such as a database address, that the result depends on as well


def knowledge_build(knowledge_url: str) -> Build:
    """The knowledge database, from the dated facts and the code that loads them."""
    file = knowledge_url.removeprefix("sqlite:///") if knowledge_url.startswith("sqlite:///") else None
    return Build(
        name="knowledge",
        doing="Loading the knowledge database",
        inputs=("knowledge/data", "knowledge/*.py", "uv.lock"),  # the lock: postcodes come from a package
        command=("knowledge", "load"),
        output=file,
        depends_on=(knowledge_url,),
    )


PIPELINE_BUILD = Build(
    name="pipeline",
    doing="Building the Dutch language pipeline",
    inputs=("knowledge/data", "bot/data/entities.yml", "bot/components/dutch_pipeline.py", "uv.lock"),
    command=("bot.components.dutch_pipeline", "var/spacy/nl"),
    output="var/spacy/nl/meta.json",
)

# The pipeline counts by its contents: a new amount in a scheme rebuilds it to the same bytes and trains nothing.
MODEL_BUILD = Build(
    name="model",
    doing="Training the Rasa model",
    inputs=(
        "bot/config.yml",
        "bot/domain*",
        "bot/data/nlu",
        "bot/data/rules",
        "bot/data/safety*.yml",
        "bot/data/spelling.yml",
        "bot/data/*_examples",  # of safety, of acts, and the questions
        "bot/data/talk_turns",
        "bot/components",
        "bot/talk_turns.py",
        "knowledge/encoder.py",
        "var/spacy/nl",
        "uv.lock",
    ),
    # Rasa would take parts from its cache: it does not know that ours also learn from files it does not read.
    command=("rasa", "train", "--force", *BOT_FILES, "--out", "var/models"),
    output="var/models/*.tar.gz",
)


def build_all(
    root: Path,
    builds: Sequence[Build],
    environment: dict[str, str],
    force: Sequence[str] = (),
    run: Callable[[Build, Path, dict[str, str]], None] | None = None,
) -> list[str]:
    """Builds in order what is out of date or named in `force`; returns the names of what was built.

    Raises BuildError when a build fails. Two of these at once wait for each other.
    """
    stamps = Stamps(root / "var" / "stamps.json")
    built = []
    with _alone(root / "var" / "build.lock"):
        for build in builds:
            current = digest(root, build.inputs, *build.command, *build.depends_on)
            if build.name not in force and stamps.last(build.name) == current and _exists(root, build.output):
                continue
            (run or run_build)(build, root, environment)
            stamps.record(build.name, current)
            built.append(build.name)
    return built


def run_build(build: Build, root: Path, environment: dict[str, str]) -> None:
    """Runs one build as its own process with its output in var/log. Raises BuildError with the last lines of it."""
    log = root / "var" / "log" / f"{build.name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with busy(build.doing) as tick, log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *build.command],
            cwd=root,
            env=environment | {"PYTHONHASHSEED": "0"},  # the same sources give the same bytes
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            while process.poll() is None:
                tick()
                time.sleep(0.1)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        if process.returncode != 0 or not _exists(root, build.output):
            raise BuildError(f"{build.doing} failed; {log.relative_to(root)} ends with:\n{last_lines(log)}")


def drop_old_models(folder: Path, keep: int = MODELS_KEPT) -> None:
    """Removes all but the newest models: Rasa itself keeps every one it ever trained."""
    models = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in models[keep:]:
        path.unlink()


def _exists(root: Path, output: str | None) -> bool:
    if output is None:
        return True
    return Path(output).exists() if Path(output).is_absolute() else any(root.glob(output))


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
