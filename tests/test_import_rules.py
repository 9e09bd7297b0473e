"""Holds the table "who may import whom", so that each part can be read, tested and replaced alone."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "connectors", "guidance", "knowledge", "operations")
RASA = ("rasa", "rasa_sdk")
CHANNELS = ("website", "telegram", "whatsapp", "terminal", "desk")


@dataclass(frozen=True)
class Rule:
    """A module matches a rule when its name starts with `module`; only the first rule that matches counts."""

    module: str
    says: str
    never: tuple[str, ...] = ()
    only: tuple[str, ...] | None = None  # when given, nothing else but the standard library

    def forbids(self, imported: str) -> bool:
        if self.only is not None:
            return not (starts_with(imported, self.only) or imported.split(".")[0] in sys.stdlib_module_names)
        return starts_with(imported, self.never)


def starts_with(name: str, prefixes: tuple[str, ...]) -> bool:
    return any(name == prefix or name.startswith(prefix + ".") for prefix in prefixes)


RULES = (
    *(
        Rule(f"knowledge.{pure}", f"knowledge.{pure} is plain logic: it uses the standard library only", only=())
        for pure in ("validity", "eligibility")
    ),
    Rule(
        "knowledge",
        "knowledge knows facts, not conversations or people",
        never=("bot", "connectors", "guidance", "operations", *RASA),
    ),
    Rule(
        "guidance",
        "guidance knows people, not channels or the dialogue engine",
        never=("bot", "connectors", "operations", *RASA),
    ),
    Rule(
        "bot.actions",
        "actions use the public names of knowledge and guidance, never a database or the network",
        never=("sqlalchemy", "aiohttp", "connectors", "operations", "rasa"),
    ),
    Rule(
        "bot.components",
        "components understand language; people's data and channels are not theirs",
        never=("guidance", "connectors", "operations", "rasa_sdk"),
    ),
    *(
        Rule(
            f"connectors.{channel}",
            "a channel uses the shared connector modules and its own client library, never another channel",
            never=(
                *(f"connectors.{other}" for other in CHANNELS if other != channel),
                *("bot", "operations", "sqlalchemy", *RASA),
            ),
        )
        for channel in CHANNELS
    ),
    Rule(
        "connectors",
        "connectors reach Rasa over HTTP and people's data through guidance",
        never=("bot", "operations", "sqlalchemy", *RASA),
    ),
)
READS_THE_CLOCK = {"today", "now", "utcnow"}


def module_name(path: Path, root: Path = ROOT) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules() -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"))


def imports(source: str, module: str) -> Iterator[tuple[int, str]]:
    """Yields line and full name of everything imported, also inside functions; a relative import is made absolute."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join([*module.split(".")[: -node.level], node.module or ""]) if node.level else node.module or ""
            yield from ((node.lineno, f"{base}.{alias.name}".strip(".")) for alias in node.names)


def broken_rules(source: str, module: str, file: str) -> list[str]:
    rule = next((rule for rule in RULES if starts_with(module, (rule.module,))), None)
    if rule is None:
        return []
    return [
        f"{file}:{line} imports {imported}, but {rule.says}"
        for line, imported in imports(source, module)
        if rule.forbids(imported)
    ]


def test_no_module_imports_what_its_package_must_not() -> None:
    broken = [
        message
        for path in modules()
        for message in broken_rules(path.read_text(encoding="utf-8"), module_name(path), str(path.relative_to(ROOT)))
    ]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("name", ["validity", "eligibility"])
def test_rules_about_dates_get_the_date_as_an_argument(name: str) -> None:
    path = ROOT / "knowledge" / f"{name}.py"
    calls = [
        f"{path.relative_to(ROOT)}:{node.lineno} reads the clock with {node.func.attr}()"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in READS_THE_CLOCK
    ]
    assert not calls, "\n".join(calls)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("knowledge.validity", "import yaml"),
        ("knowledge.budgets", "from guidance import plans"),
        ("guidance.plans", "def f():\n    import rasa.core.agent"),
        ("bot.actions.budgets", "from sqlalchemy import select"),
        ("bot.components.safety", "from guidance.plans import save"),
        ("connectors.relay", "import rasa_sdk"),
        ("connectors.website.app", "from connectors.desk import app"),
        ("connectors.website.app", "from ..terminal import chat"),
    ],
)
def test_a_forbidden_import_is_found_and_the_message_names_file_import_and_rule(module: str, source: str) -> None:
    [message] = broken_rules(source, module, "some/file.py")
    assert message.startswith("some/file.py:") and " imports " in message and ", but " in message


def test_the_standard_library_and_the_own_shared_modules_are_allowed() -> None:
    assert not broken_rules("import datetime\nfrom decimal import Decimal", "knowledge.validity", "file.py")
    assert not broken_rules("from connectors.relay import Relay", "connectors.website.app", "file.py")
