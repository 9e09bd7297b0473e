"""Whoever says that something in the plan is not right sees it changed, and reads in one sentence what was changed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.actions.sources import today
from bot.actions.wording import day_in_words, label
from guidance import plans
from guidance.database import Database
from tests.bot.dialogue import Dialogue


@pytest.fixture
def mason(conversation: str) -> Dialogue:
    """A mason with bad knees who has a plan and is offered an adviser."""
    talk = Dialogue(conversation).says("ik ben metselaar en me knieen zijn op", "need_zwaar_gezondheid")
    return talk.says("ja", "affirm").presses("Vragen naar de bedrijfsarts")


@pytest.fixture
def learner(conversation: str) -> Dialogue:
    """An orderpicker who wants to drive a forklift truck, also looked at leading a team, and chose to ask for money."""
    talk = Dialogue(conversation).says("ik ben orderpicker en wil een certificaat voor de heftruck", "need_leren")
    talk.says("ja", "affirm").says(
        "via een uitzendbureau", "inform", found=(("status", "flex_agency", "uitzendbureau"),)
    )
    talk.says("overslaan", "skip").says("welke opleiding is er voor teamleider logistiek", "ask_training")
    return talk.presses("Een stap kiezen").presses("Vragen of er geld is")


@pytest.mark.parametrize(
    "said",
    [
        "en effe rechtzetten, ik ben eigelijk voeger. vroeger metselaar",
        "me plan klopt nog steeds nie, ben voeger",
        "ik ben geen metselaar maar voeger",
        "nee ik ben voeger",
        "ik ben voeger",
        "mijn beroep is eigenlijk voeger",
    ],
)
def test_who_says_what_their_work_is_sees_it_in_the_plan(mason: Dialogue, said: str) -> None:
    mason.says(said, "correct", confidence=0.6)
    assert mason.plan[label("plan", "facts")].startswith("Je bent voeger.")
    assert "Je bent voeger." in mason.heard.split("{")[0] and mason.slot("occupation") == "voeger"
    # A "nee" in front of it is also the answer to whether an adviser is wanted.
    assert mason.question == (None if said.startswith("nee") else "appointment")


@pytest.mark.parametrize(
    ("said", "work"),
    [
        ("klopt niet, ik ben eigenlijk duivenmelker", "duivenmelker"),
        ("mijn werk is pottendraaier, dat staat verkeerd", "pottendraaier"),
    ],
)
def test_work_that_is_in_no_list_is_kept_as_it_was_said(
    mason: Dialogue, said: str, work: str, db: Database, conversation: str
) -> None:
    mason.says(said, "correct")
    assert f"Je bent {work}." in mason.plan[label("plan", "facts")]
    plan = plans.get(db, conversation)
    assert plan and plan.situation["occupation"] == work


def test_who_lives_elsewhere_reads_where(mason: Dialogue) -> None:
    mason.says("ik woon in Almere", "inform").says("mijn plan klopt niet, ik woon in Lelystad", "correct")
    assert "Je woont in Lelystad." in mason.plan[label("plan", "facts")]
    mason.says("ik woon niet in Lelystad maar in Zwolle", "correct")
    assert "Je woont in Zwolle." in mason.heard.split("{")[0]


def test_a_place_that_is_asked_about_is_not_where_one_lives(mason: Dialogue) -> None:
    mason.says("ik woon in Almere", "inform").says(
        "nee dank je. hoe bereik ik dat werkcentrum in Almelo?", "ask_service"
    )
    assert mason.slot("place") == "Almere"


def test_a_correction_beside_a_name_keeps_both(mason: Dialogue, db: Database, conversation: str) -> None:
    mason.presses("Ja, laat").says("vrijdag").says("ja", "affirm")
    assert mason.question == "contact_name"
    mason.says("sjaak. me plan klopt nog steeds nie, ben voeger", "nlu_fallback", confidence=0.35)
    plan = plans.get(db, conversation)
    assert plan and plan.name == "sjaak" and mason.slot("occupation") == "voeger"


def test_a_name_that_is_a_trade_stays_a_name(mason: Dialogue) -> None:
    mason.presses("Ja, laat").says("vrijdag").says("ja", "affirm").says("ik ben Bakker", "inform")
    assert mason.slot("occupation") == "metselaar"


def test_a_step_that_makes_no_sense_any_more_is_taken_out(conversation: str, db: Database) -> None:
    talk = Dialogue(conversation).says("ik ben lasser en de fabriek gaat dicht", "need_baan_onzeker")
    talk.says("ja", "affirm").says("overslaan", "skip").presses("Mijn contract erbij pakken")
    talk.says("klopt niet. ik ben voeger en mijn contract is vast, dat loopt niet af", "need_baan_onzeker")
    assert talk.question == "step" and "Je bent voeger." in talk.heard
    assert "Mijn contract erbij pakken" not in talk.buttons
    plan = plans.get(db, conversation)
    assert plan and plan.step is None


def test_a_step_that_makes_no_sense_is_taken_out_also_after_the_last_question(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben lasser en de fabriek gaat dicht", "need_baan_onzeker")
    talk.says("ja", "affirm").says("overslaan", "skip").presses("Mijn contract erbij pakken")
    talk.says("nee, dank je", "deny").says("ik heb een vast contract, dat loopt niet af", "need_baan_onzeker")
    assert talk.question == "step" and "Mijn contract erbij pakken" not in talk.buttons
    talk.presses("Naar het Werkcentrum")
    assert "Werkcentrum" in talk.plan[label("plan", "step")]


@pytest.mark.parametrize("said", ["woensdag ken nie dan zit ik bij de dokter. doe maar vrijdag daarop"])
def test_a_day_that_does_not_suit_is_the_day_of_the_step(
    mason: Dialogue, said: str, db: Database, conversation: str
) -> None:
    plan = plans.get(db, conversation)
    assert plan and plan.step_date
    names = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"]
    mason.says(said.replace("woensdag", names[plan.step_date.weekday()]))
    offered = mason.slot("look_on")
    changed = plans.get(db, conversation)
    assert changed and changed.step_date and changed.step_date > plan.step_date and offered is None
    assert changed.step_date.weekday() == 4 and changed.step_date - plan.step_date <= timedelta(days=7)
    assert changed.step_date > today()


@pytest.mark.parametrize(
    "said",
    [
        "mijn plan: heftruck niet teamleider",
        "plan is wrong, put heftruck not teamleider",
        "zet heftruck erin ipv teamleider",
        "haal teamleider weg",
        "teamleider niet, wel heftruck",
    ],
)
def test_a_training_that_is_not_meant_makes_place_for_the_one_that_is(learner: Dialogue, said: str) -> None:
    learner.says(said, "need_gesprek_baas", confidence=0.5)
    found = learner.plan[label("plan", "found")]
    assert "Heftruckcertificaat" in found and "teamleider" not in found
    assert "eamleider" in learner.heard.split("{")[0]


def test_leaving_something_out_wipes_nothing(learner: Dialogue) -> None:
    learner.says("niet leren voor wie dan ook, haal leidinggevende weg", "wipe_data")
    assert "wissen" not in learner.heard and learner.plan


def test_another_employer_takes_the_place_of_a_wrong_one(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben administratief medewerker, wie betaalt een cursus", "need_geld_tijd")
    talk.says("ja", "affirm").says("vast contract", found=(("status", "employee", "vast contract"),))
    talk.says("overslaan", "skip").presses("Vragen of er geld is")
    talk.says("Nee, geen afspraak. Zet mijn plan op een gemeente ipv woningcorporatie.", "deny", confidence=0.35)
    found = talk.plan[label("plan", "found")]
    assert "gemeenten" in found and "woningcorporatie" not in found and talk.slot("cao") == "gemeenten"
    assert talk.form is None and not any("om 09" in title for title in talk.buttons)


def test_who_means_another_field_sees_work_in_it(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben kassamedewerker en wil iets anders", "need_durven")
    talk._slots |= {"need_confirmed": True, "helped_needs": True}
    talk._run_form("step_form")
    talk.says("dat is weer winkel ik bedoel de zorg bv in een verpleeghuis helpen", "correct", confidence=0.42)
    assert "zorg" in talk.heard and "Wat klopt er niet" not in talk.heard


def test_a_day_with_the_wrong_day_behind_it_is_the_day_of_the_step(mason: Dialogue) -> None:
    chosen = day_in_words(date.fromisoformat(mason.slot("step_date")))
    mason.says(f"zaterdag he, niet {chosen.split()[0]}", "inform")
    assert date.fromisoformat(mason.slot("step_date")).weekday() == 5
    assert "zaterdag" in mason.plan[label("plan", "date")] and mason.slot("checked_moment") is None


@pytest.mark.parametrize("lead", ["verander mijn stap in:", "maak van mijn stap:", "mijn stap wordt:"])
def test_who_says_what_the_step_must_become_has_that_step(mason: Dialogue, lead: str) -> None:
    mason.says(f"{lead} ik lees zaterdag over ander werk", "change_step")
    assert mason.plan[label("plan", "step")].startswith("Ik lees zaterdag over ander werk")


def test_a_step_that_is_told_at_the_check_is_a_yes(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben metselaar en me knieen zijn op", "need_zwaar_gezondheid")
    talk.says("ik bel maandag de vakbond")
    assert talk.slot("need_confirmed") and talk.slot("step") == "Ik bel maandag de vakbond"


def test_who_would_like_to_look_along_tells_a_step(conversation: str) -> None:
    talk = Dialogue(conversation).says("me handen doen zeer", "need_zwaar_gezondheid").says("ja", "affirm")
    assert talk.question == "occupation"
    assert talk.says("ik wil een keer meekijken bij een gastvrouw, zaterdag").slot("step")


def test_a_day_is_no_answer_of_a_list(conversation: str) -> None:
    talk = (
        Dialogue(conversation).says("ik ben kok en wil iets anders", "need_richting").says("ja", "affirm").presses("Ja")
    )
    assert talk.form == "exercise_form"
    assert "own:" not in str(talk.says("vrijdag he", confidence=0.5).slot("exercise_answers"))


def test_a_faint_guess_of_a_need_shows_no_list(mason: Dialogue) -> None:
    mason.says("zonder dat ik de helft van mijn salaris inlever", "need_geld_tijd", confidence=0.57)
    assert "regelingen" not in mason.heard.lower()
