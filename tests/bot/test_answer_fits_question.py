"""An answer is about what was asked: else it is said honestly that we do not know, and who does."""

from __future__ import annotations

import pytest

from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood

OF_SCHOOL, OF_DISMISSAL = "verschilt per school", "Ontslagregeling"


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("krijg ik in de cao zorg het eerste jaar 100 procent als ik ziek ben?", "cao"),
        ("hoe lang duurt mijn proeftijd?", "Juridisch Loket"),
        ("hoe lang moet ik nog solliciteren van het uwv?", "UWV"),
    ],
)
def test_how_long_something_else_takes_no_school_is_asked(conversation: str, said: str, who: str) -> None:
    heard = Dialogue(conversation).says(said, "ask_duration", confidence=0.9).heard
    assert who in heard and OF_SCHOOL not in heard and "De school" not in heard


def test_how_long_a_course_takes_is_still_answered(conversation: str) -> None:
    assert "school" in Dialogue(conversation).says("hoe lang duurt een opleiding?", "ask_duration").heard


@pytest.mark.parametrize(
    "said",
    [
        "mag ik met ww een opleiding doen die 3 jaar duurt?",
        "kan een tweejarige studie met een uitkering?",
        "moet mijn cursus van uwv binnen een jaar klaar zijn?",
    ],
)
def test_the_year_that_uwv_keeps_to_is_told_and_no_plain_yes(conversation: str, said: str) -> None:
    heard = Dialogue(conversation).says(said, "nlu_fallback").heard
    assert "jaar" in heard and "cnvconnectief.nl" in heard and "Ja, dat mag" not in heard


@pytest.mark.parametrize(
    "said",
    ["als ik mijn ontslag indien, krijg ik dan ww?", "ik gooi ze mijn ontslag voor de voeten. heb ik dan ww?"],
)
def test_who_quits_hears_first_that_there_is_mostly_no_ww(conversation: str, said: str) -> None:
    heard = Dialogue(conversation).says(said, "ask_dismissal", confidence=0.9).heard
    assert "26 van de laatste" not in heard and ("Meestal niet" in heard or "Vaak niet" in heard)


def test_the_number_of_uwv_is_not_to_call_uwv(conversation: str) -> None:
    heard = Dialogue(conversation).says("heb je het telefoonnummer van het uwv?", "nlu_fallback").heard
    assert "nummer" in heard and "uwv.nl" in heard and "bel UWV" not in heard


def test_who_works_for_themselves_is_never_told_of_dismissal(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben zzp'er", "inform", found=(("status", "self_employed", "zzp'er"),))
    heard = talk.says("wie gaat er eerst weg, mijn laatste klant?", "ask_dismissal", confidence=0.9).heard
    assert OF_DISMISSAL not in heard and "transitievergoeding" not in heard


@pytest.mark.parametrize("said", ["wat verdient een buschauffeur?", "wat verdient een taxichauffeur?"])
def test_a_bus_is_no_freight(conversation: str, said: str) -> None:
    assert "Beroepsgoederenvervoer" not in Dialogue(conversation).says(said, "ask_pay").heard


def test_stopping_early_is_answered_for_the_age_that_is_asked(conversation: str) -> None:
    heard = Dialogue(conversation).says("kan ik met 54 eerder stoppen?", "nlu_fallback").heard
    assert "54" in heard and "nog niet" in heard


@pytest.mark.parametrize("said", ["wie betaalt de opvang van mijn kind?", "wat kost een oppas?"])
def test_a_place_for_ones_own_child_is_no_work_in_childcare(conversation: str, said: str) -> None:
    heard = Dialogue(conversation).says(said, "need_thuis").heard
    assert "toeslagen.nl" in heard and "Pedagogisch" not in heard


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("wat is bbl dan bro", "werken en leren tegelijk"),
        ("ik vroeg niet wat het kost. wat is bbl", "werken en leren tegelijk"),
        ("wat is RAS?", "fonds van de schoonmaak"),
        ("wat betekent basisopleiding?", "eerste opleiding"),
        ("wat betekent het geldt voor hoe jij werkt?", "uitzendbureau"),
    ],
)
def test_a_word_is_explained_and_not_priced(conversation: str, said: str, means: str) -> None:
    heard = Dialogue(conversation).says(said, "ask_cost", confidence=0.81).heard
    assert means in heard and "€" not in heard


def test_a_word_of_the_trade_is_no_other_language(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben planner bij een webshop", "inform")
    assert "alleen Nederlands" not in talk.says("en cross docking?", "other_language", confidence=0.44).heard


def test_too_heavy_a_load_is_a_question_about_work(conversation: str) -> None:
    talk = Dialogue(conversation).receives(understood("mag je alleen 300 kilo duwen"))
    assert "Arbeidsinspectie" in talk.heard
