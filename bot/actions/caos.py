"""Which cao and which fund go with somebody's work, and what stands there: "welke cao is dat voor een garage"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.actions import named_schemes, offers, once, refusing, repair, trainings, work_in_hand, workplaces
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import word_table
from knowledge.career_schema import Occupation


def is_known(turn: Turn) -> bool:
    """Whether we know, for the work that is asked about or theirs, the cao or the fund that is asked for."""
    cao, fund = _of(turn)
    asks_cao = re.search(word_table("questions")["reading"]["asks_cao"], turn.said)
    return bool(cao) if asks_cao else bool(cao or fund)


def tell(turn: Turn) -> None:
    """The cao and the fund of the work that is named, else of somebody's own."""
    cao, fund = _of(turn)
    response = f"utter_cao_{'and_fund' if cao and fund else 'alone' if cao else 'fund'}"
    scheme = named_schemes.assessed(turn, fund) if fund else None
    values = {"summary": scheme.summary, "action": scheme.action} if scheme else {}
    if scheme:
        named_schemes.take_in_hand(turn, scheme.id)
        values |= {"name": scheme.name, "source": named_schemes.source(scheme)}
    where, more = repair.who_knows(turn, "rights"), offers.buttons(("who_pays", "human"))
    asked = f"cao {cao.get('name', '')} {fund}"
    once.tell(
        turn, asked, response, where, buttons=more, cao=cao.get("name", ""), cao_source=cao.get("source", ""), **values
    )


def tell_pay(turn: Turn) -> None:
    """What the work earns stands in its cao: which that is, where we know it; an amount nobody can be sure of."""
    work = next(_asked_work(turn), None)
    cao = _cao_of(work) if work else {}
    if work and cao:
        turn.say("utter_pay_in_cao", name=work.name, cao=cao["name"], source=cao["source"])
    else:
        turn.say("utter_ask_pay")


def _of(turn: Turn) -> tuple[dict[str, str], str]:
    """The cao and the id of the fund; each empty when not known."""
    table = word_table("caos")
    for work in (*_named(turn), *_theirs(turn), *_workplaces(turn)):
        cao = _cao_of(work)
        fund = cao.get("fund") or table["sectors"].get(work.sector, {}).get("fund", "")
        if cao or fund:
            return cao, fund
    named = next((str(each["value"]) for each in turn.entities("sector")), turn.slot("sector"))
    sector: dict[str, str] = table["sectors"].get(named, {})
    return table["names"].get(sector.get("cao"), {}), sector.get("fund", "")


def _cao_of(work: Occupation) -> dict[str, str]:
    """The cao of the work itself, else the usual one of its sector."""
    table: dict[str, Any] = word_table("caos")
    cao: dict[str, str] = table["names"].get(work.cao or table["sectors"].get(work.sector, {}).get("cao"), {})
    return cao


def _named(turn: Turn) -> Iterator[Occupation]:
    """The work or the workplace in the message."""
    index = catalogue().occupations
    if named := trainings.named_work(turn):
        yield index.get(named)
    yield from (index.get(id_) for id_ in workplaces.work_at([turn.said], answers=True) if index.curated(id_))


def _workplaces(turn: Turn) -> Iterator[Occupation]:
    """The work at the workplaces that were spoken of before, the last first."""
    index = catalogue().occupations
    for said in reversed(turn.typed()):
        yield from (index.get(id_) for id_ in workplaces.work_at([said.lower()], answers=True) if index.curated(id_))


def _theirs(turn: Turn) -> Iterator[Occupation]:
    own = turn.slot("occupation")
    if own and catalogue().occupations.curated(own):
        yield catalogue().occupations.get(own)


def _asked_work(turn: Turn) -> Iterator[Occupation]:
    """Of which the pay is asked: the work in hand, or what was shown last."""
    index = catalogue().occupations
    if in_hand := work_in_hand.of(turn):
        yield in_hand
    yield from (index.get(id_) for id_ in refusing.kept(turn, "occupation") if index.curated(id_))
