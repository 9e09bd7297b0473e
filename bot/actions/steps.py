"""One small step with a date, of the person's own choosing; what they say themselves is kept as they said it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from bot.actions import budgets, dates, pending, refusing, repair, schemes, step_fits
from bot.actions.forms import Form
from bot.actions.sentence import sentences
from bot.actions.sources import catalogue, database, now, today
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import day_in_words, label, labels, word_table
from guidance import agreements, plans

MOST_STEPS = 3
MOST_WORDS_OF_A_NO = 6
NO_STEPS = ("insult", "correct", "thank", "think", "resume")
DAYS_FOR_A_STEP = 6  # a step that waits longer than a week is seldom taken
AGREED = "agreed"  # the step that was agreed with a human
HINT = "step_hint"  # among the questions that were asked: the one step that was proposed
OF = ":"  # between a step and the training or work it is about, in what a button sends

Step = dict[str, Any]


class StepForm(Form):
    """Offers steps that fit the needs; the person chooses one, or names their own."""

    form = "step_form"

    def open_questions(self, turn: Turn) -> list[str]:
        """Only the step."""
        return ["step"] if turn.slot("step") is None and "step" not in turn.slot("skipped", []) else []

    def ask(self, turn: Turn, question: str, again: bool) -> None:
        """Offers the steps as buttons; for the step that was chosen, the trainings or the work it can be about."""
        if step := word_table("steps")["steps"].get(turn.slot("choosing") or ""):
            _ask_which(turn, turn.slot("choosing"), step["of"])
            return
        buttons = [_button(step["title"], step["id"]) for step in steps_for(turn)]
        turn.say("utter_ask_step_again" if again else "utter_ask_step", buttons=buttons)

    def read(self, turn: Turn, question: str, known: set[str]) -> bool:
        """A button, a number, the name of a step, or a step in the person's own words."""
        if refusing.hear(turn):
            turn.set("choosing", None)
            turn.say("utter_left_out")
        elif chosen := str(turn.value("step") or _spoken_choice(turn) or ""):
            _choose(turn, chosen)
        elif own := own_step_in(turn):
            keep(turn, AsTyped(own))
        elif pending.says_yes(turn) and (proposed := _only_shown(turn)):
            _choose(turn, proposed)
        elif _wants_no_step(turn):
            turn.add("skipped", "step")
            turn.say("utter_skipped")
        else:
            return False
        return True

    def keep_beside(self, turn: Turn) -> None:
        """A step in the person's own words: "ik bel vrijdag een collega. Is mijn hypotheek een beletsel?"."""
        if (own := own_step_in(turn)) and _is_surely_step(own):
            keep(turn, AsTyped(own))

    def _answer_instead(self, turn: Turn, question: str) -> str | None:
        """Asking for another step while choosing one: an own step may be typed. Who does not know gets a proposal."""
        if turn.intent == "dont_know" and HINT not in turn.slot("asked", []):
            _propose(turn)
            return turn.intent
        if turn.intent != "change_step":
            return super()._answer_instead(turn, question)
        turn.say("utter_own_step_too")
        return turn.intent


def _wants_no_step(turn: Turn) -> bool:
    """A no to the step; "nee niet zorg, logistiek. is daar veel werk?" goes on about something else."""
    short = len(turn.words.split()) <= MOST_WORDS_OF_A_NO and not repair.is_question(turn)
    return pending.says_no(turn) and short


def steps_for(turn: Turn) -> list[Step]:
    """The steps for the person's needs, in turn, without doubles."""
    table = word_table("steps")
    needs: list[str] = turn.slot("needs", []) or ["any"]
    columns = [table["needs"].get(need, []) for need in needs]
    ids = [column[row] for row in range(MOST_STEPS) for column in columns if row < len(column)]
    known = dict.fromkeys([*ids, *table["needs"]["any"]])
    steps = [{"id": step, **table["steps"][step]} for step in known if _fits(turn, step, table["steps"][step])]
    return [*_agreed_step(turn), *steps][:MOST_STEPS]


def _agreed_step(turn: Turn) -> list[Step]:
    """What was agreed in the last talk with a human, when there was one: it comes first."""
    agreed = agreements.of_last_talk(database(), turn.conversation_id)
    if agreed is None:
        return []
    title = label("waiting", "agreed_step").format(name=agreed.name or label("waiting", "somebody"))
    return [{"id": AGREED, "title": title, "text": agreed.text}]


def own_step_in(turn: Turn) -> str:
    """What the person says they are going to do, in their words; nothing for a question, a refusal or a complaint."""
    table = word_table("steps")
    told = " ".join(each for each in sentences(turn.words) if "?" not in each)  # what is asked beside it is no part
    said = re.sub(table["step_lead"], "", told, flags=re.IGNORECASE)
    only_asks = turn.intent == "change_step" and said == told  # "ik ga een andere stap kiezen"
    if not said or only_asks or turn.intent in NO_STEPS or re.search(table["no_step"], said.lower()):
        return ""
    likely = not turn.intent.startswith("ask_") and any(re.search(p, said.lower()) for p in table["own_step"])
    return said if likely or _is_surely_step(said) else ""


def _is_surely_step(said: str) -> bool:
    return any(re.search(pattern, said.lower()) for pattern in word_table("steps")["sure_step"])


