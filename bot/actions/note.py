"""The note for an adviser: shown first, line by line, to strike, to change, and to say yes or no to."""

from __future__ import annotations

import re

from bot.actions import (
    for_adviser,
    kept_plan,
    languages,
    need_names,
    note_changes,
    own_story,
    pending,
    plan_additions,
    plan_contents,
    tried,
)
from bot.actions.sources import database, now
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import day_in_words, label, labels, with_capital, word_table
from guidance import conversations, notes
from guidance.notes import EXERCISE, TRANSCRIPT, TRIED, NoteLine
from guidance.plans import Plan

QUESTION = "note"
# Lines we write, so with "u" for who wants that.
OUR_WORDS = ("need", "situation", "language", TRIED, "looked_up", TRANSCRIPT)
MOST_LISTED = 8
FEW_WORDS = 4  # of a no that is one
YES, NO, STRIKE, CHANGE, WITHDRAW = "yes", "no", "strike", "change", "withdraw"


def is_open(turn: Turn) -> bool:
    """Whether there is something to tell an adviser to which the person said neither yes nor no."""
    note = notes.get(database(), turn.conversation_id)
    if QUESTION in turn.slot("skipped", []) or (note and (note.agreed or note.withdrawn_at)):
        return False
    return bool(_lines(turn))


def ask(turn: Turn, again: bool) -> None:
    """Shows what would be sent, and asks."""
    note = notes.draft(database(), turn.conversation_id, _lines(turn), now())
    same = turn.note_shown == _texts(note)
    rows = [{"label": line.label, "text": _as_read(turn, line, note.agreed)} for line in note.told]
    buttons = [_button(YES), _button(STRIKE), _button(CHANGE), _button(NO)] if rows else [_button(NO)]
    card = {"type": "plan", "title": label("note", "title"), "rows": rows}
    asked = "utter_ask_note_same" if same else "utter_ask_note_again"  # what did not change is not called changed
    turn.say(asked if again else "utter_ask_note", cards=[card], buttons=buttons)


def remember_shown(turn: Turn) -> None:
    """Keeps what stood in the note before this message, so that an unchanged one is not called changed."""
    note = notes.get(database(), turn.conversation_id)
    turn.note_shown = _texts(note) if note else None


def _texts(note: notes.Note) -> list[str]:
    return [line.text for line in note.told]


def read(turn: Turn) -> bool:
    """Acts on what was said about the note; True when it was about the note."""
    pressed, place = turn.value("note") or "", (database(), turn.conversation_id)
    deed, _, key = pressed.partition(":")
    if turn.slot("note_line") and turn.words and not pressed:
        key = turn.slot("note_line")
        typed = note_changes.keeping_the_rest(turn, turn.words) if key == note_changes.SITUATION else turn.words
        notes.rewrite(*place, _line(key, typed), now())
        turn.set("note_line", None)
        return True
    turn.set("note_line", None)
    struck = key if deed == STRIKE else _struck_in_words(turn)
    if struck:
        notes.strike(*place, struck, now())
    elif deed == STRIKE or deed == CHANGE and not key:
        _choose_line(turn, deed)
    elif deed == CHANGE:
        turn.set("note_line", key)
        turn.say("utter_change_note_line", line=label("note", "lines", key, "title"))
        turn.waits = True
    elif deed == YES or pending.says_yes(turn) or _sends(turn):
        notes.agree(*place, now())
        turn.say("utter_note_agreed", buttons=[_button(WITHDRAW)])
    elif deed == NO or _refuses(turn):
        notes.withdraw(*place, now())
        turn.say("utter_note_refused")
    else:
        return False
    return True


def _sends(turn: Turn) -> bool:
    """A yes in words of sending: "stuur maar op"."""
    return bool(re.search(word_table("for_adviser")["letter"]["sends"], turn.said))


def _refuses(turn: Turn) -> bool:
    """A no to sending; a longer "nee" that does not speak of it is about something else."""
    table = word_table("for_adviser")["letter"]
    if re.search(table["sends_nothing"], turn.said):
        return True
    is_short = len(turn.words.split()) <= FEW_WORDS
    return pending.says_no(turn) and (is_short or bool(re.search(table["refuses"], turn.said)))


def added(turn: Turn) -> bool:
    """Keeps what an adviser should know too, in the person's own words: "zet erbij dat ik vrijdag moet tekenen"."""
    found = re.search(labels()["note"]["adds"], turn.words, re.IGNORECASE)
    if found is None or turn.is_private or turn.slot("note_line"):  # then a line is being typed
        return False
    plan_additions.add(turn, found["words"].strip(" .!"))
    turn.say("utter_note_added")
    return True


