"""Every need leads to what the person goes home with, a step of their own choosing and the offer of a human."""

from __future__ import annotations

import pytest

from guidance import plans
from guidance.database import Database
from tests.bot.dialogue import Dialogue


@pytest.fixture
def talk(conversation: str) -> Dialogue:
    return Dialogue(conversation)


def test_whoever_asks_whether_it_goes_well_hears_two_things_that_do_and_one_to_watch(talk: Dialogue) -> None:
    talk.says("doe ik het eigenlijk goed?", "need_bevestiging").says("ja", "affirm").presses("Ja")
    assert "1 van 5" in talk.heard
    for answer in ("Ja", "Ja", "Nee", "Ja", "Een beetje"):
        talk.presses(answer)
    assert "Dit gaat goed" in talk.heard and "Je leert nu weinig nieuws" in talk.heard
    assert talk.form == "step_form"


def test_who_wants_something_else_gets_three_directions_from_energy_and_qualities(talk: Dialogue) -> None:
    talk.says("ik wil iets anders maar wat", "need_richting").says("klopt", "affirm").says("ik ben metselaar").presses(
        "Ja"
    )
    assert "Waar krijg je energie van" in talk.heard
    talk.presses("Mensen helpen").presses("Buiten").presses("Klaar").presses("Zwaar tillen").presses("Klaar")
    talk.presses("Iets uitleggen").presses("Plannen").says("dat was het", "affirm")
    assert len(talk.slot("directions")) == 3
    assert "metselaar" in talk.heard
    assert talk.form == "step_form"


def test_a_talk_with_the_boss_goes_home_with_a_card(talk: Dialogue) -> None:
    talk.says("hoe begin ik erover met mijn baas", "need_gesprek_baas").says("ja", "affirm")
    talk.presses("Lichter werk").presses("Daar is geen geld")
    for row in ("Jouw doel", "Voordeel voor je baas", "Je eerste zin", "En als je baas dat zegt"):
        assert row in talk.heard


def test_doubt_about_the_moment_is_answered_with_chances_and_a_small_test(talk: Dialogue) -> None:
    talk.says("is dit het moment om te wisselen", "need_timing_ander_werk").says("ja", "affirm").says("ik ben lasser")
    assert "lasser" in talk.heard and "UWV" in talk.heard and "meelopen" in talk.heard


def test_a_job_at_risk_gets_rights_near_work_and_people_in_the_region(talk: Dialogue) -> None:
    talk.says("ze gaan reorganiseren", "need_baan_onzeker").says("ja", "affirm").says("orderpicker").says("Enschede")
    for word in ("tekenen", "Werkcentrum", "Twente"):
        assert word in talk.heard
    assert "Juridisch Loket" in talk.presses("Mijn rechten").heard


def test_a_place_of_several_regions_is_asked_back_with_buttons(talk: Dialogue) -> None:
    talk.says("ik kan niet goed lezen", "need_basisvaardigheden").says("ja", "affirm").says("Bergen")
    assert len(talk.buttons) > 1 and "Welke" in talk.heard
    talk.presses(next(iter(talk.buttons)))
    assert "Taalhuis" in talk.heard and talk.slot("region")


def test_who_does_not_dare_sees_what_is_kept_and_won(talk: Dialogue) -> None:
    talk.says("ik durf niet weg", "need_durven").says("ja", "affirm")
    talk.presses("Mijn vaste contract").presses("Klaar").presses("Weer zin").presses("Klaar")
    for words in ("Dit wil je houden", "Dit kun je winnen", "Zo houd je het veilig", "Zo doen anderen het"):
        assert words in talk.heard


def test_what_home_does_not_allow_becomes_a_wish(talk: Dialogue) -> None:
    talk.says("met de kinderen lukt het niet", "need_thuis").says("ja", "affirm")
    talk.presses("Vroeg of laat").presses("Ver reizen").presses("Klaar").presses("Thuis")
    assert "werken tijdens schooltijd" in talk.heard and "twintig minuten" in talk.heard


