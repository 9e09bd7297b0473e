"""Reading a name and a telephone number; both go to guidance and never into a slot."""

from __future__ import annotations

import re

from bot.actions.wording import labels

PHONE = re.compile(r"(?:\+31|0031|0)[\s-]?[1-9](?:[\s-]?\d){8}\b")
NAME = re.compile(r"[^\W\d_][\w .'-]*")
LONGEST_NAME = 40
MOST_NAME_WORDS = 4


def phone_in(text: str) -> str | None:
    """The Dutch number in a text, without spaces and dashes."""
    found = PHONE.search(text)
    return re.sub(r"[\s-]", "", found.group(0)) if found else None


def name_in(text: str) -> str | None:
    """The name somebody gives, without "ik heet" and the like; None when it does not look like one."""
    name = re.sub(labels()["answers"]["name_introduction"], "", text.strip().rstrip(".!"), flags=re.IGNORECASE)
    if len(name) > LONGEST_NAME or len(name.split()) > MOST_NAME_WORDS or not NAME.fullmatch(name):
        return None
    return None if name.lower() in labels()["answers"]["no_names"] else name
