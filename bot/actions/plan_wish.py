"""What somebody wants in their plan as their wish: "m'n wens is docent", "excel ipv systeembeheerder".

The wish stands in their own words. Only when these are the name of work we know, it is that work for all that follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.actions import asking, fields, fitting, kept_plan, looked_up, plan_additions, refusing
from bot.actions.sentence import sentences
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import label, sentence_list, word_table

IN_WORDS = "wish"  # the name under which the plan keeps a wish in the words of the person
FIELD = "field"  # the kind of the part that is a field
HEARD = ("wished_occupation", "wished_field", "wished_trainings")  # the slots with a wish that is known by a name
MOST_WORDS_ADDED = 4  # "lichter werk": what is longer tells more than a wish


def in_words(turn: Turn) -> list[str]:
    """The wishes that are kept as they were said."""
    return kept_plan.listed(kept_plan.get(turn), IN_WORDS)


def names(turn: Turn) -> list[str]:
    """The work, field and trainings that were wished for, each by its name, and the wishes in the person's words."""
    return list(dict.fromkeys(name for _, name in parts(turn)))


def parts(turn: Turn) -> list[tuple[str, str]]:
    """What the wish is made of: the key of each part and its name."""
    return [*_heard(turn), *((IN_WORDS, words) for words in in_words(turn))]


def hear(turn: Turn, instead: bool = False) -> str:
    """The wish as it is now, when the message puts it right or adds to it; nothing when it does not.

    `instead`: something was just taken out of the plan, or was never said: "ik wil excel" beside it comes instead.
    """
    if not turn.words or turn.is_private:
        return ""
    called = bool(re.search(_table()["name"], turn.said))
    if not called and add(turn):  # "ik wil auto's, geen huizen. en zet erbij: cursus hybride auto's"
        return sentence_list(names(turn))
    if wanted := _set_in(turn, instead):
        _forget(turn)
        _keep(turn, [wanted])
    elif not add(turn):
        return ""
    return sentence_list(names(turn))


def is_called(words: str) -> bool:
    """Whether a wish is named as one: "en de wens? docent mbo"."""
    if not re.search(_table()["called"], words.lower()):
        return False
    behind = re.match(r"\w{3,}", _behind_name(words))
    return bool(behind) or any(_first(_table()["sets"], line) for line in sentences(words) if not asking.asks(line))


def told(turn: Turn) -> str:
    """A wish that is called one, also before there is a plan: "m'n wens is kwaliteitscontroleur"; kept."""
    lines = (line for line in sentences(turn.words) if not asking.asks(line))
    words = next((found for line in lines if (found := _first(_table()["sets"], line))), "")
    if words:
        _forget(turn)
        _keep(turn, [words])
    return words


def add(turn: Turn) -> str:
    """ "Techniek moet er ook bij", "lichter werk moet erin": work that is wished for too; nothing when none is."""
    added = _added_in(turn.words)
    if added:
        put(turn, added)
    return added


def put(turn: Turn, words: str) -> None:
    """Puts a wish in the plan as it was said, beside those that stand there."""
    _save(turn, list(dict.fromkeys([*in_words(turn), words])))


def known(turn: Turn) -> dict[str, Any]:
    """The wish as far as it is known by a name, to be kept with `keep` while the same words are read for facts."""
    return {name: turn.slot(name) for name in HEARD}


def keep(turn: Turn, wish: dict[str, Any]) -> None:
    """Keeps a wish as it was: what is named to be taken out or put right is no wish, whatever it sounds like."""
    for name, value in wish.items():
        turn.set(name, value)


def keep_as_it_was(turn: Turn) -> None:
    """The same, as it was before this message."""
    keep(turn, {name: turn.before(name) for name in HEARD})


def strike(turn: Turn, key: str, name: str) -> None:
    """Takes one part of the wish away; it is not wished for again until it is said."""
    if key == IN_WORDS:
        _save(turn, [words for words in in_words(turn) if words != name])
        return
    kind, _, id_ = key.partition(":")
    if kind == FIELD:  # who takes "iets op de weg" out may drive and want to stay: the field itself is not refused
        turn.set("wished_field", None)
        return
    refusing.refuse(turn, kind, id_)
    if kind == "occupation":
        turn.set("wished_occupation", None)
    else:
        turn.drop("wished_trainings", id_)


def wants_in(words: str) -> list[str]:
    """What sentences say that is wanted: "ik wil gewoon excel leren"."""
    lines = (line for line in sentences(words) if not asking.asks(line))
    return [wanted for line in lines if (wanted := _first(_table()["wants"], line))]


