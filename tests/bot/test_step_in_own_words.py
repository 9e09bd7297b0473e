"""A step and its day are taken as people tell them, and nobody is asked for one before what they think was asked."""

from __future__ import annotations

import pytest

from bot.actions import step_words
from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood


@pytest.fixture
def cashier(conversation: str) -> Dialogue:
    """A cashier who saw work with old people and is asked for a step."""
    talk = Dialogue(conversation).says("ik ben kassamedewerker en wil iets met oude mensen", "need_richting")
    return talk.says("ja", "affirm")


@pytest.mark.parametrize(
    "said",
    [
        "ik wil wel een keer gaan kijken bij het verzorgingshuis bij ons in de straat",
        "ik zou graag eens langsgaan bij het verzorgingshuis",
    ],
)
def test_going_to_look_somewhere_is_a_step_and_no_search(cashier: Dialogue, said: str) -> None:
    cashier.receives(understood(said))
    assert "verzorgingshuis" in (cashier.slot("step") or "") and "gaan kijken" not in cashier.slot("step")
    assert "occupations" not in cashier.heard


def test_a_day_with_its_reason_is_the_day_of_the_step(cashier: Dialogue) -> None:
    cashier.receives(understood("ik wil wel een keer gaan kijken bij het verzorgingshuis"))
    before = cashier.slot("step_date")
    cashier.receives(understood("vrijdag, dan zijn de kinderen naar school"))
    assert cashier.slot("step_date") != before and "vrijdag" in cashier.heard
    assert not [title for title in cashier.buttons if " om " in title]


def test_a_step_in_english_is_a_step_with_its_day(cashier: Dialogue) -> None:
    cashier.receives(understood("Good. I take small step: friday I ask uitzendbureau about voucher"))
    assert cashier.slot("step") == "Friday I ask uitzendbureau about voucher" and "vrijdag" in cashier.heard


def test_what_is_thought_of_work_is_asked_before_a_step(conversation: str) -> None:
    driver = Dialogue(conversation)
    driver.says("ik ben vrachtwagenchauffeur, me rug doet zeer en ik wil lichter werk", "need_zwaar_gezondheid")
    driver.says("ja", "affirm")
    assert "Zit hier iets voor je bij" in driver.heard and "Welke kleine stap" not in driver.heard
    assert "Een keer meekijken" in driver.buttons


def test_whoever_told_what_they_like_is_asked_for_a_step(cashier: Dialogue) -> None:
    assert "Welke kleine stap" in cashier.heard


@pytest.mark.parametrize(
    "said, step",
    [
        ("De stap moet zijn: ik mail mijn oude school", "Ik mail mijn oude school"),
        ("oke stap: boa opleiding opzoeken. dit weekend", "Boa opleiding opzoeken"),
        ("zet dat als stap. bedrijfsarts bellen dinsdag", "Bedrijfsarts bellen dinsdag"),
        ("als stap: leidinggevende vragen om een cursus", "Leidinggevende vragen om een cursus"),
        ("ik bel dinsdag de huisarts, kan je dat in mijn plan zetten", "Ik bel dinsdag de huisarts"),
        ("Ik bel dinsdag de bedrijfsarts moar", "Ik bel dinsdag de bedrijfsarts"),
    ],
)
def test_the_step_is_kept_without_the_words_that_name_it(cashier: Dialogue, said: str, step: str) -> None:
    cashier.receives(understood(said))
    assert cashier.slot("step") == step


@pytest.mark.parametrize(
    "said, step",
    [
        ("stap moet zijn: de vakbond bellen. meer niet", "De vakbond bellen"),
        ("haha er staat iets raars bij mijn stap. gewoon: gesprek met teamleider", "Gesprek met teamleider"),
        ("nee ik bedoel een dagje meelopen in het ziekenhuis. dat wil ik doen", "Ik vraag bij een ziekenhuis of ik"),
    ],
)
def test_a_step_said_in_full_replaces_the_old_one_at_once(cashier: Dialogue, said: str, step: str) -> None:
    cashier.receives(understood("ik bel dinsdag het taalhuis")).receives(understood(said))
    assert str(cashier.slot("step")).startswith(step) and "Moet het weg" not in cashier.heard


def test_a_second_step_comes_beside_the_first(cashier: Dialogue) -> None:
    cashier.receives(understood("ik bel dinsdag het taalhuis")).receives(understood("ik ga ook de huisarts bellen"))
    assert "taalhuis" in cashier.slot("step") and "huisarts bellen" in cashier.slot("step")


