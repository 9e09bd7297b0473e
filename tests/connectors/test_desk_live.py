"""The live desk over a real gateway: who sees what, who has the word, and what arrives at once."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient
from sqlalchemy import event

from connectors.core import OUTLETS, RELAY
from connectors.desk import transcript_pdf
from connectors.desk.live_words import load_canned, load_words
from connectors.gateway import build_app
from connectors.handover import load_handover
from connectors.messages import AFTER_HUMAN, Incoming
from connectors.settings import Settings
from connectors.website.keys import HUB
from guidance import (
    accounts,
    agreements,
    audit,
    callbacks,
    conversations,
    custody,
    desk_notes,
    handoffs,
    notes,
    plans,
    reviews,
    team,
)
from guidance.database import Database
from guidance.notes import TRANSCRIPT, NoteLine
from tests.connectors.fakes import FakeRasa
from tests.connectors.tabs import AiohttpClient

PASSWORD = "een lang genoeg wachtwoord"
Browser = TestClient[web.Request, Any]
LINES = (
    NoteLine("need", "Wat je nodig hebt", "Minder zwaar werk. Ik heet Henk en woon in Spijkenisse."),
    NoteLine("contact", "Hoe je bereikbaar bent", "0612345678"),
    NoteLine(TRANSCRIPT, "Ons gesprek", "Mag worden gelezen"),
)


@dataclass
class Desk:
    """Two advisers at one gateway, and the database behind it."""

    app: web.Application
    db: Database
    samira: Browser
    kim: Browser
    rasa: FakeRasa

    async def page(self, conversation: str, who: Browser | None = None) -> str:
        answer = await (who or self.samira).get(f"/desk/conversations/{conversation}")
        assert answer.status == 200
        return await answer.text()

    async def does(self, deed: str, conversation: str, who: Browser | None = None, **fields: str) -> ClientResponse:
        client = who or self.samira
        key = re.search(r'name="key" value="(\w+)"', await self.page(conversation, client))
        assert key
        path = f"/desk/conversations/{conversation}/{deed}"
        return await client.post(path, data={"key": key[1], **fields}, allow_redirects=False)

    def said(self, conversation: str) -> list[tuple[str, str]]:
        return [(line.sender, line.text) for line in conversations.history(self.db, conversation)]

    async def settled(self, conversation: str) -> None:
        async with asyncio.timeout(60):
            await self.app[RELAY].settled(conversation)

    async def person_says(self, conversation: str, text: str) -> None:
        incoming = Incoming(conversation, f"{conversation}:{text}", "text", text)
        await self.app[RELAY].submit(incoming)
        await self.settled(conversation)


@pytest.fixture
async def desk(settings: Settings, rasa: FakeRasa, aiohttp_client: AiohttpClient) -> AsyncIterator[Desk]:
    db = Database(settings.guidance_url)
    db.create_tables()
    people = [accounts.create(db, name, PASSWORD, "adviser") for name in ("samira", "kim")]
    app = build_app(settings)
    first: Browser = await aiohttp_client(app)
    second: Browser = await aiohttp_client(first.server)
    clients = [first, second]
    for account, client in zip(people, clients, strict=True):
        token = accounts.open_session(db, account, datetime.now(UTC))
        client.session.cookie_jar.update_cookies({"bijsturen_desk": token})
    yield Desk(app, db, clients[0], clients[1], rasa)
    db.close()


def waits(desk: Desk, *, agreed: bool = False, since: timedelta = timedelta()) -> str:
    at = datetime.now(UTC) - since
    conversation = conversations.start(desk.db, "website", at)
    conversations.receive(desk.db, conversation, f"{conversation}:0", "text", "mijn rug houdt dit niet vol", at)
    pending = conversations.oldest_unanswered(desk.db, conversation)
    assert pending
    conversations.answer(desk.db, pending.inbox_id, [conversations.OutMessage("Hoe oud ben je?")], at)
    plans.save(desk.db, conversation, need="need_zwaar_gezondheid", situation={"region": "AM22"}, name="Henk", now=at)
    handoffs.request(desk.db, conversation, "asked", at)
    if agreed:
        notes.draft(desk.db, conversation, LINES, at)
        notes.agree(desk.db, conversation, at)
    return conversation


# --- what an adviser sees ---------------------------------------------------------------------------------------------


async def test_without_a_yes_the_adviser_sees_only_that_somebody_waits(desk: Desk) -> None:
    conversation = waits(desk)
    for page in (await desk.page(conversation), await (await desk.samira.get("/desk")).text()):
        for hidden in ("mijn rug", "Henk", "Werk dat te zwaar wordt", "Hoe oud"):
            assert hidden not in page
    assert "nog niet gezegd dat je iets mag lezen" in await desk.page(conversation)
    await desk.does("claim", conversation)
    await desk.person_says(conversation, "hallo, wie bent u?")
    page = await desk.page(conversation)
    assert "hallo, wie bent u?" in page and "mijn rug" not in page and "Henk" not in page


async def test_with_a_yes_the_note_is_covered_until_somebody_takes_the_conversation(desk: Desk) -> None:
    conversation = waits(desk, agreed=True)
    page = await desk.page(conversation)
    assert "Minder zwaar werk" in page and "mijn rug" not in page
    assert "De rest lees je als je het gesprek neemt" in page and "geen ja op gezegd" not in page
    for hidden in ("Henk", "Spijkenisse", "0612345678"):
        assert hidden not in page, hidden
    await desk.does("claim", conversation)
    page = await desk.page(conversation)
    assert page.index("Minder zwaar werk. Ik heet Henk en woon in Spijkenisse.") < page.index("mijn rug houdt")
    assert "0612345678" in page and "Hoe oud ben je?" in page


async def test_what_was_struck_is_not_there_also_not_after_taking_it(desk: Desk) -> None:
    conversation = waits(desk, agreed=True)
    notes.strike(desk.db, conversation, TRANSCRIPT, datetime.now(UTC))
    notes.strike(desk.db, conversation, "contact", datetime.now(UTC))
    await desk.does("claim", conversation)
    page = await desk.page(conversation)
    assert "mijn rug" not in page and "0612345678" not in page and "Minder zwaar werk" in page


async def test_a_yes_that_is_taken_back_closes_the_note(desk: Desk) -> None:
    conversation = waits(desk, agreed=True)
    await desk.does("claim", conversation)
    notes.withdraw(desk.db, conversation, datetime.now(UTC))
    page = await desk.page(conversation)
    assert "Minder zwaar werk" not in page and "mijn rug" not in page


# --- who has the word -------------------------------------------------------------------------------------------------


async def test_one_of_two_who_claim_gets_it_and_the_other_hears_who_has_it(desk: Desk) -> None:
    conversation = waits(desk)
    first, second = await asyncio.gather(desk.does("claim", conversation), desk.does("claim", conversation, desk.kim))
    refused = [answer.headers["Location"] for answer in (first, second) if "problem=held" in answer.headers["Location"]]
    assert len(refused) == 1
    loser = desk.samira if "problem" in first.headers["Location"] else desk.kim
    text = await (await loser.get(refused[0])).text()
    assert re.search(r"(Samira|Kim) heeft dit gesprek al", text)
    assert sum(sender == "desk" for sender, _ in desk.said(conversation)) == 1


async def test_both_talk_the_bot_is_silent_and_afterwards_it_goes_on(desk: Desk) -> None:
    conversation = waits(desk)
    desk.rasa.replies[AFTER_HUMAN] = [{"text": "We waren bij je leeftijd. Hoe oud ben je?"}]
    await desk.does("claim", conversation)
    await desk.person_says(conversation, "/restart")
    await desk.does("speak", conversation, text="  Dag Henk, bel me op 010-1234567  ")
    assert desk.rasa.texts == []
    await desk.does("release", conversation)
    await desk.settled(conversation)
    handover = load_handover()
    assert desk.said(conversation)[2:] == [
        ("desk", handover.told("claimed", "Samira").text),
        ("person", "/restart"),
        ("adviser", "Dag Henk, bel me op 010-1234567"),  # as it was typed: nothing is masked
        ("desk", handover.told("released", "Samira").text),
        ("bot", "We waren bij je leeftijd. Hoe oud ben je?"),
    ]
    assert desk.rasa.texts == [AFTER_HUMAN]


@pytest.mark.parametrize(("deed", "ending"), [("release", "released"), ("close", "closed")])
async def test_what_was_agreed_is_read_by_the_person_and_kept_for_the_bot(desk: Desk, deed: str, ending: str) -> None:
    conversation = waits(desk)
    await desk.does("claim", conversation)
    await desk.does(deed, conversation, agreed="  Je belt maandag\nhet ROC. ")
    told = load_handover().told(ending, "Samira").text
    assert ("desk", f"Dit is afgesproken: Je belt maandag het ROC.\n{told}") in desk.said(conversation)
    agreed = agreements.of_last_talk(desk.db, conversation)
    assert agreed is not None and (agreed.name, agreed.text) == ("Samira", "Je belt maandag het ROC.")


async def test_what_was_agreed_is_not_kept_when_another_has_the_talk(desk: Desk) -> None:
    conversation = waits(desk)
    await desk.does("claim", conversation)
    await desk.does("release", conversation, desk.kim, agreed="Je belt maandag")
    assert agreements.of_last_talk(desk.db, conversation) is None


async def test_reading_and_downloading_stand_in_the_audit_trail_once_and_without_a_word(desk: Desk) -> None:
    conversation = waits(desk, agreed=True)
    for _ in range(2):  # the page renews itself
        await desk.page(conversation)
    await desk.page(conversation, desk.kim)
    await desk.samira.get(f"/desk/conversations/{conversation}/pdf")
    await desk.samira.get(f"/desk/conversations/{'0' * 32}")
    entries = [(entry.who, entry.deed, entry.about, entry.detail) for entry in audit.latest(desk.db)]
    assert entries == [
        ("samira", "download_pdf", conversation, ""),
        ("kim", "read_conversation", conversation, ""),
        ("samira", "read_conversation", conversation, ""),
    ]


async def test_who_does_not_have_it_can_say_and_change_nothing(desk: Desk) -> None:
    conversation = waits(desk)
    await desk.does("claim", conversation)
    before = desk.said(conversation)
    for deed in ("speak", "release", "close", "transfer"):
        answer = await desk.does(deed, conversation, desk.kim, text="hoi", to="samira")
        assert "problem=held" in answer.headers["Location"]
    assert desk.said(conversation) == before


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001])
async def test_an_empty_or_endless_answer_is_not_sent(desk: Desk, text: str) -> None:
    conversation = waits(desk)
    await desk.does("claim", conversation)
    answer = await desk.does("speak", conversation, text=text)
    assert "problem=" in answer.headers["Location"]
    assert [sender for sender, _ in desk.said(conversation)][-1] == "desk"


async def test_transfer_gives_it_to_the_colleague_and_the_person_hears_who(desk: Desk) -> None:
    conversation = waits(desk)
    await desk.does("claim", conversation)
    await desk.does("transfer", conversation, to="kim")
    assert desk.said(conversation)[-1] == ("desk", load_handover().told("transferred", "Kim").text)
    assert "Jij hebt nu het woord" in await desk.page(conversation, desk.kim)
    refused = await desk.does("transfer", conversation, desk.kim, to="nobody")
    assert "problem=state" in refused.headers["Location"]


def as_coordinator(desk: Desk, client: Browser, name: str) -> None:
    chief = accounts.create(desk.db, name, PASSWORD, "coordinator")
    token = accounts.open_session(desk.db, chief, datetime.now(UTC))
    client.session.cookie_jar.clear()
    client.session.cookie_jar.update_cookies({"bijsturen_desk": token})


async def test_a_coordinator_takes_over_from_who_is_gone_and_an_adviser_cannot(desk: Desk) -> None:
    conversation = waits(desk)
    await desk.does("claim", conversation)
    assert "Neem over van" not in await desk.page(conversation, desk.kim)
    assert (await desk.does("takeover", conversation, desk.kim)).status == 403
    as_coordinator(desk, desk.kim, "chef")
    assert "Neem over van Samira" in await desk.page(conversation, desk.kim)
    assert (await desk.does("takeover", conversation, desk.kim)).status == 303
    assert desk.said(conversation)[-1] == ("desk", load_handover().told("transferred", "Chef").text)
    assert "Jij hebt nu het woord" in await desk.page(conversation, desk.kim)
    done = [entry.deed for entry in audit.latest(desk.db) if entry.deed != "read_conversation"]
    assert done == ["take_over", "claim"]


async def test_who_talks_with_somebody_taken_off_the_desk_hears_it_and_the_bot_goes_on(desk: Desk) -> None:
    conversation = waits(desk)
    await desk.does("claim", conversation)
    as_coordinator(desk, desk.kim, "chef")
    gone = next(each for each in team.everyone(desk.db) if each.username == "samira")
    page = await (await desk.kim.get(f"/desk/team/{gone.id}")).text()
    found = re.search(r'name="key" value="(\w+)"', page)
    assert found
    await desk.kim.post(f"/desk/team/{gone.id}/remove", data={"key": found[1]}, allow_redirects=False)
    await desk.settled(conversation)
    assert ("desk", load_handover().told("abandoned", "Samira").text) in desk.said(conversation)
    assert desk.rasa.texts == [AFTER_HUMAN] and conversations.state(desk.db, conversation) == "waiting"
    assert "Ik neem dit gesprek" in await desk.page(conversation, desk.kim)


async def test_closing_keeps_the_outcome_and_the_next_word_is_for_the_bot(desk: Desk) -> None:
    conversation = waits(desk)
    await desk.does("claim", conversation)
    await desk.does("close", conversation, outcome="referred")
    assert "Doorverwezen" in await (await desk.samira.get("/desk?view=closed")).text()
    await desk.person_says(conversation, "nog iets")
    assert desk.rasa.texts == ["nog iets"]


async def test_who_is_helped_without_a_talk_hears_who_did_that_and_waits_no_more(desk: Desk) -> None:
    conversation = waits(desk)
    await desk.does("handled", conversation)
    assert desk.said(conversation)[-1] == ("desk", load_handover().told("handled", "Samira").text)
    assert conversations.state(desk.db, conversation) == "bot"
    assert conversations.state_changes(desk.db, conversation)[-1].who == "samira"
    await desk.does("handled", conversation, desk.kim)  # their page was a moment behind
    assert [sender for sender, _ in desk.said(conversation)].count("desk") == 1


async def test_every_deed_needs_the_form_of_the_page(desk: Desk) -> None:
    conversation = waits(desk)
    for deed in ("claim", "speak", "release", "close", "transfer", "typing", "note", "handled"):
        path = f"/desk/conversations/{conversation}/{deed}"
        assert (await desk.samira.post(path, data={"key": "0" * 64, "text": "x"})).status == 403
    assert conversations.state(desk.db, conversation) == "waiting"


async def test_danger_said_to_a_human_is_marked_and_signposted(desk: Desk) -> None:
    conversation, other = waits(desk), waits(desk, since=timedelta(hours=1))
    desk.rasa.meanings["ik wil niet meer leven"] = "safety_suicide"
    await desk.does("claim", conversation)
    await desk.person_says(conversation, "ik wil niet meer leven")
    async with asyncio.timeout(60):
        while "113" not in desk.said(conversation)[-1][1]:
            await asyncio.sleep(0.02)
    assert [text for sender, text in desk.rasa.seen if sender == conversation] == []  # the dialogue heard nothing of it
    assert "ik wil niet meer leven" in await desk.page(conversation)
    assert "Gaat voor" in await (await desk.samira.get("/desk?view=mine")).text()
    assert other in await (await desk.samira.get("/desk")).text()
    await desk.does("release", conversation)
    assert "ik wil niet meer leven" not in [text for _, text in desk.said(conversation)]


def test_the_numbers_of_the_signposts_are_those_of_the_bot() -> None:
    bot = (Path(__file__).parents[2] / "bot/data/responses/safety.yml").read_text()
    for text in load_handover().signposts.values():
        for number in re.findall(r"\d[\d-]+\d", text):
            assert re.search(rf"\b{re.escape(number)}\b", bot), number


# --- at once ----------------------------------------------------------------------------------------------------------


class Stream:
    """The events a browser of the desk gets."""

    def __init__(self, response: ClientResponse) -> None:
        self._response = response

    async def next(self) -> dict[str, str]:
        """The next event: id, event and what is in its data."""
        found: dict[str, str] = {}
        async with asyncio.timeout(60):
            async for raw in self._response.content:
                line = raw.decode().rstrip("\n")
                if not line and "data" in found:
                    return {**found, **json.loads(found["data"])}
                name, _, value = line.partition(": ")
                if name:
                    found[name] = value
        raise AssertionError("the stream ended")


async def stream(client: Browser, last: str | None = None) -> Stream:
    headers = {"Last-Event-ID": last} if last else {}
    response = await client.get("/desk/events", headers=headers)
    assert response.status == 200 and response.headers["Content-Type"].startswith("text/event-stream")
    await response.content.readline()
    return Stream(response)


async def test_an_open_desk_hears_of_a_request_and_a_message_at_once(desk: Desk) -> None:
    heard = await stream(desk.samira)
    conversation = waits(desk)
    told = await heard.next()
    assert (told["event"], told["kind"], told["conversation"]) == ("news", "state", conversation)
    await desk.person_says(conversation, "nog iets")
    assert (await heard.next())["kind"] == "person"


async def test_a_browser_that_was_away_hears_exactly_what_it_missed(desk: Desk) -> None:
    first = await stream(desk.samira)
    conversation = waits(desk)
    seen = (await first.next())["id"]
    await desk.person_says(conversation, "gemist 1")
    await desk.person_says(conversation, "gemist 2")
    again = await stream(desk.kim, last=seen)
    missed = [await again.next(), await again.next()]
    assert [int(each["id"]) for each in missed] == [int(seen) + 1, int(seen) + 2]
    assert {each["kind"] for each in missed} == {"person"}


async def test_the_desk_sees_the_person_type_and_the_person_the_adviser(desk: Desk) -> None:
    conversation = waits(desk)
    await desk.does("claim", conversation)
    heard = await stream(desk.samira)
    await desk.app[RELAY].hear_typing(conversation)
    told = await heard.next()
    assert (told["event"], told["conversation"]) == ("typing", conversation)
    shown: list[bool] = []

    async def typing(conversation_id: str, on: bool) -> None:
        shown.append(on)

    desk.app[HUB].typing = typing  # type: ignore[method-assign]
    await desk.does("typing", conversation, on="yes")
    await desk.does("typing", conversation, desk.kim, on="yes")  # who does not have it is not shown
    await desk.does("speak", conversation, text="hoi")
    assert shown == [True, False]


async def test_who_typed_and_sent_it_is_not_shown_as_typing_after_that(desk: Desk) -> None:
    conversation = waits(desk)
    await desk.does("claim", conversation)
    heard = await stream(desk.samira)
    await desk.app[RELAY].hear_typing(conversation)
    await desk.person_says(conversation, "ja")
    assert [(await heard.next())["event"] for _ in range(2)] == ["typing", "news"]


async def test_an_adviser_calls_an_answer_of_the_bot_wrong_where_it_stands(desk: Desk) -> None:
    conversation = waits(desk, agreed=True)
    await desk.does("claim", conversation)
    assert "Bot gaf fout antwoord" in await desk.page(conversation)
    done = await desk.does("flag", conversation, seq="1", why="Dat was al gezegd")
    assert done.headers["Location"] == f"/desk/conversations/{conversation}#line1"
    (case,) = reviews.cases(desk.db)
    assert (case.answered, case.why, case.flagged_by) == ("Hoe oud ben je?", "Dat was al gezegd", "samira")
    assert "Gemeld als fout antwoord" in await desk.page(conversation)


@pytest.mark.parametrize("seq", ["", "0", "2", "99", "²", "9" * 40, "-1"])
async def test_only_a_message_of_the_bot_can_be_called_wrong(desk: Desk, seq: str) -> None:
    conversation = waits(desk, agreed=True)
    await desk.does("claim", conversation)  # message 2 tells that an adviser is there
    done = await desk.does("flag", conversation, seq=seq)
    assert done.headers["Location"].endswith("?problem=flag")
    assert reviews.cases(desk.db) == []


async def test_what_an_adviser_may_not_read_they_cannot_bring_to_the_editor(desk: Desk) -> None:
    conversation = waits(desk)
    await desk.does("claim", conversation)
    assert (await desk.does("flag", conversation, seq="1")).headers["Location"].endswith("?problem=flag")
    assert reviews.cases(desk.db) == []


async def test_a_stranger_gets_no_stream(desk: Desk, aiohttp_client: AiohttpClient) -> None:
    stranger: Browser = await aiohttp_client(desk.samira.server)
    assert (await stranger.get("/desk/events", allow_redirects=False)).status == 303


async def test_a_word_of_the_adviser_reaches_whatever_channel_the_person_is_on(desk: Desk) -> None:
    conversation = waits(desk)
    await desk.does("claim", conversation)
    with desk.db.transaction() as session:
        session.get_one(conversations.ConversationRow, conversation).channel = "telegram"
    brought: list[str] = []

    class Telegram:
        async def deliver(self, conversation_id: str, message: conversations.Outgoing) -> None:
            brought.append(message.text)

        async def typing(self, conversation_id: str, on: bool) -> None: ...

    desk.app[OUTLETS].add("telegram", Telegram())
    await desk.does("speak", conversation, text="Hallo op Telegram")
    assert brought == ["Hallo op Telegram"]


# --- the lists --------------------------------------------------------------------------------------------------------


async def test_the_lists_show_each_conversation_where_it_belongs(desk: Desk) -> None:
    waiting, mine, theirs = waits(desk), waits(desk), waits(desk)
    await desk.does("claim", mine)
    await desk.does("claim", theirs, desk.kim)
    for view, conversation in (("waiting", waiting), ("mine", mine), ("team", theirs)):
        page = await (await desk.samira.get(f"/desk?view={view}")).text()
        found = {each for each in (waiting, mine, theirs) if each in page}
        assert found == {conversation}, view


async def test_the_longest_waiting_stands_on_top_and_what_goes_first_before_it(desk: Desk) -> None:
    new, old = waits(desk), waits(desk, since=timedelta(hours=2))
    urgent = waits(desk, since=timedelta(minutes=1))
    handoffs.request(desk.db, urgent, "safety_suicide", datetime.now(UTC))
    page = await (await desk.samira.get("/desk")).text()
    assert page.index(urgent) < page.index(old) < page.index(new)
    only = await (await desk.samira.get("/desk?urgency=urgent")).text()
    assert urgent in only and old not in only


async def test_the_language_of_the_person_shows_and_is_a_filter(desk: Desk) -> None:
    conversation = waits(desk)
    other = waits(desk)
    plans.save(desk.db, conversation, situation={"language": "pl"}, now=datetime.now(UTC))
    page = await (await desk.samira.get("/desk?view=waiting&language=pl")).text()
    assert "Pools" in page and conversation in page and other not in page
    assert "Pools" in await desk.page(conversation) and "Pools" not in await desk.page(other)


async def test_filters_narrow_a_list_and_say_so_when_nothing_is_left(desk: Desk) -> None:
    here, there = waits(desk), waits(desk)
    plans.save(desk.db, there, situation={"region": "AM01", "sector": "zorg"}, now=datetime.now(UTC))
    page = await (await desk.samira.get("/desk?region=AM01")).text()
    assert there in page and here not in page and "Groningen" in page
    assert here not in await (await desk.samira.get("/desk?region=AM22&sector=zorg")).text()
    assert "Niemand past bij deze keuze" in await (await desk.samira.get("/desk?region=XX")).text()


async def test_what_is_new_is_marked_until_this_adviser_has_read_it(desk: Desk) -> None:
    conversation = waits(desk)
    assert ">Nieuw<" in await (await desk.samira.get("/desk")).text()
    await desk.page(conversation)
    assert ">Nieuw<" not in await (await desk.samira.get("/desk")).text()
    assert ">Nieuw<" in await (await desk.kim.get("/desk")).text()
    await desk.person_says(conversation, "hallo?")
    assert ">Nieuw<" in await (await desk.samira.get("/desk")).text()


@pytest.mark.parametrize("view", ["waiting", "mine", "team", "booked", "closed"])
async def test_a_list_takes_as_many_queries_for_forty_people_as_for_one(desk: Desk, view: str) -> None:
    from connectors.desk.inbox import Wanted, read_inbox
    from connectors.desk.labels import load_labels

    asked: list[str] = []
    event.listen(desk.db._engine, "before_cursor_execute", lambda *call: asked.append(call[2]))

    def queries() -> int:
        asked.clear()
        read_inbox(desk.db, load_labels(), "samira", Wanted(view), datetime.now(UTC))  # type: ignore[arg-type]
        return sum(statement.startswith("SELECT") for statement in asked)

    waits(desk, agreed=True)
    one = queries()
    for _ in range(40):
        waits(desk, agreed=True)
    assert queries() == one == 5


# --- paper and colleagues ---------------------------------------------------------------------------------------------


async def test_the_pdf_holds_what_the_page_holds(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    monkeypatch.setattr(transcript_pdf._Paper, "_write", lambda paper, text, height: written.append(text))

    async def paper() -> str:
        written.clear()
        answer = await desk.samira.get(f"/desk/conversations/{conversation}/pdf")
        assert answer.content_type == "application/pdf" and answer.headers["Cache-Control"] == "no-store"
        assert (await answer.read()).startswith(b"%PDF")
        return "\n".join(written)

    conversation = waits(desk, agreed=True)
    card = {"lists": [{"title": "Waarschijnlijk voor jou", "items": [{"name": "SLIM"}]}], "rows": []}
    conversations.receive(desk.db, conversation, f"{conversation}:1", "text", "wie betaalt?", datetime.now(UTC))
    pending = conversations.oldest_unanswered(desk.db, conversation)
    assert pending
    reply = conversations.OutMessage("Dit vond ik.", (conversations.Button("Vertel meer", "/more"),), (card,))
    conversations.answer(desk.db, pending.inbox_id, [reply], datetime.now(UTC))
    conversations.receive(desk.db, conversation, f"{conversation}:2", "text", "te persoonlijk", datetime.now(UTC))
    conversations.redact_last_person_message(desk.db, conversation)
    begin = datetime(2026, 12, 1, 9, tzinfo=UTC)
    callbacks.ask(desk.db, conversation, begin, begin + timedelta(hours=2), datetime.now(UTC))
    plans.save(desk.db, conversation, contact="0612345678", now=datetime.now(UTC))
    covered = await paper()
    assert "Minder zwaar werk" in covered and not any(each in covered for each in ("Henk", "wie betaalt?", "SLIM"))
    assert "Terugbellen op dinsdag 1 december 2026 tussen 10.00 en 12.00 uur" in covered and "0612345678" in covered
    await desk.does("claim", conversation)
    told = await paper()
    for each in ("Henk", "wie betaalt?", "Waarschijnlijk voor jou: SLIM", "Keuzes: Vertel meer", "bewaren we niet"):
        assert each in told, each
    assert "te persoonlijk om" in told and told.count("te persoonlijk") == 1


async def test_a_note_for_colleagues_shows_to_them_and_never_to_the_person(desk: Desk) -> None:
    conversation = waits(desk)
    await desk.does("note", conversation, text="Belt liever <morgen>")
    assert "Belt liever &lt;morgen&gt;" in await desk.page(conversation, desk.kim)
    assert [note.author for note in desk_notes.of_conversation(desk.db, conversation)] == ["samira"]
    assert all("Belt liever" not in text for _, text in desk.said(conversation))


def test_every_ready_answer_with_a_fact_carries_its_source_and_date() -> None:
    canned = {each.title: each for each in load_canned()}
    stap = canned["STAP is gestopt"]
    assert stap.source and stap.checked and stap.source in stap.full and str(stap.checked.year) in stap.full
    assert canned["Begroeting"].full == canned["Begroeting"].text
    assert set(load_words().choices) <= set(load_words().outcomes)


async def test_custody_says_who_holds_it_by_the_name_of_the_adviser(desk: Desk) -> None:
    conversation = waits(desk)
    await desk.does("claim", conversation)
    holder = custody.holder_of(desk.db, conversation)
    assert holder == custody.Holder("samira", "Samira")
