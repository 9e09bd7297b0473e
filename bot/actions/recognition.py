"""What somebody feels, met in one plain sentence before anything else is said. Nothing is kept but that it was met.

What is heard stands in bot/data/recognition.yml, the sentence that goes with it in responses/recognition.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from bot.actions import asking, exercises, moves, schemes, step_fits, story_meaning, work_limits
from bot.actions.turn import Turn
from bot.actions.wording import word_table

SMALLTALK = "smalltalk"
MISJUDGED = "utter_misjudged"  # a sorry by itself
YOUNG = "young"  # among the signposts: the choices are those for somebody who is still at the beginning
PASSED_OVER = "passed_over"
AGAIN = ":again"  # behind anger that was met a second time
LATELY = 3  # things we said: about one turn
GENTLE = "utter_maybe_safety_check"  # feels along as well
STORY = "utter_story_"  # how the responses to a story begin (met_story.py)
ANY = "utter_feel_heard"  # what is said to a feeling that no sentence is about
SURE_OF_FEELING = 0.8  # in a part of a message
DOCTOR = "utter_feel_doctor"
DOCTOR_LONG = "utter_feel_doctor_long"


def say(turn: Turn) -> bool:
    """Says the sentence for what was heard, once for each and twice for anger.

    False when nothing was heard, or a complaint again.
    """
    if not turn.words or turn.intent.startswith("safety_"):
        return False
    heard = _heard_now(turn)
    if not heard:
        return _name_doctor(turn, weighs=False) or _meet_told(turn) or _meet_any(turn)
    if any(feeling.get("young") for _, feeling in heard):
        turn.add("signposts", YOUNG)
    met = turn.slot("signposts", [])
    new = next(
        ((name, feeling, time) for name, feeling in heard for time in _times(name, feeling) if time not in met), None
    )
    if new is None:
        return not heard[0][1].get("complaint")
    name, feeling, time = new
    if _is_pity(feeling) and (_pitied_just_now(turn) or GENTLE in turn.responses_said):
        return True
    turn.add("signposts", time)
    if feeling.get("complaint") and MISJUDGED in turn.responses_said:  # one sorry is enough
        return True
    turn.say(f"utter_feel_{name}")
    if turn.intent == SMALLTALK and turn.in_form:  # "pfff" had its answer
        turn.intent, turn.clauses = "inform", []
    _name_doctor(turn, weighs=bool(feeling.get("doctor")))
    return True


def _meet_told(turn: Turn) -> bool:
    """Meets what is told, when we know what it is about: once, and not right after another such sentence."""
    topic = _told(turn)
    if topic is None or _quotes(turn) or _pitied_just_now(turn) or GENTLE in turn.responses_said:
        return False
    response = story_meaning.response(topic)
    if response in turn.slot("signposts", []):
        return False
    turn.add("signposts", response)
    turn.say(response)
    return True


def _meet_any(turn: Turn) -> bool:
    """Meets a feeling in words that are in no table, unless the turn before met one too."""
    feels = moves.makes(turn, "feeling") or moves.part_that_makes(turn, "feeling", sure=SURE_OF_FEELING)
    if not feels or _quotes(turn) or _pitied_just_now(turn) or GENTLE in turn.responses_said:
        return False
    turn.say(ANY)
    return True


def _quotes(turn: Turn) -> bool:
    """Whether what the boss will say is being told: that is no feeling of theirs."""
    return exercises.is_quoted(turn.slot("requested_slot"))


def _is_pity(feeling: dict[str, Any]) -> bool:
    """Whether its sentence only feels along: what weighs, is said against us, or has words of its own is always met."""
    return not any(feeling.get(kind) for kind in ("holds", "complaint", "own", "informs"))


def _pitied_just_now(turn: Turn) -> bool:
    """Whether the turn before had such a sentence: two in a row are one too many."""
    heard = word_table("recognition")["heard"]
    pity = {ANY, *(f"utter_feel_{name}" for name, feeling in heard.items() if _is_pity(feeling))}
    lately = turn.told_last(LATELY)
    return bool(pity & {*lately}) or any(each.startswith(STORY) for each in lately)


def _times(name: str, feeling: dict[str, Any]) -> list[str]:
    """What is noted when it is met: once, twice for anger, and every time that somebody says we do not listen."""
    told = f"utter_feel_{name}"
    if feeling.get("answers_last"):
        return [told, f"{told}{AGAIN}", f"{told}{AGAIN * 2}"]
    return [told, f"{told}{AGAIN}"] if feeling.get("asks") else [told]


def _name_doctor(turn: Turn, weighs: bool) -> bool:
    """The doctor, once; in plainer words, and in the plan, when it has lasted for weeks or months."""
    met = turn.slot("signposts", [])
    lasts = re.search(word_table("recognition")["long"], turn.said)
    if lasts and DOCTOR_LONG not in met and (weighs or DOCTOR in met):
        turn.add("signposts", DOCTOR_LONG)
        turn.add("signposts", DOCTOR)
        turn.say(DOCTOR_LONG)
        return True
    if not weighs or DOCTOR in met:
        return False
    turn.add("signposts", DOCTOR)
    of_work = schemes.has_boss(turn) and step_fits.is_possible(turn, step_fits.COMPANY_DOCTOR)
    turn.say(DOCTOR if of_work else f"{DOCTOR}_alone")
    return True


def ask_on(turn: Turn) -> bool:
    """After anger that was met just now, and tells nothing else: asks what happened and says what can be done here."""
    asked = met_now(turn, "asks")
    if asked is None:
        return False
    if was_told(turn, PASSED_OVER):
        turn.say("utter_story_asks_passed_over")
    else:
        turn.say("utter_last_none" if MISJUDGED in turn.responses_said else f"utter_feel_{asked}_asks")
    turn.waits = True
    return True


def was_felt_along(said: Iterable[str]) -> bool:
    """Whether one of these responses felt along: one such sentence in a turn is enough."""
    feels = tuple(word_table("moments")["said"]["feeling"])
    return any(each.startswith(feels) for each in said)


def met_now(turn: Turn, which: str) -> str | None:
    """The name of what was met in this very message, when it is of this sort (`holds`, `asks`, `answers_last`)."""
    if not turn.words or not turn.learnt("signposts"):
        return None
    before = turn.before("signposts") or []
    new = [each.split(AGAIN)[0] for each in turn.slot("signposts", []) if each not in before]
    heard = (name for name, feeling in _heard_now(turn) if feeling.get(which))
    return next((name for name in heard if f"utter_feel_{name}" in new), None)


def is_heavy(words: str) -> bool:
    """Whether words tell something so heavy that nothing is offered in answer to it."""
    return any(feeling.get("holds") for _, feeling in _heard(words.lower()))


def was_asked_too_often(turn: Turn) -> bool:
    """Whether the complaint of this message is that we keep asking the same."""
    met = met_now(turn, "answers_last")
    return met is not None and bool(re.search(word_table("recognition")["asked_too_often"], turn.said))


def complains(words: str) -> bool:
    """Whether words are said against us, and ask nothing by themselves."""
    return any(feeling.get("complaint") for _, feeling in _heard(words.lower()))


def was_met(turn: Turn, name: str) -> bool:
    """Whether this was heard and met earlier in the conversation."""
    return f"utter_feel_{name}" in turn.slot("signposts", [])


def tells(turn: Turn, name: str) -> bool:
    """Whether this message tells it, in whatever part of it."""
    return bool(re.search(word_table("recognition")["heard"][name]["said"], turn.said))


def tells_any(turn: Turn, *names: str) -> bool:
    """Whether this message tells one of these."""
    return any(tells(turn, name) for name in names)


def was_told(turn: Turn, name: str) -> bool:
    """Whether this was told in any message so far, met or not."""
    said = word_table("recognition")["heard"][name]["said"]
    return was_met(turn, name) or any(re.search(said, typed.lower()) for typed in turn.typed())


def any_met(turn: Turn) -> bool:
    """Whether any feeling was met in this conversation."""
    return any(was_met(turn, name) for name in word_table("recognition")["heard"])


def is_young(turn: Turn) -> bool:
    """Whether somebody is at the beginning of their working life, by age or by what they told."""
    age = turn.slot("age")
    return age < word_table("recognition")["young_until"] if age else YOUNG in turn.slot("signposts", [])


def _heard_now(turn: Turn) -> list[tuple[str, dict[str, Any]]]:
    """The feelings of this message by their words, or else the one that it tells by its meaning."""
    table = word_table("recognition")["heard"]
    topic = None if _heard(turn.said) else _told(turn)
    return [(topic, table[topic])] if topic is not None and topic in table else _heard(turn.said)


def _told(turn: Turn) -> str | None:
    """What the message tells by its meaning, unless it is somebody else's, or denied."""
    table = word_table("recognition")
    is_own = not (re.search(table["not_own"], turn.said) or re.search(table["denied"], turn.said))
    return story_meaning.told(turn) if is_own and not work_limits.told_in(turn.words) else None


def _heard(said: str) -> list[tuple[str, dict[str, Any]]]:
    """The feelings of the table that the words tell, in its order; none of somebody else's, and none that is denied."""
    table = word_table("recognition")
    if re.search(table["not_own"], said) or re.search(table["denied"], said):
        return []
    sober = [part for part in asking.parts(said) if "?" not in part and not asking.wants_answer(part)]
    asks = len(sober) < len(asking.parts(said))
    told = " ".join(sober)
    found = [
        (name, each)
        for name, each in table["heard"].items()
        if re.search(each["said"], told if _is_told(each) else said) and not (asks and each.get("event"))
    ]
    covered = {name for _, each in found for name in each.get("covers", ())}
    return [(name, each) for name, each in found if name not in covered]


def _is_told(feeling: dict[str, Any]) -> bool:
    """Whether it is none when it stands in a question."""
    return _is_pity(feeling) or bool(feeling.get("informs") or feeling.get("own"))
