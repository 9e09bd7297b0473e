"""What a person did already: heard in their words, kept without them, and in the note for an adviser."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.actions import tried
from guidance import custody, desk_view, handoffs, notes, plans
from guidance.custody import Holder
from guidance.database import Database
from guidance.messages import OutMessage
from guidance.plans import LookUp
from tests.bot.dialogue import Dialogue
from tests.bot.test_handoff import near as near
from tests.bot.test_handoff import note_of

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("ik heb al gesolliciteerd", ["applied"]),
        ("al twintig brieven gestuurd maar niemand belt terug", ["applied"]),
        ("Ik heb al met mijn baas gepraat, dat hielp niet", ["talked_boss"]),
        ("ik heb mijn chef gevraagd of ik minder uren mag werken", ["talked_boss", "asked_other_tasks"]),
        ("ik heb een gesprek gehad met mijn leidinggevende en ook al gesolliciteerd", ["applied", "talked_boss"]),
        ("heb naar vacatures gekeken", ["looked_for_work"]),
        ("ik heb zelf al opleidingen bekeken", ["looked_for_training"]),
        ("ik heb al een cursus gedaan", ["took_course"]),
        ("ik heb een dag meegelopen bij de brandweer", ["tried_work"]),
        ("ik ben al bij het werkcentrum geweest", ["asked_help"]),
        ("ik heb subsidie aangevraagd", ["asked_money"]),
        ("ik heb nog nooit gesolliciteerd", []),
        ("ik heb niet met mijn baas gepraat", []),
        ("heb ik al gesolliciteerd?", []),
        ("mijn man heeft al gesolliciteerd", []),
        ("mijn baas heeft gezegd dat ik weg moet", []),
        ("ik heb een nieuwe baas gehad", []),
        ("ik wil solliciteren", []),
        ("ik ga met mijn baas praten", []),
        # of a special category: there is no code for it, so nothing of it can be kept
        ("ik heb al met de bedrijfsarts gepraat over mijn burn-out", []),
        ("ik heb de vakbond al gebeld", []),
        ("ik ben al bij de psycholoog geweest", []),
    ],
)
def test_what_somebody_did_is_heard_in_their_words(words: str, codes: list[str]) -> None:
    assert tried.done_in(words) == codes


def test_only_the_code_is_kept_of_what_was_said_beside_it(db: Database, conversation: str) -> None:
    Dialogue(conversation).says("dank je, ik heb al gesolliciteerd ondanks mijn reuma", "thank")
    plan = plans.get(db, conversation)
    assert plan and plan.tried == ("applied",) and plan.own_words == () and "reuma" not in str(plan)


def test_of_a_sign_of_trouble_nothing_is_kept(db: Database, conversation: str) -> None:
    Dialogue(conversation).says("mijn baas slaat me en ik heb al gesolliciteerd", "safety_violence")
    plan = plans.get(db, conversation)
    assert plan is None or plan.tried == ()


def test_where_nothing_is_known_the_note_has_no_such_line(near: None, db: Database, conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil ander werk", "need_richting").says("ja", "affirm")
    talk.says("ik wil een mens spreken", "ask_human")
    assert talk.question == "note" and "Wat je al deed" not in talk.heard


def test_exercises_and_deeds_stand_in_the_line_that_can_be_struck(near: None, db: Database, conversation: str) -> None:
    plans.save(db, conversation, tried=["applied"], looked_up=[exercise(), training()], now=datetime.now(UTC))
    talk = Dialogue(conversation).says("ik wil een mens spreken", "ask_human")
    assert "Je hebt gesolliciteerd. Hier gedaan: “Wat geeft je energie?”." in talk.heard
    found = {line.key: line.text for line in note_of(db, conversation).told}
    assert found["looked_up"] == "Heftruck"
    talk.says("laat maar weg wat ik al gedaan heb", "inform")
    assert "gesolliciteerd" not in talk.heard
    talk.presses("Ja, stuur dit")
    assert not note_of(db, conversation).tells("tried")
    custody.claim(db, conversation, Holder("sam", "Sam"), OutMessage("Sam is er."), datetime.now(UTC))
    shown = desk_view.view(db, conversation).looked_up
    assert [each.title for each in shown] == ["Heftruck"]  # nor do the answers in the exercise show


def test_who_knows_better_changes_the_line_or_adds_it(near: None, db: Database, conversation: str) -> None:
    plans.save(db, conversation, need="need_leren", now=datetime.now(UTC))
    talk = Dialogue(conversation).says("ik wil een mens spreken", "ask_human")
    talk.presses("Iets veranderen").presses("Wat je al deed").says("Ik heb twee ROC's gebeld.")
    assert talk.question == "note" and "Ik heb twee ROC's gebeld." in talk.heard
    order = [line.key for line in note_of(db, conversation).told]
    assert order == sorted(order, key=["need", "tried", "transcript"].index)
    talk.presses("Ja, stuur dit")
    (line,) = [line for line in note_of(db, conversation).told if line.key == notes.TRIED]
    assert line.own and line.text == "Ik heb twee ROC's gebeld."


def test_the_person_sees_that_it_is_kept(db: Database, conversation: str) -> None:
    talk = Dialogue(conversation).says("ik heb al gesolliciteerd", "inform").says("wat weet je van mij?", "show_data")
    assert "Je hebt gesolliciteerd." in talk.heard


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ({"tried": "“Wat geeft je energie?”", "transcript": "Mag"}, ["exercise"]),
        ({"tried": "“Wat geeft je energie?”"}, []),  # which exercise it was, and not what was answered
        ({"looked_up": "Heftruck"}, ["training"]),
        ({"looked_up": "Iets anders"}, []),  # what was refused since is not named, and does not show
        ({"looked_up": "Iets anders", "transcript": "Mag"}, ["training"]),
        ({"transcript": "Mag"}, []),
    ],
)
def test_of_what_was_looked_up_the_desk_shows_no_more_than_the_person_read_and_agreed_to(
    db: Database, conversation: str, lines: dict[str, str], shown: list[str]
) -> None:
    now = datetime.now(UTC)
    plans.save(db, conversation, looked_up=[exercise(), training()], now=now)
    handoffs.request(db, conversation, "asked", now)
    notes.draft(db, conversation, [notes.NoteLine(key, key, text) for key, text in lines.items()], now)
    notes.agree(db, conversation, now)
    assert desk_view.view(db, conversation).looked_up == ()  # nobody took it yet
    custody.claim(db, conversation, Holder("sam", "Sam"), OutMessage("Sam is er."), now)
    assert [each.kind for each in desk_view.view(db, conversation).looked_up] == shown


def exercise() -> LookUp:
    return LookUp("exercise", "energy", "Wat geeft je energie?", "Geeft energie: buiten", "Eigen antwoorden", TODAY)


def training() -> LookUp:
    return LookUp("training", "heftruck", "Heftruck", "Een dag.", "ROC", TODAY)