def _heard(turn: Turn) -> list[tuple[str, str]]:
    unwanted = refusing.refused(turn, "occupation")  # "ik wil uitvoerder ook niet" names it, and wishes for none
    unwanted |= {str(turn.slot("occupation"))}  # the work somebody does is never what they wish for
    if fitting.wants_no_other_work(turn):  # who wants no other work wishes for none
        return []
    wished = turn.slot("wished_occupation")
    if wished and wished not in unwanted:
        return [(f"occupation:{wished}", catalogue().occupations.get(wished).name)]
    refused = refusing.refused(turn, "training")
    trainings = [id_ for id_ in turn.slot("wished_trainings", []) if id_ not in refused]
    found = [(f"training:{id_}", catalogue().trainings.get(id_).name) for id_ in trainings]
    field = turn.slot("wished_field")
    return [(f"{FIELD}:", f"{label('plan', 'something')} {field}"), *found] if field else found


def _set_in(turn: Turn, struck: bool) -> str:
    """The wish that a message gives in the place of what stood there."""
    lines = [line for line in sentences(turn.words) if not asking.asks(line) or _table()["name"] in line.lower()]
    if words := _tidy(_behind_name(turn.words)):
        return words
    for line in lines:
        if words := _first(_table()["sets"], line):
            return words
        if words := _instead(line, struck):
            return words
    wanted = wants_in(turn.words)
    short = len(turn.words.split()) <= _table()["most_words"] and not fields.heard(turn)
    return wanted[0] if wanted and (struck or short) else ""


def _behind_name(words: str) -> str:
    """What stands behind the name of the line: "en de wens? docent mbo"."""
    found = re.search(_table()["behind_name"], words, re.IGNORECASE)
    return found["words"] if found else ""


def old_in(words: str) -> list[str]:
    """What is named as what another wish comes in the place of: "excel ipv systeembeheerder"."""
    found = [re.search(way, line, re.IGNORECASE) for line in sentences(words) for way in _table()["instead"]]
    return [match["old"] for match in found if match and _tidy(match["words"])]


def _instead(line: str, struck: bool) -> str:
    """The wish in "excel ipv systeembeheerder", when that went out of the plan."""
    found = (re.search(way, line, re.IGNORECASE) for way in _table()["instead"]) if struck else ()
    return next((words for match in found if match and (words := _tidy(match["words"]))), "")


def _first(ways: Sequence[str], line: str) -> str:
    most = _table()["most_words_called" if ways is _table()["sets"] else "most_words"]
    for way in ways:
        found = re.search(way, line, re.IGNORECASE)
        if found and (words := _tidy(found["words"], most)):
            return words + (found.groupdict().get("verb") or "")
    return ""


def _tidy(words: str, most: int = 0) -> str:
    """The wish alone; nothing when it is none: "ik wil een mens spreken"."""
    table = _table()
    bare = re.sub(table["trail"], "", words.strip(" .,!:'\"“”"), flags=re.IGNORECASE)
    bare = re.sub(table["lead"], "", bare, flags=re.IGNORECASE).strip()
    bare = re.sub(table["inside"], "", bare, flags=re.IGNORECASE)
    too_long = len(bare.split()) > (most or table["most_words"])
    return "" if too_long or not bare or re.search(table["no_wish"], bare.lower()) else bare


def _added_in(words: str) -> str:
    """ "Techniek moet er ook bij", "lichter werk moet erin": work that is wished for too."""
    asked = _tidy(plan_additions.asked(words))
    if not asked or len(asked.split()) > MOST_WORDS_ADDED:
        return ""
    said = f"ik wil werken in de {asked.lower()}"
    mention = next((each for each in catalogue().occupations.link(asked) if each.certain), None)
    names_work = fields.fields_in(said) or mention or re.search(_table()["work"], asked.lower())
    return asked if names_work else ""


def _keep(turn: Turn, wanted: list[str]) -> None:
    """Keeps the wishes; one that is the name of work we know is that work, and wanted after all."""
    refusing.take_back(turn, fitting.LIMIT, fitting.OTHER_WORK)
    last = wanted[-1]
    known = next((each.best.id for each in catalogue().occupations.link(last) if each.certain), None)
    work = catalogue().occupations.get(known) if known else None
    if work and last.lower() in work.name.lower() and len(wanted) == 1 and work.id != turn.slot("occupation"):
        turn.set("wished_occupation", work.id)
        refusing.take_back(turn, "occupation", work.id)
        if turn.slot("plan_shown"):
            looked_up.occupations(turn, [(work, "")])
        wanted = []
    _save(turn, list(dict.fromkeys(wanted)))


def _forget(turn: Turn) -> None:
    for name in HEARD:
        turn.set(name, None)


def _save(turn: Turn, wanted: list[str]) -> None:
    kept_plan.save_list(turn, IN_WORDS, wanted)


def _table() -> dict[str, Any]:
    table: dict[str, Any] = word_table("correcting")["plan_wish"]
    return table
