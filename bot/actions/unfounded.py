"""A need of which no word stands in the message is a guess: nobody hears it back as if they had said it.

Which words may tell a need stands in bot/data/need_words.yml (`ground`). Without any the model must be next to sure.
"""

from __future__ import annotations

import re

from bot.actions.turn import Turn
from bot.actions.wording import word_table

SURE = 0.9  # without a word for it: of needs heard so surely on the held-out sentences no more than these are right


def hear(turn: Turn) -> None:
    """Lets go of such needs; they may still be offered on a button."""
    if turn.is_button or not turn.words:
        return
    ground, said = word_table("need_words")["ground"], f"{turn.words.lower()} {turn.said}"
    missing = {need for need, words in ground.items() if not re.search(words, said)}
    missing = {need for need in missing if turn.sureness(need) < SURE}
    turn.clauses = [clause for clause in turn.clauses if clause["intent"] not in missing]
    if turn.intent in missing:
        turn.hear_likeliest([clause for clause in turn.clauses if clause["intent"] != turn.intent])
