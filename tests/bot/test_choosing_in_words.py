"""Typing while a list is open: what is wanted, what is not, what a word means, and that no list is wanted at all."""

from __future__ import annotations

import pytest

from bot.actions import choosing
from bot.actions.choosing import Option
from bot.actions.exercises import exercises
from tests.bot.dialogue import Dialogue

LISTS = {question.name: question for each in exercises().values() for question in each.questions}


@pytest.fixture
def listed(conversation: str) -> Dialogue:
    """A cook who wants something else and is asked what gives energy."""
    talk = Dialogue(conversation).says("wat past bij mij", "need_richting").says("ja", "affirm").says("ik ben kok")
    talk.presses("Ja")
    assert talk.question == "energy.gives"
    return talk


def chosen(talk: Dialogue, question: str) -> list[str]:
    return [each for each in talk.slot("exercise_answers").get(question, []) if not each.startswith("not:")]


HEARD = [
    ("energy.gives", "buiten, geen zin in mensen", ["outside"], ["helping"]),
    ("energy.gives", "iets met mijn handen en niet met mensen", ["making"], ["helping"]),
    ("energy.gives", "nee geen mensen helpen zei ik bro", [], ["helping"]),
    ("energy.gives", "de ploeg moet weg", [], ["team"]),
    ("energy.gives", "ploeg hoeft niet, regelen wel", ["arranging"], ["team"]),
    ("energy.gives", "Mensen helpen, en uitzoeken hoe iets in elkaar steekt", ["helping", "puzzling"], []),
    ("energy.gives", "wat is er te doen voor mensen zonder diploma", [], []),
    ("energy.drains", "saai elke dag zelfde shit", ["same"], []),
    ("energy.drains", "ik kan niet tegen drukte", ["rush"], []),
    ("energy.drains", "drukte moet weg", [], ["rush"]),
    ("energy.drains", "mijn chef", ["boss"], []),
    ("daring.lose", "dat weet ik niet hoor ik wil vooral vaste loon houden", ["pay"], []),
    ("daring.lose", "mijn collega's wil ik niet kwijt", ["colleagues"], []),
    ("daring.lose", "zekerheid en mijn salaris", ["pay", "contract"], []),
    ("home_wishes.limits", "geen avonden", ["evenings"], []),
    ("home_wishes.limits", "avonden moet weg", [], ["evenings"]),
    ("boss_talk.objection", "dat er geen geld is", ["money"], []),
    ("boss_talk.goal", "een opleiding", ["course"], []),
    ("qualities.good_at", "ik ben handig en kan goed uitleggen", ["handy", "teach"], []),
    ("energy.gives", "Iets nieuws verzinnen, en vertellen aan mensen. Tevreden?", ["inventing"], []),
    ("energy.gives", "ho ho, juist WEL iets nieuws bedenken", ["inventing"], []),
    ("energy.gives", "iets nieuws bedenken", ["inventing"], []),
    ("energy.gives", "met mensen werken", ["helping"], []),
    ("energy.gives", "lekker buiten en niet binnen", ["outside"], []),
    ("energy.gives", "niet buiten maar met mijn handen", ["making"], ["outside"]),
    ("energy.gives", "juist wel regelen, geen ploeg", ["arranging"], ["team"]),
    ("energy.gives", "sleutelen wel, regelen niet", ["making"], ["arranging"]),
    ("energy.gives", "van een robot die vragen stelt zeker niet haha", [], []),
    ("energy.gives", "ik kan niet zonder een ploeg om me heen", ["team"], []),
    ("energy.gives", "lesgeven aan mensen", [], []),
    ("energy.gives", "mensen aansturen", ["arranging"], []),
    ("energy.gives", "ik vind buiten zijn fijn en ook iets repareren", ["outside", "making"], []),
    ("energy.gives", "niet alleen helpen maar ook regelen", ["helping", "arranging"], []),
    ("energy.gives", "geen van deze", [], []),
    ("energy.gives", "alles klopt niet in die lijst van jou", [], []),
    ("energy.gives", "in de tuin van oude mensen", [], []),
    ("energy.gives", "liever buiten dan binnen bij de ploeg", ["outside"], ["team"]),
    ("energy.drains", "een robot die mijn antwoorden verdraait. en altijd hetzelfde", ["same"], []),
    ("energy.drains", "een computer die niet luistert", [], []),
    ("energy.drains", "jij met je domme vragen", [], []),
    ("energy.drains", "dit soort lijstjes", [], []),
    ("energy.drains", "achter de computer zitten", ["screen"], []),
    ("energy.drains", "de hele dag achter een scherm", ["screen"], []),
    ("energy.drains", "een trage computer", [], []),
    ("energy.drains", "niet de uren, wel de baas", ["boss"], ["times"]),
    ("energy.drains", "sjouwen vind ik niet erg, stress wel", ["rush"], ["heavy"]),
    ("energy.drains", "ik hou niet van file rijden", ["travel"], []),
    ("energy.drains", "hetzelfde werk elke dag", ["same"], []),
    ("energy.drains", "mijn werktijden zijn prima, de leiding niet", ["boss"], ["times"]),
    ("qualities.good_at", "uitleggen aan nieuwe mensen", ["teach"], []),
    ("qualities.good_at", "klanten overtuigen", ["sell"], []),
    ("qualities.good_at", "niet met de computer hoor, wel netjes werken", ["precise"], ["computer"]),
    ("qualities.good_at", "vloeken tegen deze computer", [], []),
    ("home_wishes.limits", "avonden kan wel, ver reizen niet", ["far"], ["evenings"]),
    ("daring.lose", "mijn vaste contract, niet mijn loon", ["contract"], ["pay"]),
    ("boss_talk.goal", "geen opleiding maar minder uren", ["hours"], ["course"]),
    ("boss_talk.goal", "juist meer loon", ["pay"], []),
    ("boss_talk.objection", "dat hij geen geld heeft", ["money"], []),
]


