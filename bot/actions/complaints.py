"""Somebody says that we do not listen: what they asked last is answered, or we say that we do not know."""

from __future__ import annotations

import re

from bot.actions import (
    answers,
    asking,
    hearing,
    plain_moves,
    questions,
    recognition,
    refused_steps,
    repair,
    wished_work,
)
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import word_table

LOOKS_BACK = 8  # messages
SHORTEST = 3  # words of a question that can be understood without what stood before it


def answer(turn: Turn) -> bool:
    """Answers a complaint that tells nothing to go on with; False when there is none, or it holds something new."""
    if turn.intent == "goodbye":  # "dat zei je al. doei"
        return False
    refuses = wished_work.is_refused(turn) or bool(refused_steps.find(turn.words).ids)
    answers_ours = bool(turn.entities(str(turn.slot("requested_slot"))))  # "mbo 4 zei ik net al"
    tells_more = refuses or answers_ours or not hearing.only_angry(turn)
    if recognition.met_now(turn, "answers_last") is None or tells_more:
        return False
    asked = question_in(turn.words) or asked_last(turn)
    checks = turn.slot("requested_slot") == "need_confirmed" and not recognition.was_asked_too_often(turn)
    if checks and asked is None:  # to "klopt dat?" it is a no
        return False
    turn.set("misses", 0)
    turn.waits = True
    if asked is None:
        turn.say("utter_last_none")
    else:
        _answer_asked(turn, asked)
    return True


def answer_last(turn: Turn) -> bool:
    """Sorry, and the question of this message or the last before it is answered; False when none was asked."""
    asked = question_in(turn.words) or asked_last(turn)
    if asked is None:
        return False
    turn.say("utter_feel_not_listening")
    _answer_asked(turn, asked)
    return True


def _answer_asked(turn: Turn, asked: str) -> None:
    if found := plain_moves.find(turn) or questions.find_in(turn, asked):
        found(turn)
    elif asked in turn.words and (heard := answers.surely_asked(turn)):  # what only the model hears: "bestaat STAP nog"
        answers.answer_aside(turn, heard)
    else:
        turn.say("utter_last_not_known", asked=AsTyped(asked), where=repair.who_knows(turn, about=asked))


def elsewhere(turn: Turn) -> str:
    """Who knows what was asked last, for who does not want to go where we sent them; nothing when that is the same."""
    asked = asked_last(turn)
    where = repair.who_knows_of(turn, asked) if asked else ""
    return "" if where in turn.last_heard() else where


def asked_last(turn: Turn) -> str | None:
    """The last real question that was typed before this message."""
    texts = list(reversed(turn.typed()[:-1]))[:LOOKS_BACK]
    return next((asked for text in texts if (asked := question_in(text))), None)


def question_in(text: str) -> str | None:
    """What a text really asks us: nothing that is said against us, and no sigh in the shape of a question."""
    if recognition.is_heavy(text):  # "wie moet het anders doen" asks us nothing
        return None
    parts = [part for part in asking.parts(text) if not recognition.complains(part)]
    return " ".join(part for part in parts if _is_question(part.lower()) and len(part.split()) >= SHORTEST) or None


def _is_question(part: str) -> bool:
    table = word_table("recognition")
    asks = asking.is_question(part) or re.search(table["also_asks"], part)
    return bool(asks) and not re.search(f"{table['sighs']}|{word_table('questions')['reading']['no_questions']}", part)
