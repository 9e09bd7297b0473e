"""A step named to be refused: "die bedrijfsarts ben ik al geweest, zinloos", "en weer dat Werkcentrum".

It is noted, taken out of the plan when it stood there, and not offered again. The words stand in bot/data/steps.yml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from bot.actions import asking, kept_plan, refusing, step_options
from bot.actions.step_fits import STEP, known_steps, refers, step_of, take_out
from bot.actions.turn import Turn
from bot.actions.wording import in_sentence, labels, sentence_list, with_capital, word_table

CHANGE_STEP = "change_step"
MOST_WORDS_OF_A_NAME = 3
NONE = "step:none"  # among what was asked: none of the steps that stood there was wanted


@dataclass
class Refused:
    """The ids of the steps a message refuses, those of them that were done before, and what else it says."""

    ids: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)


def find(words: str) -> Refused:
    """Reads a message part by part; what is thought of a step may stand in the part that follows its name."""
    words = re.sub(_table()["asks_behind"], r"? ", words, flags=re.IGNORECASE)
    heard, last = Refused(), list[str]()
    for typed in re.split(_table()["parts"], words, flags=re.IGNORECASE):
        part = typed.lower()
        if not part.strip():
            continue
        named, before = _named(part), bool(re.search(_table()["before"], part))
        judged = before or _is_verdict(part)
        named += [id_ for id_ in _never_wanted(part) if id_ not in named]
        if named and (_refuses(part, named) or _never_wanted(part)):
            pass
        elif not named and last and judged and "?" not in part:
            named = last
        elif not named and set(last) <= set(heard.ids) and last and re.search(_table()["goes_on"], part):
            continue  # more about what is refused: "die zegt rustig aan doen"
        else:
            heard.rest.append(typed)
            last = [] if re.search(_table()["wants"], part) else named or last
            continue
        last = named
        heard.ids += [id_ for id_ in named if id_ not in heard.ids]
        heard.before += [id_ for id_ in named if before and id_ not in heard.before]
    heard.rest = [part for part in heard.rest if not _only_names(part.lower(), heard.ids)]
    return heard


def complains(said: str) -> bool:
    """Whether a part of a message speaks of something as done before or as no use, so that it chooses nothing."""
    text = said.lower()
    if re.search(_table()["wants"], text) and not re.search(_table()["denied"], text):
        return False
    ways = ("before", "again", "verdict")
    return any(re.search(_table()[way], text) for way in ways)


def note(turn: Turn) -> Refused:
    """Keeps what the message refuses of the steps, and what of it was done before; says nothing."""
    heard = find(turn.words) if turn.words else Refused()
    for id_ in heard.ids:
        refusing.refuse(turn, STEP, id_)
    tried = [code for id_ in heard.before if (code := known_steps()[id_].get("tried"))]
    if tried:
        kept_plan.save(turn, tried=tried)
    return heard


def hear(turn: Turn) -> bool:
    """Says that a step is left out, once steps were spoken of; False when none is, or the message says more."""
    heard = note(turn)
    if not heard.ids or not has_come_to_steps(turn):
        return False
    names = list(refusing.hear_all(turn))
    names += [in_sentence(str(known_steps()[id_]["out"])) for id_ in heard.ids]
    done_before = set(heard.before) == set(heard.ids)
    response = "utter_step_done_before" if done_before else "utter_step_left_out"
    turn.say(response, steps=with_capital(sentence_list(names)))
    turn.set("choosing", None)
    if step_of(str(turn.slot("step", ""))) in heard.ids:
        take_out(turn)
        turn.set("detour", CHANGE_STEP)
        return True
    rest = " ".join(part for part in heard.rest if not refusing.is_angry(part))
    if _says_more(turn, rest):
        turn.goes_on_with(rest)
        return False
    return True


def hear_none(turn: Turn) -> bool:
    """ "Geen van die drie": the steps on the screen go, and others come; False when no such thing is said.

    Of work or trainings that were shown it is said as well: it is the steps when they stood on the screen.
    """
    table, said = word_table("step_words"), turn.said
    shown = [id_ for id_ in step_options.on_screen(turn) if id_ in known_steps()]
    found = re.search(table["none_of_these"], said)
    if not found or not shown:
        return False
    for id_ in shown:
        refusing.refuse(turn, STEP, id_)
    turn.add("asked", NONE)
    return True


def answer_none(turn: Turn, buttons: list[dict[str, str]]) -> None:
    """Other steps for who wanted none of the first, or the word to who has seen them all."""
    turn.drop("asked", NONE)
    turn.say("utter_other_steps" if buttons else "utter_no_more_steps", buttons=buttons)


def _says_more(turn: Turn, rest: str) -> bool:
    """A question, or something the person is going to do or wants: mere anger beside a refusal asks for no answer."""
    table = word_table("steps")
    said = rest.lower()
    ways = (_table()["wants"], table["wishes"], *table["own_step"])
    return bool(rest) and (asking.asks_in_part(said) or any(re.search(way, said) for way in ways))


def _refuses(part: str, named: list[str]) -> bool:
    """Whether a part with the name of a step refuses it; a plain question refuses nothing but what comes again."""
    table = _table()
    if re.search(table["wants"], part):
        return False
    opens_question = re.match(labels()["answers"]["question"], part.strip())
    if re.search(table["again"], part) or (re.search(table["marks"], part) and not opens_question):
        return True
    if asking.asks(part):
        return False
    return bool(re.search(table["before"], part)) or _is_verdict(part) or any(_is_no(part, id_) for id_ in named)


def _is_no(part: str, id_: str) -> bool:
    """A plain no near the name: "niet naar de bedrijfsarts", but not "ik weet niet wat een bedrijfsarts is"."""
    table = _table()
    found = re.search(refers(known_steps()[id_]), part)
    if found is None or re.search(table["no_denial"], part):
        return False
    near = [*part[: found.start()].split()[-table["name_words"] :], *part[found.end() :].split()[: table["name_words"]]]
    return bool(re.search(table["denied"], " ".join(near)))


def _is_verdict(part: str) -> bool:
    return bool(re.search(_table()["verdict"], part))


def _only_names(part: str, ids: list[str]) -> bool:
    """Whether a part says no more than the name of what is refused: "bedrijfsarts? nee joh"."""
    named = _named(part)
    return bool(named) and set(named) <= set(ids) and len(part.split()) <= MOST_WORDS_OF_A_NAME


def _named(part: str) -> list[str]:
    return [id_ for id_, step in known_steps().items() if re.search(refers(step), part)]


def _never_wanted(part: str) -> list[str]:
    """The steps that cannot be theirs by what they say: "ik heb geen contract", "welk contract??"."""
    return [id_ for id_, step in known_steps().items() if "never" in step and re.search(step["never"], part)]


def has_come_to_steps(turn: Turn) -> bool:
    """Whether a step was chosen, asked for or skipped."""
    return bool(turn.slot("step")) or "step" in (*turn.slot("asked", []), *turn.slot("skipped", []))


def _table() -> dict[str, Any]:
    table: dict[str, Any] = word_table("steps")["refused"]
    return table
