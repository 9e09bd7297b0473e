"""The words of a step as they stand in the plan: "dan bel ik morgen ff me baas" becomes "Ik bel morgen mijn baas"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from bot.actions import step_day, step_frame
from bot.actions.sentence import sentences
from bot.actions.wording import labels, with_capital, word_table


def tidy(said: str) -> str:
    """In the first person, without what only stands around it; what needs no tidying stays letter for letter.

    So does what would not be Dutch any more: "ik denk dat ik eerst mijn cv opfris" without its beginning.
    """
    said = with_capital(core(step_frame.without_behind(said) or said))
    tidied = _tidied(said)
    return said if re.search(_table()["core"]["broken"], tidied.lower()) else tidied


def core(said: str) -> str:
    """The clauses that say what will be done, without a reason, a day or a word about the step beside them."""
    kept = list[str]()
    for sentence in sentences(said):
        clauses = [each for each in re.split(_table()["core"]["ends"], sentence) if each]
        does = [place for place, each in enumerate(clauses) if not _stands_beside(each)]
        if does:
            kept.append("".join(clauses[place] for place in does).strip(" ,"))
    joins = re.compile(_table()["core"]["joins"])
    for place, (each, then) in enumerate(pairwise(kept)):
        ended = re.search(r"[!;:]$", each)
        kept[place] = each.rstrip(".") + ("" if ended or joins.match(then.lower()) else ".")
    text = re.sub(r"^\W+", "", " ".join(kept))
    text = said if text == said.strip() else text.rstrip(" .")
    return text if re.search(_table()["a_deed"], text.lower()) else said


def _stands_beside(clause: str) -> bool:
    """Whether a clause gives a reason, only tells the day, or is about the step itself."""
    plain = clause.lower().strip(" ,.;!")
    only_day = step_day.said_in(plain) is not None and not re.search(
        r"\w", re.sub(labels()["step_day"]["only_day"], "", plain)
    )
    return only_day or bool(re.search(_table()["core"]["beside"], plain))


def _tidied(said: str) -> str:
    as_said = text = said[:1].lower() + said[1:]  # a day at the head may come to stand inside: "vrijdag ga ik"
    for each in word_table("step_words")["tidy"]:
        text = re.sub(each["said"], each["by"], text, flags=re.IGNORECASE)
    text = re.sub(r"\s+([.,;!?])", r"\1", " ".join(text.split())).strip(" ,")
    return with_capital(text) if text and text != as_said else said


def leaves_day_open(said: str) -> bool:
    """Whether somebody says that they do not know the day yet: "weet niet wanneer"."""
    return bool(re.search(word_table("step_words")["day_open"], said.lower()))


def adds(step: str) -> bool:
    """Whether a step comes beside another: "ik ga ook de huisarts bellen"."""
    return bool(re.search(word_table("step_words")["frame"]["adds"], step.lower()))


def with_another(first: str, second: str) -> str:
    """Two steps in one text, the second after the first when it was said so."""
    table = word_table("step_words")
    way = "then" if re.search(table["frame"]["then"], second.lower()) else "too"
    second = tidy(re.sub(rf"^\W*(?:en )?|{table['frame']['adds']}", "", second, flags=re.IGNORECASE).strip())
    return str(table["both"][way]).format(first=first.rstrip(" ."), second=second[:1].lower() + second[1:])


def _table() -> dict[str, Any]:
    return word_table("step_words")
