"""A question goes on about the work that was named last, and what people have learnt and do counts in the answer."""

from __future__ import annotations

import pytest

from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood


def hears(talk: Dialogue, *said: str) -> Dialogue:
    for words in said:
        talk.receives(understood(words))
    return talk


@pytest.fixture
def collector(conversation: str) -> Dialogue:
    """A refuse collector who wants other work and was shown some."""
    talk = Dialogue(conversation).says("ik ben vuilnisman en wil wat anders", "need_richting")
    return hears(talk.says("ja", "affirm"), "wat is er nog meer dan beveiliging")


@pytest.mark.parametrize(
    "said, told",
    [
        ("wat moet ik daarvoor kunnen", "boa-examen"),
        ("is dat mbo 3?", "niveau 3"),
        ("hoe lang duurt het om dat te worden", "Handhaver"),
        ("wat verdien je dan", "handhaver openbare ruimte"),
    ],
)
def test_a_question_is_about_the_work_that_was_named_last_and_not_the_list_before(
    collector: Dialogue, said: str, told: str
) -> None:
    hears(collector, "boa klinkt wel goed", said)
    assert told in collector.heard and "Luchthavenbeveiliger" not in collector.heard


def test_work_of_somebody_who_is_only_spoken_to_is_no_work_in_hand(collector: Dialogue) -> None:
    hears(collector, "en een hovenier?", "ik vraag het mijn teamleider", "hoe lang duurt die opleiding")
    assert "ovenier" in collector.heard


def test_nobody_is_told_unasked_to_begin_a_shop_of_their_own(conversation: str) -> None:
    cashier = Dialogue(conversation).says("ik ben kassamedewerker en wil wat anders", "need_richting")
    cashier.says("ja", "affirm")
    hears(cashier, "iets in een winkel, zonder diploma", "meer ander werk")
    assert "winkelier" not in "".join(cashier.everything) + cashier.heard


def test_a_level_in_a_question_about_what_can_be_done_with_it_is_theirs(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik was planner en zit in de ww", "need_uitkering").says("ja", "affirm")
    hears(talk, "kan ik met mbo 4 gewoon solliciteren als productieplanner")
    assert talk.slot("edu") == "mbo4" and "productieplanner" in talk.heard.lower()


def test_a_level_that_was_asked_is_taken_however_crossly_it_is_said(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil bijleren", "need_leren").says("ja", "affirm")
    hears(talk, "kok", "vast")
    assert talk.slot("requested_slot") == "edu"
    hears(talk, "mbo 4 zei ik net al")
    assert talk.slot("edu") == "mbo4" and "sorry" in talk.heard.lower()


def test_who_told_only_to_have_no_work_is_asked_whether_they_look_for_it(conversation: str) -> None:
    talk = hears(Dialogue(conversation), "ik zit in de ww, was planner")
    assert "weer aan de slag" in talk.heard and talk.slot("needs") == ["need_uitkering"]


@pytest.mark.parametrize(
    "said, told",
    [
        ("geef gewoon een telefoonnummer", "0800-8020"),
        ("ik woon in apeldoorn. nummer van dat werkcentrum", "werkcentrum.nl"),
        ("hoe vaak moet ik solliciteren met ww", "vier keer"),
        ("kan ik met de vertrouwenspersoon praten zonder dat het verder gaat?", "zwijgen"),
        ("kost dat geld dat college van mensenrechten? en komt mn baas er dan achter", "kost niets"),
        ("moet ik ontslag nemen om te weten of lesgeven wat is, of kun je dat eerst uitproberen?", "een dag mee"),
    ],
)
def test_what_people_ask_on_has_its_answer(collector: Dialogue, said: str, told: str) -> None:
    hears(collector, said)
    assert told in collector.heard


def test_who_is_ashamed_of_asking_hears_first_that_there_is_no_need(collector: Dialogue) -> None:
    hears(collector, "moet ik me niet gewoon eerst ziekmelden? of is dat laf")
    assert collector.heard.startswith("Nee, dat is niet laf. ") and "Ja, ook" not in collector.heard


def test_an_outcry_with_a_number_is_no_question(conversation: str) -> None:
    tiler = hears(Dialogue(conversation), "knieen kapot. 40 jaar tegels gezet")
    assert tiler.slot("occupation") == "tegelzetter" or tiler.slot("maybe_occupations")
    hears(tiler, "6 jaar?? dat haal ik nooit met die knieen")
    assert "geen zeker antwoord" not in tiler.heard and "weet ik niet" not in tiler.heard


def test_getting_up_early_is_no_complaint_about_us(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil iets anders", "need_richting").says("ja", "affirm")
    hears(talk, "vakkenvuller", "ja is goed")
    assert talk.slot("requested_slot"), talk.heard
    hears(talk, "vroeg opstaan en steeds hetzelfde doen")
    assert "las ik overheen" not in talk.heard


def test_a_habit_is_no_step(conversation: str) -> None:
    said = "ik werk 14 jaar bij een bank. prima salaris, en ik vraag me iedere maandag af waar ik het voor doe"
    banker = hears(Dialogue(conversation), said)
    assert banker.slot("step") is None and "bijstuurplan" not in banker.heard


def test_a_job_that_falls_away_is_not_asked_about_as_danger(conversation: str) -> None:
    said = "ik zit achter de kassa maar alles is nu zelfscan. ik ben bang dat ze mij niet meer nodig hebben"
    assert "niet meer te leven" not in hears(Dialogue(conversation), said).heard
