"""Who says no, puts something right or complains, and asks something in the same breath, has an answer to both."""

from __future__ import annotations

import pytest

from bot.actions import asking
from bot.actions.sentence import sentences
from bot.components.clauses import split_clauses
from tests.bot.dialogue import Dialogue
from tests.bot.typed import hears, talk_of

DRIVER = ("me rug is kapot van het rijden. 28 jaar vrachtwagenchauffeur", "ja")
CLEANER = ("ik werk in de schoonmaak. ik wil ander werk maar mijn nederlands is niet goed", "ja")


def test_a_no_to_work_and_a_wish_for_lighter_work_are_both_heard(conversation: str) -> None:
    talk = talk_of(conversation, *DRIVER, "nee man geen rijinstructeur. werk wat lichter is voor me rug")
    assert "occupation:rijinstructeur" in talk.slot("refused")
    assert any(card["type"] == "occupations" for card in talk.cards)


def test_a_correction_of_work_and_a_question_are_both_heard(conversation: str) -> None:
    talk = talk_of(conversation, "ik ben 58 en tegelzetter, knieen kapot", "ja")
    hears(talk, "nee ik ben geen timmerman. ik ben tegelzetter. kan ik eerder met pensioen?")
    assert "Je bent tegelzetter" in talk.heard and "zwaarwerkregeling.nl" in talk.heard


def test_no_adviser_and_a_question_about_ww_are_both_heard(conversation: str) -> None:
    talk = talk_of(conversation, "ik zit in de ww, ik was logistiek planner", "ja")
    hears(talk, "geen adviseur nodig. moet ik dan wel blijven solliciteren?")
    assert "zoeken naar werk" in talk.heard or "solliciteren" in talk.heard


def test_thanks_and_another_wish_are_both_heard(conversation: str) -> None:
    talk = talk_of(conversation, *CLEANER, "in alkmaar")
    hears(talk, "dank je dat is goed. ik wil ook ander werk. ik wil werk met kinder. kan dat met mijn nederlands")
    assert "groepshulp kinderopvang" in talk.heard


def test_a_word_of_our_question_is_explained_beside_the_answer(conversation: str) -> None:
    talk = talk_of(conversation, "ik wil beter nederlands leren", "ja")
    assert talk.question == "region"
    hears(talk, "wat is plaats? ik woon in alkmaar")
    assert "stad of het dorp" in talk.heard and talk.slot("place") == "Alkmaar"


def test_what_had_its_answer_is_not_answered_twice(conversation: str) -> None:
    talk = talk_of(conversation, *DRIVER)
    hears(talk, "geen stap. mag mijn baas vragen wat ik heb?")
    assert talk.heard.count("bedrijfsarts mag dat wel") == 1


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("geen ruzie bro 😎 wat voor werk kan ik doen", ["geen ruzie bro", "wat voor werk kan ik doen"]),
        ("sick 🔥🔥 mag dat", ["sick", "mag dat"]),
    ],
)
def test_an_emoji_ends_a_sentence(said: str, parts: list[str]) -> None:
    assert asking.parts(said) == parts
    assert len(sentences(said)) == len(parts)


def test_an_emoji_ends_a_clause() -> None:
    assert split_clauses("school is echt saai 😴 ik wil gaan werken") == ["school is echt saai", "ik wil gaan werken"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("hoeveel procent van mien salarris wordt de ww", "75 procent"),
        ("wannneer neemt een bedrijf mij over van het uitzendburo", "vast"),
        ("krjig ik nog een hypotheek als ik minder ga verdineen", "hypotheek"),
    ],
)
def test_a_question_with_typing_errors_has_its_answer(conversation: str, said: str, words: str) -> None:
    talk = talk_of(conversation, "ik ben kok", said)
    assert words in talk.heard


def test_asking_back_offers_more_than_one_question(conversation: str) -> None:
    talk = talk_of(conversation, *DRIVER, "en hoe zit dat dan met papieren als ik iets anders ga doen?")
    assert "Nee, iets anders" not in talk.buttons or len(talk.buttons) > 2


