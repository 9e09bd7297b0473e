"""Who plainly asks which money there is gets it at once, with what is known, and is not asked back first."""

from __future__ import annotations

import re

from bot.actions import budgets, kept_plan, offers, own_need, questions, sought, trainings
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import word_table

NEED, LEARN = "need_geld_tijd", "need_leren"
ALONE = "utter_question_own_training"  # what there is for who works for themselves
SHORT = 7  # words
LOOKS_BACK = 6  # messages: what a list is wanted of


def answer(turn: Turn) -> bool:
    """Shows the money, or the courses for a list without more words; False when nothing is asked so plainly."""
    wants = _wants(turn)
    if wants is None or questions.find_clear(turn):
        return False
    if turn.learnt("status") or turn.learnt("occupation"):  # with these it is another list
        turn.drop("helped", "budgets")
    if wants == "courses":
        trainings.answer_training(turn)
    elif turn.slot("status") == "self_employed":
        turn.say(ALONE, buttons=offers.buttons(("all_schemes", "human")))
    else:
        budgets.answer_budgets(turn)
    if not turn.slot("need_confirmed"):
        _take(turn, LEARN if wants == "courses" else NEED)
    return True


def _wants(turn: Turn) -> str | None:
    """What is asked for: "money", "courses", or nothing that is plain."""
    table, said = word_table("plain_asks"), turn.said
    if not said or re.search(table["else"], said):
        return None
    # in a first message it is a need like any other, unless a course and who pays is all it says
    is_short = len(said.split()) <= SHORT and re.search(table["one_course"], said)
    asks_on = (turn.in_form or is_short) and re.search(table["pays"], said)
    if re.search(table["money"], said) or asks_on:
        return "money"
    if re.search(table["course"], sought.text(turn).lower()) and turn.does("ask") and trainings.course_work(turn):
        return "courses"
    if not re.search(table["list"], said):
        return None
    before = " ".join(turn.typed()[-LOOKS_BACK:]).lower()
    if re.search(table["before"], before) or NEED in turn.slot("needs", []):
        return "money"
    return "courses" if catalogue().trainings.find(said) else None


def _take(turn: Turn, need: str) -> None:
    """What was asked is what they need, and had its answer: nothing is checked, and nothing of ours is asked."""
    own_need.let_lead(turn, [])
    turn.waits = True
    kept_plan.save(turn, need=need, own_words="" if turn.is_private else turn.words)
