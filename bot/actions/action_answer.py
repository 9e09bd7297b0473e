"""Answers what is said outside a form."""

from __future__ import annotations

from collections.abc import Callable

from bot.actions import (
    booking,
    cancelling,
    coming_back,
    handoff,
    languages,
    led_talk,
    misjudged,
    moves,
    moving,
    note,
    own_work,
    plan_editing,
    plan_gone,
    plan_orders,
    protesting,
    questions,
    recognition,
    refusing,
    repair,
    safety,
    unanswered,
    urgency,
    waiting_list,
    wished_work,
    word_first,
)
from bot.actions.answer_ways import WAYS, Heard, after_aside
from bot.actions.base import AnsweringAction
from bot.actions.facts import fill_facts
from bot.actions.message import UNCLEAR
from bot.actions.turn import Turn


class ActionAnswer(AnsweringAction):
    """Answers what is said outside a form."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_answer"

    def answer(self, turn: Turn) -> None:
        """What else the message asks has its answer too."""
        super().answer(turn)
        unanswered.answer(turn)

    def respond(self, turn: Turn) -> None:
        """The first way that takes the message answers it; asks back when none does."""
        plan_orders.hear_denials(turn)
        coming_back.welcome(turn)
        word_first.explain(turn)
        moves.hear_human(turn)
        if any(way(turn) for way in BEFORE_ALL):
            return
        half_heard = turn.slot("maybe_occupations")
        own_work.hear_asked_of(turn)
        languages.hear(turn)
        wished_work.note_subject(turn)
        refusing.hear(turn)
        known = fill_facts(turn)
        if note.taken_back(turn) or handoff.stops_waiting(turn) or waiting_list.hear(turn):
            return
        heard = Heard(turn, known, half_heard, recognised=recognition.say(turn), pressed=urgency.offer(turn))
        if not any(way(heard) for way in WAYS):
            repair.did_you_mean(turn)
            if repair.needs_human(turn):
                booking.start_booking(turn, "misunderstood")


def _has_trouble(turn: Turn) -> bool:
    """A sign of trouble goes before whatever else is said."""
    if not safety.hear(turn):
        return False
    safety.answer(turn)
    after_aside(turn)
    return True


def _is_back_from_human(turn: Turn) -> bool:
    if not handoff.is_back(turn):
        return False
    handoff.repeat_question(turn)
    return True


def _wants_human(turn: Turn) -> bool:
    """A human is wanted, for whom moments are looked up; what is asked about the adviser is a question."""
    beside = any(turn.sureness(way) >= handoff.SURE_OF_A_HUMAN for way in refusing.WAYS_TO_A_HUMAN)
    if turn.intent == UNCLEAR and beside and not refusing.declined(turn).kinds:
        turn.intent = "ask_human"  # "ik ben Anja, mijn rug is op, ik wil een adviseur spreken"
    wants = turn.intent == "ask_human" and not moves.rules_out(turn, "human", "agree", "pick")
    if not wants or questions.asks_of_adviser(turn):
        return False
    fill_facts(turn)
    booking.start_booking(turn, "asked")
    return True


# What goes before the facts of a message are heard, in this order.
BEFORE_ALL: tuple[Callable[[Turn], bool], ...] = (
    *(misjudged.hear, protesting.hear, _has_trouble, _is_back_from_human, cancelling.hear, moving.hear_outside),
    *(plan_gone.hear, plan_editing.hear, led_talk.follow, _wants_human),
)
