"""What the actions outside the forms have in common: a need that is known, anger, a wish, a change of the plan."""

from __future__ import annotations

from bot.actions import (
    answers,
    asking,
    hearing,
    need_denials,
    needs,
    order,
    own_need,
    plan_changes,
    recognition,
    repair,
    wish_answers,
)
from bot.actions.turn import Turn

LISTEN = "action_listen"  # Rasa's own: the rule's form does not follow


def is_known(turn: Turn) -> bool:
    """Whether a message after the plan only sounds like what the plan is about: that is not asked once more."""
    heard = hearing.needs_in(turn)
    return bool(turn.slot("plan_shown") and turn.words and heard) and set(heard) <= set(turn.slot("needs", []))


def say_known(turn: Turn) -> None:
    """Answers a question as far as we can; else that it is known, and stands in the plan."""
    turn.set("misses", 0)
    if repair.is_question(turn):
        repair.say_unknown(turn, [repair.human_button()])
    elif not turn.learnt("signposts"):  # else what it feels like had its own sentence
        turn.say("utter_need_known")


def asks_on_in_anger(turn: Turn) -> bool:
    """Whether anger is all that is said, and it was asked on; who says what is so beside a no has said something."""
    told = need_denials.in_words(turn.words) and own_need.told_in(turn.words)
    return not told and hearing.only_angry(turn) and recognition.ask_on(turn)


def is_guess(turn: Turn) -> bool:
    """Whether a need is only guessed, of who leads with words of their own."""
    return own_need.leads(turn) and not turn.is_button and not hearing.in_plain_words(turn)


def tells_new_need(turn: Turn) -> bool:
    """Whether a need is told that is not known yet: it is given back, and that is question enough. Of who was passed
    over only one in plain words is.
    """
    told = hearing.in_plain_words(turn) if recognition.tells(turn, recognition.PASSED_OVER) else hearing.needs_in(turn)
    return hearing.is_clear(turn) and not set(told) <= set(turn.slot("needs", []))


def answers_beside(turn: Turn) -> bool:
    """Answers a question that the model surely heard in a part of the message: it comes before a need beside it."""
    asks = asking.asks_in_part(turn.words) or turn.does("ask", sure=repair.SURE_OF_ASKING)
    asked = answers.surely_asked(turn) if asks else None
    return asked is not None and answers.answer_aside(turn, asked)


def answer_wish(turn: Turn) -> None:
    """Work that is wished for is shown at once; then the order goes on, unless there is a plan already."""
    needs.take_wish(turn)
    wish_answers.answer(turn)
    turn.follow_with(LISTEN if turn.slot("plan_shown") else "action_continue")


def after_plan_change(turn: Turn) -> None:
    """Another step when the one that was chosen does not fit any more; before the plan, anything else."""
    if turn.slot("detour") == plan_changes.CHANGE_STEP:
        order.change_step(turn)
    elif not turn.waits and not turn.slot("plan_shown"):
        turn.say("utter_what_next")
