"""Looking an occupation up from a question: the words of asking do not count, and a whole name comes first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from knowledge.encoder import Vectors
from knowledge.esco import EscoBook
from knowledge.loading import read_yaml
from knowledge.occupations import OccupationIndex
from knowledge.words import compact
from tests.knowledge.test_occupations import LetterEncoder

QUESTIONS = read_yaml(Path(__file__).parent / "lookup_questions.yaml")["work"]
ESCO = {
    "1.1": ("docent sociologie hoger onderwijs", ["lector sociologie"]),
    "1.2": ("leerkracht montessorionderwijs", ["leerkracht montessorischool"]),
    "1.3": ("inspecteur accountantsdienst", ["analytisch boekhouder"]),
    "1.4": ("vuurtorenwachter", []),
    "1.5": ("verkoper dierenwinkel", []),
}


class CountingEncoder(LetterEncoder):
    """Remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return super().encode(texts)


def book(occupations: OccupationIndex) -> EscoBook:
    """A few names of ESCO, without its search index."""
    listed = [
        {"uri": code, "code": code, "label": label, "description": "", "isco": "2310"}
        for code, (label, _) in ESCO.items()
    ]
    names = [
        {"uri": code, "name": name, "key": compact(name), "position": position}
        for code, (label, others) in ESCO.items()
        for position, name in enumerate([label, *others])
    ]
    return EscoBook({"esco_occupations": listed, "esco_names": names, "esco_search": []}, occupations.all())


@pytest.fixture(scope="module")
def with_esco(occupations: OccupationIndex) -> OccupationIndex:
    return OccupationIndex(occupations.all(), esco=book(occupations))


def first(occupations: OccupationIndex, text: str) -> str:
    return next((candidate.id for candidate in occupations.search(text)), "")


@pytest.mark.parametrize(
    ("text", "occupation"),
    [
        ("hoeveel verdient een leerkraacht montessorischool", "esco:1.2"),
        ("analytsch boekhouder", "esco:1.3"),
        ("wat doet een analytisch boekhouder precies", "esco:1.3"),
        ("vuurtorewachter loon", "esco:1.4"),
    ],
)
def test_a_longer_name_of_esco_wins_from_the_curated_name_inside_it_also_misspelt(
    with_esco: OccupationIndex, text: str, occupation: str
) -> None:
    assert first(with_esco, text) == occupation


@pytest.mark.parametrize("text", ["verkoper in een winkel", "wat verdient een verkoper in de winkel"])
def test_small_words_are_not_read_as_letters_of_another_name(with_esco: OccupationIndex, text: str) -> None:
    assert first(with_esco, text) == "verkoper"


def test_a_curated_occupation_comes_first_where_both_know_the_name(occupations: OccupationIndex) -> None:
    assert first(OccupationIndex(occupations.all(), esco=book(occupations)), "wat doet een boekhouder") == "boekhouder"


@pytest.mark.parametrize(
    "text", ["stukadoor", "hoeveel verdient een stukadoor", "wat verdient een stukkadoor", "stukadoor worden, hoe"]
)
def test_the_words_of_asking_do_not_count(occupations: OccupationIndex, text: str) -> None:
    assert [candidate.id for candidate in occupations.search(text)] == ["stukadoor"]


def test_a_name_that_is_all_that_is_said_needs_no_sentence_encoder(occupations: OccupationIndex) -> None:
    encoder = CountingEncoder()
    index = OccupationIndex(occupations.all()[:40], encoder)
    encoder.asked.clear()
    known = index.all()[0].name
    assert index.search(f"hoeveel verdient een {known}")[0].id == index.all()[0].id
    assert encoder.asked == []


def test_words_that_name_nothing_are_compared_by_meaning_without_the_words_of_asking(
    occupations: OccupationIndex,
) -> None:
    encoder = CountingEncoder()
    index = OccupationIndex(occupations.all()[:40], encoder)
    encoder.asked.clear()
    assert {candidate.why for candidate in index.search("hoeveel verdient een zwoegbeest")} == {"meaning"}
    assert encoder.asked == ["zwoegbeest"]


def test_bare_meaning_never_comes_before_what_is_named(occupations: OccupationIndex) -> None:
    index = OccupationIndex(occupations.all()[:40], LetterEncoder())
    known = index.all()[0]
    found = index.search(f"{known.name} in een groot bedrijf ver weg in groningen")
    assert (found[0].id, found[0].why) == (known.id, "name")
    assert "meaning" in {candidate.why for candidate in found}


def test_only_words_of_asking_are_still_answered_without_an_error(occupations: OccupationIndex) -> None:
    assert occupations.search("wat kan ik worden") == []
    assert occupations.search("") == []


@pytest.mark.parametrize("question", [each for each in QUESTIONS if "means" in each], ids=str)
def test_a_question_as_people_type_it_finds_the_work_first(
    occupations: OccupationIndex, question: dict[str, str]
) -> None:
    assert first(occupations, question["asks"]) in question["means"]
