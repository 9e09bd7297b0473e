"""Answers that fit at any moment: side questions in a form and questions outside one."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.actions import (
    asking,
    budgets,
    cancelling,
    caos,
    careers,
    coming_back,
    hearsay,
    languages,
    near_place,
    offers,
    own_data,
    question_meaning,
    repair,
    services,
    simpler,
    tenants,
    trainings,
)
from bot.actions.exercises import exercises, start_payload
from bot.actions.hearing import LOSS, SURE_OF_A_QUESTION
from bot.actions.sentence import sentences
from bot.actions.sources import kept_days
from bot.actions.turn import Turn
from bot.actions.wording import labels, word_table


def stop(turn: Turn) -> None:
    """The person wants to stop: nothing is pressed on them."""
    coming_back.say_farewell(turn, "utter_stop")


def say_goodbye(turn: Turn) -> None:
    """A goodbye that says how to come back."""
    coming_back.say_farewell(turn, "utter_goodbye")


def _say(response: str) -> Callable[[Turn], None]:
    def answer(turn: Turn) -> None:
        turn.say(response)

    return answer


def _greet(turn: Turn) -> None:
    first = not turn.slot("greeted")
    turn.set("greeted", True)
    turn.say("utter_greet" if first else "utter_greet_again", days=kept_days(), tenant=tenants.in_short())


def _privacy(turn: Turn) -> None:
    turn.say("utter_ask_privacy", days=kept_days(), tenant=tenants.data_use())


def _leave_aside(turn: Turn) -> None:
    """What is not about work and learning; it may be a question in words the model does not know."""
    if question_meaning.ask_back(turn):
        return
    if asking.is_question(turn.said) and repair.is_known_door(turn.words):
        repair.send_elsewhere(turn)
    else:
        turn.say("utter_out_of_scope")


def _answer_language(turn: Turn) -> None:
    """Only to what is surely another language: "en supply chain?" after Dutch is a question like any other."""
    surely = languages.is_wished(turn.words) or languages.language_of(turn.words) or len(turn.typed()) <= 1
    if surely or not turn.words or turn.sureness("other_language") >= SURE_OF_A_QUESTION:
        languages.answer(turn)
    else:
        repair.send_elsewhere(turn)


def _offer_exercises(turn: Turn) -> None:
    """Which exercises there are, as buttons."""
    offered = labels()["exercise"]["offered"]
    buttons = [{"title": exercises()[id].title, "payload": start_payload(id)} for id in offered]
    turn.say("utter_exercises", buttons=buttons)
    turn.waits = True


def _explain_evc(turn: Turn) -> None:
    turn.say("utter_ask_evc", buttons=offers.buttons(("who_pays", "human")))


def _clarify(turn: Turn) -> None:
    """What was said last in fewer and simpler words; when there are none, what can be done here."""
    if not simpler.say(turn):
        turn.say("utter_what_i_do_en" if turn.slot("language") == "en" else "utter_what_i_do")


def _repeat(turn: Turn) -> None:
    """What we said last, because it was asked for."""
    heard = turn.last_heard()
    if heard:
        turn.say("utter_repeat", text=heard)
    else:
        turn.say("utter_what_next")


# What may be asked in passing: the answer is given and the form goes on where it was.
SIDE_QUESTIONS: dict[str, Callable[[Turn], None]] = {
    "ask_stap": budgets.answer_stap,
    "ask_budget": budgets.answer_budgets,
    "ask_training": trainings.answer_training,
    "ask_occupation": careers.answer_occupation,
    "ask_duration": trainings.answer_duration,
    "ask_chances": careers.answer_chances,
    "ask_evc": _explain_evc,
    "ask_test": _offer_exercises,
    "ask_help": _say("utter_what_i_do"),
    "show_data": own_data.show,
    "wipe_data": own_data.ask_to_wipe,
    "smalltalk": _say("utter_smalltalk"),
    "other_language": _answer_language,
    "ask_pay": caos.tell_pay,
    "ask_cost": trainings.answer_cost,
    "ask_service": services.answer,
    "ask_dismissal": _say("utter_ask_dismissal"),
    "cancel_booking": cancelling.ask_to_cancel,
    "share_place": near_place.ask,
    "ask_bot": tenants.answer,
    "ask_privacy": _privacy,
    "thank": _say("utter_thank"),
    "insult": _say("utter_insult"),
    "out_of_scope": _leave_aside,
}
# Not worth an answer when something else was said as well.
CHATTER = ("smalltalk", "thank", "insult", "out_of_scope", "other_language")
# Needs that are questions once help was given, or while booking: answered at once instead of remembered.
ANSWERABLE_NEEDS: dict[str, Callable[[Turn], None]] = {
    "need_geld_tijd": budgets.answer_budgets,
    "need_leren": trainings.answer_training,
}
# "en hoeveel is dat dan?" means whatever was asked last of these.
HOW_MUCH = ("ask_duration", "ask_cost", "ask_pay", "ask_dismissal")
SURE_OF_HOW_MUCH = 0.6
# Questions that are many and have one answer here, with what they are about: whoever asks on was not helped by it.
ONE_ANSWER = {
    "ask_dismissal": (("utter_ask_dismissal",), "ontslag"),
    "ask_pay": (("utter_ask_pay", "utter_pay_in_cao"), "loon"),
}
LATELY = 8  # things we said: about three turns
FRIGHTENS = ("ask_dismissal",)  # an answer about this to somebody who did not ask it does harm
VAGUE = ("ask_cost", "ask_help")  # what much sounds like that is about something else
FEW_WORDS = 6
MONEY = "need_geld_tijd"


def _is_said_by_others(turn: Turn, intent: str) -> bool:
    """Whether what sounds like it is what somebody else said: "mijn chef zei dat ik in mijn eigen tijd moet gaan"."""
    parts = [str(each["text"]) for each in turn.clauses if each["intent"] == intent and each.get("text")]
    of_others = [line for line in sentences(turn.words) if hearsay.is_of_others(line)]
    return bool(parts) and all(any(part in line for line in of_others) for part in parts)


def answer_aside(turn: Turn, intent: str) -> bool:
    """Answers a question asked in passing; False when it was none."""
    topic = turn.slot("topic")
    if intent in ANSWERABLE_NEEDS and _is_said_by_others(turn, intent):
        return False
    if intent in HOW_MUCH and topic in HOW_MUCH and turn.confidence < SURE_OF_HOW_MUCH:
        intent = topic
    if intent in VAGUE and _is_faint(turn, intent):
        return False
    if intent in FRIGHTENS and turn.words and turn.slot("status") == "self_employed":  # nobody can dismiss them
        return _says_unknown(turn, intent)
    if intent in FRIGHTENS and re.search(word_table("question_words")["says_nothing"], turn.said):  # "mag dat zomaar"
        return False
    if intent in FRIGHTENS and not (turn.is_button or _is_meant(turn, intent)):
        return False
    if turn.words and not fits(turn, intent):
        return _says_unknown(turn, intent)
    if intent == MONEY and turn.words and not re.search(labels()["answers"]["money"], turn.said):
        return False  # "dan hoef ik geen opleiding" asks for no scheme
    if intent == "ask_cost" and turn.words and _asks_for_courses(turn):
        intent = "ask_training"
    at_once = turn.slot("helped_needs") or turn.form == "booking_form"  # who is booking is not asked about a need
    answer = SIDE_QUESTIONS.get(intent) or (ANSWERABLE_NEEDS.get(intent) if at_once else None)
    if turn.value("code") == coming_back.NEW:
        answer = coming_back.give_code
    if answer is None:
        return False
    turn.set("topic", intent)
    if intent in ONE_ANSWER and turn.words and {*ONE_ANSWER[intent][0]} & {*turn.told_last(LATELY)}:
        repair.say_unknown(turn, [repair.human_button()], about=ONE_ANSWER[intent][1])
        return True
    answer(turn)
    return True


def _is_faint(turn: Turn, intent: str) -> bool:
    """Whether a longer message only sounds a little like this question: "naar de fysio op eigen kosten. mag dat"."""
    short = len(turn.words.split()) <= FEW_WORDS
    return bool(turn.words) and not short and turn.sureness(intent) < SURE_OF_A_QUESTION and not _asks_for_courses(turn)


def fits(turn: Turn, intent: str) -> bool:
    """Whether a question is about what its answer is about: by its own words, else by what is in hand.

    What somebody says they do not ask ("ik vroeg niet wat het kost") is none of its words.
    """
    subject = word_table("side_questions").get(intent)
    if subject is None or (subject.get("only_about") and intent not in turn.intents()):  # asked in a message before
        return True
    said = re.sub(word_table("questions")["reading"]["protests"], " ", turn.said)
    parts = asking.parts(said) or [said]  # "hoe lang duurt het en hoeveel dagen per week"
    if all(re.search(subject["else"], part) for part in parts):
        return False
    if "?" not in turn.said and not repair.may_ask(turn):  # "het duurt al maanden eigenlijk"
        return False
    if subject.get("only_about"):
        heard = (str(each["text"]).lower() for each in turn.clauses if each["intent"] == intent)
        return bool(re.search(subject["about"], " ".join(part for part in heard if part in said) or said))
    in_hand = turn.before("topic") == intent or any(turn.slot(each) for each in subject["in_hand"])
    return in_hand or turn.sureness(intent) >= SURE_OF_HOW_MUCH or bool(re.search(subject["about"], said))


def _says_unknown(turn: Turn, intent: str) -> bool:
    """To who asks something else than what it sounds like: who knows it. Nothing for a part of a message."""
    if intent != turn.intent:
        return False
    if asking.is_question(turn.said):
        repair.send_elsewhere(turn)
    else:
        turn.say("utter_not_understood")
    return True


def surely_asked(turn: Turn) -> str | None:
    """The question that a part of this message surely is, whatever else it tells."""
    asked = (intent for intent in turn.intents() if intent.startswith("ask_") and intent in SIDE_QUESTIONS)
    return next((intent for intent in asked if turn.sureness(intent) >= SURE_OF_A_QUESTION), None)


def _asks_for_courses(turn: Turn) -> bool:
    """ "Heb je nou opleidingen of niet?" names no money: it asks for the trainings themselves."""
    said = turn.said
    return bool(re.search(labels()["answers"]["courses"], said)) and not re.search(labels()["answers"]["money"], said)


def _is_meant(turn: Turn, intent: str) -> bool:
    """Whether it is surely asked, and about dismissal: who wants to stop on their own account asks something else."""
    words = re.search(labels()["answers"]["dismissal"], turn.said)
    near = LOSS in turn.slot("needs", []) or turn.before("topic") == intent
    return turn.sureness(intent) >= SURE_OF_HOW_MUCH and bool(words or near)


# Outside a form these have an answer too.
ANSWERS: dict[str, Callable[[Turn], None]] = {
    **SIDE_QUESTIONS,
    "greet": _greet,
    "goodbye": say_goodbye,
    "stop": stop,
    "think": _say("utter_take_your_time"),
    "repeat": _repeat,
    "ask_progress": _say("utter_ask_progress"),
    "ask_why": _privacy,
    "ask_clarify": _clarify,
    "affirm": _say("utter_what_next"),
    "deny": _say("utter_what_next"),
    "skip": _say("utter_what_next"),
    "dont_know": _say("utter_dont_know_needs"),
}
