"""Direct questions in words that no pattern knows: answered, asked back or honestly not known, by what they mean."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.actions import question_meaning as meaning
from bot.actions.answers import SIDE_QUESTIONS
from bot.actions.question_tables import all_questions
from tests.bot.dialogue import Dialogue
from tests.bot.walking import to_help

HELD_OUT = Path(__file__).parent / "held_out_questions"
FIRST, SECOND = "asked", "asked_second"  # the thresholds were chosen on the first


def held_out(name: str) -> dict[str, Any]:
    kept: dict[str, Any] = yaml.safe_load((HELD_OUT / f"{name}.yml").read_text(encoding="utf-8"))
    return kept


def decided(text: str) -> tuple[str, str]:
    """What is done with a question by meaning alone, and the set that got most votes."""
    best = meaning.ranked(text)
    sure = best[0][1] >= meaning.SURE and best[0][1] - best[1][1] >= meaning.AHEAD
    if "unknown" in meaning.entry(best[0][0]):
        return "silent", best[0][0]
    return ("sure" if sure else "asked" if best[0][1] >= meaning.FAIRLY else "silent"), best[0][0]


def measured(name: str) -> dict[str, int]:
    """The figures of bot/README.md: `python -m tests.bot.test_question_meaning` prints them."""
    kept = held_out(name)
    known = [(name, *decided(text)) for name, texts in kept["answered"].items() for text in texts]
    none = [decided(text)[0] for text in kept["unanswered"]]
    return {
        "right": sum(how == "sure" and name == found for name, how, found in known),
        "wrong": sum(how == "sure" and name != found for name, how, found in known),
        "asked": sum(how == "asked" for _, how, _ in known),
        "silent": sum(how == "silent" for _, how, _ in known),
        "none answered": none.count("sure"),
        "none asked": none.count("asked"),
        "none silent": none.count("silent"),
    }


def test_most_is_answered_and_hardly_anything_wrongly() -> None:
    found = measured(FIRST)
    assert found["right"] >= 100 and found["wrong"] <= 6 and found["none answered"] <= 7, found


def test_each_set_has_eight_examples_and_an_answer_and_none_is_held_out() -> None:
    kept = [held_out(name) for name in (FIRST, SECOND)]
    apart = {text.lower() for each in kept for texts in each["answered"].values() for text in texts}
    apart |= {text.lower() for each in kept for text in each["unanswered"]}
    for name, texts in meaning.SETS.examples.items():
        entry = meaning.entry(name)
        assert len(texts) >= 8
        assert "unknown" in entry or entry.get("intent") in SIDE_QUESTIONS or set(meaning.answers_of(name)) <= KNOWN, (
            name
        )
    copied = apart & {text for texts in meaning.SETS.examples.values() for text in texts}
    assert len(copied) <= 3, copied  # written apart and alike by chance


KNOWN = set(all_questions())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("mag de bedrijfsarts aan me baas vertellen wat ik heb?", "niet zomaar aan je baas"),
        ("hoort mijn baas iets van de arbodienst over mijn ziekte?", "baas"),
        ("hoe krijg ik die toestemming dan", "formulier van UWV"),
        ("hoeveel is dat dan, dat cao budget?", "ontwikkelbudget"),
        ("wat vergoedt oomt", "oomt.nl"),
        ("But do I get WW? I work here 2 years", "26 van de laatste 36 weken"),
        ("is die LLK lening met rente?", "2,33 procent"),
        ("wat is teken niets?", "zet nergens je naam onder"),
    ],
)
def test_it_is_answered_in_other_words(conversation: str, words: str, told: str) -> None:
    talk = to_help(Dialogue(conversation), "need_leren").says(words, "nlu_fallback", confidence=0.35)
    assert told in talk.heard and not talk.replies[0]["text"].startswith(("Ja,", "Nee,"))


def test_a_question_that_goes_on_about_a_scheme_is_about_that_scheme(conversation: str) -> None:
    talk = Dialogue(conversation).says("wat vergoedt oomt", "ask_budget")
    assert "oomt.nl" in talk.says("en telefoonnummer of site?", "nlu_fallback", confidence=0.35).heard


def _asked_back(conversation: str) -> Dialogue:
    words = "kan ik dat nog oppikken, zo'n studie?"
    return to_help(Dialogue(conversation), "need_leren").says(words, "nlu_fallback", confidence=0.35)


def test_what_is_fairly_sure_is_asked_back_and_the_button_answers(conversation: str) -> None:
    talk = _asked_back(conversation)
    titles = list(talk.buttons)
    assert titles[-1] == "Nee, iets anders" and len(titles) in (2, 3, 4)
    talk.presses("Kan ik dat wel leren?")
    assert "leren" in talk.heard and talk.question == "step"


def test_none_of_these_is_not_answered_with_a_guess(conversation: str) -> None:
    talk = _asked_back(conversation).presses("Nee, iets anders")
    assert "Bron" not in talk.heard and talk.question == "step"


def test_a_question_about_work_that_nobody_wrote_an_answer_to_is_not_answered(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_leren")
    talk.says("mag mijn baas camera's ophangen in de kantine?", "nlu_fallback", confidence=0.35)
    assert "Bron" not in talk.replies[0]["text"]


if __name__ == "__main__":
    for name in (FIRST, SECOND):
        print(name, measured(name))
