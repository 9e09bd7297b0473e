"""A step in the person's own words: what they are going to do, without what stands around it; and one taken back."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.actions import asking, dates
from bot.actions.sentence import sentences
from bot.actions.sources import database, now, today
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import day_in_words, with_capital, word_table
from guidance import plans

NO_STEPS = ("insult", "correct", "thank", "think", "resume")
DAYS_FOR_A_STEP = 6  # a step that waits longer than a week is seldom taken
MOST_ADDED = 3  # words in a sentence that only adds something: "1 dag"


def own_step_in(turn: Turn) -> str:
    """What the person says they are going to do, in their words; nothing for a question, a refusal or a complaint."""
    if turn.intent in NO_STEPS and not is_named(turn.words):
        return ""
    found: list[str] = []
    for each in sentences(turn.words):
        step = _step_in(turn, each) or _step_in_part(turn, each)
        if step or (found and len(each.split()) <= MOST_ADDED and not _is_filler(each) and "?" not in each):
            found.append(step or each)
    cut = " ".join(found)
    return cut if cut == turn.words.strip() else with_capital(cut)


def is_named(words: str) -> bool:
    """Whether a step is called one: "mijn stap is: ..."."""
    return bool(re.search(word_table("steps")["names_step"], words.lower()))


def is_sure(said: str) -> bool:
    """Whether words are a step whatever else the message could mean."""
    return is_named(said) or any(re.search(way, said.lower()) for way in word_table("steps")["sure_step"])


def tells_early(turn: Turn) -> bool:
    """Whether a step is told before it was asked for: "ik ga maandag UWV bellen"."""
    if turn.slot("step") is not None or not own_step_in(turn):
        return False
    table, said = word_table("steps"), turn.words.lower()
    return bool(re.search(table["early_step"], said)) or is_named(said)


def keep_early(turn: Turn) -> bool:
    """Keeps such a step, so that it is not asked any more; False when none is told."""
    if not tells_early(turn):
        return False
    keep(turn, AsTyped(own_step_in(turn)))
    return True


def is_own_plan(turn: Turn) -> bool:
    """Whether the person tells what they are going to do, and it is no talk with an adviser."""
    return bool(own_step_in(turn)) and bool(re.search(word_table("steps")["own_plan"], turn.words.strip().lower()))


def explain_chosen(turn: Turn) -> None:
    """The step that was chosen, and how one does it; an own step is read back."""
    step = str(turn.slot("step")).rstrip(" .") + "."
    kinds = word_table("steps")["steps"].values()
    ours = (each for each in kinds if (opening := each["text"].partition("{")[0]) and step.startswith(opening))
    alike = (each for each in kinds if re.search(each["said"], step.lower()))
    kind = next(iter((*ours, *alike)), None)
    read_back = AsTyped(step) if turn.slot("own_step") else step
    told = kind["explain"] if kind else ""
    turn.say("utter_step_explained" if kind else "utter_step_read_back", step=read_back, explain=told)


def keep(turn: Turn, text: str) -> None:
    """Makes this the step, with a day; "own" words stay as they were typed."""
    named = _named_day(text)
    day = named or dates.working_day(today() + timedelta(days=DAYS_FOR_A_STEP))
    turn.set("step", str(text))
    turn.set("own_step", isinstance(text, AsTyped) or None)
    turn.set("step_date", day.isoformat())
    turn.set("choosing", None)
    plans.save(database(), turn.conversation_id, step=str(text), step_date=day, now=now())
    turn.say("utter_step_on_day" if named else "utter_step_chosen", date=day_in_words(day))


def take_back(turn: Turn) -> bool:
    """Takes the step out of the plan, with an apology, when it was none: "das geen stap, ik heb niks gekozen"."""
    if not turn.slot("step") or not re.search(word_table("steps")["taken_back"], turn.words.lower()):
        return False
    for name in ("step", "own_step", "step_date", "plan_shown"):
        turn.set(name, None)
    turn.set("skipped", [name for name in turn.slot("skipped", []) if name != "step"])
    plans.save(database(), turn.conversation_id, step="", now=now())
    turn.say("utter_step_taken_back")
    return True


def bare(said: str) -> str:
    """What is said without "doe maar", "ok" and the like around it."""
    table = word_table("steps")
    said = re.sub(table["step_lead"], "", said.strip(), flags=re.IGNORECASE)
    return re.sub(table["step_trail"], "", said, flags=re.IGNORECASE).strip(" ,")


def _step_in(turn: Turn, sentence: str) -> str:
    table, said = word_table("steps"), bare(sentence)
    only_asks = turn.intent == "change_step" and said == sentence.strip()  # "ik ga een andere stap kiezen"
    if not said or only_asks or _is_filler(said) or asking.asks(sentence):
        return ""
    if re.search(table["no_step"], said.lower()):
        return ""
    likely = not turn.intent.startswith("ask_") and any(re.search(way, said.lower()) for way in table["own_step"])
    return said if likely or is_sure(said) or is_named(sentence) else ""


def _step_in_part(turn: Turn, sentence: str) -> str:
    """The part that is a step beside a question or a refusal: "geen school, ik ga bellen", "ik ga bellen, mag dat?"."""
    parts = re.split(word_table("steps")["part_ends"], sentence)
    return next((step for part in parts if len(parts) > 1 and (step := _step_in(turn, part))), "")


def _is_filler(said: str) -> bool:
    return bool(re.fullmatch(word_table("steps")["filler"], said.lower().strip(" .!,")))


def _named_day(text: str) -> date | None:
    """The day the person names in their own step: "ik ga zaterdag bellen"."""
    asked = dates.when(text, today()) if isinstance(text, AsTyped) else None
    if asked is None or asked.day is None or asked.day < today():
        return None
    begun = asked.until not in (None, date.max) and asked.day == today()  # "deze week nog" has until its end
    return asked.until if begun else asked.day
