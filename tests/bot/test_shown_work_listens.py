"""Work that is shown follows what was said of it: refused in any words it goes, what they wish comes first."""

from __future__ import annotations

import pytest

from bot.actions import fields, fitting, refusing, subjects, wished_work
from bot.actions.directions import in_wished_field, within_reach
from bot.actions.sources import catalogue
from tests.bot.dialogue import Dialogue
from tests.bot.turns import Spoken

DRIVER = {"occupation": "vrachtwagenchauffeur", "needs": ["need_zwaar_gezondheid"]}


@pytest.fixture
def driver(conversation: str) -> Dialogue:
    """A lorry driver with a bad back who sees lighter work."""
    talk = Dialogue(conversation).says("ik ben vrachtwagenchauffeur, rug kapot", "need_zwaar_gezondheid")
    talk.says("ja", "affirm").presses("Lichter werk zien")
    assert "planner transport" in talk.heard
    return talk


@pytest.mark.parametrize(
    ("words", "gone"),
    [
        ("planner haha zie je mij al achter zo'n bureau", "transportplanner"),
        ("planner. met mijn kop. haha", "transportplanner"),
        ("planner? ik? met mijn poten?", "transportplanner"),
        ("planner lijkt me vreselijk", "transportplanner"),
        ("planner, ikke nie", "transportplanner"),
        ("teamleider? nee man", "logistiek_teamleider"),
        ("not planner please", "transportplanner"),
    ],
)
def test_work_that_is_laughed_at_is_refused_and_named(driver: Dialogue, words: str, gone: str) -> None:
    driver.says(words, "nlu_fallback", confidence=0.35)
    assert f"occupation:{gone}" in driver.slot("refused")
    assert catalogue().occupations.get(gone).name in driver.heard and "anders zeggen" not in driver.heard


@pytest.mark.usefixtures("conversation")
def test_work_is_known_by_another_name_for_it() -> None:
    talk = Spoken("haha stewardess. met mijn kop", slots=DRIVER)
    assert refusing.hear_all(talk.turn) == ["cabinemedewerker"]


@pytest.mark.parametrize("words", ["rijinstructeur ofzo, kan dat op mijn leeftijd", "haha leuk zeg, graag"])
def test_a_wish_or_a_laugh_refuses_nothing(driver: Dialogue, words: str) -> None:
    driver.says(words, "nlu_fallback", confidence=0.35)
    assert not [each for each in driver.slot("refused") or [] if each.startswith("occupation:")]


@pytest.mark.parametrize("words", ["kantoor? ikke nie", "op kantoor? zie je mij al", "kantoor? nee man"])
def test_a_kind_of_work_that_is_asked_back_to_say_no_is_refused(words: str) -> None:
    assert fields.refused_in(words) == ["office"]


@pytest.mark.parametrize("words", ["kantoor? is dat niet iets voor mij", "iets op kantoor misschien?"])
def test_a_kind_of_work_that_is_asked_about_is_not(words: str) -> None:
    assert fields.refused_in(words) == []


@pytest.mark.parametrize(
    ("limit", "aspect", "value"), [("sitting", "posture", "sitting"), ("screen", "screen", "much")]
)
def test_who_does_not_want_to_sit_or_look_at_a_screen_is_shown_no_such_work(
    limit: str, aspect: str, value: str
) -> None:
    talk = Spoken(slots=DRIVER | {"refused": [f"limit:{limit}"]})
    found = [each.asks for each, _ in within_reach(talk.turn)]
    assert found and not [asks for asks in found if getattr(asks, aspect) == value]


def test_a_sore_body_is_shown_no_cabin_and_no_roadside_help() -> None:
    ids = [each.id for each, _ in within_reach(Spoken(slots=DRIVER).turn)]
    assert "cabinemedewerker" not in ids and "pechhulpverlener" not in ids


@pytest.mark.parametrize(
    "words",
    ["ik hou van mijn werk", "ik denk helemaal niet aan iets anders", "ik vind mijn vak nog steeds prachtig",
     "ik wil dit werk blijven doen", "ik hou echt van mijn vak"],
)  # fmt: skip
def test_who_loves_the_work_is_shown_no_other(conversation: str, words: str) -> None:
    talk = Dialogue(conversation).says(f"ik ben kok en het is zwaar. {words}", "need_zwaar_gezondheid")
    talk.says("ja", "affirm")
    assert talk.slot("directions") in (None, []) and "bedrijfsarts" in talk.heard


@pytest.mark.parametrize(
    "words", ["ik hou van mijn vak maar wil iets anders", "mijn werk is leuk, wat kan ik nog worden"]
)
def test_who_wants_other_work_all_the_same_is_heard(words: str) -> None:
    assert not wished_work.stays(Spoken(words).turn)


def test_who_asks_when_they_can_stop_is_shown_no_other_work(conversation: str) -> None:
    talk = Dialogue(conversation).says("stratenmaker, te zwaar. ik wil eerder stoppen", "need_zwaar_gezondheid")
    talk.says("ja", "affirm")
    assert talk.slot("directions") in (None, []) and "bedrijfsarts" in talk.heard


