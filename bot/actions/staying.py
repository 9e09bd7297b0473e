"""Whoever wants to go on with the work they have: what helps to stay, and what is hard in it, asked once."""

from __future__ import annotations

from bot.actions import asking, offers, schemes, step_fits, wished_work
from bot.actions.acts import Act
from bot.actions.turn import Turn

HEAVY = "need_zwaar_gezondheid"
PENDING = "what_is_hard"
ASKED = "utter_stay_ask"
HELPED = "stay"  # among what was helped with
MORE = ("talk_boss", "human")
FEWEST_WORDS, MOST_WORDS = 1, 25
OTHER_ACTS: tuple[Act, ...] = ("ask", "step", "correct", "wish", "human", "not_heard", "change_plan", "see_plan")
NO_ANSWER = ("affirm", "deny", "skip", "stop", "goodbye", "dont_know", "think", "ask_human", "thank", "resume")


def tell(turn: Turn, asks: bool = True) -> None:
    """Says that no other work is named any more; once also what helps to stay, and once, of who does not ask something
    themselves, what is hard.
    """
    turn.say("utter_keeps_work")
    help_to_stay(turn)
    if asks and not turn.slot("step") and ASKED not in turn.slot("signposts", []):
        turn.add("signposts", ASKED)
        turn.say(ASKED)
        turn.set("pending", PENDING)
        turn.waits = True


def help_to_stay(turn: Turn) -> None:
    """What helps to stay, once: the company doctor and the boss, or the own doctor for who works alone."""
    if HELPED not in turn.slot("helped", []):
        turn.add("helped", HELPED)
        turn.say(_help(turn), buttons=offers.buttons(MORE if schemes.has_boss(turn) else MORE[1:]))


def help_first(turn: Turn) -> None:
    """The same to who told that work is heavy and did not speak of other work: they may ask to see it."""
    turn.add("helped", HELPED)
    turn.say(_help(turn))
    turn.say("utter_stay_or_see", buttons=offers.buttons(offers.of_need(HEAVY)))


def _help(turn: Turn) -> str:
    heavy = HEAVY in (*turn.slot("needs", []), *turn.slot("remembered", []))
    doctor = schemes.has_boss(turn) and step_fits.is_possible(turn, step_fits.COMPANY_DOCTOR)
    return f"utter_stay_{'heavy' if heavy else 'work'}{'' if doctor else '_alone'}"


def hear(turn: Turn) -> bool:
    """The answer to what is hard, said back as something to take along; False when something else is said."""
    said = turn.said
    asks = asking.is_question(said) or wished_work.asks_after_all(turn) or wished_work.stays(turn)
    asks = asks or turn.does_any(OTHER_ACTS)
    is_other = turn.intent in NO_ANSWER or turn.intent.startswith("safety_")
    if turn.is_button or asks or is_other or not FEWEST_WORDS <= len(said.split()) <= MOST_WORDS:
        return False
    boss = "" if schemes.has_boss(turn) else "_alone"
    turn.say(f"utter_stay_told{boss}")
    turn.set("misses", 0)
    return True
