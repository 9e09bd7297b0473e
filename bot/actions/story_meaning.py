"""What a message tells about somebody's work where no pattern knows the words: by examples (bot/data/story_examples).

Like `question_meaning`, with the same votes; what asks, decides or only states a fact is among the examples as "none".
"""

from __future__ import annotations

from functools import lru_cache

from bot.actions import asking, moves
from bot.actions.example_sets import ExampleSets
from bot.actions.moves import Move
from bot.actions.turn import Turn

# Chosen on tests/bot/held_out_stories, where few are met with the wrong sentence; the figures stand in bot/README.md.
SURE, AHEAD = 0.22, 0.06
SURE_OF_CLAUSE = 0.3  # of a clause that is torn from its sentence
TELLS: tuple[Move, ...] = ("tell", "feeling")
TELLS_LITTLE = 0.35  # below this it does something else
FACT, SURE_OF_FACT = "inform", 0.6  # what is only a fact is no story
SHORTEST = 3  # words
MOST_PARTS = 8
NONE = "none"
SETS = ExampleSets("story_examples")


def told(turn: Turn) -> str | None:
    """The set of examples that the message surely tells like; None when it asks or tells nothing we are sure of."""
    if not turn.words or moves.sureness(turn, *TELLS) < TELLS_LITTLE:
        return None
    if turn.intent == FACT and turn.confidence >= SURE_OF_FACT:
        return None
    sentences = list(dict.fromkeys([turn.said, *asking.parts(turn.said)]))[:MOST_PARTS]
    told = (each for each in turn.clauses if each["intent"] != FACT or each["confidence"] < SURE_OF_FACT)
    clauses = [str(each.get("text", "")).lower() for each in told][:MOST_PARTS]
    found = [sure for part in sentences if (sure := _surely(part))]
    found += [sure for part in clauses if (sure := _surely(part)) and sure[1] >= SURE_OF_CLAUSE]
    return max(found, key=lambda each: each[1])[0] if found else None


def response(topic: str) -> str:
    """The response that meets it."""
    return str(SETS.entries[topic]["says"])


@lru_cache(maxsize=2 * MOST_PARTS)  # people's words are not kept longer
def surest(text: str) -> tuple[str, float] | None:
    """The set that gets the most votes for this text, with how many, when that is sure; None for "none"."""
    (name, votes), (_, next_votes) = SETS.votes().ranked(text)[:2]
    return (name, votes) if votes >= SURE and votes - next_votes >= AHEAD and name != NONE else None


def _surely(part: str) -> tuple[str, float] | None:
    is_told = len(part.split()) >= SHORTEST and not (asking.is_question(part) or asking.wants_answer(part))
    return surest(part) if is_told else None
