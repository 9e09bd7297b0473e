"""Outside a form, too, the person leads: what they decide about the talk goes before our answers (`leading`)."""

from __future__ import annotations

from bot.actions import (
    asking,
    correcting,
    hearing,
    leading,
    needs,
    opening,
    order,
    own_steps,
    plan_asked,
    questions,
    recognition,
    repair,
    shown_answers,
    step_offered,
)
from bot.actions.facts import fill_facts
from bot.actions.turn import Turn

SURE_BESIDE = 0.8  # beside a step a need is heard only when it is so sure


def follow(turn: Turn) -> bool:
    """Follows what the person decides about the talk itself, before any answer, list or guess; see `leading`."""
    if leading.moves_day(turn):
        return True
    if step_offered.take(turn):
        _go_on_with_step(turn)
        return True
    if not leading.may_lead(turn):
        return False
    if leading.says_goodbye(turn):
        leading.say_goodbye(turn)
    elif own_steps.tells_early(turn):
        opening.introduce(turn)
        leading.takes_step(turn)
        if not turn.waits and not leading.goes_without_plan(turn):
            _go_on_with_step(turn)
    elif leading.wants_nothing_more(turn):
        leading.leave_it(turn)
    elif leading.asks_what_first(turn) and turn.slot("needs"):
        recognition.say(turn)
        turn.add("asked", leading.WHAT_FIRST)
        order.change_step(turn)
    elif plan_asked.answer(turn):
        pass
    elif leading.wants_plan(turn):
        opening.introduce(turn)
        shown_answers.show_plan(turn)
    elif leading.only_complains(turn):
        leading.meet_complaint(turn)
    elif step_offered.propose(turn):
        pass
    elif leading.note_no_list(turn) and not leading.without_lists(turn):
        turn.say("utter_left_out")
    else:
        return False
    turn.set("misses", 0)
    return True


def _go_on_with_step(turn: Turn) -> None:
    """What stands beside the step is heard, a need that is sure with it, and then comes the plan."""
    if not turn.slot("needs") and hearing.is_clear(turn) and turn.confidence >= SURE_BESIDE:
        needs.hear(turn)
    if rest := leading.rest(turn):
        turn.goes_on_with(rest)
        correcting.read_back(turn, fill_facts(turn))
        told = (asking.is_question(turn.said) and questions.answer(turn)) or leading.tell_about_step(turn, rest)
        if not told and asking.wants_answer(rest):
            turn.say("utter_question_beside", buttons=[repair.human_button()])
    turn.set("need_confirmed", bool(turn.slot("needs")) or None)
    turn.set("helped_needs", True)
    if not turn.waits:  # for the day of the step
        order.go_on(turn)
