"""Whether a sign of trouble that only the model hears, and not surely, has any ground in the words.

What the patterns of bot/data/safety.yml find is certain and never asked here. Recall comes first: a sign is passed by
only when no word of its kind stands in the message, and for suicide only when they surely go on about our plan.
"""

from __future__ import annotations

import re

from bot.actions import moves, recognition
from bot.actions.acts import Act
from bot.actions.moves import Move
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import word_table

SURE = 0.75  # from here on a sign is no guess
CERTAIN = 1.0  # what a pattern found
SURE_OF_ACT = 0.8
LIKELY_ASKS = 0.4  # beside a question mark; of unsure signs that were real, without a word of theirs, none had 0.2
# What tells of trouble; of who surely does something else a sign that is not sure is none.
TELLS: tuple[Move, ...] = ("tell", "feeling", "correct", "not_heard", "else")
ON_THE_PLAN: tuple[Act, ...] = ("change_plan", "refuse_plan", "see_plan", "correct", "not_heard")
CHECK, DEBT, VIOLENCE, BULLYING = "safety_check", "safety_debt", "safety_violence", "safety_bullying"
WORDED = (VIOLENCE, DEBT)  # of which the words that tell them are known


def are_missing(turn: Turn) -> bool:
    """Whether the sign of trouble of this message is a guess without any ground.

    Debt: what they say is a complaint about us, a fear of earning less, or what something costs. Violence: it is
    grief or tiredness that they tell.
    """
    if not turn.is_read or turn.confidence >= (CERTAIN if turn.intent == CHECK else SURE):
        return False
    if turn.intent == CHECK:
        tells_nothing = moves.rules_out(turn, *TELLS) or re.search(
            word_table("safety_about")["only_of_work"], turn.said
        )
        return is_about_plan(turn) or (is_faint(turn) and bool(tells_nothing))
    if turn.intent == DEBT and re.search(word_table("safety_about")["feared"][DEBT], turn.said):
        return not re.search(word_table("safety_about")["need"], turn.said)
    if turn.intent == DEBT and re.search(word_table("safety_about")["guilt"], turn.said):
        return not re.search(word_table("safety_about")["need"], re.sub(r"\bschuld\w+", " ", turn.said))
    asks = turn.intent in WORDED and (moves.makes(turn, "ask") or _asks_with_mark(turn))
    if (asks or turn.intent == BULLYING) and not _has_word(turn):
        return True
    is_else = {DEBT: recognition.complains, VIOLENCE: recognition.is_heavy}.get(turn.intent)
    words = word_table("safety_about")["grounds"].get(turn.intent)
    return bool(is_else and is_else(turn.words)) and not re.search(words, turn.said)


def _asks_with_mark(turn: Turn) -> bool:
    """Whether a question mark and what is done say that something is asked: of violence that is told neither does."""
    return turn.intent == VIOLENCE and "?" in turn.words and moves.sureness(turn, "ask") >= LIKELY_ASKS


def _has_word(turn: Turn) -> bool:
    """Whether a word of its kind stands in the message, as typed or as meant."""
    return bool(re.search(word_table("safety_about")["grounds"][turn.intent], f"{turn.words.lower()} {turn.said}"))


def is_faint(turn: Turn) -> bool:
    """Whether only the net hears suicide, in words of work and none of danger: "gouden kooi, een leeg gevoel"."""
    table = word_table("safety_about")
    said = re.sub(table["only_of_work"], " werk ", turn.said)
    guess = turn.intent == CHECK and turn.is_read and turn.confidence < CERTAIN
    if not guess or re.search(table["danger"], said):
        return False
    return bool(re.search(table["of_work"], said)) or any(each.certain for each in catalogue().occupations.link(said))


def is_about_plan(turn: Turn) -> bool:
    """Whether they surely put our plan right or complain of it, with no word of danger."""
    table, said = word_table("safety_about"), turn.said
    goes_on = re.search(table["of_plan"], said) and turn.does_any(ON_THE_PLAN, sure=SURE_OF_ACT)
    return bool(goes_on) and bool(turn.told_last(1)) and not re.search(table["danger"], said)
