"""Whoever the computer cannot help now hears how to reach a human: at the organisation, where it can be called."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from connectors.contact import Reach, in_words, reach_of
from connectors.lane import Timing
from connectors.notices import load_notices
from connectors.outlets import Outlets
from connectors.rasa_client import RasaClient
from connectors.relay import Relay
from guidance import conversations, tenant_texts
from guidance.database import Database
from guidance.tenant import DEMO_FILE
from tests.connectors.fakes import FakeRasa, Listener, Person

NOTICES = load_notices()
WITH_HUMAN = {name for name, said in NOTICES.notices.items() for notice in said if "{human}" in notice.text.lower()}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An organisation that can be called."""
    file = tmp_path / "tenant.yaml"
    file.write_text(
        "{organisation: Voorbeeld, kind: vakbond, about: Wij., data_use: Wij lezen mee., phone: 020 1234567}"
    )
    return file


def test_an_organisation_with_a_telephone_is_called_and_else_the_site_is_named(db: Database, file: Path) -> None:
    assert reach_of(file)(db) == Reach("bel 020 1234567")
    assert reach_of(DEMO_FILE)(db) == Reach(in_words(), demonstration=True) == Reach("kijk op werkcentrum.nl", True)


def test_what_a_coordinator_changed_counts_at_once(db: Database, file: Path) -> None:
    reach = reach_of(file)
    tenant_texts.put(db, "opening_hours", "op werkdagen van 9 tot 17 uur", "sam", datetime.now(UTC))
    assert reach(db).words == "bel 020 1234567. Dat kan op werkdagen van 9 tot 17 uur"


def test_the_notices_about_trouble_name_the_way_of_the_organisation() -> None:
    assert {"opening", "outage", "human_requested", "human_requested_demo"} == WITH_HUMAN
    for name in WITH_HUMAN:
        assert "el 020 1234567" in NOTICES.message(name, human="bel 020 1234567").text


def test_no_sentence_is_said_with_a_gap() -> None:
    for name, said in NOTICES.notices.items():
        assert not [nth for nth in range(len(said)) if "{" in NOTICES.message(name, nth).text]


async def test_while_rasa_is_away_the_person_hears_the_number_of_the_organisation(
    db: Database, client: RasaClient, rasa: FakeRasa, listener: Listener, timing: Timing, file: Path
) -> None:
    relay = Relay(db, client, Outlets(test=listener), timing=timing, reach=reach_of(file))
    person = Person(db, relay, conversations.start(db, "test", datetime.now(UTC)))
    await rasa.stop()
    await person.says("hoi")
    await listener.heard(1)
    await person.asks_for_a_human()
    await listener.heard(2)
    assert all("el 020 1234567." in said and "werkcentrum.nl" not in said for said in listener.notices)
    await relay.close()
