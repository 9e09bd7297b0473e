"""First sentences as people type them, through the trained pipeline: what is known after each."""

from __future__ import annotations

import pytest

from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood

TOLD: list[tuple[str, dict[str, object]]] = [
    ("54 jaar", {"age": 54}),
    ("metselaar 58", {"age": 58, "occupation": "metselaar"}),
    ("man 58 metselaar", {"age": 58, "occupation": "metselaar"}),
    ("ik ben Sanne, 23, werk bij de Action", {"age": 23, "occupation": None}),
    ("woon in Zwolle", {"place": "Zwolle"}),
    ("44 schoonmaakster den haag", {"age": 44, "occupation": "schoonmaker", "place": "'s-Gravenhage"}),
    ("Mohammed 19 vakkenvuller", {"age": 19, "occupation": "vakkenvuller"}),
    ("ik ben 23 en woon in Breda", {"age": 23, "place": "Breda"}),
    ("ik heet jan bakker en ik ben lasser", {"occupation": "lasser"}),
    ("Ik ben Marijke Bakker, 44 jaar", {"age": 44, "occupation": None}),
    ("mijn naam is Bakker", {"occupation": None}),
    ("me naam is emmen", {"place": None}),
    ("ik heet Jan de Boer en ik rij vrachtwagen", {"occupation": "vrachtwagenchauffeur"}),
    ("ik ben kok", {"occupation": "kok"}),
    ("ik ben Paul, kok", {"occupation": "kok"}),
    ("stratenmaker", {"occupation": "stratenmaker"}),
    ("timmerman, 47 jaar", {"age": 47, "occupation": "timmerman"}),
    ("58 jaar, lasser, uit Almelo", {"age": 58, "occupation": "lasser", "place": "Almelo"}),
    ("30 jaar metselaar", {"age": None, "occupation": "metselaar"}),
    ("ik rij al 20 jaar vrachtwagen", {"age": None, "occupation": "vrachtwagenchauffeur"}),
    ("ik werk 32 uur per week", {"hours": 32, "age": None}),
    ("vrouw van 34, verzorgende", {"age": 34}),
    ("ik ben een man van 61", {"age": 61}),
    ("ik ben net 52 geworden", {"age": 52}),
    ("ik ben monteur en 45", {"age": 45}),
    ("ik ben werkloos", {"status": "unemployed"}),
    ("via het uitzendbureau", {"status": "flex_agency"}),
    ("ik ben zzper in de bouw", {"status": "self_employed"}),
    ("ik zit in de ww", {"benefit": "WW", "status": "unemployed"}),
    ("mijn man is metselaar", {"occupation": None}),
    ("kasa", {"occupation": "kassamedewerker"}), ("vrouw 34 kassa lidl", {"occupation": "kassamedewerker"}),
    ("mijn zoon is 16", {"age": None}),
    ("testmonteur", {"age": None}),
]  # fmt: skip
ASKED_BACK_AS_WORK = [
    ("ik ben Sanne, 23, werk bij de Action", "verkoper"), ("balie medewerker", "receptionist"),
    ("gemeentehuis", "medewerker_burgerzaken"),
    ("ik werk in het ziekenhuis", "verpleegkundige"), ("chauffeur 51", "vrachtwagenchauffeur"),
    ("ik werk in de thuiszorg", "verzorgende_ig"),
]  # fmt: skip
NO_MORE_THAN_A_FACT = [
    "balie medewerker", "medewerker bediening", "medewerker klantenservice", "ik ben adviseur", "gemeentehuis",
    "stadhuis",
    "thuiszorg", "testmonteur", "robotlasser", "stapelaar", "loonadministrateur", "hulpkok", "kinderopvang medewerker",
    "verpleeghuis", "54 jaar", "woon in Zwolle", "kassa", "huismeester",
]  # fmt: skip
NEEDS: list[tuple[str, str]] = [
    ("ik wil een cursus heftruck doen", "need_leren"),
    ("mijn rug kan het tillen niet meer aan", "need_zwaar_gezondheid"),
    ("ze gaan bij ons reorganiseren", "need_baan_onzeker"),
    ("wie betaalt mijn opleiding", "need_geld_tijd"),
    ("iets met kinderen", "need_richting"),
    ("ik wil iets met dieren doen", "need_richting"),
    ("in de zorg werken lijkt me wat, iets met ouderen", "need_richting"),
    ("ik wil iets anders maar weet niet wat", "need_richting"),
    ("i want to learn dutch", "need_basisvaardigheden"),
    ("i want a better job", "need_timing_ander_werk"),
    ("ik durf de stap niet te zetten", "need_durven"),
    ("hoe begin ik erover met mijn baas", "need_gesprek_baas"),
]
TOO_THIN = ["baan kwijt", "kinderen", "mijn baas", "rug", "opleiding"]
ANSWERED: list[tuple[str, str]] = [
    ("wie zit hierachter", "ask_bot"), ("van wie is dit", "ask_bot"), ("ben jij een robot", "ask_bot"),
    ("wat kan jij", "ask_help"),
    ("wie ben jij", "ask_bot"), ("is dit gratis", "ask_bot"), ("?", "ask_clarify"), (".", "nlu_fallback"),
    ("...", "nlu_fallback"),
    ("verander mijn stap", "change_step"), ("andere stap", "change_step"),
    ("ik wil toch iets anders doen als stap", "change_step"),
    ("szukam pracy", "other_language"), ("шукаю роботу", "other_language"), ("iş arıyorum", "other_language"),
]  # fmt: skip


