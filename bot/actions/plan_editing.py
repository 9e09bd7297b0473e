"""Putting the plan right by hand, when it is not certain what must change or how: which line, and then how.

One question at a time, with a button for each line. What is typed for a line is taken literally; a question in between
is answered, and then ours comes back. The slot `plan_line` says what is asked: which line (`CHOOSING`), the words of
one (its key), or what must come in (`ADDING`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from bot.actions import (
    answers,
    asking,
    kept_plan,
    need_names,
    plan_additions,
    plan_day_told,
    plan_known,
    plan_lines,
    plan_orders,
    plan_otherwise,
    plan_undo,
    questions,
    refusing,
    repair,
    step_frame,
    summary,
    taking_out,
)
from bot.actions.plan_lines import OF, Line
from bot.actions.sentence import sentences
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import label, labels, responses, word_table

SLOT = "plan_line"
EDIT = summary.EDIT
CHOOSING, ADDING = "choosing", "adding"
LINES, LINE, OUT, OTHER, NEED, ADD, DONE, UNDO = "lines", "line", "out", "other", "need", "add", "done", "undo"
MADE_BY_US = (plan_lines.NEED, plan_lines.WISH)
MOST_WORDS_OF_A_NAME = 4  # "mijn werk klopt niet" names a line; what is longer says how it must be
MOST_WORDS_OF_A_QUESTION = 5  # without its mark
LEAVES = ("goodbye", "stop", "restart", "wipe_data", "show_data", "cancel_booking", "move_booking")
SURE_OF_LEAVING = 0.9  # words for a line sound like much


def hear(turn: Turn) -> bool:
    """What is pressed or typed to put the plan right; False when the message is about something else."""
    pressed = (turn.value("about") or "").split(OF, 2)
    if pressed[0] == EDIT:
        _press(turn, pressed[1] if len(pressed) > 1 else "", pressed[2] if len(pressed) > 2 else "")
        return True
    asked: str | None = turn.slot(SLOT)
    if asked is None and asks_back(turn):
        _press(turn, UNDO, "")
        return True
    if asked is None:
        return False
    if not turn.words or turn.slot("pending") or _goes_elsewhere(turn) or _orders(turn, asked):
        turn.set(SLOT, None)
        return False
    if re.fullmatch(_table()["ends"], turn.said) or turn.intent == "thank":
        _press(turn, DONE, "")
        return True
    if _asks(turn, asked):
        _answer(turn)
        _ask_again(turn, asked)
        return True
    return _take(turn, asked)


def is_meant(turn: Turn) -> bool:
    """Whether the message says that something in the plan is not right, or asks to change it."""
    return bool(_complaints(turn))


def puts_right(turn: Turn) -> bool:
    """The same, or that something is to go."""
    return is_meant(turn) or taking_out.is_asked(turn.words)


def asks_back(turn: Turn) -> bool:
    """ "Toch niet, zet terug", said to the plan that was just changed."""
    undo = _button(UNDO)["payload"]
    shown = any(button["payload"] == undo for button in turn.before("shown") or ())
    says_so = re.search(labels()["correct"]["take_back"], turn.said)
    return shown and plan_undo.can_restore(turn) and bool(says_so)


def names_line(turn: Turn) -> bool:
    """Whether the message has words of one line in it."""
    return len(taking_out.named_in(plan_lines.of(turn), " ".join(_complaints(turn)) or turn.said)) == 1


def offer(turn: Turn) -> bool:
    """Asks what must change: at once about the line that the message names, else which one; False without a plan."""
    if not summary.exists(turn):
        return False
    said = " ".join(_complaints(turn)) or turn.said
    words, names = taking_out.named_in(plan_lines.all_of(turn), said), _names_in(said)
    if len(words) == 1:
        _show(turn, words[0])
    elif len(names) == 1:
        _choose_in(turn, names[0])
    else:
        _ask(turn, CHOOSING)
    return True


def never_said(turn: Turn) -> bool:
    """Whether the message says that something in the plan was never said."""
    return any(re.search(_table()["never_said"], each) for each in _complaints(turn))


def offer_rest(turn: Turn) -> bool:
    """Asks about a line of ours that they say they never said, and that still stands beside what was changed."""
    said = [each for each in _complaints(turn) if re.search(_table()["never_said"], each)]
    lines = [line for line in plan_lines.of(turn) if line.kind in MADE_BY_US]
    named = taking_out.named_in(lines, " ".join(said)) if said else []
    if len(named) == 1:
        _show(turn, named[0])
    return len(named) == 1


def _complaints(turn: Turn) -> list[str]:
    lines = [each for each in sentences(turn.words) if "?" not in each]
    heard = [*turn.lines_that("change_plan"), *turn.lines_that("correct")]
    return [
        each.lower()
        for each in lines
        if each in heard or any(re.search(way, each.lower()) for way in _table()["meant"])
    ]


def _press(turn: Turn, deed: str, of: str) -> None:
    turn.set(SLOT, None)
    turn.set("pending", None)
    line = plan_lines.pointed_at(turn, of)
    if deed == LINES:
        _choose_in(turn, of)
    elif deed == LINE and line:
        _show(turn, line)
    elif deed == OUT and line:
        _change(turn, line)
    elif deed == OTHER and line:
        _ask(turn, of)
    elif deed == NEED:
        _change_need(turn, *of.split(OF, 1))
    elif deed == ADD:
        _ask(turn, ADDING)
    elif deed == DONE:
        turn.say("utter_edit_done")
    elif deed == UNDO and plan_undo.can_restore(turn):
        plan_undo.restore(turn)
        summary.show(turn, "utter_edit_undone")
    else:
        _ask(turn, CHOOSING)


def _ask(turn: Turn, asked: str) -> None:
    """Asks which line, what must come in, or how a line must be; what is typed next answers it."""
    turn.set(SLOT, asked)
    line = plan_lines.pointed_at(turn, asked)
    if asked == ADDING:
        turn.say("utter_edit_add", buttons=[_button(DONE)])
    elif line is None:
        turn.set(SLOT, CHOOSING)
        turn.say("utter_edit_which", buttons=[*_lines(turn), _button(ADD), _button(DONE)])
    elif line.kind == plan_lines.NEED:
        turn.say("utter_edit_need", buttons=_needs(turn, line))
    else:
        turn.say("utter_edit_day" if line.kind == plan_lines.DAY else "utter_edit_type", buttons=[_button(DONE)])
    turn.waits = True


def _ask_again(turn: Turn, asked: str) -> None:
    """Our question again, after something else."""
    line = plan_lines.pointed_at(turn, asked)
    if line:
        _show(turn, line)
    else:
        _ask(turn, asked)


def _show(turn: Turn, line: Line) -> None:
    """What stands there, to take out or to put otherwise; who types at once how it must be need not press."""
    turn.set(SLOT, plan_lines.key(line))
    away = _button(OUT, line)
    if line.kind == plan_lines.STEP:
        away = {"title": label("plan", "other_step"), "payload": "/change_step"}
    other = _button(OTHER, line)
    if line.kind == plan_lines.FACT and f"utter_ask_{line.id}" in responses().names():  # asked as it was before
        other["payload"] = f"/correct{json.dumps({'about': line.id})}"
    turn.say("utter_edit_line", line=AsTyped(line.text.rstrip(".")), buttons=[away, other, _button(DONE)])
    turn.waits = True


def _choose_in(turn: Turn, name: str) -> None:
    """The things that stand on one line of the plan, when these are more than one."""
    found = [line for line in plan_lines.all_of(turn) if line.kind in _table()["lines"][name]["kinds"]]
    if len(found) == 1:
        _show(turn, found[0])
    elif found:
        turn.set(SLOT, CHOOSING)
        turn.say("utter_edit_part", buttons=[_button(LINE, line, plan_lines.named(line)) for line in found])
        turn.waits = True
    else:
        _ask(turn, CHOOSING)


def _take(turn: Turn, asked: str) -> bool:
    """What was typed: the name of a line, what must come in, or how a line must be."""
    if asked == CHOOSING:
        return _names_line(turn)
    line = plan_lines.pointed_at(turn, asked)
    if line is None and asked != ADDING:  # it is gone
        turn.set(SLOT, None)
        return False
    turn.set(SLOT, None)
    before = summary.rows(turn)
    plan_undo.remember(turn)
    told = plan_otherwise.put(turn, line) if line else _add(turn)
    if told:
        _tell(turn, told, before)
    else:
        _ask(turn, asked)
    return True


def _names_line(turn: Turn) -> bool:
    """A line that is only called by its name is shown; whatever else is said is heard as at any moment."""
    turn.set(SLOT, None)
    named = _names_in(turn.said)
    if not named or len(turn.words.split()) > MOST_WORDS_OF_A_NAME:
        return False
    _choose_in(turn, named[0])
    return True


def _names_in(said: str) -> list[str]:
    """The lines of the plan that are called by their names."""
    return [name for name, each in _table()["lines"].items() if re.search(each["said"], said)]


def _add(turn: Turn) -> str:
    words = plan_otherwise.tidy(turn.words)
    kept_plan.save(turn, own_words=words)
    return label("plan", "put_in").format(titles=f"“{plan_known.add(turn, words)}”")


def _change(turn: Turn, line: Line) -> None:
    """Takes a line out."""
    before = summary.rows(turn)
    plan_undo.remember(turn)
    plan_lines.strike(turn, line)
    gone = label("plan", "left_out").format(titles=plan_lines.named(line))
    _tell(turn, label("plan", "quote_out") if line.kind == plan_lines.OWN_WORDS else gone, before)


def _change_need(turn: Turn, need: str, instead_of: str) -> None:
    line = plan_lines.pointed_at(turn, f"{plan_lines.NEED}{OF}{instead_of}")
    before = summary.rows(turn)
    plan_undo.remember(turn)
    told = plan_otherwise.change_need(turn, line or Line(plan_lines.NEED, need, ""), need)
    _tell(turn, told, before)


def _tell(turn: Turn, told: str, before: list[summary.Row]) -> None:
    """The plan with what changed, to be taken back; that it changed is said only when it did."""
    if summary.rows(turn) == before:
        turn.say("utter_edit_same")
        return
    shown = summary.show(turn, "utter_plan_corrected", facts=AsTyped(told), buttons=[_button(UNDO)])
    if not shown and not summary.show_so_far(turn):  # there is no whole plan yet
        turn.say("utter_edit_done")
    turn.waits = True  # who is putting the plan right is asked nothing else


def _goes_elsewhere(turn: Turn) -> bool:
    """Whether somebody wants a human, or none, or out."""
    if refusing.declined(turn).kinds:
        return True
    if re.fullmatch(word_table("leading")["goodbye"]["done_plan"], turn.said):
        return True
    return turn.intent in (*refusing.WAYS_TO_A_HUMAN, *LEAVES) and turn.confidence >= SURE_OF_LEAVING


def _asks(turn: Turn, asked: str) -> bool:
    """Whether a question is put in between; what is typed for a line may begin like one: "hoe ik hogerop kom"."""
    is_short = asked == CHOOSING or len(turn.words.split()) <= MOST_WORDS_OF_A_QUESTION
    return asking.asks(turn.words) and ("?" in turn.words or is_short)


def _orders(turn: Turn, asked: str) -> bool:
    """Whether the message says by itself what must change, whatever line was asked about."""
    of_step = asked.startswith((plan_lines.STEP, plan_lines.DAY))
    moves_step = not of_step and plan_day_told.names_step(turn)
    puts_in = asked != ADDING and bool(plan_additions.missed(turn.words) or plan_additions.asked(turn.words))
    told = plan_orders.names_wrong(turn) or plan_orders.is_labelled(turn) or step_frame.step_in(turn.words)
    return taking_out.is_asked(turn.words) or moves_step or puts_in or bool(told)


def _answer(turn: Turn) -> None:
    """A question in between."""
    if answer := questions.find(turn):
        answer(turn)
    elif not answers.answer_aside(turn, turn.intent):
        repair.say_unknown(turn)


def _lines(turn: Turn) -> list[dict[str, str]]:
    """A button for each line that stands in the plan."""
    kinds = {line.kind for line in plan_lines.all_of(turn)}
    lines: dict[str, Any] = _table()["lines"]
    return [_named(LINES, name, each["title"]) for name, each in lines.items() if kinds & {*each["kinds"]}]


def _needs(turn: Turn, line: Line) -> list[dict[str, str]]:
    """The needs to choose from, but for those that stand there."""
    left_out = {need_names.OWN, *turn.slot("needs", []), *turn.slot("denied", [])}
    others: Iterable[str] = (need for need in labels()["needs"] if need not in left_out)
    return [_named(NEED, f"{need}{OF}{line.id}", label("needs", need, "button")) for need in others]


def _button(deed: str, line: Line | None = None, title: str = "") -> dict[str, str]:
    return _named(deed, plan_lines.key(line) if line else "", title or _table()["buttons"][deed])


def _named(deed: str, of: str, title: str) -> dict[str, str]:
    pointed = json.dumps({"about": OF.join(filter(None, [EDIT, deed, of]))}, ensure_ascii=False)
    return {"title": title, "payload": f"/correct{pointed}"}


def _table() -> dict[str, Any]:
    return word_table("plan_editing")
