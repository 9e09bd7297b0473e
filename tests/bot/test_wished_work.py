"""A field of work that is wished for, or asked about, anywhere in a conversation; and what work must not be."""

from __future__ import annotations

import pytest

from bot.actions import fields
from tests.bot.dialogue import Dialogue
from tests.bot.walking import to_help

CARE = "gastvrouw in de zorg"


@pytest.fixture
def at_the_till(conversation: str) -> Dialogue:
    """Somebody behind a till who wants something else, and is asked whether that is right."""
    talk = Dialogue(conversation).says("ik ben kassamedewerker en weet niet of ik iets anders kan", "need_richting")
    assert talk.question == "need_confirmed"
    return talk


@pytest.fixture
def in_the_exercise(at_the_till: Dialogue) -> Dialogue:
    at_the_till.says("ja klopt", "affirm").presses("Ja")
    assert at_the_till.form == "exercise_form"
    return at_the_till


WISHES = [
    ("ja klopt ik denk wel eens aan de zorg maar ik heb geen diploma", "care"),
    ("mensen helpen denk ik maar kan ik nou in de zorg zonder diploma", "care"),
    ("ik wil geen lijstje kiezen. kan het of niet in de zorg zonder diploma", "care"),
    ("dat is weer winkel ik bedoel de zorg bv in een verpleeghuis helpen", "care"),
    ("er klopt niks niet ik wil weten of ik in de zorg kan en ik ben bang voor school", "care"),
    ("werken met bejaarden lijkt me mooi", "care"),
    ("allemaal met mensen lol. heb je iets buiten ofzo", "outside"),
    ("nee ik wil werk buiten", "outside"),
    ("kan ik niet iets op kantoor doen", "office"),
    ("en in de beveiliging?", "security"),
    ("ik wil eigenlijk wel het onderwijs in", "school"),
    ("leermeester ofzo, jonge gastjes leren metselen", "teaching_a_trade"),
    ("iets met dieren of zo", "animals"),
    ("met mijn handen wil ik wel blijven werken", "hands"),
]


@pytest.mark.parametrize(("said", "field"), WISHES)
def test_a_field_named_with_a_wish_or_a_question_is_heard(said: str, field: str) -> None:
    assert fields.field_in(said) == field


@pytest.mark.parametrize(
    "said",
    [
        "ik werk in de zorg en het houdt niet op",
        "ik sta al 10 jaar in de winkel",
        "ik wil weg uit de zorg",
        "winkel wil ik nie meer",
        "ik ga kijken bij een gastvrouw in de zorg",
        "doe maar een keer meekijken in een verpleeghuis",
        "ik wil niet in de bouw",
    ],
)
def test_where_somebody_is_or_what_they_leave_is_no_wish(said: str) -> None:
    assert fields.field_in(said) is None


@pytest.mark.parametrize("said", ["winkel wil ik nie meer", "geen winkel", "ik wil weg uit de winkel"])
def test_a_field_that_is_not_wanted_is_heard(said: str) -> None:
    assert fields.refused_in(said) == ["shop"]


def test_whoever_says_yes_and_names_care_is_shown_how_to_begin_there(at_the_till: Dialogue) -> None:
    at_the_till.says(
        "ja klopt ik denk wel eens aan de zorg maar ik heb geen diploma",
        "need_erkenning_ervaring",
        found=(("edu", "none", "geen diploma"),),
    )
    assert CARE in at_the_till.heard and "zonder diploma" in at_the_till.heard
    assert at_the_till.form == "step_form" and "Waar krijg je energie" not in at_the_till.heard


def test_in_an_exercise_the_wish_is_answered_and_the_exercise_is_over(in_the_exercise: Dialogue) -> None:
    in_the_exercise.says("mensen helpen denk ik maar kan ik nou in de zorg zonder diploma", "need_erkenning_ervaring")
    assert CARE in in_the_exercise.heard and in_the_exercise.form == "step_form"


def test_what_follows_a_wish_is_about_that_field(at_the_till: Dialogue) -> None:
    at_the_till.says("ja, maar kan ik naar de zorg?", "affirm").presses("Welke opleidingen")
    assert "Helpende zorg" in at_the_till.heard and "Verkoper" not in at_the_till.heard
    at_the_till.presses("Meer")
    at_the_till.says("heb je meer in de zorg?", "ask_occupation")
    assert "zorg" in at_the_till.heard and "winkelmedewerker" not in at_the_till.heard


