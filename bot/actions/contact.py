"""Reading a name and a telephone number; both go to guidance and never into a slot."""

from __future__ import annotations

import re

from bot.actions.wording import labels

NAME = re.compile(r"[^\W\d_][\w .'-]*")
LONGEST_NAME = 40
MOST_NAME_WORDS = 4
FEWEST_DIGITS = 4


def tries_a_number(text: str) -> bool:
    """Whether this looks like a telephone number, right or not."""
    return sum(character.isdigit() for character in text) >= FEWEST_DIGITS


def without_number(text: str) -> str:
    """What stands before a telephone number: "Piet, mijn nummer is 06…"."""
    return re.split(labels()["answers"]["number_follows"], text, maxsplit=1, flags=re.IGNORECASE)[0].strip(" ,.;:-")


def name_beside(text: str) -> str | None:
    """The name in front of something else: "Henk. en krijg ik ook iets op papier", "Zegt u maar De Vries. En ...?".

    Several words without a capital are the beginning of a sentence: "ik weet niet. wat kost dat?".
    """
    first, *behind = re.split(r"([.,;!?\n])", text, maxsplit=1)
    mark, rest = behind or ("", "")
    name = name_in(first) if mark and mark != "?" and rest.strip() else None
    if name is None or (len(name.split()) > 1 and not re.search(r"\b[A-ZÀ-Þ]\w+$", name)):
        return None
    return name


def name_in(text: str) -> str | None:
    """The name somebody gives, without "ik heet" and the like; None when it does not look like one."""
    said, *_ = re.split(labels()["answers"]["behind_name"], text, maxsplit=1, flags=re.IGNORECASE)  # "mariam. zei ik"
    name = re.sub(labels()["answers"]["name_introduction"], "", said.strip().rstrip(".!"), flags=re.IGNORECASE)
    if len(name) > LONGEST_NAME or len(name.split()) > MOST_NAME_WORDS or not NAME.fullmatch(name):
        return None
    return None if name.lower() in labels()["answers"]["no_names"] else name
