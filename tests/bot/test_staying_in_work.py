"""Who wants to go on with the work they have is helped to stay, and sees other work only when they ask for it."""

from __future__ import annotations

import pytest

from tests.bot.dialogue import Dialogue

CHANGED = "Eerst wilde je"


@pytest.fixture
def driver(conversation: str) -> Dialogue:
    talk = Dialogue(conversation)
    return talk.says("ik ben vrachtwagenchauffeur, mijn rug doet pijn", "need_zwaar_gezondheid").says("ja", "affirm")


def test_heavy_work_gets_help_to_stay_first_and_a_button_for_other_work(driver: Dialogue) -> None:
    assert "bedrijfsarts" in driver.heard and not driver.slot("directions")
    driver.presses("Lichter werk zien")
    assert driver.slot("directions")


def test_who_spoke_of_other_work_sees_it_at_once(conversation: str) -> None:
    talk = Dialogue(conversation).says("mijn rug is op, ik ben metselaar en wil lichter werk", "need_zwaar_gezondheid")
    talk.says("ja", "affirm")
    assert talk.slot("directions")


@pytest.mark.parametrize(
    "said",
    [
        "ik wil gewoon blijven rijden zonder pijn",
        "nergens gevraagd om ander werk",
        "ik wil dit werk blijven doen",
        "ik HEB iets op de weg",
        "GEEN ander werk",
        "ik wil niet ander werk",
        "ik hoef echt niet weg hier",
        "ik blijf gewoon vrachtwagenchauffeur",
    ],
)
def test_a_no_to_other_work_is_heard_in_any_words(driver: Dialogue, said: str) -> None:
    driver.says(said, "need_richting")
    assert "limit:other_work" in driver.slot("refused") and not driver.slot("directions")


@pytest.mark.parametrize(
    "said",
    [
        "heb je geen ander werk?",
        "ik vind geen andere baan",
        "ik wil wel blijven rijden",
        "ik heb iets in mijn rug",
        "maar ik wil wel iets met mensen blijven doen",
    ],
)
def test_what_only_sounds_like_a_no_to_other_work_is_none(driver: Dialogue, said: str) -> None:
    driver.says(said, "need_richting")
    assert "limit:other_work" not in (driver.slot("refused") or [])


def test_the_no_holds_until_work_is_asked_for_in_so_many_words(driver: Dialogue) -> None:
    driver.says("ik wil dit werk blijven doen", "need_richting")
    driver.says("ik wil niks iets op de weg, ik HEB iets op de weg", "need_richting", confidence=0.88)
    assert CHANGED not in driver.heard and not driver.slot("directions")
    driver.says("wat voor ander werk kan ik dan doen", "need_richting")
    assert driver.slot("directions")


def test_what_is_hard_is_asked_once_and_heard(driver: Dialogue) -> None:
    driver.says("ik wil dit werk blijven doen", "need_richting")
    assert "?" in driver.heard
    driver.says("het laden en lossen", "nlu_fallback")
    assert "bedrijfsarts" in driver.heard and "niet goed begrepen" not in driver.heard
    driver.says("geen ander werk zei ik", "deny")
    assert "zwaarst" not in driver.heard and "het meest" not in driver.heard
