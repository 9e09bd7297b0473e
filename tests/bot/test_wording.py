"""Everything the actions want to say can be said, and reads well."""

import re
from pathlib import Path

import pytest

from bot.actions import helping, need_names
from bot.actions.wording import label, labels, responses, sentence_list

ACTIONS = sorted((Path(__file__).parents[2] / "bot" / "actions").glob("*.py"))
NEEDS = [need for need in labels()["needs"] if need != need_names.OWN]  # that one has only their own words
LONGEST_SENTENCE = 20  # words: the aim is fifteen, a list of examples may run on
NOT_OURS = re.compile(r"\b(helaas|u|uw)\b", re.IGNORECASE)


def test_every_response_named_in_the_actions_exists() -> None:
    named = {name for path in ACTIONS for name in re.findall(r'"(utter_\w*[a-z])"', path.read_text(encoding="utf-8"))}
    assert named <= set(responses().names()), named - set(responses().names())


@pytest.mark.parametrize("need", NEEDS)
def test_every_need_is_given_back_and_goes_home_with_something(need: str) -> None:
    assert f"utter_reflect_{need}" in responses().names()
    assert need in helping.HELP and label("needs", need, "plan").startswith("Je")


@pytest.mark.parametrize("name", responses().names())
def test_responses_read_well(name: str) -> None:
    for wording in responses().variants(name):
        assert not NOT_OURS.search(wording.text), wording.text
        for sentence in re.split(r"[.?!:\n]+", re.sub(r"\{\w+\}", "x", wording.text)):
            assert len(sentence.split()) <= LONGEST_SENTENCE, sentence


def test_a_list_is_joined_as_people_do() -> None:
    assert sentence_list(["a"]) == "a"
    assert sentence_list(["a", "b", "c"]) == f"a, b {label('and')} c"
