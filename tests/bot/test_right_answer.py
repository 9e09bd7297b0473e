"""Which answer is chosen: the one to what was asked, for who asks, from who knows; and ours is let go when wrong."""

from __future__ import annotations

import pytest

from bot.actions import complaints, languages
from bot.actions.wording import responses
from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood

LEGAL_DESK = "Juridisch Loket"
STAP_ENDED = "STAP stopte"


@pytest.mark.parametrize("said", ["Bestaat de STAP nog", "is de stap nou weg of kan ik die nog krijgen", "STAP"])
def test_stap_with_an_article_is_the_scheme_too(conversation: str, said: str) -> None:
    assert STAP_ENDED in Dialogue(conversation).says(said, "ask_stap").heard


@pytest.mark.parametrize(
    "said", ["stap is fout. het is dinsdag 1 december", "de stap moet naar donderdag", "mijn stap"]
)
def test_a_step_is_never_the_scheme(conversation: str, said: str) -> None:
    assert STAP_ENDED not in Dialogue(conversation).says(said, "ask_stap").heard


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("hoe kom ik aan een leerbedrijf", "stagemarkt.nl"),
        ("moet ik zelf een baas vinden voor die bbl", "stagemarkt.nl"),
        ("is dit een burn-out denk je", "huisarts"),
        ("denk je dat ik overspannen ben?", "huisarts"),
    ],
)
def test_who_knows_fits_the_subject(conversation: str, said: str, who: str) -> None:
    talk = Dialogue(conversation).says(said, "nlu_fallback")
    assert who in talk.heard and LEGAL_DESK not in talk.heard


def test_a_fund_that_was_told_knows_more_of_itself(conversation: str) -> None:
    talk = Dialogue(conversation).says("wat is OOMT", "ask_budget")
    talk.says("en kan ik dat zelf aanvragen of moet de baas dat", "need_gesprek_baas", confidence=0.66)
    assert "oomt.nl" in talk.heard and LEGAL_DESK not in talk.heard and "Klopt dat?" not in talk.heard


def test_nobody_is_sent_to_the_same_door_twice_running(conversation: str) -> None:
    talk = Dialogue(conversation).says("hoe kom ik aan een leerbedrijf", "nlu_fallback")
    talk.says("hoe snel heb ik dan zo'n leerbedrijf gevonden?", "nlu_fallback")
    assert "De school weet het wel" not in talk.heard


def test_pay_wins_from_how_one_becomes_it(conversation: str) -> None:
    talk = Dialogue(conversation).says("wat verdient een docent economie op een middelbare school", "ask_pay")
    assert "schaal LB" in talk.heard and "zij-instromer" not in talk.heard and "14,71" not in talk.heard


def test_fewer_hours_are_no_overtime(conversation: str) -> None:
    talk = Dialogue(conversation).says("mag mijn leidinggevende dat weigeren, minder uren?", "need_gesprek_baas")
    assert "Wet flexibel werken" in talk.heard and "12 uur" not in talk.heard


def test_a_mother_of_three_hears_no_rules_for_minors(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik zit al 9 jaar achter de kassa en heb 3 kinderen", "inform")
    assert "Leerplicht" not in talk.says("moet ik dan naar school?", "need_leren").heard


def test_who_pays_is_answered_when_it_is_asked(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik zit in de ww en wil weer werken", "need_uitkering")
    talk.says("ik was planner. wie betaalt zo'n opleiding dan?", "need_geld_tijd")
    assert talk.cards and "nemen we mee" not in talk.heard


def test_a_question_in_a_part_is_answered_before_the_need_beside_it(conversation: str) -> None:
    talk = Dialogue(conversation).receives(understood("onze fabriek gaat dicht, hoeveel krijg ik mee"))
    assert "transitievergoeding" in talk.heard


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("je gaf geen antwoord. leest me baas dit of niet", "leest me baas dit of niet"),
        ("ik krijg geen antwoord. mag ik me ziek melden of niet", "mag ik me ziek melden of niet"),
        ("ja wat dacht je dan", None),
        ("zo, moet ik nou tegen een computer gaan zitten praten.", None),
    ],
)
def test_the_question_is_read_from_the_complaint_itself_and_a_sigh_is_none(said: str, asked: str | None) -> None:
    assert complaints.question_in(said) == asked


def test_the_question_beside_a_complaint_has_its_answer(conversation: str) -> None:
    talk = Dialogue(conversation).says("me rug is kapot", "need_zwaar_gezondheid").says("ja", "affirm")
    talk.receives(understood("je gaf geen antwoord. leest me baas dit of niet"))
    assert "ziet wat je hier typt" in talk.heard and LEGAL_DESK not in talk.heard


@pytest.mark.parametrize(
    "said",
    ["zit sinds kort in een reorganisatie, mag ik een cursus doen?", "ons bedrijf is failliet, hoeveel krijg ik?"],
)
def test_no_pity_beside_a_sober_question(conversation: str, said: str) -> None:
    talk = Dialogue(conversation).says(said, "need_baan_onzeker")
    pity = [
        each.text for name in ("losing", "lost", "reorganised") for each in responses().variants(f"utter_feel_{name}")
    ]
    assert not any(text in talk.heard for text in pity)


def test_two_lines_of_pity_never_follow_each_other(conversation: str) -> None:
    talk = Dialogue(conversation).says(
        "ik ben zo bang mijn baan te verliezen, slapeloze nachten door de reorganisatie", "need_baan_onzeker"
    )
    talk.says("ik ben ook zo moe", "nlu_fallback")
    assert not any(each.text in talk.heard for each in responses().variants("utter_feel_tired"))


@pytest.mark.parametrize(
    ("first", "kind", "denied", "answer"),
    [
        (
            "een lening, schulden erbij",
            "safety_debt",
            "ik heb geen schulden hoor. wat kost een cursus behang?",
            "cursus",
        ),
        (
            "en hoeveel geld? nu ik krijg 15 euro",
            "safety_legal",
            "nee geen ruzie!! ik vraag hoeveel verdien in zorg",
            "cao",
        ),
    ],
)
def test_a_signpost_that_is_denied_is_let_go_and_the_rest_is_answered(
    conversation: str, first: str, kind: str, denied: str, answer: str
) -> None:
    talk = Dialogue(conversation).says(first, kind, confidence=0.6)
    talk.receives(understood(denied))
    assert "orry" in talk.heard and answer in talk.heard and LEGAL_DESK not in talk.heard
    talk.says("en wat nu dan", kind, confidence=0.9)
    assert "Geldfit" not in talk.heard and LEGAL_DESK not in talk.heard


def test_a_joke_that_was_taken_for_danger_is_let_go(conversation: str) -> None:
    talk = Dialogue(conversation).says("me moeder gaat me vermoorden als ik stop", "safety_violence")
    talk.says("was grapje over me moeder. ze is lief. geen veilig thuis wtf", "need_thuis")
    assert "orry" in talk.heard and "112" not in talk.heard


def test_papers_from_a_country_ask_for_no_adviser_who_speaks_its_language() -> None:
    assert not languages.is_wished("how I start with Polish papers")
    assert languages.is_wished("can I talk polish with somebody") and languages.is_wished("or Polish?")


def test_what_somebody_earns_is_no_question_what_work_pays(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik verdien ruim een ton", "ask_pay")
    assert "cao" not in talk.heard
