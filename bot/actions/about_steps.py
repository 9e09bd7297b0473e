"""A question about a step: what it is, why, where, or how one says it. Answered from the step itself, then offered."""

from __future__ import annotations

import re

from bot.actions import choosing, own_steps, questions, step_fits, step_options
from bot.actions.turn import Turn
from bot.actions.wording import label, word_table

EXPLAINED = "step:explained"  # among what was asked: whether the one step that was explained is wanted
MOST_WORDS_OF_A_QUESTION = 5  # that stands beside the name of the step: "contract erbij pakken, waarom"


def answer(turn: Turn) -> bool:
    """Tells what is asked about a step that is not chosen yet, and offers it; False when no step is asked about."""
    asked = _asked(turn)
    if asked is None or own_steps.is_sure(own_steps.own_step_in(turn) or ""):
        return False
    id_, kind = asked
    offered = {step["id"] for step in step_options.steps_for(turn)}
    explains_it = kind == "explain" and id_ in offered and questions.explains_one_word(turn)
    if kind != "why" and not explains_it and questions.find(turn):
        return False
    step = step_fits.known_steps()[id_]
    yes = step_options.button(label("this_step"), id_)
    other = {"title": label("plan", "other_step"), "payload": "/change_step"}
    turn.say("utter_step_offered", text=_told(step["text"], step, kind), buttons=[yes, other])
    turn.add("asked", EXPLAINED)
    turn.set("misses", 0)
    turn.waits = True
    return True


def explain_word(turn: Turn) -> bool:
    """Tells what a word in a step means; False when none is asked."""
    options = [*step_options.options(turn), *map(step_options.as_option, step_fits.known_steps().items())]
    text = choosing.meaning(turn.words, options)
    if not text or own_steps.is_sure(own_steps.own_step_in(turn) or "") or questions.find(turn):
        return False
    turn.say("utter_explained", text=text)
    turn.set("misses", 0)
    return True


def was_explained(turn: Turn) -> bool:
    """Whether the message answers if the step that was explained is wanted; this holds for one message."""
    explained = EXPLAINED in turn.slot("asked", [])
    turn.drop("asked", EXPLAINED)
    return explained


def about_chosen(turn: Turn, parts: list[str]) -> str:
    """What is asked about the step that was just chosen: "dat is goed. waar?"; nothing when it is something else."""
    kind = next((kind for kind in _kinds() if any(re.search(_kinds()[kind], part) for part in parts)), "")
    kept = str(turn.slot("step", ""))
    id_ = step_fits.step_of(kept)
    step = step_fits.known_steps().get(id_ or "", {})
    return _told(kept, step, kind) if kind and (step or kind == "how") else ""


def _told(text: str, step: step_fits.Step, kind: str) -> str:
    if kind == "how":
        ways = word_table("step_words")["how"]
        return str(next(way["say"] for way in ways if re.search(way["to"], text.lower())))
    return str(step.get(kind) or step["explain"])


def _asked(turn: Turn) -> tuple[str, str] | None:
    """The step a part of the message names with a question in it or beside it, and the kind of question."""
    parts = choosing.clauses(turn.said)
    for place, part in enumerate(parts):
        named = _named(part)
        beside = parts[place + 1 : place + 2] + parts[max(0, place - 1) : place]
        near = [each for each in beside if len(each.split()) <= MOST_WORDS_OF_A_QUESTION]
        for kind, pattern in _kinds().items():
            if named and (re.search(pattern, part) or any(re.search(pattern, each) for each in near)):
                return named, kind
    proposed = step_options.on_screen(turn)
    points = word_table("step_words")["points_at"]
    if len(proposed) == 1 and proposed[0] in step_fits.known_steps() and not turn.slot("choosing"):
        ways = {kind: f"^{points}(?:{way})" for kind, way in _kinds().items()}
        pointed = next((kind for kind, way in ways.items() if any(re.search(way, part) for part in parts)), None)
        if pointed:
            return proposed[0], pointed
    return None


def _named(part: str) -> str | None:
    """The one step that a part names, in the words of choosing or of refusing it."""
    found = [
        id_
        for id_, step in step_fits.known_steps().items()
        if step["title"].lower() in part or re.search(step_fits.refers(step), part)
    ]
    return found[0] if len(found) == 1 else None


def _kinds() -> dict[str, str]:
    kinds: dict[str, str] = word_table("step_words")["kinds"]
    return kinds
