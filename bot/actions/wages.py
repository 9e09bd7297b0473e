"""The least that somebody of an age must be paid: more is in the cao of the work."""

from __future__ import annotations

from bot.actions import introductions, once, repair
from bot.actions.fact_slots import ADULT
from bot.actions.turn import Turn
from bot.actions.wording import word_table

ADULT_WAGE = 21  # years: from here on the minimum wage is whole


def age_in(turn: Turn) -> int | None:
    """The age that is known, or that this message tells."""
    known: int | None = turn.slot("age")
    return known if known is not None else introductions.age_in(turn.said)


def is_minor(turn: Turn) -> bool:
    """Whether somebody is known to be younger than eighteen."""
    age = age_in(turn)
    return age is not None and age < ADULT


def of(turn: Turn) -> str | None:
    """The least per hour for the age of the person; None when the age is not known, or not in the table."""
    age = age_in(turn)
    return None if age is None else _table().get(min(age, ADULT_WAGE))


def tell(turn: Turn) -> None:
    """The least per hour, of the age of the person, else of an adult."""
    age, wage, where = age_in(turn), of(turn), repair.who_knows(turn, "rights")
    if wage is None or age is None or age >= ADULT_WAGE:
        once.tell(turn, "wage", "utter_question_adult_wage", where, wage=_table()[ADULT_WAGE])
    else:
        once.tell(turn, f"wage {age}", "utter_question_youth_wage", where, age=age, wage=wage)


def _table() -> dict[int, str]:
    table: dict[int, str] = word_table("work_questions")["wages"]
    return table
