"""The ways in which a message outside a form may be taken, the first that takes it answers it.

Orders come before questions, questions before needs, and facts last: `WAYS` is the whole order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.actions import (
    answers,
    booking,
    coming_back,
    complaints,
    correcting,
    exercise_form,
    half_said,
    hearing,
    heavy,
    leading,
    left_out,
    list_changes,
    met_story,
    moves,
    need_check,
    needs,
    opening,
    order,
    outside_forms,
    own_need,
    own_steps,
    pending,
    plain_asks,
    plain_moves,
    plan_changes,
    questions,
    recognition,
    refusing,
    repair,
    safety,
    simpler,
    situation,
    step_cut,
    wish_answers,
    wished_work,
)
from bot.actions.message import UNCLEAR
from bot.actions.turn import Turn

SNEER = "sneer"
# With a fact in it, such a message is about the fact: "nee, ik ben 42", "hoi, ik ben kok".
CARRIES_FACTS = ("affirm", "deny", "greet", "smalltalk")


@dataclass(frozen=True)
class Heard:
    """A message with what was heard in it before it is answered."""

    turn: Turn
    known: dict[str, Any]
    """The facts it tells, each with the value before."""
    half_heard: list[str] | None
    """The work that was half heard before this message."""
    recognised: bool
    """Whether what it feels like was met."""
    pressed: bool
    """Whether it presses, and a human was offered."""


def _answers_pending(heard: Heard) -> bool:
    """The yes or no to what was asked last."""
    answered = pending.answer(heard.turn)
    if answered:
        after_aside(heard.turn)
    return answered


def _goes_on(heard: Heard) -> bool:
    """After stopping in a form somebody goes on with it after all."""
    turn = heard.turn
    if not turn.slot("left_form") or not coming_back.goes_on_after_all(turn):
        return False
    order.resume(turn)
    return True


def _takes_step_back(heard: Heard) -> bool:
    turn = heard.turn
    if step_cut.is_asked(turn) or not own_steps.take_back(turn):
        return False
    correcting.read_back(turn, heard.known)
    order.change_step(turn)
    return True


def _changes_list(heard: Heard) -> bool:
    return _heard_if(heard.turn, list_changes.hear(heard.turn))


def _changes_plan(heard: Heard) -> bool:
    turn = heard.turn
    if not plan_changes.hear(turn):
        return False
    outside_forms.after_plan_change(turn)
    turn.set("detour", None)
    return True


def _makes_plain_move(heard: Heard) -> bool:
    """Which work, which course, who pays, how to say it: moves with one plain answer."""
    plain = plain_moves.find(heard.turn)
    if plain is None:
        return False
    wished_work.note(heard.turn)
    return _answer_question(heard, plain)


def _asks_clearly(heard: Heard) -> bool:
    clear = questions.find_clear(heard.turn)
    return clear is not None and _answer_question(heard, clear)


def _decides_early(heard: Heard) -> bool:
    """Who leads with words of their own tells a step before one was asked for."""
    turn = heard.turn
    if not own_need.leads(turn) or not own_steps.tells_early(turn):
        return False
    order.change_step(turn)
    return True


def _asks_plainly(heard: Heard) -> bool:
    answered = plain_asks.answer(heard.turn)
    if answered:
        correcting.read_back(heard.turn, heard.known)
    return answered


def _wishes_work(heard: Heard) -> bool:
    if not wished_work.is_told(heard.turn):
        return False
    outside_forms.answer_wish(heard.turn)
    return True


def _puts_us_right(heard: Heard) -> bool:
    return _heard_if(heard.turn, _puts_right(heard.turn) or _sneers(heard.turn))


def _asks(heard: Heard) -> bool:
    answer = questions.find(heard.turn)
    return answer is not None and _answer_question(heard, answer)


def _complains(heard: Heard) -> bool:
    return _heard_if(heard.turn, complaints.answer(heard.turn) or outside_forms.asks_on_in_anger(heard.turn))


def _carries_weight(heard: Heard) -> bool:
    """Something heavy is told, and no need beside it: it is asked on."""
    turn = heard.turn
    if not heavy.holds(turn) or outside_forms.tells_new_need(turn):
        return False
    heavy.ask_more(turn)
    return True


def _presses_moment(heard: Heard) -> bool:
    if not heard.turn.value("appointment"):
        return False
    booking.book_offered(heard.turn)
    return True


def _comes_back_to_form(heard: Heard) -> bool:
    turn = heard.turn
    if not turn.slot("left_form") or not _comes_back(turn):
        return False
    order.resume(turn)
    return True


def _asks_for_form(heard: Heard) -> bool:
    """An exercise, another step or an appointment is asked for."""
    turn = heard.turn
    if turn.intent not in order.FORMS_AGAIN or (turn.intent == "ask_test" and not turn.value("exercise")):
        return False
    order.FORMS_AGAIN[turn.intent](turn)
    return True


def _is_young_and_lost(heard: Heard) -> bool:
    turn = heard.turn
    if not heard.recognised or not recognition.is_young(turn) or turn.slot("needs"):
        return False
    turn.say("utter_young_choices")
    return True


def _asks_for_more(heard: Heard) -> bool:
    turn = heard.turn
    return _heard_if(turn, not hearing.is_surely_told(turn) and repair.says_who_knows_more(turn))


def _tells_what_is_known(heard: Heard) -> bool:
    if not outside_forms.is_known(heard.turn):
        return False
    outside_forms.say_known(heard.turn)
    return True


def _tells_need(heard: Heard) -> bool:
    """A need beside facts: "ik ben lasser, de fabriek sluit"."""
    turn = heard.turn
    if not hearing.needs_in(turn) or not hearing.is_clear(turn) or outside_forms.is_guess(turn):
        return False
    opening.introduce(turn)
    outside_forms.answers_beside(turn)
    needs.hear(turn)
    order.check_need(turn)
    return True


def _refuses_work(heard: Heard) -> bool:
    if not wished_work.is_refused(heard.turn) or moves.rules_out(heard.turn, *refusing.REFUSES):
        return False
    wish_answers.acknowledge(heard.turn)
    outside_forms.after_plan_change(heard.turn)
    return True


def _finds_it_too_much(heard: Heard) -> bool:
    """ "Te veel tekst": the last answer in short."""
    if not simpler.asked(heard.turn):
        return False
    answers.ANSWERS["ask_clarify"](heard.turn)
    return True


def _asks_what_now(heard: Heard) -> bool:
    """ "What now", of whom no need is known."""
    turn = heard.turn
    if len(turn.typed()) <= 1 or turn.slot("needs") or not leading.asks_what_first(turn):
        return False
    turn.say("utter_what_i_do_en" if turn.slot("language") == "en" else "utter_what_next")
    return True


def _corrects(heard: Heard) -> bool:
    if heard.turn.intent != "correct" or heard.known:
        return False
    correcting.correct(heard.turn)
    return True


def _says_yes_to_which(heard: Heard) -> bool:
    """A yes where it was asked which of several needs is meant."""
    turn = heard.turn
    if turn.intent != "affirm" or turn.slot("needs") or not need_check.standing_needs(turn):
        return False
    needs.set_aside(turn)
    turn.follow_with("situation_form")
    return True


def _is_young_and_does_not_know(heard: Heard) -> bool:
    if heard.turn.intent != "dont_know" or not recognition.is_young(heard.turn):
        return False
    heard.turn.say("utter_young_choices")
    return True


def _has_answer_by_intent(heard: Heard) -> bool:
    turn, known = heard.turn, heard.known
    if turn.intent not in answers.ANSWERS or (known and turn.intent in CARRIES_FACTS):
        return False
    if known and turn.intent == "other_language":  # what it told is named, whatever the language
        _say_noted(heard)
    if not answers.answer_aside(turn, turn.intent):
        answers.ANSWERS[turn.intent](turn)
    if turn.intent != "out_of_scope":
        turn.set("misses", 0)
    return True


def _tells_story(heard: Heard) -> bool:
    """A story in which no need is clear yet is met, and asked on; the facts in it need no word."""
    turn = heard.turn
    begins = not (turn.slot("needs") or turn.slot("step") or turn.slot("helped"))
    if not begins or not met_story.is_told(turn):
        return False
    opening.introduce(turn)
    met_story.meet(turn)
    met_story.ask_on(turn)
    return True


def _tells_facts_for_schemes(heard: Heard) -> bool:
    """With these facts the schemes that were shown are another list."""
    turn = heard.turn
    if not heard.known or not _asked_for_schemes(turn):
        return False
    repair.say_noted(turn, set(heard.known), corrected=False, lists_follow=True)
    turn.drop("helped", "budgets")
    answers.ANSWERS["ask_budget"](turn)
    return True


def _tells_facts(heard: Heard) -> bool:
    """Facts are noted, and it is asked on."""
    turn = heard.turn
    if not heard.known:
        return False
    _say_noted(heard)
    if asked := answers.surely_asked(turn):
        answers.answer_aside(turn, asked)
    elif _half_tells_work(heard):
        pass
    elif _is_out_of_work(turn):
        turn.intent, turn.confidence, turn.clauses = wished_work.SEEKS_WORK, 1.0, []
        needs.hear(turn)
        order.check_need(turn)
    elif not own_need.leads(turn):
        turn.say("utter_young_choices" if recognition.is_young(turn) else "utter_what_next")
    return True


def _tells_own_plan(heard: Heard) -> bool:
    if not heard.turn.slot("need_confirmed") or not own_steps.is_own_plan(heard.turn):
        return False
    order.change_step(heard.turn)
    return True


def _repeats_fact(heard: Heard) -> bool:
    if not correcting.say_known(heard.turn):
        return False
    heard.turn.say("utter_what_next")
    return True


def _half_tells_work(heard: Heard) -> bool:
    """Work that may be one of several is asked back, once."""
    if heard.turn.slot("maybe_occupations") in (None, heard.half_heard) or heard.turn.slot("status") == "student":
        return False
    situation.ask_which_work(heard.turn)
    return True


def _says_a_word(heard: Heard) -> bool:
    """A talk that begins with one word which may mean much: "rust", "zekerheid"."""
    turn = heard.turn
    is_unclear = turn.intent in ("inform", UNCLEAR) and not heard.known
    if not is_unclear or len(turn.typed()) > 1 or not need_check.is_bare_word(turn):
        return False
    opening.introduce(turn)
    need_check.ask(turn, again=False)
    return True


def _says_half(heard: Heard) -> bool:
    turn = heard.turn
    if not half_said.may_begin(turn):
        return False
    opening.introduce(turn)
    half_said.begin(turn)
    return True


def _says_something_beside(heard: Heard) -> bool:
    turn = heard.turn
    done = outside_forms.answers_beside(turn) or heard.pressed or own_need.take_wish(turn) or _takes_bare_name(turn)
    return _heard_if(turn, done)


def _tells_need_in_own_words(heard: Heard) -> bool:
    turn = heard.turn
    told = "" if turn.slot("needs") else own_need.told_surely(turn)
    if not told:
        return False
    opening.introduce(turn)
    own_need.take(turn, told, own_need.TAKES)
    return True


def _heard_if(turn: Turn, done: bool) -> bool:
    """Counts the message as understood when it was."""
    if done:
        turn.set("misses", 0)
    return done


def _say_noted(heard: Heard) -> None:
    corrected = any(before is not None for before in heard.known.values())
    repair.say_noted(heard.turn, set(heard.known), corrected=corrected)


def _is_out_of_work(turn: Turn) -> bool:
    """Whether no more was told than having no work: what is needed then is checked, and not asked in the open."""
    out_of_work = turn.learnt("status") and turn.slot("status") == "unemployed"
    return out_of_work and not turn.slot("needs") and wished_work.SEEKS_WORK not in turn.slot("denied", [])


def _takes_bare_name(turn: Turn) -> bool:
    return bool(turn.slot("needs")) and wish_answers.take_bare_name(turn)


def _asked_for_schemes(turn: Turn) -> bool:
    """Whether all that was asked so far is which schemes there are: facts told then make a better list."""
    return "budgets" in turn.slot("helped", []) and not turn.slot("needs") and not turn.slot("step")


def _answer_question(heard: Heard, answer: Callable[[Turn], None]) -> bool:
    """Answers a direct question; a need that is told beside it, when none is known yet, is given back after it."""
    turn = heard.turn
    correcting.read_back(turn, heard.known)
    told = [] if turn.slot("needs") else hearing.told_beside(turn)
    answer(turn)
    turn.set("misses", 0)
    if turn.slot("wants_human"):  # the answer was about the adviser that is wanted
        booking.start_booking(turn, turn.slot("wants_human"))
    elif told:
        turn.intent, turn.clauses = str(told[0]["intent"]), told
        needs.hear(turn)
        order.check_need(turn)
    return True


def after_aside(turn: Turn) -> None:
    """A human when one was asked for; after a sign of trouble what was said beside it, or any other subject."""
    if turn.slot("wants_human"):
        booking.start_booking(turn, turn.slot("wants_human"))
    elif turn.learnt("step_date") and not turn.waits and not turn.slot("plan_shown"):  # the day that was asked
        order.go_on(turn)
    elif turn.goes_on:
        beside = safety.take_up(turn) or ""
        turn.intent, turn.clauses = beside, []
        if needs.needs_in(turn):
            needs.hear(turn)
            turn.set("need_confirmed", None)  # the no was to our question: the need is asked back
            needs.give_back(turn)
            turn.follow_with("situation_form")
        elif not safety.answer_beside(turn, beside) and not safety.ask_again(turn):
            turn.say("utter_what_next")


def _comes_back(turn: Turn) -> bool:
    """ "Ik ben er weer", or "ga door met de test" after stopping in one."""
    in_test = turn.slot("left_form") == exercise_form.ExerciseForm.form and not turn.value("exercise")
    return turn.intent == "greet" or (turn.intent == "ask_test" and in_test)


def _puts_right(turn: Turn) -> bool:
    """Whether it says that what we offered or noted is not for them, and that had its answer."""
    had = refusing.has_already(turn) and left_out.tell(turn)
    return had or correcting.drops_guess(turn) or correcting.puts_work_right(turn)


def _sneers(turn: Turn) -> bool:
    """Whether a sneer at a computer is all that is said, however much it sounds like a question: it is asked on."""
    return recognition.met_now(turn, "asks") == SNEER and hearing.only_angry(turn) and recognition.ask_on(turn)


# After BEFORE_ALL, the first of these that takes it: orders before questions, questions before needs, facts last.
WAYS: tuple[Callable[[Heard], bool], ...] = (
    *(_answers_pending, _goes_on, _takes_step_back, _changes_list, _changes_plan),
    *(_makes_plain_move, _asks_clearly, _decides_early, _asks_plainly, _wishes_work, _puts_us_right, _asks),
    *(_complains, _carries_weight, _presses_moment, _comes_back_to_form, _asks_for_form, _is_young_and_lost),
    *(_asks_for_more, _tells_what_is_known, _tells_need, _refuses_work, _finds_it_too_much, _asks_what_now),
    *(_corrects, _says_yes_to_which, _is_young_and_does_not_know, _has_answer_by_intent),
    *(_tells_facts_for_schemes, _tells_story, _tells_facts, _tells_own_plan, _repeats_fact, _half_tells_work),
    *(_says_half, _says_a_word, _says_something_beside, _tells_need_in_own_words),
)