def test_a_bare_name_of_work_is_a_wish_when_the_own_work_is_known(conversation: str) -> None:
    talk = talk_of(conversation, *DRIVER, "moet ik dan naar school", "transportplanner")
    assert "Planner transport:" in talk.heard and talk.slot("wished_occupation") == "transportplanner"
    assert talk.slot("occupation") == "vrachtwagenchauffeur"


def test_of_work_of_one_name_that_of_the_own_field_is_meant(conversation: str) -> None:
    talk = talk_of(conversation, *DRIVER, "wat heb ik nodig om planner te worden?")
    assert "planner transport" in talk.heard.lower()


def test_a_pressed_name_takes_the_place_of_half_a_word(conversation: str) -> None:
    talk = talk_of(conversation, "me rug is kapot van het rijden", "ja", "vrachtwagen")
    talk.presses("vrachtwagenchauffeur")
    hears(talk, "ik bel maandag mijn baas")
    assert "Je bent vrachtwagenchauffeur." in talk.plan["Over jou"]


@pytest.fixture
def with_plan(conversation: str) -> Dialogue:
    """A driver who has a step and sees the plan, with the question about an adviser."""
    talk = talk_of(conversation, *DRIVER, "ik bel maandag mijn baas")
    assert talk.plan["Jouw stap"]
    return talk


def test_thanks_that_it_was_all_are_a_goodbye(with_plan: Dialogue) -> None:
    hears(with_plan, "mooi. dat was het, bedankt")
    assert "Tot ziens" in with_plan.heard and "Typ deze code" in with_plan.heard


def test_no_use_for_an_adviser_is_a_no(with_plan: Dialogue) -> None:
    hears(with_plan, "verzonnen adviseurs? wat heb ik daar nou aan. kost dat werkcentrum iets?")
    assert "Wil je met een adviseur praten?" not in with_plan.heard and "zonder afspraak" in with_plan.heard


@pytest.mark.parametrize(
    "said", ["zet er alsjeblieft planner transport", "wil je planner transport nog in het plan zetten?"]
)
def test_what_must_stand_in_the_plan_is_put_there(with_plan: Dialogue, said: str) -> None:
    hears(with_plan, said)
    assert "lanner transport" in " ".join(with_plan.plan.values())


@pytest.mark.parametrize(
    "said",
    ["bewindvoerder wil ik niet worden", "ik kan mijn rekeningen uitstekend betalen"],
)
def test_who_has_no_debt_gets_no_debt_line(with_plan: Dialogue, said: str) -> None:
    hears(with_plan, said)
    assert "Geldfit" not in with_plan.heard


def test_work_that_closes_is_said_back_as_that(conversation: str) -> None:
    talk = talk_of(conversation, "ik werk in een kledingwinkel en ze gaan dicht")
    assert "Je werk gaat dicht" in talk.heard and "of je baan blijft" not in talk.heard


def test_who_learns_dutch_hears_of_no_sums(conversation: str) -> None:
    talk = talk_of(conversation, CLEANER[0])
    assert "Nederlands leren" in talk.heard and "rekenen" not in talk.heard


def test_who_feels_too_old_hears_that_they_are_not_written_off(conversation: str) -> None:
    talk = talk_of(conversation, *DRIVER, "en veur wat anders bin ik te old")
    assert "Afgeschreven ben je niet" in talk.heard


def test_who_was_sent_by_the_boss_does_not_ask_for_a_talk_with_the_boss(conversation: str) -> None:
    talk = talk_of(conversation, "me rug is kapot. me baas zegt ga es praten met zo'n ding")
    assert "praten met je baas" not in talk.heard


def test_a_question_with_a_purpose_is_no_call_for_a_step(conversation: str) -> None:
    talk = talk_of(conversation, "ik zit in de ww, ik was planner. mag ik leren met ww?")
    hears(talk, "ja klopt. en wat moet ik dan doen om die toestemming te krijgen?")
    assert "formulier van UWV" in talk.heard and "Begin klein" not in talk.heard


def test_a_question_behind_a_vague_step_is_answered_first(conversation: str) -> None:
    talk = talk_of(conversation, "ik werk al jaren bij een bank en verveel me", "ja")
    hears(talk, "dan zal ik het daar navragen. ziet u nog iets anders voor mij?")
    assert not talk.slot("step")


