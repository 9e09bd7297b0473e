"""What the look-up bench asks: Dutch as people type it, with what is meant where that is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import yaml

from knowledge.catalogue import Catalogue
from knowledge.language import read_linking_words
from knowledge.said_skills import read_everyday_skills
from knowledge.words import compact, words
from operations.bench.courses import read_texts
from operations.settings import ROOT

UNSEEN = ROOT / "tests" / "knowledge" / "unseen_sentences.yaml"
PER_LOOKUP = 100  # a share of right answers is then known to some four points either way


@dataclass(frozen=True)
class Question:
    """`right`: the keys of every good answer; empty when nobody knows or none exists."""

    text: str
    right: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Names:
    """What plain search goes through: every name, with the key of what it stands for in the same place."""

    names: tuple[str, ...]
    keys: tuple[str, ...]


def mistyped(text: str, random: Random) -> str:
    """One letter doubled, left out or swapped with the next, never the first or last of a word."""
    places = [place for place in range(1, len(text) - 1) if text[place - 1 : place + 2].isalpha()]
    if not places:
        return text
    place = random.choice(places)
    before, letter, after = text[:place], text[place], text[place + 1 :]
    return before + random.choice((letter * 2 + after, after, after[0] + letter + after[1:]))


def occupation_names(catalogue: Catalogue, esco_names: Collection[str]) -> Names:
    """Curated names and those of ESCO; keys are occupation ids."""
    index = catalogue.occupations
    found = [(name, occupation.id) for occupation in index.all() for name in occupation.names]
    if index.esco is not None:
        found += [(name, id_) for name in esco_names for id_ in index.esco.named(compact(name))]
    return _names(found)


def training_names(catalogue: Catalogue) -> Names:
    """Names of all trainings; the key of a training is what its name tells: see `training_key`."""
    generic = read_linking_words().training_words
    return _names((name, key(name, generic)) for training in catalogue.trainings.all() for name in training.names)


def key(name: str, generic: Collection[str]) -> str:
    """Courses whose names differ in general words only ("cursus", "opleiding") are equally right."""
    return " ".join(sorted({word.folded for word in words(name)} - set(generic)))


def place_names(catalogue: Catalogue) -> Names:
    """Municipalities and places; keys are region codes."""
    found = []
    for region in catalogue.regions.all():
        for municipality, places in region.municipalities.items():
            found += [(name, region.code) for name in dict.fromkeys((municipality, *places))]
    return _names(found)


def _names(found: Iterable[tuple[str, str]]) -> Names:
    names, keys = zip(*dict.fromkeys(found), strict=True)
    return Names(names, keys)


def said_about_work(known: Names, unseen: Path = UNSEEN, seed: int = 1) -> list[Question]:
    """For `link`: sentences kept apart and spoken ones, then names in a sentence, half of them mistyped."""
    kept = [*yaml.safe_load(unseen.read_text(encoding="utf-8")), *read_texts()["spoken"]]
    said = [Question(each["says"], frozenset([each["means"]] if "means" in each else [])) for each in kept]
    return said + asked(known, read_texts()["asking_link"], max(PER_LOOKUP - len(said), 20), seed)


def asked(known: Names, asking: Sequence[str], number: int = PER_LOOKUP, seed: int = 1) -> list[Question]:
    """Questions about names drawn from all of them, every other one with a typing error."""
    random, owners = Random(seed), _owners(known)
    drawn = random.choices(known.names, k=number)
    return [
        Question(
            random.choice(asking).format(mistyped(name.lower(), random) if count % 2 else name.lower()),
            owners[compact(name)],
        )
        for count, name in enumerate(drawn)
    ]


def said_about_skills(seed: int = 1) -> list[Question]:
    """Sentences with two everyday skills."""
    random = Random(seed)
    phrases = [phrase for skill in read_everyday_skills().skills for phrase in skill.phrases if "*" not in phrase]
    asking = read_texts()["asking_skills"]
    return [Question(random.choice(asking).format(*random.sample(phrases, 2))) for _ in range(PER_LOOKUP)]


def _owners(known: Names) -> Mapping[str, frozenset[str]]:
    owners: dict[str, set[str]] = defaultdict(set)
    for name, owner in zip(known.names, known.keys, strict=True):
        owners[compact(name)].add(owner)
    return {name: frozenset(held) for name, held in owners.items()}
