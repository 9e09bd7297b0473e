"""The order of the conversation: what comes next, and what can be gone back to."""

from __future__ import annotations

from collections.abc import Callable

from bot.actions import (
    answers,
    booking,
    claiming,
    exercise_form,
    exercise_offer,
    helping,
    need_names,
    needs,
    own_steps,
    refusing,
    shown_answers,
    situation,
    step_asking,
    summary,
)
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import label


def go_on(turn: Turn) -> None:
    """The next thing in the order: back to what was left, exercise, help, step, plan and a human, another need."""
    _show_plan_asked_for(turn)
    if turn.slot("interrupted"):
        step_asking.begin(turn)
        turn.follow_with(turn.slot("interrupted"))
        turn.set("interrupted", None)
    elif turn.slot("human_first") and turn.slot("needs") and not turn.slot("need_confirmed"):
        turn.set("human_first", None)  # a guess is not told back as if it was said
        turn.set("needs", [])
        turn.say("utter_what_next")
    elif turn.slot("human_first") and turn.slot("needs"):  # who asked for a human is not given the rest unasked
        turn.set("human_first", None)
        need = turn.slot("needs")[0]
        more = {"title": label("needs", need, "button"), "payload": f"/{need}"}
        enough = {"title": label("exercise", "enough"), "payload": "/goodbye"}
        turn.say("utter_go_on_after_booking", need=need_names.short(turn, need), buttons=[more, enough])
    elif turn.slot("need_confirmed") and not turn.slot("helped_needs"):
        exercise = helping.next_exercise(turn)
        if exercise:
            exercise_offer.begin(turn, exercise)
            return
        helping.help_with_needs(turn)
        turn.set("helped_needs", True)
        step_asking.begin(turn)
        turn.follow_with("step_form")
    elif not turn.slot("needs") and not turn.slot("step"):
        turn.say("utter_what_next")
    elif turn.slot("helped_needs") and not turn.slot("step") and "step" not in turn.slot("skipped", []):
        turn.follow_with("step_form")
    elif not turn.slot("plan_shown"):
        shown = summary.show(turn)
        turn.set("plan_shown", True)
        if _may_offer_human(turn):
            booking.start_booking(turn, "offered")
        elif not shown or (turn.slot("remembered") and not _wants_no_human(turn)):  # without a step nothing was shown
            go_on(turn)
    elif turn.slot("remembered") and not _wants_no_human(turn):
        need = turn.slot("remembered")[0]
        button = {"title": label("needs", need, "button"), "payload": f"/{need}"}
        no = {"title": label("booking", "none"), "payload": "/goodbye"}
        turn.set("remembered", turn.slot("remembered")[1:])
        turn.say("utter_remembered_need", need=need_names.short(turn, need), buttons=[button, no])
    else:
        answers.say_goodbye(turn)


def _show_plan_asked_for(turn: Turn) -> None:
    """Who asked for their plan and chose a step for it sees it at once; the help that is still to come follows."""
    waits = shown_answers.PLAN in turn.slot("asked", []) and turn.slot("step") and not turn.slot("helped_needs")
    if waits and turn.slot("need_confirmed") and helping.next_exercise(turn):  # else it comes in this very turn
        turn.drop("asked", shown_answers.PLAN)
        summary.show(turn)


def _may_offer_human(turn: Turn) -> bool:
    """A human is offered once: who said no, or has a moment already, is not asked again."""
    return not _wants_no_human(turn) and not claiming.booked(turn)


def _wants_no_human(turn: Turn) -> bool:
    """Whether a human was turned down: then nothing more is asked after the plan, either."""
    return "appointment" in turn.slot("skipped", []) or "human" in refusing.refused(turn, refusing.HELP)


def resume(turn: Turn) -> None:
    """Goes on with the form that was left, on the question it had come to."""
    form = turn.slot("left_form")
    if not form:
        turn.say("utter_what_next")
        return
    turn.set("left_form", None)
    step_asking.begin(turn)
    turn.say("utter_resumed")
    turn.follow_with(form)


def change_step(turn: Turn) -> None:
    """Lets the person choose another step; who does before the need was checked has silently said yes to it."""
    if turn.slot("needs") and not turn.slot("need_confirmed"):
        turn.set("need_confirmed", True)
    turn.set("step", None)
    turn.set("plan_shown", None)
    turn.drop("skipped", "step")
    if own := own_steps.own_step_in(turn):  # "toch een andere stap: ik ga maandag bellen"
        own_steps.keep(turn, AsTyped(own), own_steps.final(turn.words))
        go_on(turn)
    else:
        step_asking.begin(turn)
        turn.follow_with("step_form")


def start_exercise(turn: Turn) -> None:
    """Begins the exercise that was chosen, here or in the form that was left for it."""
    chosen = turn.value("exercise") or turn.slot("detour_value")
    exercise_offer.forget(turn, chosen)
    exercise_form.start(turn, chosen)


def check_need(turn: Turn) -> None:
    """The need that was just heard is given back; the form then checks it or asks what it must know.

    What only sounds like one that was denied is asked for; who leads with words of their own is not asked on.
    """
    if not turn.slot("needs"):
        needs.set_aside(turn)
    else:
        needs.give_back(turn)
    if turn.slot("needs") == [need_names.OWN]:
        turn.follow_with("action_listen")
        return
    turn.follow_with("situation_form" if situation.SituationForm().open_questions(turn) else "action_continue")


FORMS_AGAIN: dict[str, Callable[[Turn], None]] = {
    "go_on": go_on,
    "resume": resume,
    "change_step": change_step,
    "move_booking": booking.move,
    "book_offered": booking.book_offered,
    "ask_test": start_exercise,
    "check_need": check_need,
}
