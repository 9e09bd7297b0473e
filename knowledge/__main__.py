"""python -m knowledge check | load | import KIND PATH | link TEXT | budgets | report: facts checked, loaded, asked."""

import argparse
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from knowledge.budget_table import budget_table
from knowledge.budgets import Assessment
from knowledge.catalogue import open_catalogue
from knowledge.checks import stale
from knowledge.encoder import SentenceEncoder
from knowledge.errors import KnowledgeError
from knowledge.importers import KINDS, run_import
from knowledge.loading import DATA_DIR, build_database, load_all
from knowledge.report import report
from knowledge.tables import stored_fingerprint

DEFAULT_URL = "sqlite:///var/knowledge.db"
_FACTS_EXAMPLE = """Write --facts '{"status": "employee", "sector": "bouw"}'"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command. Returns 0, or 1 when the facts or the question are at fault."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except KnowledgeError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA_DIR, help="folder with the fact files")
    parser.add_argument("--url", default=os.environ.get("BIJSTUREN_KNOWLEDGE_URL", DEFAULT_URL), help="database URL")
    commands = parser.add_subparsers(required=True)
    check = commands.add_parser("check", help="check all fact files and run their examples")
    check.set_defaults(run=_check)
    load = commands.add_parser("load", help="build the knowledge database when the facts changed")
    load.set_defaults(run=_load)
    importing = commands.add_parser("import", help="import an official download beside the facts of the project")
    importing.add_argument("kind", choices=sorted(KINDS))
    importing.add_argument("path", type=Path, help="zip, folder or CSV file")
    importing.add_argument("--force", action="store_true", help="also when far less is left than there was")
    importing.set_defaults(run=_import)
    link = commands.add_parser("link", help="show which occupations a text names")
    link.add_argument("text")
    link.set_defaults(run=_link)
    budgets = commands.add_parser("budgets", help="show which schemes fit a person on a day")
    budgets.add_argument("--facts", default="{}", help='JSON, for instance {"status": "employee", "sector": "bouw"}')
    budgets.set_defaults(run=_budgets)
    measure = commands.add_parser("report", help="print figures about the facts")
    measure.set_defaults(run=lambda options: print(report(load_all(options.data), options.url)))
    today = datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    for dated in (check, budgets):
        dated.add_argument("--on", type=_day, default=today, help="a day as 2026-11-21")
    link.add_argument("--text", action="store_true", dest="plain", help="print lines for people instead of JSON")
    budgets.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is no day. Write it as 2026-11-21.") from error


def _check(options: argparse.Namespace) -> None:
    loaded = load_all(options.data, options.on)
    for warning in stale(loaded, options.on):
        print(f"warning: {warning}", file=sys.stderr)
    examples = sum(len(budget.examples) for budget in loaded.budgets)
    print(
        f"In order: {len(loaded.budgets)} budgets with {examples} examples, {len(loaded.occupations)} occupations, "
        f"{len(loaded.trainings)} trainings, {len(loaded.services)} services, {len(loaded.regions.regions)} regions."
    )


def _load(options: argparse.Namespace) -> None:
    loaded = load_all(options.data)
    if stored_fingerprint(options.url) == loaded.fingerprint:
        print("The knowledge database is up to date.")
        return
    build_database(loaded, options.url, SentenceEncoder())
    print("The knowledge database is built.")


def _import(options: argparse.Namespace) -> None:
    def progress(step: str) -> None:
        print(f"{options.kind}: {step}", file=sys.stderr, flush=True)

    print(run_import(options.kind, options.path, options.url, SentenceEncoder(), progress, options.force))


def _link(options: argparse.Namespace) -> None:
    mentions = open_catalogue(options.url, SentenceEncoder()).occupations.link(options.text)
    if not options.plain:
        print(json.dumps([asdict(mention) for mention in mentions], ensure_ascii=False, indent=2))
        return
    for mention in mentions:
        print(f"{mention.text!r} ({mention.role or 'role unknown'})")
        for candidate in mention.candidates:
            print(f"  {candidate.score:.2f}  {candidate.id:28}  {candidate.name}  [{candidate.why}]")
    if not mentions:
        print("No occupation found.")


def _budgets(options: argparse.Namespace) -> None:
    facts = _read_facts(options.facts)
    book = open_catalogue(options.url).budgets
    book.vocabulary.check_consistent(facts)
    assessments = book.assess(facts, options.on)
    if options.json:
        print(json.dumps([_as_json(assessment) for assessment in assessments], ensure_ascii=False, indent=2))
        return
    print(budget_table(assessments, book.next_question(facts, options.on), book.vocabulary))


def _read_facts(text: str) -> dict[str, Any]:
    def each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        for name, count in Counter(name for name, _ in pairs).items():
            if count > 1:
                raise KnowledgeError("--facts", f"fact '{name}'", "stands in it twice.", "Leave one of them out.")
        return dict(pairs)

    try:
        facts = json.loads(text, object_pairs_hook=each_once)
    except json.JSONDecodeError as error:
        raise KnowledgeError("--facts", f"character {error.pos}", "is not JSON.", _FACTS_EXAMPLE) from error
    if not isinstance(facts, dict):
        raise KnowledgeError("--facts", "", "is not a JSON object.", _FACTS_EXAMPLE)
    return facts


def _as_json(assessment: Assessment) -> dict[str, Any]:
    sources = [source.model_dump(mode="json", exclude_none=True) for source in assessment.sources]
    result = asdict(assessment) | {"sources": sources, "verified": assessment.verified.isoformat()}
    return result | {"ended_on": assessment.ended_on and assessment.ended_on.isoformat()}


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `| head` ends us quietly
    sys.exit(main())
