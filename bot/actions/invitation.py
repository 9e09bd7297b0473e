"""What a message says to the offer of an adviser: a clear yes or a moment of their own opens the calendar.

Whoever says "misschien" or "eerst dit" took no offer, and whoever goes on about something else is heard about that.
"""

from __future__ import annotations

import re

from bot.actions import dates, moves, pending, refusing
from bot.actions.sources import today
from bot.actions.turn import Turn
from bot.actions.wording import word_table

LIKELY = 0.1  # that a yes is one to a human, and not to the plan: "mooi. klaar, bedankt"
ASKS_FOR_MOMENTS = (*refusing.WAYS_TO_A_HUMAN, "move_booking", "resume")


def accepts(turn: Turn) -> bool:
    """Whether the offer is taken: by a button, a yes, a wish for a human, or a day that is named for the talk."""
    if not turn.words:
        return True
    said, names_moment = turn.said, _names_moment(turn)
    yes = pending.says_yes(turn) and moves.sureness(turn, "human") >= LIKELY
    if moves.makes(turn, "human") or (yes and moves.makes(turn, "agree", "human")):  # "ja een adviseur is wel fijn"
        return True
    if postpones(said):
        return False
    if re.search(word_table("invitation")["yes_but"], said):
        return names_moment
    asks = turn.intent in ASKS_FOR_MOMENTS or bool(re.search(word_table("invitation")["asks"], said))
    return names_moment or asks or pending.says_yes(turn) or says_yes_beside(turn.words)


def says_yes_beside(words: str) -> bool:
    """Whether a yes in any language stands before or behind something else: "human in English please, yes"."""
    return bool(re.search(word_table("invitation")["yes_beside"], words.lower())) and not postpones(words)


def postpones(words: str) -> bool:
    """Whether words leave it for another time, or open."""
    return bool(re.search(word_table("invitation")["postpones"], words.lower()))


def puts_off(words: str) -> bool:
    """Whether words behind a no to the moments that stand there want no other moments: "nee nog niet"."""
    return bool(re.search(word_table("invitation")["puts_off"], words.lower()))


def _names_moment(turn: Turn) -> bool:
    """Whether nothing but a moment is named: "vrijdag kan ik", and not "dinsdag zijn de kinderen naar school"."""
    beside = re.sub(r"\s", "", word_table("invitation")["beside_moment"])
    words = re.findall(r"[\w.:]*\w", turn.said)
    return dates.when(turn.words, today()) is not None and all(re.fullmatch(beside, word) for word in words)
