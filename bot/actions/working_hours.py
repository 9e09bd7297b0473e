"""When and how much one works in the work that is talked about: few hours, evenings, and where its vacancies are.

What is told of a sector stands in bot/data/working_hours.yml; how many people work few hours in it comes from CBS.
"""

from __future__ import annotations

from bot.actions import moves, offers, work_in_hand
from bot.actions.turn import Turn
from bot.actions.wording import word_table
from knowledge.career_schema import Occupation

TOLD = "utter_working_hours"


def tell(turn: Turn) -> None:
    """Whether few hours are usual there, and at what times one works; in general where no work is talked about."""
    work, buttons = work_in_hand.of(turn), offers.buttons(("human",))
    told = word_table("working_hours")["sectors"].get(work.sector if work else "")
    if work is None or told is None:
        turn.say("utter_question_part_time_there", buttons=buttons)
        return
    if moves.makes(turn, "pick", "wish"):  # "gastvrouw lijkt me leuk! kan dat parttime"
        turn.set("wished_occupation", work.id)
    response = "utter_working_hours_again" if TOLD in turn.told_before() else TOLD
    turn.say(response, name=work.name, hours=told["hours"], times=times(work), buttons=buttons)


def times(work: Occupation) -> str:
    """When one works: in the words of its sector, unless this work has other times than that."""
    sector, general = word_table("working_hours")["sectors"].get(work.sector, {}), word_table("work_asked")
    if work.asks is None or work.asks.evenings in sector.get("of", ()):
        return str(sector.get("times", ""))
    return str(general["aspects"]["evenings"]["told"][work.asks.evenings]["also"])


def tell_vacancies(turn: Turn) -> None:
    """Where the vacancies are for the work that is talked about."""
    work, place = work_in_hand.of(turn), turn.slot("place")
    if work is None:
        turn.say("utter_question_vacancies", buttons=offers.buttons(("human",)))
        return
    response = "utter_vacancies_near" if place else "utter_vacancies_for"
    turn.say(response, name=work.name, place=place, buttons=offers.buttons(("human",)))
