"""The part of `make bench` about knowledge: builds a database of its own, opens it, measures and prints."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from knowledge.career_schema import Training
from knowledge.catalogue import Catalogue, open_catalogue
from knowledge.encoder import SentenceEncoder
from knowledge.errors import KnowledgeError
from knowledge.imported import metadata, read_imported
from knowledge.importers import run_import
from knowledge.loading import Loaded, build_database, load_all
from knowledge.tables import transaction
from operations.bench.courses import make_offers, make_trainings, subjects
from operations.bench.lookup_table import OURS, percentile, plain_table, times_table
from operations.bench.lookups import (
    Lookup,
    Measured,
    measure,
    measure_plain,
    name_lookups,
    on_one_core,
    other_lookups,
    resident_memory,
    too_slow,
)
from operations.bench.plain import by_rapidfuzz, by_tfidf
from operations.bench.questions import occupation_names, place_names, training_names
from operations.errors import BuildError
from operations.settings import ROOT

ESCO = ROOT.parent / "shared" / "data" / "esco" / "ESCO-nl-csv.zip"
TRAININGS = 100_000


def bench_lookups(esco: Path, number: int = TRAININGS) -> None:
    """Measures and prints. Raises BuildError when the database cannot be made."""
    with tempfile.TemporaryDirectory(prefix="bijsturen-lookups-") as folder:
        url = f"sqlite:///{folder}/knowledge.db"
        _say("making the database ...")
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:  # its memory must not count as ours
            built = pool.submit(make_database, url, esco if esco.exists() else None, number)
            if fault := built.result():
                raise BuildError(f"The database for the look-ups could not be made: {fault}")
        if not esco.exists():
            print(f"No ESCO at {esco} (name it with --esco PATH): measured with the curated layer alone.")
        _measure(url)


def make_database(url: str, esco: Path | None, number: int, meaning: bool = True) -> str:
    """The curated facts, all of ESCO, and the made-up trainings and offers. Returns what went wrong, or nothing."""
    try:
        loaded, encoder = load_all(), SentenceEncoder() if meaning else None
        if esco:
            run_import("esco", esco, url, encoder, lambda step: _say(f"ESCO: {step}"))
        _say(f"{number:,} trainings")
        build_database(replace(loaded, trainings=(*loaded.trainings, *_trainings(loaded, url, number))), url, encoder)
        with transaction(url) as connection:
            metadata.create_all(connection)
            offers = make_offers([region.code for region in loaded.regions.regions])
            connection.execute(metadata.tables["offers"].insert(), [vars(offer) for offer in offers])
    except KnowledgeError as error:  # as text: it cannot travel between processes as it is
        return str(error)
    return ""


def _trainings(loaded: Loaded, url: str, number: int) -> tuple[Training, ...]:
    about = subjects(loaded.occupations, _esco_names(url))
    ids, sectors = [each.id for each in loaded.occupations], [sector.name for sector in loaded.sectors]
    return tuple(make_trainings(number, about, ids, sectors))


def _esco_names(url: str) -> list[str]:
    return [row["name"] for row in read_imported(url, ["esco_names"])["esco_names"]]


def _measure(url: str) -> None:
    alone = on_one_core()
    catalogue, cost = _open(url)
    people = [(example.facts, example.date) for budget in catalogue.budgets.all() for example in budget.examples]
    known = (occupation_names(catalogue, _esco_names(url)), training_names(catalogue), place_names(catalogue))
    named = name_lookups(catalogue, *known)
    measured: dict[str, Measured] = {}
    for each in [*named, *other_lookups(catalogue, people)]:
        _say(f"asking: {each.name}")
        measured[each.name] = measure(each.ask, each.questions, each.best)
    esco = len(catalogue.occupations.esco or ())
    print(f"\nLook-ups with {len(catalogue.trainings.all()):,} trainings, {len(catalogue.occupations.all()):,} curated "
          f"occupations and {esco:,} more of ESCO, on "
          f"{'one core' if alone else 'all cores: this system cannot keep a process on one'}.")  # fmt: skip
    print(f"{cost}\n\n{times_table(measured)}")
    slow = too_slow((name, percentile(each.times, 95)) for name, each in measured.items())
    print(f"\nToo slow: {', '.join(slow)}.\n" if slow else "\nEvery look-up stays under the limit.\n")
    print(plain_table(_beside_plain(named, measured)))


def _open(url: str) -> tuple[Catalogue, str]:
    """The catalogue, and a line about what opening it costs."""
    before, started = resident_memory(), time.perf_counter()
    catalogue = open_catalogue(url)
    seconds, opened = time.perf_counter() - started, resident_memory()
    catalogue.occupations.search("lasser")
    ready = resident_memory()
    return catalogue, (
        f"Opening the database and building every index: {seconds:.1f} s, once. Memory of the process: {before:.0f} MB "
        f"before, {opened:.0f} MB after, {ready:.0f} MB with the sentence encoder."
    )


def _beside_plain(named: Sequence[Lookup], measured: Mapping[str, Measured]) -> dict[str, dict[str, Measured]]:
    """Per look-up by name: ours and plain search, on the same questions."""
    compared = {}
    for each in named:
        if each.names is None:
            continue
        _say(f"plain search: {each.name}, {len(each.names.names):,} names")
        plain = {"rapidfuzz": by_rapidfuzz, "tf-idf, letters": by_tfidf}
        methods = {method: measure_plain(make(each.names), each.questions) for method, make in plain.items()}
        compared[each.name] = {OURS: measured[each.name], **methods}
    return compared


def _say(step: str) -> None:
    print(f"Look-ups: {step}", flush=True)
