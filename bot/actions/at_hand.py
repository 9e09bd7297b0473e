"""What the talk is at: a plan, a list of work, or a need of which no step was chosen. Where we cannot go on with what
was typed, or only met what it feels like, one question goes on from there.
"""

from __future__ import annotations

from bot.actions import offers, recognition, refusing, summary
from bot.actions.turn import Turn

PLAN, WORK, STEP = "plan", "work", "step"
GOES_ON = "utter_on_from_"
NOT_UNDERSTOOD = "utter_not_understood_at_"


def is_known(turn: Turn) -> bool:
    """Whether the talk is at something, so that a choice of all needs is off the mark."""
    told = recognition.was_told(turn, recognition.PASSED_OVER)
    return bool(turn.slot("needs") or turn.slot("step") or turn.slot("directions") or turn.slot("topic") or told)


def ask_on(turn: Turn) -> None:
    """Behind a feeling that was met and nothing else: one soft question with two ways on, not in every turn."""
    if not turn.responses_said or turn.waits or turn.slot("pending") or turn.last_said.endswith("?"):
        return
    if not recognition.was_felt_along(turn.responses_said[-1:]) or recognition.is_heavy(turn.words):
        return
    if any(said.startswith(GOES_ON) for said in turn.told_before()[-1:]):
        return
    at = _at(turn)
    alone = "_alone" if "human" in refusing.refused(turn, refusing.HELP) and at != WORK else ""
    turn.say(f"{GOES_ON}{at}{alone}", buttons=_buttons(at))


def offer(turn: Turn) -> None:
    """Says that it was not understood, and offers what fits this moment."""
    at = _at(turn)
    shown = [*_buttons(at), *offers.buttons(("human",))]
    turn.say(f"{NOT_UNDERSTOOD}{at}", buttons=list({each["payload"]: each for each in shown}.values()))


def _at(turn: Turn) -> str:
    if turn.slot("step") and turn.slot("plan_shown"):
        return PLAN
    return WORK if turn.slot("directions") else STEP


def _buttons(at: str) -> list[dict[str, str]]:
    if at == PLAN:
        return [summary.edit_button(), *offers.buttons(("human",))]
    if at == WORK:
        return [*offers.buttons(("more_work",)), summary.choose_step_button()]
    return [summary.choose_step_button(), *offers.buttons(("human",))]
