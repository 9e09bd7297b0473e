"""What a training costs, and where it is given near by: as far as a source says, and else who knows."""

from __future__ import annotations

import pytest

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
