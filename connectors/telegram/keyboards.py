"""Choices in Telegram: buttons under the message where whole labels fit on them, else a numbered list."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit, InlineKeyboardMarkupLimit

from guidance.conversations import Outgoing, TokenButton

MOST_BUTTONS = InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER
MOST_IN_A_ROW = InlineKeyboardMarkupLimit.BUTTONS_PER_ROW
MOST_TOKEN_BYTES = InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
LONGEST_LABEL = 36
"""Characters on a button as wide as a phone. Telegram sets no limit, but phones cut what is longer."""
SHORT_LABEL = 14
"""Two labels up to here stand beside each other."""


def needs_numbers(message: Outgoing) -> bool:
    """Whether the choices stand in the text with a number each, because a label or their number is too much."""
    buttons = message.buttons
    return len(buttons) > MOST_BUTTONS or any(len(button.title) > LONGEST_LABEL for button in buttons)


def keyboard(message: Outgoing) -> InlineKeyboardMarkup | None:
    """The buttons under the message: labels, or the numbers of the list in its text; None when there are too many."""
    buttons = message.buttons
    if not buttons or len(buttons) > MOST_BUTTONS:
        return None
    if needs_numbers(message):
        numbers = [TokenButton(str(number), button.token) for number, button in enumerate(buttons, 1)]
        rows = [numbers[first : first + MOST_IN_A_ROW] for first in range(0, len(numbers), MOST_IN_A_ROW)]
    else:
        rows = _rows(buttons)
    return InlineKeyboardMarkup([[InlineKeyboardButton(b.title, callback_data=b.token) for b in row] for row in rows])


def _rows(buttons: Sequence[TokenButton]) -> list[list[TokenButton]]:
    """Two short ones beside each other ("Ja", "Nee"); otherwise one a row, which reads best and is easy to hit."""
    if len(buttons) == 2 and all(len(button.title) <= SHORT_LABEL for button in buttons):
        return [list(buttons)]
    return [[button] for button in buttons]
