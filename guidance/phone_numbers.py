"""Telephone numbers as people type them."""

from __future__ import annotations

import phonenumbers

HOME = "NL"


def phone_in(text: str) -> str | None:
    """A number that can exist: a Dutch one as it is dialled (0612345678), another with its country (+32...)."""
    for found in phonenumbers.PhoneNumberMatcher(text, HOME):
        number = found.number
        if number.country_code == phonenumbers.country_code_for_region(HOME):
            return f"0{phonenumbers.national_significant_number(number)}"
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None