def test_an_offer_is_taken_in_words(conversation: str) -> None:
    talk = talk_of(conversation, *DRIVER, "ben ik te oud voor ander werk?")
    assert "Meer ander werk" in talk.buttons
    hears(talk, "doe dat dan. laat zien")
    assert any(card["type"] == "occupations" for card in talk.cards)


def test_who_says_not_to_study_is_no_student(conversation: str) -> None:
    talk = talk_of(conversation, "ik ben schoonmaker. ik zit niet op school", "ik studeer niet")
    assert talk.slot("status") != "student"


def test_a_boss_that_is_spoken_of_makes_nobody_a_boss(conversation: str) -> None:
    talk = talk_of(conversation, "ik vroeg iets over het sociaal plan van mijn oude werkgever")
    assert talk.slot("status") is None


def test_work_they_want_to_become_is_no_work_they_do(conversation: str) -> None:
    talk = talk_of(conversation, "ik ben data analist", "nee dat wil ik worden. ik was planner")
    assert talk.slot("wished_occupation") == "data_analist" and talk.slot("occupation") != "data_analist"


def test_a_trade_of_before_may_be_wished_for(conversation: str) -> None:
    talk = talk_of(
        conversation, "ik ben schoonmaker. in mijn land was ik kok", "ik wil ander werk", "ja", "ik wil kok worden"
    )
    assert talk.slot("wished_occupation") == "kok"


def test_words_of_another_language_in_the_middle_bring_no_error(conversation: str) -> None:
    talk = talk_of(conversation, "hello, i work in a warehouse. my contract stops", "ja", "how long ww for me")
    hears(talk, "in holland only 14 months. in Poland 11 years, this count also?")
    assert talk.heard


@pytest.mark.parametrize("said", ["?", ".", "👍", "…"])
def test_only_a_mark_brings_no_error(conversation: str, said: str) -> None:
    talk = talk_of(conversation, "ik ben kok", said)
    assert talk.heard


def test_who_laughs_is_not_angry(conversation: str) -> None:
    talk = talk_of(conversation, "ik ben kok", "hahaha kut 😂 hoe vind ik een plek voor bbl")
    assert "kwaad" not in talk.heard.lower()


def test_what_is_missing_in_the_plan_is_put_there(with_plan: Dialogue) -> None:
    hears(with_plan, "eerder stoppen ontbreekt nog")
    assert "erder stoppen" in " ".join(with_plan.plan.values())


def test_what_must_stand_as_the_step_is_the_step(with_plan: Dialogue) -> None:
    hears(with_plan, "mijn stap staat er nog niet goed. er moet staan: ik bel dinsdag de vakbond")
    assert with_plan.plan["Jouw stap"].lower().startswith("ik bel dinsdag de vakbond")


def test_a_moment_with_a_condition_is_no_refusal(conversation: str) -> None:
    talk = talk_of(conversation, "ik wil een mens spreken")
    assert talk.question == "appointment"
    hears(talk, "woensdag is goed, maar niet bellen op mijn werk alsjeblieft. kan het om 11 uur?")
    assert talk.question == "appointment" and "om een mens vragen" not in talk.heard


def test_money_of_a_fund_is_no_wish_for_its_trade(conversation: str) -> None:
    talk = talk_of(
        conversation, "ik ben monteur en wil een cursus", "ja", "zit er nog een potje bij de bovag of metaal ofzo"
    )
    assert "werk met metaal" not in talk.heard


def test_paying_is_no_course(conversation: str) -> None:
    talk = talk_of(conversation, "ik ben monteur en wil een cursus", "ja")
    hears(talk, "lenen doe ik niet. moet mn baas die cursus betalen of kan ie gewoon nee zeggen")
    assert "cursus betalen duurt" not in talk.heard


def test_what_weighs_heavily_is_no_loose_guess_beside_another_question(conversation: str) -> None:
    talk = talk_of(conversation, "ik werk in de keuken van een verzorgingshuis, me handen doen zeer", "ja klopt")
    hears(talk, "weet niet of ik wel wat anders kan hoor")
    assert "Is dit een burn-out?" not in talk.buttons
    assert sum(card["type"] == "occupations" for card in talk.cards) == 1  # what else they can is shown, once
