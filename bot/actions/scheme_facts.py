"""What the scheme in hand asks of one fact ("tot welke leeftijd?"): from its own rules, else its own site knows."""

from __future__ import annotations

from bot.actions import named_schemes, offers
from bot.actions.sources import catalogue, today
from bot.actions.turn import Turn

LOAN, INTEREST = "levenlanglerenkrediet", "utter_question_loan_interest"


def tell(turn: Turn, fact: str) -> None:
    """What holds for this fact, in the words of the rules; honestly not known where they say nothing of it."""
    scheme = named_schemes.in_hand(turn)
    told = catalogue().budgets.told_of(scheme.id, fact, today())
    response = "utter_scheme_fact" if told else "utter_scheme_fact_unknown"
    turn.say(response, **named_schemes.told_of(turn, scheme), told=told)


def tell_interest(turn: Turn) -> None:
    """The interest of the one loan that we know it of."""
    if named_schemes.in_hand(turn).id == LOAN:
        turn.say(INTEREST, buttons=offers.buttons(("human",)))
    else:
        tell(turn, "interest")
