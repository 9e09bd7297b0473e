"""The words of a step as they stand in the plan: "dan bel ik morgen ff me baas" becomes "Ik bel morgen mijn baas"."""

from __future__ import annotations

import re

from bot.actions.wording import with_capital, word_table


def tidy(said: str) -> str:
    """In the first person, without what only stands around it; what needs no tidying stays letter for letter."""
    as_said = text = said[:1].lower() + said[1:]  # a day at the head may come to stand inside: "vrijdag ga ik"
    for each in word_table("step_words")["tidy"]:
        text = re.sub(each["said"], each["by"], text, flags=re.IGNORECASE)
    text = re.sub(r"\s+([.,;!?])", r"\1", " ".join(text.split())).strip(" ,")
    return with_capital(text) if text and text != as_said else said


def leaves_day_open(said: str) -> bool:
    """Whether somebody says that they do not know the day yet: "weet niet wanneer"."""
    return bool(re.search(word_table("step_words")["day_open"], said.lower()))
