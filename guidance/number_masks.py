"""Numbers and addresses by which somebody can be found: mail, telephone, bank account, date of birth, street, postcode.

Amounts, years, hours, ages and dates of this time are none: who helps needs them.
"""

from __future__ import annotations

import re
from functools import cache

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from guidance.mask_words import any_of, words
from guidance.phone_numbers import HOME

LAST_YEAR_OF_BIRTH = 2014
"""Whoever looks for work was born before; a whole date after it is one of the plans that are made here."""
_MAIL = re.compile(r"[^\s<>()\"',;:]+@[^\s<>()\"',;:]+")
# Dutch, then in groups of four digits, then written as one.
_IBAN = re.compile(
    r"\b[A-Z]{2}\d{2}[\s.-]?[A-Z]{4}(?:[\s.-]?\d){10}\b|\b[A-Z]{2}\d{2}(?:[\s.-]?\d{4}){2,6}(?:[\s.-]?\d{1,4})?\b"
    r"|\b[A-Z]{2}\d{2}[A-Z\d]{11,26}\b",
    re.I,
)
_WHOLE_DATE = re.compile(r"\b\d{1,2}([-/. ])\d{1,2}\1(?P<year>(?:19|20)\d{2})\b")
_LONG = re.compile(r"\b\d(?:[\s.-]?\d){6,}\b")
_YEARS = re.compile(r"(?:(?:19|20)\d{2}[\s.-]*)+")
_AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})+")
_POSTCODE = re.compile(
    r"\b[1-9]\d{3}(?P<space>\s?)(?P<letters>[A-Za-z]{2})\b(?:[ ,]*\d+[a-z]?\b(?! (?:uur|euro|jaar)))?"
)


def without_numbers(text: str, hidden: str) -> str:
    """The text with `hidden` in place of each."""
    text = _MAIL.sub(lambda found: hidden if _is_mail(found[0]) else found[0], text)
    text = _IBAN.sub(hidden, text)
    text = _born().sub(lambda found: found["told"] + hidden, text)
    for date in (_WHOLE_DATE, _spelled_date()):
        text = date.sub(lambda found: hidden if int(found["year"]) <= LAST_YEAR_OF_BIRTH else found[0], text)
    for number in reversed(list(phonenumbers.PhoneNumberMatcher(text, HOME))):
        text = text[: number.start] + hidden + text[number.end :]
    text = _LONG.sub(lambda found: found[0] if _is_harmless(found[0]) else hidden, text)
    text = _street().sub(lambda found: hidden if _is_street(found[0]) else found[0], text)
    text = _at_home().sub(lambda found: found["told"] + hidden, text)
    return _POSTCODE.sub(lambda found: hidden if _is_postcode(found) else found[0], text)


def _is_mail(text: str) -> bool:
    try:
        validate_email(text.rstrip(".!?"), check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def _is_harmless(digits: str) -> bool:
    """Years in a row, an amount with points, or a date."""
    return any(pattern.fullmatch(digits) for pattern in (_YEARS, _AMOUNT, _WHOLE_DATE))


def _is_postcode(found: re.Match[str]) -> bool:
    letters = found["letters"]
    return not found["space"] or letters.lower() not in words().no_postcodes


def _is_street(text: str) -> bool:
    return text.split()[0].lower() not in words().no_streets


@cache
def _born() -> re.Pattern[str]:
    """A date behind "geboren op": also short, and without a year."""
    number = r"\d{1,2}[-/. ]\d{1,2}(?:[-/. ](?:\d{4}|\d{2}))?"
    spelled = rf"\d{{1,2}}e?\s+{any_of(words().months)}(?:\s+(?:\d{{4}}|['’]?\d{{2}}))?"
    between = r"(?:\s*(?:op|ben|is|:|ik))*\s*"
    return re.compile(
        rf"(?P<told>\b{any_of(words().born)}{between})(?:{spelled}|{number}|(?:in\s+)?(?:19|20)\d{{2}})\b", re.I
    )


@cache
def _spelled_date() -> re.Pattern[str]:
    return re.compile(rf"\b\d{{1,2}}e?\s+{any_of(words().months)}\s+(?P<year>\d{{4}})\b", re.I)


@cache
def _street() -> re.Pattern[str]:
    """With a house number whatever its letters; without one only what surely is a street, with a capital."""
    end, sure = any_of(words().street_ends), any_of(words().street_ends_sure)
    number = r"\s+\d{1,4}(?:\s?[a-z]|[- ]\d{1,3})?\b(?!\s*(?:uur|jaar|euro|%|km|dagen))"
    little, capital = r"(?:van|de|der|den|het)\s+", r"(?-i:[A-Z])[\w.'-]*"
    # No word can be read in two ways: else a row of words in capitals takes twice as long for each.
    before = rf"(?:{capital}\s+(?:{capital}\s+|(?-i:(?![A-Z])){little})*)?"
    of_somebody = rf"\b(?:Laan|Weg|Plein|Hof)\s+(?:{little})*{capital}(?:\s+{capital})*?{number}"
    return re.compile(
        rf"\b{before}[\w'-]{{3,}}{end}\b{number}|{of_somebody}|\b{before}(?-i:[A-Z])[\w'-]{{2,}}{sure}\b", re.I
    )


@cache
def _at_home() -> re.Pattern[str]:
    """ "Ik woon op Voorhout 3": any words and a number."""
    return re.compile(
        rf"(?P<told>\b{any_of(words().at_home)}\s+)[^\d,.!?\n]{{2,30}}?\s\d{{1,4}}\s?[a-z]?\b(?!\s?(?:hoog|km))", re.I
    )
