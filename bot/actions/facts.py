"""Reads facts from what a person types: the names of the fact vocabulary, so that nothing known is asked again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from bot.actions import (
    home,
    introductions,
    other_people,
    own_work,
    plan_additions,
    plan_words,
    schooling,
    spoken,
    taking_out,
    tried,
    wished_work,
    work_told,
    work_words,
    workplaces,
)
from bot.actions.fact_slots import AT_WORK, FACTS
from bot.actions.message import ASKED_AS_NUMBER
from bot.actions.sources import catalogue
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import labels, word_table

ONLY_NUMBER = re.compile(r"^\D{0,12}(\d{2})\s*(?:jaar|jr|j)?\s*\D{0,12}$")
ANY_NUMBER = re.compile(r"\b(\d{2})\b")
BARE_NUMBER = re.compile(r"^\s*(\d{2})(?:\s*(?:jaar|jr))?[.! ]*$")
HOURS = re.compile(r"\b(\d{1,2})\s*(?:uur|uren|u)\b(?:\s*(?:per|in de|in een|/)\s*week)?")
SHORT_CORRECTION = 6  # words
NOT_TRUE_YET = ("edu", "status")
NO_JOB, NO_JOB_NEED, JOB_AT_RISK = "unemployed", "need_uitkering", "need_baan_onzeker"
STATUS_WITHOUT_BENEFIT = (*AT_WORK, "employer")


def fill_facts(turn: Turn, expected: str | None = None) -> dict[str, Any]:
    """Sets every fact the message tells; returns what changed, with the value before. `expected` is what was asked."""
    before, said = {name: turn.slot(name) for name in (*FACTS, "occupation", "place")}, turn.text
    if turn.words and turn.slot("plan_shown"):
        turn.text = plan_words.told_beside(turn.words, plan_additions.asked, taking_out.clauses)
    _fill_from_button(turn)
    _fill_from_ruler(turn, expected)
    if turn.words:
        tried.hear(turn)
        if expected != "occupation" or wished_work.is_plain(turn):  # "iets schoonmaak" is what they do
            wished_work.note(turn)
        _fill_numbers(turn, expected)
        own_work.put_right(turn)
        told = own_work.without_denied(_what_holds(introductions.without_name(turn.words)))
        work_told.fill(turn, told, expected)
        own_work.correct_known(turn)
        home.fill(turn, _what_holds(introductions.without_name(turn.words)), expected)
        spoken.fill(turn)
        schooling.note(turn)
        for name, value in workplaces.employer_at(turn.words).items():  # says more than the kind of work
            turn.set(name, value)
    _drop_need_without_ground(turn)
    turn.text = said
    if turn.slot("benefit") is None and turn.slot("status") in STATUS_WITHOUT_BENEFIT:
        turn.set("benefit", "none")
    if turn.slot("benefit") not in (None, "none") and turn.slot("status") is None:
        turn.set("status", "unemployed")
    changed = {"occupation"} if turn.work_told else set()
    return {name: value for name, value in before.items() if turn.slot(name) != value or name in changed}


def _drop_need_without_ground(turn: Turn) -> None:
    """Whoever turns out to have work does not look for "weer aan het werk": that need came from the wrong fact."""
    was = turn.before("status") if turn.learnt("status") else None
    if turn.learnt("status") and turn.slot("status") == NO_JOB:
        _lost(turn)
    if was != NO_JOB or turn.slot("status") == NO_JOB:
        return
    turn.add("denied", NO_JOB_NEED)
    turn.drop("remembered", NO_JOB_NEED)
    needs: list[str] = turn.slot("needs", [])
    if NO_JOB_NEED not in needs:
        return
    left = [need for need in needs if need != NO_JOB_NEED]
    # Whoever has no boss and talked of no work has too little of it; after the help there is always a need in the plan.
    stands = turn.slot("status") == "self_employed" or turn.slot("helped_needs")
    turn.set("needs", left or ([JOB_AT_RISK] if stands else []))
    if not left and not turn.slot("helped_needs"):
        turn.set("need_confirmed", None)


def _lost(turn: Turn) -> None:
    """What is lost is not at risk any more: "nee, die baan is al weg"."""
    needs: list[str] = turn.slot("needs", [])
    if JOB_AT_RISK in needs:
        turn.set("needs", list(dict.fromkeys(NO_JOB_NEED if each == JOB_AT_RISK else each for each in needs)))


def has_work(turn: Turn) -> bool:
    """Whether somebody works and has no benefit, so that "weer aan het werk" is not what they need."""
    return turn.slot("status") in AT_WORK and turn.slot("benefit") in (None, "none")


def _fill_from_button(turn: Turn) -> None:
    for name in (*FACTS, "place"):
        value = turn.value(name)
        if value is not None:
            turn.set(name, int(value) if name in ("age", "hours") else value)
    if turn.value("occupation"):
        said, chosen = work_words.kept(turn), str(turn.value("occupation"))  # of no occupation yet: this is the nearest
        work_told.set_occupation(turn, chosen)
        called = catalogue().occupations.get(chosen).name
        part_of_it = said.lower() in called.lower()  # "vrachtwagen" is what a vrachtwagenchauffeur drives
        work_words.keep(turn, chosen, AsTyped(called) if said and part_of_it else said)


def _fill_from_ruler(turn: Turn, expected: str | None) -> None:
    if turn.is_button:
        return
    for name in ("status", "benefit", "edu"):
        for entity in _what_counts(turn, name):
            phrase = turn.text[entity["start"] : entity["end"]].lower()
            if other_people.owns(turn.text, entity["start"], entity["end"]):
                continue
            if name in NOT_TRUE_YET and _is_not_so_yet(turn, name, entity):
                continue
            bare = phrase == turn.words.strip(" .!,").lower()
            answers = name == expected or (expected == "occupation" and (name == "status" or bare))
            whole = bare and " " in phrase  # "in dienst" and nothing else
            unasked = phrase in _only_when_asked() and not whole and not _has_it(turn, name, entity)
            asks = work_told.asks(_sentence(turn.text, entity)) and not _asks_with_level(turn, name, entity)
            if answers or not (asks or unasked):
                turn.set(name, entity["value"])
                break


def _has_it(turn: Turn, name: str, entity: Mapping[str, Any]) -> bool:
    """A level that somebody says to have: "ik heb niveau 3"."""
    return name == "edu" and bool(re.search(labels()["answers"]["has_level"], _before(turn, entity)))


def _asks_with_level(turn: Turn, name: str, entity: Mapping[str, Any]) -> bool:
    """A level in a question about what can be done with it: "kan ik met mbo 4 gewoon solliciteren"."""
    return name == "edu" and bool(re.search(labels()["answers"]["with_level"], _before(turn, entity)))


def _is_not_so_yet(turn: Turn, name: str, entity: Mapping[str, Any]) -> bool:
    """A diploma that somebody is working for or did not get, a contract they would like to have."""
    patterns = labels()["answers"]
    after = turn.text[entity["end"] :].lower()
    if entity["value"] == NO_JOB and re.match(patterns["not_so_employed"], after):  # "ik werk niet in loondienst"
        return True
    if name == "status":
        wished = re.search(patterns["wishes_for"], _before(turn, entity)) or re.match(patterns["wished_behind"], after)
        return bool(wished)
    if re.match(patterns["not_finished"], after):
        return True
    learns = any(re.search(patterns[way], _before(turn, entity)) for way in ("wants_level", "in_training"))
    return learns and not _asks_with_level(turn, name, entity)


def wishes_status(turn: Turn) -> bool:
    """Whether somebody thinks about another way of working: "ik denk aan in loondienst gaan"."""
    found = turn.entities("status") if turn.words else []
    return any(_is_not_so_yet(turn, "status", each) and each["value"] != NO_JOB for each in found)


def _what_counts(turn: Turn, name: str) -> list[dict[str, Any]]:
    """The values told, without the denied ("geen uitzendkracht"); after a "nee" what follows it comes first."""
    patterns = labels()["correct"]
    told = [
        each
        for each in turn.entities(name)
        if not re.search(patterns["denied"], _before(turn, each))
        and not re.match(patterns["denied_behind"], turn.text[each["end"] :].lower())
    ]
    return sorted(told, key=lambda each: not re.search(patterns["rather"], _before(turn, each)))


def _before(turn: Turn, entity: Mapping[str, Any]) -> str:
    return turn.text[: entity["start"]].lower()


def _fill_numbers(turn: Turn, expected: str | None) -> None:
    text = turn.said
    text = re.sub(labels()["correct"]["not_but"], "", text)  # "geen 50 maar 40": only what holds is read
    age = _age_in(turn, text) if expected != "hours" else None
    age = _bare_age(turn, text, expected) if age is None else age
    if age is not None:
        turn.set("age", age)
    only = ONLY_NUMBER.search(text) if expected == "hours" else None
    if only and 1 <= int(only.group(1)) <= 60:
        turn.set("hours", int(only.group(1)))
    hours = HOURS.search(text)
    works = hours and re.search(labels()["answers"]["works_for"], text[: hours.start()])
    if hours and (works or "week" in hours.group(0) or expected in ASKED_AS_NUMBER) and 1 <= int(hours.group(1)) <= 60:
        turn.set("hours", int(hours.group(1)))


def _age_in(turn: Turn, text: str) -> int | None:
    """The age that is told; what only looks like one changes none that is known, and is no length of service."""
    age = introductions.age_in(text)
    if age is None or age == introductions.sure_age_in(text):
        return age
    noted = turn.slot("age")
    denied = re.search(word_table("introductions")["not_age"].format(age=noted), text)  # "58. niet 64"
    known = noted is not None and turn.intent != "correct" and not denied
    return None if known or introductions.is_service(age, turn.typed()[:-1]) else age


def _bare_age(turn: Turn, text: str, expected: str | None) -> int | None:
    """A number that is an age for what was asked, or for what was noted wrong: "58!! staat in je plan", "nee 39"."""
    corrects = expected != "age" and _is_about_noted_age(turn, text)
    if expected in ("occupation", "status", "benefit", "edu") or (expected == "region" and turn.slot("age") is None):
        found = BARE_NUMBER.search(text)
    elif expected == "age" or corrects:
        found = ANY_NUMBER.search(introductions.without_counts(text))
        while corrects and found and int(found.group(1)) == turn.slot("age"):
            found = ANY_NUMBER.search(found.string, found.end())
    else:
        return None
    if found is None or HOURS.match(found.string, found.start()):  # "28 uur" as answer to the age
        return None
    age = int(found.group(1))
    return age if age in (introductions.LIKELY_AGES if corrects else introductions.WORKING_AGES) else None


def _is_about_noted_age(turn: Turn, text: str) -> bool:
    """Whether somebody says of the age we noted that it is another, or we have just read it back."""
    known = turn.slot("age")
    if known is None:
        return False
    told = catalogue().budgets.vocabulary.told("age", known).rstrip(".")
    named = re.search(word_table("introductions")["about_age"], text) and str(known) in text
    return bool(named) or (told in turn.last_heard() and len(text.split()) <= SHORT_CORRECTION)


def _what_holds(words: str) -> str:
    """Without what is denied: "ik wil geen kok worden maar bakker" is "ik wil bakker worden"; also twice over."""
    while found := re.search(labels()["correct"]["not_but"], words, re.IGNORECASE):
        verb = " worden" if " worden " in found.group(0) else ""
        words = f"{words[: found.start()]}{words[found.end() :]}{verb}"
    return re.sub(labels()["correct"]["and_not"], "", words, flags=re.IGNORECASE)


def _sentence(text: str, entity: Mapping[str, Any]) -> str:
    """The sentence with the entity in it: what is asked in another says nothing about the person."""
    begin = max(text.rfind(mark, 0, entity["start"]) for mark in ".!?") + 1
    end = re.compile(r"[.!?]|$").search(text, entity["end"])
    return text[begin : end.end() if end else None]


@cache
def _only_when_asked() -> frozenset[str]:
    """Phrases that mean a fact only as an answer: "vast" is also "ik zit vast"."""
    return frozenset(word_table("entities")["only_when_asked"])
