"""The words of a step as they stand in the plan: "dan bel ik morgen ff me baas" becomes "Ik bel morgen mijn baas"."""

from __future__ import annotations

import re

from bot.actions import step_frame
from bot.actions.wording import with_capital, word_table


def tidy(said: str) -> str:
    """In the first person, without what only stands around it; what needs no tidying stays letter for letter."""
    bare = step_frame.without_behind(said) or said
    said = bare if bare == said else with_capital(bare)
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
