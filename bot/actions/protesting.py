"""Our answer was about something else: "ik vroeg wat het KOST", "de school? ik vroeg naar vacatures".

Who says so hears a short sorry; what they ask or say again has its answer, and nothing of theirs is put in question.
The words stand in bot/data/protesting.yml.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from bot.actions import answers, complaints, fields, questions, repair
from bot.actions.led_form import NEED_CHECK
from bot.actions.sentence import sentences
from bot.actions.sources import catalogue
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import word_table

SORRY, MISSED, SAY_AGAIN = "utter_misjudged", "utter_feel_misheard", "utter_last_none"
FEWEST_LEFT = 3  # words that tell something beside the protest
SHORTEST_OF_OURS = 4  # letters of a word of ours that is given back


def hear(turn: Turn) -> bool:
    """Hears such a protest; False when there is none, or when what is said beside it is still to be heard."""
    elsewhere = (
        turn.slot("plan_shown") or turn.slot("requested_slot") == NEED_CHECK or turn.intent.startswith("safety_")
    )
    if not turn.words or elsewhere or not turn.last_heard():
        return False
    lines = sentences(turn.words)
    against = [line for line in lines if _is_against(turn, line)]
    meant = next((found for line in lines if (found := _meant(turn, line))), "")
    if meant:
        return _answer(turn, meant)
    if not against:
        return False
    turn.set("misses", 0)
    left = " ".join(line for line in lines if line not in against and not _only_goes_with(line, lines, against))
    left = re.sub(_table()["leads"], "", left, flags=re.IGNORECASE)
    turn.say(SORRY)
    if len(left.split()) >= FEWEST_LEFT:
        turn.goes_on_with(left)
        return False
    if complaints.asked_last(turn) and not any(re.search(_table()["not_said"], line.lower()) for line in against):
        turn.say(SAY_AGAIN)
        turn.waits = True
    return True


def _answer(turn: Turn, meant: str) -> bool:
    """Sorry, and the answer to what is meant, alone or with the question before it."""
    pattern, phrase = _table()["looks_for"]
    where_is, before = re.sub(pattern, phrase, meant), complaints.asked_last(turn)
    alone = re.match(_table()["says_enough"], meant.lower())
    asked = where_is if alone or not before else f"{before.rstrip(' ?.!')} {meant}"
    turn.set("misses", 0)
    turn.say(MISSED)
    if found := _find(turn, asked, bool(alone)):
        found()
    else:
        turn.say("utter_last_not_known", asked=AsTyped(asked), where=repair.who_knows_of(turn, asked))
    return True


def _find(turn: Turn, words: str, alone: bool) -> Callable[[], object] | None:
    if found := questions.find_in(turn, words, of_part=True):
        return partial(found, turn)
    if not alone:  # what was answered before was no answer to this
        return None
    intent = next((name for name, sounds in _table()["asks"].items() if re.search(sounds, words.lower())), None)
    return partial(answers.SIDE_QUESTIONS[intent], turn) if intent in answers.SIDE_QUESTIONS else None


def _meant(turn: Turn, line: str) -> str:
    """What is asked again; nothing when it is a fact, work or a day, which are heard in their own way."""
    table = _table()
    found = next((each for way in table["again"] if (each := re.search(way, line, re.IGNORECASE))), None)
    meant = found["meant"].strip(" .?!") if found else ""
    if not meant or re.search(table["not_this"], line.lower()):
        return ""
    is_else = re.search(table["else"], meant.lower()) and not meant.lower().startswith("per ")
    if is_else or fields.fields_in(line) or any(each.certain for each in catalogue().occupations.link(meant)):
        return ""
    return meant


def _is_against(turn: Turn, line: str) -> bool:
    """Whether a sentence says that ours was beside the point, or gives it back as a question."""
    table, said = _table(), line.lower()
    return bool(re.search(table["not_this"], said) or re.search(table["nothing_to_do"], said)) or _is_echo(turn, line)


def _is_echo(turn: Turn, line: str) -> bool:
    if not line.rstrip().endswith("?") or len(line.split()) > _table()["echo_words"]:
        return False
    words = re.findall(r"\w+", re.sub(_table()["small"], " ", line.lower()))
    heard = turn.last_heard().lower()
    return bool(words) and all(len(word) >= SHORTEST_OF_OURS and word in heard for word in words)


def _only_goes_with(line: str, lines: list[str], against: list[str]) -> bool:
    """Whether a question stands right before "zei ik niet": it is what was not said."""
    place = lines.index(line)
    return line.rstrip().endswith("?") and place + 1 < len(lines) and lines[place + 1] in against


def _table() -> dict[str, Any]:
    table: dict[str, Any] = word_table("protesting")
    return table
