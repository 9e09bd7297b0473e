"""One small step with a date, of the person's own choosing."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache
from typing import Any

import yaml

from bot.actions import budgets, dates, pending
from bot.actions.forms import Form
from bot.actions.sources import catalogue, database, now, today
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import DATA, day_in_words, label, labels
from guidance import plans

MOST_STEPS = 3
TELLING_WORD = 6  # letters
NO_STEPS = ("change_step", "insult", "correct", "out_of_scope", "thank", "think", "resume")
DAYS_FOR_A_STEP = 6  # a step that waits longer than a week is seldom taken


class StepForm(Form):
    """Offers steps that fit the needs; the person chooses one, or names their own."""

    form = "step_form"

    def open_questions(self, turn: Turn) -> list[str]:
        """Only the step."""
        return ["step"] if turn.slot("step") is None and "step" not in turn.slot("skipped", []) else []

    def ask(self, turn: Turn, question: str, again: bool) -> None:
        """Offers the steps as buttons."""
        buttons = [
            {"title": step["title"], "payload": f'/inform{{"step": "{step["id"]}"}}'} for step in steps_for(turn)
        ]
        turn.say("utter_ask_step_again" if again else "utter_ask_step", buttons=buttons)

    def read(self, turn: Turn, question: str, known: set[str]) -> bool:
        """A button, a number, or a step in the person's own words."""
        steps = steps_for(turn)
        chosen = next((step for step in steps if step["id"] == turn.value("step")), None)
        if chosen is None and turn.words:
            place = dates.ordinal(turn.words)
            chosen = steps[place] if place is not None and place < len(steps) else None
        if chosen is not None:
            text = chosen["text"].format(**_values(turn))
        elif (named := _named(turn, steps)) is not None:
            text = named["text"].format(**_values(turn))
        elif _is_own_step(turn):
            text = AsTyped(turn.words)
        elif pending.says_no(turn):
            turn.add("skipped", "step")
            turn.say("utter_skipped")
            return True
        else:
            return False
        _keep(turn, text)
        return True

    def _answer_instead(self, turn: Turn, question: str) -> str | None:
        """Asking for another step while choosing one: an own step may be typed."""
        if turn.intent != "change_step":
            return super()._answer_instead(turn, question)
        turn.say("utter_own_step_too")
        return turn.intent


def steps_for(turn: Turn) -> list[dict[str, str]]:
    """The steps for the person's needs, in turn, without doubles."""
    table = _steps()
    needs: list[str] = turn.slot("needs", []) or ["any"]
    columns = [table["needs"].get(need, []) for need in needs] + [table["needs"]["any"]]
    ids = [column[row] for row in range(MOST_STEPS) for column in columns if row < len(column)]
    values = _values(turn)  # assesses all schemes: once, not once a step
    possible = [step for step in dict.fromkeys(ids) if _fits(turn, table["steps"][step], values)]
    return [{"id": step, **table["steps"][step]} for step in possible[:MOST_STEPS]]


def _named(turn: Turn, steps: list[dict[str, str]]) -> dict[str, str] | None:
    """The one step whose telling word is in the message: "doe maar de bedrijfsarts"; not in a question."""
    if not turn.words or "?" in turn.words or re.match(labels()["answers"]["question"], turn.words.lower()):
        return None
    said = turn.words.lower()
    telling = [[word for word in step["title"].lower().split() if len(word) >= TELLING_WORD] for step in steps]
    named = [step for step, words in zip(steps, telling, strict=True) if any(word in said for word in words)]
    return named[0] if len(named) == 1 else None


def _is_own_step(turn: Turn) -> bool:
    """Whether the person says what they are going to do; a question or a complaint is no step."""
    if not turn.words or "?" in turn.words or turn.intent.startswith("ask_") or turn.intent in NO_STEPS:
        return False
    said = turn.words.lower()
    if re.search(_steps()["no_step"], said):
        return False
    return any(re.search(pattern, said) for pattern in _steps()["own_step"])


def _fits(turn: Turn, step: dict[str, Any], values: dict[str, str]) -> bool:
    """A step with a training or a direction needs one that was found; a step with a boss needs a boss."""
    if step.get("boss") and turn.slot("status") in budgets.WITHOUT_BOSS:
        return False
    return all(values.get(name) for name in ("training", "direction", "scheme_action") if f"{{{name}}}" in step["text"])


def _values(turn: Turn) -> dict[str, str]:
    trainings, directions = turn.slot("trainings", []), turn.slot("directions", [])
    scheme = budgets.best(turn)
    return {
        "training": catalogue().trainings.get(trainings[0]).name if trainings else "",
        "direction": catalogue().occupations.get(directions[0]).name if directions else "",
        "scheme_action": scheme.action if scheme else "",
    }


def _keep(turn: Turn, text: str) -> None:
    day = dates.working_day(today() + timedelta(days=DAYS_FOR_A_STEP))
    turn.set("step", str(text))
    turn.set("own_step", isinstance(text, AsTyped) or None)
    turn.set("step_date", day.isoformat())
    plans.save(database(), turn.conversation_id, step=str(text), step_date=day, now=now())
    turn.say("utter_step_chosen", date=day_in_words(day))


def show_plan(turn: Turn) -> None:
    """The bijstuurplan: need, own words, what was found, the step."""
    plan = plans.get(database(), turn.conversation_id)
    if plan is None or not turn.slot("step"):
        return
    rows = [{"label": label("plan", "need"), "text": _needs_in_words(turn)}]
    if plan.own_words:
        rows.append({"label": label("plan", "own_words"), "text": AsTyped(f"“{plan.own_words[0][1]}”")})
    found = [look.title for look in plan.looked_up if look.kind in ("occupation", "training")]
    if found:
        rows.append({"label": label("plan", "found"), "text": ", ".join(dict.fromkeys(found))})
    step = plan.step or ""
    rows.append({"label": label("plan", "step"), "text": AsTyped(step) if turn.slot("own_step") else step})
    if plan.step_date:
        rows.append({"label": label("plan", "date"), "text": day_in_words(plan.step_date)})
    turn.say("utter_plan", cards=[{"type": "plan", "rows": rows}])


def _needs_in_words(turn: Turn) -> str:
    return "; ".join(label("needs", need, "short") for need in turn.slot("needs", []))


@cache
def _steps() -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load((DATA / "steps.yml").read_text(encoding="utf-8"))
    return table
