"""Who can pay for a training: beside the training itself, and for who asks it, with source and day."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot.dialogue import Dialogue
from tests.bot.walking import items, to_help


@pytest.fixture
def talk(conversation: str) -> Dialogue:
    return Dialogue(conversation)


def shown(talk: Dialogue) -> dict[str, dict[str, Any]]:
    """What the last reply lists, by name."""
    return {item["name"]: item for reply in talk.replies for item in items(reply)}


def test_a_training_tells_its_source_and_who_can_pay_it_with_source_and_day(talk: Dialogue) -> None:
    course = shown(to_help(talk, "need_leren"))["Heftruckcertificaat"]
    assert course["source"].startswith("HOC") and course["checked"].startswith("bekeken op")
    payers = course["more"].partition("Kan meebetalen: ")[2]
    budget = "Persoonlijk ontwikkelbudget in je cao (volgens AWVN, persoonlijk ontwikkelbudget, bekeken op 2"
    assert payers.startswith(budget)


def test_who_asks_who_pays_the_trainings_on_the_screen_hears_what_pays_those(talk: Dialogue) -> None:
    to_help(talk, "need_leren").presses("Wie betaalt dat?")
    assert "deze opleidingen" in talk.heard
    assert all(item["source"] and "21 november 2026" in item["checked"] for item in shown(talk).values())


def test_who_names_a_training_hears_what_pays_that_one(talk: Dialogue) -> None:
    talk.says("ik ben 45 jaar en werk in loondienst", found=(("status", "employee", "loondienst"),))
    hbo = talk.says("wie betaalt de pabo", "ask_budget").heard
    assert "Pabo in deeltijd" in hbo
    assert "Mbo-studentenfonds" not in hbo


def test_the_next_training_gets_its_own_answer_and_the_same_one_does_not(talk: Dialogue) -> None:
    first = talk.says("wie betaalt een heftruckcertificaat", "ask_budget").heard
    assert "Heftruckcertificaat" in first
    assert not shown(talk.says("wie betaalt een heftruckcertificaat?", "ask_budget"))
    assert "Pabo in deeltijd" in talk.says("en wie betaalt de pabo", "ask_budget").heard


def test_a_scheme_that_pays_only_some_of_the_trainings_says_which(talk: Dialogue) -> None:
    talk.says("ik ben 18").says("wie betaalt de opleiding tot lasser", "ask_budget")
    details = {name: item["detail"] for name, item in shown(talk).items()}
    assert details["Mbo-studentenfonds"].startswith("Voor: Lassen en constructie.")
    assert not details["Persoonlijk ontwikkelbudget in je cao"].startswith("Voor:")


def test_a_scheme_says_at_once_when_nobody_saw_whether_it_can_be_asked_for_now(talk: Dialogue) -> None:
    talk.says("wie betaalt de opleiding tot lasser", "ask_budget")
    known = shown(talk)
    assert known["Persoonlijk ontwikkelbudget in je cao"]["detail"].endswith("Vraag of dit nog geldt.")
    assert not all("nu kan" in scheme["detail"] for scheme in known.values())


def test_what_was_asked_the_price_of_is_what_the_button_is_about(talk: Dialogue) -> None:
    talk.says("wat kost de pabo", "ask_cost").presses("Wie betaalt")
    assert "Pabo in deeltijd" in talk.heard


def test_who_names_no_training_hears_of_money_in_general(talk: Dialogue) -> None:
    heard = talk.says("wie betaalt een cursus voor mij", "ask_budget").heard
    assert "Dit past het best bij wat je vertelde" in heard or "Hier zou ik beginnen" in heard


def test_the_loan_is_named_for_a_study_and_not_for_a_short_course(talk: Dialogue) -> None:
    talk.says("ik ben 45 en zzp'er", found=(("status", "self_employed", "zzp'er"),))
    assert "Levenlanglerenkrediet" in talk.says("wie betaalt de pabo", "ask_budget").heard
    assert "Levenlanglerenkrediet" not in talk.says("wie betaalt een heftruckcertificaat", "ask_budget").heard


def test_when_nobody_is_known_that_is_said_with_who_may_know_more(talk: Dialogue) -> None:
    talk.says("ik ben 45 en zzp'er", found=(("status", "self_employed", "zzp'er"),))
    talk.says("wie betaalt een vca basis", "ask_budget")
    assert not shown(talk) and "adviseur" in talk.heard
    assert {"Alle regelingen", "Ik wil een mens spreken"} <= set(talk.buttons)
