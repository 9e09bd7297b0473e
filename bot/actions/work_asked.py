"""What the work that is talked about asks of body and day: whether one sits, lifts, looks at a screen, works evenings.

"Zit je daar de hele dag?", "is dat zwaar en zijn er veel mensen?" Told from what the editors think it usually is.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from functools import cache
from typing import Any

from bot.actions import offers, refusing, work_in_hand, working_hours
from bot.actions.sentence import sentences
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import sentence_list, with_capital, word_table
from knowledge.career_schema import Occupation
from knowledge.nearness import LOADS

MOST_WORKS, MOST_ASPECTS = 3, 3
HEAVY, EVENINGS = "heavy", "evenings"
MOST_WORDS = 25  # of a sentence that asks it


def asks(said: str) -> bool:
    """Whether a text asks what work asks of body or day, and not for other work."""
    text = said.lower()
    if re.search(_table()["asks_else"], text) or len(text.split()) > MOST_WORDS:
        return False
    return any(pattern.search(text) for pattern in _asks())


def is_asked(turn: Turn, said: str) -> bool:
    """The same, with work that it can be about: one in hand, or what was shown; or which of these is lightest."""
    asked = asks(said) or bool(_compares(said) and len(works(turn)) > 1)
    return asked and bool(works(turn))


def names_body(said: str) -> bool:
    """Whether a body is named: what it can bear its doctor says."""
    return bool(re.search(_table()["body"], said))


def works(turn: Turn) -> list[Occupation]:
    """The work in hand, else what was shown last, without what nobody looked at."""
    index = catalogue().occupations
    asked = next(work_in_hand.named_in(turn, _asked_part(turn.words)), "")  # "planner is toch zitten? dat kan ik niet"
    in_hand = index.curated(asked) or work_in_hand.of(turn)
    found = [in_hand] if in_hand else [index.curated(id_) for id_ in refusing.kept(turn, "occupation")]
    return [each for each in found if each is not None and each.asks is not None][:MOST_WORKS]


def tell(turn: Turn, *, is_gone: bool = False) -> None:
    """One sentence for each aspect that was asked, of each work; with who knows it where a body is named.

    `is_gone`: it was said at once that this cannot be.
    """
    if _compares(turn.said) and len(works(turn)) > 1:
        _compare(turn, works(turn))
        return
    found = works(turn)
    aspects = _aspects(turn.said, alone=len(found) == 1)
    if aspects == [EVENINGS] and len(found) == 1:
        working_hours.tell(turn)
        return
    told = " ".join(
        sentence for place, aspect in enumerate(aspects) for sentence in _sentences(found, aspect, is_first=not place)
    )
    body = "_body" if names_body(turn.said) else ""
    response = "utter_work_asks_gone" if is_gone else f"utter_work_asks{body}"
    turn.say(response, told=told, buttons=offers.buttons(("trainings", "more_work", "human")))


def _aspects(said: str, *, alone: bool) -> list[str]:
    """What is asked, as it is said; of a body in general how heavy it is and how one sits or stands.

    `alone`: of one work, of which more can be told.
    """
    text, table = _asked_part(said), _table()
    found = {name: re.search(each["asked"], text) for name, each in table["aspects"].items()}
    asked = sorted((name for name, match in found.items() if match), key=lambda name: _start(found[name]))
    if {"screen", "posture"} <= set(asked) and not re.search(table["all_day"], text):
        asked.remove("posture")
    if asked == [HEAVY] and alone:
        asked.append(table["with_heavy"])
    return (asked or list(table["in_general"]))[:MOST_ASPECTS]


def _start(found: re.Match[str] | None) -> int:
    return found.start() if found else 0


def _asked_part(said: str) -> str:
    """The sentences that ask: of "ik wil niet tillen. zit je daar veel?" the second."""
    lines = sentences(said.lower())
    return " ".join(line for line in lines if asks(line)) or said.lower()


def _sentences(found: list[Occupation], aspect: str, *, is_first: bool) -> list[str]:
    """Work of which the same is told is named together; one work is named in the first sentence only."""
    told, alike = _table()["aspects"][aspect]["told"], dict[Hashable, list[Occupation]]()
    for each in found:
        alike.setdefault(_value(each, aspect), []).append(each)
    if len(found) == 1:
        value = _value(found[0], aspect)
        if aspect == EVENINGS and not is_first:
            return [working_hours.times(found[0])]
        return [_named(found, told[value]["as"])] if is_first else [told[value]["also"]]
    if len(alike) == 1 and not is_first:
        return [told[value]["also"] for value in alike]
    return [_named(some, told[value]["as"]) for value, some in alike.items()]


def _named(some: list[Occupation], told: str) -> str:
    template: str = _table()["named"]
    return template.format(names=sentence_list([each.name for each in some]), told=told)


def _value(work: Occupation, aspect: str) -> Hashable:
    value: Hashable = work.physical_load if aspect == HEAVY else getattr(work.asks, aspect)
    return value


def _compares(said: str) -> bool:
    return bool(re.search(_table()["compares"], said.lower()))


def _compare(turn: Turn, found: list[Occupation]) -> None:
    """Which of these asks least of the body, or most; the same where we see no difference."""
    heavier = re.search(_table()["heavier"], turn.said)
    ordered = sorted(found, key=_strain, reverse=bool(heavier))
    first = [each for each in ordered if _strain(each) == _strain(ordered[0])]
    buttons = offers.buttons(("more_work", "human"))
    if len(first) == len(found):
        turn.say("utter_work_alike", names=sentence_list([each.name for each in found]), buttons=buttons)
        return
    told = " ".join(_sentences(first, "lifting", is_first=True))
    response = "utter_work_heaviest" if heavier else "utter_work_lightest"
    turn.say(response, name=with_capital(sentence_list([each.name for each in first])), told=told, buttons=buttons)


def _strain(work: Occupation) -> tuple[int, int, bool]:
    lifting = work.asks.lifting if work.asks else "little"
    return (
        LOADS.index(work.physical_load),
        ("little", "some", "much").index(lifting),
        bool(work.asks and work.asks.kneeling),
    )


def _table() -> dict[str, Any]:
    return word_table("work_asked")


@cache
def _asks() -> tuple[re.Pattern[str], ...]:
    """How it is asked, around any word for any aspect."""
    about = "(?:" + "|".join(each["asked"] for each in _table()["aspects"].values()) + ")"
    return tuple(re.compile(way.replace("{about}", about)) for way in _table()["asks"])
