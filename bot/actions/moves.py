"""What the whole message does as an answer to what we said last: its words, weighed with the moment of the talk.

"Oké, doe die maar" chooses after a list and agrees after an offer. The model (bot/components/moves.py) reads the words;
how much likelier each move is at this moment than at others is counted in the turns it learnt from. Both decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Literal

from bot.actions.turn import Turn
from bot.actions.wording import word_table
from bot.talk_turns import ANY, talk_turns

Move = Literal[
    "tell", "feeling", "agree", "deny", "pick", "other_work", "courses", "money", "ask", "say_how", "what_now", "wish",
    "step", "moment", "human", "refuse_human", "refuse_work", "refuse_list", "refuse_plan", "correct", "not_heard",
    "see_plan", "change_plan", "think", "explain", "goodbye", "else",
]  # fmt: skip
SURE = 0.7  # from here on it is believed: bot/README.md
HARDLY = 0.2  # up to here a move is ruled out by a sure one
SURE_OF_CALL = 0.8  # that a human is wanted, which ends what was at hand
WEIGHT = 0.75  # of the moment, as an exponent: bot/README.md
UNSEEN = 27  # turns of every moment that are taken as spread like all others, so that nothing is impossible
OPENING = "opening"
MARKS = " .,!?;"  # at the ends of a part, and no part of what is done


def sureness(turn: Turn, *moves: Move) -> float:
    """How sure it is that the message in hand makes one of these moves; 0 for a button, or what was not read."""
    return sum(_likely(turn).get(move, 0.0) for move in moves)


def makes(turn: Turn, *moves: Move, sure: float = SURE) -> bool:
    """Whether the message surely makes one of these moves."""
    return sureness(turn, *moves) >= sure


def rules_out(turn: Turn, *moves: Move) -> bool:
    """Whether the message surely does something else than these, however much its words look like one of them."""
    other = max((sure for move, sure in _likely(turn).items() if move not in moves), default=0.0)
    return other >= SURE and sureness(turn, *moves) <= HARDLY


def hear_human(turn: Turn) -> None:
    """Takes the message for a call for a human when it surely is one."""
    if calls_human(turn):
        turn.intent, turn.confidence, turn.clauses = "ask_human", 1.0, []


def calls_human(turn: Turn) -> bool:
    """Whether a human is surely called for, and no sign of trouble: "stomme computer. geef maar een mens"."""
    return makes(turn, "human", sure=SURE_OF_CALL) and not turn.intent.startswith("safety_")


def moment(turn: Turn) -> str:
    """The moment of the talk at which the message came, by its name in bot/data/moments.yml."""
    table, question = word_table("moments"), turn.before("requested_slot")
    said = reversed(turn.told_before())
    last = next(
        (name for response in said for name, each in table["said"].items() if response.startswith(tuple(each))), OPENING
    )
    if not turn.in_form or question is None:
        return last
    if question == "appointment":
        return "plan" if turn.before("invited") else "moments"
    return str(table["asked"].get(question, last))


def part_that_makes(turn: Turn, *moves: Move, sure: float = SURE) -> str:
    """The first clause of the message in hand that surely makes one of these moves by its words alone; or nothing."""
    clauses = (each for each in turn.moves[1:] if str(each["text"]) in turn.words)
    return next(
        (str(each["text"]) for each in clauses if sum(each["likely"].get(move, 0.0) for move in moves) >= sure), ""
    )


def part_makes(turn: Turn, part: str, *moves: Move, sure: float = SURE) -> bool:
    """Whether this part of the message, read by itself, surely makes one of these moves."""
    said = part.strip(MARKS)
    alone = (each["likely"] for each in turn.moves if str(each["text"]).strip(MARKS) == said)
    return any(sum(likely.get(move, 0.0) for move in moves) >= sure for likely in alone)


def weighed(likely: Mapping[str, float], at: str) -> dict[str, float]:
    """The probabilities of a message by its words, weighed with the moment it came at; together they are 1."""
    lift = _lift(at)
    found = {move: sure * lift.get(move, 1.0) ** WEIGHT for move, sure in likely.items()}
    total = sum(found.values())
    return {move: sure / total for move, sure in found.items()}


def _likely(turn: Turn) -> Mapping[str, float]:
    """Each move of the message in hand with its probability here; nothing when the model did not read it."""
    said = turn.words.strip(MARKS)
    if not said or not turn.moves:
        return {}
    if ("moves", said) not in turn.memo:
        whole = turn.moves[0]["likely"] if turn.words == turn.typed_now else {}
        likely = next((each["likely"] for each in turn.moves if str(each["text"]).strip(MARKS) == said), whole)
        turn.memo["moves", said] = weighed(likely, moment(turn))
    found: Mapping[str, float] = turn.memo["moves", said]
    return found


@cache
def _lift(at: str) -> Mapping[str, float]:
    """How many times likelier each move is at this moment than at any."""
    everywhere, here = Counter[str](), Counter[str]()
    for (moment, move), count in _counted().items():
        everywhere[move] += count
        here[move] += count * (moment == at)
    total, seen = sum(everywhere.values()), sum(here.values())
    share = {move: count / total for move, count in everywhere.items()}
    return {move: (here[move] + UNSEEN * each) / (seen + UNSEEN) / each for move, each in share.items()}


@cache
def _counted() -> Counter[tuple[str, str]]:
    """How many turns there are of each moment and move."""
    return Counter((moment, move) for moment, _, move in talk_turns() if moment != ANY)
