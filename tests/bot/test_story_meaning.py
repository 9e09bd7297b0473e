"""What people tell is met by what it means, whatever the words; what tells nothing of the kind is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.actions import story_meaning
from bot.actions.wording import responses
from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood

HELD_OUT = Path(__file__).parent / "held_out_stories" / "first.yml"
FEWEST = 8


def held_out() -> list[tuple[str, str]]:
    kept = yaml.safe_load(HELD_OUT.read_text(encoding="utf-8"))
    return [(topic, line) for topic, lines in kept.items() for line in lines.splitlines()]


def found(line: str) -> str:
    best = story_meaning.surest(line.lower())
    return best[0] if best else story_meaning.NONE


def test_half_of_unseen_stories_are_heard_and_hardly_one_is_met_with_the_wrong_sentence() -> None:
    told = [(topic, found(line)) for topic, line in held_out() if topic != story_meaning.NONE]
    right = sum(topic == heard for topic, heard in told) / len(told)
    wrong = sum(heard not in (topic, story_meaning.NONE) for topic, heard in told) / len(told)
    assert right >= 0.5 and wrong <= 0.04


def test_what_tells_nothing_of_the_kind_is_met_with_no_sentence() -> None:
    told = [found(line) for topic, line in held_out() if topic == story_meaning.NONE]
    assert sum(heard != story_meaning.NONE for heard in told) / len(told) <= 0.05


def test_each_set_has_examples_enough_and_a_sentence_and_none_is_held_out() -> None:
    kept = {line.lower() for _, line in held_out()}
    for name, lines in story_meaning.SETS.examples.items():
        assert len(lines) >= FEWEST and not kept & {line.lower() for line in lines}, name
        assert name == story_meaning.NONE or story_meaning.response(name) in responses().names(), name


@pytest.mark.parametrize(
    ("told", "met"),
    [
        ("al twaalf keer gesolliciteerd en nooit wat gehoord", "nee|moedeloos"),
        ("mijn vrouw vindt het maar niks dat ik iets anders wil gaan doen", "thuis|achter je"),
    ],
)
def test_a_story_is_met_with_a_sentence_about_just_that(conversation: str, told: str, met: str) -> None:
    talk = Dialogue(conversation)
    talk.receives(understood(told))
    assert any(word in talk.heard for word in met.split("|"))
