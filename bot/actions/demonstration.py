"""That this is a demonstration, in which the advisers are fictional and nobody calls: told once, with who is real."""

from __future__ import annotations

from bot.actions import tenants
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import label

TOLD = "demo"  # among the signposts that were given
ABOUT_RIGHTS = "need_baan_onzeker"


def was_told(turn: Turn) -> bool:
    """Whether this person heard already that nobody calls."""
    return TOLD in turn.slot("signposts", [])


def tell(turn: Turn) -> str:
    """What to say in front of the first offer of a human; nothing for an organisation of flesh and blood, or again."""
    if not tenants.is_demonstration() or was_told(turn):
        return ""
    turn.add("signposts", TOLD)
    return f"{label('booking', 'demo')} {who_is_real(turn)}"


def who_is_real(turn: Turn) -> str:
    """Who can really be called or visited for the matter at hand."""
    employed = turn.slot("status") != "self_employed"  # nobody can dismiss who works alone
    if employed and ABOUT_RIGHTS in (*turn.slot("needs", []), *turn.slot("remembered", [])):
        service = catalogue().services.get(tenants.LEGAL)
        return label("booking", "real_rights").format(name=service.name, phone=service.phone)
    return label("booking", "real_work")
