"""Starting again: the needs and what hangs on them are forgotten; facts about the person stay."""

from __future__ import annotations

from bot.actions import looking
from bot.actions.turn import Turn

# Also kept: how the person wants to be addressed.
FORGOTTEN = (
    *("needs", "remembered", "need_confirmed", "helped_needs", "helped", "step", "step_date", "plan_shown", "asked"),
    *("skipped", "directions", "trainings", "wished_occupation", "misses", "wants_human", "left_form"),
    *(
        "exercise",
        "exercise_offered",
        "exercise_agreed",
        "exercise_answers",
        "exercises_done",
        "choosing",
        "human_first",
        "interrupted",
        "detour_value",
        "wished_trainings",
        "wished_field",
        "denied",
    ),
    *looking.ALL,
    *("offered", "last_offered", "moving", "own_step", "refused"),
)


def ask_to_restart(turn: Turn) -> None:
    """Asks first: one mistaken word must not wipe a conversation."""
    turn.set("pending", "restart")
    turn.say("utter_check_restart")
    turn.waits = True


def restart(turn: Turn) -> None:
    """Forgets, and asks the opening question anew."""
    for name in FORGOTTEN:
        turn.set(name, None)
    turn.say("utter_restarted")
    turn.leaves = True
