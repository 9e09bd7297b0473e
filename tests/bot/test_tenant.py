"""Who is behind this, what happens with data and whom to call: answered from the tenant's own file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.dialogue import Dialogue
from tests.bot.walking import to_help
from tests.guidance.test_tenant import UNION


@pytest.fixture
def talk(conversation: str) -> Dialogue:
    return Dialogue(conversation)


@pytest.fixture
def union(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An organisation with a name, a telephone and opening hours."""
    file = tmp_path / "union.yaml"
    file.write_text(UNION, encoding="utf-8")
    monkeypatch.setenv("BIJSTUREN_TENANT_FILE", str(file))


def test_the_demonstration_says_so_each_time_in_other_words(talk: Dialogue) -> None:
    first = talk.says("wie zit hierachter?", "ask_bot").heard
    assert "demonstratie" in first and "computer" in first
    assert talk.says("van wie ben jij", "ask_bot").heard != first


@pytest.mark.usefixtures("union")
def test_the_organisation_is_named_with_telephone_and_hours(talk: Dialogue) -> None:
    talk.says("van wie ben jij", "ask_bot")
    for told in ("Vakbond Voorbeeld", "030 123 45 67", "op werkdagen", "computer"):
        assert told in talk.heard
    assert "demonstratie" not in talk.heard


@pytest.mark.usefixtures("union")
def test_what_happens_with_data_is_told_with_the_page(talk: Dialogue) -> None:
    talk.says("wat doe je met mijn gegevens", "ask_privacy")
    assert "alleen om je te helpen" in talk.heard and "https://voorbeeld.example/privacy" in talk.heard


CALLS = ["kan ik nu bellen?", "kan ik meteen iemand bellen", "welk nummer kan ik bellen", "kunnen jullie mij nu bellen"]


@pytest.mark.parametrize("words", CALLS)
@pytest.mark.parametrize("started", [False, True], ids=["at once", "while moments are offered"])
@pytest.mark.usefixtures("union")
def test_calling_now_is_answered_with_telephone_and_hours(talk: Dialogue, words: str, started: bool) -> None:
    if started:
        talk.says("ik wil een adviseur", "book_adviser")
    talk.says(words, "ask_human")
    for told in ("030 123 45 67", "9.00", "0800-8020"):
        assert told in talk.heard
    assert talk.question == "appointment" and talk.buttons


def test_without_a_telephone_it_is_said_that_nobody_can_be_called_now(talk: Dialogue) -> None:
    talk.says("kan ik nu bellen?", "ask_human")
    assert "niemand bellen" in talk.heard and "0800-8020" in talk.heard and talk.question == "appointment"


def test_who_asked_for_a_human_is_not_given_no_thank_you(talk: Dialogue) -> None:
    talk.says("ik wil een mens spreken", "ask_human")
    assert "Nee, dank je" not in talk.buttons and "Wil je hierover praten" not in talk.heard
    talk.presses("Nu geen afspraak")
    assert talk.form is None


def test_who_is_offered_one_may_thank_and_decline(talk: Dialogue) -> None:
    to_help(talk, "need_durven").says("ik ga mijn zus bellen")
    assert "Nee, dank je" in talk.buttons


QUESTIONS = [
    ("wie betaalt een opleiding?", "ask_budget", "ontwikkelbudget"),
    ("welke opleiding kan ik doen", "ask_training", "eftruck"), ("wat doet een lasser?", "ask_occupation", "lasser"),
    ("hoe lang duurt een opleiding 's avonds?", "ask_duration", "school"),
    ("kan ik vrijdag leren met evc?", "ask_evc", "papier"), ("is er veel werk als kok?", "ask_chances", "kok"),
    ("van wie is dit", "ask_bot", "demonstratie"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "intent", "answer"), QUESTIONS, ids=[intent for _, intent, _ in QUESTIONS])
@pytest.mark.parametrize("question", ["appointment", "contact_name", "contact_phone"])
def test_a_question_while_booking_is_answered_and_the_booking_goes_on(
    talk: Dialogue, question: str, words: str, intent: str, answer: str
) -> None:
    talk.says("ik ben orderpicker in loondienst", "inform", found=(("status", "employee", "loondienst"),))
    talk.says("ik wil een adviseur", "book_adviser")
    if question != "appointment":
        talk.says("1")
    if question == "contact_phone":
        talk.says("Henk")
    assert talk.question == question
    talk.says(words, intent)
    assert answer in talk.heard and talk.question == question and talk.form == "booking_form"
