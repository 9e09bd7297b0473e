"""A dismissal or a day that is near: the bot offers a human on its own account, once, and goes on."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.actions import urgency
from guidance import conversations, handoffs, privacy
from guidance.database import Database
from tests.bot.dialogue import Dialogue

THURSDAY = date(2026, 11, 26)
HUMAN = "Ik wil een mens spreken"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("ik moet voor vrijdag tekenen", "deadline"),
        ("ze willen dat ik teken en ik moet morgen beslissen", "deadline"),
        ("ik moet binnen een week tekenen", "deadline"),
        ("mijn contract loopt over drie weken af", "deadline"),
        ("mijn contract loopt nog maar twee weken en stopt dan", "deadline"),
        ("mijn contract loopt tot 1 januari", "deadline"),
        ("mijn contract stopt eind december", "deadline"),
        ("volgende week is mijn laatste werkdag", "deadline"),
        ("mijn ww stopt over twee weken", "deadline"),
        ("ik moet voor 1 december bezwaar maken", "deadline"),
        ("ik heb nog drie dagen bedenktijd", "deadline"),
        ("ik moet morgen ja of nee zeggen", "deadline"),
        ("de inschrijving sluit vrijdag", "deadline"),
        ("ze geven me tot maandag", "deadline"),
        ("over twee weken zit ik zonder werk", "deadline"),
        ("de fabriek sluit volgende maand", "deadline"),
        ("morgen heb ik een gesprek over mijn ontslag", "deadline"),
        ("mijn contract is bijna afgelopen", "deadline"),
        ("ik ben binnenkort mijn baan kwijt", "deadline"),
        ("ik ben ontslagen", "dismissal"),
        ("mijn baas wil me ontslaan", "dismissal"),
        ("ik ben boventallig verklaard", "dismissal"),
        ("mijn contract wordt niet verlengd", "dismissal"),
        ("ik word op 15 december ontslagen", "dismissal"),
        ("mijn contract loopt over een half jaar af", None),
        ("mijn contract loopt tot 1 september", None),
        ("mijn contract liep af op 3 maart 2020", None),
        ("ik ben drie jaar geleden ontslagen", None),
        ("mijn man is ontslagen", None),
        ("ik ben niet ontslagen", None),
        ("ik heb zelf ontslag genomen", None),
        ("ik wil volgende week een cursus kiezen", None),
        ("morgen moet ik werken", None),
        ("ik werk morgen tot zes uur", None),
        ("ik heb een vast contract", None),
        ("ik ben sinds vorige week werkloos", None),
        ("ik heb vrijdag de laatste dag van de cursus", None),
        ("ik moet bijna elke dag kiezen tussen werk en thuis", None),
        ("ik wil binnenkort een andere baan", None),
    ],
)
def test_what_presses_is_heard_in_the_words(monkeypatch: pytest.MonkeyPatch, words: str, kind: str | None) -> None:
    monkeypatch.setattr(urgency, "today", lambda: THURSDAY)
    assert urgency.heard(words) == kind


def test_a_human_is_offered_beside_the_need_and_not_pressed(db: Database, conversation: str) -> None:
    talk = Dialogue(conversation).says("mijn contract loopt over twee weken af", "need_baan_onzeker")
    assert HUMAN in talk.buttons and "adviseur" in talk.heard
    assert talk.form == "situation_form" and talk.question == "need_confirmed" and talk.heard.endswith("?")
    assert handoffs.open_handoffs(db) == [] and conversations.state(db, conversation) == "bot"
    talk.says("ja", "affirm").says("mijn contract loopt dus over twee weken af", "need_baan_onzeker")
    assert HUMAN not in talk.buttons  # said once


def test_in_the_middle_of_a_form_too_and_who_takes_it_gets_one(db: Database, conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil bijleren", "need_leren").says("ja", "affirm")
    talk.says("ik ben trouwens gisteren ontslagen", "inform")
    assert "meekijk" in talk.heard or "kijkt graag" in talk.heard
    assert len(talk.replies) == 2 and not talk.slot("misses")  # it was understood, and the question comes again
    talk.presses(HUMAN)
    assert len(handoffs.open_handoffs(db)) == 1


def test_outside_a_form_too(db: Database, conversation: str) -> None:
    talk = Dialogue(conversation).says("wat krijg ik als ik ontslagen word", "ask_dismissal")
    assert HUMAN in talk.buttons and "transitievergoeding" in talk.heard


def test_a_day_that_is_near_and_nothing_else_is_met_with_a_human_and_not_with_a_shrug(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik moet vandaag beslissen", "nlu_fallback")
    assert set(talk.buttons) == {HUMAN} and len(talk.replies) == 1


def test_beside_a_direct_question_in_a_form_too(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil bijleren", "need_leren").says("ja", "affirm")
    talk.says("ik ben ontslagen, hoe lang bewaren jullie dit?", "ask_privacy")
    assert HUMAN in talk.buttons


def test_who_asks_for_a_human_or_waits_for_one_is_not_offered_one(db: Database, conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben ontslagen en wil een mens spreken", "ask_human")
    assert "snel iemand meekijkt" not in talk.heard and "niet alleen uit te zoeken" not in talk.heard
    other = conversations.start(db, "website", datetime.now(UTC))
    handoffs.request(db, other, "asked", datetime.now(UTC))
    assert HUMAN not in Dialogue(other).says("ik ben ontslagen", "need_uitkering").buttons


def test_who_wants_no_human_is_left_in_peace(conversation: str) -> None:
    talk = Dialogue(conversation).says("geen mens", "deny").says("ik ben ontslagen", "need_uitkering")
    assert HUMAN not in talk.buttons


def test_rasa_forgets_somebody_whose_conversation_is_gone_already(db: Database, conversation: str) -> None:
    """The gateway wipes its own part first, and then tells Rasa so."""
    talk = Dialogue(conversation).says("wie betaalt een opleiding voor mij?", "need_geld_tijd")
    assert talk.form
    privacy.wipe(db, conversation)
    talk.sends("/wipe_data").sends("/affirm")
    assert talk.form is None and not talk.slot("needs")
