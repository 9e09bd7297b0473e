"""How long the training takes that a question names, what it costs and who pays: "hoeveel dagen is een heftruckcursus".

Of a course that is named the general answers ("verschilt per school") say too little; what no source says is said so.
"""

from __future__ import annotations

import re

from bot.actions import budgets, learner_words, offers, sought, trainings
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import label, word_table
from knowledge.career_schema import Training

LEAST_LETTERS = 5  # of a word that may be the first half of the name of a course


def named(turn: Turn) -> Training | None:
    """The training that a question of the message names in full, or by half of its name: "heftruck" of the cursus."""
    if trainings.named_work(turn):  # which of its trainings is meant is not said
        return None
    readings = filter(None, (sought.text(turn), learner_words.in_dutch(turn.words)))
    asked = (part for said in readings for part in _asked(said.lower()))
    return next((found for part in asked if (found := _in(part))), None)


def _asked(said: str) -> list[str]:
    """The message, when it asks a fact of a course; nothing when it is about pay, a benefit or a contract."""
    facts = word_table("course_questions")["facts"].values()
    about_else = re.search(word_table("side_questions")["ask_duration"]["else"], said)
    return [said] if not about_else and any(re.search(each, said) for each in facts) else []


def _in(said: str) -> Training | None:
    """The training of which a name stands in the words, as a whole or as the first half of one."""
    index = catalogue().trainings
    found = [each for each in index.find(said)[:1] if any(name in said for name in _names(each))]
    halves = (word for word in re.findall(r"[^\W\d_]+", said) if len(word) >= LEAST_LETTERS)
    for word in halves if not found else ():
        found += [
            each for each in index.find(word + label("course_word"))[:1] if word + label("course_word") in _names(each)
        ]
    return found[0] if found else None


def _names(training: Training) -> list[str]:
    return [name.lower() for name in (training.name, *training.synonyms)]


def tell(turn: Turn) -> None:
    """Each of what is asked, in one turn."""
    training, table = named(turn), word_table("course_questions")["facts"]
    if training is None:
        return
    said = f"{turn.said} {learner_words.in_dutch(turn.words)}"
    turn.set("trainings", [training.id])
    if re.search(table["length"], said):
        _tell_length(turn, training)
    if re.search(table["price"], said):
        _tell_price(turn, training)
    if re.search(table["pays"], said):
        _tell_who_pays(turn)


def _tell_length(turn: Turn, training: Training) -> None:
    if training.duration:
        told, source = f"{training.name}: {training.duration}", trainings.origin_of([training])
        turn.say("utter_duration", durations=told, source=source)
    else:
        turn.say("utter_duration_unknown")


def _tell_price(turn: Turn, training: Training) -> None:
    if price := trainings.price_of(training):
        turn.say("utter_price", name=training.name, price=price[0], source=price[1])
    else:
        turn.say("utter_no_price", name=training.name)


def _tell_who_pays(turn: Turn) -> None:
    if turn.slot("status") == "flex_agency":
        turn.say("utter_question_agency_pays", buttons=offers.buttons(("who_pays", "human")))
    else:
        budgets.answer_budgets(turn)
