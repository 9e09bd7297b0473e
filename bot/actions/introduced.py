"""The name by which somebody introduced themselves: "hoi, ik ben Henk, 58". It is kept in no slot."""

from __future__ import annotations

import re

from bot.actions.wording import word_table
from guidance.mask_words import words

MOST_WORDS = 3  # of a name alone: "Truus de Vries"


def name_in(text: str) -> str | None:
    """The name somebody gives as their own; None for "mijn baas Erdal" or a word that is no known first name."""
    patterns = word_table("introductions")
    for way in patterns["own_name"]:
        for found in re.finditer(way.format(**patterns["parts"]), text.strip()):
            if is_first_name(found["name"].split()[0]):
                return _with_capitals(found["name"])
    return None


def bare_name(text: str) -> str | None:
    """The text when it is a known first name, with what may stand behind one; else None."""
    parts = text.split()
    if not parts or len(parts) > MOST_WORDS or not is_first_name(parts[0]):
        return None
    little = words().little_words | {part for each in words().particles for part in each.split()}
    rest = [part for part in parts[1:] if part.lower() not in little]
    return text if all(part[0].isupper() for part in rest) else None


def is_first_name(word: str) -> bool:
    """Whether it is a first name that is known; one that is a word too ("Door") only with a capital."""
    plain, known = word.lower(), words().first_names | {*word_table("introductions")["more_names"]}
    if plain in words().also_words:  # "Door", "Wil"
        return word[0].isupper()
    return all(part in known for part in plain.split("-")) and plain not in words().no_names


def _with_capitals(name: str) -> str:
    return name if any(letter.isupper() for letter in name) else name.title()
