"""What was chosen of a list that is behind us, put right: "mensen helpen heb ik nooit gezegd, ik zei uitleggen"."""

from __future__ import annotations

import re

from bot.actions import choosing, listing
from bot.actions.choosing import Heard
from bot.actions.exercises import OWN, Question, exercises
from bot.actions.turn import Turn
from bot.actions.wording import in_sentence, labels, word_table


def hear(turn: Turn) -> bool:
    """Takes out of the lists what somebody says they never said; False when the message is about none of it."""
    said = turn.said
    if turn.is_button or not turn.slot("exercise_answers") or not re.search(labels()["answers"]["not_said"], said):
        return False
    asked = [question for exercise in exercises().values() for question in exercise.questions]
    answered = [each for each in asked if listing.chosen(turn, each)]
    changed = [each for each in answered if change(turn, each, listing.heard(turn, each))]
    return bool(changed)


def change(turn: Turn, earlier: Question, heard: Heard) -> bool:
    """Takes out of an earlier list what is refused, or puts in its place what was meant: "ik zei loon"."""
    before = listing.chosen(turn, earlier)
    gone = [id_ for id_ in heard.refused if id_ in before]
    meant = heard.chosen if before and (gone or heard.instead) and heard.chosen != before else []
    if gone and not meant:
        meant = _own_instead(turn, earlier)
    if not gone and not meant:
        return False
    said = Heard(chosen=meant, refused=gone, instead=heard.instead and bool(heard.chosen))
    now = listing.change(turn, earlier, said)
    if gone:
        turn.say("utter_exercise_taken_out", gone=listing.in_words(earlier, gone))
    if now:
        turn.say("utter_exercise_stands", chosen=listing.in_words(earlier, now))
    return True


def _own_instead(turn: Turn, earlier: Question) -> list[str]:
    """What was said instead, as an answer in own words where the list takes those."""
    found = re.search(word_table("choosing")["said_instead"], turn.said) if earlier.more.get("own") else None
    own = choosing.own_part(found["own"]) if found else ""
    return [f"{OWN}{in_sentence(own)}"] if own else []
