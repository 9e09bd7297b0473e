"""One question, one answer: who asks the same again hears that we know no more, and who does."""

from __future__ import annotations

from typing import Any

from bot.actions import asking, hearsay
from bot.actions.turn import Turn
from bot.actions.wording import responses

LATELY = 12  # things we said: who asks the same after that has it said in another way
NO_MORE, NO_MORE_SHORT = "utter_no_more_known", "utter_no_more_known_short"
ANSWERED = "answered:"  # before the name of a question, among what was asked


def tell(turn: Turn, question: str, response: str, where: str, /, **values: Any) -> bool:
    """Says the answer to a question, in another way when it answered another question before.

    False when the question came again, or no other way is left: then it was told who knows more. Who insists ("ik vraag
    of ...") gets the answer once more.
    """
    said: list[str] = turn.slot("said", [])
    heard = [way.key in said for way in responses().variants(response)]
    lately = any(way.key in said[-LATELY:] for way in responses().variants(response))
    if response in turn.responses_said:  # the message asks it in two ways
        return True
    comes_again = lately and ANSWERED + question in turn.slot("asked", [])
    turn.add("asked", ANSWERED + question)
    if hearsay.insists(turn.words) or asking.wants_yes_or_no(turn.words):
        # our answer did not reach them: it is given again, in another way when there is one
        comes_again, heard = False, []
    if comes_again or (heard and all(heard)):
        _say_no_more(turn, response, where, values)
        return False
    turn.say(response, **values)
    return True


def _say_no_more(turn: Turn, response: str, where: str, values: dict[str, Any]) -> None:
    """What we do know once more in few words, where we have these, and who knows the rest."""
    short = next((way.simple for way in responses().variants(response) if way.simple), None)
    buttons = values.get("buttons")
    if {NO_MORE, NO_MORE_SHORT} & {*turn.responses_said}:  # said of another question in the same message
        if short is not None:
            turn.say("utter_in_short", short=short.format(**values))
        return
    if short is None:
        turn.say(NO_MORE, where=where, buttons=buttons)
        return
    turn.say(NO_MORE_SHORT, short=short.format(**values), where=where, buttons=buttons)
