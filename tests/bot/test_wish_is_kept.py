"""A wish in the person's own words ("koken", "scooters") steers every list and the plan; and how lists are answered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.actions import schemes, sources, subjects
from tests.bot.dialogue import Dialogue
from tests.bot.test_choosing_in_words import chosen
from tests.bot.turns import Spoken


@pytest.fixture
def cleaner(conversation: str) -> Dialogue:
    """A cleaner who wants other work and is asked what gives energy."""
    talk = Dialogue(conversation).says("ik ben schoonmaker, ik wil ander werk", "need_richting").says("ja", "affirm")
    talk.presses("Ja")
    assert talk.form == "exercise_form"
    return talk


@pytest.mark.parametrize(
    ("said", "wished"),
    [
        ("ik zeg geen fabriek. ik wil koken werk", "met koken"),
        ("welke werk met koken kan ik doen zonder diploma", "met koken"),
        ("nee man ik zei scooters niet koken", "met scooters"),
        ("ik wil niet koken maar lassen", "met lassen"),
        ("koken wil ik niet meer", ""),
        ("ik heb twee honden en wil graag thuis zijn", ""),
        ("ik wil stoppen met lassen", ""),
    ],
)
def test_what_somebody_would_like_to_work_with_is_heard_in_their_words(said: str, wished: str) -> None:
    assert subjects.wished_in(said) == wished


@pytest.fixture
def by_meaning(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The facts as they are built for use, with the vectors that tell what is near in meaning."""
    monkeypatch.setenv("BIJSTUREN_KNOWLEDGE_URL", "sqlite:///var/knowledge.db")
    sources.kept_catalogue.cache_clear()
    yield
    sources.kept_catalogue.cache_clear()


def test_only_what_is_near_a_wish_is_found(by_meaning: None) -> None:
    assert subjects.work_near("koken")[0] == "kok"
    assert "automonteur" in subjects.work_near("scooters") and "kok" not in subjects.work_near("scooters")
    assert subjects.work_near("tatoeages") == []


def test_what_an_exercise_was_answered_with_is_a_wish_that_steers_the_work(cleaner: Dialogue) -> None:
    cleaner.says("ik vind leuk eten koken. en kinderen", "out_of_scope")
    assert "leuk eten koken en kinderen" in cleaner.heard and cleaner.question == "energy.gives"
    cleaner.says("klaar", "stop").says("klaar", "stop")
    assert "iets met koken" in cleaner.heard and "keukenhulp" in cleaner.heard and "inpakker" not in cleaner.heard


def test_refused_work_is_out_of_the_plan_and_the_wish_is_in_it(cleaner: Dialogue) -> None:
    cleaner.says("stop met die lijst", "stop")
    cleaner.says("ik wil koken, geen fabriek", "need_richting")
    cleaner.says("ik ga zaterdag bij een restaurant vragen", "inform")
    assert "Je wens: iets met koken" in cleaner.heard
    assert "keukenhulp" in cleaner.heard and "productiemedewerker" not in cleaner.heard


def test_who_asks_what_work_there_is_for_their_wish_is_not_answered_about_other_work(cleaner: Dialogue) -> None:
    cleaner.says("stop met die lijst", "stop")
    cleaner.says("welke werk met koken kan ik doen zonder diploma", "need_erkenning_ervaring", confidence=0.7)
    assert "keukenhulp" in cleaner.heard and "inpakker" not in cleaner.heard


def test_what_is_only_near_a_wish_is_said_to_be_near(cleaner: Dialogue) -> None:
    cleaner.says("is er iets met scooters wat ik kan leren en gelijk betaald krijgen", "need_geld_tijd")
    assert "niet in mijn lijst" in cleaner.heard and "fietsenmaker" in cleaner.heard
    cleaner.says("bestaat er een opleiding voor scooter monteur", "ask_training")
    assert "niet in mijn lijst" in cleaner.heard and "Fietstechnicus" in cleaner.heard
    assert "installaties" not in cleaner.heard


