"""A sign of trouble gets the right signpost and a human, in every form and outside one, and its words are not kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.actions.action_answer import ActionAnswer
from bot.actions.booking import BookingForm
from bot.actions.forms import Form
from bot.actions.led_form import REQUESTED_SLOT
from bot.actions.situation import SituationForm
from bot.actions.steps import StepForm
from guidance import conversations, handoffs, plans
from guidance.database import Database
from tests.bot.dialogue import Dialogue
from tests.bot.turns import Spoken

FORMS: list[tuple[Any, str, dict[str, Any]]] = [
    (SituationForm, "occupation", {"needs": ["need_geld_tijd"], "need_confirmed": True}),
    (StepForm, "step", {"needs": ["need_leren"], "status": "employee"}),
    (BookingForm, "appointment", {}),
    (BookingForm, "contact_name", {}),
]
SIGNPOSTS = {"suicide": "113", "violence": "0800-2000", "bullying": "vertrouwenspersoon", "debt": "0800-8115",
             "legal": "0800-8020"}  # fmt: skip
SAID = "zeer geheime woorden"
Ranking = Sequence[tuple[str, float]]


def in_form(
    form: type[Form],
    question: str,
    slots: dict[str, Any],
    conversation: str,
    text: str,
    intent: str,
    ranking: Ranking = (),
) -> Spoken:
    spoken = Spoken(
        text, intent, slots={"greeted": True, **slots, REQUESTED_SLOT: question}, after_action=form.form,
        conversation=conversation, ranking=ranking,
    )  # fmt: skip
    form().respond(spoken.turn)
    return spoken


def outside(
    conversation: str, text: str, intent: str, confidence: float = 0.9, ranking: Ranking = (), **slots: Any
) -> Spoken:
    spoken = Spoken(
        text, intent, slots={"greeted": True, **slots}, conversation=conversation, confidence=confidence,
        ranking=ranking,
    )  # fmt: skip
    ActionAnswer().respond(spoken.turn)
    return spoken


@pytest.mark.parametrize(("form", "question", "slots"), FORMS)
@pytest.mark.parametrize("kind", SIGNPOSTS)
def test_in_every_form_there_is_one_message_and_no_other_question(
    conversation: str, form: type[Form], question: str, slots: dict[str, Any], kind: str
) -> None:
    spoken = in_form(form, question, slots, conversation, SAID, f"safety_{kind}")
    assert len(spoken.said) == 1 and SIGNPOSTS[kind] in spoken.said[0]
    assert spoken.turn.slot(REQUESTED_SLOT) == question


@pytest.mark.parametrize(("form", "question", "slots"), FORMS[:3])
def test_in_doubt_one_plain_question_is_asked_and_no_goes_on_with_the_form(
    conversation: str, form: type[Form], question: str, slots: dict[str, Any]
) -> None:
    asked = in_form(form, question, slots, conversation, SAID, "safety_check")
    assert len(asked.said) == 1 and "leven" in asked.said[0] and "113" not in asked.said[0]
    assert asked.buttons == ["Nee, het gaat over werk", "Ja, daar denk ik aan"]
    went_on = in_form(form, question, {**slots, "pending": "safety_check"}, conversation, "nee gewoon moe", "deny")
    assert went_on.turn.slot(REQUESTED_SLOT) == question
    assert "113" not in " ".join(went_on.said)
    assert len(went_on.said) == 2


@pytest.mark.parametrize(
    ("text", "intent"),
    [("ja", "affirm"), ("soms wel", "inform"), ("weet ik niet", "dont_know"), ("zeg ik niet", "skip")],
)
def test_whatever_is_not_a_clear_no_to_the_plain_question_gets_the_signpost(
    conversation: str, text: str, intent: str
) -> None:
    spoken = outside(conversation, text, intent, pending="safety_check")
    assert len(spoken.said) == 1 and "0800-0113" in spoken.said[0]
    assert spoken.turn.slot("pending") == "safety_suicide"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Hallo, ik wil gewoon leven hoor. Ik vroeg naar een verzekering", "safety_check"),
        ("wat? nee ik wil leven. ik vraag welk werk", "ask_occupation"),
        ("Pardon? Nee. Ik vroeg naar een lening.", "correct"),
        ("huh nee joh", "nlu_fallback"),
        ("hou es op met dat gevraag!! ik wil wat rust in me lijf", "insult"),
        ("wtf het gaat over me rug", "nlu_fallback"),
        ("doe es normaal man", "insult"),
        ("ik vroeg alleen of ik eerder kan stoppen", "ask_retirement"),
        ("ja ik wil leven", "affirm"),
        ("alleen over mijn werk hoor", "inform"),
        ("dit gaat over me werk bij de bank", "inform"),
    ],
)
def test_whoever_says_to_want_to_live_or_asked_something_else_says_no(
    conversation: str, text: str, intent: str
) -> None:
    spoken = outside(conversation, text, intent, pending="safety_check")
    assert "113" not in " ".join(spoken.said)
    assert "orry" in spoken.said[0]


@pytest.mark.parametrize("text", ["ik wil niet leven", "nee maar soms wel", "ik wil leven maar soms niet", "wat nou"])
def test_words_that_only_resemble_a_no_are_none(conversation: str, text: str) -> None:
    spoken = outside(conversation, text, "safety_check", pending="safety_check")
    assert "begreep ik je verkeerd" not in spoken.said[0] and "dan weet ik dat" not in spoken.said[0]


def test_after_yes_a_human_can_still_be_asked_for(conversation: str, db: Database) -> None:
    outside(conversation, "ja", "affirm", pending="safety_check")
    outside(conversation, "ja graag", "affirm", pending="safety_suicide")
    assert handoffs.open_handoffs(db)[0].reasons == ("safety_suicide",)


@pytest.mark.parametrize(
    ("text", "intent", "slots", "hears"),
    [
        ("mijn collega wil niet meer leven", "safety_suicide", {}, "om iemand"),
        ("ik wil niet meer leven", "safety_suicide", {"age": 16}, "Kindertelefoon"),
        ("ik ben 16 en word thuis geslagen", "safety_violence", {}, "Kindertelefoon"),
        ("ik word gepest op mijn bijbaan", "safety_bullying", {"age": 17}, "Kindertelefoon"),
        ("ik ben verkracht", "safety_violence", {}, "0800-0188"),
        ("mijn collega wordt thuis geslagen", "safety_violence", {}, "zorgen maakt"),
        ("een klant heeft mij geslagen", "safety_violence", {}, "0900-0101"),
        ("ik heb mijn vrouw geslagen", "safety_violence", {}, "Het kan stoppen"),
    ],
)
def test_the_answer_fits_whom_it_is_about(
    conversation: str, text: str, intent: str, slots: dict[str, Any], hears: str
) -> None:
    assert hears in outside(conversation, text, intent, **slots).said[0]


def test_somebody_who_is_hit_is_not_taken_for_a_worried_neighbour(conversation: str) -> None:
    said = outside(conversation, "mijn man heeft me gisteren geslagen", "safety_violence").said[0]
    assert "niet jouw schuld" in said and "zorgen maakt" not in said


CALM = ["bullying", "debt", "legal"]


@pytest.mark.parametrize("kind", SIGNPOSTS)
def test_a_signpost_is_never_said_twice_in_the_same_words(conversation: str, kind: str) -> None:
    heard: list[str] = []
    slots: dict[str, Any] = {}
    for _ in range(3):
        spoken = outside(conversation, SAID, f"safety_{kind}", **slots)
        heard.append(spoken.said[0])
        slots = {name: spoken.turn.slot(name) for name in ("said", "signposts", "pending")}
    assert len(set(heard)) == 3
    assert all(SIGNPOSTS[kind] in text for text in heard if kind != "suicide")
    assert all("113" in text or "112" in text for text in heard if kind == "suicide")
    assert all(len(text) < len(heard[0]) for text in heard[1:])


@pytest.mark.parametrize("kind", ["suicide", "violence"])
def test_the_second_time_too_somebody_in_danger_is_asked_nothing_about_work(conversation: str, kind: str) -> None:
    form, question, slots = FORMS[0]
    told = {**slots, "signposts": [f"utter_safety_{kind}"]}
    spoken = in_form(form, question, told, conversation, SAID, f"safety_{kind}")
    assert len(spoken.said) == 1 and "Ja, graag een mens" in spoken.buttons


@pytest.mark.parametrize("kind", CALM)
def test_the_second_time_a_lighter_sign_gets_a_short_answer_and_then_the_question_at_hand(
    conversation: str, kind: str
) -> None:
    form, question, slots = FORMS[0]
    told = {**slots, "signposts": [f"utter_safety_{kind}"]}
    spoken = in_form(form, question, told, conversation, SAID, f"safety_{kind}")
    assert len(spoken.said) == 2 and SIGNPOSTS[kind] in spoken.said[0]
    assert spoken.turn.slot(REQUESTED_SLOT) == question and spoken.turn.slot("pending") is None


@pytest.mark.parametrize("kind", CALM)
def test_when_hardly_sure_of_a_lighter_kind_the_signpost_is_one_line_and_the_message_counts(
    conversation: str, db: Database, kind: str
) -> None:
    heard = outside(conversation, SAID, f"safety_{kind}", confidence=0.6, ranking=[("need_leren", 0.8)])
    assert SIGNPOSTS[kind] in heard.said[0] and "Klopt dat?" in heard.said[-1]
    assert heard.turn.slot("needs") == ["need_leren"] and heard.turn.slot("pending") is None
    plan = plans.get(db, conversation)
    assert plan is not None and SAID in str(plan.own_words)


@pytest.mark.parametrize("kind", CALM)
def test_it_is_said_once(conversation: str, kind: str) -> None:
    first = outside(conversation, SAID, f"safety_{kind}", confidence=0.6, ranking=[("need_leren", 0.8)])
    told = {"signposts": first.turn.slot("signposts")}
    again = outside(conversation, SAID, f"safety_{kind}", confidence=0.6, ranking=[("need_leren", 0.8)], **told)
    assert SIGNPOSTS[kind] not in " ".join(again.said)


@pytest.mark.parametrize(("form", "question", "slots"), FORMS[:2])
@pytest.mark.parametrize("kind", CALM)
def test_in_a_form_a_sign_that_is_hardly_sure_does_not_swallow_the_answer(
    conversation: str, form: type[Form], question: str, slots: dict[str, Any], kind: str
) -> None:
    said = "metselaar" if question == "occupation" else "ik ga maandag UWV bellen"
    spoken = Spoken(
        said, f"safety_{kind}", slots={"greeted": True, **slots, REQUESTED_SLOT: question}, after_action=form.form,
        conversation=conversation, ranking=[("inform", 0.9)], confidence=0.6,
    )  # fmt: skip
    form().respond(spoken.turn)
    assert spoken.turn.slot(question)


def test_of_suicide_no_sureness_is_asked(conversation: str) -> None:
    assert SIGNPOSTS["suicide"] in outside(conversation, SAID, "safety_suicide", confidence=0.5).said[0]


def test_when_hardly_sure_of_violence_where_to_go_is_one_line_and_the_words_are_kept_nowhere(
    conversation: str, db: Database
) -> None:
    heard = outside(conversation, SAID, "safety_violence", confidence=0.6, ranking=[("need_leren", 0.8)])
    assert "0800-2000" in heard.said[0] and "Klopt dat?" in heard.said[-1]
    plan = plans.get(db, conversation)
    assert SAID not in str(plan.own_words if plan else "")


def test_whoever_said_no_is_asked_again_only_when_it_is_likely(conversation: str) -> None:
    told = {"signposts": ["utter_safety_check"]}
    unsure = outside(conversation, SAID, "safety_check", confidence=0.6, ranking=[("need_leren", 0.8)], **told)
    assert "leven" not in " ".join(unsure.said) and unsure.turn.slot("needs") == ["need_leren"]
    likely = outside(conversation, SAID, "safety_check", confidence=0.8, ranking=[("need_leren", 0.8)], **told)
    assert "leven" in likely.said[0]


def test_a_need_said_beside_words_that_made_us_ask_is_taken_up_after_no(conversation: str) -> None:
    words = "ik ben metselaar en kan niet meer"
    asked = outside(conversation, words, "safety_check", ranking=[("need_leren", 0.9)])
    kept = {name: asked.turn.slot(name) for name in ("pending", "signposts", "beside", "occupation")}
    assert kept["occupation"] == "metselaar"
    went_on = outside(conversation, "nee, dat niet", "deny", **kept)
    assert went_on.turn.slot("needs") == ["need_leren"] and "nog een keer" not in " ".join(went_on.said)
    assert {"event": "followup", "name": "situation_form"}.items() <= went_on.turn.events()[-1].items()


@pytest.mark.parametrize(
    "said", ["wablief?? nee joh. ik ga maandag UWV bellen", "hou op, ik wil niet dood, ik ga maandag UWV bellen"]
)
def test_what_is_said_behind_the_no_is_heard(conversation: str, said: str) -> None:
    form, question, slots = FORMS[1]
    spoken = in_form(form, question, {**slots, "pending": "safety_check"}, conversation, said, "safety_check")
    assert "113" not in " ".join(spoken.said)
    assert "uwv" in str(spoken.turn.slot("step")).lower()


def test_a_question_said_beside_a_lighter_sign_the_second_time_is_answered_at_once(conversation: str) -> None:
    form, question, slots = FORMS[0]
    told = {**slots, "signposts": ["utter_safety_debt"]}
    spoken = in_form(form, question, told, conversation, SAID, "safety_debt", ranking=[("ask_evc", 0.9)])
    assert "EVC" in " ".join(spoken.said[1:])


def test_after_no_to_a_signpost_outside_a_form_there_is_something_to_go_on_with(conversation: str) -> None:
    spoken = outside(conversation, "nee, ga verder", "deny", pending="safety_legal")
    assert len(spoken.said) == 2 and spoken.buttons


@pytest.mark.parametrize("kind", ["suicide", "violence"])
def test_whoever_asks_for_a_human_in_danger_hears_the_signpost_and_the_desk_knows(
    conversation: str, db: Database, kind: str
) -> None:
    spoken = outside(conversation, f"{SAID}, kan ik met een mens praten", f"safety_{kind}")
    assert SIGNPOSTS[kind] in spoken.said[0] and spoken.turn.slot("pending") == "urgent_contact"
    assert any("en waarom. Wat je schreef, gaat niet mee." in text for text in spoken.said)
    assert handoffs.open_handoffs(db)[0].reasons == (f"safety_{kind}",)


@pytest.mark.parametrize("kind", [*CALM, "check"])
@pytest.mark.parametrize("confidence", [0.5, 1.0])
def test_whoever_asks_for_a_human_beside_a_lighter_sign_gets_one(
    conversation: str, db: Database, kind: str, confidence: float
) -> None:
    words = "ik wil een mens spreken, maar mijn baas mag het niet weten"
    spoken = outside(conversation, words, f"safety_{kind}", confidence=confidence)
    assert handoffs.open_handoffs(db)
    assert {"event": "followup", "name": "booking_form"}.items() <= spoken.turn.events()[-1].items()
    if kind in CALM:
        assert (SIGNPOSTS[kind] in " ".join(spoken.said)) == (confidence == 1.0)


def test_the_words_that_a_need_stood_in_are_not_kept(conversation: str, db: Database) -> None:
    heard = ["utter_safety_legal"]
    spoken = outside(conversation, SAID, "safety_legal", ranking=[("need_leren", 0.9)], signposts=heard)
    assert spoken.turn.slot("needs") == ["need_leren"]
    plan = plans.get(db, conversation)
    assert plan is None or not plan.own_words


@pytest.mark.parametrize("kind", CALM)
def test_after_a_lighter_signpost_no_goes_back_to_the_conversation(conversation: str, kind: str) -> None:
    form, question, slots = FORMS[0]
    spoken = in_form(form, question, {**slots, "pending": f"safety_{kind}"}, conversation, "nee, ga verder", "deny")
    assert spoken.turn.slot(REQUESTED_SLOT) == question
    assert len(spoken.said) == 2


def test_no_fact_is_read_from_a_message_about_safety(conversation: str) -> None:
    spoken = outside(conversation, "ik ben 34 en lasser en wil dood", "safety_suicide")
    assert spoken.turn.slot("age") is None and spoken.turn.slot("occupation") is None


@pytest.mark.parametrize(
    ("intent", "pending"),
    [("safety_suicide", None), ("safety_debt", None), ("safety_check", None), ("affirm", "safety_check"),
     ("affirm", "safety_violence"), ("inform", "urgent_contact")],
)  # fmt: skip
def test_neither_a_sign_of_trouble_nor_the_answer_to_a_signpost_is_in_the_database(
    conversation: str, db: Database, tmp_path: Path, intent: str, pending: str | None
) -> None:
    words = f"ja {SAID} 06 12345678"
    conversations.receive(db, conversation, "1", "text", words, datetime.now(UTC))
    spoken = outside(conversation, words, intent, pending=pending)
    waiting = conversations.oldest_unanswered(db, conversation)
    assert waiting is not None
    replies = [conversations.OutMessage(text) for text in spoken.said]
    conversations.answer(db, waiting.inbox_id, replies, datetime.now(UTC))
    assert SAID not in everything_in(tmp_path / "guidance.db")
    assert spoken.said[0].split("\n")[0] in everything_in(tmp_path / "guidance.db")
    plan = plans.get(db, conversation)
    assert plan is None or not plan.own_words


def everything_in(path: Path) -> str:
    with sqlite3.connect(path) as stored:
        dump = "\n".join(stored.iterdump())
    stored.close()
    return dump


def test_a_no_that_sounds_like_a_need_is_a_no_and_the_next_yes_is_not_about_it(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik trek het niet meer", "safety_check", confidence=0.6)
    talk.says("nee zo erg is het niet, ik ben gewoon op van het werk", "need_zwaar_gezondheid")
    assert "dan weet ik dat" in talk.heard and "Klopt dat?" in talk.heard
    assert "113" not in talk.says("ja en ik slaap slecht", "affirm").heard


def test_a_no_that_is_said_once_more_is_believed(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik trek het niet meer", "safety_check", confidence=0.6).says("nee", "deny")
    heard = talk.says(
        "ik zei toch dat ik niet dood wil, ik heb het over mijn collega's", "safety_check", confidence=1.0
    )
    assert "orry" in heard.heard and "113" not in heard.heard and "leven?" not in heard.heard


@pytest.mark.parametrize("kind", CALM)
def test_who_asks_something_is_not_told_what_we_are_not_sure_of(conversation: str, kind: str) -> None:
    said = "hoe lang duurt de ww?"
    assert SIGNPOSTS[kind] not in outside(conversation, said, f"safety_{kind}", confidence=0.6).said[0]


def test_who_asks_something_beside_debts_hears_where_to_go_in_a_line_and_the_answer(conversation: str) -> None:
    heard = outside(conversation, "nog meer schulden erbij. hoe lang duurt de ww?", "safety_debt", confidence=1.0)
    assert SIGNPOSTS["debt"] in heard.said[0] and "uwv.nl" in " ".join(heard.said[1:])
    assert heard.turn.is_private


@pytest.mark.parametrize("kind", CALM)
def test_an_appointment_is_made_without_signposts_that_we_are_not_sure_of(conversation: str, kind: str) -> None:
    talk = Dialogue(conversation).says("ik wil een mens spreken", "ask_human")
    assert talk.form == BookingForm.form
    heard = talk.says("de ochtend is goed maar ik ben zenuwachtig", f"safety_{kind}", confidence=0.6).heard
    assert SIGNPOSTS[kind] not in heard


def test_a_question_beside_words_that_made_us_ask_is_answered_after_the_no(conversation: str) -> None:
    kept: dict[str, Any] = {"pending": "safety_check", "beside": "ask_privacy", "signposts": ["utter_safety_check"]}
    said = "wat?? nee tuurlijk niet, pijnstillers man, voor me rug"
    assert "90 dagen" in " ".join(outside(conversation, said, "inform", **kept).said)
