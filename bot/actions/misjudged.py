"""What we had wrong about somebody: a signpost for trouble they do not have, or a door that does not fit.

They hear a short sorry, it is not said again in the talk, and the rest of the message is heard as if it stood alone.
"""

from __future__ import annotations

import re
from itertools import zip_longest

from bot.actions import complaints, refusing
from bot.actions.faint import FAINT
from bot.actions.safety import CHECK, LET_GO, SUICIDE
from bot.actions.sentence import sentences
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import word_table

UNDENIABLE = (SUICIDE, CHECK)  # these have an answer of their own
LATELY = 4  # things we said: about the last turn
FEWEST_LEFT = 3  # words: fewer say nothing beside the denial


def hear(turn: Turn) -> bool:
    """Lets go of what is denied; True when the message says nothing else, so that it has had its answer."""
    if not turn.words or turn.intent in UNDENIABLE:
        return False
    if kind := _denied_sign(turn):
        return _let_go_of(turn, kind)
    if _names_what_we_took(turn):
        return _apologise(turn, word_table("misjudged")["named"])
    return bool(_unfitting_door(turn)) and _apologise(turn, word_table("misjudged")["does_not_fit"])


def _denied_sign(turn: Turn) -> str | None:
    """The sign whose signpost was told and that the words deny; none when they sound like other trouble."""
    table, said = word_table("misjudged"), turn.said
    lately, ever = " ".join(turn.slot("said", [])[-LATELY:]), " ".join(turn.slot("signposts", []))
    for kind, words in table["denied"].items():
        other_trouble = turn.intent.startswith("safety_") and turn.intent != kind
        told_now = kind in lately
        denies = (told_now or kind in ever) and re.search(words, said)
        if kind == CHECK and (FAINT not in lately or turn.slot("pending") == CHECK):
            continue  # the plain question has its own no
        if not other_trouble and (denies or (told_now and kind != CHECK and re.search(table["any"], said))):
            return str(kind)
    return None


def _let_go_of(turn: Turn, kind: str) -> bool:
    turn.add("signposts", LET_GO + kind)
    turn.set("pending", None)
    turn.hear_likeliest([guess for guess in turn.ranking if guess["name"] != kind])
    table = word_table("misjudged")
    says_nothing_else = _apologise(turn, f"{table['denied'][kind]}|{table['any']}")
    if says_nothing_else and kind == CHECK and (asked := turn.asked_before()):
        turn.say("utter_question_again", text=asked[0], buttons=asked[1])
        turn.waits = True
    return says_nothing_else


def _apologise(turn: Turn, denies: str) -> bool:
    """Says sorry, and leaves what is said beside it to be heard; what asks nothing more has the last question again."""
    turn.set("misses", 0)
    kept = [each for each in sentences(_without(denies, turn.words)) if not re.search(denies, each.lower())]
    rest = " ".join(kept).strip()
    if len(re.findall(r"\w+", rest)) >= FEWEST_LEFT:
        turn.say("utter_misjudged")
        turn.goes_on_with(rest)
        return False
    if _unfitting_door(turn) and (where := complaints.elsewhere(turn)):
        turn.say("utter_other_door", where=where)
    else:
        turn.say("utter_misjudged")
    return True


def _without(denies: str, words: str) -> str:
    """The words without a denial that runs over more than one sentence: "verkoper? dat heb ik niet gezegd"."""
    found = re.search(denies, words.lower())
    over = found and len(sentences(found[0])) > 1
    return f"{words[: found.start()]} {words[found.end() :]}".strip(" .") if found and over else words


def _unfitting_door(turn: Turn) -> str:
    """The place where we just sent somebody, when they say that it does not fit what they asked."""
    table, heard = word_table("misjudged"), turn.last_heard().lower()
    lines = sentences(turn.said)
    for line, behind in zip_longest(lines, lines[1:], fillvalue=""):
        named = next((found[0] for found in re.finditer(table["doors"], line) if found[0] in heard), "")
        said = f"{line} {behind}"
        if named and re.search(table["does_not_fit"], said) and not re.search(table["asks_what"], said):
            return named
    return ""


def _names_what_we_took(turn: Turn) -> bool:
    """Whether the words name a training that we took for meant and they never spoke of; it is not told again."""
    found = re.search(word_table("misjudged")["named"], turn.said)
    name = found["name"].strip() if found else ""
    training = next((each for each in catalogue().trainings.all() if each.name.lower() == name), None)
    if training is None or name not in turn.last_heard().lower():
        return False
    refusing.refuse(turn, "training", training.id)
    turn.drop("trainings", training.id)
    return True
