"""Our answer was about something else: "ik vroeg wat het KOST", "de school? ik vroeg naar vacatures".

Who says so hears a short sorry; what they ask or say again has its answer, and nothing of theirs is put in question.
The words stand in bot/data/protesting.yml.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from bot.actions import answers, complaints, fields, plain_moves, questions, refusing, repair, subjects
from bot.actions.led_form import NEED_CHECK
from bot.actions.sentence import EMOJI, sentences
from bot.actions.sources import catalogue
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import word_table

SORRY, MISSED, SAY_AGAIN = "utter_misjudged", "utter_feel_misheard", "utter_last_none"
FEWEST_LEFT = 3  # words that tell something beside the protest
SHORT = 5  # words of a question that one of them says all of
SHORTEST_OF_OURS = 4  # letters of a word of ours that is given back


def hear(turn: Turn) -> bool:
    """Hears such a protest; False when there is none, or when what is said beside it is still to be heard."""
    if not turn.words or turn.intent.startswith("safety_") or not turn.last_heard():
        return False
    lines = sentences(turn.words)
    if turn.slot("plan_shown"):  # what is put right there may be a line of the plan, unless it surely asks
        meant = next((f"{found}?" for line in lines if (found := _meant(line))), "")
        return bool(meant and questions.find_in(turn, meant, of_part=True)) and _answer(turn, meant)
    if what := _insisted(turn):
        return _answer_insisted(turn, what)
    if turn.slot("requested_slot") == NEED_CHECK:  # a no is heard there in its own way, without what it gives back
        kept = [line for line in lines if not _is_echo(turn, line)]
        if kept and len(kept) < len(lines):
            turn.goes_on_with(" ".join(kept))
        return False
    if meant := next((found for line in lines if (found := _meant(line))), ""):
        asks_more = any(line.endswith("?") and not _is_echo(turn, line) and meant not in line for line in lines)
        return not asks_more and _answer(turn, meant)
    return _lets_go(turn, lines)


def _insisted(turn: Turn) -> str:
    """The work or the subject that is named once more; nothing where it is asked what work they do."""
    found = re.search(_table()["insists"], re.sub(rf"[{EMOJI}]", "", turn.words).strip(), re.IGNORECASE)
    if not found or turn.slot("requested_slot") == "occupation":
        return ""
    what = found["what"]
    return what if _is_work(what) or fields.fields_in(_wish(what)) or subjects.wished_in(_wish(what)) else ""


def _answer_insisted(turn: Turn, what: str) -> bool:
    """The way into the work that is meant, at once; a subject is heard like any wish."""
    asked = str(_table()["insists_work"]).format(what=what)
    if not _is_work(what):
        turn.goes_on_with(_wish(what))
        turn.intent = fields.NEED
        return False
    turn.goes_on_with(asked)
    found = questions.find_in(turn, asked, of_part=True)
    if found:
        turn.set("misses", 0)
        turn.say(MISSED)
        found(turn)
    return bool(found)


def _wish(what: str) -> str:
    return str(_table()["insists_subject"]).format(what=what)


def _is_work(what: str) -> bool:
    return any(each.certain for each in catalogue().occupations.link(what))


def was_met(turn: Turn) -> bool:
    """Whether a protest in this message was met with a sorry."""
    return bool({SORRY, MISSED} & {*turn.responses_said})


def _lets_go(turn: Turn, lines: list[str]) -> bool:
    against = [line for line in lines if _is_against(turn, line)]
    named = {line: each.best.id for line in lines for each in catalogue().occupations.link(line) if each.certain}
    if not against or not all(_is_own(turn, line, id_) for line, id_ in named.items()):
        return False
    turn.set("misses", 0)
    if named and (asked := complaints.asked_last(turn)) and (found := questions.find_in(turn, asked, of_part=True)):
        turn.say(MISSED)  # "basisschool?? ik ben vrachtwagenchauffeur": the same question, of their own work
        found(turn)
        return True
    left = " ".join(line for line in lines if line not in against and not _only_goes_with(line, lines, against))
    left = re.sub(_table()["leads"], "", left, flags=re.IGNORECASE)
    if SORRY not in turn.responses_said:
        turn.say(SORRY)
    if len(left.split()) >= FEWEST_LEFT:
        turn.goes_on_with(left)
        return False
    if complaints.asked_last(turn) and not any(re.search(_table()["not_said"], line.lower()) for line in against):
        turn.say(SAY_AGAIN)
        turn.waits = True
    return True


def _is_own(turn: Turn, line: str, occupation: str) -> bool:
    """Whether a sentence tells their own work, and does not ask why we named it."""
    return occupation == turn.slot("occupation") and "?" not in line


def _answer(turn: Turn, meant: str) -> bool:
    """Sorry, and the answer to what is meant, alone or behind the question before it; False when it is a question that
    may be heard in another way.
    """
    pattern, phrase = _table()["looks_for"]
    where_is, before = re.sub(pattern, phrase, meant), complaints.asked_last(turn)
    alone = bool(re.match(_table()["says_enough"], meant.lower()))
    asked = where_is if alone or not before else f"{before.rstrip(' ?.!')} {meant}"
    found = _find(turn, f"{asked.rstrip(' ?.!')}?", alone)  # "of dat geld kost" asks, without a form of it
    if alone and not found and not turn.in_form:
        return False
    turn.set("misses", 0)
    turn.say(MISSED)
    if found:
        found()
    else:
        turn.say("utter_last_not_known", asked=AsTyped(asked), where=repair.who_knows_of(turn, asked))
    return True


def _find(turn: Turn, words: str, alone: bool) -> Callable[[], object] | None:
    if found := questions.find_in(turn, words, of_part=True):
        return partial(found, turn)
    named = (name for name, sounds in _table()["asks"].items() if re.search(sounds, words.lower()))
    intent = next(named, None) if alone and len(words.split()) <= SHORT else None
    if intent in answers.SIDE_QUESTIONS:
        return partial(answers.SIDE_QUESTIONS[intent], turn)
    plain = plain_moves.find(turn)
    return partial(plain, turn) if plain else None


def _meant(line: str) -> str:
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
    is_short = line.rstrip().endswith("?") and len(line.split()) <= _table()["echo_words"]
    if not is_short or line.strip() == turn.words.strip() or re.match(_table()["begins_question"], line.lower()):
        return False
    if _is_shown(turn, line):  # "bedrijfsarts? nee joh" refuses a step, and "receptionist?" work
        return False
    words = re.findall(r"\w+", re.sub(_table()["small"], " ", line.lower()))
    heard = turn.last_heard().lower()
    return bool(words) and all(len(word) >= SHORTEST_OF_OURS and word in heard for word in words)


def _is_shown(turn: Turn, line: str) -> bool:
    """Whether a button on the screen or work is named in it."""
    titles = " ".join(each["title"] for each in turn.before("shown") or ())
    named = refusing.names(titles, line.lower()) or any(each.certain for each in catalogue().occupations.link(line))
    return bool(named)


def _only_goes_with(line: str, lines: list[str], against: list[str]) -> bool:
    """Whether a question stands right before "zei ik niet": it is what was not said."""
    place = lines.index(line)
    return line.rstrip().endswith("?") and place + 1 < len(lines) and lines[place + 1] in against


def _table() -> dict[str, Any]:
    table: dict[str, Any] = word_table("protesting")
    return table
