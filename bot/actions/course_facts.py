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
    """The training that the message names, also by half of its name: "heftruck" of the heftruckcursus."""
    index = catalogue().trainings
    if trainings.named_work(turn):  # which of its trainings is meant is not said
        return None
    for said in filter(None, (sought.text(turn), learner_words.in_dutch(turn.words))):
        if found := index.find(said)[:1]:
            return found[0]
        for word in re.findall(r"[^\W\d_]+", said.lower()):
            of_word = index.find(word + label("course_word")) if len(word) >= LEAST_LETTERS else []
            if of_word and any(name.lower().startswith(word) for name in (of_word[0].name, *of_word[0].synonyms)):
                return of_word[0]
    return None


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
