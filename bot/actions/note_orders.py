"""What is ordered of the letter to the adviser by typing it: something is to go out of it, or is wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.actions import for_adviser, kept_plan, note, own_story, plan_additions, plan_lines, refusing, taking_out
from bot.actions.plan_lines import Line
from bot.actions.sentence import sentences
from bot.actions.turn import Turn
from bot.actions.wording import word_table

FOR_ADVISER = "for_adviser"
CONTACT = "contact"
OUT = "utter_note_line_out"
LATELY = 4  # things we said: about one turn
FEWEST_LETTERS = 3  # of a word that names something


def hear(turn: Turn) -> bool:
    """Takes out what is to go, or asks which line is wrong; what is not in it, is said not to be. False when nothing
    is ordered.
    """
    if not turn.words or turn.is_private or turn.slot("note_line") or turn.intent.startswith("safety_"):
        return False
    table, said = _table(), turn.said
    if re.search(table["stays"], said):
        _put_back(turn)
        return True
    beside = " ".join(line for line in sentences(turn.words) if plan_additions.asked(line))
    orders = " ".join(line for line in sentences(turn.words) if not plan_additions.asked(line))
    said = orders.lower() if beside else said
    wrong, out = re.search(table["wrong"], said), re.search(table["out"], said) or taking_out.is_asked(orders)
    if not (wrong or out) or re.search(table["all"], said):
        return False
    _order(turn, said, bool(out))
    turn.goes_on_with(beside)
    return not beside


def _order(turn: Turn, said: str, out: bool) -> None:
    named = _named(said)
    if out and note.tells(turn, CONTACT) and note.is_named(CONTACT, said):
        note.strike(turn, CONTACT)
        turn.say(OUT)
        return
    gone = [line for piece in named for line in _meant(turn, piece)]
    for line in gone:
        _strike(turn, line)
    if gone or note.strike_named(turn):
        turn.say(OUT)
    elif named and out:
        turn.say("utter_note_not_in")
    else:
        note.ask_which(turn)


def hear_early(turn: Turn) -> bool:
    """Takes out what they do not want told before the letter is shown; False when nothing is kept back."""
    said = turn.said
    if not re.search(_table()["keeps_back"], said) or turn.is_private or "?" in turn.words:
        return False
    for piece in _named(said):
        for line in _meant(turn, piece):
            _strike(turn, line)
    turn.say("utter_note_comes_first")
    return True


def _put_back(turn: Turn) -> None:
    """What was taken out last of their own words stands there again."""
    kind = f"{own_story.QUOTE}:"
    gone = [each.removeprefix(kind) for each in turn.slot("refused", []) if each.startswith(kind)]
    if OUT in turn.told_last(LATELY) and gone:
        refusing.take_back(turn, own_story.QUOTE, gone[-1])
        kept_plan.save(turn, situation={plan_lines.OWN_WORDS: gone[-1]})
        turn.say("utter_note_stays")


def _named(said: str) -> list[str]:
    """What of the message names a line, each part without the words that only order."""
    pieces = (re.sub(_table()["frame"], " ", part) for part in re.split(r"[.,;!?\n]|\ben\b", said))
    return [piece for piece in pieces if any(len(word) >= FEWEST_LETTERS for word in re.findall(r"\w+", piece))]


def _meant(turn: Turn, piece: str) -> list[Line]:
    plan = kept_plan.get(turn)
    if plan is None:
        return []
    known = [line for line in plan_lines.all_of(turn) if line.kind != plan_lines.OWN_WORDS]
    quotes = [Line(plan_lines.OWN_WORDS, quote, quote)] if (quote := own_story.of(turn, plan)) else []
    theirs = [Line(FOR_ADVISER, words, words) for words in for_adviser.of(plan)]
    return _surely([*theirs, *known, *quotes], piece)


def _surely(lines: Sequence[Line], piece: str) -> list[Line]:
    """The lines that this part names; a word too short to tell by itself counts where it stands as it is: "rug"."""
    named = set(re.findall(r"\w+", piece))
    whole = [line for line in lines if named <= set(re.findall(r"\w+", line.text.lower()))]
    return list(dict.fromkeys(whole or taking_out.surely_meant([*lines], piece)))


def _strike(turn: Turn, line: Line) -> None:
    if line.kind == FOR_ADVISER:
        for_adviser.strike(turn, line.id)
    else:
        plan_lines.strike(turn, line)


def _table() -> dict[str, Any]:
    table: dict[str, Any] = word_table("for_adviser")["letter"]
    return table
