"""Questions about an occupation: what it is like, and whether there is work in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.actions import directions, fitting, looked_up, offers, refusing, sought
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import label, sentence_list, word_table
from knowledge.linker import Candidate, Mention

MOST_SHOWN = 3
FIRST = "first"  # what the button "Ander werk" asks for, before anything was shown


def show_chances(turn: Turn, response: str = "utter_chances", most: int = MOST_SHOWN) -> bool:
    """Shows what UWV says about the person's own work and the work near to it; False when the work is not known."""
    occupation = turn.slot("occupation")
    if not occupation:
        return False
    own = catalogue().occupations.get(occupation)
    near = [] if fitting.keeps_work(turn) else [target for target, _ in directions.within_reach(turn)]
    wanted = ([target for target in near if target.chances] or near)[: most - 1]
    shown = (own, *wanted)
    items = [directions.item(each, "" if each.chances else label("no_chances")) for each in shown]
    more = offers.buttons(offers.of_need("need_timing_ander_werk"))
    names = sentence_list([each.name for each in shown])
    cards = [{"type": "occupations", "items": items}]
    turn.say(response, cards=cards, buttons=more, occupation=own.name, names=names)
    turn.set("directions", [target.id for target in wanted])
    looked_up.occupations(turn, [(each, directions.chances(each) or label("no_chances")) for each in shown])
    return True


def answer_occupation(turn: Turn) -> None:
    """What an occupation is like and what the chances are; asks back when we are not sure which one is meant."""
    if turn.value("about") in (offers.MORE, FIRST):  # asked for by its button
        refusing.take_back(turn, fitting.LIMIT, fitting.OTHER_WORK)
        directions.show_more(turn)
        return
    index = catalogue().occupations
    mentions = index.link(sought.text(turn)) if turn.words else []
    asked = turn.value("about") or next((mention.best.id for mention in mentions if mention.certain), None)
    if asked is None and not mentions and _show_work(turn):  # "wat voor werk is er voor iemand als ik"
        return
    candidates = meant(turn, mentions) if asked is None else []
    if len(candidates) == 1:
        asked = candidates[0].id
    if asked is None and not candidates and re.search(word_table("work_questions")["asks_meaning"], turn.said):
        turn.say("utter_word_unknown", buttons=offers.buttons(("human",)))
        return
    if asked is None:
        buttons = [
            {"title": candidate.name, "payload": f'/ask_occupation{{"about": "{candidate.id}"}}'}
            for candidate in candidates
        ]
        turn.say("utter_occupation_which", buttons=buttons)
        return
    occupation = index.get(asked)
    told = directions.chances(occupation)
    turn.say(
        "utter_occupation",
        name=occupation.name,
        description=occupation.description,
        chances=told,
        source=directions.origin(occupation.source),
    )
    looked_up.occupations(turn, [(occupation, occupation.description)])


def _show_work(turn: Turn) -> bool:
    """Other work for who asks for it: their own they know; what is known of its chances is for who asks for those."""
    asks_chances = re.search(word_table("questions")["reading"]["chances"], turn.said)
    if asks_chances or not directions.within_reach(turn):
        return show_chances(turn)
    if looked_up.ids(turn, "occupation") or not directions.show_directions(turn, lighter=fitting.wants_lighter(turn)):
        directions.show_more(turn)
    return True


def meant(turn: Turn, mentions: Sequence[Mention]) -> list[Candidate]:
    """What a word may name: the one we named ourselves ("wat is gastvrouw?"), else those on the screen, else all."""
    candidates = [each for mention in mentions[:1] for each in mention.candidates]
    last = turn.slot("directions", [])
    ever = {*last, *looked_up.ids(turn, "occupation"), *refusing.kept(turn, "occupation")}
    named = [each for each in candidates if each.id in ever]
    return named if len(named) == 1 else [each for each in candidates if each.id in last] or candidates


def tell_future(turn: Turn) -> None:
    """Whether work will stay: nobody knows; what UWV says of it today is told with its source."""
    index = catalogue().occupations
    mentions = index.link(sought.mended(turn) or sought.text(turn)) if turn.words else []
    named = next((mention.best.id for mention in mentions if mention.certain), None)
    id_ = named or turn.slot("occupation")
    of_ai = re.search(word_table("questions")["reading"]["work_of_ai"], turn.said)
    if of_ai and not (named and directions.chances(index.get(named))):
        turn.say("utter_future_ai", buttons=offers.buttons(("work", "human")))
        return
    if id_ is None:
        turn.say("utter_future_which")
        return
    occupation = index.get(id_)
    told = directions.chances(occupation)
    response = "utter_future_with_chances" if told else "utter_future_unknown"
    turn.say(response, name=occupation.name, chances=told, buttons=offers.buttons(("work", "human")))
    looked_up.occupations(turn, [(occupation, told or label("no_chances"))])


def answer_chances(turn: Turn) -> None:
    """Whether there is much work in the occupation that was named, else in the person's own and what lies near."""
    index = catalogue().occupations
    mentions = index.link(sought.text(turn)) if turn.words else []
    named = next((mention.best.id for mention in mentions if mention.certain), None)
    if named and named != turn.slot("occupation"):
        occupation = index.get(named)
        told = directions.chances(occupation) or label("no_chances")
        turn.say("utter_chances_of", name=occupation.name, chances=told)
        looked_up.occupations(turn, [(occupation, told)])
    elif not show_chances(turn):
        turn.say("utter_chances_which")
