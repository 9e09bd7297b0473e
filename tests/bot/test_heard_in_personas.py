"""What people typed in played conversations and was once misheard: each is heard as it was meant."""

from __future__ import annotations

import pytest

from bot.actions import contact, days, introductions
from bot.actions.dates import When, when
from guidance import bookings
from guidance.database import Database
from tests.bot.dialogue import Dialogue
from tests.bot.test_dates_spans import TODAY, d


@pytest.fixture
def helped(conversation: str) -> Dialogue:
    """A driver with a sore back, who saw lighter work and is asked for a step."""
    talk = Dialogue(conversation).says("ik ben vrachtwagenchauffeur en me rug is kapot", "need_zwaar_gezondheid")
    talk.says("ja", "affirm").presses("Lichter werk zien")
    assert talk.question == "step" and "planner transport" in talk.heard
    return talk


@pytest.fixture
def choosing(conversation: str) -> Dialogue:
    """Somebody who asked for a human and chose Friday."""
    talk = Dialogue(conversation).says("ik wil een mens spreken", "ask_human").says("vrijdag", "inform")
    assert talk.slot("checked_moment")
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "ik wil nie plannen. ander werk zonder tillen, wat is er nog meer",
        "laat nou es dat ander werk zien",
        "welk ander werk kan ik doen? school was niks voor mij",
        "ik zoek ander werk zonder dat ik naar school moet",
    ],
)
def test_who_asks_for_other_work_sees_it(helped: Dialogue, said: str) -> None:
    seen = set(helped.slot("directions"))
    helped.says(said, "need_richting", clauses=("book_adviser",))
    assert not seen & set(helped.slot("directions")) and helped.question == "step"


def test_a_job_that_is_named_is_told_with_how_one_gets_into_it(helped: Dialogue) -> None:
    helped.says("ik vroeg of buschauffeur iets voor mij is. wat moet je daarvoor hebben", "need_richting")
    assert "rijbewijs D" in helped.heard and helped.question == "step"


def test_who_says_no_to_a_job_is_not_misunderstood(helped: Dialogue) -> None:
    helped.says("planner nee zeg de hele dag achter een computer daar word ik gek van", "need_richting", confidence=0.4)
    assert "occupation:transportplanner" in helped.slot("refused")


def test_a_no_that_goes_on_with_a_question_leaves_the_step_open(helped: Dialogue) -> None:
    helped.says("nee niet zorg, logistiek. is daar veel werk voor een expediteur?", "ask_occupation")
    assert helped.question == "step"


def test_who_does_not_know_a_step_gets_one_proposed_and_agrees(helped: Dialogue) -> None:
    helped.says("weet ik niet", "dont_know").says("ja", "affirm")
    assert helped.slot("step") and "bijstuurplan" in helped.heard


def test_a_step_beside_a_question_is_kept(helped: Dialogue) -> None:
    helped.says("Ik bel vrijdag mijn oude baas. Is mijn pensioen nog een probleem?", "nlu_fallback")
    assert helped.slot("step") == "Ik bel vrijdag mijn oude baas."


def test_doubt_is_no_goodbye(helped: Dialogue) -> None:
    helped.says("ik weet niet. misschien eerst contract kijken", "need_niets_kijken", confidence=0.65)
    assert helped.form == "step_form"


def test_a_goodbye_that_is_hardly_heard_is_asked_back(helped: Dialogue) -> None:
    helped.says("stuur maar op", "stop", confidence=0.71)
    assert helped.form == "step_form" and list(helped.buttons) == ["Ja, stoppen", "Nee, ga door"]
    helped.presses("Ja, stoppen")
    assert helped.form is None and helped.slot("left_form") is None


def test_of_several_needs_the_one_that_is_denied_is_dropped(conversation: str) -> None:
    talk = Dialogue(conversation).says("me knieen zijn op en leren", "need_leren", clauses=("need_zwaar_gezondheid",))
    talk._slots["needs"] = ["need_zwaar_gezondheid", "need_leren"]
    talk.says("nee ik wil niks bijleren", "need_leren")
    assert talk.slot("needs") == ["need_zwaar_gezondheid"]


