"""A direct question in words that no pattern knows: what it asks, by the examples in bot/data/question_examples."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Any

from bot.actions import asking, moves
from bot.actions.example_sets import ExampleSets
from bot.actions.message import OF_THE_APPOINTMENT
from bot.actions.turn import Turn
from bot.actions.wording import word_table

# Chosen on tests/bot/held_out_questions; the table is in bot/README.md.
SURE, AHEAD = 0.28, 0.12  # votes for an answer, and more than for the next: then it is given
SURE_BESIDE_NEED, FAR_BESIDE_NEED = 0.6, 0.2  # the same where a need is told
FAIRLY, BESIDE = 0.24, 0.12  # from here on we ask back, and offer others beside the likeliest
SURE_IN_STORY, AHEAD_IN_STORY = 0.35, 0.15  # votes for what one clause of a longer message asks
LONG, SHORT = 14, 6  # words of a longer message, and of a clause that may only point back: "kan dat nog"
CLEARLY, FAR = 0.4, 0.1  # votes for another answer, and for what a pattern found: then the pattern is wrong
OTHER = "other"  # none of what we asked back
PAYLOAD = '/ask_help{"about": "question %s"}'
PREFIX = "question "
MOST_OFFERED, MOST_PARTS = 3, 4
Ranked = list[tuple[str, float]]
SETS = ExampleSets("question_examples")


def sure(said: str, beside_need: bool = False, asks: bool = False) -> str | None:
    """The example set that a text surely asks as; None when it asks nothing, or nothing we are sure of.

    Where a need is told, only what is asked nearly word for word is a question besides. `asks`: it is known to ask,
    whatever its form.
    """
    best = _best(said, asks)
    least = SURE_BESIDE_NEED if beside_need else SURE
    is_sure = best and best[0][1] >= least and best[0][1] - best[1][1] >= AHEAD
    return best[0][0] if is_sure and _can_be_asked(said, best[0][0]) else None


def asked_in_story(said: str) -> str | None:
    """The example set that one clause of a longer message surely asks as, whatever need the rest tells.

    A clause of a few words that points back ("hoe zit dat") is read with the one before it.
    """
    if len(said.split()) < LONG or re.search(word_table("questions")["reading"]["changes_plan"], said.lower()):
        return None
    clauses = asking.clauses(said.lower())
    pairs = [(before, clause) for before, clause in pairwise(clauses) if _asks(clause)][-MOST_PARTS:]
    alone = [ranked(clause) for _, clause in pairs if not _points_back(clause)]
    back = [ranked(", ".join(pair)) for pair in pairs if _points_back(pair[1])]
    found = [*alone, *(votes for votes in back if votes[0][1] >= SURE_BESIDE_NEED)]
    best = max(found, key=lambda votes: votes[0][1], default=[])
    is_sure = best and best[0][1] >= SURE_IN_STORY and best[0][1] - best[1][1] >= AHEAD_IN_STORY
    return best[0][0] if is_sure and _can_be_asked(said, best[0][0]) else None


def _points_back(clause: str) -> bool:
    """Whether a clause says nothing by itself: "mag hij dat zomaar"."""
    return len(clause.split()) <= SHORT and bool(re.search(word_table("question_words")["points_back"], clause))


def instead(said: str, found: str, beside_need: bool = False) -> str | None:
    """What is clearly asked in the place of the question that a pattern found; None when that may well be asked."""
    of = [name for name, each in SETS.entries.items() if found in answers_of(name) or each.get("also") == found]
    best = _best(said)
    if not of or not best or best[0][0] in of or best[0][1] < CLEARLY or entry(best[0][0]).get("unknown"):
        return None
    if ranked(said.lower())[0][0] in of:  # "een leerling begeleiden lijkt me leuk. kan dat zonder diploma?"
        return None
    far = FAR_BESIDE_NEED if beside_need else FAR
    return None if max(dict(best)[name] for name in of) >= far else best[0][0]


def _can_be_asked(said: str, name: str) -> bool:
    """Whether the words allow for what was found: some questions are only meant with a word for what they are about."""
    return not entry(name).get("unknown") and bool(re.search(entry(name).get("only_with", ""), said.lower()))


def ask_back(turn: Turn) -> bool:
    """Asks whether one of the likeliest questions is meant; False when none is likely."""
    in_booking = turn.form == "booking_form"
    if in_booking and (
        turn.does("moment") or turn.intent in ("ask_human", *OF_THE_APPOINTMENT)
    ):  # "kan om 4 uur woensdag?"
        return False
    best = [] if asks_of_us(turn.words) else _best(turn.meant, asks=moves.makes(turn, "ask"))
    if not best or entry(best[0][0]).get("unknown") or best[0][1] < FAIRLY:
        return False
    said = turn.meant
    offered = [each for each in best if "title" in entry(each[0]) and _can_be_asked(said, each[0])]
    if not offered or offered[0][1] < FAIRLY:
        return False
    likely = [name for name, votes in offered[:MOST_OFFERED] if votes >= _least(name)]
    buttons = [{"title": entry(name)["title"], "payload": PAYLOAD % name} for name in likely]
    none = {"title": word_table("question_words")["other"], "payload": PAYLOAD % OTHER}
    turn.say("utter_question_meant", buttons=[*buttons, none])
    turn.waits = True
    return True


def _least(name: str) -> float:
    """How many votes a question has to be offered beside a likelier one: what weighs heavily is no loose guess."""
    return FAIRLY if entry(name).get("weighs") else BESIDE


def asks_of_us(said: str) -> bool:
    """Whether somebody asks us to do something in the talk: that is no question about facts, and not asked back."""
    return bool(re.search(word_table("question_words")["of_us"], said.lower()))


def chosen(turn: Turn) -> str | None:
    """What was pressed after we asked back, or said: a yes is the first, a no is none of them."""
    about = str(turn.value("about") or "")
    if about.startswith(PREFIX):
        return about.removeprefix(PREFIX)
    shown = [each["payload"] for each in turn.before("shown") or () if PREFIX in each["payload"]]
    if not shown or turn.intent not in ("affirm", "deny") or asking.is_question(turn.said):
        return None
    return OTHER if turn.intent == "deny" else next(name for name in SETS.entries if shown[0] == PAYLOAD % name)


def answers_of(name: str) -> list[str]:
    """The questions of which one answers these examples."""
    return list(entry(name).get("answers", [name]))


def entry(name: str) -> dict[str, Any]:
    """One set of examples."""
    return SETS.entries[name]


@lru_cache(maxsize=2 * MOST_PARTS)  # as typed and as meant; people's words are not kept longer
def ranked(text: str) -> Ranked:
    """Every set with its votes, most first."""
    return SETS.votes().ranked(text)


def _best(said: str, asks: bool = False) -> Ranked:
    """The votes of the part that asks most clearly; nothing when no part asks, unless the message is known to.

    "Kun je die zin weghalen" has the shape of a question, and asks for a change of the plan.
    """
    if re.search(word_table("questions")["reading"]["changes_plan"], said.lower()):
        return []
    bare = word_table("question_words")["says_nothing"]  # "mag dat zomaar" alone sounds like much
    said_parts = asking.parts(said.lower())[:MOST_PARTS]
    told = [part for part in said_parts if not re.search(bare, part)]
    in_one = len(told) < len(said_parts) and "." not in said.strip(" .")
    asks = asks or in_one  # "alleen 's ochtends werken, kan dat?" asks the first part
    parts = [part for part in told if _asks(part)] or (told if asks else [])
    return max((ranked(part) for part in parts), key=lambda votes: votes[0][1], default=[])


def _asks(part: str) -> bool:
    """Whether a part is a question by every sign we know: "dat weet je wel" and "weet ik niet" are none."""
    return "?" in part or (asking.is_question(part) and asking.wants_answer(part))
