"""The website: sessions, the WebSocket, several tabs, and pages of other sites."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from ipaddress import ip_network

import pytest
from aiohttp import WSMsgType, WSServerHandshakeError, web

from connectors.buckets import Buckets
from connectors.core import RELAY, SETTINGS, add_core
from connectors.messages import MAX_TEXT, RESUME
from connectors.notices import load_notices
from connectors.settings import Settings
from connectors.website import frames
from connectors.website.app import add_website
from connectors.website.keys import GATE
from connectors.website.sessions import Sessions
from guidance import conversations, privacy, resume_codes
from guidance.conversations import Line
from guidance.database import Database
from tests.connectors.fakes import WAIT, FakeRasa
from tests.connectors.tabs import AiohttpClient, Browser, Tab, application, carrying, opened_tab, session, tab, until

PARTNER = "https://www.partner.example"
STRANGER = "https://www.stranger.example"
NOTICES = load_notices()


# --- sessions -----------------------------------------------------------------------------------------------------


async def test_a_session_starts_a_conversation(browser: Browser, db: Database) -> None:
    opened = await session(browser)
    assert conversations.exists(db, opened["conversation"])


async def test_a_session_can_be_resumed(browser: Browser) -> None:
    opened = await session(browser)
    again = await session(browser, session=opened["session"])
    assert again["conversation"] == opened["conversation"]


async def test_two_sessions_are_two_conversations(browser: Browser) -> None:
    assert (await session(browser))["conversation"] != (await session(browser))["conversation"]


async def test_a_forged_session_is_refused_and_a_fresh_one_can_be_asked(browser: Browser) -> None:
    opened = await session(browser)
    foreign = Sessions("another key").token(opened["conversation"])
    for wrong in ("", "x", opened["conversation"], opened["session"] + "x", foreign, 7):
        async with browser.post("/api/session", json={"session": wrong}) as response:
            assert response.status == 401
            assert (await response.json())["text"] == NOTICES.remark("session_invalid")
        with pytest.raises(WSServerHandshakeError) as refusal:
            await browser.ws_connect("/ws", protocols=carrying(str(wrong)))
        assert refusal.value.status == 401
    await session(browser)


async def test_a_session_in_the_address_of_the_socket_is_not_taken_for_it_would_come_in_logs(browser: Browser) -> None:
    opened = await session(browser)
    for protocols in ((), ("bijsturen",), (opened["session"],), (opened["session"], "bijsturen")):
        with pytest.raises(WSServerHandshakeError) as refusal:
            await browser.ws_connect("/ws", params={"session": opened["session"]}, protocols=protocols)
        assert refusal.value.status == 401
    socket = await browser.ws_connect("/ws", protocols=carrying(opened["session"]))
    assert socket.protocol == "bijsturen"  # never the session, which would be a protocol the server speaks


@pytest.mark.parametrize("body", ["{", "[]", '"x"', "null", "\ud800".encode("utf-8", "surrogatepass")])
async def test_a_body_that_is_no_session_request_is_refused(browser: Browser, body: str | bytes) -> None:
    async with browser.post("/api/session", data=body, headers={"Content-Type": "application/json"}) as response:
        assert response.status == 401


async def test_an_empty_body_is_a_request_for_a_new_session(browser: Browser) -> None:
    async with browser.post("/api/session") as response:
        assert response.status == 200


async def test_the_session_of_a_wiped_conversation_is_refused(browser: Browser, db: Database) -> None:
    opened = await session(browser)
    privacy.wipe(db, opened["conversation"])
    async with browser.post("/api/session", json={"session": opened["session"]}) as response:
        assert response.status == 401


# --- other sites --------------------------------------------------------------------------------------------------


async def test_a_page_of_an_allowed_site_may_open_a_session(browser: Browser) -> None:
    async with browser.post("/api/session", headers={"Origin": PARTNER}) as response:
        assert response.status == 200
        assert response.headers["Access-Control-Allow-Origin"] == PARTNER
        assert response.headers["Vary"] == "Origin"
    async with browser.options("/api/session", headers={"Origin": PARTNER}) as response:
        assert response.status == 204
        assert response.headers["Access-Control-Allow-Origin"] == PARTNER
        assert response.headers["Access-Control-Allow-Headers"] == "Authorization, Content-Type"


async def test_an_allowed_site_can_read_that_its_session_is_refused(browser: Browser) -> None:
    async with browser.post("/api/session", json={"session": "x"}, headers={"Origin": PARTNER}) as response:
        assert (response.status, response.headers["Access-Control-Allow-Origin"]) == (401, PARTNER)


@pytest.mark.parametrize("origin", [STRANGER, "null", f"{PARTNER}.evil.example", "http://www.partner.example"])
async def test_a_page_of_another_site_may_not(browser: Browser, origin: str) -> None:
    opened = await session(browser)
    for method in (browser.post, browser.options):
        async with method("/api/session", headers={"Origin": origin}) as response:
            assert response.status == 403
            assert "Access-Control-Allow-Origin" not in response.headers
    with pytest.raises(WSServerHandshakeError) as refusal:
        await browser.ws_connect("/ws", protocols=carrying(opened["session"]), headers={"Origin": origin})
    assert refusal.value.status == 403


async def test_our_own_page_and_an_allowed_site_may_connect(browser: Browser) -> None:
    opened = await session(browser)
    own = f"http://{browser.host}:{browser.port}"
    for origin in (own, PARTNER):
        socket = await browser.ws_connect("/ws", protocols=carrying(opened["session"]), headers={"Origin": origin})
        await Tab(socket).hello()
        await socket.close()


# --- files --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/widget.js", "/widget.css", "/widget/element.js", "/static/page.css"])
async def test_files_are_cached_shortly_and_then_compared(browser: Browser, path: str) -> None:
    async with browser.get(path, headers={"Origin": PARTNER}) as response:
        assert response.status == 200
        assert response.headers["Cache-Control"] == "public, max-age=300"
        assert response.headers["Access-Control-Allow-Origin"] == PARTNER
        tag = response.headers["ETag"]
    async with browser.get(path, headers={"If-None-Match": tag}) as response:
        assert response.status == 304


async def test_files_travel_packed_where_the_browser_can_unpack_them(browser: Browser) -> None:
    async with browser.get("/widget.css", headers={"Accept-Encoding": "gzip"}) as response:
        assert response.headers["Content-Encoding"] == "gzip"
        assert response.headers["Vary"] == "Origin, Accept-Encoding"
        packed = int(response.headers["Content-Length"])
        text = await response.text()
    async with browser.get("/widget.css", headers={"Accept-Encoding": "identity"}) as response:
        assert "Content-Encoding" not in response.headers
        assert await response.text() == text
    assert packed < len(text) / 2


@pytest.mark.parametrize("path", ["/widget/../app.py", "/widget/app.py", "/static/../../settings.py", "/widget/no.js"])
async def test_nothing_else_is_served(browser: Browser, path: str) -> None:
    async with browser.get(path) as response:
        assert response.status == 404


# --- the conversation ---------------------------------------------------------------------------------------------


async def test_the_bot_opens_a_new_conversation(browser: Browser, rasa: FakeRasa) -> None:
    first = await tab(browser, await session(browser))
    assert await first.hello() == []
    opening = await first.next("message")
    assert (opening["seq"], opening["sender"], opening["text"]) == (1, "bot", "antwoord op /greet")
    assert rasa.texts == ["/greet"]


async def test_an_answer_has_all_that_the_widget_shows(browser: Browser, rasa: FakeRasa) -> None:
    _, first = await opened_tab(browser)
    card = {"type": "trainings", "items": [{"name": "Lasser"}]}
    rasa.replies["hoi"] = [
        {"text": "Kies", "buttons": [{"title": "Ja", "payload": "/affirm"}]},
        {"custom": {"text": "Opleidingen", "cards": [card]}},
    ]
    await first.says("hoi")
    chosen, shown = await first.next("message"), await first.next("message")
    assert (chosen["seq"], chosen["text"], chosen["kind"]) == (2, "Kies", "text")
    assert chosen["buttons"][0]["title"] == "Ja" and "/affirm" not in json.dumps(chosen)
    assert (shown["seq"], shown["cards"]) == (3, [card])
    assert datetime.fromisoformat(shown["at"]).tzinfo is not None


async def test_received_comes_before_the_work(browser: Browser, rasa: FakeRasa, db: Database) -> None:
    opened, first = await opened_tab(browser)
    first.frames.clear()
    rasa.delay = 0.1
    await first.says("hoi", "mijn-id")
    await first.next("message")
    kinds = [frame["type"] for frame in first.frames if frame != {"type": "typing", "on": False}]
    assert kinds == ["received", "typing", "message"]
    assert first.frames[0] == {"type": "received", "id": "mijn-id"}


async def test_a_message_that_is_sent_again_is_confirmed_again_and_answered_once(
    browser: Browser, rasa: FakeRasa
) -> None:
    _, first = await opened_tab(browser)
    for _ in range(3):
        await first.says("hoi", "zelfde")
        assert (await first.next("received"))["id"] == "zelfde"
    await first.says("klaar", "ander")
    while (await first.next("message"))["text"] != "antwoord op klaar":
        pass
    assert rasa.texts == ["/greet", "hoi", "klaar"]


async def test_two_people_may_use_the_same_client_id(browser: Browser) -> None:
    for _ in range(2):
        _, first = await opened_tab(browser)
        await first.says("hoi", "zelfde")
        assert (await first.next("message"))["text"] == "antwoord op hoi"


async def test_a_button_brings_its_payload_to_rasa(browser: Browser, rasa: FakeRasa) -> None:
    _, first = await opened_tab(browser)
    rasa.replies["hoi"] = [{"text": "Kies", "buttons": [{"title": "Ja", "payload": "/affirm"}]}]
    await first.says("hoi")
    token = (await first.next("message"))["buttons"][0]["token"]
    await first.send(type="button", id="knop", token=token, title="Ja")
    assert (await first.next("message"))["text"] == "antwoord op /affirm"


async def test_asking_for_a_human_brings_the_person_to_the_bots_way_there(browser: Browser, rasa: FakeRasa) -> None:
    _, first = await opened_tab(browser)
    await first.send(type="ask_human", id="mens")
    assert (await first.next("message"))["text"] == "antwoord op /ask_human"


async def test_a_page_that_is_loaded_again_shows_the_whole_conversation(browser: Browser) -> None:
    opened, first = await opened_tab(browser)
    await first.says("hoi")
    await first.next("message")
    await first.socket.close()
    again = await tab(browser, await session(browser, session=opened["session"]))
    messages = await again.hello()
    assert [(message["sender"], message["text"]) for message in messages] == [
        ("bot", "antwoord op /greet"),
        ("person", "hoi"),
        ("bot", "antwoord op hoi"),
    ]
    assert "seq" not in messages[1]
    assert [message["seq"] for message in messages if message["sender"] == "bot"] == [1, 2]


def test_an_own_line_carries_the_id_its_client_gave_it_so_that_it_shows_once() -> None:
    at = datetime.now(UTC)
    assert frames.line(Line("person", "hoi", at, {"kind": "text", "message_id": "abc:mijn-id"}), "")["id"] == "mijn-id"
    assert "id" not in frames.line(Line("person", "hoi", at, {"kind": "text"}), "")


async def test_after_a_lost_connection_only_what_was_missed_is_sent(browser: Browser, rasa: FakeRasa) -> None:
    opened, first = await opened_tab(browser)
    rasa.delay = 0.2
    await first.says("hoi")
    await first.next("received")
    await first.socket.close()
    await asyncio.sleep(0.4)
    again = await tab(browser, opened)
    missed = await again.hello(after=1)
    assert [(message.get("seq"), message["text"]) for message in missed] == [(None, "hoi"), (2, "antwoord op hoi")]
    assert await (await tab(browser, opened)).hello(after=2) == []


async def test_a_client_that_connects_while_the_bot_thinks_sees_typing_and_gets_the_answer(
    browser: Browser, rasa: FakeRasa
) -> None:
    opened, first = await opened_tab(browser)
    rasa.delay = 0.3
    await first.says("hoi")
    await first.next("typing")
    await first.socket.close()
    again = await tab(browser, opened)
    assert [message["text"] for message in await again.hello(after=1)] == ["hoi"]
    assert (await again.next("typing"))["on"] is True
    assert (await again.next("message"))["text"] == "antwoord op hoi"


async def test_an_acknowledgement_is_kept(browser: Browser, db: Database) -> None:
    opened, first = await opened_tab(browser)
    await first.send(type="ack", seq=1)
    await first.hello(after=1)
    assert conversations.acknowledged_seq(db, opened["conversation"]) == 1


async def test_two_tabs_both_get_every_message(browser: Browser) -> None:
    opened, first = await opened_tab(browser)
    second = await tab(browser, opened)
    assert [message["text"] for message in await second.hello()] == ["antwoord op /greet"]
    await first.says("hoi", "uit-de-eerste")
    assert (await first.next("message"))["text"] == "antwoord op hoi"
    echo, answer = await second.next("message"), await second.next("message")
    assert (echo["sender"], echo["id"], echo["text"]) == ("person", "uit-de-eerste", "hoi")
    assert (answer["sender"], answer["text"]) == ("bot", "antwoord op hoi")


async def test_two_tabs_that_open_at_once_get_one_opening(browser: Browser, rasa: FakeRasa) -> None:
    opened = await session(browser)
    tabs = [await tab(browser, opened) for _ in range(2)]
    await asyncio.gather(*(one.hello() for one in tabs))
    assert [(await one.next("message"))["seq"] for one in tabs] == [1, 1]
    await tabs[0].says("hoi")
    assert [(await one.next("message"))["text"] for one in tabs] == ["antwoord op hoi", "hoi"]
    assert rasa.texts == ["/greet", "hoi"]


async def test_a_conversation_is_not_heard_by_another(browser: Browser) -> None:
    _, first = await opened_tab(browser)
    _, other = await opened_tab(browser)
    await first.says("geheim")
    await first.next("message")
    await other.says("hoi")
    assert (await other.next("message"))["text"] == "antwoord op hoi"


async def test_while_rasa_is_away_the_person_hears_so_and_can_ask_for_a_human(browser: Browser, rasa: FakeRasa) -> None:
    _, first = await opened_tab(browser)
    await rasa.stop()
    await first.says("hoi")
    notice = await first.next("message")
    assert (notice["kind"], notice["text"]) == ("notice", NOTICES.message("outage").text)
    await first.send(type="ask_human", id="mens")
    assert (await first.next("message"))["text"] == NOTICES.message("human_requested_demo", 1).text
    await rasa.start()
    answers = [(await first.next("message"))["text"] for _ in range(2)]
    assert answers == ["antwoord op hoi", "antwoord op /ask_human"]


# --- what cannot be taken -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"), [("a" * (MAX_TEXT + 1), "too_long"), ("a" * 50_000, "too_long"), ("  ", "empty"), ("/", "empty")]
)
async def test_a_text_that_cannot_be_taken_gets_a_kind_error_and_the_talk_goes_on(
    browser: Browser, rasa: FakeRasa, text: str, code: str
) -> None:
    _, first = await opened_tab(browser)
    await first.says(text, "fout")
    assert await first.next("error") == {"type": "error", "code": code, "text": NOTICES.remark(code), "id": "fout"}
    await first.says("hoi", "goed")
    assert (await first.next("message"))["text"] == "antwoord op hoi"
    assert rasa.texts == ["/greet", "hoi"]


async def test_a_text_of_just_the_limit_in_any_script_is_taken(browser: Browser) -> None:
    _, first = await opened_tab(browser)
    await first.says("🚛" * MAX_TEXT)
    assert (await first.next("message"))["text"] == "antwoord op " + "🚛" * MAX_TEXT


@pytest.mark.parametrize(
    "frame",
    [
        "hoi",
        "[]",
        '{"type": "dance"}',
        '{"type": "message", "text": "zonder id"}',
        '{"type": "message", "id": "x y", "text": "verkeerd id"}',
        '{"type": "message", "id": "x", "text": 7}',
        '{"type": "message", "id": "x", "text": "\\ud800"}',
        '{"type": "hello", "after": -1}',
        '{"type": "ack", "seq": 99999999999}',
    ],
)
async def test_a_frame_nobody_understands_does_not_break_the_line(browser: Browser, frame: str) -> None:
    _, first = await opened_tab(browser)
    await first.socket.send_str(frame)
    assert (await first.next("error"))["code"] == "not_understood"
    await first.says("hoi")
    await first.next("message")


async def test_who_sends_too_fast_is_told_so_and_loses_nothing(
    browser: Browser, rasa: FakeRasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    _, first = await opened_tab(browser)
    monkeypatch.setattr(application(browser)[GATE], "_conversation", Buckets(3, 2.0, lambda: now[0]))
    for number in range(5):
        await first.says(str(number), f"id-{number}")
    refused = await first.next("error")
    assert (refused["code"], refused["id"]) == ("too_fast", "id-3")
    assert (await first.next("error"))["id"] == "id-4"
    now[0] += 1
    for number in (3, 4):
        await first.says(str(number), f"id-{number}")
    while (await first.next("message"))["text"] != "antwoord op 4":
        pass
    assert rasa.texts == ["/greet", "0", "1", "2", "3", "4"]


async def test_a_message_that_cannot_be_stored_is_not_confirmed(
    browser: Browser, db: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    _, first = await opened_tab(browser)

    def full_disk(*_: object) -> bool:
        raise OSError("no room for: mijn geheim")

    monkeypatch.setattr(conversations, "take_in", full_disk)
    await first.says("mijn geheim", "eerst")
    refused = await first.next("error")
    assert (refused["code"], refused["id"]) == ("not_kept", "eerst")
    monkeypatch.undo()
    await first.says("mijn geheim", "eerst")
    assert (await first.next("received"))["id"] == "eerst"
    assert "OSError" in caplog.text and "geheim" not in caplog.text


async def test_the_line_of_a_conversation_that_was_wiped_is_closed(browser: Browser, db: Database) -> None:
    opened, first = await opened_tab(browser)
    privacy.wipe(db, opened["conversation"])
    await first.says("hoi", "weg")
    async with asyncio.timeout(WAIT):
        assert (await first.socket.receive()).type is WSMsgType.CLOSE


async def test_what_was_pending_at_a_restart_is_answered(
    aiohttp_client: AiohttpClient, db: Database, settings: Settings
) -> None:
    conversation = conversations.start(db, "website", datetime.now(UTC))
    conversations.receive(db, conversation, "voor-de-herstart", "text", "hoi", datetime.now(UTC))
    app = web.Application()
    add_core(app, db, settings)
    add_website(app)
    await aiohttp_client(app)
    await app[RELAY].settled(conversation)
    assert [message.text for message in conversations.outgoing_after(db, conversation, 0)] == ["antwoord op hoi"]


# --- coming back with a code --------------------------------------------------------------------------------------


WELCOME = "antwoord op " + RESUME


async def earlier(browser: Browser, db: Database) -> tuple[str, Tab, str]:
    """A conversation in which something was said, its tab that is still open, and a code to come back to it."""
    opened, first = await opened_tab(browser)
    await first.says("ik wil iets anders")
    await first.next("message")
    return opened["conversation"], first, resume_codes.issue(db, opened["conversation"], datetime.now(UTC))


async def test_a_code_typed_elsewhere_opens_the_whole_conversation_there(
    browser: Browser, db: Database, rasa: FakeRasa
) -> None:
    old, at_home, code = await earlier(browser, db)
    new, phone = await opened_tab(browser)
    await phone.says(code.replace("-", " ").title(), "code")
    moved = await phone.next("resumed")
    assert moved["conversation"] == old
    assert phone.frames[-2] == {"type": "received", "id": "code"}
    await phone.send(type="left")
    assert (await at_home.next("message"))["text"] == WELCOME

    again = await session(browser, session=moved["session"])
    assert again["conversation"] == old
    there = await tab(browser, again)
    told = [message["text"] for message in await there.hello()]
    assert told == ["antwoord op /greet", "ik wil iets anders", "antwoord op ik wil iets anders", WELCOME]
    await there.says("daar ben ik weer", "terug")
    assert (await there.next("message"))["text"] == "antwoord op daar ben ik weer"
    echo, answer = await at_home.next("message"), await at_home.next("message")
    assert (echo["text"], answer["text"]) == ("daar ben ik weer", "antwoord op daar ben ik weer")
    assert not any("fiets" in text or code in text.lower() for text in rasa.texts)


async def test_what_was_left_without_a_word_is_wiped_once_the_client_went_over(browser: Browser, db: Database) -> None:
    _, _, code = await earlier(browser, db)
    new, phone = await opened_tab(browser)
    await phone.says(code)
    await phone.next("resumed")
    assert conversations.exists(db, new["conversation"])
    await phone.send(type="left")
    await until(lambda: not conversations.exists(db, new["conversation"]))


async def test_what_was_left_with_words_in_it_is_kept(browser: Browser, db: Database) -> None:
    _, _, code = await earlier(browser, db)
    new, phone = await opened_tab(browser)
    await phone.says("hoi")
    await phone.next("message")
    await phone.says(code, "code")
    await phone.next("resumed")
    await phone.send(type="left")
    await phone.send(type="ack", seq=1)
    await until(lambda: conversations.acknowledged_seq(db, new["conversation"]) == 1)
    assert conversations.exists(db, new["conversation"])


async def test_the_code_is_not_kept_in_either_conversation(browser: Browser, db: Database) -> None:
    old, _, code = await earlier(browser, db)
    new, phone = await opened_tab(browser)
    await phone.says(code)
    await phone.next("resumed")
    for conversation in (old, new["conversation"]):
        assert code not in json.dumps(privacy.export(db, conversation))


async def test_a_code_that_is_sent_again_after_a_lost_connection_still_works_and_welcomes_once(
    browser: Browser, db: Database, rasa: FakeRasa
) -> None:
    old, at_home, code = await earlier(browser, db)
    new, phone = await opened_tab(browser)
    await phone.says(code, "code")
    await phone.next("resumed")
    await phone.socket.close()  # as if that answer never came
    phone = await tab(browser, new)
    await phone.hello(after=1)
    await phone.says(code, "code")
    assert (await phone.next("resumed"))["conversation"] == old
    await at_home.says("nog iets", "nog")
    while (await at_home.next("message"))["text"] != "antwoord op nog iets":
        pass
    assert rasa.texts.count(RESUME) == 1


async def test_every_tab_goes_over_and_what_was_typed_too_soon_is_not_taken(
    browser: Browser, db: Database, rasa: FakeRasa
) -> None:
    old, _, code = await earlier(browser, db)
    new, phone = await opened_tab(browser)
    second = await tab(browser, new)
    await second.hello()
    await phone.says(code, "code")
    await phone.says("snel erachteraan", "snel")
    assert (await second.next("resumed"))["conversation"] == (await phone.next("resumed"))["conversation"] == old
    await phone.send(type="left")
    await until(lambda: not conversations.exists(db, new["conversation"]))
    assert "snel erachteraan" not in rasa.texts
    assert {"type": "received", "id": "snel"} not in phone.frames


async def test_a_code_typed_in_its_own_conversation_just_welcomes(browser: Browser, db: Database) -> None:
    old, at_home, code = await earlier(browser, db)
    at_home.frames.clear()
    await at_home.says(code, "code")
    assert (await at_home.next("message"))["text"] == WELCOME
    assert "resumed" not in [frame["type"] for frame in at_home.frames]
    assert conversations.exists(db, old)


@pytest.mark.parametrize("written", ["{code}", "blouw fiets 427"])
async def test_a_wrong_code_gets_a_kind_answer_and_never_reaches_the_bot(
    browser: Browser, db: Database, rasa: FakeRasa, written: str
) -> None:
    _, _, code = await earlier(browser, db)
    _, somebody = await opened_tab(browser)
    await somebody.says(code)
    await somebody.next("resumed")
    seen = len(rasa.texts)
    new, phone = await opened_tab(browser)
    await phone.says(written.format(code=code), "code")
    refusal = await phone.next("error")
    assert (refusal["code"], refusal["text"]) == ("code_unknown", NOTICES.remark("code_unknown"))
    assert {"type": "received", "id": "code"} in phone.frames
    await phone.says("ik heb een blauwe fiets van 42 jaar", "zin")
    assert (await phone.next("message"))["text"] == "antwoord op ik heb een blauwe fiets van 42 jaar"
    assert [text for text in rasa.texts[seen:] if text not in (RESUME, "/greet")] == [
        "ik heb een blauwe fiets van 42 jaar"
    ]


async def test_after_many_wrong_codes_the_person_hears_to_wait_and_can_talk_on(browser: Browser) -> None:
    _, phone = await opened_tab(browser)
    heard = []
    for number in range(100, 111):
        await phone.says(f"blauw-fiets-{number}", f"gok-{number}")
        heard.append((await phone.next("error"))["code"])
    assert heard == ["code_unknown"] * 10 + ["code_tries"]
    await phone.says("hoi", "hoi")
    assert (await phone.next("message"))["text"] == "antwoord op hoi"


async def test_who_takes_a_new_session_for_every_guess_shuts_the_door_for_nobody_else(
    browser: Browser, db: Database
) -> None:
    _, _, code = await earlier(browser, db)
    application(browser)[SETTINGS].proxies = (ip_network("127.0.0.0/8"),)
    guessers, heard = {"X-Forwarded-For": "192.0.2.7"}, []
    for number in range(100, 116):
        opened = await session(browser)
        socket = await browser.ws_connect("/ws", protocols=carrying(opened["session"]), headers=guessers)
        await Tab(socket).says(f"blauw-fiets-{number}")
        heard.append((await Tab(socket).next("error"))["code"])
    assert heard == ["code_unknown"] * 10 + ["code_tries"] * 6
    opened = await session(browser)
    owner = {"X-Forwarded-For": "198.51.100.4"}
    phone = Tab(await browser.ws_connect("/ws", protocols=carrying(opened["session"]), headers=owner))
    await phone.says(code)
    await phone.next("resumed")


async def test_a_code_that_is_too_old_is_told_so(browser: Browser, db: Database) -> None:
    old, _, _ = await earlier(browser, db)
    code = resume_codes.issue(db, old, datetime.now(UTC) - resume_codes.LIFETIME)
    _, phone = await opened_tab(browser)
    await phone.says(code)
    refusal = await phone.next("error")
    assert (refusal["code"], refusal["text"]) == ("code_expired", NOTICES.remark("code_expired"))
    assert "14 dagen" in refusal["text"]


async def test_words_that_are_not_kept_say_so_when_the_page_is_loaded_again(browser: Browser, db: Database) -> None:
    opened, first = await opened_tab(browser)
    await first.says("geheim")
    await first.next("message")
    conversations.redact_last_person_message(db, opened["conversation"])
    again = await tab(browser, await session(browser, session=opened["session"]))
    own = next(message for message in await again.hello() if message["sender"] == "person")
    assert own["text"] == "Dit bericht is niet bewaard, om je te beschermen." and own["kind"] == "redacted"


async def test_who_offers_this_can_be_asked(browser: Browser) -> None:
    told = (await (await browser.get("/api/about")).json())["tenant"]
    assert "demonstratie" in told["about"] and told["phone"] is None
