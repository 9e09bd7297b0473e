"""The small steps that can be offered to this person, and what each can be about."""

from __future__ import annotations

import re

from bot.actions import budgets, fitting, refusing, schemes, step_fits
from bot.actions.choosing import Option
from bot.actions.sources import catalogue, database
from bot.actions.step_fits import Step, known_steps
from bot.actions.turn import Turn
from bot.actions.wording import label, word_table
from guidance import agreements

MOST_STEPS = 3
AGREED = "agreed"  # the step that was agreed with a human
OF = ":"  # between a step and the training or work it is about, in what a button sends


def steps_for(turn: Turn) -> list[Step]:
    """The steps for the person's needs, in turn, without doubles."""
    table = word_table("steps")
    needs: list[str] = turn.slot("needs", []) or ["any"]
    columns = [table["needs"].get(need, []) for need in needs]
    ids = [column[row] for row in range(MOST_STEPS) for column in columns if row < len(column)]
    known = dict.fromkeys([*ids, *table["needs"]["any"]])
    steps = [{"id": id_, **known_steps()[id_]} for id_ in known if _fits(turn, id_, known_steps()[id_])]
    return [*agreed_step(turn), *steps][:MOST_STEPS]


def agreed_step(turn: Turn) -> list[Step]:
    """What was agreed in the last talk with a human, when there was one: it comes first."""
    agreed = agreements.of_last_talk(database(), turn.conversation_id)
    if agreed is None:
        return []
    title = label("waiting", "agreed_step").format(name=agreed.name or label("waiting", "somebody"))
    return [{"id": AGREED, "title": title, "text": agreed.text}]


def options(turn: Turn) -> list[Option]:
    """What can be pointed at now: the steps, or the trainings or work to choose from."""
    id_ = turn.slot("choosing")
    step = known_steps().get(id_ or "")
    if step is None:
        return [as_option((each["id"], each)) for each in steps_for(turn)]
    kind = step["of"]
    return [Option(f"{id_}{OF}{each}", name_of(kind, each)) for each in candidates(turn, kind)[:MOST_STEPS]]


def candidates(turn: Turn, kind: str) -> list[str]:
    """The trainings or the work a step can be about: what was shown last, without what was refused since."""
    kept = refusing.kept(turn, kind)
    if kind != "occupation":
        return kept
    known = {id_: catalogue().occupations.curated(id_) for id_ in kept}
    return [id_ for id_, work in known.items() if work is None or fitting.suits(turn, work)]


def as_option(named: tuple[str, Step]) -> Option:
    """A step as something to choose."""
    id_, step = named
    return Option(id_, step["title"], step.get("said", ""), step.get("explain", ""))


def button(title: str, chosen: str) -> dict[str, str]:
    """The button that chooses this step."""
    return {"title": title, "payload": f'/inform{{"step": "{chosen}"}}'}


def on_screen(turn: Turn) -> list[str]:
    """The ids of the steps on the buttons shown last."""
    shown = (re.search(r'"step": "([^"]+)"', button["payload"]) for button in turn.before("shown") or ())
    return [match[1] for match in shown if match]


def name_of(kind: str | None, id_: str) -> str:
    """What the training or work is called."""
    found = catalogue().occupations if kind == "occupation" else catalogue().trainings
    return found.get(id_).name


def _fits(turn: Turn, id_: str, step: Step) -> bool:
    """A step about a training or work needs one that was found; a step with a boss needs a boss."""
    if not step_fits.is_possible(turn, id_):
        return False
    if step.get("boss") and not schemes.has_boss(turn):
        return False
    if "of" in step:
        return bool(candidates(turn, step["of"]))
    return "{scheme_action}" not in step["text"] or bool(budgets.first_action(turn))
