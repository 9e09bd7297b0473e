"""Wishes for work and learning in people's own words: what was said is what is answered and kept."""

from __future__ import annotations

import pytest

from bot.actions import fields, wished_work
from guidance import plans
from guidance.database import Database
from tests.bot.dialogue import Dialogue
from tests.bot.turns import Spoken


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("autos", ["cars"]),
        ("ik hou van autos ofzo", ["cars"]),
        ("monteur dan", ["technology"]),
        ("iets met computers of techniek", ["computers", "technology"]),
        ("school of museum", ["school", "museum"]),
        ("museum. welke banen zijn daar", ["museum"]),
        ("iets met kinderen of kantoor", ["children", "office"]),
        ("nee!! museum", ["museum"]),
    ],
)
def test_a_field_is_heard_in_few_words(said: str, meant: list[str]) -> None:
    assert sorted(fields.fields_in(said)) == sorted(meant)


@pytest.mark.parametrize(
    "said",
    [
        "mijn auto is kapot",
        "ik zit op school",
        "ik werk in een museum",
        "ik doe mbo 2 techniek",
        "de auto's zijn van de baas",
    ],
)
def test_what_only_names_a_field_is_no_wish(said: str) -> None:
    assert fields.fields_in(said) == []


def test_a_teacher_at_an_mbo_is_no_teacher_at_a_primary_school(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben zzp fotograaf", "inform")
    talk.says("kan ik docent fotografie of vormgeving worden op een mbo", "need_leren", confidence=0.4)
    assert "mbo-school" in talk.heard and "basisschool" not in talk.heard
    assert "zonder bevoegdheid" in talk.heard and "onderwijsloket" in talk.heard
    assert talk.slot("wished_occupation") == "instructeur_mbo"


@pytest.mark.parametrize(
    ("said", "subject"),
    [
        ("ik wil gewoon excel leren, een avondcursus", "Excel"),
        ("heb je nou een excel cursus ja of nee", "Excel"),
        ("ik wil beter worden in engels", "Engels"),
        ("wie betaalt een excel cursus", ""),
        ("ik kan goed met excel werken", ""),
        ("ik spreek engels", ""),
    ],
)
def test_a_short_course_is_known_by_its_subject(said: str, subject: str) -> None:
    assert wished_work.course_in(Spoken(said).turn) == subject


def test_who_wants_excel_is_sent_to_no_trade(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil excel leren, een avondcursus", "need_leren")
    assert "Excel" in talk.heard and "leeroverzicht.nl" in talk.heard and "beheerder" not in talk.heard
    assert talk.slot("wished_field") == "met Excel" and not talk.slot("wished_occupation")


def test_somebody_of_seventeen_without_a_diploma_hears_that_they_must_learn(db: Database, conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben 17 en wil iets anders", "need_richting").says("autos", "out_of_scope")
    assert "BBL" in talk.heard and "rijksoverheid.nl" in talk.heard and "zonder diploma. Leren kan" not in talk.heard
    plan = plans.get(db, conversation)
    assert plan and "Leren tot je 18 bent" in str(plan.situation.get("in_plan"))


def test_an_adult_hears_nothing_of_school_duty(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben 34 en wil iets anders", "need_richting").says("autos", "out_of_scope")
    assert "automonteur" in talk.heard and "BBL" not in talk.heard.split("cards")[0]


def test_a_carer_is_shown_no_work_below_their_own_and_may_change_their_mind(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben verzorgende ig, het is te zwaar", "need_zwaar_gezondheid")
    talk.says("ja", "affirm").says("ik wil geen ander werk horen", "deny")
    talk.says("eigenlijk wil ik misschien toch weg daar. maar wel de zorg", "need_richting")
    assert "Eerst wilde je geen ander werk" in talk.heard
    assert "gastvrouw" not in talk.heard and "voedingsassistent" not in talk.heard


def test_lighter_work_at_the_own_boss_is_no_other_job(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben metselaar en me schouders zijn kapot", "need_zwaar_gezondheid")
    talk.says("lichter werk bij mijn eigen baas", "need_gesprek_baas", confidence=0.6)
    assert "cards" not in talk.heard


def test_work_that_is_wished_for_is_not_taken_for_the_own_work(conversation: str) -> None:
    talk = (
        Dialogue(conversation).says("ik wil iets anders", "need_richting").says("ik hou van autos ofzo", "out_of_scope")
    )
    talk.says("automonteur ofzo", "inform")
    assert talk.slot("occupation") is None and "automonteur" in talk.heard.lower()


def test_an_age_said_beside_the_wish_counts(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil iets anders", "need_richting")
    talk.says("kan je in een garage gewoon beginnen op mn 17e", "out_of_scope")
    assert "BBL" in talk.heard
