"""The plan is filled in bit by bit and never holds what it may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from guidance import plans
from guidance.database import Database
from guidance.errors import ConversationUnknown
from guidance.plans import LookUp
from tests.guidance.people import NOW

LATER = NOW + timedelta(minutes=1)
BUDGET = LookUp("budget", "slim", "SLIM", "voor je baas", "rijksoverheid.nl", date(2026, 11, 20))


def saved(db: Database, conversation: str) -> plans.Plan:
    plan = plans.get(db, conversation)
    assert plan is not None
    return plan


def test_there_is_no_plan_before_something_is_saved(db: Database, conversation: str) -> None:
    assert plans.get(db, conversation) is None


def test_what_is_saved_later_is_added_to_what_was_known(db: Database, conversation: str) -> None:
    plans.save(db, conversation, need="need_leren", situation={"age": 44, "sector": "transport"}, now=NOW)
    plans.save(db, conversation, step="Bellen", step_date=date(2026, 12, 1), situation={"age": 45}, now=LATER)
    plan = saved(db, conversation)
    assert (plan.need, plan.step, plan.step_date) == ("need_leren", "Bellen", date(2026, 12, 1))
    assert plan.situation == {"age": 45, "sector": "transport"}
    assert (plan.created_at, plan.updated_at) == (NOW, LATER)


def test_an_empty_text_takes_a_field_out_and_none_leaves_it(db: Database, conversation: str) -> None:
    plans.save(db, conversation, name="Sam", contact="sam@example.nl", step="x", step_date=date(2026, 12, 1), now=NOW)
    plans.save(db, conversation, contact="", step="", now=NOW)
    plan = saved(db, conversation)
    assert (plan.name, plan.contact, plan.step, plan.step_date) == ("Sam", None, None, None)


def test_a_fact_that_is_taken_back_is_gone(db: Database, conversation: str) -> None:
    plans.save(db, conversation, situation={"age": 44, "hours": 32}, now=NOW)
    plans.save(db, conversation, situation={"age": None}, now=NOW)
    assert saved(db, conversation).situation == {"hours": 32}


def test_own_words_are_kept_with_their_moment_and_not_twice(db: Database, conversation: str) -> None:
    plans.save(db, conversation, own_words="mijn rug is op", now=NOW)
    plans.save(db, conversation, own_words="mijn rug is op", now=LATER)
    plans.save(db, conversation, own_words="ik wil iets anders", now=LATER)
    assert saved(db, conversation).own_words == ((NOW, "mijn rug is op"), (LATER, "ik wil iets anders"))


def test_something_looked_up_again_replaces_the_earlier_one(db: Database, conversation: str) -> None:
    other = replace(BUDGET, id="evc", title="EVC")
    plans.save(db, conversation, looked_up=[BUDGET, other], now=NOW)
    newer = replace(BUDGET, checked_on=date(2026, 11, 23))
    plans.save(db, conversation, looked_up=[newer], now=LATER)
    assert saved(db, conversation).looked_up == (other, newer)


def test_dates_in_the_situation_are_kept_as_text(db: Database, conversation: str) -> None:
    plans.save(db, conversation, situation={"dismissed": date(2026, 10, 1), "cao": ["vvt"]}, now=NOW)
    assert saved(db, conversation).situation == {"dismissed": "2026-10-01", "cao": ["vvt"]}


@pytest.mark.parametrize("fact", [{"benefit": "WIA"}, {"benefit": "zw"}, {"health": "rug"}, {"union_member": True}])
def test_a_special_category_is_not_kept(db: Database, conversation: str, fact: dict[str, object]) -> None:
    plans.save(db, conversation, situation={**fact, "age": 50}, now=NOW)
    assert saved(db, conversation).situation == {"age": 50}


def test_unemployment_benefit_is_kept(db: Database, conversation: str) -> None:
    plans.save(db, conversation, situation={"benefit": "ww"}, now=NOW)
    assert saved(db, conversation).situation == {"benefit": "ww"}


def test_a_plan_belongs_to_a_conversation(db: Database) -> None:
    with pytest.raises(ConversationUnknown):
        plans.save(db, "0" * 32, need="need_leren", now=NOW)
