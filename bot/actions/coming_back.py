"""Coming back another day or elsewhere: the code that opens this conversation again, and the welcome."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from bot.actions import agreed
from bot.actions.fact_slots import FACTS
from bot.actions.sources import AMSTERDAM, database, now
from bot.actions.turn import Turn
from bot.actions.wording import day_in_words, label, labels
from guidance import resume_codes

WORTH_COMING_BACK_TO = ("needs", "occupation", "exercise_answers", *FACTS)
# What the entity `code` says: the person wants a code, or came here with one (connectors/messages.py).
NEW, USED = "new", "used"
LEAVE = "leave"


def say_farewell(turn: Turn, response: str) -> None:
    """A goodbye with the code, when something was said that is worth coming back to; else a code for who wants one."""
    agreed.say(turn)
    if not any(turn.slot(name) not in (None, [], {}) for name in WORTH_COMING_BACK_TO):
        turn.say(response, buttons=[_code_button("code")])
        return
    turn.say(response)
    until = resume_codes.open_until(database(), turn.conversation_id, now())
    if until is None:
        give_code(turn)
    else:  # another code would make the one that was written down worthless
        turn.say("utter_resume_code_works", date=_last_day(until), buttons=[_code_button("new_code")])


def ask_to_leave(turn: Turn) -> None:
    """Asks whether to stop, when that was hardly heard; a yes stops."""
    turn.set("pending", LEAVE)
    yes = {"title": label("coming_back", "stop"), "payload": "/affirm"}
    turn.say("utter_ask_to_stop", buttons=[yes, {"title": label("coming_back", "go_on"), "payload": "/resume"}])
    turn.waits = True


def goes_on_after_all(turn: Turn) -> bool:
    """Whether somebody did not mean to stop: "nee ik wou juist door"."""
    return bool(re.search(labels()["answers"]["goes_on_after_all"], turn.said))


def leave(turn: Turn) -> None:
    """Stops after the yes; what was answered is kept."""
    say_farewell(turn, "utter_stop")
    turn.leaves = True


def give_code(turn: Turn) -> None:
    """A new code, what it is for, and that whoever has it can read along."""
    at = now()
    code = resume_codes.issue(database(), turn.conversation_id, at)
    turn.say("utter_resume_code", code=code, date=_last_day(at + resume_codes.LIFETIME))


def welcome(turn: Turn) -> None:
    """Puts a welcome in front of what is said to who came back with a code."""
    if turn.value("code") == USED:
        turn.preface = label("coming_back", "welcome")


def _code_button(name: str) -> dict[str, str]:
    return {"title": label("coming_back", name), "payload": f'/goodbye{{"code": "{NEW}"}}'}


def _last_day(until: datetime) -> str:
    """The last day on which the code works from morning to night."""
    return day_in_words((until.astimezone(AMSTERDAM) - timedelta(days=1)).date())
