"""What is put right in the note for an adviser by typing it: the work of now, a language, a wish; the rest stays."""

from __future__ import annotations

import re
from typing import Any

from bot.actions import kept_plan, languages, own_work, plan_contents, plan_wish
from bot.actions.sentence import sentences
from bot.actions.sources import catalogue, database, now
from bot.actions.turn import Turn
from bot.actions.wording import word_table
from guidance import notes

SITUATION = "situation"


def hear(turn: Turn) -> bool:
    """Takes what the message says is otherwise; True when something in the note changed by it."""
    if not turn.words or turn.is_private or turn.slot("note_line"):
        return False
    work, language = _hear_work(turn), languages.keep_wish(turn)
    wish = plan_wish.hear(turn, instead=True) if _corrects(turn) or work or language else ""
    if not (work or language or wish):
        return False
    _let_go_of_own_line(turn, bool(work or language))
    return True


def keeping_the_rest(turn: Turn, typed: str) -> str:
    """What was typed for the situation, with the facts that it does not speak of: these still hold."""
    _hear_work(turn)
    known = plan_contents.about(turn, kept_plan.get(turn))
    if _works_named(typed):  # what they do stands in their own words then
        known = [fact for fact in known if fact.rstrip(".") != own_work.told(turn).rstrip(".")]
    told = [fact for fact in known if not any(word in typed.lower() for word in _telling(fact))]
    return " ".join([typed.strip().rstrip(".") + ".", *told]) if told else typed


def _hear_work(turn: Turn) -> bool:
    """The work of now: "i am order picker now", "ik ben geen kok meer, ik ben bakker"."""
    for line in sentences(turn.words):
        found = re.search(_table()["work_now"], line, re.IGNORECASE)
        works = _works_named(found["work"]) if found else []
        if works and works[0] != turn.slot("occupation"):
            turn.set("occupation", works[0])
            turn.set("sector", catalogue().occupations.get(works[0]).sector)
            return True
    return False


def _works_named(words: str) -> list[str]:
    return [mention.best.id for mention in catalogue().occupations.link(words) if mention.certain]


def _corrects(turn: Turn) -> bool:
    said = turn.said
    return bool(re.search(_table()["corrects"], said) or re.search(word_table("correcting")["says_so"], said))


def _let_go_of_own_line(turn: Turn, situation_changed: bool) -> None:
    """A situation they wrote themselves before gets what is said now in front of it."""
    note = notes.get(database(), turn.conversation_id)
    own = next((line for line in (note.lines if note else ()) if line.own and line.key == SITUATION), None)
    if own and situation_changed:
        text = f"{turn.words.strip().rstrip('.')}. {own.text}"
        notes.rewrite(database(), turn.conversation_id, notes.NoteLine(SITUATION, own.label, text), now())


def _telling(fact: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]{5,}", fact.lower()) if not re.fullmatch(_table()["common"], word)}


def _table() -> dict[str, Any]:
    table: dict[str, Any] = word_table("correcting")["note"]
    return table
