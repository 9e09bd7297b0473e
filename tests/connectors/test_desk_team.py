"""Coordinator and editor at the desk: team, loads, opening hours, texts, the audit trail, review and facts."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from pytest_aiohttp.plugin import AiohttpClient
from sqlalchemy import text

from connectors.desk.app import ROUTES
from connectors.desk.words import load_words
from connectors.settings import Settings
from guidance import accounts, advisers, audit, bookings, conversations, handoffs, opening, reviews, slots, tenant_texts
from guidance.accounts import Account
from guidance.advisers import Adviser, Availability
from guidance.conversations import OutMessage
from guidance.database import Database
from guidance.opening import Hours
from guidance.schedule import AMSTERDAM
from knowledge.freshness import Checked
from tests.connectors.desks import PASSWORD, Desk, open_desk
from tests.guidance.test_talk_answers import said


@pytest.fixture
def chief(db: Database) -> Account:
    return accounts.create(db, "chef", PASSWORD, "coordinator")


@pytest.fixture
async def desk(
    db: Database, chief: Account, aiohttp_client: AiohttpClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    """The coordinator is logged in."""
    monkeypatch.chdir(tmp_path)
    opened = await open_desk(db, aiohttp_client, Settings(secret_key=SecretStr("a key for the tests only")))
    opened.as_user(chief)
    return opened


def flagged(db: Database, why: str = "STAP bestaat niet meer") -> int:
    now = datetime.now(UTC)
    conversation = conversations.start(db, "website", now)
    conversations.receive(db, conversation, f"{conversation}:1", "text", "Bel me op 0612345678 over <STAP>", now)
    pending = conversations.oldest_unanswered(db, conversation)
    assert pending
    [sent] = conversations.answer(db, pending.inbox_id, [OutMessage("STAP geeft 1.000 euro.")], now)
    return reviews.flag(db, conversation, sent.seq, why, "anna", now)


async def test_an_empty_team_says_what_will_stand_there(desk: Desk) -> None:
    page = await desk.get("/desk/team")
    assert "Nog niemand heeft uren" in page and "niemand" in page and "chef" in page
    assert "Nog niets." in await desk.get("/desk/audit")


async def test_the_team_page_shows_loads_waits_and_who_did_not_come(desk: Desk) -> None:
    now = datetime.now(UTC)
    every_day = [Availability(day, time(0), time(23, 45), 45) for day in range(7)]
    advisers.add(desk.db, Adviser("bo", "Bo Bakker", "Werkcentrum", ("AM22",), (), ("phone",)), every_day, now)
    conversation = conversations.start(desk.db, "website", now)
    slot = slots.free_slots(desk.db, now)[0]
    bookings.book(desk.db, conversation, "bo", slot.starts_at, None, now)
    handoffs.request(desk.db, conversation, "asked", now - timedelta(minutes=12))
    page = await desk.get("/desk/team")
    assert "Bo Bakker" in page and re.search(r"\b1 van \d+", page) and "0 van 0" in page
    assert "12 minuten" in page
    assert page.count('<svg class="load"') == 4


async def test_the_team_page_counts_what_people_said_after_a_talk(desk: Desk) -> None:
    assert "Nog te weinig antwoorden" in await desk.get("/desk/team")
    for number in range(6):
        said(desk.db, "Bo Bakker", "yes" if number else "no", "some")
    page = await desk.get("/desk/team")
    assert "5 ja, 0 een beetje, 1 nee" in page and "0 ja, 6 een beetje, 0 nee" in page
    assert '<rect class="answer0" x="0" width="83.3"' in page and '<rect class="answer2" x="83.3" width="16.7"' in page
    assert "Bo Bakker" in page and "November 2026" in page


async def test_a_role_changes_at_once_and_the_last_coordinator_stays(desk: Desk, chief: Account) -> None:
    bo = accounts.create(desk.db, "bo", PASSWORD, "adviser")
    refused = await desk.send(f"/desk/team/{chief.id}/role", role="editor")
    assert refused.status == 422 and "enige coördinator" in await refused.text()
    assert (await desk.send(f"/desk/team/{chief.id}/remove")).status == 422
    assert (await desk.send(f"/desk/team/{bo.id}/role", role="baas")).status == 422
    assert (await desk.send(f"/desk/team/{bo.id}/role", role="coordinator")).status == 303
    assert (await desk.send(f"/desk/team/{chief.id}/role", role="editor")).status == 303
    assert (await desk.client.get("/desk/team", allow_redirects=False)).status == 403
    assert [entry.detail for entry in audit.latest(desk.db)] == ["editor", "coordinator"]


async def test_who_is_taken_off_is_out_at_once(desk: Desk) -> None:
    bo = accounts.create(desk.db, "bo", PASSWORD, "adviser")
    token = accounts.open_session(desk.db, bo, datetime.now(UTC))
    assert "Van de balie halen" in await desk.get(f"/desk/team/{bo.id}")
    assert (await desk.send(f"/desk/team/{bo.id}/remove")).status == 303
    assert accounts.session(desk.db, token, datetime.now(UTC)) is None
    await desk.get(f"/desk/team/{bo.id}", status=404)
    assert (await desk.send(f"/desk/team/{bo.id}/remove")).status == 404


async def test_an_invitation_can_be_taken_back(desk: Desk) -> None:
    await desk.send("/desk/team/invite", email="bo@example.nl", role="adviser")
    assert "bo@example.nl" in await desk.get("/desk/team")
    await desk.send("/desk/team/withdraw", email="bo@example.nl")
    assert "bo@example.nl" not in await desk.get("/desk/team")


async def test_opening_hours_are_kept_and_a_slip_loses_nothing(desk: Desk) -> None:
    assert (await desk.send("/desk/texts/opening", hours0="9-17", hours2="9:00-12:00, 13:00-17:00")).status == 303
    assert opening.hours(desk.db) == [
        Hours(0, time(9), time(17)),
        Hours(2, time(9), time(12)),
        Hours(2, time(13), time(17)),
    ]
    answer = await desk.send("/desk/texts/opening", hours0="9-17", hours1="altijd")
    page = await answer.text()
    assert answer.status == 422 and 'id="fault-hours1"' in page and 'value="altijd"' in page and 'value="9-17"' in page
    assert len(opening.hours(desk.db)) == 3


async def test_a_region_gets_hours_of_its_own_and_can_have_them_back(desk: Desk) -> None:
    assert "Voor elke regio gelden de tijden hierboven" in await desk.get("/desk/texts")
    assert (await desk.send("/desk/texts/region", region="AM22", own1="18-21")).status == 303
    assert opening.hours(desk.db, "AM22") == [Hours(1, time(18), time(21))] and opening.hours(desk.db) == []
    listed = await desk.get("/desk/texts?region=AM22")
    assert "dinsdag 18:00-21:00" in listed and 'value="18:00-21:00"' in listed and 'value="AM22" selected' in listed
    away = await desk.send("/desk/texts/away", region="AM22")
    assert opening.hours(desk.db, "AM22") == []
    page = await desk.get(away.headers["Location"])
    assert "weer de tijden van de organisatie" in page and 'value="18:00-21:00"' in page  # to put back
    assert (await desk.send("/desk/texts/away", region="AM22")).status == 303  # a second tab
    assert [(entry.deed, entry.detail) for entry in audit.latest(desk.db)] == [
        ("remove_region", ""),
        ("remove_region", "AM22"),
        ("save_region", "AM22"),
    ]


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"region": "", "own0": "9-17"}, "region"),
        ({"region": "AM99", "own0": "9-17"}, "region"),
        ({"region": "AM22"}, "own0"),
        ({"region": "AM22", "own0": "9-17", "own2": "altijd"}, "own2"),
    ],
)
async def test_a_slip_in_the_hours_of_a_region_changes_nothing(desk: Desk, typed: dict[str, str], fault: str) -> None:
    opening.put(desk.db, [Hours(0, time(9), time(17))])
    answer = await desk.send("/desk/texts/region", **typed)
    page = await answer.text()
    assert answer.status == 422 and f'id="fault-{fault}"' in page and 'value="9:00-17:00"' in page
    assert all(f'value="{text}"' in page for name, text in typed.items() if name.startswith("own"))
    assert list(opening.everywhere(desk.db)) == [None]


async def test_hours_in_an_address_fill_the_form_only_when_they_are_hours(desk: Desk) -> None:
    page = await desk.get("/desk/texts?region=AM22&own0=%3Cscript%3E&own1=9-12&about=x")
    assert "<script>" not in page.partition("<main")[2] and 'value="9:00-12:00"' in page and 'value="x"' not in page


async def test_texts_are_kept_shown_safely_and_given_back(desk: Desk) -> None:
    saved = await desk.send("/desk/texts/words", about="Wij zijn <b>er</b>.", phone="010 - 123 45 67")
    assert saved.status == 303
    assert tenant_texts.overrides(desk.db) == {"about": "Wij zijn <b>er</b>.", "phone": "010 - 123 45 67"}
    assert "Wij zijn &lt;b&gt;er&lt;/b&gt;." in await desk.get("/desk/texts")
    assert [entry.detail for entry in audit.latest(desk.db)] == ["about, phone"]
    wrong = await desk.send("/desk/texts/words", about="Wij zijn er.", phone="bel maar")
    page = await wrong.text()
    assert wrong.status == 422 and 'id="fault-phone"' in page and 'value="bel maar"' in page
    await desk.send("/desk/texts/words", about="", phone="")
    assert tenant_texts.overrides(desk.db) == {}


async def test_the_audit_trail_pages_back_and_says_when_it_was_broken(desk: Desk) -> None:
    for number in range(60):
        audit.record(desk.db, "anna", "close", datetime.now(UTC), f"gesprek-{number}")
    page = await desk.get("/desk/audit")
    assert "gesprek-59" in page and "gesprek-9<" not in page and "Het logboek is heel" in page
    older = re.search(r'href="(/desk/audit\?before=\d+)"', page)
    assert older and "gesprek-9<" in await desk.get(older[1])
    with desk.db.transaction() as session:
        session.execute(text("DROP TRIGGER audit_no_UPDATE"))
        session.execute(text("UPDATE audit SET who = 'iemand' WHERE id = 7"))
    assert "Regel 7 klopt niet meer" in await desk.get("/desk/audit")
    assert "Regel 7 klopt niet meer" in await desk.get("/desk/audit?check=all")
    assert await desk.get("/desk/audit?before=abc")


def test_every_deed_that_can_be_noted_has_words() -> None:
    words = load_words()
    posts = {route.deed for route in ROUTES if route.method == "POST" and route.right is not None}
    posts.discard("")  # not noted
    assert posts <= set(words.deeds)


async def test_a_case_goes_from_the_list_to_nagekeken(desk: Desk) -> None:
    case = flagged(desk.db)
    page = await desk.get("/desk/review")
    assert "over &lt;STAP&gt;" in page and "STAP geeft 1.000 euro." in page and "0612345678" not in page
    wrong = await desk.send(f"/desk/review/{case}/handle", note="nog even")
    body = await wrong.text()
    assert wrong.status == 422 and 'value="nog even"' in body and "Kies wat ermee is gedaan" in body
    assert (await desk.send(f"/desk/review/{case}/handle", outcome="mended", note="antwoord aangepast")).status == 303
    assert "Er is niets om na te kijken" in await desk.get("/desk/review")
    assert "antwoord aangepast" in await desk.get("/desk/review?show=handled")


async def test_an_editor_exports_the_cases_and_sees_no_conversation(desk: Desk) -> None:
    flagged(desk.db)
    desk.as_user(accounts.create(desk.db, "ed", PASSWORD, "editor"))
    answer = await desk.client.get("/desk/review/export.json")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="nakijken.json"'
    [case] = json.loads(await answer.text())
    assert case["why"] == "STAP bestaat niet meer" and "0612345678" not in case["said"]
    sheet = await (await desk.client.get("/desk/review/export.csv")).text()
    assert next(csv.DictReader(io.StringIO(sheet.removeprefix("\ufeff"))))["answered"] == "STAP geeft 1.000 euro."
    assert [entry.deed for entry in audit.latest(desk.db)] == ["export_csv", "export_json"]
    assert "/desk/conversations/" not in await desk.get("/desk/review")


async def test_the_facts_page_names_what_is_old_first(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    today = datetime.now(AMSTERDAM).date()
    facts = (
        Checked("budget", "oud", "Oude regeling", today - timedelta(days=181), "Bron", "https://example.nl/oud"),
        Checked("service", "nieuw", "Nieuwe hulp", today - timedelta(days=180), "Bron", ""),
    )
    monkeypatch.setattr("connectors.desk.review._facts", lambda: facts)
    page = await desk.get("/desk/facts")
    above, below = page.split('id="all"')
    assert "Oude regeling" in above and "Nieuwe hulp" not in above and "Nieuwe hulp" in below
    assert "1 feit is langer dan een half jaar" in page


async def test_the_facts_of_the_project_stand_on_the_page(desk: Desk) -> None:
    page = await desk.get("/desk/facts")
    found = re.search(r"Laat (\d+) feiten zien", page)
    assert found and int(found[1]) > 50
