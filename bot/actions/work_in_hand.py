"""The work that a question goes on about: what was named last, else wished for, else the only work that was shown.

"Boa klinkt goed" and two messages later "wat moet ik daarvoor kunnen": that is about a boa, whatever was shown before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.actions import refusing, sought
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import word_table
from knowledge.career_schema import Occupation

SHOWN = "directions"  # the slot with the work that was shown last
LOOKS_BACK = 6  # messages of the person


def of(turn: Turn) -> Occupation | None:
    """The curated work; None when none was spoken of, or one of several that were shown."""
    shown: list[str] = turn.slot(SHOWN, [])
    likely = [*named(turn), turn.slot("wished_occupation"), *(shown if len(shown) == 1 else ())]
    return next((work for id_ in likely if (work := catalogue().occupations.curated(id_))), None)


def named(turn: Turn) -> list[str]:
    """The work that is named in the message, or else was since a list was shown; the last first, never their own."""
    typed = [sought.text(turn)] if turn.words else []
    typed += [sought.without_denied(said) for said in reversed(turn.typed_since(SHOWN)[-LOOKS_BACK:])]
    found = [id_ for said in typed for id_ in named_in(turn, said)]
    kept = (id_ for id_ in found if id_ not in refusing.refused(turn, "occupation"))
    return list(dict.fromkeys(kept))


def named_in(turn: Turn, said: str) -> Iterator[str]:
    """The work in these words; a word that may name several means the one that was shown."""
    shown, own = turn.slot(SHOWN, []), turn.slot("occupation")
    for mention in catalogue().occupations.link(said):
        if re.search(word_table("work_wishes")["somebody_there"], said[: mention.start].lower()):
            continue  # "ik vraag het mijn teamleider" is about a person
        near = [each.id for each in mention.candidates if each.id in shown]
        near = near or [each.id for each in mention.candidates if own and _is_of_field(each.id, own)]
        id_ = mention.best.id if mention.certain else near[0] if len(near) == 1 else None
        if id_ and id_ != own:
            yield id_


def _is_of_field(id_: str, own: str) -> bool:
    """Whether two works are of one field: a driver who says "planner" means one in transport."""
    index = catalogue().occupations
    return index.get(id_).sector == index.get(own).sector
