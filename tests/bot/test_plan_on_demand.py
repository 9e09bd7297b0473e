"""The plan is shown whenever it is asked for, and holds what belongs to the wish and the need that were told."""

from __future__ import annotations

import pytest

from bot.actions import introductions
from bot.actions.own_story import quote_of
from bot.actions.tone import formally
from bot.actions.wording import label
from guidance.database import Database
from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood
from tests.bot.test_plan_is_corrected import learner, mason

__all__ = ["learner", "mason"]

ASKS = [
    "mag ik mijn plan zien",
    "laat plan nog eens zien",
    "gewoon mn plan aub",
    "en krijg ik nou ook nog iets op papier van die stap",
    "is er ook een verslag van wat wij besproken hebben?",
    "waar is mijn plan gebleven",
    "ik wil het plan graag teruglezen",
    "kan ik een samenvatting krijgen",
    "mijn plan",
    "laat het plan zien",
    "kunt u mij het verslag geven?",
]


@pytest.mark.parametrize("said", ASKS)
@pytest.mark.parametrize("intent", ["repeat", "show_data", "need_baan_onzeker"])
def test_who_asks_for_the_plan_sees_it(mason: Dialogue, said: str, intent: str) -> None:
    mason.says(said, intent, confidence=0.5)
    assert {label("plan", "step"), formally(label("plan", "step"))} & set(
        mason.plan
    ) and mason.question == "appointment"


def test_no_to_an_appointment_and_a_wish_for_the_plan_are_both_heard(mason: Dialogue) -> None:
    mason.says("nu geen afspraak, gewoon mn plan aub", "cancel_booking", confidence=0.48)
    assert mason.plan and mason.form is None and "Tot ziens" not in mason.heard


def test_before_there_is_a_step_the_button_lets_one_be_chosen(conversation: str) -> None:
    talk = Dialogue(conversation).says("mijn werk is te zwaar", "need_zwaar_gezondheid")
    talk.says("mag ik mijn plan zien", "show_data").presses("Een stap kiezen")
    assert talk.question == "step"
    talk.presses("Vragen naar de bedrijfsarts")
    assert talk.plan


def test_a_step_that_was_chosen_stays_when_another_need_is_told(mason: Dialogue) -> None:
    mason.says("nee, dank je", "deny").says("ik ben bang voor ontslag", "need_baan_onzeker").says("ja duh", "affirm")
    mason.says("overslaan", "skip")
    assert mason.question != "step" and mason.plan[label("plan", "step")].startswith("Ik vraag mijn werkgever")


def test_the_plan_holds_the_training_that_was_named_and_not_the_first_of_a_list(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben orderpicker en wil een certificaat voor de heftruck", "need_leren")
    talk.says("ja", "affirm").says("via een uitzendbureau", found=(("status", "flex_agency", "uitzendbureau"),))
    talk.says("overslaan", "skip").presses("Vragen of er geld is").says("mijn plan", "inform")
    plan = talk.plan
    assert "Heftruckcertificaat" in plan[label("plan", "found")] and "eidinggevende" not in plan[label("plan", "found")]
    assert "Heftruckcertificaat" in plan[label("plan", "need")]
    assert "via een uitzendbureau" in plan[label("plan", "facts")]


def test_a_scheme_that_ended_or_is_for_others_is_not_in_the_plan(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben administratief medewerker, wie betaalt een cursus", "need_geld_tijd")
    talk.says("kan ik studiekosten aftrekken van de belasting?", "ask_budget").says("ja", "affirm")
    talk.says("vast contract, ik ben geen uitzendkracht", found=(("status", "employee", "vast contract"),))
    talk.says("overslaan", "skip").presses("Vragen of er geld is")
    found = talk.plan[label("plan", "found")]
    assert "aftrekken" not in found and "Doorzaam" not in found


def test_a_name_is_only_masked_where_one_is_given() -> None:
    assert introductions.without_name("hoe haal ik in godsnaam me pensioen") == "hoe haal ik in godsnaam me pensioen"
    assert "Bakker" not in introductions.without_name("mijn naam is Piet Bakker, ik ben kok")


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ("welke stap?? ik ben bang dat ik eruit vlieg.", "ik ben bang dat ik eruit vlieg."),
        ("slaan we maar over. wie betaalt zon cursus planner eigenlijk?", ""),
        ("nee niet dat lijstje", ""),
    ],
)
def test_what_is_said_to_us_is_no_quote(said: str, quoted: str) -> None:
    assert quote_of(said) == quoted


def test_how_they_first_told_it_stands_in_the_plan_and_no_later_reaction(conversation: str) -> None:
    talk = Dialogue(conversation)
    talk.receives(understood("hallo. 30 jaar op de vrachtwagen en me rug is naar de knoppen. wat kan ik nog"))
    for said in ("ja klopt. twee hernia's gehad", "nee niet dat lijstje, dat zei ik toch", "ik bel morgen mijn zus"):
        talk.receives(understood(said))
    assert talk.plan[label("plan", "own_words")] == "“30 jaar op de vrachtwagen en me rug is naar de knoppen”"


def test_who_only_asks_and_answers_is_not_quoted(conversation: str) -> None:
    talk = Dialogue(conversation)
    for said in (
        "bestaat het stap budget nog?",
        "ok. en wat is er dan wel?",
        "ik bel morgen mijn baas over een cursus",
    ):
        talk.receives(understood(said))
    assert label("plan", "own_words") not in talk.plan


def test_the_note_for_who_says_u_says_no_je_and_asks_whether_the_talk_may_be_read(
    mason: Dialogue, db: Database
) -> None:
    mason.presses("Ja, laat").says("vrijdag graag, kunt u dat regelen?").says("ja", "affirm")
    mason.says("overslaan", "skip").says("overslaan", "skip")
    rows = mason.plan
    assert mason.question == "note" and rows["Wat u nodig hebt"] == "Uw werk valt u zwaar"
    assert label("note", "transcript_asked").startswith("Mag ")


def test_the_heading_of_the_plan_says_u_to_who_says_u() -> None:
    assert formally(label("plan", "title")) == "Uw plan"
