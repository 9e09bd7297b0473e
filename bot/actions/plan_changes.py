"""What the person changes in their plan in words: the day of the step, what was found, a fact, or the step itself."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.actions import (
    choosing,
    correcting,
    days,
    own_steps,
    plan_additions,
    refused_steps,
    refusing,
    replacing,
    step_day,
    step_fits,
    summary,
)
from bot.actions.sentence import sentences
from bot.actions.sources import database, now, today
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import day_in_words, label, labels, sentence_list, word_table
from guidance import plans
from guidance.slots import read_key

PENDING = own_steps.ASKS_DAY
OFFERS = ("ask_training", "ask_occupation", "ask_test")  # who wants one of these not is not offered more of them
CHANGE_STEP = refused_steps.CHANGE_STEP
REACHING = "contact_"  # questions to which "ik ben Bakker" is a name


def hear(turn: Turn) -> bool:
    """Changes what was said and shows the plan again, or turns down a kind of help; False when it is about neither."""
    if turn.is_button or not turn.words:
        return False
    if refused_steps.hear(turn):
        return True
    kind = refusing.hear_help(turn)
    if kind is None and turn.form != "booking_form" and _declines_human(turn):
        return True
    named = re.search(word_table("correcting")["about_plan"], turn.words.lower())
    shown = summary.exists(turn) and bool(turn.slot("plan_shown") or named)
    if kind == "human" and turn.form == "booking_form":  # a no to the offer of moments
        return False
    if kind in ("training", refusing.LOAN) and shown:
        summary.show(turn, "utter_plan_changed")
        return True
    if shown and _change(turn):
        return True
    if not shown and (put_in := plan_additions.hear(turn)):
        turn.say("utter_put_in_plan", words=AsTyped(put_in))
        return True
    if kind or _wants_none(turn):
        turn.say("utter_turned_down_human" if kind == "human" else "utter_left_out")
        return True
    return _takes_out(turn)


def _declines_human(turn: Turn) -> bool:
    """A human or an appointment that is refused in a part of the message: noted; True when nothing else is said."""
    declined = refusing.declines(turn.words)
    if "phone" in declined.kinds:
        refusing.refuse_phone(turn)
    if not declined.kinds & {"human", "appointment"}:
        return False
    refusing.refuse_human(turn)
    if declined.rest:
        turn.goes_on_with(declined.rest)
        return False
    turn.say("utter_turned_down_human")
    return True


def hear_day(turn: Turn) -> bool:
    """The day that was asked for; False when the message names none."""
    day = _day_in(turn.words) if turn.words else None
    if day is None and turn.words and (day := own_steps.leave_day_open(turn)):
        _set_day(turn, day)
        return True
    if day is None:
        return False
    if _set_day(turn, day):
        if turn.slot("plan_shown"):
            summary.show(turn, "utter_plan_changed")
        else:
            turn.say("utter_step_on_day", date=day_in_words(day))
    return True


def _change(turn: Turn) -> bool:
    """Everything the message changes in the plan that was shown, read back in one sentence above the new plan."""
    told = _hear_step(turn) or _hear_day(turn)
    if turn.waits:  # which day, is asked first
        return True
    told += _hear_facts(turn)
    if not turn.learnt("occupation"):  # "ik ben tegelzetter" asks for no course of that name
        told += _in_words(replacing.hear(turn))
    if not told and (put_in := plan_additions.hear(turn)):
        told.append(label("plan", "put_in").format(titles=f"“{put_in}”"))
    refused = not told and refusing.hear(turn)
    if step_fits.drop(turn):
        turn.say("utter_step_does_not_fit", facts=" ".join(told))
        turn.set("detour", CHANGE_STEP)
    elif not (told or refused) and _is_not_there(turn):
        summary.show(turn, "utter_not_in_plan")
    elif told or refused:
        summary.show(turn, "utter_plan_corrected" if told else "utter_plan_changed", facts=" ".join(told))
    else:
        return False
    return True


def _is_not_there(turn: Turn) -> bool:
    """Whether something is to be taken out of the plan that does not stand in it."""
    return replacing.takes_something_out(turn.words.lower())


def _hear_facts(turn: Turn) -> list[str]:
    """The facts that are told otherwise now; what is given as a name stays a name."""
    names = str(turn.slot("requested_slot") or "").startswith(REACHING) and turn.form == "booking_form"
    if names and not re.search(word_table("correcting")["about_plan"], turn.words.lower()):
        return []
    return correcting.hear_values(turn)


def _takes_out(turn: Turn) -> bool:
    """ "Haal leidinggevende weg" before there is a plan: it is about what was found, and no wish to wipe everything."""
    refusing.hear(turn)  # also of a message that is about something else: "niet teamleider, heftruck. wie betaalt?"
    if not replacing.takes_something_out(turn.words.lower()):
        return False
    if not replacing.hear(turn) and turn.intent != "wipe_data":
        return False
    turn.say("utter_left_out")
    return True


def _in_words(changed: replacing.Changed) -> list[str]:
    told = {"left_out": changed.out, "put_in": changed.put_in}
    return [label("plan", name).format(titles=sentence_list(list(titles))) for name, titles in told.items() if titles]


def _wants_none(turn: Turn) -> bool:
    """ "Heftruck wil ik niet", which asks for no courses."""
    return turn.intent in OFFERS and bool(re.search(labels()["answers"]["wants_none"], turn.words.lower()))


def _hear_step(turn: Turn) -> list[str]:
    """Another step than the one that stands in the plan: "o wacht, toch liever het Werkcentrum bellen, donderdag"."""
    table, said = word_table("steps"), turn.words.lower()
    step = own_steps.own_step_in(turn) if turn.slot("step") and not choosing.wants_human(turn) else ""
    changes = re.search(table["changes_step"], said) or re.search(table["asks_or_calls"], step.lower())
    is_one = changes and re.search(table["of_something"], step.lower())
    is_called_one = own_steps.is_named(said) and re.search(table["calls_it"], said)
    if not step or not (is_one or is_called_one):
        return []
    before = turn.slot("step_date")
    day = own_steps.store(turn, AsTyped(step), step)
    if day and before and step_day.said_in(step) is None:  # the day they chose stays
        _set_day(turn, max(date.fromisoformat(before), today()))
    if day is None:
        _ask_day(turn, "utter_ask_step_day")
    return [label("plan", "new_step").format(step=str(turn.slot("step")).rstrip("."))]


def _hear_day(turn: Turn) -> list[str]:
    """ "Doe de datum maar 9 december", "niet 2 december maar 9 december", or only that the day is wrong."""
    patterns = labels()["step_day"]
    lines = [each for each in sentences(own_steps.final(turn.words.lower())) if _may_be_step_day(each)]
    surely = [each for each in lines if re.search(patterns["surely"], each)]
    said = " ".join(lines)
    if not said or not turn.slot("step"):
        return []
    refused, kept = _not_but(" ".join(surely) if any(map(_day_in, surely)) else said)
    day = _day_in(kept)
    instead = bool(refused) and _is_step_day(turn, days.day_in(refused, today()))
    if day is None or not (instead or surely or re.search(patterns["about"], said)):
        day = _instead_of_step_day(turn, said)
    if day:
        return [label("plan", "on_day").format(date=day_in_words(day))] if _set_day(turn, day) else []
    vague = bool(surely) and step_day.is_vague(said)
    if vague or (_day_in(kept) is None and re.search(patterns["wrong"], said)):
        _ask_day(turn, "utter_ask_step_day")
    return []


def _may_be_step_day(said: str) -> bool:
    """Whether a sentence is not about the appointment, nor a question."""
    patterns = labels()["step_day"]
    return not re.search(patterns["surely_not" if re.search(patterns["surely"], said) else "not_about"], said)


def _day_in(said: str) -> date | None:
    """The day that is named, or one that is past, so that this can be said; the last one of two."""
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
    found = re.search(labels()["correct"]["not_but"], said)
    return (found.group(0), said[found.end() :]) if found else ("", said)


def _is_step_day(turn: Turn, day: date | None) -> bool:
    return day is not None and day.isoformat() == turn.slot("step_date")


def _set_day(turn: Turn, day: date) -> bool:
    if day < today():
        _ask_day(turn, "utter_step_day_past")
        return False
    turn.set("step_date", day.isoformat())
    plans.save(database(), turn.conversation_id, step_date=day, now=now())
    return True


def _ask_day(turn: Turn, response: str) -> None:
    turn.set("pending", PENDING)
    turn.say(response)
    turn.waits = True
