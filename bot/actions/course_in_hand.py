"""The training that is talked about: what is asked on about it ("en als ie nee zegt") is answered with its name.

When one is in hand, and what is asked, stands in bot/data/course_questions.yml.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.actions import budgets, no_boss, offers, pointing, trainings
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import label, responses, word_table
from knowledge.career_schema import Training

LOOKS_BACK = 8  # things we said
MOST_TOLD = 2  # trainings of which one line each is told
ON_THE_JOB = "bbl"
SEEN = "budgets"


def is_in_hand(turn: Turn) -> bool:
    """Whether a training, or who pays for one, is what we spoke of last; while a moment is chosen nothing is."""
    if turn.form == "booking_form":
        return False
    about = (each for each in reversed(turn.told_last(LOOKS_BACK)) if _is(each, "course") or _is(each, "other"))
    return _is(next(about, ""), "course")


def _is(response: str, what: str) -> bool:
    return bool(re.match(word_table("course_questions")["in_hand"][what], response))


def tell(turn: Turn, what: str) -> None:
    """What is asked, for this training and for how this person works."""
    courses = _courses(turn)
    learnt_on_job = bool(courses) and all(ON_THE_JOB in each.modes for each in courses)
    ways = [f"utter_course_{what}_{who}" for who in (*_whose(turn), *(("on_the_job",) if learnt_on_job else ()))]
    response = next((each for each in ways if each in responses().names()), f"utter_course_{what}")
    turn.say(response, name=_name(courses), buttons=offers.buttons(("human",)))


def tell_ways(turn: Turn) -> None:
    """How and when one learns it; the school knows of evenings."""
    courses = [each for each in _courses(turn) if each.modes][:MOST_TOLD]
    told = [f"{each.name}: {trainings.modes_of(each)}" for each in courses]
    if told:
        source = trainings.origin_of(courses)
        turn.say("utter_course_ways", ways=". ".join(told), source=source, buttons=offers.buttons(("human",)))
    else:
        tell(turn, "evening")


def tell_money(turn: Turn) -> None:
    """Who could pay for who cannot; what else there is for who saw that already."""
    if SEEN in turn.slot("helped", []):
        tell(turn, "no_money")
    else:
        budgets.answer_budgets(turn)


def _courses(turn: Turn) -> list[Training]:
    """What is meant of those that were shown last, else one that was named before; none where we know nothing of it."""
    told = next((each for each in reversed(turn.told_last(LOOKS_BACK)) if _is(each, "course")), "")
    if _is(told, "unknown"):
        return []
    shown = pointing.among(turn, trainings.shown(turn))
    named = (catalogue().trainings.find(text)[:1] for text in reversed(turn.typed()[-LOOKS_BACK:]))
    return shown or next((each for each in named if each), [])


def _name(courses: Sequence[Training]) -> str:
    return courses[0].name if len(courses) == 1 else label("these_trainings" if courses else "this_course")


def _whose(turn: Turn) -> tuple[str, ...]:
    """How this person works, by the end of the name of a response."""
    status, benefit = turn.slot("status"), turn.slot("benefit")
    if status == "flex_agency":
        return ("agency",)
    if status in no_boss.ALONE:
        return "alone", "no_boss"
    without = status in no_boss.OUT_OF_WORK or (status is None and benefit in no_boss.BENEFITS)
    return ("no_boss",) if without else ()