def test_what_is_wished_by_name_suits_whatever_it_asks_and_stands_first_in_the_plan(driver: Dialogue) -> None:
    driver.says("ik wil rijinstructeur worden", "need_richting").says("planner toch niet", "deny")
    driver.says("ik bel dinsdag de rijschool", "inform")
    assert driver.plan["Wat we vonden"].startswith("rijinstructeur") and "planner" not in driver.plan["Wat we vonden"]


def test_the_trade_of_before_is_a_wish_again() -> None:
    slots = {"occupation": "elektricien", "needs": ["need_richting"]}
    again = Spoken("I want again electrician here", slots=slots)
    assert wished_work.named_in(again.turn) == ["elektricien"]
    assert wished_work.named_in(Spoken("ik wil geen elektricien", slots=slots).turn) == []
    field = slots | {"wished_occupation": "elektricien", "wished_field": "in de techniek"}
    assert in_wished_field(Spoken(slots=field).turn)[0].id == "elektricien"


def test_without_papers_is_heard_beside_a_school_and_leaves_out_what_asks_a_diploma() -> None:
    assert fields.limits_in("iets op een school. kan dat zonder diploma?") == ["school"]
    slots = {"wished_field": "met kinderen", "refused": ["limit:school"]}
    ids = [each.id for each in in_wished_field(Spoken(slots=slots).turn)]
    assert "groepshulp" in ids and "gastouder" not in ids


def test_a_wish_for_which_one_needs_papers_is_answered_with_what_is_asked(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben metselaar, rug kapot", "need_zwaar_gezondheid").says("ja", "affirm")
    talk.says("jonge gasten iets leren zou ik wel willen. kan dat zonder papieren?", "need_leren")
    assert "leerling begeleidt" in talk.heard or "leerling begeleiden" in talk.heard
    talk.says("moet ik daar een diploma voor hebben", "need_erkenning_ervaring")
    assert "leermeester" in talk.heard and "orkvoorbereider" not in talk.heard


def test_a_field_is_not_said_twice() -> None:
    assert subjects.as_field("met kinderen") == "met kinderen" and subjects.as_field("scooters") == "met scooters"


def test_no_training_is_guessed_at_when_the_price_is_asked(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben vakkenvuller", "inform").says("wat kost een opleiding", "ask_cost")
    assert "verkoper" not in talk.heard.lower() and "school" in talk.heard
    talk.says("verkoper? dat heb ik niet gezegd. hoeveel euro is dat dan", "ask_cost")
    assert "Verkoper." not in talk.heard


def test_who_leads_a_ploeg_is_shown_no_training_for_those_they_lead() -> None:
    lead = Spoken(slots={"occupation": "teamleider_productie"})
    index = catalogue().trainings
    names = [
        each.name for each in fitting.suiting_trainings(lead.turn, index.for_occupations(["teamleider_productie"]))
    ]
    assert names and "Procesoperator B" not in names


def test_the_price_of_an_evc_is_not_that_of_a_training(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben teamleider in een fabriek", "inform")
    talk.says("wat kost zo'n evc", "ask_cost")
    assert "EVC" in talk.heard and "Procesoperator" not in talk.heard


def test_work_without_a_list_of_trainings_is_not_answered_twice_the_same_way(conversation: str) -> None:
    talk = Dialogue(conversation).says("hoe word ik data-analist", "ask_training")
    first = talk.heard
    talk.says("maar welke opleiding. naam, duur, prijs", "ask_training")
    assert talk.heard != first and "leeroverzicht.nl" in talk.heard and "Werkgevers" not in talk.heard


def test_the_same_trainings_are_not_shown_twice_in_a_row(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil buschauffeur worden", "need_leren").says("ja", "affirm")
    assert '"type": "trainings"' in talk.says("welke opleidingen zijn er", "ask_training").heard
    talk.says("welke opleiding dan precies", "ask_training")
    assert "leeroverzicht.nl" in talk.heard and '"type": "trainings"' not in talk.heard


@pytest.mark.parametrize(
    "words", ["of is er gewoon werk zat? dan hoef ik geen opleiding", "dan heb ik geen school nodig"]
)
def test_a_training_that_is_not_needed_asks_for_no_money(driver: Dialogue, words: str) -> None:
    driver.says(words, "need_geld_tijd", confidence=0.75)
    assert "regeling" not in driver.heard and "Geen school" not in driver.heard


def test_what_is_said_beside_a_job_is_no_fact_about_the_person() -> None:
    index = catalogue().occupations
    whys = [step.why for each in index.all() for step in each.next_steps]
    known = ("rijbewijs", "diploma al", "groot voertuig", "Je hebt de basis", "een vak dat weinig")
    starts = ("Je bent", "Je hebt", "Je stuurt", "Je spreekt")
    said = [part for why in whys for part in why.split(". ") if part.startswith(starts)]
    assert not [part for part in said if not any(each in part for each in known)]
    entries = [each.entry for each in index.all()]
    assert not [each for each in entries if each.startswith(("Je bent automonteur", "Je spreekt goed"))]


def test_a_job_of_the_list_that_is_liked_is_the_wish(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben kassamedewerker en wil iets met kinderen", "need_richting")
    talk.says("ja", "affirm").says("groepshulp lijkt me leuk! wat verdien je dan", "ask_pay")
    assert talk.slot("wished_occupation") == "groepshulp"
