"""What comes next: the one place that knows the order of the conversation."""

from __future__ import annotations

from bot.actions import answers, booking, repair, situation, steps
from bot.actions.base import AnsweringAction
from bot.actions.facts import fill_facts
from bot.actions.turn import Turn
from bot.actions.wording import label


class ActionContinue(AnsweringAction):
    """Runs when a form has ended: help, then the step, then the plan and a human."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_continue"

    def respond(self, turn: Turn) -> None:
        """Says what the ended form led to and names the form that follows."""
        if turn.slot("left"):
            turn.set("left", None)
        elif turn.slot("wants_human"):
            booking.start_booking(turn, turn.slot("wants_human"))
        elif turn.slot("need_confirmed") and not turn.slot("helped_needs"):
            situation.help_with_needs(turn)
            turn.set("helped_needs", True)
            turn.follow_with("step_form")
        elif not turn.slot("plan_shown"):
            steps.show_plan(turn)
            turn.set("plan_shown", True)
            booking.start_booking(turn, "offered")
        elif turn.slot("remembered"):
            need = turn.slot("remembered")[0]
            button = {"title": label("needs", need, "button"), "payload": f"/{need}"}
            turn.say("utter_remembered_need", need=label("needs", need, "short"), buttons=[button])
        else:
            turn.say("utter_goodbye")


class ActionAnswer(AnsweringAction):
    """Answers what is said outside a form."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_answer"

    def respond(self, turn: Turn) -> None:
        """Answers by intent; asks back when it is not clear."""
        fill_facts(turn)
        if turn.intent.startswith("safety_"):
            answers.answer_safety(turn)
        elif answers.wants_human_after_safety(turn):
            booking.start_booking(turn, turn.slot("wants_human"))
        elif turn.intent == "cancel_booking":
            booking.cancel(turn)
        elif turn.intent in answers.ANSWERS:
            answers.ANSWERS[turn.intent](turn)
            if turn.intent != "out_of_scope":
                turn.set("misses", 0)
        else:
            repair.did_you_mean(turn)
            if repair.needs_human(turn):
                booking.start_booking(turn, "misunderstood")


class ActionRestart(AnsweringAction):
    """Rasa's restart, with a question first: one mistaken word must not wipe a conversation."""

    def name(self) -> str:
        """Overrides Rasa's own action of this name."""
        return "action_restart"

    def respond(self, turn: Turn) -> None:
        """Forgets the needs and what hangs on them after a yes; facts about the person stay."""
        if not turn.value("confirmed"):
            turn.say("utter_check_restart")
            turn.set("hold", True)
            return
        turn.leave_form()
        for name in FORGOTTEN_ON_RESTART:
            turn.set(name, None)
        turn.say("utter_restarted")


FORGOTTEN_ON_RESTART = (
    "requested_slot",
    "needs",
    "remembered",
    "need_confirmed",
    "helped_needs",
    "helped",
    "step",
    "step_date",
    "plan_shown",
    "asked",
    "skipped",
    "directions",
    "trainings",
    "wished_occupation",
    "misses",
    "left",
    "wants_human",
    "look_on",
    "look_hours",
    "look_after",
    "offered",
    "last_offered",
)