def test_a_yes_that_is_taken_back_books_nothing(choosing: Dialogue, db: Database, conversation: str) -> None:
    choosing.says("ja. o wacht nee vrijdag werk ik. kan maandag ook?", "inform")
    assert bookings.of_conversation(db, conversation) is None
    assert "maandag" in choosing.heard


def test_a_moved_appointment_is_confirmed_by_its_button(choosing: Dialogue, db: Database, conversation: str) -> None:
    choosing.says("ja", "affirm").says("de afspraak verzetten naar maandag", "move_booking")
    if "Ja, dat moment" in choosing.buttons:
        choosing.presses("Ja, dat moment")
    else:
        choosing.presses("maandag")
    made = bookings.of_conversation(db, conversation)
    assert made is not None and made.starts_at.weekday() == 0


def test_a_name_behind_small_words_and_before_a_number_is_read() -> None:
    assert contact.name_in("ja ja nou ok. Henk") == "Henk"
    assert contact.without_number("De heer Van den Berg. Mijn nummer is 06 - 2233 4455.") == "De heer Van den Berg"


def test_a_time_is_no_age() -> None:
    assert introductions.age_in("vandaag dan. 11.15. voor ik teken") is None


def test_a_mistyped_day_and_an_hour_as_it_is_spoken_are_read() -> None:
    assert days.mended("doe mndag maar, niet de middag of vandaag") == "doe maandag maar, niet de middag of vandaag"
    assert when("doe mndag 9u dan maar", TODAY) == When(d(30), time=540)
    assert when("kan het na 5en?", TODAY) == When(hours=(17, 24))


def test_a_school_somebody_still_goes_to_is_no_diploma(conversation: str) -> None:
    talk = Dialogue(conversation).says("ja zit op mbo 2", "inform", found=(("edu", "mbo2", "mbo 2"),))
    assert talk.slot("edu") is None


def test_of_two_ways_of_working_the_one_behind_the_nee_counts(conversation: str) -> None:
    found = (("status", "flex_agency", "uitzendkracht"), ("status", "employee", "vast contract"))
    talk = Dialogue(conversation).says("uitzendkracht... nee vast contract sorry", found=found)
    assert talk.slot("status") == "employee"
    talk = Dialogue(conversation).says("ik ben geen uitzendkracht, ik heb een vast contract", found=found)
    assert talk.slot("status") == "employee"


def test_what_is_told_beside_a_question_is_kept(conversation: str) -> None:
    found = (("benefit", "ww", "WW"),)
    talk = Dialogue(conversation).says("ik zit in de WW. Wat wordt er betaald?", "need_uitkering", found=found)
    assert talk.slot("benefit") == "ww"


@pytest.mark.parametrize("said", ["wat is er dan wel", "wat is er ipv stap", "welke potjes dan"])
def test_after_stap_what_there_is_now_is_shown(conversation: str, said: str) -> None:
    talk = Dialogue(conversation).says("stap", "ask_stap").says(said, "need_richting")
    assert "budgets" in talk.slot("helped") and talk.form is None


def test_who_is_dismissed_is_heard_whatever_the_tone(conversation: str) -> None:
    talk = Dialogue(conversation).says("kut. na 19 jaar eruit geflikkerd", "nlu_fallback", confidence=0.3)
    assert talk.slot("needs") == ["need_baan_onzeker"]


