"""An adviser books for the person: moments that fit them, faults that lose nothing, and the person hears of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from pydantic import SecretStr
from pytest_aiohttp.plugin import AiohttpClient

from connectors.settings import Settings
from guidance import accounts, advisers, audit, bookings, conversations, custody, desk_bookings, handoffs, plans, team
from guidance.accounts import Account
from guidance.advisers import Adviser, Availability
from guidance.conversations import OutMessage
from guidance.custody import Holder
from guidance.database import Database
from tests.connectors.desks import PASSWORD, Desk, open_desk

EVERY_DAY = tuple(Availability(weekday, time(9), time(17)) for weekday in range(7))
HERE = OutMessage("…")


@pytest.fixture
async def desk(db: Database, aiohttp_client: AiohttpClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    return await open_desk(db, aiohttp_client, Settings(secret_key=SecretStr("a key for the tests only")))


def adviser(db: Database, name: str, region: str = "AM22", languages: tuple[str, ...] = ("nl",)) -> Account:
    now = datetime.now(UTC)
    account = accounts.create(db, name, PASSWORD, "adviser")
    adviser_id = team.become_adviser(db, account, name.title(), "Werkcentrum", now)
    media = ("phone", "place")
    person = Adviser(adviser_id, name.title(), "Werkcentrum", (region,), (), media, "Rotterdam", languages)
    advisers.add(db, person, EVERY_DAY, now)
    return replace(account, adviser_id=adviser_id)


@pytest.fixture
def anna(db: Database, desk: Desk) -> Account:
    account = adviser(db, "anna")
    desk.as_user(account)
    return account


@pytest.fixture
def waits(db: Database) -> str:
    now = datetime.now(UTC)
    conversation = conversations.start(db, "website", now)
    plans.save(db, conversation, situation={"region": "AM22"}, now=now)
    handoffs.request(db, conversation, "asked", now)
    return conversation


async def first_moment(desk: Desk, conversation: str) -> str:
    page = await desk.get(f"/desk/conversations/{conversation}/book")
    return re.findall(r'<option value="([^"]+\|[^"]+)"', page)[0]


def heard(db: Database, conversation: str) -> list[str]:
    return [said.text for said in conversations.outgoing_after(db, conversation, 0)]


async def test_the_person_gets_the_appointment_hears_of_it_and_waits_no_more(
    desk: Desk, db: Database, anna: Account, waits: str
) -> None:
    path = f"/desk/conversations/{waits}"
    assert f'href="{path}/book"' in await desk.get(path)
    moment = await first_moment(desk, waits)
    answer = await desk.send(f"{path}/book", moment=moment, medium="phone", phone="06 12345678")
    assert answer.status == 303 and answer.headers["Location"] == f"{path}?saved=booked"
    made = bookings.of_conversation(db, waits)
    assert made and made.starts_at.isoformat() == moment.split("|")[1]
    assert (made.medium, made.contact) == ("phone", "0612345678")
    assert conversations.state(db, waits) == "bot" and handoffs.open_handoffs(db) == []
    [text] = heard(db, waits)
    assert "afspraak voor je gemaakt" in text and "op het nummer" in text
    page = await desk.get(answer.headers["Location"])
    assert "De afspraak staat" in page and f'href="/desk/bookings/{made.id}"' in page and f"{path}/book" not in page
    [entry] = [each for each in audit.latest(db) if each.deed != "read_conversation"]
    assert (entry.who, entry.deed, entry.detail) == ("anna", "book_for", made.reference)
    assert f'href="/desk/bookings/{made.id}"' in await desk.get("/desk?view=booked")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"moment": "", "medium": "phone", "phone": "0612345678"}, "Dat moment is net weg"),
        ({"moment": "anna|morgen|phone", "medium": "phone", "phone": "0612345678"}, "Dat moment is net weg"),
        ({"medium": "video"}, "Op dat moment kan het niet op deze manier"),
        ({"medium": "phone", "phone": "12"}, "geen telefoonnummer"),
        ({"medium": "phone", "phone": ""}, "Vul een nummer in"),
    ],
)
async def test_a_fault_is_said_under_its_field_and_books_nothing(
    desk: Desk, db: Database, anna: Account, waits: str, fields: dict[str, str], said: str
) -> None:
    moment = await first_moment(desk, waits)
    answer = await desk.send(f"/desk/conversations/{waits}/book", **{"moment": moment, **fields})
    page = await answer.text()
    assert answer.status == 422 and said in page and 'aria-invalid="true"' in page
    assert bookings.of_conversation(db, waits) is None and heard(db, waits) == []
    assert conversations.state(db, waits) == "waiting"


async def test_a_number_that_is_known_is_not_asked_for_and_not_shown(
    desk: Desk, db: Database, anna: Account, waits: str
) -> None:
    plans.save(db, waits, contact="0687654321", now=datetime.now(UTC))
    page = await desk.get(f"/desk/conversations/{waits}/book")
    assert "al een nummer bekend" in page and "0687654321" not in page
    moment = await first_moment(desk, waits)
    assert (await desk.send(f"/desk/conversations/{waits}/book", moment=moment, medium="phone")).status == 303


async def test_who_talks_with_a_colleague_or_has_an_appointment_is_not_booked_again(
    desk: Desk, db: Database, anna: Account, waits: str
) -> None:
    now = datetime.now(UTC)
    moment = await first_moment(desk, waits)
    custody.claim(db, waits, Holder("bo", "Bo"), HERE, now)
    path = f"/desk/conversations/{waits}"
    answer = await desk.send(f"{path}/book", moment=moment, medium="place")
    assert "problem=state" in answer.headers["Location"] and bookings.of_conversation(db, waits) is None
    custody.close(db, waits, "bo", "helped", HERE, now)
    await desk.send(f"{path}/book", moment=moment, medium="place")
    again = await desk.send(f"{path}/book", moment=await_other(db, waits), medium="place")
    assert "problem=booked" in again.headers["Location"]


def await_other(db: Database, conversation: str) -> str:
    return desk_bookings.slots_for(db, conversation, datetime.now(UTC))[-1].key()


async def test_who_has_the_conversation_may_move_what_was_booked_with_a_colleague(
    desk: Desk, db: Database, anna: Account, waits: str
) -> None:
    bo = adviser(db, "bo")
    now = datetime.now(UTC)
    slot = next(each for each in desk_bookings.slots_for(db, waits, now) if each.adviser_id == bo.adviser_id)
    made = bookings.book(db, waits, slot.adviser_id, slot.starts_at, None, now)
    await desk.get(f"/desk/bookings/{made.id}", 403)
    custody.claim(db, waits, Holder("anna", "Anna"), HERE, now)
    assert f'href="/desk/bookings/{made.id}"' in await desk.get(f"/desk/conversations/{waits}")
    await desk.get(f"/desk/bookings/{made.id}")


def test_moments_fit_the_region_and_language_of_the_person_and_the_own_adviser_comes_first(
    db: Database, waits: str
) -> None:
    far, near, polish = (adviser(db, "aart", "AM01"), adviser(db, "bea"), adviser(db, "cas", languages=("pl",)))
    now = datetime.now(UTC)
    plans.save(db, waits, situation={"language": "pl"}, now=now)
    assert desk_bookings.slots_for(db, waits, now)[0].adviser_id == polish.adviser_id
    own = desk_bookings.slots_for(db, waits, now, far.adviser_id)
    assert own[0].adviser_id == far.adviser_id and own[0].media == ("phone",)
    assert {slot.adviser_id for slot in own} >= {far.adviser_id, polish.adviser_id}
    assert near.adviser_id not in {slot.adviser_id for slot in desk_bookings.slots_for(db, waits, now)[:6]}
