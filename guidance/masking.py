"""What an adviser does not see before taking a conversation: names, numbers, addresses, and places beyond the region.

A mask hides too much rather than too little. It is a courtesy, not a lock: who takes the conversation sees everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import phonenumbers
from email_validator import EmailNotValidError, validate_email

HIDDEN = "[…]"
COUNTRY = "NL"
_MAIL = re.compile(r"[^\s<>()\"',;:]+@[^\s<>()\"',;:]+")
_POSTCODE = re.compile(r"\b[1-9]\d{3}\s?[A-Za-z]{2}\b")
_DIGITS = re.compile(r"\b\d(?:[\s.-]?\d){6,}\b")
_STREET = re.compile(
    r"\b[A-Z][\w'-]*(?:straat|laan|weg|plein|kade|gracht|dijk|hof|singel|pad|steeg)\b(?:\s+\d+\w?)?", re.I
)
# "Ik heet jan" is a name whatever its letters; "ik ben lasser" is none, so there a capital decides.
_REST = r"(?:\s+(?:van|de|der|den|el|ten)\b)*(?:\s+[A-Z][\w'-]*)?"
_SAYS_NAME = re.compile(
    rf"(?i:\b(?:ik heet|(?:mijn|m'n|me) naam is|noem me|met)\s+)(?P<told>[^\W\d_][\w'-]*{_REST})"
    rf"|(?i:\b(?:ik ben|dit is|groet(?:jes|en)?,?)\s+)(?P<shown>[A-Z][\w'-]*{_REST})"
)
_PLACE = re.compile(
    r"(?i:\b(?:woon in|kom uit|uit|in|bij|te|naar)\s+)(?P<place>(?:Den |Het |De )?[A-Z][\w'-]+(?:-[A-Z]\w+)?)"
)


def masked(text: str, known: Iterable[str] = ()) -> str:
    """The text with what tells who somebody is taken out. `known`: names, numbers and places we know of this person."""
    text = _known(text, known)
    text = _MAIL.sub(lambda found: HIDDEN if _is_mail(found[0]) else found[0], text)
    for number in reversed(list(phonenumbers.PhoneNumberMatcher(text, COUNTRY))):
        text = text[: number.start] + HIDDEN + text[number.end :]
    for pattern in (_DIGITS, _POSTCODE, _STREET):
        text = pattern.sub(HIDDEN, text)
    text = _SAYS_NAME.sub(_without_name, text)
    return _PLACE.sub(lambda found: found[0].replace(found["place"], HIDDEN), text)


def _known(text: str, known: Iterable[str]) -> str:
    words = sorted((word for word in known if len(word) > 1), key=len, reverse=True)
    if not words:
        return text
    return re.sub(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", HIDDEN, text, flags=re.IGNORECASE)


def _is_mail(text: str) -> bool:
    try:
        validate_email(text.rstrip(".!?"), check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def _without_name(found: re.Match[str]) -> str:
    name = found["told"] or found["shown"]
    return found[0][: len(found[0]) - len(name)] + HIDDEN
