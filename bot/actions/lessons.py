"""Lessons in Dutch, for who asks for them: which there are, where one walks in, and what they cost."""

from __future__ import annotations

from bot.actions import looked_up, offers, refusing, services, trainings
from bot.actions.fitting import LIMIT
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import word_table

NEED, SHOWN = "need_basisvaardigheden", "utter_lessons"
TOPICS = ("basic_skills",)
MOST_PLACES = 1


def answer(turn: Turn) -> None:
    """Shows the lessons, where and for what price; it is a wish from then on, beside what was wished before."""
    if NEED not in turn.slot("needs", []):
        turn.add("needs", NEED)
    turn.drop("remembered", NEED)
    turn.set("need_confirmed", True)
    refusing.refuse(turn, LIMIT, "dutch")
    show(turn)
    if not services.show(turn, "utter_lessons_near", TOPICS, MOST_PLACES):
        turn.say("utter_lessons_where")


def show(turn: Turn) -> None:
    """The lessons as cards, with what is known of the price."""
    index = catalogue().trainings
    found = [index.get(id_) for id_ in word_table("work_wishes")["lesson_trainings"]]
    price = trainings.price_of(found[0])
    turn.say(
        SHOWN,
        cards=[{"type": "trainings", "items": [trainings.item(turn, each) for each in found]}],
        buttons=offers.buttons(offers.of_need(NEED)),
        names=", ".join(each.name for each in found),
        price="{} ({})".format(*price) if price else "",
    )
    looked_up.trainings(turn, found)
