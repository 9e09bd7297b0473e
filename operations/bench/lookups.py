"""Measures every look-up of the knowledge on one core, with all of ESCO and 100,000 trainings made for it."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from random import Random
from typing import Any

import psutil

from knowledge.career_schema import Level, Mode
from knowledge.catalogue import Catalogue
from knowledge.language import read_linking_words
from operations.bench.courses import read_texts
from operations.bench.plain import Plain
from operations.bench.processes import MEGABYTE
from operations.bench.questions import Names, Question, asked, key, said_about_skills, said_about_work

ROUNDS = 3
WARM_UP = 5
LIMIT_MS = 20.0  # p95 that every look-up must stay under


@dataclass(frozen=True)
class Lookup:
    """One look-up as a caller does it. `best`: from what it returned to the keys of its first answer."""

    name: str
    ask: Callable[[Any], Any]
    questions: Sequence[Any]
    best: Callable[[Any], Collection[str]] | None = None
    names: Names | None = None  # what plain search would go through; None where there is nothing to compare


@dataclass(frozen=True)
class Measured:
    """Milliseconds of every call, by the clock and of the processor itself: a busy machine makes the first longer.

    `right`: the part of the questions with a known answer that was answered right.
    """

    times: Sequence[float]
    processor: Sequence[float]
    right: float | None


def measure(ask: Callable[[Any], Any], questions: Sequence[Any], best: Any = None, rounds: int = ROUNDS) -> Measured:
    """Asks all questions in another order each round; the answers of the first round are checked."""
    order, checked = Random(1), []
    times: list[float] = []
    processor: list[float] = []
    for question in questions[:WARM_UP]:
        ask(_asked(question))
    for number in range(rounds):
        for question in order.sample(questions, len(questions)):
            put, started, used = _asked(question), time.perf_counter(), time.process_time()
            answer = ask(put)
            processor.append((time.process_time() - used) * 1000)
            times.append((time.perf_counter() - started) * 1000)
            if best and number == 0 and question.right:
                checked.append(not question.right.isdisjoint(best(answer)))
    return Measured(times, processor, sum(checked) / len(checked) if checked else None)


def measure_plain(find: Plain, questions: Sequence[Question]) -> Measured:
    """One round: plain search over so many names is slow."""
    return measure(find, questions, lambda answer: [answer], rounds=1)


def name_lookups(catalogue: Catalogue, occupations: Names, trainings: Names, places: Names) -> list[Lookup]:
    """The look-ups that start from a name, for which plain search could do the work too."""
    generic, texts = read_linking_words().training_words, read_texts()
    curated = {occupation.id for occupation in catalogue.occupations.all()}
    known = [each for each in zip(occupations.names, occupations.keys, strict=True) if each[1] in curated]
    at_home = Names(*map(tuple, zip(*known, strict=True)))
    return [
        Lookup("occupations.link", catalogue.occupations.link, said_about_work(at_home),
               lambda mentions: [mention.best.id for mention in mentions], occupations),
        Lookup("occupations.search", catalogue.occupations.search, asked(occupations, texts["asking_search"]),
               lambda found: [each.id for each in found[:1]], occupations),
        Lookup("trainings.find", catalogue.trainings.find, asked(trainings, texts["asking_training"]),
               lambda found: {key(name, generic) for each in found[:1] for name in each.names}, trainings),
        Lookup("regions.find_place", partial(catalogue.regions.find_place, asked=True),
               asked(places, texts["asking_place"]), lambda match: [match.region_code] if match else [], places),
    ]  # fmt: skip


def other_lookups(catalogue: Catalogue, people: Sequence[tuple[dict[str, Any], date]]) -> list[Lookup]:
    """The look-ups that start from what is known. `people`: facts and a day, as the rules' own examples have them."""
    random = Random(1)
    ids = [occupation.id for occupation in catalogue.occupations.all()]
    courses = random.sample([training.id for training in catalogue.trainings.all()], 100)
    paid = [(course, *random.choice(people), random.choice(ids)) for course in courses]
    budgets, trainings = catalogue.budgets, catalogue.trainings
    return [
        Lookup("trainings.search", lambda wish: trainings.search(**wish), _wishes(catalogue, random)),
        Lookup("trainings.for_occupations", trainings.for_occupations, [random.sample(ids, 4) for _ in range(100)]),
        Lookup("skills.from_occupation", catalogue.skills.from_occupation, random.sample(ids, 100)),
        Lookup("skills.from_text", catalogue.skills.from_text, said_about_skills()),
        Lookup("budgets.assess", lambda person: budgets.assess(*person), people),
        Lookup("budgets.next_question", lambda person: budgets.next_question(*person), people),
        Lookup("budgets_for (a training)", lambda asked: catalogue.budgets_for(*asked), paid),
    ]


def _wishes(catalogue: Catalogue, random: Random) -> list[dict[str, Any]]:
    """Filters alone and together, so from a few trainings to tens of thousands."""
    ids = [occupation.id for occupation in catalogue.occupations.all()]
    regions = [region.code for region in catalogue.regions.all()]
    levels: tuple[Level, ...] = ("geen", "mbo_2", "mbo_3", "mbo_4", "hbo")
    forms: tuple[Mode, ...] = ("bbl", "bol", "deeltijd", "kort", "online")
    kinds: dict[str, Sequence[Any]] = {
        "occupation": ids, "level": levels, "region": regions, "form": forms, "most_months": (3, 6, 12, 24),
    }  # fmt: skip
    wishes = []
    for _ in range(100):
        chosen = random.sample(sorted(kinds), random.randint(1, len(kinds)))
        wishes.append({name: random.choice(kinds[name]) for name in chosen})
    return wishes


def _asked(question: Any) -> Any:
    return question.text if isinstance(question, Question) else question


def on_one_core() -> bool:
    """Keeps every thread of this process on one core; False where the system has no such thing."""
    if not hasattr(os, "sched_setaffinity"):
        return False
    core = max(os.sched_getaffinity(0))
    for thread in psutil.Process().threads():
        os.sched_setaffinity(thread.id, {core})
    return True


def resident_memory() -> float:
    """MB that this process holds now."""
    gc.collect()
    megabytes: float = psutil.Process().memory_info().rss / MEGABYTE
    return megabytes


def too_slow(p95: Iterable[tuple[str, float]]) -> list[str]:
    """The look-ups that miss the limit."""
    return [name for name, value in p95 if value >= LIMIT_MS]
