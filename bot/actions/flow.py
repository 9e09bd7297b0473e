"""What follows when a form has ended, and what starting again does."""

from __future__ import annotations

from bot.actions import booking, exercise_form, exercise_offer, order, plan_editing, restarting
from bot.actions.base import AnsweringAction
from bot.actions.turn import Turn


class ActionContinue(AnsweringAction):
    """Runs when a form has ended: help, then the step, then the plan and a human."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_continue"

    def respond(self, turn: Turn) -> None:
        """Says what the ended form led to and names the form that follows."""
        if turn.slot("left"):  # stopped, or started again: nothing is pressed on the person
            turn.set("left", None)
        elif turn.slot("detour"):
            detour = turn.slot("detour")
            turn.set("detour", None)
            order.FORMS_AGAIN[detour](turn)
        elif turn.slot("wants_human"):
            booking.start_booking(turn, turn.slot("wants_human"))
        elif exercise_offer.is_made(turn):
            if not exercise_offer.finish(turn):
                order.go_on(turn)
        elif turn.slot("exercise"):
            exercise_form.finish(turn)
            if not turn.waits:
                order.go_on(turn)
        else:
            order.go_on(turn)


class ActionRestart(AnsweringAction):
    """Takes the place of Rasa's own restart, which would wipe everything without asking."""

    def name(self) -> str:
        """Overrides Rasa's own action of this name."""
        return "action_restart"

    def respond(self, turn: Turn) -> None:
        """Asks first. A form that is active asks its question again only after the answer."""
        if turn.intent != "restart":  # "begin januari" is a day; a form that is active hears it
            if not turn.in_form:
                turn.follow_with("action_answer")
            return
        turn.set(plan_editing.SLOT, None)
        restarting.ask_to_restart(turn)
        turn.set("hold", turn.in_form or None)
