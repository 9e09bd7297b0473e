"""A place shared from the map: its region is used only when the person says yes; the spot itself is not kept."""

from __future__ import annotations

from bot.actions import correcting, repair, safety
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import label

PENDING = "near:"  # with the region's code and the place behind it, while we wait for yes or no


def ask(turn: Turn) -> None:
    """Asks whether the region of the shared place may be used; asks for its name when we do not know where it is."""
    turn.waits = True
    if not turn.is_button:  # typed: only asked whether it can
        turn.say("utter_near_how")
        return
    safety.forget(turn)
    near = _near(turn)
    if near is None:
        turn.say("utter_near_unknown")
        return
    code, place = near
    turn.set("pending", f"{PENDING}{code}:{place}")
    yes = {"title": label("near_place", "yes"), "payload": '/affirm{"confirmed": "yes"}'}
    no = {"title": label("near_place", "no"), "payload": '/deny{"confirmed": "no"}'}
    turn.say("utter_near", place=place, buttons=[yes, no])


def use(turn: Turn, pending: str) -> None:
    """The person said yes."""
    code, _, place = pending.removeprefix(PENDING).partition(":")
    before = turn.slot("region")
    turn.set("region", code)
    turn.set("place", place)
    correcting.remember(turn, {"region": before})
    repair.say_noted(turn, {"region"}, corrected=before not in (None, code))


def _near(turn: Turn) -> tuple[str, str] | None:
    """Code of the region and name of the place; None when there is none near."""
    latitude, longitude = turn.value("latitude"), turn.value("longitude")
    if latitude is None or longitude is None:
        return None
    near = catalogue().near_places.nearest(float(latitude), float(longitude))
    return (near.region_code, near.place) if near else None
