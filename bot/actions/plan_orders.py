"""A message at the plan as a list of orders on what stands there: put in, not so, rather this, "schrijf dat op".

What is read here is done and leaves the message; the rest is heard as at any moment (`plan_changes`). A line that is
said to be wrong gives way to what is said instead: "dat van volhouden klopt niet, ik wil eerder stoppen, zet dat erin".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from bot.actions import (
    asking,
    kept_plan,
    meant_sentence,
    need_denials,
    own_steps,
    own_work,
    plan_additions,
    plan_known,
    plan_lines,
    plan_otherwise,
    plan_words,
    step_day,
    taking_out,
    unfounded,
)
from bot.actions.plan_lines import Line
from bot.actions.sentence import sentences
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import label, word_table

# Lines in our words or theirs; what they do, where they live and when the step is have ways of their own.
CHANGEABLE = (plan_lines.NEED, plan_lines.WISH, plan_lines.OWN_WORDS, plan_lines.ADDED, *plan_lines.FOUND)
Piece = tuple[int, str]  # the place of its sentence, and what it says


@dataclass
class Orders:
    """What a message asks of the plan.

    `wrong`: lines that do not hold. `instead`: what is to stand there, as it was said.
    `left`: the pieces of the message that are about something else.
    """

    wrong: list[Line] = field(default_factory=list)
    instead: str = ""
    points: bool = False  # "schrijf dat op": what was said beside it
    surely: bool = False  # it was said before, or never: the line goes, whatever comes in its place
    left: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.instead) or bool(self.wrong and self.surely)


def is_asked(turn: Turn) -> bool:
    """Whether the message has such an order in it."""
    return bool(turn.words) and bool(read(turn))


def hear_denials(turn: Turn) -> None:
    """Needs that the message denies are gone; as a line of the plan that stands a need gives way there instead.

    So are those of which no word stands in it.
    """
    unfounded.hear(turn)
    if need_denials.in_words(turn.words) and not (turn.slot("plan_shown") and is_asked(turn)):
        need_denials.hear(turn)


def is_labelled(turn: Turn) -> bool:
    """Whether a line is called by its name and told anew: "wat ik nodig heb is een eerlijke kans"."""
    pieces = (piece for line in sentences(turn.words) for piece in re.split(_table()["pieces"], line))
    return any(_labelled([], piece) for piece in pieces)


def names_wrong(turn: Turn) -> bool:
    """Whether the message names a line that does not hold, by itself."""
    orders = read(turn)
    return bool(orders and orders.wrong)


def hear(turn: Turn) -> tuple[list[str], list[Line]]:
    """Does what is ordered: what is new, in sentences, and the lines that went. The rest stays in the message."""
    orders = read(turn) if turn.words and not turn.is_private else Orders()
    if not orders:
        return [], []
    told = [_instead(turn, orders)] if orders.instead else []
    gone = orders.wrong[1:] if orders.instead else orders.wrong
    for line in gone:
        plan_lines.strike(turn, line)
    turn.text = " ".join(orders.left)
    return told, gone


def put_statement(turn: Turn) -> str:
    """What somebody states when they say that the plan is not right and no line is meant, put in it as they said it."""
    pieces = [each for each in sentences(turn.words) if not asking.asks(each)]
    told = [re.sub(_table()["not_right"], "", each, flags=re.IGNORECASE).strip() for each in pieces]
    complains = re.compile("|".join(word_table("plan_editing")["meant"]))
    said = [each for each in told if re.search(_table()["states"], each.lower()) and not complains.search(each.lower())]
    words = _clean([" ".join(said)])
    if words and not turn.is_private:
        kept_plan.save(turn, own_words=words)
        plan_additions.add(turn, words)
    return "" if turn.is_private else words


def read(turn: Turn) -> Orders:
    """The orders of the message, piece by piece."""
    lines = taking_out.before(turn)
    orders, told = Orders(), list[Piece]()
    if own_work.named_instead(turn):  # "dat moet vormgever zijn", of what they do
        return orders
    if sentence := meant_sentence.of(turn):
        return Orders(instead=sentence)
    for place, sentence in enumerate(sentences(plan_words.as_written(turn.words))):
        for piece in _pieces(sentence):
            said = piece.lower()
            if swap := _swap(lines, piece) or _labelled(lines, piece):
                orders.wrong, orders.instead = swap
            elif wrong := _wrong(lines, said):
                orders.wrong += [line for line in wrong if line not in orders.wrong]
                orders.surely = orders.surely or bool(re.search(_table()["surely"], said))
            elif re.fullmatch(_table()["that"], said) and "?" not in piece:
                orders.points = True
                beside = _beside(told, place)
                missed = next((words for _, each in told if (words := plan_additions.missed(each))), "")
                beside = [piece for piece in told if plan_additions.missed(piece[1])] if missed else beside
                said_so = missed or _clean([each for _, each in beside])
                orders.instead = orders.instead or said_so or _said_before(turn)
                told = [each for each in told if each not in beside]
            elif words := _said_instead(piece):
                orders.instead = orders.instead or words
            else:
                told.append((place, piece.strip()))
    if orders.wrong and not orders.instead and (wish := next((each for each in told if _wishes(each[1])), None)):
        orders.instead = _clean([wish[1]])
        told.remove(wish)
    orders.left = [piece for _, piece in told]
    return _without_step(orders)


def _pieces(sentence: str) -> list[str]:
    """A sentence in pieces; what stands behind a colon is one: "zet erbij: drie dagen in dienst, en eigen klanten"."""
    lead, colon, listed = sentence.partition(":")
    pieces = [piece for piece in re.split(_table()["pieces"], lead) if piece.strip()]
    return [*pieces[:-1], f"{pieces[-1]}{colon}{listed}"] if pieces and colon else pieces or [sentence]


def _beside(told: list[Piece], place: int) -> list[Piece]:
    """What "dat" points at: what is told in the same sentence, else in the one before it."""
    for each in (place, place - 1):
        if near := [piece for piece in told if piece[0] == each and not asking.asks(piece[1])]:
            return near
    return []


def _without_step(orders: Orders) -> Orders:
    """ "Ik bel maandag. zet dat in mijn plan" tells the step, which is heard elsewhere."""
    if orders.wrong or not orders.instead:
        return orders
    said = orders.instead.lower()
    tells_step = own_steps.is_sure(said) or bool(re.search(word_table("steps")["early_step"], said))
    tells_step = tells_step or (not orders.points and step_day.said_in(said) is not None)
    return Orders() if tells_step else orders


def _instead(turn: Turn, orders: Orders) -> str:
    """Puts what is said in the place of the line that is wrong, else in the plan."""
    if orders.wrong:
        words = plan_otherwise.put_words(turn, orders.wrong[0], orders.instead)
        return label("plan", "now_says").format(words=words)
    kept_plan.save(turn, own_words=orders.instead)
    return label("plan", "put_in").format(titles=f"“{plan_known.add(turn, orders.instead)}”")


def _wrong(lines: list[Line], piece: str) -> list[Line]:
    """The lines that a piece says do not hold."""
    for way in _table()["wrong"]:
        if (found := re.search(way, piece)) and (named := taking_out.surely_meant(lines, found["line"])):
            return _changeable(named)
    return []


def _swap(lines: list[Line], piece: str) -> tuple[list[Line], str] | None:
    """A line and what is to stand in its place, in one piece: "verander te zwaar in: ik wil leren"."""
    for way in _table()["swaps"]:
        found = re.search(way, piece, re.IGNORECASE)
        named = _changeable(taking_out.meant_by(lines, found["line"].lower())) if found else []
        if found and named:
            return named, _clean([found["words"]])
    return None


def _labelled(lines: list[Line], piece: str) -> tuple[list[Line], str] | None:
    """The line that is called by its name and what is to stand there: "wat ik nodig heb: een eerlijk antwoord"."""
    found = re.search(_table()["labelled"], piece, re.IGNORECASE)
    if found is None or "?" in piece:
        return None
    return [line for line in lines if line.kind == plan_lines.NEED], _clean([found["words"]])


def _changeable(named: list[Line]) -> list[Line]:
    return named if all(line.kind in CHANGEABLE for line in named) else []


def _said_instead(piece: str) -> str:
    """What is to stand there: "ik zei uitleggen", "zet gewoon: buiten werken"."""
    found = (re.search(way, piece, re.IGNORECASE) for way in _table()["instead"])
    words = next((match["words"] for match in found if match), "")
    is_home = bool(words) and catalogue().regions.find_place(words) is not None  # heard as a fact: "ik zei HELMOND"
    return "" if asking.asks(piece) or is_home else _clean([words])


def _wishes(piece: str) -> bool:
    said = piece.lower()
    if asking.asks(piece) or taking_out.clauses(piece):
        return False
    return bool(re.search(_table()["wishes"], said) or re.match(_table()["rather"], said))


def _said_before(turn: Turn) -> str:
    """What was typed in the message before, when it tells something."""
    before = turn.typed()[-2:-1]
    return _clean([each for each in sentences(before[0]) if not asking.asks(each)][-1:]) if before else ""


def _clean(pieces: list[str]) -> str:
    """What is told as it was said, without what only leads in."""
    words = ", ".join(piece.strip(" .,;:!") for piece in pieces)
    return re.sub(_table()["lead"], "", words, flags=re.IGNORECASE).strip(" .,;:!'\"“”‘’")


def _table() -> dict[str, Any]:
    table: dict[str, Any] = word_table("plan_editing")["orders"]
    return table