def taken_back(turn: Turn) -> bool:
    """The yes is taken back, by the button or in words, at any moment; False when this is about something else."""
    said = bool(turn.words) and bool(re.search(labels()["note"]["takes_back"], turn.said))
    if turn.value("note") != WITHDRAW and not said:
        return False
    notes.withdraw(database(), turn.conversation_id, now())
    turn.say("utter_note_withdrawn")
    return True


def strike_named(turn: Turn) -> bool:
    """Leaves out the line that is called by its name, whatever stands in it; False when none is."""
    key = _struck_in_words(turn)
    if key:
        strike(turn, key)
    return bool(key)


def strike(turn: Turn, key: str) -> None:
    """Leaves out a line."""
    notes.strike(database(), turn.conversation_id, key, now())


def tells(turn: Turn, key: str) -> bool:
    """Whether this line stands in the letter."""
    note = notes.get(database(), turn.conversation_id)
    return note is not None and any(line.key == key for line in note.told)


def is_named(key: str, said: str) -> bool:
    """Whether words call a line by its name."""
    return bool(re.search(labels()["note"]["lines"][key]["said"], said))


def ask_which(turn: Turn) -> None:
    """Asks which line is not right."""
    _choose_line(turn, CHANGE)


def _choose_line(turn: Turn, deed: str) -> None:
    note = notes.get(database(), turn.conversation_id)
    told = {line.key: line.label for line in (note.told if note else ())}
    if deed == CHANGE:
        told.pop(TRANSCRIPT, None)  # whether the talk may be read is yes or no
        told.setdefault(TRIED, label("note", "lines", TRIED, "title"))  # what somebody did before only they may know
    buttons = [{"title": title, "payload": f'/inform{{"note": "{deed}:{key}"}}'} for key, title in told.items()]
    turn.say(f"utter_{deed}_note", buttons=buttons)
    turn.waits = True


def _struck_in_words(turn: Turn) -> str | None:
    """The line of "laat mijn leeftijd maar weg"."""
    said, table = turn.said, labels()["note"]
    if not said or not re.search(table["strikes"], said):
        return None
    return next((key for key, line in table["lines"].items() if re.search(line["said"], said)), None)


def _lines(turn: Turn) -> list[NoteLine]:
    plan, note = kept_plan.get(turn), notes.get(database(), turn.conversation_id)
    own = {line.key: line.text for line in (note.lines if note else ()) if line.own}
    told = {**(_of_plan(turn, plan) if plan else {}), "situation": " ".join(plan_contents.about(turn, plan)), **own}
    lines = [_line(key, told[key]) for key in labels()["note"]["lines"] if told.get(key)]
    if any(line.sender == "person" for line in conversations.history(database(), turn.conversation_id)):
        lines.append(_line(TRANSCRIPT, label("note", "transcript")))
    return lines


def _as_read(turn: Turn, line: NoteLine, agreed: bool) -> str:
    """The line on the card: what they said or wrote letter for letter, and what is not agreed yet as a question."""
    if line.key == TRANSCRIPT and not agreed:
        return label("note", "transcript_asked")
    ours = not line.own and (line.key in OUR_WORDS or (line.key == "step" and not turn.slot("own_step")))
    return line.text if ours else AsTyped(line.text)


def _of_plan(turn: Turn, plan: Plan) -> dict[str, str]:
    told = [need for need in plan_contents.needs_told(turn, plan) if need_names.in_plan(turn, need)]
    needs = [need_names.in_words(turn, need) or need_names.short(turn, need) for need in told]
    # The day follows in the same sentence, so the full stop goes: "via leeroverzicht.nl, woensdag 2 december".
    day = day_in_words(plan.step_date) if plan.step_date else ""
    weekday, _, date = day.partition(" ")
    day = date if weekday in (plan.step or "").lower() else day  # "maandag bel ik", 30 november
    step = ", ".join(filter(None, [(plan.step or "").rstrip("."), day]))
    told_by_them = [own_story.of(turn, plan), *plan_additions.typed(plan)]
    quotes = [quote.rstrip(".") for quote in told_by_them if quote]
    return {
        "need": with_capital(". ".join(filter(None, ["; ".join(needs), plan_contents.wish(turn)]))),
        "language": languages.wish_in(plan),
        "own_words": " ".join(f"“{quote}”" for quote in quotes),
        "for_adviser": " ".join(f"“{words}”" for words in for_adviser.of(plan)),
        TRIED: tried.told(plan),
        "looked_up": ", ".join(
            dict.fromkeys(look.title for look in plan_contents.found(turn, plan, MOST_LISTED) if look.kind != EXERCISE)
        ),
        "step": step,
        "contact": ", ".join(part for part in (plan.name, plan.contact) if part),
    }


def _line(key: str, text: str) -> NoteLine:
    return NoteLine(key, label("note", "lines", key, "title"), str(text))


def _button(deed: str) -> dict[str, str]:
    return {"title": label("note", "buttons", deed), "payload": f'/inform{{"note": "{deed}"}}'}
