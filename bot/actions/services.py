"""People and places near by that help: with source, date and how sure it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.actions import kept_plan, origins
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import date_in_words, label, sentence_list
from guidance import plans
from knowledge.services import WERKCENTRUM, NearbyService

MOST_SHOWN = 3
TELLING_WORD = 7  # letters


def show(
    turn: Turn,
    response: str,
    topics: Sequence[str],
    most: int = MOST_SHOWN,
    more: Sequence[Mapping[str, str]] = (),
    region: str | None = None,
) -> bool:
    """Shows the services for these topics in a region, the person's own unless told; False when it is not known."""
    region = region or turn.slot("region")
    if not region:
        return False
    found = _near(region, topics)[:most]
    items = [
        origins.origin(each.sources[0], each.url)
        | {
            "name": each.service.name,
            "text": each.service.summary,
            "more": " ".join(filter(None, [each.service.for_whom, origins.elsewhere(each.sources[0], each.url)])),
            "checked": each.checked,
        }
        for each in found
    ]
    names = sentence_list([each.service.name for each in found])
    cards = [{"type": "services", "items": items}]
    turn.say(response, cards=cards, buttons=more, region=found[0].region_name, names=names)
    looked = [
        plans.LookUp("service", service.id, service.name, service.summary, each.sources[0].title, each.verified)
        for each in found
        for service in [each.service]
    ]
    kept_plan.save(turn, looked_up=looked)
    return True


def answer(turn: Turn) -> None:
    """What a service is: the one that is named, else the Werkcentrum and an adviser."""
    said = turn.said
    for service in catalogue().services.all():
        own, *words = re.findall(r"\w+", service.name.lower())
        common = label("no_service")
        telling = [word for word in (own, *words) if len(word) >= TELLING_WORD and word != common]
        named = any(re.search(rf"\b{word}", said) for word in telling)
        named = named or (common in words and all(re.search(rf"\b{word}\b", said) for word in (own, common)))
        if named and service.id != WERKCENTRUM and not service.ended:
            told = label("origin").format(source=service.sources[0].title, date=date_in_words(service.verified))
            turn.say("utter_service", name=service.name, text=service.summary, for_whom=service.for_whom, source=told)
            return
    turn.say("utter_ask_service")


def _near(region: str, topics: Sequence[str]) -> list[NearbyService]:
    found = [each for topic in topics for each in catalogue().services.for_region(region, topic)]
    return list({each.service.id: each for each in found}.values())
