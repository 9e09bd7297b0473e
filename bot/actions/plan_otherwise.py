"""A line of the plan put otherwise: what is typed for it stands there as it was typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from bot.actions import (
    kept_plan,
    need_names,
    own_steps,
    own_work,
    plan_day,
    plan_known,
    plan_lines,
    plan_wish,
    work_words,
)
from bot.actions.facts import fill_facts
from bot.actions.plan_lines import Line
from bot.actions.sources import today
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import label, with_capital, word_table
from guidance import plans


def put(turn: Turn, line: Line) -> str:
    """Puts what was typed in the place of a line; a sentence that says how it stands there now, or nothing when the
    words are not understood: a day must be one.
    """
    if line.kind == plan_lines.DAY:
        return _day(turn)
    words = tidy(turn.words)
    return label("plan", "now_says").format(words=put_words(turn, line, words))


def put_words(turn: Turn, line: Line, words: str) -> str:
    """Puts words in the place of a line; the words that stand there now."""
    return WAYS.get(line.kind, _other)(turn, line, words)


def tidy(typed: str) -> str:
    """What is to stand there, without what only stands around it: "nee, niet rekenen. alleen Nederlands leren"."""
    table = _table()
    parts = re.split(table["parts"], typed.strip())
    telling = [part for part in parts if not re.match(table["not_so"], part.lower())]
    words = " ".join(telling or parts)
    for around in table["around"]:
        words = re.sub(around, "", words, flags=re.IGNORECASE).strip() or words
    return words.strip(' .,;:"“”')


def in_work_words(typed: str) -> str:
    """The name of work alone; what was shouted is written as other words are."""
    return work_words.spoken_softly(re.sub(_table()["work_lead"], "", typed, flags=re.IGNORECASE))


def change_need(turn: Turn, line: Line, need: str) -> str:
    """Another need in the place of one."""
    needs = [need if each == line.id else each for each in turn.slot("needs", [])] or [need]
    if line.id != need:
        plan_lines.strike(turn, line)
    plan_lines.want(turn, need)
    turn.set("needs", list(dict.fromkeys(needs)))
    need_names.put_in_words(turn, need, "")
    kept_plan.save(turn, need=plans.NEEDS_JOIN.join(turn.slot("needs")))
    return label("plan", "now_says").format(words=need_names.in_plan(turn, need).rstrip("."))


def _need(turn: Turn, line: Line, words: str) -> str:
    need_names.put_in_words(turn, line.id, words)
    kept_plan.save(turn, own_words=words)
    return with_capital(words)


def _wish(turn: Turn, line: Line, words: str) -> str:
    bare = re.sub(_table()["wish_around"], "", words, flags=re.IGNORECASE).strip()
    plan_lines.strike(turn, line)
    plan_wish.put(turn, bare)
    return bare


def _own_words(turn: Turn, line: Line, words: str) -> str:
    kept = {plan_lines.OWN_WORDS: words}
    kept_plan.save(turn, own_words=words, situation=kept)
    return words


def _work(turn: Turn, line: Line, words: str) -> str:
    work = in_work_words(words)
    own_work.put_in_words(turn, work, past=bool(re.search(_table()["work_past"], turn.said)))
    return work


def _fact(turn: Turn, line: Line, words: str) -> str:
    """The fact as it is told; words that tell none stand in the plan as they are."""
    fill_facts(turn, line.id)
    if turn.learnt(line.id) or turn.learnt("place"):
        told = next(each for each in plan_lines.all_of(turn) if (each.kind, each.id) == (line.kind, line.id))
        return told.text.rstrip(".")
    return _other(turn, line, words)


def _step(turn: Turn, line: Line, words: str) -> str:
    before, named = turn.slot("step_date"), own_steps.day_beside(turn)
    own_steps.store(turn, AsTyped(words), turn.words)
    if before and not named:
        plan_day.keep(turn, max(date.fromisoformat(before), today()))
    return str(turn.slot("step")).rstrip(".")


def _day(turn: Turn) -> str:
    day = plan_day.day_in(turn.words) or own_steps.leave_day_open(turn)
    if day is None or day < today():
        return ""
    plan_day.keep(turn, day)
    return plan_day.told(day)


def _other(turn: Turn, line: Line, words: str) -> str:
    plan_lines.strike(turn, line)
    return with_capital(plan_known.add(turn, words))


WAYS: dict[str, Callable[[Turn, Line, str], str]] = {
    plan_lines.NEED: _need,
    plan_lines.WISH: _wish,
    plan_lines.OWN_WORDS: _own_words,
    plan_lines.WORK: _work,
    plan_lines.FACT: _fact,
    plan_lines.STEP: _step,
}


def _table() -> dict[str, Any]:
    return word_table("plan_editing")