@pytest.mark.parametrize(("question", "words", "wanted", "unwanted"), HEARD)
def test_what_is_wanted_and_what_is_not_is_heard(
    question: str, words: str, wanted: list[str], unwanted: list[str]
) -> None:
    heard = choosing.hear(words, LISTS[question].options, LISTS[question].more)
    assert (set(heard.chosen), heard.refused) == (set(wanted), unwanted)


def test_who_does_not_want_something_hears_what_stands_and_is_not_offered_it_again(listed: Dialogue) -> None:
    listed.says("buiten, geen zin in mensen", "nlu_fallback", confidence=0.35)
    assert chosen(listed, "energy.gives") == ["outside"]
    assert "buiten bezig zijn" in listed.heard and "Mensen helpen" not in listed.buttons


@pytest.mark.parametrize(
    "words", ["klopt niet, mensen helpen moet weg", "nee geen mensen helpen zei ik", "haal mensen weg"]
)
def test_a_choice_is_taken_out_when_the_next_list_is_on_the_screen(listed: Dialogue, words: str) -> None:
    listed.says("mensen helpen en buiten").says("klaar").says("drukte").says("klaar")
    assert listed.question == "qualities.good_at"
    listed.says(words, "nlu_fallback", confidence=0.35, clauses=("ask_help",))
    assert chosen(listed, "energy.gives") == ["outside"] and chosen(listed, "qualities.good_at") == []
    assert "buiten bezig zijn" in listed.heard and "mensen helpen" in listed.heard


@pytest.mark.parametrize("words", ["je hebt het fout ik zei loon", "nee ik bedoel alleen mijn loon", "alleen het loon"])
def test_what_was_meant_comes_in_the_place_of_what_was_noted(conversation: str, words: str) -> None:
    talk = Dialogue(conversation).says("ik durf niet goed", "need_durven").says("ja", "affirm")
    talk.says("vaste loon en vast contract").says(words, "correct")
    assert chosen(talk, "daring.lose") == ["pay"] and "mijn vaste loon" in talk.heard


