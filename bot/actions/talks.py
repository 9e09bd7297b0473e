"""What a person says about the talk they had with an adviser: two questions, answered by button, never pressed on."""

from __future__ import annotations

from bot.actions.sources import database, now
from bot.actions.turn import Turn
from bot.actions.wording import label
from guidance import follow_ups

ANSWERS = ("yes", "some", "no")


def hear(turn: Turn) -> bool:
    """Keeps an answer and asks the second question after the first; False when no such button was pressed."""
    useful, step = turn.value("useful"), turn.value("next_step")
    if useful in ANSWERS:
        follow_ups.answer(database(), turn.conversation_id, now(), useful=useful)
        buttons = [
            {"title": label("talk", answer), "payload": f'/inform{{"next_step": "{answer}"}}'} for answer in ANSWERS
        ]
        turn.say("utter_ask_next_step", buttons=buttons)
        turn.waits = True
        return True
    if step in ANSWERS:
        follow_ups.answer(database(), turn.conversation_id, now(), next_step=step)
        turn.say("utter_talk_thanks" if step == "yes" else "utter_talk_thanks_help")
        return True
    return False
