"""Which needs a message tells, how clearly, and which it may mean when it is not clear."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.actions import asking, fields, hearsay, moves, need_denials, recognition
from bot.actions.message import CLAUSE_CONFIDENCE
from bot.actions.moves import Move
from bot.actions.sentence import sentences
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import labels, word_table

# Once a need is known only these tell another: "is ok, i go sleep, nachtdienst" says goodbye.
TELLS_NEED: tuple[Move, ...] = ("tell", "feeling", "wish", "correct", "deny")
ASKS_AS_NEED: tuple[Move, ...] = ("other_work", "courses", "money", "say_how", "what_now")  # as long as none is known
ASKED_AS_NEED = {"ask_training": "need_leren", "ask_budget": "need_geld_tijd"}
WISHES_WORK = "need_leren"
BODY = "need_zwaar_gezondheid"
JUST_LOOKING = "need_niets_kijken"
LIKELY_NEED = 0.15
FAINT_NEED = 0.03  # from here on a need is worth a button
SURE_OF_CHANGE = 0.5
# Measured on the development sets: of needs heard with less than this, hardly more than half were meant.
CLEAR_NEED = 0.55
# In a longer message many a clause sounds like some need, so what the whole tells counts twice. Of needs told with this
# much three of four were meant, of those told by the surest clause hardly more than half (held_out/openings.yml).
STORY, CLEAR_IN_STORY, WHOLE_COUNTS = 15, 0.65, 2  # words; how sure; times
# What a clause tells in so many words is told, whatever the rest is about; a child or a boss is in many a story.
TOLD_BY_A_CLAUSE = ("need_leren", "need_geld_tijd", "need_basisvaardigheden", BODY)
SURE_OF_CLAUSE = 0.97
SURE_WHEN_ASKING = 0.85  # a question is no need, unless one is told in it
SURE_OF_A_QUESTION = 0.7
SURE_AGAIN = 0.8  # that somebody means what they denied before
NO_DOUBT = 0.95
MOST_GIVEN_BACK = 2  # unless each is told with no doubt
SURE_OF_SECOND = 0.8  # that it is said back beside another need
ELSE = "else"  # words that tell a need when no other is clear
BESIDE = "beside"  # words that tell a second need
LOSS = "need_baan_onzeker"
GONE = "need_uitkering"
BOSS = "need_gesprek_baas"
TIMING = "need_timing_ander_werk"
CONTENT = ("need_bevestiging", "need_niets_kijken")  # needs of who is content, or not here for help
SURE_OF_CONTENT = 0.85  # said to who is not, it hurts
ABOUT_ELSE = ("exercise_form", "step_form", "booking_form")  # forms whose answers tell no need
# One or two words ("kinderen", "baan kwijt") name a subject, not yet a need.
THIN, CLEAR_WHEN_THIN = 2, 0.995
FEWEST_OFFERED, MOST_OFFERED = 3, 4
MOST_NEEDS = 3  # more at once are not read out of one message


def needs_in(turn: Turn) -> list[str]:
    """The needs said in this message, in the order of the text.

    Beside a need, a question about courses or money is a need too: "mijn rug wil niet meer, wie betaalt een cursus?".
    """
    if moves.makes(turn, "wish", sure=SURE_AGAIN) and fields.heard(turn) and not turn.slot("need_confirmed"):
        return list(dict.fromkeys([fields.NEED, *_named(turn)]))  # "ik wil werken met kinderen" tells of none at home
    tells = TELLS_NEED if turn.slot("need_confirmed") else (*TELLS_NEED, *ASKS_AS_NEED)
    if len(turn.typed()) > 1 and moves.rules_out(turn, *tells):
        return _named(turn)
    clauses = [c["intent"] for c in turn.clauses if c["confidence"] >= CLAUSE_CONFIDENCE]
    in_parts = any(intent.startswith("need_") for intent in clauses)
    said = [*clauses, *([turn.intent] if _is_story(turn) else [])] if in_parts else [turn.intent]
    if (said == [turn.intent] and _only_asks(turn)) or hearsay.insists(turn.words):  # "ik vraag of ..." tells no need
        return _named(turn)
    if not any(turn.sureness(intent) >= CLEAR_NEED for intent in said if _is_need(intent)):
        # Whoever names the work they want is on the way to it.
        if turn.learnt("wished_occupation") and _is_need(turn.intent):
            return [WISHES_WORK]
        if fields.wished(turn):
            return [fields.NEED]
        if named := _named(turn) or _named(turn, ELSE):
            return [need for need in named if not (need == LOSS and GONE in named)]
    if not any(_is_need(intent) for intent in (*said, turn.intent)):
        return []
    needs = dict.fromkeys(need for intent in said if _is_need(need := ASKED_AS_NEED.get(intent, intent)))
    if named := _named(turn):  # beside what is said in so many words a guess must be sure, and not its opposite
        guesses = (need for need in needs if need not in named)
        unfounded = [need for need in guesses if turn.sureness(need) < SURE_AGAIN or need in CONTENT]
        needs = dict.fromkeys(need for need in (*needs, *named) if need not in unfounded)
        if LOSS in named:  # afraid to lose it is not afraid to leave it
            needs.pop("need_durven", None)
        if GONE in named:  # what is gone cannot be lost any more
            needs.pop(LOSS, None)
    if TIMING in needs:  # that is other work too, and says more
        needs.pop("need_richting", None)
    if len(needs) > 1:  # what another says of it is not what they need
        of_others = {str(each["intent"]) for each in turn.clauses if hearsay.is_of_others(str(each.get("text", "")))}
        theirs = {*_named(turn), BODY}  # "me rug wil niet meer" is their own, however much it is somebody who wants
        said_by_others = [need for need in needs if need in of_others and need not in theirs]
        needs = dict.fromkeys(need for need in needs if need not in said_by_others or len(said_by_others) == len(needs))
    if len(needs) > 1:  # who names what it is about is not only looking
        needs.pop(JUST_LOOKING, None)
    return list(needs)[:MOST_NEEDS]


def _only_asks(turn: Turn) -> bool:
    """Whether a part surely asks something: an unsure need of the whole is only what the question sounds like."""
    asked = [float(each["confidence"]) for each in turn.clauses if str(each["intent"]).startswith("ask_")]
    unsure = _is_need(turn.intent) and turn.confidence < SURE_OF_A_QUESTION
    return unsure and max(asked, default=0.0) >= SURE_OF_A_QUESTION


def is_clear(turn: Turn) -> bool:
    """Whether the message tells one need or more, and not only a subject or a guess."""
    if turn.is_button or fields.wished(turn) or turn.learnt("wished_occupation"):
        return True
    named = {*_named(turn), *_named(turn, ELSE)}
    if named and set(needs_in(turn)) <= named:
        return True
    told = [need for need in needs_in(turn) if need not in CONTENT or _sureness(turn, need) >= SURE_OF_CONTENT]
    return max((_sureness(turn, need) for need in told), default=0.0) >= _clear_from(turn)


def _clear_from(turn: Turn) -> float:
    """How sure a need must be by the length of the message."""
    length = len(turn.words.split())
    if length <= THIN:
        return CLEAR_WHEN_THIN
    return CLEAR_IN_STORY if _is_story(turn) else CLEAR_NEED


def likely(turn: Turn, offered_before: Sequence[str] = ()) -> list[str]:
    """The needs to offer as buttons: what this message may mean, what was offered for the message before, then those
    people have most; never a denied one."""
    bars = {GONE: LIKELY_NEED, **dict.fromkeys(CONTENT, SURE_OF_CHANGE)}  # said to the wrong person these hurt
    heard = [each["name"] for each in turn.ranking if each["confidence"] >= bars.get(each["name"], FAINT_NEED)]
    heard = [need for need in (*(need for need in needs_in(turn) if need not in CONTENT), *heard) if _is_need(need)]
    heard = sorted(heard, key=lambda need: -_sureness(turn, need)) if _is_story(turn) else heard
    heard = list(dict.fromkeys([*heard, *offered_before]))[:MOST_OFFERED]
    common: list[str] = labels()["young_needs" if recognition.is_young(turn) else "common_needs"]
    most = max(FEWEST_OFFERED, len(heard)) if heard else len(common)
    offered = dict.fromkeys([*heard, *common])
    return [need for need in offered if need not in turn.slot("denied", [])][:most]


def only_angry(turn: Turn) -> bool:
    """Whether a message that scolds tells nothing to go on with: no fact, and no need but trouble with a boss."""
    facts = turn.entities("status") or turn.entities("age") or catalogue().occupations.link(turn.words)
    needs = [need for need in needs_in(turn) if need != BOSS and turn.sureness(need) >= CLEAR_NEED]
    return not (facts or needs or _named(turn))


def told_beside(turn: Turn) -> list[dict[str, Any]]:
    """The sentences that ask nothing and tell a need: "me knieen zijn kapot. hoe haal ik mijn pensioen?"."""
    sure = [each for each in turn.clauses if _is_need(each["intent"]) and each["confidence"] >= CLEAR_NEED]
    return [each for each in sure if not asking.is_question(str(each.get("text", "")).lower())]


def others_in(turn: Turn) -> list[str]:
    """Needs in this message that are not those we gave back; when we had them wrong, a likely one is enough."""
    known, denied = turn.slot("needs", []), turn.slot("denied", [])
    if asks(turn) and not is_surely_told(turn):
        return []
    found = [need for need in needs_in(turn) if need not in known and (need not in denied or _means_it_now(turn, need))]
    if not found and not known:
        guesses = [guess["name"] for guess in turn.ranking if guess["confidence"] >= LIKELY_NEED]
        found = [name for name in guesses if _is_need(name) and name not in denied][:1]
    return found


def asks(turn: Turn) -> bool:
    """Whether the person asks something: "en betaalt uwv dat?", "ik vroeg of ik nee mag zeggen"."""
    patterns = labels()["answers"]
    said = re.sub(patterns["before_question"], "", turn.words.strip().lower())
    return asking.asks(said) or bool(re.search(patterns["asked_before"], said))


def is_surely_told(turn: Turn) -> bool:
    """Whether a message that asks tells a need all the same: "mijn rug is op, wie betaalt een cursus?"."""
    return any(turn.sureness(need) >= SURE_WHEN_ASKING for need in needs_in(turn)) or bool(_named(turn))


def is_named(turn: Turn, need: str) -> bool:
    """Whether a need stands in its plainest words, or with next to no doubt in a part of its own."""
    parts = (float(each["confidence"]) for each in turn.clauses if each["intent"] == need)
    return need in _named(turn) or max(parts, default=0.0) >= NO_DOUBT


def in_plain_words(turn: Turn) -> list[str]:
    """The needs that the message as a whole tells so surely that saying them back is no guess."""
    named = [*_named(turn), *_named(turn, BESIDE)]
    sure = SURE_WHEN_ASKING if asks(turn) else SURE_AGAIN
    surely = {*named, *([turn.intent] if turn.confidence >= sure else [])}
    return [need for need in needs_in(turn) if need in surely]


def is_need_beside(turn: Turn) -> bool:
    """Whether a need is told beside a question that had its answer, in a sentence that asks nothing."""
    told = [each for each in told_beside(turn) if each["intent"] in needs_in(turn)]
    rest = " ".join(each for each in sentences(turn.said) if not asking.is_question(each))
    named = any(re.search(word_table("need_words")["said"][need], rest) for need in _named(turn))
    return named or any(float(each["confidence"]) >= SURE_WHEN_ASKING for each in told)


def also_told(turn: Turn) -> list[str]:
    """Needs that were clearly told beside a yes: "ja klopt, maar ook ander werk"."""
    others = [need for need in others_in(turn) if need not in need_denials.in_words(turn.words)]
    if re.search(labels()["answers"]["denies"], f" {turn.said} "):  # "mijn nederlands is niet goed" tells it
        return [need for need in others if turn.sureness(need) >= NO_DOUBT and need != JUST_LOOKING]
    surely = [need for need in others if turn.sureness(need) >= SURE_AGAIN or need in _named(turn)]
    return [need for need in surely if need != JUST_LOOKING]


def is_surely_second(turn: Turn, need: str) -> bool:
    """Whether a need is told beside what is at hand: in plain words, or with next to no doubt in a part of its own.

    While a list, a step, the plan or an appointment is the subject only plain words count: "dinsdag, dan zijn de
    kinderen naar school" names a day.
    """
    if need == JUST_LOOKING or need in turn.slot("denied", []) or asks(turn):
        return False
    if need in (*_named(turn), *_named(turn, BESIDE)):
        return True
    parts = (float(each["confidence"]) for each in turn.clauses if each["intent"] == need)
    return turn.form not in ABOUT_ELSE and not turn.slot("plan_shown") and max(parts, default=0.0) >= NO_DOUBT


def _means_it_now(turn: Turn, need: str) -> bool:
    """Whether somebody who denied a need before tells it all the same, when nothing else stands."""
    denies = re.search(labels()["answers"]["denies"], f" {turn.said} ")
    surely = turn.sureness(need) >= NO_DOUBT and not denies
    return turn.is_button or (not turn.slot("needs") and (surely or need in _named(turn)))


def changes(turn: Turn) -> bool:
    """Whether the person takes another need instead of this one: a pressed need, or "eigenlijk wil ik liever …"."""
    if not _is_need(turn.intent) or turn.intent in turn.slot("needs", []) or not turn.slot("need_confirmed"):
        return False
    if turn.is_button:
        return True
    if asks(turn):  # "mag ik eigenlijk nee zeggen?" asks something, and wants no other subject
        return False
    return turn.confidence >= SURE_OF_CHANGE and bool(re.search(labels()["answers"]["instead"], turn.said))


def clearest(turn: Turn, needs: Sequence[str]) -> list[str]:
    """The needs that are given back, in the order of the text: those said in so many words, else the surest one.

    A second need that is only a guess is what people mind most when it is said back.
    """
    surest = sorted(needs, key=lambda need: (need not in _named(turn), -_sureness(turn, need)))
    said = [need for need in surest if _is_said(turn, need)]
    if not all(_sureness(turn, need) >= NO_DOUBT for need in said):
        said = said[:MOST_GIVEN_BACK]
    return [need for need in needs if need in said] or surest[:1]


def surely_told(turn: Turn, needs: Sequence[str]) -> list[str]:
    """The needs that are worth coming back to later."""
    return [need for need in needs if _is_said(turn, need) or _sureness(turn, need) >= SURE_AGAIN]


def _is_said(turn: Turn, need: str) -> bool:
    """Whether a need is told in so many words, or by the work or the field that is wished for."""
    wishes = {fields.NEED: fields.wished(turn), WISHES_WORK: turn.learnt("wished_occupation")}
    return need in _named(turn) or _sureness(turn, need) >= SURE_OF_SECOND or bool(wishes.get(need))


def _sureness(turn: Turn, need: str) -> float:
    """How surely a need is told, or asked for as long as that is the same."""
    ways = (need, *(ask for ask, to in ASKED_AS_NEED.items() if to == need))
    if not _is_story(turn) or turn.is_button:
        return max(turn.sureness(each) for each in ways)
    whole = sum(float(each["confidence"]) for each in turn.ranking if each["name"] in ways)
    part = max((float(each["confidence"]) for each in turn.clauses if each["intent"] in ways), default=whole)
    if need in TOLD_BY_A_CLAUSE and part >= SURE_OF_CLAUSE:
        return part
    return (WHOLE_COUNTS * whole + part) / (WHOLE_COUNTS + 1)


def _is_story(turn: Turn) -> bool:
    return len(turn.words.split()) >= STORY


def contradicted(turn: Turn, needs: Sequence[str]) -> bool:
    """Whether the words go against every need that was given back: "mn werk loopt helemaal niet goed"."""
    patterns, said = labels()["answers"]["not_with_word"], turn.said
    return bool(needs) and all(need in patterns and re.search(patterns[need], said) for need in needs)


def denies(words: str, need: str) -> bool:
    """Whether words deny a need; the "geen" of "geen opdrachten" tells it."""
    rest = re.sub(word_table("need_words")["said"].get(need, "$^"), " ", words.lower())
    return bool(re.search(labels()["answers"]["denies"], f" {rest} "))


def _named(turn: Turn, table: str = "said") -> list[str]:
    """The needs that are said in their plainest words: "ontslagen", "me rug is kapot"."""
    if turn.intent.startswith("ask_") and turn.confidence >= CLEAR_NEED:  # a question about it is answered
        return []
    said, impossible = turn.said, labels()["answers"]["not_with_word"]
    named = [need for need, words in word_table("need_words")[table].items() if re.search(words, said)]
    possible = [need for need in named if need not in impossible or not re.search(impossible[need], said)]
    denied = need_denials.in_words(said) if possible else []
    return [need for need in possible if need not in denied]


def _is_need(intent: str) -> bool:
    return intent.startswith("need_")