def test_a_step_that_is_too_hard_is_no_step_of_that_name(cashier: Dialogue) -> None:
    cashier.receives(understood("ik bel dinsdag het taalhuis")).receives(understood("mijn stap is te moeilijk"))
    assert "moeilijk" not in str(cashier.slot("step"))


@pytest.mark.parametrize(
    "said", ["mag ik een keer gaan kijken in een bejaardenhuis?", "kan ik ergens een dag meelopen als conducteur"]
)
def test_whoever_asks_to_look_along_is_offered_that_step_and_then_asked_for_the_day(
    conversation: str, said: str
) -> None:
    talk = Dialogue(conversation).says("ik ben bang dat mijn baan stopt", "need_baan_onzeker").says("ja", "affirm")
    talk.receives(understood(said))
    assert "als je stap" in talk.heard or "je stap:" in talk.heard
    talk.presses("Ja, dat is mijn stap")
    assert "mag meekijken" in talk.slot("step")
    talk.receives(understood("vrijdag"))
    assert "Jouw stap" in talk.heard and "vrijdag" in talk.heard


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ("uitzendbureau ask for voucher monday", "Uitzendbureau ask for voucher monday"),
        (
            "Gewoon een mail sturen aan mn chef met die vraag. Maandag. Zet dat maar neer",
            "Een mail sturen aan mijn chef",
        ),
        ("mijn chef wil dat ik maandag een mail stuur", None),
        ("mijn baas gaat mij maandag bellen", None),
    ],
)
def test_a_step_with_a_day_is_taken_at_any_moment(conversation: str, said: str, step: str | None) -> None:
    talk = Dialogue(conversation).says("ik wil een cursus", "need_leren").says("ja", "affirm")
    talk.receives(understood(said))
    assert (talk.slot("step") or "").startswith(step) if step else talk.slot("step") is None


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ("Dat is mijn stap. ik mail de school, woensdag, ik heb een vrije middag", "Ik mail de school"),
        (
            "ik ga een paar bureaus bellen of ze iemand zoeken. dat is mn stap",
            "Ik ga een paar bureaus bellen of ze iemand zoeken",
        ),
        (
            "ik bel eerst de huisarts, maandag heb ik vrij. en daarna mijn teamleider",
            "Ik bel eerst de huisarts en daarna mijn teamleider",
        ),
        ("ik denk dat ik morgen de huisarts bel", "Ik bel morgen de huisarts"),
        (
            "Ik denk dat ik eerst mijn cv opfris, en dan mijn zus mail",
            "Ik denk dat ik eerst mijn cv opfris, en dan mijn zus mail",
        ),
        ("ik bel mijn baas, mijn zus en de gemeente", "Ik bel mijn baas, mijn zus en de gemeente"),
    ],
)
def test_the_step_is_what_will_be_done_and_nothing_around_it(said: str, step: str) -> None:
    assert step_words.tidy(said) == step


def test_who_is_meant_is_who_was_named_last_by_name(conversation: str) -> None:
    talk = Dialogue(conversation).says("mijn rug is kapot", "need_zwaar_gezondheid").says("ja", "affirm")
    talk.receives(understood("die bedrijfsarts, vertelt die alles aan mijn baas?"))
    talk.receives(understood("en hoe kom ik bij zo'n dokter"))
    talk.receives(understood("dan bel ik die dinsdag, dan heb ik een vrije dag"))
    assert talk.slot("step") == "Ik bel de bedrijfsarts dinsdag"


@pytest.mark.parametrize(
    "said",
    [
        "kijk daar heb ik wat aan. ik vraag vrijdag na de vroege dienst me chef of ie bij oom wil kijken",
        "oke dan weet ik genoeg. ik bel maandag de vakbond over die cursus",
        "die van mijzelf dan: ik mail dinsdag de school om de hoek of ik een dag een les mag volgen",
        "mooi zo. dinsdag vraag ik me baas hoe het zit met me uren",
    ],
)
def test_a_step_with_its_day_is_kept_whatever_stands_before_it(cashier: Dialogue, said: str) -> None:
    cashier.receives(understood(said))
    assert (cashier.slot("step") or "").startswith("Ik ") and cashier.slot("step_date")
    assert "utter_stop" not in "".join(cashier.slot("said"))


def test_insisting_on_a_question_is_no_step(cashier: Dialogue) -> None:
    cashier.receives(understood("huh? dat vroeg ik niet. ik vraag wie die aanvraag doet"))
    assert cashier.slot("step") is None and "is_step" not in str(cashier.slot("pending"))