@pytest.fixture
def talk(conversation: str) -> Dialogue:
    return Dialogue(conversation)


@pytest.mark.parametrize(("text", "facts"), TOLD, ids=[text for text, _ in TOLD])
def test_what_is_told_is_known_and_what_is_not_is_not(talk: Dialogue, text: str, facts: dict[str, object]) -> None:
    talk.receives(understood(text))
    assert {name: talk.slot(name) for name in facts} == facts


@pytest.mark.parametrize(("text", "work"), ASKED_BACK_AS_WORK, ids=[text for text, _ in ASKED_BACK_AS_WORK])
def test_work_that_is_half_told_is_asked_back_with_buttons(talk: Dialogue, text: str, work: str) -> None:
    talk.receives(understood(text))
    assert work in (talk.slot("maybe_occupations") or [])


@pytest.mark.parametrize("text", NO_MORE_THAN_A_FACT)
def test_words_that_hold_another_word_are_no_more_than_a_fact(talk: Dialogue, text: str) -> None:
    assert understood(text)["intent"]["name"] == "inform"
    talk.receives(understood(text))
    assert not talk.slot("needs") and talk.form is None


@pytest.mark.parametrize(("text", "need"), NEEDS, ids=[text for text, _ in NEEDS])
def test_a_clear_need_is_given_back(talk: Dialogue, text: str, need: str) -> None:
    talk.receives(understood(text))
    assert talk.slot("needs") == [need] and talk.question == "need_confirmed"


@pytest.mark.parametrize("text", TOO_THIN)
def test_a_subject_is_no_need_yet_and_is_asked_back_with_likely_ones(talk: Dialogue, text: str) -> None:
    talk.receives(understood(text))
    assert not talk.slot("needs") and 2 <= len(talk.buttons) <= 5
    assert "Klopt" not in talk.heard


@pytest.mark.parametrize(("text", "intent"), ANSWERED, ids=[text for text, _ in ANSWERED])
def test_a_question_about_us_or_a_wish_for_another_step_is_no_need(talk: Dialogue, text: str, intent: str) -> None:
    message = understood(text)
    talk.receives(message)
    assert message["intent"]["name"] == intent and not talk.slot("needs") and talk.heard


def test_who_writes_polish_is_answered_in_polish_once(talk: Dialogue) -> None:
    talk.receives(understood("szukam pracy"))
    assert "Człowiek" in talk.heard and "makkelijk Nederlands" in talk.heard
    talk.receives(understood("nie rozumiem"))
    assert "Człowiek też" not in talk.heard


def test_english_is_heard_as_the_need_and_answered_in_simple_dutch(talk: Dialogue) -> None:
    talk.receives(understood("i want to learn dutch"))
    assert "I write simple Dutch only" in talk.heard and "Klopt dat" in talk.heard + "Klopt dat"
    assert talk.slot("needs") == ["need_basisvaardigheden"]


def test_what_is_denied_is_not_proposed_again_and_the_rest_is_used(talk: Dialogue) -> None:
    talk.receives(understood("wie betaalt mijn opleiding"))
    talk.receives(understood("nee dat bedoel ik niet, ik wil gewoon een cursus lassen doen"))
    assert talk.slot("needs") == ["need_leren"]


def test_the_rest_after_a_bare_no_is_used_without_a_comma(talk: Dialogue) -> None:
    talk.receives(understood("mijn rug kan het tillen niet meer aan"))
    talk.receives(understood("nee ik wil weten wie mijn opleiding betaalt"))
    assert [card["type"] for card in talk.cards] == ["budgets"]


def test_work_that_is_told_with_a_greeting_is_heard(talk: Dialogue) -> None:
    talk.receives(understood("hoi"))
    talk.receives(understood("hoi, ben heftruk chaufeur"))
    assert "heftruckchauffeur" in talk.heard and "/need_leren" in talk.buttons.values()


def test_a_denied_need_is_no_button_either(talk: Dialogue) -> None:
    talk.receives(understood("wie betaalt mijn opleiding"))
    talk.receives(understood("nee"))
    assert talk.buttons and "/need_geld_tijd" not in talk.buttons.values()


def test_a_wish_for_a_field_comes_back_in_its_own_words(talk: Dialogue) -> None:
    talk.receives(understood("ik wil iets met kinderen"))
    assert "met kinderen" in talk.heard


def test_nothing_that_was_told_first_is_asked_later(talk: Dialogue) -> None:
    talk.receives(understood("ik ben lasser, 58 jaar, uit Almelo, en ze gaan reorganiseren"))
    talk.receives(understood("ja"))
    assert talk.slot("age") == 58 and talk.form != "situation_form"


def test_one_word_is_said_back_and_asked_on_and_a_yes_is_no_such_word(talk: Dialogue) -> None:
    assert "“rust”" in talk.receives(understood("rust")).heard.lower()
    assert "“ja klopt”" not in talk.receives(understood("ja klopt")).heard
