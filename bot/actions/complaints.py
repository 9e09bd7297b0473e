"""Somebody says that we do not listen: what they asked last is answered, or we say that we do not know."""

from __future__ import annotations

import re

from bot.actions import asking, hearing, questions, recognition, refused_steps, repair, wished_work
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import word_table

LOOKS_BACK = 8  # messages
SHORTEST = 3  # words of a question that can be understood without what stood before it


def answer(turn: Turn) -> bool:
    """Answers a complaint that tells nothing to go on with; False when there is none, or it holds something new."""
    refuses = wished_work.is_refused(turn) or bool(refused_steps.find(turn.words).ids)
    tells_more = refuses or not hearing.only_angry(turn)
    if recognition.met_now(turn, "answers_last") is None or tells_more:
        return False
    asked = _asked_last(turn)
    checks = turn.slot("requested_slot") == "need_confirmed" and not recognition.was_asked_too_often(turn)
    if checks and asked is None:  # to "klopt dat?" it is a no
        return False
    turn.set("misses", 0)
    turn.waits = True
    if asked is None:
        turn.say("utter_last_none")
    elif found := questions.find_in(turn, asked):
        found(turn)
    else:
        turn.say("utter_last_not_known", asked=AsTyped(asked), where=repair.who_knows(turn, about=asked))
    return True


def _asked_last(turn: Turn) -> str | None:
    """The last question that was typed before this message and was not said against us."""
    for text in list(reversed(turn.typed()[:-1]))[:LOOKS_BACK]:
        if recognition.is_heavy(text):  # "wie moet het anders doen" asks us nothing
            continue
        parts = [part for part in asking.parts(text) if not recognition.complains(part)]
        asked = [part for part in parts if _is_question(part.lower()) and len(part.split()) >= SHORTEST]
        if asked:
            return " ".join(asked)
    return None


def _is_question(part: str) -> bool:
    return asking.is_question(part) or bool(re.search(word_table("recognition")["also_asks"], part))
