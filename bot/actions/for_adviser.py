"""What is told while a talk is booked and is meant for the adviser: "praat rustig", "liever een vrouw".

It is no answer to our question and none of ours to act on: it is kept for the letter, word for word, in no slot.
"""

from __future__ import annotations

import re
from typing import Any

from bot.actions import asking, dates, introduced, kept_plan, languages, moves, repair
from bot.actions.sources import today
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import word_table
from guidance.phone_numbers import phone_in
from guidance.plans import Plan

SITUATION = "for_adviser"  # the name under which the plan keeps these words
SURE_OF_ELSE = 0.5
KEPT = "utter_for_adviser"


def hear(turn: Turn) -> bool:
    """Keeps what surely is for the adviser and says so; what else the message says goes on. False when nothing is."""
    if not turn.words or turn.is_private or turn.slot("note_line") or turn.intent.startswith("safety_"):
        return False
    parts = _parts(turn.words)
    told = [part for part in parts if _is_told(part)]
    if not told:
        return False
    rest = [part for part in parts if part not in told]
    told = [part for part in parts if part in told or not _may_be_answer(part)]
    _keep(turn, [" ".join(told)] if told == parts else told)
    turn.goes_on_with(" ".join(part for part in rest if part not in told))
    return True


def keep(turn: Turn) -> bool:
    """Keeps a message that tells something, and that nothing else was made of; False when it tells nothing."""
    words = turn.words
    is_short = len(words.split()) < _table()["fewest_words"]
    if turn.is_private or is_short or "?" in words or repair.is_question(turn) or languages.named(words):
        return False
    if not re.search(_table()["tells"], turn.said) or re.search(_table()["not_told"], turn.said):
        return False
    if turn.does("not_heard") or moves.makes(turn, "correct", "not_heard", "deny", "think", sure=SURE_OF_ELSE):
        return False
    _keep(turn, [words])
    return True


def is_private(turn: Turn) -> bool:
    """Whether it would be for the adviser, but stands with a sign of trouble: such words are kept nowhere."""
    return turn.is_private and any(map(_is_told, _parts(turn.words)))


def of(plan: Plan | None) -> list[str]:
    """What was told for the adviser, in the order of telling."""
    return kept_plan.listed(plan, SITUATION)


def strike(turn: Turn, words: str) -> None:
    """Takes it out again."""
    kept_plan.save_list(turn, SITUATION, [each for each in of(kept_plan.get(turn)) if each != words])


def _keep(turn: Turn, told: list[str]) -> None:
    table = _table()
    bare = [re.sub(table["adds"], "", re.sub(table["lead"], "", each, flags=re.I), flags=re.I) for each in told]
    bare = [re.sub(table["trail"], "", each) for each in bare]
    words = [each.replace(kept_plan.BETWEEN, ", ") for each in bare if each]
    if not words:
        return
    kept = [each for each in of(kept_plan.get(turn)) if each.lower() not in {new.lower() for new in words}]
    kept_plan.save_list(turn, SITUATION, [*kept, *words])
    turn.say(KEPT, words=AsTyped("” “".join(words)))


def _parts(words: str) -> list[str]:
    """The parts of a message that may each be something else: an answer, and what is told behind it."""
    first = re.match(_table()["short_first"], words)
    lead, rest = (first[0].rstrip(", "), words[first.end() :]) if first else ("", words)
    if lead and not _may_be_answer(lead):
        lead, rest = "", words
    return [part.strip() for part in (lead, *re.split(_table()["parts"], rest)) if part and part.strip()]


def _is_told(part: str) -> bool:
    return any(re.search(way, part.lower()) for way in _table()["told"])


def _may_be_answer(part: str) -> bool:
    """Whether a part beside it may be an answer or a question; what is neither was told in the same breath."""
    words = part.strip(" .,!")
    short = len(words.split()) < _table()["fewest_words"]
    when = dates.when(part, today())
    return bool(short or when or phone_in(part) or asking.asks(part) or introduced.bare_name(words))


def _table() -> dict[str, Any]:
    table: dict[str, Any] = word_table("for_adviser")
    return table
