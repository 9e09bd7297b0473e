"""Questions in the middle of a talk are answered from what is in hand, and nothing unasked begins on them."""

from __future__ import annotations

import pytest

from tests.bot.dialogue import Dialogue
from tests.bot.typed import hears

WHO_APPLIES = ["moet me baas dat dan aanvragen of kan ik dat zelf", "wie vraagt het aan bij oom, ik of me baas"]
OWN_COST = ["kost die cnc cursus mij geld ja of nee", "is die cursus helemaal gratis of moet ik zelf wat bijleggen"]


@pytest.fixture
def talk(conversation: str) -> Dialogue:
    return Dialogue(conversation)


@pytest.mark.parametrize("asked", WHO_APPLIES)
def test_who_applies_for_money_that_was_shown_is_told_from_the_scheme(talk: Dialogue, asked: str) -> None:
    hears(
        talk, "is stap budget er nog?", "ben lasser in de metaal, wil cnc frezen leren. wie betaald dat dan nu", asked
    )
    assert "OOM" in talk.heard and "baas" in talk.heard and talk.slot("exercise") is None


@pytest.mark.parametrize("asked", OWN_COST)
def test_what_is_left_to_pay_names_the_boss_and_the_law(talk: Dialogue, asked: str) -> None:
    hears(
        talk, "is stap budget er nog?", "ben lasser in de metaal, wil cnc frezen leren. wie betaald dat dan nu", asked
    )
    assert "7:611a" in talk.heard and "je baas" in talk.heard.lower()


def test_the_talk_with_the_boss_is_offered_and_begins_only_after_a_yes(talk: Dialogue) -> None:
    hears(talk, "mijn baas luistert nooit naar mij", "ja klopt")
    assert talk.slot("exercise") is None and talk.slot("exercise_offered") == "boss_talk"


def test_a_protest_ends_the_talk_with_the_boss_for_good(talk: Dialogue) -> None:
    hears(talk, "ik wil met mijn baas praten over een cursus", "ja")
    hears(talk, "wat heeft dit ermee te maken. ik vroeg wie het betaalt")
    assert talk.slot("exercise") is None and "2 van 2" not in talk.heard


def test_a_denied_word_is_no_subject_of_what_to_say(talk: Dialogue) -> None:
    hears(talk, "ze hebben me gepasseerd voor die baan, ik ben woedend")
    hears(talk, "ik heb niks aan me rug. maar goed ik ga dus om uitleg vragen. hoe pak ik dat aan")
    assert "Waarom ben ik het niet geworden" in talk.heard and "te zwaar" not in talk.heard


def test_work_that_is_named_once_more_has_its_way_in(talk: Dialogue) -> None:
    hears(talk, "ik ben tegelzetter en mijn knieen zijn op", "ja", "wat is er voor lichter werk")
    hears(talk, "opzichter zei ik toch")
    assert "niveau 4" in talk.heard


def test_a_sneer_refuses_a_name_and_the_other_wish_counts(talk: Dialogue) -> None:
    hears(talk, "iets met auto's", "autoruiten lol. en iets met games dan")
    assert "Autoruitenmonteur kan iets" not in talk.heard
