"""Moves that have one plain answer, whatever the words: what work there is, which course, who pays, how to say it.

They count once a need is known. A question with an answer of its own, or a field that is named, goes before them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.actions import (
    answers,
    budgets,
    dates,
    directions,
    fields,
    fitting,
    hearsay,
    left_out,
    moves,
    own_work,
    questions,
    refusing,
    repair,
    say_how,
    step_asking,
    subjects,
    trainings,
    wish_answers,
    wished_work,
)
from bot.actions.moves import Move
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import word_table

ASKED: tuple[Move, ...] = ("other_work", "courses", "money", "say_how")
SURE_OF_PART = 0.6
SURE_IN_WORDS = 0.3  # of who asks how to say it in so many words
SURE_ENOUGH = 0.5  # of what asks for sure, that this is what it asks
OF_WORK = ("ask_occupation", "ask_training")  # what it is like was just told
MOST_WORDS_OF_A_FIELD = 2
CHOOSES: tuple[Move, ...] = ("pick", "wish")
SURE_OF_CHOICE = 0.6  # where it also points at something shown
SURE_OF_NAMED, FEW_WORDS = 0.4, 6  # and where hardly more than that is said: "groepshulp vind ik mooi"
# In these forms it may be an answer to what is asked there.
ANSWERED_THERE: dict[str, tuple[Move, ...]] = {
    "exercise_form": ("other_work", "courses", "refuse_work", "pick", "wish"),
    "booking_form": ("refuse_work", "pick"),
}


def find(turn: Turn) -> Callable[[Turn], None] | None:
    """What answers the move that this message surely makes; None when it makes another.

    While a list or a moment is chosen from, what sounds like these may be an answer.
    """
    if not turn.words:
        return None
    asked = [move for move in PLAIN if move not in ANSWERED_THERE.get(turn.form or "", ())]
    found = next((PLAIN[move] for move in asked if _makes(turn, move)), None)
    if not turn.slot("needs") and (len(turn.typed()) < 2 or found not in TELLS_NO_NEED):
        return None  # a first message tells a need
    says_how = moves.makes(turn, "say_how", sure=SURE_ENOUGH if say_how.is_in_words(turn) else moves.SURE)
    if found in LOOKS_UP and hearsay.is_of_others(turn.words):  # "mijn chef zei dat ik in mijn eigen tijd moest gaan"
        return None
    may_be_another = found in LOOKS_UP or (found is say_how.tell and not says_how)
    if may_be_another and questions.find(turn):
        return None
    if found is say_how.tell and not say_how.is_in_words(turn) and questions.find_clear(turn):
        return None
    if found is _take_shown and wished_work.wishes_else(turn):
        return None
    if found is _take_shown and _shown_at(turn) is None:
        tells_work = turn.in_form and turn.before("requested_slot") == "occupation"  # "iets schoonmaak"
        return _show_wished if _wished_bare(turn) and not tells_work else None
    return None if found is _show_work and _names_work(turn) else found


def _show_work(turn: Turn) -> None:
    """Work within reach; of who asks for it, that they want to stay where they are holds no more."""
    refusing.take_back(turn, fitting.LIMIT, fitting.OTHER_WORK)
    directions.show_any(turn)


def _makes(turn: Turn, move: Move) -> bool:
    """Whether the message makes this move, or a part of it that asks."""
    if move in CHOOSES:
        if len(turn.words.split()) <= FEW_WORDS and moves.makes(turn, *CHOOSES, sure=SURE_OF_NAMED):
            return _shown_at(turn) is not None or moves.makes(turn, *CHOOSES, sure=SURE_OF_CHOICE)
        return moves.makes(turn, *CHOOSES, sure=SURE_OF_CHOICE)
    asks = move in ASKED and moves.makes(turn, *repair.ASKS) and moves.makes(turn, move, sure=SURE_ENOUGH)
    in_words = move == "say_how" and say_how.is_in_words(turn) and moves.makes(turn, move, sure=SURE_IN_WORDS)
    in_part = in_words or (move in ASKED and moves.part_that_makes(turn, move, sure=SURE_OF_PART))
    return asks or bool(in_part) or moves.makes(turn, move)


def _leave_out(turn: Turn) -> None:
    """Leaves out what is refused, and shows what else there is where work was shown."""
    before = list(turn.responses_said)
    if not left_out.tell(turn):
        wish_answers.acknowledge(turn)
    if turn.responses_said == before:
        turn.say("utter_left_out")
    shows_more = turn.slot("directions") and not turn.learnt("directions") and not fitting.keeps_work(turn)
    if shows_more and not turn.waits:
        directions.show_more(turn)


def _take_shown(turn: Turn) -> None:
    """One work of those shown is liked: it is the wish, and how one gets into it is told."""
    liked = _shown_at(turn)
    if liked:
        turn.set("wished_occupation", liked)
        refusing.take_back(turn, "occupation", liked)
        work = catalogue().occupations.get(liked)
        turn.say("utter_liked_work", name=work.name, entry=work.entry, source=directions.origin(work.source))
        step_asking.begin(turn)
        _answer_beside(turn)


def _answer_beside(turn: Turn) -> None:
    """What is asked in the same breath: "productieplanner lijkt me wel wat. wat verdient dat"."""
    parts = [str(each["text"]) for each in turn.moves[1:]]
    asked = [part for part in parts if moves.part_makes(turn, part, "ask", sure=SURE_ENOUGH)]
    found = next((each for part in asked if (each := questions.find_in(turn, part, of_part=True))), None)
    if found:
        found(turn)
    elif asked and (heard := answers.surely_asked(turn)) and heard not in OF_WORK:
        answers.answer_aside(turn, heard)


def _shown_at(turn: Turn) -> str | None:
    """The work of the list shown last that is named, or that "die tweede" points at; a step that stands there since
    is no work.
    """
    shown: list[str] = turn.slot("directions", [])
    index = catalogue().occupations
    named = [id_ for id_ in shown if refusing.names(index.get(id_).name, turn.said)]
    if not named and shown:  # "receptie lijkt me wel wat", of a receptionist
        named = [each.best.id for each in index.link(_bare(turn)) if each.best.id in shown]
    if len(named) == 1:
        return named[0]
    place = dates.pointed_within(turn.said)
    at_work = moves.moment(turn) == "work_list" or turn.before("requested_slot") is None
    return shown[place] if at_work and place is not None and place < len(shown) else None


def _show_wished(turn: Turn) -> None:
    """Work in a field that is only named: "computers dan"."""
    turn.set("wished_field", _wished_bare(turn))
    turn.set("wished_occupation", None)
    refusing.take_back(turn, fitting.LIMIT, fitting.OTHER_WORK)
    items = directions.in_wished_field(turn)[: directions.MOST_SHOWN]
    if items:
        directions.tell_ways_in(turn, "utter_wished_work", items, wish_answers.in_words(turn))
    else:
        turn.say("utter_wished_none", wish=wish_answers.in_words(turn))


def _wished_bare(turn: Turn) -> str:
    """The field that a message of a few words names and does nothing else with; nothing when there is work in none."""
    bare = _bare(turn)
    if not bare or len(bare.split()) > MOST_WORDS_OF_A_FIELD:
        return ""
    told = fields.fields_in(f"{word_table('work_wishes')['in_full']} {bare}")
    name = fields.name_of(*told[:1]) if told else subjects.as_field(bare)
    return name if fields.work_of(name) else ""


def _bare(turn: Turn) -> str:
    """The message without the small words around what it names: "receptie" of "receptie lijkt me wel wat"."""
    return re.sub(word_table("work_wishes")["around_bare"], " ", turn.said).strip(" .!?,")


def _names_work(turn: Turn) -> bool:
    """Whether a field or work is named that is not their own: then it is asked about that."""
    own, told = fitting.own_work(turn), own_work.name(turn)
    if told and refusing.names(told, turn.said):  # "welk werk past er nog meer bij een planner", of a planner
        return False
    named = [each for each in catalogue().occupations.link(turn.words) if each.certain and each.best.id != own]
    return bool(fields.heard(turn) or named or questions.find_clear(turn))


PLAIN: dict[Move, Callable[[Turn], None]] = {
    "other_work": _show_work,
    "courses": trainings.answer_training,
    "money": budgets.answer_budgets,
    "say_how": say_how.tell,
    "refuse_work": _leave_out,
    "pick": _take_shown,
    "wish": _take_shown,
}
LOOKS_UP = (trainings.answer_training, budgets.answer_budgets)
TELLS_NO_NEED = (*LOOKS_UP, say_how.tell)
