"""Rights at work, asked in plain words and asked on about: an answer that fits who asks, and frightens nobody."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.actions import fewer_hours
from tests.bot.typed import hears, talk_of

NO_PAY = ("geen loon", "stopzetten")
OVER = ("Ik werk 19 jaar op het secretariaat. Een jongen van 24 kreeg de functie, ik ben gepasseerd.", "ja")
NURSE = ("ik ben verpleegkundige en werk 36 uur. ik ben op", "ja")
DRIVER = ("ik rij vrachtwagen en mijn rug is kapot", "ja")
BUILDER = ("ik ben stukadoor van 60, schouders kapot", "ja")
AGENCY = ("i work via uitzendbureau in warehouse",)
OWN = ("ik ben fotograaf, zzp, 52, en het loopt niet meer", "ja")
ON_WW = ("ik zit sinds 4 maanden in de ww, was verkoper", "ja")


def told(conversation: str, before: tuple[str, ...], *said: str) -> str:
    """What is heard on the last of these messages."""
    talk = talk_of(conversation, *before)
    for each in said:
        hears(talk, each)
    return talk.heard


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("laat ik dat over mijn kant gaan of kan ik iets beginnen", "klacht"),
        ("bij wie kan ik bezwaar maken", "klacht"),
        ("hoe haal ik mijn gelijk", "klacht"),
        ("ze zeggen dat hij wo heeft", "in de vacature"),
        ("is mijn ervaring dan waardeloos? kan iemand dat vastleggen", "EVC"),
        ("waarom hij wel en ik niet", "Waarom ben ik het niet geworden|waarom ik het niet ben geworden"),
    ],
)
def test_who_was_passed_over_hears_what_can_be_done(conversation: str, said: str, heard: str) -> None:
    talk = told(conversation, OVER, "mag dat zomaar?", said)
    assert any(each in talk for each in heard.split("|"))


def test_a_first_sentence_is_about_what_is_asked_and_not_about_what_is_not_wanted(conversation: str) -> None:
    said = "ik wil helemaal geen cursus. hoe vraag ik mijn chef waarom zij wel en ik niet zonder te ontploffen"
    heard = told(conversation, OVER, said)
    assert "Ik had op deze functie gerekend" in heard and "cursus doen" not in heard


def test_what_fewer_hours_cost_and_whether_it_may_be_refused_are_both_answered(conversation: str) -> None:
    heard = told(conversation, NURSE, "wat ga ik er op achteruit met 27 uur, en moet mijn leidinggevende meewerken")
    assert "een kwart minder uren" in heard and "een heel goede reden" in heard and "€" not in heard


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        (["van 32 naar 24, wat scheelt dat"], "een kwart"),
        (["ik werk in de zorg, 40 uur", "wat scheelt 8 uur minder"], "een vijfde"),
        (["van 5 naar 4 dagen"], "een vijfde"),
        (["ik werk 36 uur", "hoeveel minder met 20 uur"], "ongeveer 44 procent"),
        (["wat scheelt 8 uur minder"], None),
        (["van 24 naar 32 uur"], None),
    ],
)
def test_the_part_that_goes_off_is_reckoned_from_the_hours_that_were_told(typed: list[str], part: str | None) -> None:
    turn = SimpleNamespace(typed=lambda: typed, slot=lambda name: None)
    assert fewer_hours.part_less(cast(Any, turn)) == part


@pytest.mark.parametrize(
    "said",
    [
        "en als ik straks instort en me ziek meld, word ik dan doorbetaald?",
        "ik bedoel of ik geld krijg als ik een burn-out heb",
        "wat als ik me ziek moet melden? krijg ik dan salaris?",
    ],
)
def test_who_fears_to_fall_ill_hears_that_the_pay_goes_on(conversation: str, said: str) -> None:
    assert "minstens 70 procent" in told(conversation, NURSE, said)


@pytest.mark.parametrize(
    "said",
    [
        ("kan ik de arbodienst bellen zonder dat mijn chef er iets van merkt",),
        ("mag ik naar de bedrijfsarts?", "moet dat via haar of kan ik daar zelf heen bellen"),
        ("mag ik naar de bedrijfsarts?", "maar kan dat dan, zonder dat zij het hoort?"),
    ],
)
def test_the_company_doctor_may_be_seen_without_the_boss(conversation: str, said: tuple[str, ...]) -> None:
    heard = told(conversation, NURSE, *said)
    assert "open spreekuur" in heard and not any(each in heard for each in NO_PAY)


@pytest.mark.parametrize("said", ["dus ik moet dan naar de bedrijfsarts?", "ben ik verplicht daarheen te gaan"])
def test_nobody_who_works_is_threatened_with_less_pay(conversation: str, said: str) -> None:
    heard = told(conversation, DRIVER, "kan ik naar de bedrijfsarts", said)
    assert "hoeft niet" in heard and not any(each in heard for each in NO_PAY)


def test_who_is_called_up_while_ill_hears_what_not_going_costs(conversation: str) -> None:
    heard = told(conversation, NURSE, "ik heb me ziek gemeld en kreeg een oproep, moet ik naar de bedrijfsarts?")
    assert any(each in heard for each in NO_PAY)


def test_a_firm_without_personnel_department_has_a_company_doctor_too(conversation: str) -> None:
    heard = told(conversation, DRIVER, "kan ik naar de bedrijfsarts", "wie hebben gien hr, we bint mar met 9 man")
    assert "prikbord" in heard


@pytest.mark.parametrize(
    "said", ["ik durf er niet over te beginnen, straks sta ik op straat", "bang dat ie me er uut gooit as ik dat vraag"]
)
def test_who_fears_for_the_job_is_told_that_asking_is_safe(conversation: str, said: str) -> None:
    assert "niet zomaar ontslaan" in told(conversation, DRIVER, said)


def test_who_fears_that_the_job_goes_hears_of_money_and_is_not_offered_shop_work(conversation: str) -> None:
    before = ("ik werk bij de kassa in een supermarkt, ze zetten zelfscankassas neer", "ja")
    talk = talk_of(conversation, *before)
    hears(talk, "en als die kassas weg zijn, heb ik dan nog wel geld?")
    assert "een derde van je maandloon" in talk.heard and "WW" in talk.heard and not talk.cards
    hears(talk, "ik hoef nergens iets te tekenen hoor, ik hoef niks te tekenen")
    assert "niets te doen" in talk.heard and "code" not in talk.heard


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        (("ik kan werk krijgen maar dat betaalt 300 euro minder. krijg ik dan nog iets van uwv",), "87,5 procent"),
        (("mag ik een cursus doen met ww", "bij wie vraag ik dat aan en waar kijken ze naar"), "formulier van UWV"),
        (("hoe lang krijg ik ww", "ik heb 11 jaar gewerkt", "hoe lang nog? ik zit nu 5 maanden in ww"), "5,5 maanden"),
    ],
)
def test_questions_about_ww_go_on_where_they_were(conversation: str, said: tuple[str, ...], heard: str) -> None:
    assert heard in told(conversation, ON_WW, *said)


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("who is my real boss?", "Het uitzendbureau is je baas"),
        ("where i can see the phase?", "loonstrook"),
        ("ik wil liever bij het bedrijf zelf werken, niet via bureau", "Vraag daar"),
        ("the boss can give me contract or not?", "Vraag daar"),
    ],
)
def test_an_agency_worker_hears_who_is_who(conversation: str, said: str, heard: str) -> None:
    assert heard in told(conversation, AGENCY, said)


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("zou jij op mijn leeftijd nog in loondienst gaan", "rust of vrijheid"),
        ("en mag ik dan mijn eigen klanten houden", "met een goede reden"),
        ("ze willen toch liever een jong iemand", "te oud vindt"),
    ],
)
def test_who_works_alone_weighs_a_job(conversation: str, said: str, heard: str) -> None:
    assert heard in told(conversation, OWN, said)


def test_stopping_early_is_asked_on_about_age_and_money_and_is_no_dismissal(conversation: str) -> None:
    talk = talk_of(conversation, *BUILDER)
    hears(talk, "vroegpensioen bedoel ik! bouw he")
    assert "zwaarwerkregeling.nl" in talk.heard
    hears(talk, "ik word niet ontslagen")
    assert "niet ontslagen" in talk.heard and "maandloon" not in talk.heard
    hears(talk, "wanneer dan. en wat vang ik dan")
    assert "over ongeveer 4 jaar" in talk.heard and "Jouw bedrag weet ik niet" in talk.heard
    assert "maandloon" not in talk.heard


def test_the_second_time_we_do_not_know_we_say_what_we_do_know(conversation: str) -> None:
    talk = talk_of(conversation, *DRIVER)
    hears(talk, "kan ik naar de bedrijfsarts?")
    talk.says("mag mijn baas camera's ophangen in de kantine?", "nlu_fallback", confidence=0.35)
    talk.says("en mag hij mijn kastje openmaken?", "nlu_fallback", confidence=0.35)
    assert "bedrijfsarts laten gaan" in talk.heard
