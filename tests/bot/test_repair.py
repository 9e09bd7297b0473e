"""What people do in a conversation besides answering: one mechanism, the same in every form."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from guidance import bookings, handoffs, plans
from guidance.database import Database
from tests.bot.dialogue import Dialogue


def in_situation(talk: Dialogue) -> Dialogue:
    return talk.says("wie betaalt een cursus", "need_geld_tijd").says("ja", "affirm")


def in_offer(talk: Dialogue) -> Dialogue:
    return talk.says("doe ik het goed", "need_bevestiging").says("ja", "affirm")


def in_exercise(talk: Dialogue) -> Dialogue:
    return in_offer(talk).presses("Ja").presses("Ja")


def in_step(talk: Dialogue) -> Dialogue:
    return talk.says("ik durf niet", "need_durven").says("ja", "affirm").says("sla over", "skip").says("nee", "skip")


def in_booking(talk: Dialogue) -> Dialogue:
    return talk.says("ik wil een adviseur", "book_adviser")


FORMS = {
    "situation": in_situation,
    "offer": in_offer,
    "exercise": in_exercise,
    "step": in_step,
    "booking": in_booking,
}
WITH_A_NEED = [form for form in FORMS if form != "booking"]  # who books at once has not said what they need


@pytest.fixture(params=FORMS, ids=lambda form: f"in the {form} form")
def talk(request: pytest.FixtureRequest, conversation: str) -> Dialogue:
    """A conversation that has come to a question of one of the forms."""
    started = FORMS[request.param](Dialogue(conversation))
    assert started.question and started.form == f"{request.param}_form"
    return started


def stands(talk: Dialogue, question: str | None) -> bool:
    """Whether the same question still waits for an answer, and was put again in this reply or waits in silence."""
    return talk.question == question


def test_a_side_question_is_answered_and_the_question_stands(talk: Dialogue) -> None:
    question = talk.question
    talk.says("bestaat het stap budget nog?", "ask_stap")
    assert "gestopt" in talk.heard or "bestaat niet meer" in talk.heard
    assert stands(talk, question) and len(talk.everything) == len(set(talk.everything))


def test_a_side_question_twice_gets_other_words(talk: Dialogue) -> None:
    talk.says("ben jij een mens?", "ask_bot")
    first = talk.heard
    talk.says("nee echt, ben je een robot?", "ask_bot")
    assert talk.heard != first


def test_why_gets_a_reason_and_the_question_stands(talk: Dialogue) -> None:
    question = talk.question
    talk.says("waarom vraag je dat", "ask_why")
    assert talk.heard and stands(talk, question)


def test_what_do_you_mean_gets_other_words_and_the_question_stands(talk: Dialogue) -> None:
    question = talk.question
    talk.says("wat bedoel je", "ask_clarify")
    assert talk.heard and stands(talk, question)


@pytest.mark.parametrize(("text", "intent"), [("sla maar over", "skip"), ("weet ik niet", "dont_know")])
def test_what_is_skipped_or_not_known_is_not_asked_again(talk: Dialogue, text: str, intent: str) -> None:
    question = talk.question
    talk.says(text, intent)
    if question == "step" and intent == "dont_know":  # choosing is hard: one step is proposed first
        assert list(talk.buttons)[-1] == "Nu geen stap"
        talk.says(text, intent)
    assert talk.heard and talk.question != question
    assert question in talk.slot("skipped")


def test_a_moment_to_think_is_given_without_asking_on(talk: Dialogue) -> None:
    question = talk.question
    talk.says("even denken", "think")
    assert stands(talk, question) and not talk.buttons


def test_stop_stops_and_resume_takes_up_the_same_question(talk: Dialogue) -> None:
    question = talk.question
    talk.says("ik stop ermee", "stop")
    assert talk.form is None and "stap" not in talk.buttons
    talk.says("ik ben er weer", "resume")
    assert stands(talk, question)


def test_a_human_can_be_asked_for(talk: Dialogue, db: Database, conversation: str) -> None:
    talk.says("ik wil een mens spreken", "ask_human")
    assert talk.form == "booking_form"
    waiting = [handoff.conversation_id for handoff in handoffs.open_handoffs(db)]
    assert conversation in waiting


def test_a_fact_told_out_of_turn_is_noted_and_the_question_stands(talk: Dialogue) -> None:
    question = talk.question
    talk.says("trouwens ik ben 52", "inform")
    assert talk.slot("age") == 52 and "52" in talk.heard and stands(talk, question)


def test_a_correction_by_value_is_read_back(talk: Dialogue) -> None:
    question = talk.question
    talk.says("ik ben 52", "inform").says("nee sorry, ik ben 42", "correct")
    assert talk.slot("age") == 42 and "42" in talk.heard and stands(talk, question)


def test_correcting_twice_keeps_the_last(talk: Dialogue) -> None:
    talk.says("ik ben 52", "inform").says("nee, ik ben 42", "correct").says("ik bedoel ik ben 43", "correct")
    assert talk.slot("age") == 43


def test_a_correction_by_name_asks_that_question_anew_and_comes_back(talk: Dialogue) -> None:
    question = talk.question
    talk.says("ik ben 52", "inform").says("mijn leeftijd klopt niet", "correct")
    assert "oud" in talk.heard or "leeftijd" in talk.heard
    talk.says("47", "inform")
    assert talk.slot("age") == 47 and "47" in talk.heard and stands(talk, question)


def test_a_correction_without_a_name_asks_which(talk: Dialogue) -> None:
    question = talk.question
    talk.says("ik ben 52", "inform").says("dat heb ik verkeerd gezegd", "correct")
    talk.presses("Mijn leeftijd").says("36 jaar", "inform")
    assert talk.slot("age") == 36 and stands(talk, question)


def test_a_correction_can_be_dropped_halfway(talk: Dialogue) -> None:
    question = talk.question
    talk.says("ik ben 52", "inform").says("mijn leeftijd klopt niet", "correct").says("nee laat maar", "deny")
    assert talk.slot("age") == 52 and stands(talk, question)


def test_a_correction_can_be_taken_back(talk: Dialogue) -> None:
    talk.says("ik ben 52", "inform").says("nee, ik ben 42", "correct").says("nee toch niet, het was goed", "correct")
    assert talk.slot("age") == 52 and "52" in talk.heard


@pytest.mark.parametrize("talk", WITH_A_NEED, ids=lambda form: f"in the {form} form", indirect=True)
def test_another_need_instead_is_given_back_and_checked(talk: Dialogue) -> None:
    talk.says("eigenlijk wil ik weten hoe ik met mijn baas praat", "need_gesprek_baas")
    assert talk.slot("needs") == ["need_gesprek_baas"] and talk.question == "need_confirmed"


@pytest.mark.parametrize("talk", WITH_A_NEED, ids=lambda form: f"in the {form} form", indirect=True)
def test_another_need_beside_it_is_remembered(talk: Dialogue) -> None:
    question = talk.question
    talk.says("en thuis is het ook lastig met de kinderen", "need_thuis")
    assert "need_thuis" in talk.slot("remembered") and "thuis" in talk.heard.lower() and stands(talk, question)


def test_two_misunderstandings_bring_buttons_and_three_a_human(talk: Dialogue) -> None:
    talk.says("floep zwabber kikker met vier wielen", "nlu_fallback", confidence=0.2)
    assert talk.heard
    talk.says("mango hamer zonder een steel", "nlu_fallback", confidence=0.2)
    assert "Ik wil een mens spreken" in talk.buttons and "Deze vraag overslaan" in talk.buttons
    talk.says("kwartje fietsbel en nog wat", "nlu_fallback", confidence=0.2)
    assert "mens" in talk.heard


def test_only_an_emoji_is_no_misunderstanding(talk: Dialogue) -> None:
    question = talk.question
    talk.says("🤷🤷", "nlu_fallback", confidence=0.2)
    assert talk.heard and not talk.slot("misses") and stands(talk, question)


def test_the_same_message_again_is_no_misunderstanding(talk: Dialogue) -> None:
    talk.says("ja dus dat bedoel ik zeg maar", "nlu_fallback", confidence=0.2)
    talk.says("ja dus dat bedoel ik zeg maar", "nlu_fallback", confidence=0.2)
    assert talk.slot(
        "misses",
    ) in (None, 0, 1)


def test_a_very_long_message_is_answered(talk: Dialogue) -> None:
    talk.says("en toen zei mijn collega dat het allemaal anders moest " * 18, "nlu_fallback", confidence=0.2)
    assert talk.heard


def test_signs_of_trouble_get_a_signpost_and_nothing_else(talk: Dialogue) -> None:
    question = talk.question
    talk.says("ik wil niet meer leven", "safety_suicide")
    assert "113" in talk.heard and len(talk.everything) == len(set(talk.everything))
    talk.presses("Nee")
    assert stands(talk, question)


def test_starting_again_is_asked_back_first(talk: Dialogue) -> None:
    question = talk.question
    talk.says("opnieuw beginnen", "restart")
    assert talk.buttons and talk.slot("pending") == "restart"
    talk.presses("Nee")
    assert stands(talk, question)


def test_say_it_again_puts_the_question_again(talk: Dialogue) -> None:
    question = talk.question
    talk.says("wat zei je?", "repeat")
    assert stands(talk, question) and talk.heard


def test_how_long_still_is_answered(talk: Dialogue) -> None:
    question = talk.question
    talk.says("hoeveel vragen nog?", "ask_progress")
    assert "vragen" in talk.heard or "vraag" in talk.heard
    assert stands(talk, question)


def test_an_exercise_can_be_done_in_between(talk: Dialogue) -> None:
    form, question = talk.form, talk.question
    talk.says("heb je ook een test", "ask_test").presses("Praten met je baas").presses("Meer loon").presses(
        "Nu even niet"
    )
    assert "Jouw doel" in talk.heard
    if form != "exercise_form":
        assert talk.form == form and stands(talk, question)


def test_own_data_are_shown_at_any_moment(talk: Dialogue) -> None:
    question = talk.question
    talk.says("ik ben 52", "inform").says("wat weet je van mij", "show_data")
    assert "52" in talk.heard and stands(talk, question)


def test_wiping_is_asked_back_and_then_done(talk: Dialogue) -> None:
    talk.says("wis alles", "wipe_data")
    assert talk.slot("pending") == "wipe"
    talk.presses("Ja")
    assert talk.slot("wiped") and talk.form is None and not talk.slot("needs")
    assert (
        '"kind": "wipe"' in talk.heard and '"text": "Alles is gewist' in talk.heard
    )  # one message: Rasa splits others


def test_an_appointment_is_cancelled_in_the_middle(talk: Dialogue, db: Database, conversation: str) -> None:
    talk.says("ik wil een adviseur", "book_adviser").says("1", "inform")
    assert bookings.of_conversation(db, conversation) is not None
    talk.says("zeg mijn afspraak af", "cancel_booking").presses("Afspraak afzeggen")
    assert bookings.of_conversation(db, conversation) is None


ASIDES: list[tuple[str, str]] = [
    ("wat is evc?", "ask_evc"), ("is er veel werk als kok?", "ask_chances"), ("wat doet een lasser?", "ask_occupation"),
    ("wat verdient dat", "ask_pay"), ("wat kost een cursus", "ask_cost"), ("wie leest dit", "ask_privacy"),
    ("wat kun je allemaal", "ask_help"), ("lekker weertje", "smalltalk"), ("i dont speak dutch", "other_language"),
    ("wat een waardeloos ding", "insult"), ("bedankt", "thank"), ("wat is een werkcentrum", "ask_service"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "intent"), ASIDES, ids=[intent for _, intent in ASIDES])
def test_every_other_thing_is_answered_and_the_question_stands(talk: Dialogue, text: str, intent: str) -> None:
    question = talk.question
    talk.says(text, intent)
    assert talk.heard and stands(talk, question)


@pytest.mark.parametrize(
    ("form", "text", "extra"),
    [
        (in_situation, "ik ben lasser, maar wie leest dit?", "ask_privacy"),
        (in_exercise, "ja, maar wie leest dit?", "ask_privacy"),
        (in_step, "ik bel het werkcentrum, maar wie leest dit", "ask_privacy"),
    ],
    ids=["situation", "exercise", "step"],
)
def test_an_answer_with_a_question_in_it_gets_both(
    conversation: str, form: Callable[[Dialogue], Dialogue], text: str, extra: str
) -> None:
    talk = form(Dialogue(conversation))
    question = talk.question
    talk.says(text, "inform", clauses=("inform", extra))
    assert "adviseur" in talk.heard and talk.question != question


def test_an_answer_in_the_words_of_the_cards_is_an_answer_whatever_else_it_could_mean(conversation: str) -> None:
    talk = Dialogue(conversation).says("wat past bij mij", "need_richting").says("ja", "affirm").says("ik ben kok")
    talk.says("mensen helpen en buiten bezig zijn", "ask_human").says("klaar").says("klaar", "skip")
    talk.says("uitleggen en plannen", "book_adviser")
    assert talk.form == "exercise_form" and talk.slot("exercise_answers")["qualities.good_at"] == ["teach", "plan"]


def test_the_word_on_the_button_that_ends_the_choice_ends_only_the_choice(conversation: str) -> None:
    talk = Dialogue(conversation).says("wat past bij mij", "need_richting").says("ja", "affirm").says("ik ben kok")
    talk.says("iets maken").says("klaar 👍", "stop")
    assert talk.question == "energy.drains"


def test_a_choice_is_changed_in_words(conversation: str) -> None:
    talk = Dialogue(conversation).says("wat past bij mij", "need_richting").says("ja", "affirm").says("ik ben kok")
    talk.says("iets maken en samen met een ploeg").says("nee wacht toch niet ploeg, doe maar buiten", "correct")
    assert talk.slot("exercise_answers")["energy.gives"] == ["outside", "not:team"] and "ploeg" not in str(talk.buttons)


def test_out_of_the_test_the_conversation_goes_on_with_what_was_said(conversation: str) -> None:
    talk = Dialogue(conversation).says("wat past bij mij", "need_richting").says("ja", "affirm").says("ik ben kok")
    talk.says("buiten").says("stop maar met de test, wat kan ik worden?", "ask_test")
    assert talk.form == "step_form" and talk.slot("directions")


def test_a_question_without_a_sure_answer_is_not_taken_for_a_need(conversation: str) -> None:
    talk = in_step(Dialogue(conversation))
    talk.says("moet ik blijven solliciteren als ik een cursus doe?", "need_bevestiging", confidence=0.55)
    assert not talk.slot("remembered") and "Ik wil een mens spreken" in talk.buttons


def test_a_complaint_is_no_step(conversation: str) -> None:
    talk = in_step(Dialogue(conversation))
    talk.says("ik vraag niet om verkoper! ik werk 50 uur per week", "inform")
    assert talk.slot("step") is None and talk.question == "step"


def test_a_step_is_chosen_by_its_word_whatever_else_it_could_mean(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik zoek weer werk", "need_uitkering").says("ja", "affirm")
    talk.presses("WW").says("Zwolle").says("ik doe werkcentrum", "ask_service")
    assert "Werkcentrum" in talk.slot("step")


def test_where_somebody_stands_today_does_not_change_their_trade(conversation: str) -> None:
    talk = in_booking(Dialogue(conversation).says("ik ben schilder"))
    talk.says("na 5 uur graag, overdag sta ik op de steiger")
    assert talk.slot("occupation") == "schilder"


def test_hours_are_corrected_from_so_many_to_so_many(conversation: str) -> None:
    talk = in_situation(Dialogue(conversation)).says("ik werk 50 uur per week")
    talk.says("sorry, geen 50 uur maar 40 uur per week", "correct")
    assert talk.slot("hours") == 40


def test_work_that_is_named_is_what_the_training_is_for(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben schilder").says("hoe word ik warmtepompmonteur?", "ask_training")
    assert "Verkoper" not in talk.heard and "mbo-opleidingen op niveau 2 en 3" in talk.heard


def test_who_names_the_work_they_want_is_not_asked_which(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben schilder maar ik wil warmtepompmonteur worden", "need_richting")
    assert talk.slot("needs") == ["need_leren"]


def test_a_lost_job_is_not_a_job_at_risk(conversation: str) -> None:
    talk = Dialogue(conversation)
    talk.says("ik ben mijn baan kwijt en zit in de ww", "need_baan_onzeker", found=(("benefit", "WW", "ww"),))
    assert talk.slot("needs") == ["need_uitkering"]


def test_who_asks_at_the_check_who_pays_sees_it_at_once(conversation: str) -> None:
    talk = Dialogue(conversation).says("wie betaalt dat eigenlijk", "need_geld_tijd")
    talk.says("nee. gewoon wie betaalt dat", "need_geld_tijd")
    assert [card["type"] for card in talk.cards] == ["budgets"] and not talk.question


def test_of_two_needs_the_one_that_is_denied_goes(conversation: str) -> None:
    talk = Dialogue(conversation)
    talk.says("thuis en mijn baas", "need_thuis", clauses=("need_thuis", "need_gesprek_baas"))
    talk.says("nee het gaat niet om thuis", "need_thuis")
    assert talk.slot("needs") == ["need_gesprek_baas"]


def test_a_named_service_is_explained_and_not_another(talk: Dialogue) -> None:
    talk.says("wat is een taalhuis", "ask_service")
    assert "Taalhuis" in talk.heard and "Werkcentrum geeft" not in talk.heard


def test_dismissal_is_not_spoken_of_to_who_hardly_asked_it(talk: Dialogue) -> None:
    talk.says("mag zij mij bellen op mijn vrije dag", "ask_dismissal", confidence=0.4)
    assert "ransitievergoeding" not in talk.heard and "Ontslaat" not in talk.heard


def test_after_asking_for_a_human_the_rest_is_offered_and_not_unrolled(conversation: str) -> None:
    talk = in_situation(Dialogue(conversation)).says("ik wil een mens", "ask_human").says("1", "inform")
    talk.says("Henk").says("0612345678").presses("Ja, stuur dit")
    assert "Lijkt te kunnen" not in talk.heard and "Wie betaalt een opleiding?" in talk.buttons


def test_a_step_that_was_skipped_can_still_be_chosen_later(conversation: str) -> None:
    talk = in_step(Dialogue(conversation)).says("sla over", "skip")
    assert talk.form == "booking_form"
    talk.says("verander mijn stap", "change_step")
    assert talk.form == "step_form" and talk.question == "step"


def test_asking_for_another_step_while_choosing_one_is_no_step(conversation: str) -> None:
    talk = in_step(Dialogue(conversation)).says("ik ga liever een andere stap kiezen", "change_step")
    assert talk.slot("step") is None and talk.question == "step" and "Begrijp" not in talk.heard


def test_before_there_is_a_step_it_is_said_when_it_comes(conversation: str) -> None:
    talk = in_situation(Dialogue(conversation))
    question = talk.question
    talk.says("verander mijn stap", "change_step")
    assert "straks" in talk.heard.lower() and stands(talk, question)


def test_work_that_is_half_told_is_no_wish_for_a_human(conversation: str) -> None:
    talk = in_situation(Dialogue(conversation)).says("balie medewerker", "ask_human")
    assert talk.form == "situation_form" and "receptionist" in talk.buttons


def test_a_full_stop_is_no_misunderstanding(conversation: str) -> None:
    talk = in_situation(Dialogue(conversation)).says(".", "nlu_fallback", confidence=0.2)
    assert not talk.slot("misses") and "woorden" in talk.heard


def test_a_pressed_need_is_confirmed_wherever_it_is_pressed(conversation: str) -> None:
    talk = Dialogue(conversation).sends("/need_geld_tijd")
    assert talk.slot("need_confirmed") and talk.question == "occupation"
    talk.sends("/need_zwaar_gezondheid")
    assert talk.slot("need_confirmed") and talk.slot("needs") == ["need_zwaar_gezondheid"]


def test_a_name_is_kept_nowhere_in_the_own_words(conversation: str, db: Database) -> None:
    Dialogue(conversation).says("ik heet Marijke Bakker en mijn werk is te zwaar", "need_zwaar_gezondheid")
    plan = plans.get(db, conversation)
    assert plan is not None and "Bakker" not in str(plan.own_words) and "zwaar" in str(plan.own_words)


def test_who_asks_for_somebody_gets_them_whatever_work_it_sounds_like(conversation: str) -> None:
    talk = in_situation(Dialogue(conversation)).says("geef mij een balie medewerker", "ask_human")
    assert talk.form == "booking_form"