def test_experience_without_a_paper_leads_to_evc_and_who_pays(talk: Dialogue) -> None:
    talk.says("ik kan alles maar heb geen papiertje", "need_erkenning_ervaring").says("ja", "affirm")
    talk.says("monteur").presses("automonteur").presses("In dienst")
    assert "EVC" in talk.heard and "Ervaringscertificaat" in talk.heard


def test_a_benefit_leads_to_the_own_werkcentrum_and_what_may(talk: Dialogue) -> None:
    talk.says("ik wil weer aan het werk", "need_uitkering").says("ja", "affirm").presses("WW").says("Zwolle")
    assert "Werkcentrum" in talk.heard and "UWV" in talk.heard and "Zwolle" in talk.heard


def test_who_only_looks_is_offered_a_check_and_may_leave(talk: Dialogue) -> None:
    talk.says("ik kijk even rond", "need_niets_kijken")
    assert "check" in talk.heard
    talk.says("nee hoor", "deny")
    assert talk.form is None and "stap" not in talk.heard.lower().replace("succes met je stap", "")


def test_the_check_shows_the_most_urgent_sign_and_lets_the_person_choose(talk: Dialogue) -> None:
    talk.says("ik kijk even rond", "need_niets_kijken").says("ja doe maar", "affirm")
    for answer in ("Ja", "Nee", "Ja", "Ja", "Nee", "Ja"):
        talk.presses(answer)
    assert "Dit werk kun je niet nog jaren" in talk.heard
    assert list(talk.buttons)[:2] == ["Mijn werk is te zwaar", "Bijleren"]
    talk.presses("Mijn werk is te zwaar")
    assert talk.slot("needs") == ["need_zwaar_gezondheid"] and talk.question == "occupation"


def test_two_needs_that_do_not_go_together_are_helped_one_after_the_other(talk: Dialogue) -> None:
    talk.says("thuis lukt het niet en ik wil leren", "need_thuis", clauses=("need_thuis", "need_leren"))
    talk.says("ja", "affirm")
    assert "Daarna" in talk.heard or "vergeet ik niet" in talk.heard
    assert talk.slot("needs") == ["need_thuis"] and talk.slot("remembered") == ["need_leren"]


def test_the_outcome_is_in_the_plan_for_person_and_adviser(talk: Dialogue, db: Database, conversation: str) -> None:
    talk.says("hoe begin ik erover met mijn baas", "need_gesprek_baas").says("ja", "affirm")
    talk.presses("Meer loon").presses("Nu even niet")
    plan = plans.get(db, conversation)
    assert plan is not None and [found.kind for found in plan.looked_up] == ["exercise"]


def test_the_way_ends_in_a_step_with_a_day_a_plan_and_the_offer_of_a_human(talk: Dialogue) -> None:
    talk.says("doe ik het goed", "need_bevestiging").says("ja", "affirm").presses("Ja")
    for _ in range(5):
        talk.presses("Ja")
    talk.presses(next(iter(talk.buttons)))
    assert "bijstuurplan" in talk.heard and talk.form == "booking_form"


def test_who_asks_something_at_the_check_is_not_asked_again(conversation: str) -> None:
    talk = Dialogue(conversation).says("mijn contract stopt", "need_baan_onzeker")
    talk.says("wie ben jij eigenlijk", "ask_bot").says("en wie leest dit", "ask_privacy")
    assert "Klopt dat" not in talk.heard and not talk.slot("need_confirmed")


def test_who_says_yes_after_that_goes_on(conversation: str) -> None:
    talk = Dialogue(conversation).says("mijn contract stopt", "need_baan_onzeker")
    talk.says("wie ben jij eigenlijk", "ask_bot").says("ja klopt wel", "affirm")
    assert talk.slot("need_confirmed") and talk.question == "occupation"


def test_that_somebody_has_no_work_is_never_taken_for_granted(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik zoek weer werk", "need_uitkering")
    talk.says("wie ben jij eigenlijk", "ask_bot").says("en wie leest dit", "ask_privacy")
    assert talk.question == "need_confirmed" and talk.slot("status") is None
