"""A story is met and never read back; fear, shrugs, hearsay and mixed languages at first are no need of ours."""

from __future__ import annotations

import pytest

from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood

PASSED_OVER = "ik zit 22 jaar op de administratie en nu krijgt een meisje van 25 de functie die ik had moeten krijgen"


@pytest.fixture
def builder(conversation: str) -> Dialogue:
    """Somebody who was asked whether their work is too heavy."""
    talk = Dialogue(conversation).receives(understood("mijn werk is te zwaar, ik ben stukadoor"))
    assert talk.question == "need_confirmed"
    return talk


@pytest.fixture
def clerk(conversation: str) -> Dialogue:
    """Somebody who was passed over."""
    return Dialogue(conversation).receives(understood(PASSED_OVER))


@pytest.mark.parametrize(
    "story",
    [
        "ze zeiden dat ik niet digitaal genoeg ben, terwijl ik haar alles heb geleerd en het systeem zelf heb opgezet",
        "de vertrouwenspersoon is de beste vriendin van mijn leidinggevende, dus daar kan ik ook niet heen",
        "niemand heeft iets gezegd, ik hoorde het van een collega op de gang",
    ],
)
def test_a_story_is_met_with_a_sentence_and_one_question_and_never_read_back(clerk: Dialogue, story: str) -> None:
    clerk.receives(understood(story))
    assert story[:40] not in clerk.heard and "Klopt dat" not in clerk.heard
    assert "Hoe vraag ik om uitleg?" in clerk.buttons


def test_who_looks_on_after_being_passed_over_gets_no_list_of_subjects(clerk: Dialogue) -> None:
    clerk.presses("Kijken wat kan")
    assert "Hoe vraag ik om uitleg?" in clerk.buttons and "Bijleren" not in clerk.buttons
    clerk.presses("Hoe vraag ik om uitleg?")
    assert "Ik had op deze functie gerekend" in clerk.heard


def test_how_to_ask_it_goes_before_what_the_law_says(clerk: Dialogue) -> None:
    clerk.receives(
        understood("geen certificaat. ik wil weten waarom zij wel en ik niet. hoe vraag ik dat zonder te schreeuwen")
    )
    assert "Ik had op deze functie gerekend" in clerk.heard


def test_anger_at_computers_is_no_wish_to_learn_them(clerk: Dialogue) -> None:
    clerk.receives(understood("jullie computers snappen er niks van. en ik ben niet dom met computers"))
    assert "Taal, rekenen" not in clerk.heard and "niet met computers" not in clerk.heard


@pytest.mark.parametrize(
    "words", ["mwah", "ja maar", "nou ja", "weet ik veel", "boeit me niet", "nee ik weet het niet"]
)
def test_a_shrug_at_the_check_is_asked_on_once_in_other_words(builder: Dialogue, words: str) -> None:
    builder.receives(understood(words))
    assert builder.heard.count("?") == 1 and "Klopt dat" not in builder.heard and builder.slot("needs")
    builder.receives(understood("de hele dag bukken en sjouwen"))
    assert builder.slot("need_confirmed")


@pytest.mark.parametrize("words", ["ze zegt altijd dat ik niet moet zeuren", "mijn vrouw zegt dat ik moet stoppen"])
def test_what_another_says_is_asked_back_to_the_person(builder: Dialogue, words: str) -> None:
    builder.receives(understood(words))
    assert "ander" in builder.heard and "begrijp" not in builder.heard and builder.slot("step") is None


def test_a_shrug_is_no_work_and_the_second_one_leaves_the_question_open(conversation: str) -> None:
    talk = Dialogue(conversation).receives(understood("ik wil iets leren")).receives(understood("ja"))
    assert talk.question == "occupation"
    talk.receives(understood("mwah"))
    assert talk.question == "occupation" and "mwah" not in talk.heard
    talk.receives(understood("mwah"))
    assert talk.question != "occupation"


@pytest.mark.parametrize(
    "words", ["wat?? nee man, bang dat ie me eruit gooit", "joa klopt. maar straks lig ik er uut bij den baas"]
)
def test_fear_of_being_fired_stays_with_the_fear(builder: Dialogue, words: str) -> None:
    builder.receives(understood(words))
    assert "niet zomaar ontslaan" in builder.heard and "Klopt dat" not in builder.heard
    assert builder.slot("exercise") is None and builder.slot("needs") == ["need_zwaar_gezondheid"]
    builder.presses("Ja, laat zien")
    assert "occupations" in builder.heard


def test_work_that_is_asked_about_beside_a_refusal_is_told(conversation: str) -> None:
    talk = Dialogue(conversation).receives(understood("mijn rug is kapot. ik ben vrachtwagenchauffeur"))
    talk.receives(understood("ja")).receives(understood("niks op kantoor. rijinstructeur, kan dat?"))
    assert "instructeursbewijs" in talk.heard and "geen kantoor" in talk.heard


@pytest.mark.parametrize("words", ["me knieen zijn op. stukadoor", "mijn rug is kapot, stratenmaker"])
def test_a_trade_that_is_a_sentence_by_itself_is_their_work(conversation: str, words: str) -> None:
    talk = Dialogue(conversation).receives(understood(words))
    assert talk.slot("occupation") == words.split()[-1]


def test_what_is_told_beside_a_yes_is_met(conversation: str) -> None:
    talk = Dialogue(conversation).receives(understood("mijn contract loopt af"))
    talk.receives(understood("ja en ik heb net een huis gekocht"))
    assert "vaste lasten" in talk.heard and talk.slot("need_confirmed")


def test_who_asks_again_for_a_yes_or_no_gets_the_answer_again(conversation: str) -> None:
    talk = Dialogue(conversation).receives(understood("i work via uitzendbureau, i want vast contract"))
    talk.receives(understood("can company give me contract direct?"))
    talk.receives(understood("baas can give contract yes or no?"))
    assert "contract geven" in talk.heard and "heb ik al gezegd" not in talk.heard


def test_who_writes_english_and_does_not_understand_gets_a_way_on(conversation: str) -> None:
    talk = Dialogue(conversation).receives(understood("hello i work in warehouse"))
    talk.receives(understood("i dont understand"))
    assert "Tell me your work" in talk.heard


def test_who_wants_no_more_of_one_scheme_gets_the_answer_they_asked_for(conversation: str) -> None:
    talk = Dialogue(conversation).receives(understood("bestaat het stap budget nog"))
    talk.receives(understood("hou op over stap man, ik vroeg wat een cnc cursus kost"))
    assert "sorry" in talk.heard.lower() and "Scalda" in talk.heard or "scalda" in talk.heard


def test_stopping_with_work_does_not_end_the_talk(conversation: str) -> None:
    talk = Dialogue(conversation).receives(understood("wil stoppen met werken"))
    assert "We stoppen hier" not in talk.heard and "?" in talk.heard


def test_this_is_for_everybody(conversation: str) -> None:
    talk = Dialogue(conversation).receives(understood("hoi is dit ook voor mensen zonder diploma?"))
    assert "ook voor jou" in talk.heard and "Klopt dat" not in talk.heard
