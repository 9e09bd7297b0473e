"""When we do not understand: say so, offer buttons, and after three times a human."""

from __future__ import annotations

from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import label, labels

MISSES_BEFORE_HUMAN = 3
SUGGESTIONS = 3


def count_miss(turn: Turn) -> None:
    """One more message that did not bring us further."""
    turn.set("misses", turn.slot("misses", 0) + 1)


def say_noted(turn: Turn, names: set[str], corrected: bool) -> None:
    """Reads back a fact that was told out of turn or corrected; offers the list anew when it may have changed."""
    vocabulary = catalogue().budgets.vocabulary
    told = [
        vocabulary.told(name, turn.slot(name)) for name in sorted(names & set(vocabulary.names) - {"sector", "benefit"})
    ]
    if "occupation" in names:
        told.append(
            label("heard_occupation").format(occupation=catalogue().occupations.get(turn.slot("occupation")).name)
        )
    if not told:
        return
    again = [{"title": label("list_again"), "payload": "/ask_budget"}] if "budgets" in turn.slot("helped", []) else None
    turn.say(
        "utter_corrected" if corrected else "utter_noted",
        facts=". ".join(part.rstrip(".") for part in told),
        buttons=again,
    )


def not_understood(turn: Turn) -> None:
    """Counts the miss and says something fitting to how often it happened."""
    count_miss(turn)
    if turn.slot("misses") < MISSES_BEFORE_HUMAN:
        turn.say("utter_not_understood")


def needs_human(turn: Turn) -> bool:
    """Whether it went wrong too often: says so, and starts counting anew."""
    if turn.slot("misses", 0) < MISSES_BEFORE_HUMAN:
        return False
    turn.set("misses", 0)
    turn.say("utter_human_after_misses")
    return True


def did_you_mean(turn: Turn) -> None:
    """Outside a form: the likeliest meanings as buttons, and always a human."""
    count_miss(turn)
    if turn.slot("misses") >= MISSES_BEFORE_HUMAN:
        return
    known = labels()["meanings"]
    likely = [guess["name"] for guess in turn.ranking if guess["name"] in known]
    buttons = [{"title": label("meanings", intent), "payload": f"/{intent}"} for intent in likely[:SUGGESTIONS]]
    buttons.append({"title": label("meanings", "ask_human"), "payload": "/ask_human"})
    turn.say("utter_did_you_mean", buttons=buttons)
