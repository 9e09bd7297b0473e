"""Who says that our answer was about something else is answered; what they like beside a no leads to work."""

from __future__ import annotations

import pytest

from bot.actions import fields, own_need, recognition
from bot.actions.wording import word_table
from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood


@pytest.fixture
def talk(conversation: str) -> Dialogue:
    return Dialogue(conversation)


def _tells(talk: Dialogue, *messages: str) -> Dialogue:
    for message in messages:
        talk.receives(understood(message))
    return talk


def test_what_was_asked_before_is_answered_when_it_is_said_again(talk: Dialogue) -> None:
    _tells(talk, "ik ben kok en wil automonteur worden", "ja klopt", "hoe lang duurt dat", "ik vroeg wat het KOST")
    assert "sorry" in talk.heard.lower() and "€" in talk.heard
    assert "Wat klopt er niet" not in talk.heard


def test_half_a_question_is_read_behind_the_question_before_it(talk: Dialogue) -> None:
    _tells(talk, "ik ben kok en wil automonteur worden", "ja klopt", "hoe lang duurt dat", "nee ik bedoel per week")
    assert "één dag school" in talk.heard and "Mijn werk" not in talk.buttons


def test_what_has_nothing_to_do_with_it_is_let_go_and_the_rest_is_heard(talk: Dialogue) -> None:
    _tells(talk, "ik ben verpleegkundige en ik trek het niet meer", "ja", "hoe lang duurt een opleiding")
    _tells(talk, "wat heeft school er nou mee te maken? ik zei dat ik al maanden moe ben")
    assert "sorry" in talk.heard.lower() and "moe" in talk.heard and "De school weet het" not in talk.heard


@pytest.mark.parametrize(
    ("said", "need"),
    [
        ("Het gaat over mijn werk, verder niks", "need_baan_onzeker"),
        ("ja. collega van mij is al weg. ik heb 2 kinderen dus ik maak me zorgen", "need_thuis"),
        ("ze zeiden dat ik niet digitaal vaardig genoeg ben", "need_basisvaardigheden"),
        ("nee man ik durf gwn wel, t is saai alleen maar zitten", "need_durven"),
        ("ik ben niet dom met computers hoor", "need_basisvaardigheden"),
    ],
)
def test_a_need_that_nobody_told_is_not_given_back(talk: Dialogue, said: str, need: str) -> None:
    _tells(talk, said)
    assert need not in (talk.slot("needs") or [])


def test_a_sneer_at_us_is_no_need_and_what_is_so_is_kept(talk: Dialogue) -> None:
    assert own_need.told_in("zie je wel jullie computers snappen er niks van") == ""
    assert own_need.told_in("mijn baan blijft gewoon. ik ben GEPASSEERD. jullie computers snappen er niks van") == (
        "ik ben gepasseerd"
    )


@pytest.mark.parametrize(
    ("said", "wished"),
    [
        ("maar dit is niet met kinderen?? ik wil werk in kinderopvang", "children"),
        ("nee geen horeca maar de kinderopvang", "children"),
        ("teamleider? dat durf ik niet hoor haha. ik help wel graag oude mensen aan de kassa", "care"),
        ("eigen winkel haha nee. ik vind mensen helpen leuk", "care"),
    ],
)
def test_what_they_like_beside_a_no_is_heard(said: str, wished: str) -> None:
    assert wished in [*fields.fields_in(said), *fields.put_instead(said)]
    assert wished not in fields.refused_in(said)


def test_what_somebody_does_already_is_not_refused() -> None:
    said = "Ik kan helemaal niet programmeren hoor. En werken met de computer doe ik al 20 jaar."
    assert fields.refused_in(said) == []
    assert fields.refused_in("ik wil niet meer met computers") == ["computers"]


@pytest.mark.parametrize(
    ("said", "feeling"),
    [
        ("ik twijfel zelf ook of ik zo'n klas pubers aankan", "doubts_can"),
        ("mijn vrouw verklaart me voor gek, trouwens", "laughed_at"),
        ("ik ben bang dat ze liever iemand van dertig nemen", "fears_age"),
        ("en dat na 20 jaar, dat doet best wat met je", "stirred"),
        ("het lucht wel op om het op te schrijven", "relieved"),
        ("gastvrouw lijkt me leuk!!", "glad"),
    ],
)
def test_each_feeling_has_a_sentence_that_fits(talk: Dialogue, said: str, feeling: str) -> None:
    assert feeling in [name for name, _ in recognition._heard(said)]
    assert recognition._heard("ik werk in de bouw") == [] and feeling in word_table("recognition")["heard"]


def test_who_works_for_the_municipality_is_not_asked_how_they_work(talk: Dialogue) -> None:
    _tells(talk, "Ik zit 22 jaar op de administratie bij de gemeente en ik wil een cursus doen, wie betaalt dat", "ja")
    assert talk.slot("status") == "employee" and "Via een uitzendbureau" not in talk.buttons


def test_a_limit_beside_the_answer_is_said_to_be_heard(talk: Dialogue) -> None:
    _tells(talk, "ik ben kok en wil een opleiding doen", "ja")
    _tells(talk, "bij een baas, vast. maar de hele dag zitten daar kan me rug niet tegen")
    assert talk.slot("status") == "employee" and "Daar hou ik rekening mee" in talk.heard
