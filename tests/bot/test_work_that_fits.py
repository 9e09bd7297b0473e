"""Work, courses and facts are those of the person: not their own trade, not what they refused, not what others do."""

from __future__ import annotations

import pytest

from bot.actions import other_people
from bot.actions.no_boss import without_boss
from tests.bot.dialogue import Dialogue


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("ik moet geld verdien, mijn man werk niet", "werk niet"),
        ("me vriend met diploma verdient minder", "diploma"),
        ("hij zit in de ww", "ww"),
        ("mijn zus werkt via een uitzendbureau", "uitzendbureau"),
        ("wie zonder werk zit is mijn man", "zonder werk zit"),
    ],
)
def test_a_fact_of_somebody_else_is_not_theirs(said: str, words: str) -> None:
    start = said.index(words)
    assert other_people.owns(said, start, start + len(words))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("mijn man is ziek en ik heb geen werk", "geen werk"),
        ("mijn baas heeft me ontslagen", "ontslagen"),
        ("mijn collega's zijn vast, ik ben uitzendkracht", "uitzendkracht"),
        ("wij zijn allebei werkloos", "werkloos"),
    ],
)
def test_a_fact_of_the_person_stays_theirs_whoever_is_named_beside_it(said: str, words: str) -> None:
    start = said.index(words)
    assert not other_people.owns(said, start, start + len(words))


@pytest.mark.parametrize(
    ("said", "status"),
    [("ik moet geld verdienen, mijn man is werkloos", None), ("ik moet geld verdienen, ben werkloos", "unemployed")],
)
def test_the_work_of_a_husband_is_not_noted_as_hers(conversation: str, said: str, status: str | None) -> None:
    talk = Dialogue(conversation).says(said, "need_geld_tijd", found=(("status", "unemployed", "werkloos"),))
    assert talk.slot("status") == status


def test_the_word_for_a_school_level_in_a_question_is_no_diploma(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben schoonmaker en wil ander werk", "need_richting")
    talk.says("wat is een VOG? en wat is mbo niveau 4", "ask_clarify", found=(("edu", "mbo4", "mbo niveau 4"),))
    assert talk.slot("edu") is None


def test_no_foreign_diploma_is_compared_for_who_has_none(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben schoonmaker en wil ander werk", "need_richting")
    talk.says("ik heb geen diploma in nederland. in syrie was ik naar school tot 16", "need_erkenning_ervaring")
    assert "IDW" not in talk.heard and "aangepast" not in talk.heard
    talk.says("ik heb een diploma uit syrie", "need_erkenning_ervaring")
    assert "IDW" in talk.heard


def test_who_is_learning_dutch_is_not_shown_a_college_degree_first(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben schoonmaker, ik leer nederlands, ik wil ander werk", "need_richting")
    talk.says("ja", "affirm").says("ik wil werk met kinderen", "need_richting")
    assert talk.slot("directions") and "leraar_basisonderwijs" not in talk.slot("directions")


def test_work_that_is_called_nothing_for_them_is_gone_and_what_is_meant_is_shown(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik werk in een snackbar, ik wil iets anders", "need_richting")
    talk.says("ja", "affirm").says("iets met auto's lijkt me leuk", "need_richting")
    talk.presses("Meer ander werk")
    talk.says("nee autopoetser is voor nerds, ik bedoel monteur", "correct")
    assert "occupation:autopoetser" in talk.slot("refused") and "autopoetser" not in talk.slot("directions")
    talk.says("ik zei GEEN autopoetser 💀 automonteur", "correct")
    assert "occupation:automonteur" not in talk.slot("refused")


def test_a_designer_who_lives_of_it_is_offered_no_course_for_their_own_trade(conversation: str) -> None:
    found = (("status", "self_employed", "zzp"),)
    talk = Dialogue(conversation).says("ik ben zzp grafisch ontwerper en wil iets leren", "need_leren", found=found)
    talk.says("ja", "affirm").says("welke opleidingen", "ask_training")
    assert "Mediavormgever" not in talk.heard


def test_what_they_are_already_is_not_offered_again(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben schilder en wil ander werk", "need_richting").says("ja", "affirm")
    talk.says("iets in de bouw", "need_richting")
    shown = talk.slot("directions")[0]
    talk.says(f"{shown.replace('_', ' ')}? dat ben ik al jaren", "correct")
    assert f"occupation:{shown}" in talk.slot("refused")


@pytest.mark.parametrize(
    "said",
    [
        "ik ben grafisch ontwerper, zzp'er, en ChatGPT pikt mijn opdrachten in",
        "fotograaf, eigen bedrijf. AI vreet mijn opdrachten op",
        "ik ben zzp vertaler en krijg amper nog klussen",
    ],
)
def test_commissions_that_fall_away_are_heard_in_a_first_message(conversation: str, said: str) -> None:
    talk = Dialogue(conversation).says(said, "nlu_fallback", confidence=0.35)
    assert talk.slot("needs") == ["need_baan_onzeker"] and "Taal, rekenen" not in talk.buttons


def test_who_works_alone_hears_nothing_of_a_boss() -> None:
    said = "Zoek op leeroverzicht.nl. Is het voor je werk? Dan betaalt je baas. (Bron: BW.) Vraag de bibliotheek."
    assert without_boss(said) == "Zoek op leeroverzicht.nl. Vraag de bibliotheek."
    assert without_boss("Vraag het je baas.") == "Vraag het je baas."


def test_the_same_list_does_not_come_twice_in_a_row(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben metselaar, mijn rug is op, ik wil lichter werk", "need_zwaar_gezondheid")
    talk.says("ja", "affirm")
    first = talk.slot("directions")
    talk.says("is er ander werk dat lichter is", "ask_occupation")
    assert talk.slot("directions") != first
