"""What weighs on people, anger, a no with its reason behind it, and a need that is known: heard as it was meant."""

from __future__ import annotations

import pytest

from bot.actions import recognition
from bot.actions.wording import responses
from guidance import plans
from guidance.database import Database
from tests.bot.dialogue import Dialogue

CALENDAR = "adviseur met je praten"


@pytest.fixture
def choosing_a_step(conversation: str) -> Dialogue:
    talk = Dialogue(conversation).says("ik ben verzorgende ig en ik ben helemaal op", "need_zwaar_gezondheid")
    talk.says("ja", "affirm")
    assert talk.question == "step"
    return talk


@pytest.mark.parametrize(
    ("said", "intent", "named"),
    [
        ("maar ik voel me zo schuldig naar de bewoners, wie moet het anders doen", "need_durven", "Je geeft om ze"),
        ("ik kan nu geen stap. ik wil gewoon dat iemand hoort", "change_step", "Nu geen stap"),
        ("is er iets mis met mij", "need_richting", "Nee, er is niets mis met jou"),
        ("ik laat m'n collega's in de steek als ik ga", "need_durven", "schuldig|om ze"),
        ("ik huil elke avond in de auto", "nlu_fallback", "verdrietig|Huilen"),
    ],
)
def test_what_weighs_heavily_is_met_and_nothing_is_offered_with_it(
    choosing_a_step: Dialogue, said: str, intent: str, named: str
) -> None:
    choosing_a_step.says(said, intent)
    assert any(each in choosing_a_step.heard for each in named.split("|"))
    assert "stap wil je" not in choosing_a_step.heard and "stap. Welke" not in choosing_a_step.heard
    assert CALENDAR not in choosing_a_step.heard and "cards" not in choosing_a_step.heard
    assert "Wil je er meer over vertellen, of zullen we kijken wat kan?" in choosing_a_step.heard


def test_who_wants_to_tell_is_read_and_then_asked_to_look_further(choosing_a_step: Dialogue) -> None:
    choosing_a_step.says("ik wil gewoon dat iemand hoort", "nlu_fallback").says("ik wil vertellen", "skip")
    assert "Vertel maar" in choosing_a_step.heard and choosing_a_step.slot("step") is None
    choosing_a_step.says("ze bellen me elke vrije dag en niemand zegt ooit dank je wel", "need_durven", confidence=0.4)
    assert "Dank je wel" in choosing_a_step.heard
    choosing_a_step.presses("Kijken wat kan")
    assert choosing_a_step.question == "step" and "stap" in choosing_a_step.heard


def test_a_doctor_is_named_when_it_lasts_for_months_and_never_put_in_the_plan_for_them(
    choosing_a_step: Dialogue,
) -> None:
    choosing_a_step.says("ik huil al maanden", "nlu_fallback")
    assert choosing_a_step.heard.lower().count("huisarts") == 1
    choosing_a_step.presses("Kijken wat kan")
    choosing_a_step.says("ik ga de bedrijfsarts bellen", "inform")
    assert "bijstuurplan" in choosing_a_step.heard and "huisarts" not in choosing_a_step.heard


def test_years_at_work_are_no_years_of_sorrow(conversation: str) -> None:
    talk = Dialogue(conversation).says(
        "ik werk al 18 jaar in de thuiszorg en nu moet ik steeds huilen", "need_zwaar_gezondheid"
    )
    assert not any(each.text in talk.heard for each in responses().variants("utter_feel_doctor_long"))


