"""What a training costs, and where it is given near by: as far as a source says, and else who knows."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.offers import Offer
from knowledge.trainings import TrainingIndex
from tests.bot.dialogue import Dialogue


@pytest.fixture
def talk(conversation: str) -> Dialogue:
    return Dialogue(conversation)


def test_who_asks_what_a_training_costs_hears_what_kind_of_price_it_is(talk: Dialogue) -> None:
    told = talk.says("wat kost de opleiding tot lasser", "ask_cost").heard
    assert "lesgeld of cursusgeld" in told and "Ministerie van OCW" in told


def test_where_no_source_says_the_price_the_school_is_asked(talk: Dialogue) -> None:
    told = talk.says("wat kost een heftruckcertificaat", "ask_cost").heard
    assert "€" not in told and ("Vraag de prijs" in told or "De school weet het" in told)


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
