"""All fourteen needs walked from the first message to the goodbye, with answers that need no model."""

from __future__ import annotations

import re
from typing import Any

from tests.bot.dialogue import Dialogue

# What somebody with this need types first.
FIRST_WORDS = {
    "need_bevestiging": "doe ik het eigenlijk wel goed op mijn werk?",
    "need_richting": "ik wil iets anders maar ik weet niet wat",
    "need_leren": "ik wil graag iets bijleren naast mijn werk",
    "need_geld_tijd": "een cursus kan ik niet betalen",
    "need_gesprek_baas": "hoe begin ik erover met mijn baas",
    "need_timing_ander_werk": "is dit wel het moment om weg te gaan",
    "need_baan_onzeker": "ze gaan bij ons reorganiseren",
    "need_zwaar_gezondheid": "dit werk houd ik zo niet vol",
    "need_durven": "ik durf de stap niet te zetten",
    "need_thuis": "met de kinderen thuis lukt het niet",
    "need_erkenning_ervaring": "ik kan alles maar ik heb geen papiertje",
    "need_basisvaardigheden": "ik kan niet zo goed lezen",
    "need_uitkering": "ik wil weer aan het werk",
    "need_niets_kijken": "ik kijk gewoon even rond",
}
ANSWERS = {
    "occupation": "ik ben orderpicker",
    "status": "In dienst",
    "benefit": "WW",
    "region": "Zwolle",
    "age": "ik ben 45",
    "edu": "Mbo 2",
    "hours": "36 uur per week",
}
MOST_QUESTIONS = 20


LIGHTER = "dit werk houd ik zo niet vol, ik wil lichter werk"  # who says so sees other work with the help


def to_help(talk: Dialogue, need: str, first: str = "", **answers: str) -> Dialogue:
    """Walks until the step is asked, with the answers of an order picker of 45 in Zwolle unless told otherwise."""
    talk.says(first or FIRST_WORDS[need], need).says("ja", "affirm")
    for _ in range(MOST_QUESTIONS):
        if talk.form not in ("situation_form", "offer_form", "exercise_form"):
            return talk
        answer_question(talk, **answers)
    raise AssertionError(f"{need} does not get to its help: {talk.question} is still asked")


def answer_question(talk: Dialogue, **answers: str) -> None:
    """One answer to the question that stands: typed, or the first button."""
    said = {**ANSWERS, **answers}.get(talk.question or "")
    if said is None and not talk.buttons:
        talk.says("1")
    elif said is None:
        first = "Klaar" if "Klaar" in talk.buttons else next(iter(talk.buttons))
        talk.presses(first)
    elif any(title.startswith(said) for title in talk.buttons):
        talk.presses(said)
    else:
        talk.says(said)


def words(reply: dict[str, Any]) -> int:
    """The words of one message that stand open on the screen: its text and its cards, without source and date."""
    return len(re.findall(r"[\w’'-]+", " ".join([reply.get("text") or "", *_open(reply)])))


def items(reply: dict[str, Any]) -> list[dict[str, Any]]:
    """What a message lists, of all its cards."""
    cards = (reply.get("custom") or {}).get("cards", [])
    lists = [each for card in cards for each in card.get("lists", [card])]
    return [item for each in lists for item in each.get("items", [])]


def _open(reply: dict[str, Any]) -> list[str]:
    cards = (reply.get("custom") or {}).get("cards", [])
    rows = [f"{row['label']} {row['text']}" for card in cards for row in card.get("rows", [])]
    titles = [each.get("title") or "" for card in cards for each in card.get("lists", [card])]
    return rows + titles + [f"{item['name']} {item.get('text', '')} {item.get('detail', '')}" for item in items(reply)]