def test_whoever_asks_again_for_the_same_field_sees_other_work(at_the_till: Dialogue) -> None:
    at_the_till.says("ja, ik wil naar de zorg", "affirm")
    assert CARE in at_the_till.heard
    at_the_till.says("ik bedoel echt de zorg", "inform")
    assert CARE not in at_the_till.heard and "huishoudelijke hulp" in at_the_till.heard


def test_whoever_wants_no_people_is_not_shown_shops(at_the_till: Dialogue) -> None:
    at_the_till.says("ja", "affirm").says("stop met deze test", "stop")
    at_the_till.says("allemaal met mensen lol. heb je iets buiten ofzo", "need_richting", clauses=("ask_bot",))
    assert "computerprogramma" not in at_the_till.heard and "straatreiniging" in at_the_till.heard
    assert "verkoper" not in at_the_till.heard and "winkelmedewerker" not in at_the_till.heard


def test_a_refused_field_is_left_out_of_work_and_trainings(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben vakkenvuller en wil leren", "need_leren").says("ja", "affirm")
    talk.says("winkel wil ik niet meer", "need_richting")
    assert "geen winkel" in talk.heard and "Ook dat onthoud ik" not in talk.heard
    talk.says("welke opleidingen zijn er", "ask_training")
    assert "verkoop" not in talk.heard.lower()


def test_lighter_work_for_a_cleaner_is_no_cleaning(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben schoonmaker, ik wil ander werk", "need_richting").says("ja", "affirm")
    talk.says("welk werk is niet zwaar voor mijn arm?", "need_zwaar_gezondheid")
    assert talk.slot("directions") and not any("schoonm" in work for work in talk.slot("directions"))
    assert "arm" not in str(talk._slots["refused"])


def test_a_sore_back_is_not_sent_to_another_seat_behind_the_wheel(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben vrachtwagenchauffeur en me rug is kapot", "need_zwaar_gezondheid")
    talk.says("ja", "affirm").presses("Lichter werk zien")
    assert "rijinstructeur" not in talk.heard and "chauffeur" not in talk.heard


def test_whoever_wants_no_other_work_hears_of_none_again(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben verzorgende en zo moe", "need_zwaar_gezondheid").says("ja", "affirm")
    talk.says("ik wil helemaal geen ander werk.. ik weet niet wat ik wil", "need_richting")
    assert "geen ander werk" in talk.heard
    talk.sends("/need_zwaar_gezondheid")
    assert "doktersassistent" not in talk.heard and "planner" not in talk.heard


def test_who_has_a_second_diploma_is_not_sent_to_a_first(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben verkoper, ik wil iets leren", "need_leren").says("ja", "affirm")
    talk.says("mbo 3", "inform", found=(("edu", "mbo3", "mbo 3"),))
    talk.says("vast contract", "inform", found=(("status", "employee", "vast contract"),))
    assert "Entree" not in talk.heard and "Leidinggevende" not in talk.heard


def test_whoever_asks_whether_they_can_become_something_hears_how(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben postbode. een vraag, kan ik buschauffeur worden?", "nlu_fallback")
    assert "rijbewijs D" in talk.heard


def test_outside_a_form_a_wish_is_answered_too(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_richting").says("nee dank je", "skip").says("nee", "deny")
    talk.says("kan ik in de zorg zonder diploma?", "need_erkenning_ervaring")
    assert CARE in talk.heard


def test_what_is_to_be_taken_out_is_not_shown_again(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben vakkenvuller, ik wil wat anders", "need_richting").says("ja", "affirm")
    talk.says("ik wil iets buiten doen, kan dat", "need_richting")
    assert "verkeersregelaar" in talk.heard
    talk.says("haal die verkeersregelaar maar weg", "wipe_data", confidence=0.67)
    assert "wissen" not in talk.heard and "occupation:verkeersregelaar" in talk.slot("refused")


def test_whoever_is_half_known_gets_lighter_work_too(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben schoonmaak 6 jaar, ik wil nederlands leren", "need_basisvaardigheden")
    talk.says("ja", "affirm").says("overslaan", "skip")
    talk.says("welk werk is niet zwaar voor mijn arm?", "ask_occupation")
    assert talk.slot("directions") and not any("schoonm" in work for work in talk.slot("directions"))


def test_whoever_has_a_sore_back_is_not_taught_to_drive(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben vrachtwagenchauffeur en me rug is kapot", "need_zwaar_gezondheid")
    talk.says("ja", "affirm").presses("Welke opleidingen")
    assert "Rijinstructeur" not in talk.heard and "Chauffeur" not in talk.heard
