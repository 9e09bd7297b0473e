"""The day of the step, said so plainly that nothing else can be meant, wherever it is typed: "my step is tuesday".

Also during booking, at the question for a name and at the note: there a mere day would be a moment to talk.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from bot.actions import asking, days, own_steps, plan_day, step_day
from bot.actions.turn import Turn
from bot.actions.wording import labels, word_table

LONG_WORD = 5  # letters of a word of the step by which it is meant
MOMENT = '"appointment"'  # in what the button of a moment to talk sends


def is_told(turn: Turn) -> bool:
    """Whether the message says on which day the step is, and no other meaning counts."""
    return day(turn) is not None


def names_step(turn: Turn) -> bool:
    """The same, with the step called so or by a word of it."""
    pieces = _pieces(turn.words) if is_told(turn) else []
    return any(_names_step(piece) or _has_word_of_step(turn, piece) for piece in pieces)


def hear(turn: Turn) -> list[str]:
    """Such a day, kept, in a sentence; the pieces that tell it leave the message."""
    told = day(turn)
    if told is None:
        return []
    kept = plan_day.keep(turn, told)
    ways = (_day_in, _names_step, lambda piece: re.match(_table()["not_number"], piece.lower()))
    about = [piece for piece in _pieces(turn.words) if any(way(piece) for way in ways)]
    turn.text = " ".join(piece for piece in _pieces(turn.words) if piece not in about)
    return [plan_day.told(told)] if kept else []


def day(turn: Turn) -> date | None:
    """The day that is said of the step by its name, by a word of it, or in the place of the day that stands there.

    "Nee dinsdag", "doe maar maandag" are about the plan unless moments to talk stand on the screen. A day of something
    else ("mijn werk stopt 31 december") is never that of the step.
    """
    if not turn.words or not turn.slot("step"):
        return None
    pieces = _pieces(turn.words)
    if any(_tells_another(turn, piece) for piece in pieces) or _tells_instead(turn):
        return None
    if re.search(_table()["after_it"], turn.said):  # "vrijdag daarop" is reckoned from the day that stands
        return None
    moments = any(MOMENT in button["payload"] for button in turn.before("shown") or ())
    gives_way = any(_gives_way(turn, piece) or _is_shut(piece) for piece in pieces)
    about = any(map(_names_step, pieces)) or (not moments and gives_way)
    in_view = not moments and bool(turn.slot("plan_shown")) and not _asks_reach(turn)
    found = [named for piece in pieces if (named := _day_in(piece)) and _is_of_step(turn, piece, about, in_view)]
    return found[-1] if found else None


def _is_of_step(turn: Turn, piece: str, about: bool, in_view: bool) -> bool:
    table, said = _table(), piece.lower()
    if asking.asks(piece) or re.search(table["not_this"], said) or re.search(table["surely_not"], said):
        return False
    named, own = _names_step(piece), _has_word_of_step(turn, piece)
    if (re.search(table["of_else"], said) and not named) or (re.search(table["somebody"], said) and not own):
        return False
    says_so = bool(re.match(table["says_so"], said))
    return named or own or ((about or in_view) and says_so) or (about and bool(re.match(table["bare"], said)))


def _tells_another(turn: Turn, piece: str) -> bool:
    """Whether a piece tells a step of its own: "die is saai, ik wil liever met het UWV bellen"."""
    said = piece.lower()
    if re.search(_table()["not_this"], said) or not re.search(_table()["somebody"], said):
        return False
    if _has_word_of_step(turn, piece):
        return False
    return any(re.search(way, own_steps.bare(piece).lower()) for way in word_table("steps")["own_step"])


def _tells_instead(turn: Turn) -> bool:
    """Whether another step comes after a second thought: "toch liever het werkcentrum bellen, donderdag"."""
    said = turn.said
    found = re.search(_table()["another_step"], said)
    return found is not None and not _has_word_of_step(turn, turn.words)


def _gives_way(turn: Turn, piece: str) -> bool:
    """Whether the day that stands in the plan is named to be refused: "morgen is zaterdag", "niet woensdag"."""
    named = _day_in(piece)
    return named is not None and named.isoformat() == turn.slot("step_date")


def _is_shut(piece: str) -> bool:
    """Whether a day is named on which the place of the step is closed: "zondag is de bibliotheek dicht"."""
    return bool(re.search(_table()["shut"], piece.lower())) and bool(days.weekdays_in(piece.lower()))


def _asks_reach(turn: Turn) -> bool:
    return turn.form == "booking_form" and str(turn.slot("requested_slot") or "") != "appointment"


def _has_word_of_step(turn: Turn, piece: str) -> bool:
    words = {word for word in re.findall(r"\w+", piece.lower()) if len(word) >= LONG_WORD}
    words = {word for word in words if not re.search(_table()["no_word_of_step"], word)}
    return bool(words & {*re.findall(r"\w+", str(turn.slot("step")).lower())})


def _names_step(piece: str) -> bool:
    return bool(re.search(_table()["names_step"], piece.lower()))


def _day_in(piece: str) -> date | None:
    return None if step_day.is_vague(piece) else plan_day.day_in(piece)


def _pieces(words: str) -> list[str]:
    return [piece.strip() for piece in re.split(_table()["pieces"], words) if piece.strip(" .,!?")]


def _table() -> dict[str, Any]:
    table: dict[str, Any] = labels()["step_day"]
    return table
