"""How somebody told their own story: the first words that tell it stand in the plan, and in the note for an adviser.

What a message does decides (`moves`): no answer to a question of ours, no correction, nothing asked. Better no quote
than a strange one.
"""

from __future__ import annotations

import re
from typing import Any

from bot.actions import asking, introductions, kept_plan, moves, refusing
from bot.actions.moves import Move
from bot.actions.sentence import WITH_ITS_MARKS
from bot.actions.turn import Turn
from bot.actions.wording import labels, word_table
from guidance.plans import Plan

KEPT = "own_words"  # the name under which the plan keeps them
QUOTE = "quote"  # the kind under which is kept that words of theirs are not to be quoted
TELLS: tuple[Move, ...] = ("tell", "feeling", "wish")
SAYS_TO_US: tuple[Move, ...] = ("ask", "say_how", "what_now", "courses", "money", "not_heard", "human", "goodbye")
SURE, SURE_AT_OPENING, SURE_OF_PART = 0.6, 0.3, 0.6
MOMENTS = (
    "opening",
    "check",
    "noted",
    "feeling",
    "answered",
    "unknown",
)  # when nothing is asked that words would answer
FIRST_MESSAGES = 4
FEWEST_WORDS, ENOUGH_WORDS, MOST_WORDS = 3, 15, 35
NEVER_QUOTED = ("rude", "about_dying", "doubts", "greets", "only_fact", "to_us", "cut_off", "hearsay")


def told(turn: Turn) -> str:
    """What is to be quoted of this message; nothing when it does not tell, or comes later than a story is told."""
    if not turn.typed_now or turn.has_spoken or len(turn.typed()) > FIRST_MESSAGES or not _tells(turn):
        return ""
    return quote_of(turn.typed_now, turn)


def _tells(turn: Turn) -> bool:
    if not turn.moves:  # nothing read what it does
        return turn.intent.startswith("need_")
    at = moves.moment(turn)
    if at == moves.OPENING and moves.part_that_makes(turn, *TELLS, sure=SURE_OF_PART):  # beside a question
        return True
    return at in MOMENTS and moves.makes(turn, *TELLS, sure=SURE_AT_OPENING if at == moves.OPENING else SURE)


def keep(turn: Turn, words: str) -> None:
    """Keeps these words to be quoted, unless there are some or none were wanted."""
    if not words or turn.is_private or refusing.refused(turn, QUOTE):
        return
    plan = kept_plan.get(turn)
    if plan is None or not plan.situation.get(KEPT):
        kept_plan.save(turn, situation={KEPT: words})


def of(turn: Turn, plan: Plan) -> str:
    """The words that are quoted now; nothing when they stand in the plan already."""
    own = str(plan.situation.get(KEPT) or "")
    others = {str(value).casefold().strip(" .") for name, value in plan.situation.items() if name != KEPT}
    return "" if own.casefold().strip(" .") in others else own


def quote_of(words: str, turn: Turn | None = None) -> str:
    """The first sentences beside each other that tell, letter for letter, as far as a quote goes."""
    runs: list[list[str]] = [[]]
    for sentence in filter(str.strip, WITH_ITS_MARKS.findall(words)):
        bare = _bare(sentence)
        says_to_us = turn is not None and moves.part_makes(turn, bare, *SAYS_TO_US, sure=SURE_OF_PART)
        runs[-1:] = [[*runs[-1], bare]] if _may_be_quoted(bare) and not says_to_us else [runs[-1], []]
    found = (_short(run) for run in runs)
    return next((text for text in found if len(text.split()) >= FEWEST_WORDS), "")


def _bare(sentence: str) -> str:
    """The sentence without a greeting or a name in front, and without a question or doubt about oneself behind."""
    bare = re.sub(_table()["greeting"], "", sentence, flags=re.IGNORECASE)
    bare = re.sub(_table()["doubt_behind"], "", bare, flags=re.IGNORECASE)
    nameless = introductions.without_name(bare)
    if nameless != bare.strip(" ,.;"):
        bare = bare[bare.rindex(nameless) :] if bare.rstrip(" ,.;").endswith(nameless) else ""
    while "," in bare and asking.asks(bare.rpartition(",")[2]):
        bare = bare.rpartition(",")[0]
    return bare


def _may_be_quoted(sentence: str) -> bool:
    """No question, shouting, swearing or doubt about oneself, nothing said to us or by others, no half a sentence."""
    said = sentence.strip().lower()
    if any(re.search(_table()[way], said) for way in NEVER_QUOTED) or re.search(labels()["answers"]["no_quote"], said):
        return False
    shouts = re.search(_table()["shouts"], re.sub(_table()["capitals"], "", sentence))
    return not shouts and len(said.split()) > 1 and not asking.asks(said)


def _short(run: list[str]) -> str:
    """Whole sentences, and clauses of the next when these are few, up to the most words of a quote."""
    kept = ""
    for sentence in run:
        if len((kept + sentence).split()) <= MOST_WORDS:
            kept += sentence
            continue
        for clause in re.split(r"(?=,| en | maar | dus )", sentence) if len(kept.split()) < ENOUGH_WORDS else ():
            if len((kept + clause).split()) > MOST_WORDS:
                break
            kept += clause
        break
    return kept.strip(" ,\n")


def _table() -> dict[str, Any]:
    table: dict[str, Any] = word_table("correcting")["quotes"]
    return table
