"""When the step is asked: in full once, then hardly, then not at all until the person comes back to it.

Who is asked for a step in every turn hears nothing else. The first time the steps are shown; after a message about
something else there is one short line, once in a talk; from then on nothing is said of the step. Nothing is asked in
a turn that meets a feeling or a complaint, in which we asked something ourselves, or in which no plan is wanted.
"""

from __future__ import annotations

import re

from bot.actions import asking, at_hand, recognition, summary
from bot.actions.acts import Act
from bot.actions.sentence import sentences
from bot.actions.turn import Turn
from bot.actions.wording import word_table

FULL, WAITS = "step:full", "step:waits"
PASSED = ("step:passed:1", "step:passed:2")  # messages about something else since the steps were shown
REMINDED = "step:reminded"
WANTS_NONE: tuple[Act, ...] = ("refuse_plan", "refuse_list")  # what somebody does who is not to be asked for a step


def begin(turn: Turn) -> None:
    """The steps are shown anew the next time: the person speaks of them, or comes back to them."""
    turn.drop("asked", FULL, *PASSED)


def is_due(turn: Turn) -> bool:
    """Whether the steps are to be shown now; when not, what is said instead is said here."""
    unwanted = wants_none(turn)
    if unwanted:
        _let_wait(turn)
    if unwanted or is_quiet(turn):
        _pass(turn)
        if not turn.has_spoken:
            turn.say("utter_step_no_hurry")
            turn.add("asked", WAITS)
        elif not unwanted and not is_heavy(turn.words):
            at_hand.ask_on(turn)
        return False
    asked = turn.slot("asked", [])
    wanted = any(said in word_table("step_words")["full_after"] for said in turn.responses_said)
    if FULL not in asked or wanted or not turn.has_spoken or turn.preface:
        turn.drop("asked", *PASSED)
        turn.add("asked", FULL)
        return True
    _pass(turn)
    _say_little(turn)
    return False


def is_quiet(turn: Turn) -> bool:
    """Whether this turn is no moment for a step: a feeling or a complaint was met, or we asked something."""
    table = word_table("step_words")
    quiet = any(said.startswith(tuple(table["quiet_after"])) for said in turn.responses_said)
    return quiet or turn.last_said.endswith("?") or is_heavy(turn.words)


def wants_none(turn: Turn) -> bool:
    """Whether no plan, list or step is wanted, in whatever words: "hou die stap maar", "gewoon info graag"."""
    without_step = re.search(word_table("step_words")["no_step_now"], turn.said)
    return bool(without_step) or (turn.does_any(WANTS_NONE) and not asking.asks_in_part(turn.words))


def is_heavy(words: str) -> bool:
    """Whether the words tell what is too much for a small step: crying, guilt, shame, being worn out."""
    return bool(re.search(word_table("step_words")["heavy"], words.lower()))


def hear_complaint(turn: Turn) -> bool:
    """Who asks us to stop asking for a step, or has none now, is not asked any more; False when more is to be heard.

    What weighs heavily beside it is met in its own way.
    """
    table = word_table("step_words")
    lines = sentences(turn.words)
    about = [line for line in lines if re.search(f"{table['asked_too_often']}|{table['no_step_now']}", line.lower())]
    if not about or WAITS in turn.slot("asked", []):
        return False
    _let_wait(turn)
    if recognition.is_heavy(turn.words):
        return False
    tired = any(re.search(table["asked_too_often"], line.lower()) for line in about)
    turn.say("utter_step_asked_too_often" if tired and not is_heavy(turn.words) else "utter_step_no_hurry")
    rest = " ".join(line for line in lines if line not in about)
    if rest and asking.asks_in_part(rest):
        turn.goes_on_with(rest)
        return False
    return True


def has_no_more(turn: Turn) -> bool:
    """Whether somebody who was told that the step may wait has nothing left to ask: then it is time for the step."""
    asked, said = turn.slot("asked", []), turn.said.strip()
    if not said or PASSED[0] not in asked or not re.fullmatch(word_table("step_words")["no_more"], said):
        return False
    return PASSED[1] in asked or not re.match(word_table("step_words")["no"], said)


def _say_little(turn: Turn) -> None:
    """One line, once in a talk, that the step can be chosen at any time."""
    if not {WAITS, REMINDED} & {*turn.slot("asked", [])}:
        turn.add("asked", REMINDED)
        turn.say("utter_step_reminder", buttons=[summary.choose_step_button()])


def _let_wait(turn: Turn) -> None:
    """The step is not asked any more, until the person comes back to it."""
    for marker in (FULL, *PASSED, WAITS):
        turn.add("asked", marker)
    turn.set("choosing", None)


def _pass(turn: Turn) -> None:
    """One more message in which no step was chosen."""
    asked = turn.slot("asked", [])
    if FULL in asked:
        turn.add("asked", PASSED[1] if PASSED[0] in asked else PASSED[0])
