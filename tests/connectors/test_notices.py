"""The sentences of the connectors: there for every occasion, plain, and never twice in a row."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from connectors.errors import MessageRefused
from connectors.messages import ASK_HUMAN
from connectors.notices import load_notices

NOTICES = load_notices()
SAID = [variant.text for variants in NOTICES.notices.values() for variant in variants] + list(NOTICES.remarks.values())
USED_NOTICES = {"opening", "outage", "slow", "slow_opening", "failed", "failed_opening", "empty"}
USED_NOTICES |= {"human_requested", "human_requested_demo"}
USED_NOTICES |= {"button_expired", "button_unknown", "button_used", "unsupported"}
USED_NOTICES |= {"button_expired_choices", "button_unknown_choices", "reaction"}
USED_NOTICES |= {"voice", "picture", "video", "file", "sticker", "contact", "poll", "edited", "group", "opted_out"}
USED_NOTICES |= {"deleted", "too_fast", "opted_in"}
USED_REMARKS = {"empty", "too_long", "too_fast", "not_understood", "not_kept", "words_not_kept"}
USED_REMARKS |= {"code_unknown", "code_expired", "code_tries"}
USED_REMARKS |= {"session_invalid", "origin_refused", "broken", "too_many", "too_large", "line_gone"}


def test_there_is_a_sentence_for_every_occasion_and_none_without_one() -> None:
    assert set(NOTICES.notices) == USED_NOTICES
    assert set(NOTICES.remarks) == USED_REMARKS


@pytest.mark.parametrize("text", SAID)
def test_sentences_are_short_and_never_say_u(text: str) -> None:
    assert not re.search(r"\b(u|uw|helaas)\b", text, re.IGNORECASE)
    assert all(len(sentence.split()) <= 15 for sentence in re.split(r"[.!?]\s", text))


@pytest.mark.parametrize("name", ["outage", "slow", "human_requested", "human_requested_demo"])
def test_a_notice_that_may_be_needed_again_is_never_the_same_twice_in_a_row(name: str) -> None:
    said = [NOTICES.message(name, nth).text for nth in range(8)]
    assert all(one != other for one, other in pairwise(said))


@pytest.mark.parametrize("name", ["opening", "outage", "slow", "slow_opening", "failed", "failed_opening", "empty"])
def test_a_notice_that_brings_bad_news_has_a_way_to_a_human(name: str) -> None:
    (button,) = NOTICES.message(name).buttons
    assert (button.title, button.payload) == (NOTICES.ask_human, ASK_HUMAN)


def test_a_remark_names_the_limit() -> None:
    assert "1000" in NOTICES.remark(MessageRefused("too_long").reason)
