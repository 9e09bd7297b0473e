"""What work is somebody's own: what they do now, did before, or say they do not do ("ben geen medewerker fastfood")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.actions import kept_plan, refusing, work_words
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import label, word_table
from knowledge.linker import Mention

NOT_NOW = "not_now"  # the kind under which work is kept that somebody did before, or lost
# What asks which work is meant, with what its answer asks: what is named then is a wish and not what they do.
ASKED_OF = {
    "utter_training_which": "ask_training",
    "utter_occupation_which": "ask_occupation",
    "utter_chances_which": "ask_chances",
    "utter_future_which": "ask_occupation",
}
SHORT_ANSWER = 6  # words


def in_order(mentions: Sequence[Mention]) -> list[Mention]:
    """What somebody is now before what they were: "hiervoor vormgever, nu fotograaf"."""
    return sorted(mentions, key=lambda mention: mention.role == "past")


def note_past(turn: Turn, occupation: str) -> None:
    """Work that somebody did before."""
    refusing.refuse(turn, NOT_NOW, occupation)


def note_now(turn: Turn, occupation: str) -> None:
    """Work that somebody does, whatever was said of it before."""
    refusing.take_back(turn, NOT_NOW, occupation)
    refusing.take_back(turn, "occupation", occupation)


def is_over(words: str) -> bool:
    """Whether work that is told of in the past is over, and not only begun long ago."""
    table, said = word_table("own_work"), words.lower()
    return bool(re.search(table["over"], said)) and not re.search(table["not_over"], said)


def is_past(turn: Turn, occupation: str | None) -> bool:
    """Whether somebody said that they did this work before and do not do it now."""
    return occupation is not None and occupation in refusing.refused(turn, NOT_NOW)


def puts_right(before: str) -> bool:
    """Whether the words before a name of work say that it takes the place of another: "nee logistiek planner"."""
    return bool(re.search(word_table("own_work")["instead"], before.lower()))


def known_is_past(turn: Turn) -> bool:
    """Whether what was noted as somebody's work turns out to be past: then what they tell beside it is their work."""
    return is_past(turn, turn.slot("occupation"))


def told(turn: Turn) -> str:
    """The work that is known, in a sentence, as they said it: "Je bent kok", "Je was logistiek planner", "Je werkt
    achter de kassa". Nothing when none is known.
    """
    id_, said = turn.slot("occupation"), work_words.kept(turn)
    over = is_past(turn, id_ or said)
    if said and not work_words.tells_what_they_are(said) and not over:
        return label("does_work").format(work=said)
    name = said if said and work_words.tells_what_they_are(said) else _name(id_)
    return label(_how(turn, id_ or said)).format(occupation=name) if name else ""


def name(turn: Turn) -> str:
    """What their work is called: as they call it, else as our list does."""
    said = work_words.kept(turn)
    return said if said and work_words.tells_what_they_are(said) else _name(turn.slot("occupation")) or said


def _name(id_: str | None) -> str:
    return catalogue().occupations.get(id_).name if id_ else ""


def put_in_words(turn: Turn, words: str, past: bool = False) -> None:
    """Keeps work as it was said. Of the list we note what is called just so, or was heard now, not what comes near."""
    heard = turn.slot("occupation") if turn.learnt("occupation") else None
    id_ = heard or next((each.best.id for each in catalogue().occupations.link(words) if _is_all(each, words)), None)
    turn.set("occupation", id_)
    turn.set("sector", catalogue().occupations.get(id_).sector if id_ else None)
    if id_ is None:
        turn.add("skipped", "occupation")  # it is not asked any more
    else:
        note_now(turn, id_)
    if past:
        note_past(turn, id_ or words)
    work_words.keep(turn, id_, words)


def drop(turn: Turn) -> None:
    """The work that stands in the plan is not theirs, and stands nowhere any more."""
    turn.add("skipped", "occupation")
    _forget(turn)


def _forget(turn: Turn) -> None:
    if known := turn.slot("occupation"):
        refusing.refuse(turn, "occupation", str(known))
    turn.set("occupation", None)
    turn.set("sector", None)
    gone = {"occupation": None, work_words.KEPT: None, work_words.OF: None}
    kept_plan.save(turn, situation=gone)


def _is_all(mention: Mention, words: str) -> bool:
    return mention.certain and words.lower() in catalogue().occupations.get(mention.best.id).name.lower()


