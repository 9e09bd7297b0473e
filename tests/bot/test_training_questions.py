"""What a training costs, and where it is given near by: as far as a source says, and else who knows."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.offers import Offer
from knowledge.trainings import TrainingIndex
from tests.bot.dialogue import Dialogue
from tests.bot.walking import items


@pytest.fixture
def talk(conversation: str) -> Dialogue:
    return Dialogue(conversation)


def test_who_asks_what_a_training_costs_hears_what_kind_of_price_it_is(talk: Dialogue) -> None:
    told = talk.says("wat kost de opleiding tot lasser", "ask_cost").heard
    assert "lesgeld of cursusgeld" in told and "Ministerie van OCW" in told


def test_what_teaches_the_trade_comes_before_what_everybody_may_need(talk: Dialogue) -> None:
    replies = talk.says("welke opleiding lasser is er", "ask_training").replies
    shown = [item["name"] for reply in replies for item in items(reply)]
    assert shown[0] == "Lassen en constructie"


def test_a_course_that_work_asks_is_paid_by_the_employer(talk: Dialogue) -> None:
    told = talk.says("wat kost een heftruckcertificaat", "ask_cost").heard
    assert "€" not in told and "betaalt je werkgever alles" in told and "7:611a" in told


def test_who_asks_what_a_computer_course_costs_hears_that_it_differs_and_to_ask_the_library(talk: Dialogue) -> None:
    told = talk.says("wat kost een computercursus", "ask_cost").heard
    assert "€" not in told and "verschilt per plaats" in told and "bibliotheek" in told and "Forum Groningen" in told


def test_how_long_it_takes_carries_its_source_and_day(talk: Dialogue) -> None:
    told = talk.says("hoe lang duurt de opleiding tot lasser", "ask_duration").heard
    assert "Rijksoverheid, opleidingen en niveaus in het mbo, bekeken op 21 november 2026" in told


@pytest.mark.parametrize("said", ["welke opleiding lasser is er in Twente", "kan ik in Enschede leren voor lasser"])
def test_who_asks_for_a_place_is_brought_to_the_people_who_know_the_schools_there(talk: Dialogue, said: str) -> None:
    replies = talk.says(said, "ask_training").replies
    people = next(each for each in replies if "Twente" in each.get("text", ""))
    names = [item["name"] for card in people["custom"]["cards"] for item in card["items"]]
    assert names == ["Werkcentrum", "Leerwerkloket"]


def test_who_names_no_place_hears_of_trainings_only(talk: Dialogue) -> None:
    replies = talk.says("welke opleiding lasser is er", "ask_training").replies
    assert not any("scholen" in each.get("text", "") for each in replies)


def test_schools_of_an_imported_list_are_named_with_the_list(talk: Dialogue, monkeypatch: pytest.MonkeyPatch) -> None:
    offer = Offer("ROC", "25655", "bbl", "2026", "Lasser", "AM05", "aanbod.csv", date(2026, 11, 21))
    monkeypatch.setattr(TrainingIndex, "offers", lambda *_: [offer])
    told = talk.says("welke opleiding lasser is er in Twente", "ask_training").heard
    assert "ROC (Lasser, bbl)" in told and "aanbod.csv, bekeken op 21 november 2026" in told
