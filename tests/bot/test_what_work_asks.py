"""Work asks something of body and day: people ask what, compare it, and say what they cannot or will not."""

from __future__ import annotations

import pytest

from bot.actions import work_asked, work_limits
from bot.actions.sources import catalogue
from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood


@pytest.mark.parametrize(
    ("words", "limits"),
    [
        ("niet op mijn knieën", ["kneeling"]),
        ("bah de hele dag achter een scherm", ["screen"]),
        ("knielen en tillen mag ik niet meer", ["lifting", "kneeling", "light"]),
        ("een beetje lopen, een beetje zitten zou fijn zijn", ["mixed"]),
        ("ik kan niet meer zo lang staan", ["standing"]),
        ("ik wil niet de hele dag achter een scherm zitten", ["screen"]),
        ("liever niet 's avonds werken", ["evenings"]),
        ("ik werk het liefst onder schooltijd", ["evenings"]),
        ("ik wil geen ploegen meer", ["nights"]),
        ("kun je iets zoeken waar ik niet hoef te bukken?", ["kneeling"]),
    ],
)
def test_what_work_must_not_ask_is_heard_in_plain_words(words: str, limits: list[str]) -> None:
    assert sorted(work_limits.told_in(words)) == sorted(limits)


@pytest.mark.parametrize(
    "words",
    ["moet je daar niet veel tillen?", "dat zie ik niet zitten", "zitten vind ik niet erg", "zaterdag kan ik niet",
     "ik weet niet of ik de hele dag wil zitten", "ik zit de hele dag op mijn knieën"],
)  # fmt: skip
def test_a_question_a_saying_or_a_plain_fact_is_no_limit(words: str) -> None:
    assert work_limits.told_in(words) == []


def test_hours_do_not_count_where_a_moment_is_chosen() -> None:
    assert work_limits.told_in("geen avonden", of_day=False) == []


@pytest.mark.parametrize(
    "words", ["heb je iets buiten?", "is er ook werk waarbij je zit?", "moet je daarvoor naar school?"]
)
def test_a_question_for_other_work_does_not_ask_what_this_work_asks(words: str) -> None:
    assert not work_asked.asks(words)


@pytest.fixture
def driver(conversation: str) -> Dialogue:
    """A lorry driver who was shown lighter work."""
    talk = Dialogue(conversation).says("mijn rug is op. ik ben vrachtwagenchauffeur", "need_zwaar_gezondheid")
    return talk.says("ja", "affirm").receives(understood("wat kan ik anders doen"))


def test_a_limit_is_said_back_and_the_work_changes_at_once(driver: Dialogue) -> None:
    driver.receives(understood("een beetje lopen en een beetje zitten, dat wil ik"))
    shown = [catalogue().occupations.get(id_).asks for id_ in driver.slot("directions")]
    assert "zitten en lopen" in driver.heard
    assert shown and all(asks is not None and asks.posture == "mixed" for asks in shown)


def test_a_limit_that_all_shown_work_keeps_is_said_back_without_a_new_list(driver: Dialogue) -> None:
    before = driver.slot("directions")
    driver.receives(understood("ik mag niet meer op mijn knieën"))
    assert "knieën" in driver.heard and driver.slot("directions") == before
    assert "limit:kneeling" in driver.slot("refused")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("zit je daar de hele dag?", ["zit je meestal"]),
        ("moet je veel tillen en ook bukken?", ["meestal weinig", "knieën"]),
        ("is planner achter een computer?", ["Als planner transport", "scherm"]),
        ("werk je daar ook 's avonds?", ["overdag"]),
    ],
)
def test_what_work_asks_is_told_of_the_work_that_was_shown(driver: Dialogue, words: str, told: list[str]) -> None:
    driver.receives(understood(words))
    assert all(each in driver.heard for each in told)


def test_whether_a_sore_body_can_bear_it_is_left_to_the_doctor(driver: Dialogue) -> None:
    driver.receives(understood("moet je daar veel zitten? dat kan mijn rug niet"))
    assert "bedrijfsarts" in driver.heard


def test_what_was_shown_is_compared(driver: Dialogue) -> None:
    driver.receives(understood("welke van die drie is het lichtst?"))
    assert any(each in driver.heard for each in ("minst zwaar", "niet veel", "hetzelfde"))