def told_denied(turn: Turn) -> str:
    """The work that was noted and is not theirs, in a sentence: "Je bent geen medewerker fastfood"."""
    before = turn.before("occupation")
    if not before or turn.slot("occupation"):
        return ""
    return label("not_occupation").format(occupation=catalogue().occupations.get(before).name)


def _how(turn: Turn, occupation: str | None) -> str:
    if is_past(turn, occupation):
        return "past_occupation"
    return "occupation_beside_school" if turn.slot("status") == "student" else "heard_occupation"


def is_another(words: str, first: Mention | None, second: Mention) -> bool:
    """Whether a second name of work takes the place of the first: not in "kassa en vakkenvullen"."""
    between = words[first.end : second.start].lower() if first and first.end <= second.start else ""
    return first is None or puts_right(between)


def without_denied(words: str) -> str:
    """Of "ik ben geen recruiter, ik ben kok" what they are."""
    return re.sub(word_table("own_work")["rather"], "", words, flags=re.IGNORECASE)


def put_right(turn: Turn) -> None:
    """Forgets the work that was noted when the message says that it is not theirs, and what they are instead."""
    known = turn.slot("occupation")
    rather = re.search(word_table("own_work")["rather"], turn.words, re.IGNORECASE)
    if rather and known and _is_denied(turn.words, str(known)):
        _forget(turn)
    elif work := named_instead(turn):
        put_in_words(turn, work)


def named_instead(turn: Turn) -> str:
    """The work that is named beside what we noted, which is said to be wrong: "er staat dat ik kok ben, dat moet ober
    zijn".
    """
    known, words = turn.slot("occupation"), turn.typed_now
    table = word_table("own_work")["noted_wrong"]
    if not known or turn.is_button:
        return ""
    found = [each for each in catalogue().occupations.link(words) if each.certain]
    wrong = [each for each in found if each.best.id == known and _is_said_wrong(words.lower(), each)]
    others = [each for each in found if each.best.id != known and each.role != "wished"]
    others = [each for each in others if not re.search(table["wished"], words[: each.start].lower())]
    names = dict.fromkeys(words[each.start : each.end] for each in others)
    return next(iter(names)) if wrong and len(names) == 1 else ""


def _is_said_wrong(said: str, mention: Mention) -> bool:
    table = word_table("own_work")["noted_wrong"]
    before, behind = said[: mention.start], said[mention.end :]
    return bool(re.search(table["before"], before) or re.search(table["behind"], behind))


def correct_known(turn: Turn) -> None:
    """ "Ik ben geen medewerker fastfood": what was noted as their work is not, and stands nowhere any more; "of nou ja,
    was": it is past.
    """
    known = turn.slot("occupation")
    if known and re.search(word_table("own_work")["taken_back"], turn.said):
        note_past(turn, str(known))
    if known and not turn.learnt("occupation") and re.search(word_table("own_work")["wishes_it"], turn.said):
        _forget(turn)
        refusing.take_back(turn, "occupation", str(known))
        turn.set("wished_occupation", known)
        return
    if not known or turn.learnt("occupation") or not _is_denied(turn.words, str(known)):
        return
    _forget(turn)


def _is_denied(words: str, occupation: str) -> bool:
    link = catalogue().occupations.link
    found = re.finditer(word_table("own_work")["denied"], words.lower())
    return any(mention.best.id == occupation for each in found for mention in link(f"ik ben {each['work']}"))


def is_asked_of(turn: Turn) -> bool:
    """Whether this answers which work our question is about: then it is work they wish for, not what they do."""
    if not turn.words or len(turn.words.split()) > SHORT_ANSWER or not _asked_of(turn):
        return False
    return any(each.certain and each.role in (None, "wished") for each in catalogue().occupations.link(turn.words))


def hear_asked_of(turn: Turn) -> None:
    """The answer to that question is the question of before, about this work."""
    if is_asked_of(turn):
        turn.intent, turn.confidence, turn.clauses = _asked_of(turn), 1.0, []


def _asked_of(turn: Turn) -> str:
    """What was asked before we asked back which work it is about; nothing when that was not asked last."""
    said: list[str] = turn.before("said") or []
    last = "".join(said[-1:]).rpartition(":")[0]
    return ASKED_OF.get(last, "")