def test_who_says_it_is_wrong_is_asked_what(listed: Dialogue) -> None:
    listed.says("buiten").says("klopt niet", "deny")
    assert chosen(listed, "energy.gives") == ["outside"] and listed.question == "energy.gives"
    assert "weg moet" in listed.heard


@pytest.mark.parametrize(
    "words",
    [
        "mensen helpen, verder niets uit uw lijstje",
        "alleen mensen helpen",
        "mensen helpen. klaar",
        "mensen helpen klaar",
    ],
)
def test_enough_may_be_said_in_the_same_breath(listed: Dialogue, words: str) -> None:
    listed.says(words, "nlu_fallback", confidence=0.4)
    assert chosen(listed, "energy.gives") == ["helping"] and listed.question == "energy.drains"


def test_done_with_nothing_chosen_ends_the_question_and_not_the_conversation(listed: Dialogue) -> None:
    listed.says("klaar", "stop", confidence=0.72)
    assert listed.question == "energy.drains"


@pytest.mark.parametrize(
    "words",
    ["ik wil geen lijstje kiezen", "stop met die lijst", "Met permissie, een vragenlijstje lijkt mij geen antwoord",
     "nee, ik sla dit alles over", "wat een stomme vragenlijst", "dit voert nergens heen", "klaar met deze vragen"],
)  # fmt: skip
@pytest.mark.parametrize("intent", ["stop", "ask_test", "skip", "nlu_fallback"])
def test_who_wants_no_list_goes_on_with_what_was_chosen_and_gets_no_other(
    listed: Dialogue, words: str, intent: str
) -> None:
    listed.says("buiten").says(words, intent)
    assert listed.form == "step_form" and listed.slot("directions") and "Tot ziens" not in listed.heard
    assert not any("Wat past" in title or "Korte check" in title for title in listed.buttons)
    listed.says("ik durf niet goed", "need_durven").sends("/need_durven")
    assert listed.form != "exercise_form"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("wat is ploeg?", "groep mensen"),
        ("mensen helpen. wat is ploeg?", "groep mensen"),
        ("wat betekent energie", "vrolijk"),
        ("wat bedoel je met regelen en beslissen", "hoe het gaat"),
        ("ploeg??", "groep mensen"),
    ],
)
def test_a_word_of_the_list_is_explained_and_the_question_stands(listed: Dialogue, words: str, told: str) -> None:
    listed.says(words, "ask_help")
    assert told in listed.heard and listed.question == "energy.gives"
    assert chosen(listed, "energy.gives") == (["helping"] if "helpen" in words else [])


def test_every_answer_of_every_list_can_be_explained() -> None:
    silent = [
        f"{name}: {o.title}" for name, q in LISTS.items() if len(q.answers) > 3 for o in q.options if not o.explain
    ]
    assert not silent


def test_an_answer_on_no_button_is_kept_in_own_words_and_can_be_taken_out(listed: Dialogue) -> None:
    listed.says("ik ga gewoon gamen", "out_of_scope")
    assert chosen(listed, "energy.gives") == ["own:gamen"] and "gamen" in listed.heard
    listed.says("gamen moet weg", "nlu_fallback")
    assert chosen(listed, "energy.gives") == []


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("ik wil een diploma", "need_leren"),
        ("lekker weertje", "smalltalk"),
        ("wat kost dat", "ask_cost"),
        ("kutding", "insult"),
    ],
)
def test_a_wish_a_question_and_a_curse_are_no_own_answer(listed: Dialogue, words: str, intent: str) -> None:
    listed.says(words, intent)
    assert chosen(listed, "energy.gives") == [] and listed.question == "energy.gives"