def test_who_refuses_the_phone_and_cries_sees_no_moments_any_more(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil een mens spreken", "ask_human")
    talk.says("nee geen telefoon. ik huil alleen maar. is er iets mis met mij", "nlu_fallback")
    assert "geen momenten meer" in talk.heard and "Nee, er is niets mis met jou" in talk.heard
    assert not any("om 09.00" in title for title in talk.buttons)


@pytest.mark.parametrize("said", ["ik ben moe van tillen", "het is niet jouw schuld", "mijn baas laat me in de steek"])
def test_what_only_looks_heavy_is_not(said: str) -> None:
    assert not recognition.is_heavy(said)


@pytest.mark.parametrize(
    "said",
    [
        "weer een computer. lekker dan. nu mag ik met een robot lullen",
        "alweer zo'n chatbot",
        "zit ik tegen een machine te praten",
    ],
)
def test_a_sneer_at_a_computer_asks_for_no_appointment(conversation: str, said: str) -> None:
    talk = Dialogue(conversation).says(said, "ask_human", confidence=0.6)
    assert CALENDAR not in talk.heard and "computer" in talk.heard and "?" in talk.heard or "Vertel" in talk.heard


def test_who_says_we_do_not_listen_gets_an_answer_to_what_they_asked(conversation: str) -> None:
    talk = Dialogue(conversation).says("er komt een reorganisatie", "need_baan_onzeker")
    talk.says("lig ik er als eerste uit of juist niet", "nlu_fallback")
    assert "leeftijdsgroep" in talk.heard
    talk.says("je luistert niet", "correct")
    assert "sorry" in talk.heard.lower() and "Juridisch Loket" in talk.heard
    assert "Wat is het dan" not in talk.heard and "Bijleren" not in talk.buttons


def test_who_asked_what_we_do_not_know_hears_their_own_question_back(conversation: str) -> None:
    talk = Dialogue(conversation).says("er komt een reorganisatie", "need_baan_onzeker")
    talk.says("gaat de kantine dan ook dicht", "nlu_fallback").says("je luistert niet", "correct")
    assert "sorry" in talk.heard.lower() and "gaat de kantine dan ook dicht" in talk.heard
    assert "Wat is het dan" not in talk.heard and "Bijleren" not in talk.buttons


def test_a_question_that_was_asked_too_often_is_let_go(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil weer aan het werk", "need_uitkering").says("ja", "affirm")
    asked = talk.question
    talk.says("dat heb je al 3x gevraagd!! jullie zijn net het uwv", "correct")
    assert "sorry" in talk.heard.lower() and talk.question == asked
    talk.says("ok", "affirm")
    assert talk.question != asked


def test_who_asks_whether_we_are_dumb_hears_that_we_did_not_understand(conversation: str) -> None:
    assert "snapte je niet" in Dialogue(conversation).says("ben je dom ofzo", "out_of_scope").heard


@pytest.mark.parametrize(
    ("said", "intent", "need"),
    [
        ("nee die baan is dus al weg", "nlu_fallback", "need_uitkering"),
        ("nee ik ben die baan al kwijt", "deny", "need_uitkering"),
        ("Nee, ik wil geld verdienen", "deny", "need_richting"),
    ],
)
def test_what_stands_behind_a_no_is_taken(conversation: str, said: str, intent: str, need: str) -> None:
    talk = Dialogue(conversation).says("mijn contract loopt misschien af", "need_baan_onzeker").says(said, intent)
    assert talk.slot("needs") == [need] and "Wat is het dan" not in talk.heard


def test_a_reason_that_tells_no_need_is_kept_and_not_asked_for_again(db: Database, conversation: str) -> None:
    talk = (
        Dialogue(conversation).says("ik wil iets leren", "need_leren").says("nee ik wil vooral rust op zondag", "deny")
    )
    assert "Wat is het dan" not in talk.heard and "“ik wil vooral rust op zondag”" in talk.heard
    plan = plans.get(db, conversation)
    assert plan and any("rust op zondag" in words for _, words in plan.own_words)


def test_a_bare_no_is_asked_what_it_is(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil iets leren", "need_leren").says("nee dat is het niet", "deny")
    assert "Wat is het dan" in talk.heard


def test_who_sits_at_home_after_a_bankruptcy_looks_for_work(conversation: str) -> None:
    said = "mijn bedrijf is failliet gegaan 2 maanden terug. zit nu thuis"
    assert Dialogue(conversation).says(said, "need_baan_onzeker").slot("needs") == ["need_uitkering"]


def test_who_is_angry_about_their_need_is_not_asked_whether_it_is_so(conversation: str) -> None:
    talk = Dialogue(conversation).says("er komt een reorganisatie", "need_baan_onzeker")
    talk.says("ik ben gewoon kwaad", "need_durven", confidence=0.4)
    assert talk.slot("need_confirmed") and "Klopt dat" not in talk.heard


def test_after_the_plan_the_known_need_is_not_checked_again(choosing_a_step: Dialogue) -> None:
    choosing_a_step.says("ik ga de bedrijfsarts bellen", "inform").says("nee dank je", "deny")
    choosing_a_step.says("mijn werk is gewoon te zwaar", "need_zwaar_gezondheid")
    assert "Klopt dat" not in choosing_a_step.heard and "plan" in choosing_a_step.heard


def test_who_asks_what_a_word_of_a_list_means_has_chosen_nothing(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil iets anders", "need_richting").says("ja", "affirm")
    if talk.question == "occupation":
        talk.says("ik ben schoonmaker", "inform")
    talk.presses("Ja")
    assert talk.question == "energy.gives"
    talk.says("wat is dat: ploeg", "ask_clarify")
    assert "groep mensen" in talk.heard and not (talk.slot("exercise_answers") or {}).get("energy.gives")
    talk.says("nee ik vraag alleen wat is dat woord. niet kiezen", "deny")
    assert "niets gekozen" in talk.heard or "telt niet als keuze" in talk.heard
    talk.says("mensen helpen", "inform").says("klaar", "inform")
    assert talk.question == "energy.drains"
    talk.says("tillen. en altijd alleen", "inform")
    assert set(talk.slot("exercise_answers")["energy.drains"]) >= {"alone"}
    assert len(talk.slot("exercise_answers")["energy.drains"]) == 2


def test_a_step_is_no_scheme_of_that_name(choosing_a_step: Dialogue) -> None:
    choosing_a_step.says("ik kan nu geen stap zetten", "ask_stap")
    assert "STAP" not in choosing_a_step.heard


def test_work_that_must_go_from_the_plan_says_nothing_of_home(choosing_a_step: Dialogue) -> None:
    choosing_a_step.says("ik ga de bedrijfsarts bellen", "inform")
    choosing_a_step.says("niet woensdag, morgen. en doktersassistent eruit", "need_thuis")
    assert "Thuis vraagt" not in choosing_a_step.heard and "need_thuis" not in choosing_a_step.slot("needs")


def test_what_is_refused_beside_a_complaint_is_kept(choosing_a_step: Dialogue) -> None:
    choosing_a_step.says("luister je wel. ik wil geen ander werk horen", "nlu_fallback")
    assert "geen ander werk" in choosing_a_step.heard and "limit:other_work" in choosing_a_step.slot("refused")
