"""What a message asks or wishes beside what was done with it: "nee, geen rijinstructeur. welk werk is er wel?".

Every way of hearing a no, a correction or a complaint ends here: when all we said is that we heard it, what else the
message asks has its answer in the same turn.
"""

from __future__ import annotations

import re

from bot.actions import (
    answers,
    asking,
    complaints,
    directions,
    moves,
    questions,
    recognition,
    refusing,
    repair,
    wish_answers,
    wished_work,
)
from bot.actions.message import OF_THE_APPOINTMENT, SURE_OF_CALL
from bot.actions.turn import Turn
from bot.actions.wording import labels, responses, word_table

# What says of a message only that it was heard. Whatever else we said may well have been the answer.
ONLY_HEARD = (
    *("utter_changed_mind", "utter_corrected", "utter_dont_know_is_fine", "utter_feel_at_us"),
    *("utter_feel_misheard", "utter_feel_not_listening", "utter_guess_dropped", "utter_heard_work"),
    *("utter_keeps_work", "utter_known_already", "utter_left_out", "utter_left_out_by_name"),
    *("utter_misjudged", "utter_need_remembered", "utter_no_more_questions", "utter_not_by_phone"),
    *("utter_noted", "utter_objection_heard", "utter_other_door", "utter_put_in_plan"),
    *("utter_remembered_need", "utter_sorry_missed", "utter_step_done_before", "utter_step_left_out"),
    *("utter_step_taken_back", "utter_thank", "utter_turned_down_human", "utter_untold", "utter_work_kept"),
    "utter_work_left_out",
)
# With these we let go of something: "geen ruzie, welk werk kan ik doen" may stand in one sentence.
LETS_GO = ("utter_misjudged", "utter_left_out", "utter_left_out_by_name", "utter_work_left_out", "utter_feel_misheard")


def answer(turn: Turn) -> bool:
    """Answers what had no answer yet; False when the message asks nothing more, or nothing we are sure of."""
    if not turn.typed_now or not all(said in ONLY_HEARD for said in turn.responses_said):
        return False
    if any(turn.sureness(intent) >= SURE_OF_CALL for intent in OF_THE_APPOINTMENT):  # answered with other moments
        return False
    if "?" not in turn.typed_now and moves.rules_out(turn, *repair.ASKS, "wish"):  # "heb ik toch gezegd"
        return False
    rest = _left(turn)
    if not rest:
        return False
    before = turn.text, turn.intent, turn.confidence, turn.clauses
    turn.takes_up(rest)
    answered = _answer(turn, rest)
    turn.text, turn.intent, turn.confidence, turn.clauses = before
    return answered


def _left(turn: Turn) -> str:
    """The parts that ask, or wish beside a no; the whole message only when something in it was let go."""
    parts = asking.parts(turn.typed_now)
    if turn.form == "booking_form" and any(turn.did("moment", part) for part in parts):
        return ""  # "ben om elf uur thuis, kan het dan?" is what is looked for
    left = [part for part in parts if _asks(turn, part) or _wishes(turn, part)]
    return " ".join(left) if len(left) < len(parts) or {*turn.responses_said} & {*LETS_GO} else ""


def _asks(turn: Turn, part: str) -> bool:
    if refusing.is_angry(part) or complaints.question_in(part) is None:
        return turn.did("ask", part, repair.SURE_OF_ASKING) and not recognition.complains(part)
    return asking.wants_answer(part) or turn.did("ask", part, repair.SURE_OF_ASKING)


def _wishes(turn: Turn, part: str) -> bool:
    likes = moves.makes(turn, "wish") and re.search(word_table("work_wishes")["likes"], part.lower())
    return bool(turn.responses_said) and (turn.did("wish", part) or bool(likes) or _seeks_like(part))


def _seeks_like(part: str) -> bool:
    """Whether it says what work must be like, without naming any: "werk wat lichter is voor me rug"."""
    return bool(re.search(word_table("work_wishes")["seeks_like"], part.lower()))


def _asks_word_of_question(turn: Turn, rest: str) -> bool:
    """Whether it is asked what a word of our own question means: "wat is plaats?" after "in welke plaats woon je?"."""
    found = re.fullmatch(labels()["answers"]["asks_word"], rest.lower())
    asked = turn.last_heard().rsplit("\n", maxsplit=1)[-1].lower()
    return found is not None and bool(re.search(rf"\b{re.escape(found['word'])}\b", asked))


def _answer(turn: Turn, rest: str) -> bool:
    explains = f"utter_explain_{turn.before('requested_slot')}"
    if explains in responses().names() and _asks_word_of_question(turn, rest):
        turn.say(explains)
        return True
    if found := questions.find(turn):
        found(turn)
    elif wished_work.is_told(turn):
        wish_answers.answer(turn)
    elif _seeks_like(rest):
        wished_work.note(turn)
        directions.show_any(turn)
    elif (heard := answers.surely_asked(turn)) and answers.answer_aside(turn, heard):
        pass
    elif asking.wants_answer(rest):
        repair.say_unknown(turn, [repair.human_button()])
    else:
        return False
    return True
