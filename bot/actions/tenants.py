"""Who is behind this assistant, and how to reach them: from the tenant's own file."""

from __future__ import annotations

import re

from bot.actions.sources import catalogue, kept_days, our_tenant
from bot.actions.turn import Turn
from bot.actions.wording import label, labels, sentence_list

LEGAL = "juridisch_loket"  # the national service with a telephone for questions about work and rights


def answer(turn: Turn) -> None:
    """What this is, which organisation offers it, and how to reach that."""
    turn.say("utter_ask_bot", tenant=" ".join(filter(None, [our_tenant().about, contact()])))


def is_demonstration() -> bool:
    """Whether no organisation stands behind it."""
    return not our_tenant().organisation


def in_short() -> str:
    """One sentence for the opening."""
    if is_demonstration():
        return label("tenant", "demo")
    return label("tenant", "by").format(organisation=our_tenant().organisation)


def data_use() -> str:
    """What the organisation does with data, with the page that tells all of it."""
    tenant = our_tenant()
    page = label("tenant", "privacy").format(url=tenant.privacy_url) if tenant.privacy_url else ""
    return f"{tenant.data_use} {page}".strip()


def tell_what_is_secret(turn: Turn) -> None:
    """Who sees what is typed here, for who fears a boss or an agency."""
    turn.say("utter_question_secret", days=kept_days(), tenant=data_use())


def contact() -> str:
    """Telephone, e-mail and opening hours, as far as the organisation has them."""
    tenant = our_tenant()
    ways = [
        label("tenant", name).format(value=value)
        for name, value in (("phone", tenant.phone), ("email", tenant.email))
        if value
    ]
    hours = label("tenant", "hours").format(hours=tenant.opening_hours) if tenant.opening_hours else ""
    reach = label("tenant", "reach").format(ways=sentence_list(ways, last="or")) if ways else ""
    return f"{reach} {hours}".strip()


def wants_to_call_now(turn: Turn) -> bool:
    """Whether somebody asks to speak to a human at once: "kan ik nu bellen?"."""
    said, patterns = turn.said, labels()["answers"]
    return bool(re.search(patterns["call_now"], said)) and not re.search(patterns["no_call"], said)


def tell_how_to_call(turn: Turn, response: str = "utter_call_now") -> None:
    """The organisation's telephone and hours, and a national number for questions about rights at work."""
    service = catalogue().services.get(LEGAL)
    here = contact() or label("tenant", "no_phone")
    turn.say(response, here=here, name=service.name, phone=service.phone)


def tell_numbers(turn: Turn) -> None:
    """The same to who asks for a number of whomever: those of others stand on their sites."""
    tell_how_to_call(turn, "utter_phone_number")
