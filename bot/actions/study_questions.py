"""Questions about learning that want a yes or a no: is there anything for this field, and is my school enough."""

from __future__ import annotations

import re

from bot.actions import (
    directions,
    fields,
    fitting,
    lengths,
    looked_up,
    offers,
    once,
    refusing,
    repair,
    sought,
    trainings,
    workplaces,
)
from bot.actions.sources import catalogue
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import label, sentence_list, word_table
from knowledge.career_schema import Occupation


def tell_field(turn: Turn) -> None:
    """The trainings for the field that is asked for; without any, that we know none and where they are."""
    work = _fields(turn)
    courses = trainings.trainings_for([each.id for each in work])
    short = [each for each in courses if lengths.within_a_year(each)] if _wants_short(turn) else courses
    names = sentence_list([each.name for each in work], last="or")
    if short:
        trainings.show(turn, "utter_trainings_found", short[: trainings.MOST_SHOWN])
        return
    response = "utter_question_field_too_long" if courses else "utter_question_field_none"
    entry = " ".join(dict.fromkeys(each.entry for each in work))
    source = directions.origin(work[0].source) if work else ""
    where, more = repair.who_knows(turn, "course"), offers.buttons(("human",))
    once.tell(turn, f"field {names}", response, where, work=names, entry=entry, source=source, buttons=more)
    looked_up.occupations(turn, [(each, each.entry) for each in work])


def is_known_field(turn: Turn) -> bool:
    """Whether a field of learning is named that we know the work of."""
    return bool(_fields(turn))


def tell_school(turn: Turn) -> None:
    """Whether one can begin in the work on the screen with little school, and how one learns it beside a job."""
    work = _meant(turn)
    if work is None:
        turn.say("utter_question_school", buttons=offers.buttons(("trainings", "human")))
        return
    response = "utter_question_school_enough" if fitting.can_begin(work) else "utter_question_school_first"
    source = directions.origin(work.source)
    more = offers.buttons(("trainings", "human"))
    where = repair.who_knows(turn, "school")
    once.tell(turn, work.id, response, where, name=work.name, entry=work.entry, source=source, buttons=more)


def is_place_of_work(turn: Turn) -> bool:
    """Whether work in a place is asked for that is no field and no workplace we know: "is er werk in een museum"."""
    place = _place_of_work(turn)
    known = fields.fields_in(turn.words) or workplaces.work_at([place], answers=True)
    return bool(place) and not known


def tell_work_at(turn: Turn) -> None:
    """The work we know in the place that is asked for, else that we know little of it, and who does."""
    if _of_trade(turn):
        directions.show_any(turn)
        return
    place = AsTyped(_place_of_work(turn))
    mentions = catalogue().occupations.link(label("work_at").format(place=place))
    if found := next((each.best.id for each in mentions if each.certain), None):
        trainings.tell_entry(turn, found)
        looked_up.occupations(turn, [(catalogue().occupations.get(found), catalogue().occupations.get(found).entry)])
        return
    where = repair.who_knows(turn, "human")
    once.tell(turn, f"work {place}", "utter_question_work_unknown", where, place=place)


def _of_trade(turn: Turn) -> bool:
    """Whether it is asked what work is near a trade, and that is theirs or may be: "wat past bij een vormgever"."""
    near = re.search(word_table("questions")["reading"]["near"], _place_of_work(turn))
    mentions = catalogue().occupations.link(sought.text(turn)) if near else []
    trade = next((each.best.id for each in mentions if each.certain), None)
    if trade and fitting.own_work(turn) is None:
        turn.set("maybe_occupations", [trade])
    return trade is not None and trade == fitting.own_work(turn)


def _place_of_work(turn: Turn) -> str:
    found = re.search(word_table("questions")["reading"]["place_of_work"], turn.said)
    return "" if found is None else str(found["place"] or f"in een {found['alone']}")


def _fields(turn: Turn) -> list[Occupation]:
    """The work of the fields that are named, in the order of the table."""
    said, curated = turn.said, catalogue().occupations.curated
    fields = word_table("questions")["fields_of_study"]
    named = [id_ for id_, words in fields.items() if re.search(words, said) and curated(id_)]
    return [catalogue().occupations.get(id_) for id_ in named]


def _meant(turn: Turn) -> Occupation | None:
    """The work that is named, else the one that is wished for, else the first of those shown last."""
    shown = refusing.kept(turn, "occupation")
    found = trainings.named_work(turn) or turn.slot("wished_occupation") or (shown[0] if shown else None)
    return catalogue().occupations.get(found) if found else None


def _wants_short(turn: Turn) -> bool:
    return bool(re.search(word_table("questions")["reading"]["within_a_year"], turn.said))
