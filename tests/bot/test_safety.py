"""Words of suicide, violence, bullying, debt and legal conflict are recognised; figures of speech are not."""

from pathlib import Path

import pytest
import yaml

from bot.components.safety import KINDS, SafetyRules

LABELLED = yaml.safe_load((Path(__file__).parent / "safety_sentences.yml").read_text(encoding="utf-8"))["sentences"]


@pytest.fixture(scope="module")
def rules() -> SafetyRules:
    return SafetyRules()


@pytest.mark.parametrize("sentence", [s for s in LABELLED if s["label"] != "none"], ids=lambda s: s["text"])
def test_trouble_is_recognised_as_what_it_is(rules: SafetyRules, sentence: dict[str, str]) -> None:
    assert rules.find(sentence["text"]) == sentence["label"]


@pytest.mark.parametrize("sentence", [s for s in LABELLED if s["label"] == "none"], ids=lambda s: s["text"])
def test_a_figure_of_speech_stays_ordinary(rules: SafetyRules, sentence: dict[str, str]) -> None:
    assert rules.find(sentence["text"]) is None


def test_capitals_accents_and_curly_apostrophes_do_not_hide_trouble(rules: SafetyRules) -> None:
    assert rules.find("IK BEN SUÏCIDAAL") == "suicide"
    assert rules.find("ik maak d’r een eind aan") == "suicide"


def test_the_most_urgent_trouble_wins_when_there_are_two(rules: SafetyRules) -> None:
    assert rules.find("ik heb schulden en ik wil niet meer leven") == "suicide"


def test_every_kind_has_labelled_sentences() -> None:
    assert {sentence["label"] for sentence in LABELLED} == {*KINDS, "none"}
