"""What a person does not want: of what was shown ("geen heftruck"), or a kind of help ("geen test"). It is not offered
again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.actions import kept_plan, moves, sought
from bot.actions.moves import Move
from bot.actions.sentence import sentences
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import labels, word_table

SHOWN_IN = {"occupation": "directions", "training": "trainings"}  # the slot with what was shown last of a kind
TELLING_WORD = 5  # letters
HELP = "help"  # the kind under which kinds of help are refused
LOAN = "lening"
QUESTIONS = "questions"  # among the help that was refused: nothing more is asked back
MEDIUM = "medium"  # the kind under which a way to talk is refused
FEW_WORDS = 3  # of a question that is answered by its own anger: "opzichter? nee joh"
LEFT_OPEN = "left_open"  # before the kind of what is not to fill the place of what was taken out of the plan
NEED = "need"  # the kind under which a need that was denied is kept
READING = "reading"  # the kind under which our words for a need are kept that were objected to
SURE_OF_NO_HUMAN = 0.8  # "niet blijven hier" comes near to it; from here on none is offered, whatever else is said
WAYS_TO_A_HUMAN = ("ask_human", "book_adviser")
DECLINED = ("appointment", "human", "phone")
# What may refuse something beside what it does: "ff serieus, wat verdient een monteur" refuses no monteur.
REFUSES: tuple[Move, ...] = (
    "refuse_work",
    "refuse_list",
    "refuse_plan",
    "deny",
    "correct",
    "not_heard",
    "change_plan",
    "pick",
    "other_work",
    "wish",
    "tell",
    "else",
)


# What may turn down a human, an appointment or a call.
DECLINES: tuple[Move, ...] = (
    *("refuse_human", "refuse_list", "refuse_plan", "deny", "correct", "not_heard"),
    *("moment", "human", "pick", "step", "goodbye", "else"),
)


@dataclass(frozen=True)
class Declined:
    """What a message refuses ("appointment", "human", "phone") and what else it says."""

    kinds: frozenset[str]
    rest: str


def declines(words: str) -> Declined:
    """What parts of the message refuse: "nee geen afspraak, ik heb geen puf om te bellen. hoe bereik ik ...?"."""
    patterns = labels()["answers"]["declines"]
    kinds, rest = set[str](), list[str]()
    for part in _parts(words):
        heard = {kind for kind in DECLINED if re.search(patterns[kind], part.lower())}
        if "phone" in heard and re.search(patterns["not_phone"], part.lower()):
            heard.remove("phone")
        kinds |= heard
        if not heard and not re.search(patterns["empty"], part.lower()):
            rest.append(part.strip())
    return Declined(frozenset(kinds), " ".join(rest) if kinds else words)


def declined(turn: Turn) -> Declined:
    """What the message refuses, by its words or as the model surely hears it in other words."""
    found = declines(turn.words)
    if moves.rules_out(turn, *DECLINES):  # "of de mensen niet stelen"
        return Declined(frozenset(), turn.words)
    if "human" in found.kinds or not (lines := turn.lines_that("refuse_human", sure=SURE_OF_NO_HUMAN)):
        return found
    rest = " ".join(line for line in sentences(found.rest) if line not in lines)
    return Declined(found.kinds | {"human"}, rest)


def plain_no(words: str) -> Declined:
    """A no to the question that stands, whatever is said behind it: "nee zei ik al. laat me plan zien"."""
    patterns = labels()["answers"]["declines"]
    lines = sentences(words)
    if no_use := [line for line in lines if re.search(patterns["no_use"], line.lower())]:
        return Declined(frozenset({"appointment"}), " ".join(line for line in lines if line not in no_use))
    found = re.match(patterns["leads"], words, re.IGNORECASE)
    if found is None or re.match(patterns["second_thought"], words[found.end() :], re.IGNORECASE):
        return Declined(frozenset(), words)
    return Declined(frozenset({"appointment"}), words[found.end() :].strip())


def refuse(turn: Turn, kind: str, id_: str) -> None:
    """Notes that something is not wanted: one thing that was shown, a kind of help, a field of work."""
    if id_:
        turn.add("refused", f"{kind}:{id_}")


def take_back(turn: Turn, kind: str, *ids: str) -> None:
    """Forgets that these were refused: they are wanted after all."""
    wanted = {f"{kind}:{id_}" for id_ in ids}
    if wanted & {*turn.slot("refused", [])}:
        turn.drop("refused", *wanted)


def refuse_human(turn: Turn) -> None:
    """No human is offered any more until one is asked for."""
    refuse(turn, HELP, "human")


def note_human(turn: Turn) -> None:
    """Notes in any message that no human is wanted ("ik hoef geen coach"), or that one is wanted after all."""
    if turn.intent in WAYS_TO_A_HUMAN and turn.confidence >= SURE_OF_NO_HUMAN:
        take_back(turn, HELP, "human")
    elif turn.does("refuse_human", sure=SURE_OF_NO_HUMAN) and not turn.does("human"):
        refuse_human(turn)


def refuse_phone(turn: Turn) -> None:
    """No moment by telephone is offered any more."""
    refuse(turn, MEDIUM, "phone")


def _parts(words: str) -> list[str]:
    """The parts of a message with the marks at their ends; a "nee" goes with what follows it."""
    joined = re.sub(r"^(\W*nee+),", r"\1", words, flags=re.IGNORECASE)
    ends = [found.end() for found in re.finditer(labels()["answers"]["declines"]["parts"], joined.lower())]
    return [joined[begin:end] for begin, end in pairwise([0, *ends, len(joined)]) if joined[begin:end].strip()]


def hear(turn: Turn) -> bool:
    """Notes what the message refuses of what was shown; False when it refuses none of it."""
    return bool(hear_all(turn))


def hear_all(turn: Turn) -> list[str]:
    """Notes what the message refuses of what was shown, in a no or in anger; the names of it."""
    patterns, lines = labels()["answers"], sentences(turn.words.lower())
    said = " ".join(each for each in lines if not _is_question(each))
    if said and re.search(word_table("correcting")["no_loan"], said):  # also beside a fact or an answer
        _refuse_help(turn, LOAN)
    heard = " ".join(line.lower() for line in turn.lines_that("refuse_work") if not _is_question(line.lower()))
    denied = (_refused_part(said) if _denies(said) else "") or heard
    laughed_at = " ".join(_angry_part(lines))
    given_back = sought.echoes_in(turn.words).lower()
    unwanted = " ".join([denied, laughed_at, given_back, *_had_part(lines)]).strip()
    if not unwanted or moves.rules_out(turn, *REFUSES):
        return []
    denying = " ".join(line for line in lines if _denies(line) and not declines(line).kinds)
    everything = bool(denied) and bool(re.search(patterns["refuses_all"], denying))
    everything = everything and not re.search(patterns["all_fine"], said)
    everything = everything or misses_all(turn)
    plan = kept_plan.get(turn)
    looked_up = plan.looked_up if plan else ()  # everything that was shown in this conversation
    called = _called(unwanted)
    gone = list[str]()
    for kind, slot in SHOWN_IN.items():
        last = turn.slot(slot, [])
        before = {look.id: look.title for look in looked_up if look.kind == kind}
        for id_, name in (before | {id_: name_of(kind, id_) for id_ in last}).items():
            if names(name, unwanted) or (kind == "occupation" and id_ in called) or (everything and id_ in last):
                refuse(turn, kind, id_)
                gone.append(name)
    return gone or _unasked(turn, laughed_at)


def misses_all(turn: Turn) -> bool:
    """Whether all that was shown last is beside the point: one of it is given back with what they said instead."""
    if not sought.is_taken_amiss(turn.words):
        return False
    echoed = sought.echoes_in(turn.words).lower()
    called = _called(echoed)
    last = [(id_, name_of(kind, id_)) for kind, slot in SHOWN_IN.items() for id_ in turn.slot(slot, [])]
    return any(id_ in called or names(name, echoed) for id_, name in last)


def _unasked(turn: Turn, laughed_at: str) -> list[str]:
    """Work that is laughed at before it was shown: it is not named, either."""
    mentions = catalogue().occupations.link(laughed_at) if laughed_at else []
    ids = [each.best.id for each in mentions if each.certain and each.best.id != turn.slot("occupation")]
    for id_ in ids:
        refuse(turn, "occupation", id_)
    return [catalogue().occupations.get(id_).name for id_ in ids]


def _called(said: str) -> set[str]:
    """The work that is meant by any name for it: "stewardess" is cabin crew."""
    return {each.id for mention in catalogue().occupations.link(said) for each in mention.candidates}


def without_disowned(words: str) -> str:
    """Without what somebody says they did not say: "verkoper? dat heb ik niet gezegd. hoeveel is het dan"."""
    lines = sentences(words)
    not_said = labels()["answers"]["not_said"]
    gone = {place for place, line in enumerate(lines) if re.search(not_said, line.lower())}
    gone |= {place - 1 for place in gone if place and len(lines[place - 1].split()) <= FEW_WORDS}
    return " ".join(line for place, line in enumerate(lines) if place not in gone)


def is_angry(said: str) -> bool:
    """Whether a sentence refuses in angry words or complains that we do not listen."""
    patterns = labels()["answers"]
    return any(re.search(patterns[way], said.lower()) for way in ("refuses_angrily", "complains"))


def _angry_part(lines: list[str]) -> list[str]:
    """The sentences with what is refused in anger: "uitvaartverzorger??", "opzichter? daar kom je mee"."""
    angry = labels()["answers"]["refuses_angrily"]
    found = [place for place, line in enumerate(lines) if re.search(angry, line)]
    begun = [place - back for place in found for back in (1, 2) if _are_short(lines[max(place - back, 0) : place])]
    return [lines[place] for place in sorted({*found, *begun}) if place >= 0]


def _had_part(lines: list[str]) -> list[str]:
    """The sentences with what somebody says they are or have already: "mediavormgever? dat ben ik al jaren"."""
    had = word_table("choosing")["has_already"]
    found = [place for place, line in enumerate(lines) if re.search(had, line)]
    begun = [place - 1 for place in found if place and _are_short(lines[place - 1 : place])]
    return [lines[place] for place in sorted({*found, *begun})]


def has_already(turn: Turn) -> bool:
    """Whether somebody says that they are or have already what we offered."""
    return bool(_had_part(sentences(turn.words.lower())))


def refused_now(turn: Turn, kind: str) -> set[str]:
    """The ids of a kind that this very message refuses."""
    return refused(turn, kind) - _ids_of(turn.before("refused") or [], kind)


def _are_short(lines: list[str]) -> bool:
    return bool(lines) and all(len(line.split()) <= FEW_WORDS for line in lines)


def _is_question(sentence: str) -> bool:
    """ "Wie leest dit allemaal, mijn baas toch niet" asks, and refuses nothing."""
    return "?" in sentence or bool(re.search(labels()["answers"]["asks_who"], sentence))


def laughs(turn: Turn) -> bool:
    """Whether something is refused in jest or in anger: "receptie? ik? met mijn kop?"."""
    return bool(re.search(labels()["answers"]["refuses_angrily"], turn.said))


def takes_out(turn: Turn) -> bool:
    """Whether something is to be taken out: "haal die verkeersregelaar maar weg"."""
    return bool(re.search(labels()["answers"]["takes_out"], turn.said))


def hear_help(turn: Turn) -> str | None:
    """The kind of help the message turns down and nothing else: "test", "training", "lening" or "human"; noted."""
    kind = turn.turned_down
    if kind is None:
        return None
    _refuse_help(turn, kind)
    return kind


def _refuse_help(turn: Turn, kind: str) -> None:
    refuse(turn, HELP, kind)
    for what, id_ in _of_kind(turn, kind):
        refuse(turn, what, id_)


def refused(turn: Turn, kind: str) -> set[str]:
    """The ids of a kind ("occupation", "training", "budget", "help") that were refused."""
    return _ids_of(turn.slot("refused", []), kind)


def _ids_of(noted: list[str], kind: str) -> set[str]:
    return {each.removeprefix(f"{kind}:") for each in noted if each.startswith(f"{kind}:")}


def kept(turn: Turn, kind: str) -> list[str]:
    """What was shown last of a kind and was not refused."""
    gone = refused(turn, kind)
    return [id_ for id_ in turn.slot(SHOWN_IN[kind], []) if id_ not in gone]


def _of_kind(turn: Turn, kind: str) -> Iterator[tuple[str, str]]:
    """What falls away with a kind of help."""
    if kind == "training":
        yield from (("training", id_) for id_ in turn.slot(SHOWN_IN["training"], []))
    elif kind == LOAN:
        yield from (("budget", budget.id) for budget in catalogue().budgets.all() if budget.kind == LOAN)


def _refused_part(said: str) -> str:
    """The clauses with a denial: of "geen heftruck, wel teamleider" only the first."""
    return " ".join(_denied_in(sentence) for sentence in sentences(said.lower()))


def _denied_in(sentence: str) -> str:
    if re.search(labels()["answers"]["takes_out"], sentence):  # "haal de heftruck maar weg" has no second clause
        return sentence
    ends = f"{labels()['answers']['clause_ends']}|{word_table('choosing')['means']}"
    clauses = [clause for clause in re.split(ends, sentence) if _denies(clause)]
    rather = word_table("correcting")["replace"]["rather"]
    return " ".join(re.split(rather, clause, maxsplit=1)[-1] for clause in clauses)


def _denies(said: str) -> bool:
    patterns = labels()["answers"]
    ways = (patterns["refuses"], patterns["takes_out"], word_table("choosing")["not_for_me"])
    return any(re.search(way, said) for way in ways)


def names(name: str, said: str) -> int:
    """How many telling words of the one stand in the other: "heftruck" in "heftruckcertificaat"."""
    heard = {word for word in re.findall(r"\w+", said) if len(word) >= TELLING_WORD}
    return sum(word in name.lower() for word in heard)


def name_of(kind: str, id_: str) -> str:
    """What work or a training is called."""
    if kind == "occupation":
        return catalogue().occupations.get(id_).name
    return catalogue().trainings.get(id_).name
