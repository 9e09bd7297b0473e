"""Where somebody wants to look along, when they name no work but a place: "bij oude mensen huis" is a nursing home."""

from __future__ import annotations

import re

from bot.actions import choosing, fields
from bot.actions.turn import Turn
from bot.actions.wording import word_table


def step_at(turn: Turn, own_too: bool = False) -> str:
    """The step of looking along at the place that is named; with `own_too` one we do not know, in their own words."""
    table, said = word_table("step_words"), _wanted(turn)
    name = next((each["name"] for each in table["places"] if re.search(each["said"], said)), "")
    if not name and own_too:
        name = _own(turn)
    return str(table["look_along_at"]).format(place=name) if name else ""


def _wanted(turn: Turn) -> str:
    """The parts of the message that are not refused: of "die met zorg, niet schoonmaak huis" the first."""
    text = turn.said
    refused = word_table("step_words")["not_there"]
    return " , ".join(part for part in choosing.clauses(text) if not re.search(refused, part))


def _own(turn: Turn) -> str:
    """ "Bij de garage van mijn oom", as it was typed."""
    table = word_table("step_words")
    if fields.refused_in(turn.words) or re.search(table["no_place"], turn.said):
        return ""
    found = re.search(table["own_place"], choosing.own_words(turn), re.IGNORECASE)
    return found["place"].strip() if found else ""
