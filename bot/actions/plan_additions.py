"""What the person wants to stand in their plan, in their words: "en da eerder stoppen moet er ook in staan"."""

from __future__ import annotations

import re
from typing import Any

from bot.actions import asking, kept_plan, plan_words, step_day
from bot.actions.turn import Turn
from bot.actions.wording import label, with_capital, word_table
from guidance.plans import Plan

SITUATION = "in_plan"  # the name under which the plan keeps these words
MOST_WORDS_OF_A_DAY = 3


def hear(turn: Turn) -> str:
    """Puts in the plan what the message asks to stand in it; those words, or nothing when it asks for none."""
    words = asked(turn.words) if turn.words and not turn.is_private else ""
    if not words:
        return ""
    kept_plan.save(turn, own_words=words)
    return add(turn, words)


def add(turn: Turn, words: str) -> str:
    """Puts words in the plan, once; as they stand there now."""
    new = [with_capital(each) for each in as_told(words)]
    told = [each for each in of(kept_plan.get(turn)) if each.lower() not in [one.lower() for one in new]]
    kept_plan.save_list(turn, SITUATION, [*told, *new])
    return kept_plan.BETWEEN.join(as_told(words))


def as_told(words: str) -> list[str]:
    """What is to stand there in sentences of their own: "dat ik geen diploma heb" is "ik heb geen diploma"."""
    table = _table()["that_told"]
    if not re.match(table["opens"], words.lower()):
        return [words]
    return [re.sub(table["order"], table["by"], each, flags=re.IGNORECASE) for each in re.split(table["ends"], words)]


def of(plan: Plan | None) -> list[str]:
    """What was asked to stand in the plan, in the order of asking."""
    return kept_plan.listed(plan, SITUATION)


def typed(plan: Plan) -> list[str]:
    """The same without what we put there ourselves: nobody is to read our words as those of the person."""
    return [each for each in of(plan) if each != label("plan", "school_duty")]


def strike(turn: Turn, words: str) -> None:
    """Takes out again what was asked for."""
    kept_plan.save_list(turn, SITUATION, [each for each in of(kept_plan.get(turn)) if each != words])


def asked(said: str) -> str:
    """The words that a message asks to stand in the plan; nothing when it asks for none."""
    table, said = _table(), plan_words.as_written(said)
    if words := missed(said):
        return words
    for sentence in re.split(table["parts"], said):
        part = re.sub(table["aside"], "", sentence, flags=re.IGNORECASE)
        found = (re.search(way, part, re.IGNORECASE) for way in table["ways"])
        first = next((match for match in found if match), None)
        if (
            first is None
            or re.search(table["not_in"], part.lower())
            or (asking.asks(part) and not re.match(table["asks_in"], part.lower()))
        ):
            continue
        words = re.sub(table["trail"], "", first["words"].strip(" .,!:?"), flags=re.IGNORECASE)
        behind = said[said.find(sentence) + len(sentence) :].strip(" .!")
        if re.match(table["open"], words.lower()) and behind and not asking.asks(behind):
            words = f"{words}: {behind}"  # "zet erbij wie ik moet bellen. de bedrijfsarts"
        words = re.sub(table["lead"], "", words, flags=re.IGNORECASE)
        that = re.search(table["that"], first.string[: first.start("words")], re.IGNORECASE)
        if that and re.match(table["person"], words.lower()):  # "dat ik eerder wil stoppen" is said with its "dat"
            words = f"{that[0].strip()} {words}"
        is_day = step_day.said_in(words) is not None and len(words.split()) <= MOST_WORDS_OF_A_DAY
        if not is_day and not re.search(table["no_words"], words.lower()):
            return words
    return ""


def missed(said: str) -> str:
    """What somebody finds missing in their plan: "waarom staat eerder stoppen er niet bij"; else nothing."""
    said = plan_words.as_written(said)
    lines = (re.sub(r"^\W+", "", line) for line in re.split(_table()["parts"], said))
    found = (re.search(way, line, re.IGNORECASE) for line in lines for way in _table()["missed"])
    return next((match["words"].strip(" .,!:?'\"“”") for match in found if match), "")


def _table() -> dict[str, Any]:
    table: dict[str, Any] = word_table("correcting")["in_plan"]
    return table
