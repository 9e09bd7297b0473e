"""What a person may send."""

from __future__ import annotations

import pytest

from connectors.errors import MessageRefused
from connectors.messages import MAX_TEXT, checked_text, plain_text


def test_a_text_keeps_its_words_and_lines() -> None:
    assert checked_text("  Ik rijd vrachtwagen.\r\nAl 20 jaar. 🚛 \n") == "Ik rijd vrachtwagen.\nAl 20 jaar. 🚛"


def test_characters_that_nobody_sees_are_taken_out() -> None:
    assert checked_text("ho\x00i\x1b[2J") == "hoi[2J"


@pytest.mark.parametrize("text", ["", "  \n ", "/", " // / "])
def test_a_text_without_words_is_refused_as_empty(text: str) -> None:
    with pytest.raises(MessageRefused) as refusal:
        checked_text(text)
    assert refusal.value.reason == "empty"


def test_a_text_of_just_the_limit_is_taken_and_one_more_is_too_long() -> None:
    assert len(checked_text("é" * MAX_TEXT)) == MAX_TEXT
    with pytest.raises(MessageRefused) as refusal:
        checked_text("é" * (MAX_TEXT + 1))
    assert refusal.value.reason == "too_long"


def test_only_leading_command_marks_are_taken_off() -> None:
    assert plain_text(" /\t/inform en/of dit/dat") == "inform en/of dit/dat"