def tells_early(turn: Turn) -> bool:
    """Whether a step is told before it was asked for: "ik ga maandag UWV bellen"."""
    if turn.slot("step") is not None or not own_step_in(turn):
        return False
    return bool(re.search(word_table("steps")["early_step"], turn.words.lower()))


def keep_early(turn: Turn) -> bool:
    """Keeps such a step, so that it is not asked any more; False when none is told."""
    if not tells_early(turn):
        return False
    keep(turn, AsTyped(turn.words.strip()))
    return True


def is_own_plan(turn: Turn) -> bool:
    """Whether the person tells what they are going to do, and it is no talk with an adviser."""
    return bool(own_step_in(turn)) and bool(re.search(word_table("steps")["own_plan"], turn.words.strip().lower()))


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


def _named_day(text: str) -> date | None:
    """The day the person names in their own step: "ik ga zaterdag bellen"."""
    asked = dates.when(text, today()) if isinstance(text, AsTyped) else None
    if asked is None or asked.day is None or asked.day < today():
        return None
    begun = asked.until not in (None, date.max) and asked.day == today()  # "deze week nog" has until its end
    return asked.until if begun else asked.day


def _choose(turn: Turn, chosen: str) -> None:
    """Keeps the step; asks first which training or work it is about when more than one was shown."""
    if chosen == AGREED:
        for step in _agreed_step(turn):
            keep(turn, AsTyped(step["text"]))
        return
    id_, about, of = chosen.partition(OF)
    step = word_table("steps")["steps"].get(id_)
    if step is None:  # a button of a step that there is no more
        return
    kind = step.get("of")
    candidates = refusing.kept(turn, kind) if kind else []
    if len(candidates) > 1 and not about:
        turn.set("choosing", id_)
        return
    of = of if about else next(iter(candidates), "")
    text = step["text"] if of or not kind else step["open"]
    keep(turn, text.format(name=_name(kind, of) if of else "", scheme_action=budgets.first_action(turn)))


def _propose(turn: Turn) -> None:
    """The first of the steps, as a yes-or-no question: choosing is harder than agreeing."""
    step = steps_for(turn)[0]
    turn.add("asked", HINT)
    nothing = {"title": label("no_step"), "payload": "/skip"}
    turn.say("utter_step_hint", step=step["title"], buttons=[_button(label("this_step"), step["id"]), nothing])
    turn.waits = True


def _only_shown(turn: Turn) -> str | None:
    """The step on the buttons shown last, when there was one."""
    shown = [re.search(r'"step": "([^"]+)"', button["payload"]) for button in turn.slot("shown", [])]
    found = [match[1] for match in shown if match]
    return found[0] if len(found) == 1 else None


def _ask_which(turn: Turn, id_: str, kind: str) -> None:
    buttons = [_button(title, chosen) for chosen, title in _options(turn).items()]
    turn.say(f"utter_which_step_{kind}", buttons=[*buttons, _button(label("step_unsure"), f"{id_}{OF}")])


def _spoken_choice(turn: Turn) -> str | None:
    """The step that is pointed at by its place or its words: "de tweede", "doe maar de bedrijfsarts"."""
    if not turn.words or "?" in turn.words or re.match(labels()["answers"]["question"], turn.words.lower()):
        return None
    options = _options(turn)
    place = dates.ordinal(turn.words)
    if place is not None:
        return list(options)[place] if place < len(options) else None
    named = [id_ for id_, title in options.items() if _points_at(turn.words, title)]
    return named[0] if len(named) == 1 else None


def _options(turn: Turn) -> dict[str, str]:
    """What can be pointed at now: the steps, or the trainings or work to choose from; id -> title."""
    id_ = turn.slot("choosing")
    step = word_table("steps")["steps"].get(id_ or "")
    if step is None:
        return {each["id"]: each["title"] for each in steps_for(turn)}
    kind = step["of"]
    return {f"{id_}{OF}{each}": _name(kind, each) for each in refusing.kept(turn, kind)[:MOST_STEPS]}


def _points_at(said: str, title: str) -> bool:
    """Whether there is nothing in the words but what stands in the title, besides "doe maar" and the like."""
    calendar = labels()["calendar"]
    small = {*calendar["choice_lead"], *calendar["choice_trail"], *calendar["choice_inside"]}
    told = [word for word in re.findall(r"\w+", said.lower()) if word not in small]
    return bool(told) and set(told) <= set(re.findall(r"\w+", title.lower()))


def _fits(turn: Turn, id_: str, step: Step) -> bool:
    """A step about a training or work needs one that was found; a step with a boss needs a boss."""
    if not step_fits.is_possible(turn, id_):
        return False
    if step.get("boss") and not schemes.has_boss(turn):
        return False
    if "of" in step:
        return bool(refusing.kept(turn, step["of"]))
    return "{scheme_action}" not in step["text"] or bool(budgets.first_action(turn))


def _button(title: str, chosen: str) -> dict[str, str]:
    return {"title": title, "payload": f'/inform{{"step": "{chosen}"}}'}


def _name(kind: str | None, id_: str) -> str:
    found = catalogue().occupations if kind == "occupation" else catalogue().trainings
    return found.get(id_).name
