"""No sentence comes back word for word within ten turns, in a whole conversation about any of the fourteen needs."""

from __future__ import annotations

import re
from collections import Counter
from itertools import cycle

import pytest

from bot.actions.exercises import exercises
from bot.actions.wording import label
from tests.bot.dialogue import Dialogue
from tests.bot.walking import ANSWERS, FIRST_WORDS, MOST_QUESTIONS, answer_question

WITHIN = 10  # turns
SENTENCE = 4  # words: "Goed zo." may come back
SENTENCE_END = re.compile(r"(?<=[.?!:])\s+|\n")
IN_EXERCISES = {
    part
    for exercise in exercises().values()
    for question in exercise.questions
    for part in SENTENCE_END.split(question.text)
}
# Put between the answers, as people do; in turn, so that most come twice within ten turns.
ASIDES = [
    ("wie leest dit eigenlijk?", "ask_privacy"), ("bestaat het stap budget nog?", "ask_stap"),
    ("ben je een mens?", "ask_bot"), ("waarom vraag je dat", "ask_why"), ("snap ik niet", "ask_clarify"),
    ("wat kun je allemaal", "ask_help"), ("hoe lang duurt dit nog", "ask_progress"), ("even denken", "think"),
    ("wat kost een cursus", "ask_cost"), ("lekker weertje", "smalltalk"), ("floep zwabber", "nlu_fallback"),
]  # fmt: skip


@pytest.mark.parametrize("aside", [0, 1, 2], ids=["plain", "with questions", "with more questions"])
@pytest.mark.parametrize("need", FIRST_WORDS)
def test_no_sentence_comes_back_within_ten_turns(conversation: str, need: str, aside: int) -> None:
    turns = [sentences(reply) for reply in walk(Dialogue(conversation), need, aside)]
    again = {
        sentence: (i, j)
        for j, said in enumerate(turns)
        for i in range(max(0, j - WITHIN), j)
        for sentence in said & turns[i]
    }
    assert not again


@pytest.mark.parametrize("need", FIRST_WORDS)
def test_messages_do_not_keep_beginning_the_same(conversation: str, need: str) -> None:
    texts = [text for reply in walk(Dialogue(conversation), need, 1) for text in reply]
    openers = Counter(" ".join(text.split()[:3]).lower() for text in texts if len(text.split()) > SENTENCE)
    worn = {opener: count for opener, count in openers.items() if count > 2}
    assert not worn


def walk(talk: Dialogue, need: str, asides: int) -> list[list[str]]:
    """The texts of each turn, from hello to goodbye, with `asides` other things said before every answer."""
    said: list[list[str]] = []
    waiting = cycle(ASIDES)

    def heard() -> None:
        said.append([reply["text"] for reply in talk.replies if reply["text"]])

    talk.says("hoi", "greet")
    heard()
    talk.says(FIRST_WORDS[need], need)
    heard()
    for _ in range(MOST_QUESTIONS):
        for _ in range(asides if talk.question else 0):
            talk.says(*next(waiting))
            heard()
        if talk.question == "need_confirmed":
            talk.says("ja", "affirm")
        elif talk.question in ANSWERS or talk.form in ("offer_form", "exercise_form"):
            answer_question(talk)
        elif talk.question == "note":
            talk.says(label("note", "buttons", "yes"), "affirm")
        elif talk.form == "booking_form":
            talk.says({"contact_name": "Henk", "contact_phone": "0612345678"}.get(talk.question or "", "1"))
        elif last := talk.replies[-1].get("buttons"):
            talk.sends(last[0]["payload"])
        else:
            break
        heard()
    return said


def sentences(texts: list[str]) -> set[str]:
    """The sentences of a turn. A sentence of an exercise that is judged must stay as it is."""
    found = [part.strip() for text in texts for part in SENTENCE_END.split(text)]
    return {part for part in found if len(part.split()) >= SENTENCE} - IN_EXERCISES
