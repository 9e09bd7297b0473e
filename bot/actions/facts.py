"""Reads facts from what a person types: the names of the fact vocabulary, so that nothing known is asked again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from bot.actions import (
    asking,
    fields,
    home,
    introductions,
    own_steps,
    own_work,
    schooling,
    spoken,
    tried,
    wished_work,
    workplaces,
)
from bot.actions.sources import catalogue
from bot.actions.turn import ASKED_AS_NUMBER, Turn
from bot.actions.wording import labels, word_table
from knowledge.linker import Mention

# Facts the rules of the schemes use, as slots under the same names.
FACTS = ("status", "benefit", "age", "hours", "cao", "sector", "edu", "region")

ONLY_NUMBER = re.compile(r"^\D{0,12}(\d{2})\s*(?:jaar|jr|j)?\s*\D{0,12}$")
ANY_NUMBER = re.compile(r"\b(\d{2})\b")
BARE_NUMBER = re.compile(r"^\s*(\d{2})(?:\s*(?:jaar|jr))?[.! ]*$")
HOURS = re.compile(r"\b(\d{1,2})\s*(?:uur|uren|u)\b(?:\s*(?:per|in de|in een|/)\s*week)?")
SHORT_CORRECTION = 6  # words
LONGEST_NAME_OF_WORK = 4  # words: an answer to "wat voor werk doe je?" that may be looked up as it stands
NO_WORK = ("affirm", "deny", "thank", "skip", "dont_know", "think", "greet", "smalltalk", "insult", "stop", "goodbye")
SUGGESTED = 3
LIKELY_WORK = 0.5  # words that name no work at all ("zeg ik niet") stay under 0.4
# A wish only ranks what is shown, so it need not be as certain as what somebody is.
LIKELY_WISH = 0.6
STARTKWALIFICATIE = ("mbo2", "mbo3", "mbo4", "hbo", "wo")
AT_WORK = ("employee", "flex_agency", "oncall", "self_employed")
NOT_TRUE_YET = ("edu", "status")
NO_JOB, NO_JOB_NEED, JOB_AT_RISK = "unemployed", "need_uitkering", "need_baan_onzeker"
STATUS_WITHOUT_BENEFIT = (*AT_WORK, "employer")


def fill_facts(turn: Turn, expected: str | None = None) -> dict[str, Any]:
    """Sets every fact the message tells; returns what changed, with the value before. `expected` is what was asked."""
    before = {name: turn.slot(name) for name in (*FACTS, "occupation", "place")}
    _fill_from_button(turn)
    _fill_from_ruler(turn, expected)
    if turn.words:
        tried.hear(turn)
        if expected != "occupation" or wished_work.is_plain(turn):  # "iets schoonmaak" is what they do
            wished_work.note(turn)
        _fill_numbers(turn, expected)
        _fill_occupation(turn, _what_holds(introductions.without_name(turn.words)), expected)
        own_work.correct_known(turn)
        home.fill(turn, _what_holds(introductions.without_name(turn.words)), expected)
        spoken.fill(turn)
        schooling.note(turn)
        for name, value in workplaces.employer_at(turn.words).items():  # says more than the kind of work
            turn.set(name, value)
    _drop_need_without_ground(turn)
    if turn.slot("benefit") is None and turn.slot("status") in STATUS_WITHOUT_BENEFIT:
        turn.set("benefit", "none")
    if turn.slot("benefit") not in (None, "none") and turn.slot("status") is None:
        turn.set("status", "unemployed")
    return {name: value for name, value in before.items() if turn.slot(name) != value}


def _drop_need_without_ground(turn: Turn) -> None:
    """Whoever turns out to have work does not look for "weer aan het werk": that need came from the wrong fact."""
    was = turn.before("status") if turn.learnt("status") else None
    if turn.learnt("status") and turn.slot("status") == NO_JOB:
        _lost(turn)
    if was != NO_JOB or turn.slot("status") == NO_JOB:
        return
    turn.add("denied", NO_JOB_NEED)
    turn.set("remembered", [need for need in turn.slot("remembered", []) if need != NO_JOB_NEED])
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


def known_facts(turn: Turn) -> dict[str, Any]:
    """The facts known so far, as the eligibility rules read them."""
    facts = {name: turn.slot(name) for name in FACTS}
    if facts["status"] in AT_WORK:
        facts["has_work_experience"] = True
    if facts["edu"] in STARTKWALIFICATIE:
        facts["startkwalificatie"] = True
    if turn.slot("wished_occupation"):
        facts["target_sector"] = catalogue().occupations.get(turn.slot("wished_occupation")).sector
    return {name: value for name, value in facts.items() if value is not None}


def _fill_from_button(turn: Turn) -> None:
    for name in (*FACTS, "occupation", "place"):
        value = turn.value(name)
        if value is not None:
            turn.set(name, int(value) if name in ("age", "hours") else value)
    if turn.value("occupation"):
        _set_occupation(turn, str(turn.value("occupation")))


def _fill_from_ruler(turn: Turn, expected: str | None) -> None:
    if turn.is_button:
        return
    for name in ("status", "benefit", "edu"):
        for entity in _what_counts(turn, name):
            phrase = turn.text[entity["start"] : entity["end"]].lower()
            if name in NOT_TRUE_YET and _is_not_so_yet(turn, name, entity):
                continue
            answers = name == expected or (name == "status" and expected == "occupation")
            whole = phrase == turn.words.strip(" .!,").lower() and " " in phrase  # "in dienst" and nothing else
            unasked = phrase in _only_when_asked() and not whole and not _has_it(turn, name, entity)
            if answers or not (_is_question(_sentence(turn.text, entity)) or unasked):
                turn.set(name, entity["value"])
                break


def _has_it(turn: Turn, name: str, entity: Mapping[str, Any]) -> bool:
    """A level that somebody says to have: "ik heb niveau 3"."""
    return name == "edu" and bool(re.search(labels()["answers"]["has_level"], _before(turn, entity)))


def _is_not_so_yet(turn: Turn, name: str, entity: Mapping[str, Any]) -> bool:
    """A diploma that somebody is working for or did not get, a contract they would like to have."""
    patterns = labels()["answers"]
    after = turn.text[entity["end"] :].lower()
    if name == "status":
        wished = re.search(patterns["wishes_for"], _before(turn, entity)) or re.match(patterns["wished_behind"], after)
        return bool(wished)
    return bool(re.search(patterns["in_training"], _before(turn, entity)) or re.match(patterns["not_finished"], after))


def wishes_status(turn: Turn) -> bool:
    """Whether somebody thinks about another way of working: "ik denk aan in loondienst gaan"."""
    found = turn.entities("status") if turn.words else []
    return any(_is_not_so_yet(turn, "status", each) and each["value"] != NO_JOB for each in found)


def _what_counts(turn: Turn, name: str) -> list[dict[str, Any]]:
    """The values told, without the denied ("geen uitzendkracht"); after a "nee" what follows it comes first."""
    patterns = labels()["correct"]
    told = [each for each in turn.entities(name) if not re.search(patterns["denied"], _before(turn, each))]
    return sorted(told, key=lambda each: not re.search(patterns["rather"], _before(turn, each)))


def _before(turn: Turn, entity: Mapping[str, Any]) -> str:
    return turn.text[: entity["start"]].lower()


def _fill_numbers(turn: Turn, expected: str | None) -> None:
    text = turn.words.lower()
    text = re.sub(labels()["correct"]["not_but"], "", text)  # "geen 50 maar 40": only what holds is read
    age = introductions.age_in(text) if expected != "hours" else None
    age = _bare_age(turn, text, expected) if age is None else age
    if age is not None:
        turn.set("age", age)
    only = ONLY_NUMBER.search(text) if expected == "hours" else None
    if only and 1 <= int(only.group(1)) <= 60:
        turn.set("hours", int(only.group(1)))
    hours = HOURS.search(text)
    if hours and ("week" in hours.group(0) or expected in ASKED_AS_NUMBER) and 1 <= int(hours.group(1)) <= 60:
        turn.set("hours", int(hours.group(1)))


def _bare_age(turn: Turn, text: str, expected: str | None) -> int | None:
    """A number that is an age for what was asked, or for what was noted wrong: "58!! staat in je plan", "nee 39"."""
    corrects = expected != "age" and _is_about_noted_age(turn, text)
    if expected in ("occupation", "status", "benefit", "edu"):
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
    return words


def _fill_occupation(turn: Turn, words: str, expected: str | None) -> None:
    """A certain mention is taken as said; an uncertain one is only remembered, to be asked back with buttons."""
    mentions = _mentions(turn, words)
    if not mentions and turn.slot("occupation") is None:
        likely = _likely_work(turn, words, expected)
        if len(likely) == 1:  # nothing to choose from: "22 jaar achter de kassa"
            _set_occupation(turn, likely[0])
        else:
            turn.set("maybe_occupations", likely or turn.slot("maybe_occupations"))
    now: Mention | None = None
    for mention in own_work.in_order(mentions):
        answers = _answers_with(mention, words, expected) or _is_all_that_is_said(turn, mention, words)
        told = mention.own or (answers and not own_steps.tells_early(turn))
        wished = mention.role == "wished" or (mention.role is None and own_work.is_for_training(turn))
        if not told:  # "mijn man is metselaar", "wat verdient een kok"
            continue
        if wished and mention.best.score >= LIKELY_WISH:
            turn.set("wished_occupation", mention.best.id)
        elif mention.role == "past":
            _fill_past(turn, mention, now)
        elif not mention.certain:
            near = [candidate.id for candidate in mention.candidates]
            turn.set("maybe_occupations", workplaces.work_at([words]) or near)  # "in de keuken van een verzorgingshuis"
        elif not own_work.is_another(words, now, mention):  # "kassa en vakkenvullen": the first
            continue
        elif turn.slot("occupation") in (None, mention.best.id) or _tells_anew(turn, mention, expected):
            _set_occupation(turn, mention.best.id)
            own_work.note_now(turn, mention.best.id)
            now = mention


def _fill_past(turn: Turn, mention: Mention, now: Mention | None) -> None:
    """Work that somebody did before: the last they did, when it is all that is known, and told as that."""
    if not mention.certain or (now and now.best.id == mention.best.id):
        return
    if turn.slot("occupation") is None:
        _set_occupation(turn, mention.best.id)
    if own_work.is_over(turn.words):
        own_work.note_past(turn, mention.best.id)


def _answers_with(mention: Mention, words: str, expected: str | None) -> bool:
    """Whether a certain name of work is the answer to what work somebody does: "nou vooruit: kok"."""
    about_others = re.search(word_table("introductions")["others"], words.lower())
    told = not about_others and not _is_question(words)
    return expected == "occupation" and mention.certain and mention.role is None and told


def tells_only_work(turn: Turn) -> bool:
    """Whether a message tells work and nothing else: "schilder" is no answer to what gives energy."""
    words = turn.words.strip(" .,!")
    mentions = catalogue().occupations.link(words) if words and _is_short(turn) else []
    return any(mention.certain and (mention.role == "now" or _covers(mention, words)) for mention in mentions)


def _is_short(turn: Turn) -> bool:
    return len(turn.words.split()) <= SHORT_CORRECTION


def _is_all_that_is_said(turn: Turn, mention: Mention, words: str) -> bool:
    """The bare name of work, when none is known; where a name is asked for, "Schilder" may be one."""
    names_self = str(turn.slot("requested_slot") or "").startswith("contact_") and turn.in_form
    unknown = turn.slot("occupation") is None and mention.certain and mention.role is None
    return unknown and not names_self and _covers(mention, words)


def _covers(mention: Mention, words: str) -> bool:
    return not re.search(r"\w", words[: mention.start] + words[mention.end :])


def _mentions(turn: Turn, words: str) -> list[Mention]:
    """Work as typed; else in the parts of a short introduction; else in the words as they were meant ("kasa")."""
    link = catalogue().occupations.link
    found = link(words)
    if not any(mention.own for mention in found):
        parts = [mention for piece in introductions.pieces(words) for mention in link(piece)]
        found = [mention for mention in parts if mention.own] or found
    return found or link(introductions.without_name(turn.mended))


def _likely_work(turn: Turn, words: str, expected: str | None) -> list[str]:
    """What is asked back with buttons: work people do in the place that was named, or what comes near the answer."""
    bare = [piece for piece in introductions.pieces(words) if len(piece.split()) <= LONGEST_NAME_OF_WORK]
    wishes = expected != "occupation" or wished_work.is_plain(turn) or asking.asks_in_part(words)
    if wishes and fields.field_in(words):  # where they would like to work
        return []
    at_work = workplaces.work_at([words, turn.mended], answers=expected == "occupation")
    at_work = at_work or workplaces.work_at(bare, answers=True)
    names_none = len(words.split()) > LONGEST_NAME_OF_WORK or turn.intent in NO_WORK
    if at_work or expected != "occupation" or names_none:
        return at_work
    near = catalogue().occupations.search(words, SUGGESTED)
    return [each.id for each in near if each.score >= LIKELY_WORK]


def _tells_anew(turn: Turn, mention: Mention, expected: str | None) -> bool:
    return expected == "occupation" or _corrects_work(turn, mention)


def _corrects_work(turn: Turn, mention: Mention) -> bool:
    """Whether a second occupation takes the place of the first: not when it is only where somebody stands today."""
    names_self = turn.form == "booking_form" and str(turn.slot("requested_slot")).startswith("contact_")
    in_passing = turn.form not in (None, "situation_form") and not turn.slot("plan_shown") and not _is_short(turn)
    in_passing = in_passing and not own_work.known_is_past(turn)
    says_so = re.search(word_table("correcting")["about_plan"], turn.words.lower())
    return mention.role == "now" and not in_passing and (not names_self or says_so is not None)


def _set_occupation(turn: Turn, occupation_id: str) -> None:
    occupation = catalogue().occupations.get(occupation_id)
    turn.set("occupation", occupation.id)
    if turn.slot("cao") is None:  # a clerk of the gemeente has the schemes of the gemeente
        turn.set("sector", occupation.sector)


def _sentence(text: str, entity: Mapping[str, Any]) -> str:
    """The sentence with the entity in it: what is asked in another says nothing about the person."""
    begin = max(text.rfind(mark, 0, entity["start"]) for mark in ".!?") + 1
    end = re.compile(r"[.!?]|$").search(text, entity["end"])
    return text[begin : end.end() if end else None]


def _is_question(words: str) -> bool:
    patterns, said = labels()["answers"], words.strip().lower()
    return said.endswith("?") or bool(re.match(patterns["question"], said) or re.search(patterns["wonders"], said))


@cache
def _only_when_asked() -> frozenset[str]:
    """Phrases that mean a fact only as an answer: "vast" is also "ik zit vast"."""
    return frozenset(word_table("entities")["only_when_asked"])