def test_a_clear_no_to_the_plain_question_about_suicide_is_a_no(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik weet het allemaal niet meer", "safety_check")
    assert talk.slot("pending") == "safety_check"
    talk.says("nee joh dat niet. ik wil wel leven ik ben gewoon op", "safety_suicide")
    assert talk.slot("pending") is None and "113" not in talk.heard


@pytest.mark.parametrize("said", ["nee maar soms wel", "nee ik weet het eigenlijk niet", "nee ik wil niet meer leven"])
def test_a_doubtful_no_gets_the_signpost(conversation: str, said: str) -> None:
    talk = Dialogue(conversation).says("ik weet het allemaal niet meer", "safety_check")
    talk.says(said, "safety_suicide")
    assert "113" in talk.heard


def test_what_an_adviser_must_know_too_is_added_in_ones_own_words(choosing: Dialogue) -> None:
    choosing.says("ja", "affirm").says("Henk", "inform").says("0612345678", "inform")
    assert choosing.question == "note"
    choosing.says("zet erbij dat ik vrijdag moet tekenen", "nlu_fallback")
    assert "ik moet vrijdag tekenen" in choosing.heard and choosing.question == "note"


def test_the_plan_is_shown_whenever_it_is_asked_for(helped: Dialogue) -> None:
    helped.says("mn plan", "nlu_fallback")
    assert "stap" in helped.heard and helped.question == "step"
    helped.says("ik ga maandag bellen", "inform").says("ok maar en dat plan?", "affirm")
    assert "Ik ga maandag bellen" in helped.heard


def test_who_said_no_to_a_human_is_not_offered_one_again(helped: Dialogue) -> None:
    helped.says("kan iemand me bellen", "ask_human").says("nee geen afspraak", "deny")
    helped.says("ik ga maandag mijn baas bellen", "inform")
    assert helped.slot("step") and helped.form != "booking_form"


def test_who_is_no_employee_is_not_sent_to_a_company_doctor(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben tegelzetter, zzp", "need_geld_tijd")
    talk._slots["status"] = "self_employed"
    talk.says("ja", "affirm").says("als me rug stuk gaat heb ik niks", "need_zwaar_gezondheid")
    assert "bedrijfsarts" not in talk.heard


def test_work_that_is_wished_for_is_never_what_somebody_is(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil iets anders", "need_richting").says("nee, ik wil leren", "need_leren")
    talk.says("nee", "deny")
    talk.says("ik wil docent economie worden", "need_richting")
    assert "Je bent docent" not in talk.heard and talk.slot("occupation") is None


def test_worn_knees_are_heard_beside_another_need(conversation: str) -> None:
    talk = Dialogue(conversation).says("me knieen zijn op en ik wil iets leren", "need_leren")
    assert set(talk.slot("needs")) == {"need_leren", "need_zwaar_gezondheid"}


def test_who_is_17_is_not_asked_which_benefit(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben 17 en wil werken", "need_uitkering").says("ja", "affirm")
    assert talk.slot("age") == 17 and talk.question != "benefit"


def test_a_complaint_that_we_do_not_listen_is_no_question_for_an_adviser(helped: Dialogue) -> None:
    helped.says("haha chauffeur ben ik al 40 jaar. lees je wel?", "nlu_fallback", confidence=0.3)
    assert "Sorry" in helped.heard and helped.question == "step"


def test_how_to_get_to_the_company_doctor_is_answered(helped: Dialogue) -> None:
    helped.says("mag ik zelf naar de bedrijfsarts of moet ik me eerst ziek melden", "ask_service")
    assert "bedrijfsarts" in helped.heard and "Werkcentrum" not in helped.heard


def test_school_for_other_work_is_no_duty_to_go_to_school(helped: Dialogue) -> None:
    helped.says("moet ik daar voor naar school?", "ask_duration")
    assert "18" not in helped.heard


def test_who_is_17_hears_whether_school_is_a_must(conversation: str) -> None:
    talk = Dialogue(conversation).says("ben 17, moet ik dan wel naar school of niet", "need_leren")
    assert "gemeente Tilburg" in talk.heard


def test_no_other_work_is_a_no_to_that_and_not_to_the_need(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik zit er helemaal doorheen op mijn werk", "need_zwaar_gezondheid")
    talk.says("nee! ik zei net dat ik geen ander werk wil", "deny")
    assert talk.slot("needs") == ["need_zwaar_gezondheid"] and talk.slot("need_confirmed")


def test_the_day_of_the_plan_that_is_not_right_is_changed(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben metselaar en me knieen zijn op", "need_zwaar_gezondheid")
    talk.says("ja", "affirm").presses("Vragen naar de bedrijfsarts")
    before = talk.slot("step_date")
    talk.says("klopt niet ik wil dat het volgende week vrijdag is", "nlu_fallback", confidence=0.35)
    assert talk.slot("step_date") != before and "laat ik weg" not in talk.heard


def test_work_is_put_right_before_there_is_a_plan(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben metselaar en me knieen zijn op", "need_zwaar_gezondheid")
    talk.says("ja", "affirm").says("en effe rechtzetten, ik ben eigelijk voeger. vroeger metselaar", "correct")
    assert talk.slot("occupation") == "voeger" and "voeger" in talk.heard and talk.question == "step"


def test_years_behind_a_trade_are_no_age(conversation: str) -> None:
    talk = Dialogue(conversation).says("metaalbewerker. draaien en frezen, cnc, 24 jr", "inform")
    assert talk.slot("age") is None
    assert talk.says("ik ben 51 jr", "inform").slot("age") == 51


def test_ones_own_trade_is_no_training_that_is_asked_for(conversation: str) -> None:
    talk = Dialogue(conversation).says("ben zzp tegelzetter, welke potjes zijn er voor zzpers", "ask_budget")
    assert "egelzetter" not in talk.heard
    assert "kost" in talk.says("kan ik dat van de belasting aftrekken als zzp'er?", "nlu_fallback").heard


@pytest.mark.parametrize("said", ["nee doei", "nee dank je, doei", "nou houdoe hè", "ok fijne dag nog"])
def test_a_goodbye_with_a_no_before_it_is_a_goodbye(helped: Dialogue, said: str) -> None:
    helped.says(said.replace(" hè", " hoor"), "deny", confidence=0.54)
    assert helped.form is None and "Deze momenten" not in helped.heard


def test_less_of_something_is_no_goodbye(helped: Dialogue) -> None:
    helped.says("nee, liever een andere dag", "deny", confidence=0.6)
    assert helped.form and "Tot ziens" not in helped.heard


@pytest.mark.parametrize(
    "said",
    ["ok doe maar meekijken bij een fietsenmaker", "een keer meelopen met een planner", "ik bel hr over het geld"],
)
def test_a_step_in_a_few_words_is_kept_before_it_is_asked_for(conversation: str, said: str) -> None:
    talk = Dialogue(conversation).says("ik weet niet wat ik wil", "need_richting").says("ja", "affirm")
    talk.says(said, "ask_budget" if "geld" in said else "inform")
    assert talk.slot("step")


@pytest.mark.parametrize("said", ["ik bel je zo terug", "ik bel me een ongeluk om werk"])
def test_a_call_that_is_no_step_stays_a_remark(conversation: str, said: str) -> None:
    talk = Dialogue(conversation).says("ik weet niet wat ik wil", "need_richting").says("ja", "affirm")
    assert talk.says(said, "smalltalk").slot("step") is None


def test_a_yes_is_no_name_of_work(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik weet niet wat ik wil", "need_richting").says("ja", "affirm")
    talk.says("ja", "affirm")
    assert talk.question == "occupation" and talk.slot("occupation") is None
    assert "al gezegd" not in talk.heard


def test_a_small_word_is_no_name_of_work(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik weet niet wat ik wil", "need_richting").says("ja", "affirm")
    assert talk.says("nou", "smalltalk", confidence=0.44).question == "occupation"


def test_a_fact_in_a_list_is_no_answer_of_it(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik weet niet wat ik wil", "need_richting").says("ja", "affirm")
    talk.says("schilder", found=(("occupation", "schilder", "schilder"),)).presses("Ja")
    assert talk.form == "exercise_form"
    talk.says("in dienst", found=(("status", "employee", "in dienst"),))
    assert talk.slot("status") == "employee" and "own:" not in str(talk.slot("exercise_answers"))


def test_who_asks_what_they_can_become_leaves_the_list_and_sees_work(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik weet niet wat ik wil", "need_richting").says("ja", "affirm")
    talk.says("schilder").says("wat kan ik dan worden", "need_richting")
    assert talk.slot("directions") and talk.question == "step"


def test_who_asks_it_before_their_work_is_known_hears_what_is_needed_first(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik weet niet wat ik wil", "need_richting").says("ja", "affirm")
    talk.says("wat kan ik dan worden", "need_richting")
    assert talk.question == "occupation" and "geen zeker antwoord" not in talk.heard


def test_a_question_with_an_answer_is_not_followed_by_an_unsure_guess(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil minder werken", "need_uitkering", confidence=0.6)
    assert "Klopt dat?" not in talk.heard and not talk.slot("needs")


@pytest.mark.parametrize(
    ("said", "age"), [("ik ben huismeester van 58", 58), ("ik ben chauffeur van 40 ton", None), ("ben kok van 33", 33)]
)
def test_an_age_behind_ones_trade_is_read(said: str, age: int | None) -> None:
    assert introductions.age_in(said) == age
