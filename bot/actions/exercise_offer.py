"""The form that asks before a list begins: nobody gets a test they did not ask for."""

from __future__ import annotations

import re
from typing import Any

from bot.actions import asking, choosing, exercise_form, leading, listing, pending, refusing, wished_work
from bot.actions.exercises import Exercise, exercises
from bot.actions.forms import Form
from bot.actions.turn import Turn
from bot.actions.wording import label

SLOT = "exercise_offered"
AGREED = "exercise_agreed"
MOST_TIMES = 3  # who goes on about something else is not asked for ever


class OfferForm(Form):
    """One yes or no about the exercise in the slot `exercise_offered`; an answer to its first question is a yes."""

    form = "offer_form"

    def open_questions(self, turn: Turn) -> list[str]:
        """The one question, until it is answered or skipped."""
        closed = turn.slot(AGREED) is not None or AGREED in turn.slot("skipped", [])
        return [] if closed or turn.slot(SLOT) is None else [AGREED]

    def ask(self, turn: Turn, question: str, again: bool) -> None:
        """Says what the exercise is for and how long it takes."""
        offer = _offered(turn).more["offer"]
        buttons = [
            {"title": label("exercise", "agree"), "payload": '/affirm{"confirmed": "yes"}'},
            {"title": label("exercise", "pass_by"), "payload": '/deny{"confirmed": "no"}'},
        ]
        turn.add("asked", f"{SLOT} {len(_times(turn)) + 1}")
        response = "utter_exercise_offer_again" if again else "utter_exercise_offer"
        turn.say(response, offer=offer["text"], minutes=label("minutes", str(offer["minutes"])), buttons=buttons)

    def _ask_next(self, turn: Turn) -> None:
        if len(_times(turn)) >= MOST_TIMES or turn.learnt("directions"):  # who was shown work needs no list to find it
            turn.add("skipped", AGREED)
        super()._ask_next(turn)

    def follows(self, turn: Turn, question: str) -> bool:
        """No list, said before or beside anything else, is a no."""
        if not leading.only_wants_no_list(turn):
            return super().follows(turn, question)
        turn.set(AGREED, False)
        self._go_on(turn, question)
        return True

    def takes_wish(self, turn: Turn, question: str) -> bool:
        """Whoever names the work they want needs no list to find it; what they like is an answer to the list."""
        if wished_work.is_liking(turn) and self.is_answer(turn, question):
            return False
        exercise_form.close_lists(turn)
        turn.set(SLOT, None)
        return super().takes_wish(turn, question)

    def is_answer(self, turn: Turn, question: str) -> bool:
        """When it answers the first question of the list itself."""
        first = _offered(turn).questions[0]
        if listing.is_statement(first) or asking.asks_in_part(turn.words) or choosing.wants_human(turn):
            return False
        return bool(listing.heard(turn, first).chosen)

    def why(self, turn: Turn, question: str) -> None:
        """The reason of every exercise."""
        turn.say("utter_why_exercise")

    def explain(self, turn: Turn, question: str) -> None:
        """What it is, in other words."""
        turn.say("utter_explain_offer")

    def read(self, turn: Turn, question: str, known: set[str]) -> bool:
        """A yes, a no, or an answer to the first list."""
        if self.is_answer(turn, question):
            exercise_form.begin_with(turn, _offered(turn))
            turn.set(AGREED, True)
        elif pending.says_yes(turn):
            turn.set(AGREED, True)
        elif pending.says_no(turn) and turn.intent != "skip":
            turn.set(AGREED, False)
        else:
            return False
        return True


def begin(turn: Turn, id: str) -> None:
    """Offers an exercise; one that is the answer to what was told, or was asked for, begins at once."""
    if "offer" not in exercises()[id].more or _was_asked_for(turn, exercises()[id]):
        exercise_form.start(turn, id)
        return
    turn.set(SLOT, id)
    turn.set(AGREED, None)
    turn.drop("asked", AGREED, *_times(turn))
    turn.drop("skipped", AGREED)
    turn.follow_with(OfferForm.form)


def _was_asked_for(turn: Turn, exercise: Exercise) -> bool:
    """Whether what the exercise is about was lately asked for in so many words."""
    asked = exercise.more.get("asked_for", "$^")
    return any(re.search(asked, text.lower()) for text in turn.typed()[-exercise_form.LATELY_TYPED :])


def is_made(turn: Turn) -> bool:
    """Whether an offer stands; one that was set aside for another exercise waits until that has ended."""
    return bool(turn.slot(SLOT)) and (turn.slot(AGREED) is not None or not turn.slot("exercise"))


def forget(turn: Turn, id: str) -> None:
    """Nothing is offered or told of an offer when somebody chose an exercise themselves."""
    turn.set(AGREED, None)
    if turn.slot(SLOT) == id:
        turn.set(SLOT, None)


def finish(turn: Turn) -> bool:
    """Begins the exercise that was agreed to; False when there is none, and then it is not offered any more."""
    id: Any = turn.slot(SLOT)
    turn.set(SLOT, None)
    if turn.slot(AGREED) and turn.slot("exercise") == id:  # begun with its first answer already
        turn.follow_with(exercise_form.ExerciseForm.form)
    elif turn.slot(AGREED):
        exercise_form.start(turn, id)
    else:
        turn.add("exercises_done", id)
        refusing.refuse(turn, refusing.HELP, "test")  # no other list is offered by itself
        return False
    return True


def _times(turn: Turn) -> list[str]:
    return [each for each in turn.slot("asked", []) if each.startswith(SLOT)]


def _offered(turn: Turn) -> Exercise:
    return exercises()[turn.slot(SLOT)]
