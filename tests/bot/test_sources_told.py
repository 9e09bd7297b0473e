"""What is told about work carries where it comes from and when it was checked: on the screen and in the plan."""

from __future__ import annotations

from datetime import date

import pytest

from bot.actions import careers, sources
from guidance import plans
from knowledge.catalogue import Catalogue
from tests.bot.turns import Spoken


@pytest.fixture
def told(conversation: str, catalogue: Catalogue) -> tuple[str, plans.LookUp]:
    """What was said about a plumber, and what the plan keeps of it."""
    spoken = Spoken("wat doet een loodgieter", "ask_occupation", conversation=conversation)
    careers.answer_occupation(spoken.turn)
    plan = plans.get(sources.database(), conversation)
    assert plan is not None
    text = " ".join(message["text"] or "" for message in spoken.dispatcher.messages)
    return text, next(look for look in plan.looked_up if look.id == "loodgieter")


def test_a_description_tells_its_source_and_the_day_it_was_checked(told: tuple[str, plans.LookUp]) -> None:
    text, kept = told
    assert "(Bron: ons eigen overzicht van beroepen, bekeken op 21 november 2026.)" in text
    assert (kept.source, kept.checked_on) == ("ons eigen overzicht van beroepen", date(2026, 11, 21))


def test_chances_are_those_of_uwv_with_the_day_of_its_list(conversation: str, catalogue: Catalogue) -> None:
    spoken = Spoken("is er veel werk als loodgieter", "ask_chances", conversation=conversation)
    careers.answer_chances(spoken.turn)
    chance = catalogue.occupations.get("loodgieter").chances
    plan = plans.get(sources.database(), conversation)
    assert chance is not None and plan is not None
    [kept] = [look for look in plan.looked_up if look.id == "loodgieter"]
    assert (kept.source, kept.checked_on) == (chance.source.title, chance.source.retrieved)
    text = " ".join(message["text"] or "" for message in spoken.dispatcher.messages)
    assert f"volgens {chance.source.title}, bekeken op 21 november 2026" in text
