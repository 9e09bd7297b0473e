"""What weighs so heavily that nothing is offered in answer: no work, no step, no calendar.

Somebody may tell more, or look at what can be done; that is asked once. What is heard stands in `recognition`.
"""

from __future__ import annotations

import re

from bot.actions import asking, hearing, met_story, moves, recognition
from bot.actions.turn import Turn
from bot.actions.wording import word_table

PENDING = "heavy"
TELLING = "heavy_telling"  # they are telling more: what comes next is read, and answers no question of ours
ASKED = "utter_feel_more"
SURE = 0.55
SURE_OF_STORY = 0.8  # of what is told, and of a step in it
MOST_WORDS = 6  # of an answer to the question itself
LEAVES = ("stop", "goodbye", "ask_human", "book_adviser", "resume", "thank")


def holds(turn: Turn) -> bool:
    """Whether such a thing was met in this message, and it asks us nothing else."""
    return recognition.met_now(turn, "holds") is not None


def ask_more(turn: Turn) -> None:
    """Asks whether they want to tell more or look at what can be done; a second time nothing is asked."""
    first = ASKED not in turn.slot("signposts", [])
    turn.add("signposts", ASKED)
    turn.say(ASKED if first else "utter_feel_quiet")
    turn.set("pending", PENDING)
    turn.set("misses", 0)
    turn.waits = True


def ask_on(turn: Turn) -> None:
    """Asks it once more to who was telling when our question about danger came between."""
    turn.say("utter_feel_go_on")
    turn.set("pending", PENDING)
    turn.waits = True


def hear(turn: Turn, what: str) -> bool:
    """The answer to that, or what was told after it; False when the conversation simply goes on."""
    table, said = word_table("recognition"), turn.said
    if turn.intent == "think" or (what == PENDING and said and _wants_to_tell(turn, said)):
        turn.say("utter_feel_tell")
        turn.set("pending", TELLING)
        turn.waits = True
        return True
    if said and len(said.split()) <= MOST_WORDS and re.search(table["looks_on"], said):
        turn.intent, turn.confidence, turn.clauses = "resume", 1.0, []
    if turn.intent == "resume":
        return _goes_on(turn)
    goes_on_telling = what == TELLING or (len(said.split()) > MOST_WORDS and _is_story(turn, said))
    if not goes_on_telling or turn.is_button or asking.wants_answer(said) or turn.intent in LEAVES:
        return False
    if recognition.is_heavy(said) and not recognition.was_felt_along(turn.responses_said):
        recognition.say(turn)
    if what == TELLING and not met_story.is_told(turn):
        turn.say("utter_feel_told")
        turn.waits = True
    else:
        met_story.meet(turn)
        met_story.ask_on(turn)
    turn.set("pending", PENDING)
    return True


def is_told(turn: Turn) -> bool:
    """Whether this is a story that weighs: asked for, or surely told. It is read, and holds no step, list or order."""
    said = turn.said
    if asking.wants_answer(said) or turn.intent in LEAVES or turn.does_any(("human", "goodbye", "change_plan")):
        return False
    asked_for = turn.slot("pending") == TELLING and len(said.split()) > MOST_WORDS
    tells = turn.does("tell", sure=SURE_OF_STORY) and not turn.does("step", sure=SURE_OF_STORY)
    return asked_for or (tells and recognition.is_heavy(said))


def _wants_to_tell(turn: Turn, said: str) -> bool:
    short = len(said.split()) <= MOST_WORDS
    tells = re.search(word_table("recognition")["tells_more"], said)
    looks = re.search(word_table("recognition")["looks_on"], said)
    return short and not looks and bool(tells or turn.intent == "affirm")


def _goes_on(turn: Turn) -> bool:
    """In a form its question comes again; outside one the conversation goes on with what comes next."""
    if not turn.slot("needs") and not turn.in_form and recognition.was_told(turn, recognition.PASSED_OVER):
        met_story.ask_on(turn)
        return True
    if turn.in_form or turn.slot("plan_shown") or not turn.slot("needs"):
        return False
    turn.say("utter_resumed")
    turn.follow_with("action_continue")
    return True


def _is_story(turn: Turn, said: str) -> bool:
    """Whether they tell more without being asked twice: as heavy, or nothing else that we know for sure."""
    if met_story.is_told(turn) and not hearing.in_plain_words(turn):
        return True
    return recognition.is_heavy(said) or (turn.confidence < SURE and not moves.makes(turn, "wish", "step", "ask"))
