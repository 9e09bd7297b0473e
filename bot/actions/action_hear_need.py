"""A need is heard: it is given back and checked, unless the message is something else first."""

from __future__ import annotations

from collections.abc import Callable

from bot.actions import (
    answers,
    asking,
    booking,
    cancelling,
    complaints,
    faint,
    half_said,
    hearing,
    hearsay,
    heavy,
    led_talk,
    misjudged,
    moves,
    moving,
    need_denials,
    needs,
    opening,
    order,
    outside_forms,
    own_need,
    own_steps,
    plain_asks,
    plain_moves,
    plan_changes,
    plan_editing,
    plan_gone,
    plan_orders,
    protesting,
    questions,
    recognition,
    refused_steps,
    repair,
    safety,
    urgency,
    wished_work,
    word_first,
)
from bot.actions.base import AnsweringAction
from bot.actions.facts import fill_facts
from bot.actions.outside_forms import LISTEN
from bot.actions.turn import Turn

SURE_OF_PART = 0.8  # that a part of a message asks


class ActionHearNeed(AnsweringAction):
    """The person said what they need: give it back and let them check it."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_hear_need"

    def respond(self, turn: Turn) -> None:
        """The first way that takes the message answers it; a need that is left is given back, and the situation form
        then waits for yes or no.
        """
        safety.hear_no(turn)  # "zo erg is het niet, ik ben gewoon op" only sounds like a need
        weighs = str(turn.slot("pending") or "")
        turn.set("pending", None)
        plan_orders.hear_denials(turn)
        word_first.explain(turn)
        if any(way(turn) for way in BEFORE_ALL):
            return
        opening.introduce(turn)
        fill_facts(turn)
        refused_steps.note(turn)
        wished_work.note_subject(turn)
        if any(way(turn) for way in LEAVES):
            return
        if faint.is_in_words(turn):
            faint.say(turn)
        recognition.say(turn)
        urgency.offer(turn)
        if weighs.startswith(heavy.PENDING) and _listens_if(turn, heavy.hear(turn, weighs)):
            return
        if not any(way(turn) for way in WAYS):
            _take_need(turn)


def _listens_if(turn: Turn, done: bool) -> bool:
    """The form does not follow when the message had its answer."""
    if done:
        turn.follow_with(LISTEN)
    return done


def _moves_appointment(turn: Turn) -> bool:
    done = cancelling.hear(turn) or moving.hear_outside(turn)
    return done and (bool(turn.names_next) or _listens_if(turn, True))


def _is_for_the_plan_or_us(turn: Turn) -> bool:
    """Whatever it sounds like, it is typed for a line of the plan, or only says that we had it wrong."""
    done = plan_gone.hear(turn) or plan_editing.hear(turn) or misjudged.hear(turn) or protesting.hear(turn)
    return _listens_if(turn, done)


def _goes_on_as_led(turn: Turn) -> bool:
    done = led_talk.follow(turn)
    return done and (bool(turn.names_next) or _listens_if(turn, True))


def _says_goodbye(turn: Turn) -> bool:
    """ "Niks, klopt allemaal. doei" only sounds like a need."""
    if turn.intent != "goodbye":
        return False
    answers.say_goodbye(turn)
    return _listens_if(turn, True)


def _wants_human(turn: Turn) -> bool:
    """What else was said is kept, and asked about later."""
    if turn.intent != "ask_human":
        return False
    booking.start_booking(turn, "asked")
    return True


def _says_half(turn: Turn) -> bool:
    if not half_said.others_want(turn) or not half_said.may_begin(turn):
        return False
    half_said.begin(turn)
    return _listens_if(turn, True)


def _changes_plan(turn: Turn) -> bool:
    if not plan_changes.hear(turn):
        return False
    outside_forms.after_plan_change(turn)
    if not turn.slot("detour"):
        turn.follow_with(LISTEN)
    turn.set("detour", None)
    return True


def _decides_early(turn: Turn) -> bool:
    if not own_need.leads(turn) or not own_steps.tells_early(turn):
        return False
    order.change_step(turn)
    return True


def _moves_or_wishes(turn: Turn) -> bool:
    """What is asked plainly, a wish for work, or a move with one plain answer; a clear question is none of them."""
    plain = plain_moves.find(turn)
    clear = None if plain else questions.find_clear(turn)
    if not clear and not plain and plain_asks.answer(turn):
        return _listens_if(turn, True)
    if not clear and wished_work.is_told(turn) and _answers_wish_at_once(turn):
        outside_forms.answer_wish(turn)
        return True
    if plain:
        wished_work.note(turn)
        plain(turn)
    return _listens_if(turn, plain is not None)


def _complains(turn: Turn) -> bool:
    return _listens_if(turn, complaints.answer(turn) or outside_forms.asks_on_in_anger(turn))


def _carries_weight(turn: Turn) -> bool:
    """Something heavy is told, and no new need beside it: it is asked on."""
    if not heavy.holds(turn) or outside_forms.tells_new_need(turn):
        return False
    heavy.ask_more(turn)
    return _listens_if(turn, True)


def _asks_for_more(turn: Turn) -> bool:
    return _listens_if(turn, not hearing.is_surely_told(turn) and repair.says_who_knows_more(turn))


def _take_need(turn: Turn) -> None:
    """Gives back the need that is left when all that is asked has its answer; or finds out which it is."""
    asked = questions.answer(turn)
    if asked and (turn.intent == "inform" or not hearing.is_need_beside(turn)):
        turn.follow_with(LISTEN)
        return
    if any(way(turn) for way in BESIDE_A_NEED):
        return
    answered = outside_forms.answers_beside(turn)
    if not _is_heard(turn):
        _find_out(turn, answered)
    elif outside_forms.is_known(turn):
        outside_forms.say_known(turn)
        turn.follow_with(LISTEN)
    else:
        if not (answered or asked):
            _answer_part(turn)
        needs.hear(turn)
        if turn.slot("needs"):
            order.check_need(turn)
        else:
            _find_out(turn)


def _answers_wish_at_once(turn: Turn) -> bool:
    """In a first message a wish is a need to be checked, unless it asks something or names what to learn."""
    is_special = wished_work.course_in(turn) or wished_work.wishes_meant(turn)
    return bool(turn.slot("needs") or is_special) or asking.asks_in_part(turn.words)


def _is_heard(turn: Turn) -> bool:
    """Whether a need is told: to who leads with words of their own only what is plain is another."""
    return (
        hearing.is_clear(turn) and bool(turn.is_button or hearing.needs_in(turn)) and not outside_forms.is_guess(turn)
    )


def _answer_part(turn: Turn) -> None:
    """Answers what a part of the message surely asks: "mijn knieen zijn op. wanneer mag ik stoppen"."""
    part = moves.part_that_makes(turn, "ask", sure=SURE_OF_PART)
    if part and (found := questions.find_in(turn, part, of_part=True)):
        whole = turn.intent, turn.confidence, turn.clauses
        found(turn)
        turn.intent, turn.confidence, turn.clauses = whole


def _find_out(turn: Turn, answered: bool = False) -> None:
    """The form asks what is meant; who has a plan keeps it until another need is clear, and who had an answer too."""
    if answered:
        turn.follow_with(LISTEN)
    elif need_denials.in_words(turn.words) and (words := own_need.told_in(turn.words)):
        own_need.take(turn, words, own_need.TAKES)
        turn.follow_with(LISTEN)
    elif need_denials.in_words(turn.words):  # a no to what nobody proposed needs no question
        turn.say("utter_left_out")
        turn.follow_with(LISTEN)
    elif own_need.take_wish(turn) or (hearsay.insists(turn.words) and repair.says_it_does_not_know(turn)):
        turn.follow_with(LISTEN)
    elif turn.slot("plan_shown") or own_need.leads(turn):
        repair.did_you_mean(turn)
        turn.follow_with(LISTEN)
    else:
        needs.set_aside(turn)


# In this order the first that takes a message answers it: before its facts are heard, what ends the talk, and the rest.
BEFORE_ALL: tuple[Callable[[Turn], bool], ...] = (_moves_appointment, _is_for_the_plan_or_us, _goes_on_as_led)
LEAVES: tuple[Callable[[Turn], bool], ...] = (_says_goodbye, _wants_human)
WAYS: tuple[Callable[[Turn], bool], ...] = (_says_half, _changes_plan, _decides_early, _moves_or_wishes)
BESIDE_A_NEED: tuple[Callable[[Turn], bool], ...] = (_complains, _carries_weight, _asks_for_more)
