"""What people read is plain Dutch: short sentences, common words, one question a message, somebody who acts."""

from __future__ import annotations

import re
from statistics import mean

import pytest

from tests.readability.findings import (
    EACH_TEXT,
    Check,
    abbreviation,
    findings,
    jargon,
    long_sentence,
    long_word,
    many_questions,
    passive,
    rare_word,
    refused_word,
)  # fmt: skip
from tests.readability.rulebook import rules
from tests.readability.texts import Text, texts
from tests.readability.variants import (
    said_often,
    same_opener_in_a_row,
    same_opening_within,
    too_few,
    ways,
    worn_openings,
)  # fmt: skip
from tests.readability.words import zipf

HARD_TO_READ: list[tuple[Check, str]] = [
    (long_sentence, "Als je graag wilt weten of er in jouw regio ook nog geld is, vraag het dan op tijd aan iemand."),
    (rare_word, "Wij koesteren een paradigmatische kijk."),
    (long_word, "Dit is een onvervreemdbaarheidsclausule."),
    (refused_word, "Dat kan helaas niet."),
    (refused_word, "U dient dit te tekenen."),
    (refused_word, "Dat is goed voor je inzetbaarheid."),
    (refused_word, "Jouw plek staat op het spel."),
    (jargon, "Je krijgt een transitievergoeding."),
    (abbreviation, "Vraag het aan de KVQ."),
    (passive, "Ons gesprek wordt bewaard."),
    (passive, "De kosten werden door het fonds betaald."),
    (many_questions, "Hoe oud ben je? En waar woon je?"),
    (many_questions, "Welk werk doe je? Dat helpt mij. Wil je weg?"),
]
EASY_TO_READ: list[tuple[Check, str]] = [
    (long_sentence, "Kijk op werkcentrum.nl wat er kan. Vraag daar ook naar geld."),
    (rare_word, "Vraag je gemeente naar opleidingsgeld en meegelopen dagen."),
    (long_word, "Je bent vrachtwagenchauffeur."),
    (refused_word, "Dat kan niet. Dit kan wel."),
    (jargon, "Er is een transitievergoeding. Dat is geld bij ontslag."),
    (abbreviation, "Dat heet een verklaring arbeid (KVQ). Vraag UWV ernaar."),
    (passive, "Ik word niet moe, en je werk wordt te zwaar."),
    (many_questions, "Wil je weg? Zeg dat dan. Wat wil je het eerst?"),
    (many_questions, "Je wilt iets leren. Klopt dat?"),
    (many_questions, 'Vraag bijvoorbeeld: "wie betaalt dat?" of "wat kan ik?".'),
]


def said(text: str) -> Text:
    return Text("said", "some.yml", "some.key", text)


def test_every_kind_of_text_is_looked_at() -> None:
    for source in rules()["sources"]:
        stem = source["files"].split("*")[0]
        assert any(text.file.startswith(stem) for text in texts()), source["files"]


@pytest.mark.parametrize("check", EACH_TEXT, ids=lambda check: check.__name__)
def test_what_people_read_is_easy(check: Check) -> None:
    hard = findings(texts(), (check,))
    assert not hard, "\n" + "\n".join(map(str, hard))


@pytest.mark.parametrize("group", ["said", "fact"])
def test_sentences_are_short_on_the_whole(group: str) -> None:
    lengths = [len(sentence.split()) for text in texts() if text.group == group for sentence in text.sentences]
    assert mean(lengths) <= rules()["mean_sentence"][group]


def test_what_is_said_often_is_said_in_several_ways() -> None:
    assert list(too_few(ways())) == []


def test_every_pattern_of_what_is_said_often_names_a_response() -> None:
    idle = [
        pattern for line in rules()["said_often"] for pattern in alternatives(line)
        if not any(re.fullmatch(pattern, name) for name in ways())
    ]  # fmt: skip
    assert idle == []


def alternatives(pattern: str) -> list[str]:
    """The names in a pattern: "utter_a|utter_(b|c)" is utter_a, utter_b and utter_c."""
    found = []
    for name in re.split(r"\|(?![^(]*\))", pattern):
        before, _, rest = name.partition("(")
        inside, _, after = rest.partition(")")
        found += [f"{before}{each}{after}" for each in inside.split("|")]
    return found


def test_openings_do_not_come_back_all_the_time() -> None:
    worn = [*same_opening_within(ways()), *same_opener_in_a_row(ways()), *worn_openings(ways())]
    assert not worn, "\n" + "\n".join(worn)


@pytest.mark.parametrize(("check", "text"), HARD_TO_READ)
def test_what_is_hard_is_found_with_its_sentence_and_reason(check: Check, text: str) -> None:
    found = list(check(said(text)))
    assert found and found[0].sentence.split("?")[0].rstrip(".") in text
    assert "some.yml: some.key" in str(found[0]) and found[0].reason in str(found[0])


@pytest.mark.parametrize(("check", "text"), EASY_TO_READ)
def test_what_is_easy_is_left_alone(check: Check, text: str) -> None:
    assert list(check(said(text))) == []


def test_too_few_ways_and_worn_openings_are_found() -> None:
    few = {"utter_thank": ["Goed zo.", "Goed zo, dag."]}
    assert list(too_few(few)) and list(same_opening_within(few)) and list(worn_openings(few))
    assert list(same_opener_in_a_row({"utter_thank": ["Goed."] * 6}))
    assert said_often(few) == ["utter_thank"]


def test_a_compound_is_as_common_as_its_rarer_half() -> None:
    assert zipf("opleidingsgeld") > 3.5 > zipf("qwzxkrt")