def test_a_question_beside_an_answer_is_not_swallowed(listed: Dialogue) -> None:
    listed.says("mensen helpen denk ik maar kan ik dat ook in deeltijd", "inform")
    assert chosen(listed, "energy.gives") == ["helping"] and "Ik wil een mens spreken" in listed.buttons


def test_a_step_told_in_a_list_is_kept_and_ends_the_list(listed: Dialogue) -> None:
    listed.says("ik ga kijken bij gastvrouw in zorg. 1 dag")
    assert listed.slot("step") == "Ik ga kijken bij gastvrouw in zorg. 1 dag" and listed.form != "exercise_form"


def test_a_human_asked_for_beside_an_answer_comes(conversation: str) -> None:
    talk = Dialogue(conversation).says("hoe begin ik bij mijn baas", "need_gesprek_baas").says("ja", "affirm")
    talk.says("een cursus. ik wil dinsdag een mens bellen hoor, kan dat?", "nlu_fallback", confidence=0.35)
    assert talk.form == "booking_form" and chosen(talk, "boss_talk.goal") == ["course"]


def test_what_costs_energy_is_not_turned_into_a_wish_nobody_said(listed: Dialogue) -> None:
    listed.says("buiten").says("klaar").says("drukte en de chef").says("klaar")
    assert "Dit kost je energie" in listed.heard and "Dit wil je liever" not in listed.heard


def test_who_does_not_dare_hears_something_warm_first_and_no_capital_in_a_sentence(conversation: str) -> None:
    talk = Dialogue(conversation).sends("/need_durven")
    assert "Goed dat je erover praat" in talk.heard or "eng" in talk.heard
    talk.presses("Mijn vaste loon").presses("Mijn vaste contract").presses("Weer zin").presses("Klaar")
    assert "mijn vaste loon en mijn vaste contract" in talk.heard


def test_the_last_question_before_a_list_says_that_more_follow(conversation: str) -> None:
    talk = Dialogue(conversation).says("wat past bij mij", "need_richting").says("ja", "affirm")
    assert "korte vragen" in talk.heard


def test_words_are_the_same_but_for_their_ending_or_a_slip() -> None:
    options = [Option("a", "Naar de bibliotheek"), Option("b", "Vragen naar geld")]
    assert choosing.named("biblioteek", options) == ["a"] and choosing.named("opleiding", options) == []


def test_an_answer_beside_those_on_the_buttons_is_kept_as_it_was_said(listed: Dialogue) -> None:
    listed.says("iets nieuws verzinnen, en vertellen aan mensen. tevreden?", "need_richting", confidence=0.73)
    assert chosen(listed, "energy.gives") == ["inventing", "own:vertellen aan mensen"]
    assert "vertellen aan mensen" in listed.heard and "zonder" not in listed.heard


def test_what_was_noted_as_unwanted_is_put_right_at_once(listed: Dialogue) -> None:
    listed.says("geen ploeg, wel buiten", "nlu_fallback", confidence=0.35)
    listed.says("ho, die ploeg wil ik juist wel", "correct")
    assert chosen(listed, "energy.gives") == ["outside", "team"] and "Wel dus: samen" in listed.heard.replace(
        "Het is juist wel", "Wel dus"
    )


def test_a_choice_that_was_never_made_goes_from_the_lists_before_with_the_list_that_is_left(listed: Dialogue) -> None:
    listed.says("buiten en de ploeg. klaar").says("haast en scherm. klaar")
    listed.says("geen lijstjes meer. dat scherm heb ik niet gezegd", "deny")
    assert chosen(listed, "energy.drains") == ["rush"] and listed.form != "exercise_form"


def test_a_joke_about_the_computer_chooses_nothing(listed: Dialogue) -> None:
    listed.says("buiten. klaar").says("een computer die me niet snapt haha", "smalltalk")
    assert chosen(listed, "energy.drains") == []
