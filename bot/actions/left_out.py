"""What is said when work or trainings that were shown are refused: their names, and others when none is left."""

from __future__ import annotations

from bot.actions import asking, directions, fitting, looked_up, offers, questions, refusing, wished_work
from bot.actions.turn import Turn
from bot.actions.wording import in_sentence, sentence_list
from knowledge.career_schema import Occupation

MOST_NAMED = 3


def tell(turn: Turn) -> bool:
    """Notes what the message refuses of what was shown and says so; False when it refuses none of it."""
    misses_all, gone = refusing.misses_all(turn), refusing.hear_all(turn)
    if not gone:
        return False
    if misses_all:
        _tell_all_wrong(turn)
        return True
    names = sentence_list([in_sentence(name) for name in gone[:MOST_NAMED]])
    others = _others(turn)
    if others:
        directions.tell_ways_in(turn, "utter_work_instead", others, names)
    else:
        more = offers.buttons(("more_work",)) if turn.slot("directions") else []
        turn.say("utter_left_out_by_name", names=names, buttons=more)
        if wished_work.is_told(turn):  # "geen X. werk wat lichter is"
            directions.show_any(turn)
    return True


def _tell_all_wrong(turn: Turn) -> None:
    """A sorry for a list that was beside the point, with the answer to what is asked in the same message."""
    turn.set("wished_field", None)
    turn.say("utter_list_wrong")
    if asked := questions.find(turn) if asking.asks_in_part(turn.words) else None:
        asked(turn)


def _others(turn: Turn) -> list[Occupation]:
    """Other work when all that was shown last is refused, or why it does not suit was told; not for who stays."""
    left = refusing.kept(turn, "occupation") and not wished_work.limits(turn)
    if not turn.slot("directions") or left or fitting.keeps_work(turn):
        return []
    seen = looked_up.ids(turn, "occupation")
    found = [each for each, _ in directions.within_reach(turn, fitting.wants_lighter(turn)) if each.id not in seen]
    return found[: directions.MOST_SHOWN]
