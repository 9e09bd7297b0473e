"""The day of the step in the plan, as it is put right in words: "niet woensdag, morgen", "ik zeg zaterdag"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.actions import dates, days, kept_plan, moves, own_steps, step_day, summary, weekend
from bot.actions.refused_steps import CHANGE_STEP
from bot.actions.sentence import sentences
from bot.actions.sources import today
from bot.actions.turn import Turn
from bot.actions.wording import day_in_words, label, labels
from guidance.slots import read_key

PENDING = weekend.ASKS_DAY
FEW_WORDS = 8  # of a message that says nothing but the day


def answer(turn: Turn) -> bool:
    """The day that was asked for; False when the message names none."""
    day = day_in(turn.words) if turn.words else None
    if day is None and turn.words and (day := own_steps.leave_day_open(turn)):
        keep(turn, day)
        return True
    if day is None:
        return False
    if keep(turn, day):
        if turn.slot("plan_shown"):
            summary.show(turn, "utter_plan_changed")
        else:
            turn.say("utter_step_on_day", date=day_in_words(day))
    return True


def hear(turn: Turn, corrects: bool = False) -> list[str]:
    """ "Doe de datum maar 9 december", "niet 2 december maar 9 december", or only that the day is wrong.

    `corrects`: something else in the plan is put right too, so that a day beside it is the day of the step.
    """
    patterns = labels()["step_day"]
    of_day = moves.makes(turn, "moment", "change_plan", "step") or moves.part_that_makes(turn, "moment")
    tells_day = turn.slot("plan_shown") and of_day
    corrects = corrects or bool(tells_day and not turn.slot("offered"))  # "zondag is het dicht. ik kan dinsdag"
    lines = [each for each in sentences(own_steps.final(turn.said)) if _may_be_step_day(each)]
    ways = [patterns["surely"], *([] if turn.slot("offered") else [patterns["leads"]])]
    surely = [each for each in lines if any(re.search(way, each) for way in ways)]
    said = " ".join(lines)
    if not said or not turn.slot("step"):
        return []
    refused, kept = _not_but(" ".join(surely) if any(map(day_in, surely)) else said)
    day = day_in(kept)
    surely = surely or (lines if corrects or re.search(patterns["says_day"], said) and not turn.slot("offered") else [])
    not_day = days.day_in(refused, today()) if refused else None
    instead = _is_step_day(turn, not_day) or (not_day is not None and not turn.slot("offered"))
    if day is None or not (instead or surely or re.search(patterns["about"], said)):
        day = _instead_of_step_day(turn, said)
    if day:
        return [told(day)] if keep(turn, day) else []
    vague = bool(surely) and step_day.is_vague(said)
    if vague or (day_in(kept) is None and re.search(patterns["wrong"], said)):
        ask(turn, "utter_ask_step_day")
    return []


def stands_already(turn: Turn) -> bool:
    """ "Dinsdag bedoel ik, niet vrijdag", when the step stands on that Tuesday: that is said, and nothing changes."""
    step_date, offered = turn.slot("step_date"), turn.slot("offered")
    if not step_date or offered or not turn.words or len(turn.words.split()) > FEW_WORDS:
        return False
    asked = dates.when(turn.words, today())
    insists = re.search(labels()["step_day"]["insists"], turn.said)
    if asked is None or asked.day != date.fromisoformat(step_date) or not (asked.never or insists):
        return False
    turn.say("utter_step_day_stands", date=day_in_words(asked.day))
    return True


def _may_be_step_day(said: str) -> bool:
    """Whether a sentence is not about the appointment, nor a question."""
    patterns = labels()["step_day"]
    if re.search(patterns["ends_on"], said):  # "mijn contract stopt 31 december"
        return False
    return not re.search(patterns["surely_not" if re.search(patterns["surely"], said) else "not_about"], said)


def day_in(said: str) -> date | None:
    """The day that is named, or one that is past, so that this can be said; the last one of two."""
    said = re.sub(labels()["step_day"]["called"], " ", said, flags=re.IGNORECASE)
    if step_day.is_vague(said):
        return None
    parts = [day for each in sentences(said) if (day := step_day.said_in(each) or days.day_in(each.lower(), today()))]
    return parts[-1] if parts else None


def _instead_of_step_day(turn: Turn, said: str) -> date | None:
    """ "Woensdag kan ik niet, doe maar vrijdag daarop", when it is the step that is on that Wednesday."""
    if rather := re.search(labels()["step_day"]["rather"], said.strip(" .!")):
        mine = _is_step_day(turn, days.day_in(rather["refused"], today())) and _plan_is_in_view(turn)
        return days.day_in(rather["kept"], today()) if mine else None
    found = re.search(labels()["step_day"]["cannot"], said)
    refused = days.day_in(said[: found.end()], today()) if found else None
    if found is None or not _is_step_day(turn, refused) or _is_offered(turn, refused):
        return None
    rest = said[found.end() :]
    monday = max(today(), refused - timedelta(days=refused.weekday())) if refused else today()
    after = refused if refused and re.search(labels()["step_day"]["after_it"], rest) else monday
    return days.day_in(rest, after)


def _plan_is_in_view(turn: Turn) -> bool:
    """Whether the plan was shown in the turn before, or no moment stands beside it on the day of the step."""
    shown = any(button["payload"].startswith(f"/{CHANGE_STEP}") for button in turn.before("shown") or ())
    step_date = turn.slot("step_date")
    return shown or not (step_date and _is_offered(turn, date.fromisoformat(step_date)))


def _is_offered(turn: Turn, day: date | None) -> bool:
    """Whether a moment with an adviser on that day stands on the screen: then it is that moment that does not suit."""
    return day in [read_key(key)[1].date() for key in turn.slot("offered", [])]


def _not_but(said: str) -> tuple[str, str]:
    """What does not hold and what does: "niet 2 december maar 9 december"."""
    found = re.search(labels()["correct"]["not_but"], said) or re.search(labels()["step_day"]["not_but"], said)
    if found is None or days.day_in(found[0], today()) is None:  # "vrijdag. dat heb ik niet gezegd, alleen ..."
        return "", said
    return found[0], said[found.end() :]


def _is_step_day(turn: Turn, day: date | None) -> bool:
    return day is not None and day.isoformat() == turn.slot("step_date")


def told(day: date) -> str:
    """The day of the step, in a sentence."""
    return label("plan", "on_day").format(date=day_in_words(day))


def keep(turn: Turn, day: date) -> bool:
    if day < today():
        ask(turn, "utter_step_day_past")
        return False
    turn.set("step_date", day.isoformat())
    kept_plan.save(turn, step_date=day)
    _move_in_words(turn, day)
    return True


def _move_in_words(turn: Turn, day: date) -> None:
    """The one word for the day in the words of the step is the new day, and nothing else: the plan names one day."""
    step, names = str(turn.slot("step") or ""), labels()["calendar"]["days"]
    name = names[day.weekday()]
    if len(days.weekdays_in(step.lower())) == 1:
        moved = re.sub(rf"\b(?:{'|'.join(names)})", name, step, flags=re.IGNORECASE)
    else:
        moved = re.sub(labels()["step_day"]["soon"], name, step, count=1, flags=re.IGNORECASE)
    if moved != step:
        turn.set("step", moved)
        kept_plan.save(turn, step=moved, step_date=day)


def ask(turn: Turn, response: str) -> None:
    turn.set("pending", PENDING)
    turn.say(response)
    turn.waits = True
