"""Which step a message chooses: by its place, by its words, or one on the screen in the person's own words."""

from __future__ import annotations

import re

from bot.actions import asking, choosing, dates, hearsay, moves, own_steps, refused_steps
from bot.actions.choosing import Option
from bot.actions.moves import Move
from bot.actions.sentence import sentences
from bot.actions.sources import catalogue
from bot.actions.step_fits import known_steps
from bot.actions.step_options import OF, as_option, options, steps_for
from bot.actions.turn import Turn
from bot.actions.wording import in_sentence, labels, with_capital, word_table

TAKES_ONE: tuple[Move, ...] = ("step", "pick", "agree", "moment")
LEAST_SURE = 0.35  # that one is taken, where no word says that anything will be done


def spoken(turn: Turn) -> str | None:
    """The step that is pointed at by its place or its words: "de tweede", "doe maar de bedrijfsarts"."""
    shown = options(turn)
    place = dates.ordinal(turn.words) if turn.words else None
    if place is not None:
        return shown[place].id if place < len(shown) else None
    said = said_of(turn, shown)
    return said[0] if said and not said[1] else None


def said_of(turn: Turn, shown: list[Option]) -> tuple[str, str] | None:
    """The one option a part of the message chooses, and that part when it says more than the option does."""
    table = word_table("steps")
    for part in _parts(turn):
        said = own_steps.bare(part)
        found = choosing.named(said.lower(), shown)
        denied = re.search(labels()["answers"]["refuses"], said.lower()) or refused_steps.complains(part)
        is_none = asking.asks(part) or hearsay.is_of_others(part) or hearsay.asks_us(turn, part)
        if len(found) != 1 or denied or is_none:
            continue
        option = next(each for each in shown if each.id == found[0])
        added = _added(said, option)
        if added and not (said != part.strip(" .,!") or re.search(table["means_it"], said.lower())):
            continue
        if added and not _takes(turn, said):
            continue
        return option.id, said if added else ""
    return None


def _takes(turn: Turn, said: str) -> bool:
    """Whether words that say more than the option tell a deed or are likely a choice: "bedrijfsarts me hoela"."""
    if re.search(word_table("step_words")["a_deed"], said.lower()) or not turn.moves:
        return True
    return moves.sureness(turn, *TAKES_ONE) >= LEAST_SURE


def _parts(turn: Turn) -> list[str]:
    """The sentences of the message as it was meant, each with the part of it that is said first."""
    text = own_steps.final(turn.meant)
    parts = [part for each in sentences(text) for part in (each, *re.split(word_table("steps")["part_ends"], each))]
    return list(dict.fromkeys(parts))


def _added(said: str, option: Option) -> bool:
    """Whether words say more than the option: "meekijken bij een planner"."""
    goes = re.search(word_table("steps")["going"], said.lower())
    told = choosing.telling(said if goes or not option.said else re.sub(option.said, " ", said.lower()))
    own = choosing.telling(option.title)
    return any(not any(choosing.same(word, each) for each in own) for word in told)


def own_choice(turn: Turn) -> str:
    """A step on the screen in the person's own words: "een keer meekijken bij een planner", "ik ga naar biblioteek"."""
    if turn.slot("choosing") or not turn.words:
        return ""
    shown = options(turn)
    said = said_of(turn, shown)
    if said and said[1]:
        meant = turn.meant.strip()
        return turn.words.strip() if said[1] == meant else with_capital(said[1].rstrip(" .!"))
    table, option = word_table("steps"), next((each for each in shown if said and each.id == said[0]), None)
    goes = option is not None and re.search(table["going"], turn.said)
    if option is None or not goes or "of" in known_steps().get(option.id, {}):
        return ""
    return str(table["i_go"]).format(step=in_sentence(option.title))


def other_work(turn: Turn) -> str:
    """Work that is not on the buttons, named when it is asked which: "planner"."""
    id_ = turn.slot("choosing")
    step = known_steps().get(id_ or "")
    if step is None or step["of"] != "occupation" or not turn.words:
        return ""
    named = [mention.best.id for mention in catalogue().occupations.link(turn.words)]
    return f"{id_}{OF}{named[0]}" if len(set(named)) == 1 else ""


def another_step(turn: Turn) -> str:
    """Another step that is named when it is asked which work or training the first is about."""
    if not turn.slot("choosing"):
        return ""
    steps = [as_option((each["id"], each)) for each in steps_for(turn)]
    said = said_of(turn, steps)
    return said[0] if said and said[0] != turn.slot("choosing") else ""
