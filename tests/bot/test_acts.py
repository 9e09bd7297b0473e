"""What a person does with a message is heard in whatever words: measured on sentences by writers who saw no example."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
import yaml

from bot.actions.acts import SURE as SURE_OF_ACT
from bot.actions.acts import Act
from bot.components.acts import OF_INTENTS, act_examples
from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood
from tests.bot.typed import hears

HELD_OUT = Path(__file__).parent / "held_out_acts"
# A little below what was measured: see bot/README.md.
RIGHT, SURELY_RIGHT, SURE = 0.9, 0.955, 0.8


def held_out() -> Iterator[tuple[str, str]]:
    for path in sorted(HELD_OUT.glob("*.yml")):
        for act, lines in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            yield from ((line, act) for line in lines)


def test_nine_of_ten_unseen_sentences_are_read_right_and_who_is_sure_is_hardly_ever_wrong() -> None:
    read = [(understood(line)["acts"][0], act) for line, act in held_out()]
    right = [heard["act"] == act for heard, act in read]
    sure = [heard["act"] == act for heard, act in read if heard["confidence"] >= SURE_OF_ACT]
    assert len(read) > 400
    assert sum(right) / len(right) >= RIGHT
    assert len(sure) / len(read) >= SURE and sum(sure) / len(sure) >= SURELY_RIGHT


def test_the_actions_know_every_act_that_is_learnt_by_its_name() -> None:
    learnt = {act for _, act in act_examples()} | {*OF_INTENTS.values()}
    assert learnt == {*get_args(Act), "else"}


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ("vrijdag ga ik naar werkcentrum", "werkcentrum"),
        ("Ik ga denk ik morgen de huisarts bellen, dat is het eerste wat ik moet doen", "huisarts"),
        ("ik fiets donderdag langs bij de fietsenmaker en vraag of ze iemand zoeken", "fietsenmaker"),
    ],
)
def test_a_step_is_a_step_in_any_words(conversation: str, said: str, step: str) -> None:
    talk = hears(Dialogue(conversation), "ik ben kok en wil iets anders", said)
    assert step in str(talk.slot("step"))


@pytest.mark.parametrize(
    "said",
    [
        "no. i mean wanneer moet ik WW aanvragen",
        "me baas zegt ik moet maar naar de fysio op eigen kosten. mag dat zomaar",
        "wanneer moet ik WW vragen, voor of na laatste dag werk",
    ],
)
def test_a_question_is_no_step(conversation: str, said: str) -> None:
    talk = hears(Dialogue(conversation), "ik werk in een magazijn en mijn contract stopt", "ja", said)
    assert talk.slot("step") is None


@pytest.mark.parametrize("said", ["die oefening laat ik schieten", "sla die lijstjes maar over, laat gewoon wat zien"])
def test_who_wants_no_list_leaves_it(conversation: str, said: str) -> None:
    talk = hears(Dialogue(conversation), "ik ben kok en wil iets anders", "ja", "ja graag")
    assert talk.form == "exercise_form"
    hears(talk, said)
    assert talk.form != "exercise_form" and talk.slot("exercise") is None


def test_who_tells_that_another_was_chosen_is_met_and_not_read_back(conversation: str) -> None:
    said = "ze hebben alweer een ander gekozen voor voorman, ik werk hier al 19 jaar"
    talk = hears(Dialogue(conversation), said)
    assert "gepasseerd" in talk.heard and said not in talk.heard


def test_a_wish_for_a_human_needs_no_word_for_one(conversation: str) -> None:
    talk = hears(Dialogue(conversation), "ik ben kok en wil iets anders", "typen gaat me te traag, mag dat aan de lijn")
    assert talk.form == "booking_form"


def test_who_moves_the_appointment_asks_for_no_other(conversation: str) -> None:
    talk = hears(Dialogue(conversation), "ik wil graag een afspraak met een adviseur", "de eerste graag")
    hears(talk, "kan het op een andere dag? afspraak verzetten graag")
    assert talk.slot("moving")
    assert any(" uur" in button for button in talk.buttons)


def test_what_is_hardly_a_no_to_a_human_is_none(conversation: str) -> None:
    talk = hears(Dialogue(conversation), "ik sta in de winkel en ben het zat", "ja")
    hears(talk, "nee ik bedoel ander werk met mensen, niet blijven hier")
    assert "help:human" not in (talk.slot("refused") or [])