def test_who_wishes_for_what_we_do_not_know_is_shown_nothing_else(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben winkelmedewerker en wil iets met tatoeages", "need_richting")
    talk.says("ja", "affirm").says("stop met die lijst", "stop")
    assert "tatoeages" in talk.heard and "Beroepen" not in talk.heard and '"occupations"' not in talk.heard


def test_a_no_to_a_subject_is_no_no_to_the_step(cleaner: Dialogue) -> None:
    cleaner.says("stop met die lijst", "stop").says("nee bro geen leidingen lol", "deny")
    assert "leidingen niet" in cleaner.heard and cleaner.form == "step_form"


def test_a_course_that_no_list_knows_is_told_as_such(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben automonteur")
    talk.says("willen naar cursus elektrische autos", "need_leren")
    assert "leeroverzicht.nl" in talk.heard and "elektrische autos" in talk.heard


def test_old_people_are_wished_for_in_these_words_and_the_shop_is_left(cleaner: Dialogue) -> None:
    cleaner.says("ik wil juist uit de winkel. iets met oude mensen", "need_richting")
    assert "werk met oude mensen" in cleaner.heard and "gastvrouw in de zorg" in cleaner.heard
    assert "kringloop" not in cleaner.heard


def test_no_loan_and_no_proof_of_experience_are_pointed_out_to_somebody_of_seventeen() -> None:
    def shown(age: int) -> set[str]:
        turn = Spoken(slots={"age": age, "status": "student"}).turn
        return {scheme.id for schemes_ in schemes.lists(turn).values() for scheme in schemes_}

    of_age_only = {"levenlanglerenkrediet", "evc"}
    assert of_age_only & shown(19) and not of_age_only & shown(17)


def test_answers_in_other_words_are_those_on_the_buttons(cleaner: Dialogue) -> None:
    cleaner.says("klaar", "stop").says("nu slecht voor mijn knie. en baas zegt snel snel", "need_zwaar_gezondheid")
    assert chosen(cleaner, "energy.drains") == ["heavy", "rush"]
    cleaner.says("klaar", "stop").says("ik ben goed met hand, en goed voor mensen zorgen", "need_bevestiging")
    assert chosen(cleaner, "qualities.good_at") == ["handy", "care"]


def test_evening_shifts_are_working_hours_and_no_trouble_at_home(cleaner: Dialogue) -> None:
    cleaner.says("klaar", "stop")
    cleaner.says(
        "elke dag hetzelfde en de avonddiensten, dan zie ik mijn kinderen niet", "need_thuis", clauses=("need_thuis",)
    )
    assert chosen(cleaner, "energy.drains") == ["same", "times"] and "thuis vraagt" not in cleaner.heard


def test_own_words_beside_an_answer_are_kept(cleaner: Dialogue) -> None:
    cleaner.says("Het liefst zoek ik uit hoe iets in elkaar zit. En jonge collega's begeleiden vind ik leuk")
    assert chosen(cleaner, "energy.gives") == ["puzzling", "own:jonge collega's begeleiden"]


def test_a_hard_word_of_ours_is_explained_and_the_question_beside_it_answered(cleaner: Dialogue) -> None:
    cleaner.says("wat betekent hoogstens", "ask_clarify")
    assert "drie of minder" in cleaner.heard
    cleaner.says("wat is storingen? ik wil weten hoe ik kan nederlands leren, kost geld?", "need_basisvaardigheden")
    assert "Taalhuis" in cleaner.heard


def test_done_ends_the_list_and_who_meant_to_go_on_goes_on(cleaner: Dialogue) -> None:
    cleaner.says("scooters fixen met me neef", "out_of_scope").says("klaar nou ff door aub", "stop", confidence=0.64)
    assert cleaner.question == "energy.drains"
    cleaner.says("ik stop ermee", "stop")
    assert cleaner.form is None
    cleaner.says("huh nee ik wou juist door bro", "correct")
    assert cleaner.question == "energy.drains"


def test_a_bare_stop_in_a_list_is_asked_about(cleaner: Dialogue) -> None:
    cleaner.says("stop", "stop")
    assert "Ja, stoppen" in cleaner.buttons and cleaner.question == "energy.gives"
    cleaner.says("nee ik wou juist door", "correct")
    assert cleaner.question == "energy.gives"


def test_anger_at_what_was_given_back_is_a_no_and_begins_no_test(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben teamleider. doe ik het wel goed?", "need_bevestiging")
    talk.says("Best goed?! Ben je achterlijk? Ik ben net gepasseerd!", "need_bevestiging", clauses=("ask_bot",))
    assert talk.form != "exercise_form" and talk.slot("needs") == ["need_own"]


def test_where_somebody_works_now_is_no_wish_when_something_there_is_nice(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik zit achter de kassa, ik wil ander werk", "need_richting")
    talk.says("ja", "affirm").says(
        "mensen helpen. oude mensen praten altijd met me aan de kassa dat vind ik leuk", "inform"
    )
    assert not talk.slot("wished_field") and "helpen" in talk.heard


def test_shown_work_that_is_named_to_refuse_it_is_not_praised(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik zit achter de kassa, ik wil iets in een winkel", "need_richting")
    talk.says("ja", "affirm").says("welk werk kan ik in een winkel doen", "ask_occupation")
    talk.says("winkelmedewerker? dat ben ik al. ik wil juist uit de winkel. iets met oude mensen", "need_richting")
    assert "kan iets voor je zijn" not in talk.heard and "in de zorg" in talk.heard + str(talk.slot("wished_field"))


def test_children_and_a_school_are_a_wish_in_so_many_words(cleaner: Dialogue) -> None:
    cleaner.says("ik vindt kinderen leuk, iets op een school ofzo", "nlu_fallback", confidence=0.35)
    assert "school" in str(cleaner.slot("wished_field")) or "onderwijs" in str(cleaner.slot("wished_field"))
