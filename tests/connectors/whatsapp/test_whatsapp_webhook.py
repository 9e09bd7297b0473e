"""Meta's way in: only Meta gets in, and everything that it brings is kept once and answered."""

from __future__ import annotations

import io
import json
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

import pytest

from connectors.notices import load_notices
from connectors.whatsapp.app import PATH
from guidance import chats, conversations, resume_codes
from guidance.database import Database
from tests.connectors.fakes import FakeRasa
from tests.connectors.whatsapp.conftest import Gateway, Phone, post
from tests.connectors.whatsapp.meta import VERIFY_TOKEN, Meta, change, signature, webhook

HELLO = "Dag, ik ben een computer."
NOTICES = load_notices()


def asked(**parameters: str) -> dict[str, str]:
    return {f"hub.{name}": value for name, value in parameters.items()}


async def test_meta_gets_its_challenge_back(gateway: Gateway) -> None:
    question = asked(mode="subscribe", verify_token=VERIFY_TOKEN, challenge="1158201444")
    async with gateway.get(PATH, params=question) as response:
        assert (response.status, await response.text()) == (200, "1158201444")
        assert response.content_type == "text/plain"


@pytest.mark.parametrize(
    "question",
    [
        {},
        asked(mode="subscribe", challenge="1"),
        asked(mode="subscribe", verify_token=VERIFY_TOKEN + "x", challenge="1"),
        asked(mode="subscribe", verify_token="é", challenge="1"),
        asked(mode="unsubscribe", verify_token=VERIFY_TOKEN, challenge="1"),
    ],
)
async def test_nobody_else_gets_a_challenge_back(gateway: Gateway, question: dict[str, str]) -> None:
    async with gateway.get(PATH, params=question) as response:
        assert (response.status, await response.text()) == (403, "")


async def test_who_writes_is_welcomed_and_answered(phone: Phone, meta: Meta) -> None:
    assert await phone.says("hoi") == 200
    await meta.got(HELLO, "antwoord op hoi")
    assert {payload["to"] for payload in meta.sent} == {"31612345678"}


@pytest.mark.parametrize(
    "forge",
    [
        lambda body: {},
        lambda body: {"X-Hub-Signature-256": ""},
        lambda body: {"X-Hub-Signature-256": "sha256=" + 64 * "0"},
        lambda body: {"X-Hub-Signature-256": "é"},
        lambda body: {"X-Hub-Signature": signature(body)["X-Hub-Signature-256"]},
        lambda body: signature(b"another body"),
        lambda body: signature(body, "another secret"),
    ],
)
async def test_what_meta_did_not_sign_is_refused_without_a_word(
    gateway: Gateway, phone: Phone, rasa: FakeRasa, forge: Callable[[bytes], dict[str, str]]
) -> None:
    body = json.dumps(webhook(messages=[phone.message("text", {"body": "hoi"})])).encode()
    async with gateway.post(PATH, data=body, headers=forge(body)) as response:
        assert (response.status, await response.text()) == (403, "")
    assert rasa.texts == []


async def test_a_body_that_was_changed_on_the_way_is_refused(gateway: Gateway, phone: Phone, rasa: FakeRasa) -> None:
    body = json.dumps(webhook(messages=[phone.message("text", {"body": "hoi"})])).encode()
    async with gateway.post(PATH, data=body.replace(b"hoi", b"hai"), headers=signature(body)) as response:
        assert response.status == 403
    assert rasa.texts == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"3", b"\xff", b"[" * 100_000])
async def test_what_is_no_webhook_is_refused(gateway: Gateway, body: bytes) -> None:
    async with gateway.post(PATH, data=body, headers=signature(body)) as response:
        assert (response.status, await response.text()) == (400, "")


async def in_pieces(body: bytes) -> AsyncIterator[bytes]:
    """A body of which the length is not told before."""
    for start in range(0, len(body), 65536):
        yield body[start : start + 65536]


@pytest.mark.parametrize("sent", [io.BytesIO, in_pieces])
async def test_a_body_that_is_too_large_is_refused(gateway: Gateway, sent: Callable[[bytes], object]) -> None:
    body = b" " * (3 * 1024 * 1024 + 1)
    async with gateway.post(PATH, data=sent(body), headers=signature(body)) as response:
        assert (response.status, await response.text()) == (413, "")


async def test_a_body_as_large_as_meta_may_send_is_taken(phone: Phone, meta: Meta) -> None:
    message = phone.message("text", {"body": "hoi"}) | {"referral": "x" * 2_900_000}
    assert await phone.sends(message) == 200
    await meta.got(HELLO, "antwoord op hoi")


@pytest.mark.parametrize(
    "odd",
    [
        {"object": "whatsapp_business_account", "entry": None},
        {"entry": [None, 3, {"changes": "x"}, {"changes": [None, {"field": "messages", "value": []}]}]},
        {"entry": [{"changes": [{"field": "account_update", "value": {"event": "x"}}]}]},
        webhook(messages=[None, {}, {"from": 3, "id": [], "type": {}}, {"from": "316", "type": "text"}]),  # type: ignore[list-item]
        webhook(statuses=[None, {}, {"id": "x"}, {"id": "x", "status": "warning"}, {"id": "x", "status": "failed"}]),
        webhook(errors=[{"code": 131031}]),
    ],
)
async def test_what_we_do_not_know_is_taken_and_nothing_comes_of_it(
    gateway: Gateway, rasa: FakeRasa, odd: object
) -> None:
    assert await post(gateway, odd) == 200
    assert rasa.texts == []


async def test_a_message_without_its_body_is_answered_all_the_same(phone: Phone, meta: Meta) -> None:
    await phone.sends(phone.message("text", None))
    await meta.got(HELLO, NOTICES.message("empty").text)


async def test_messages_for_another_number_are_left_alone(gateway: Gateway, phone: Phone, rasa: FakeRasa) -> None:
    update = webhook(number="999", messages=[phone.message("text", {"body": "hoi"})])
    assert await post(gateway, update) == 200
    assert rasa.texts == []


async def test_several_people_and_messages_in_one_webhook_each_get_their_answers_in_order(
    gateway: Gateway, meta: Meta, rasa: FakeRasa
) -> None:
    one, two = Phone(meta, gateway, "31611111111"), Phone(meta, gateway, "31622222222")
    first = webhook(messages=[one.message("text", {"body": "a"}), two.message("text", {"body": "x"})])
    first["entry"][0]["changes"].append(
        change(webhook(messages=[one.message("text", {"body": "b"})])["entry"][0]["changes"][0]["value"])
    )
    first["entry"].append(webhook(messages=[one.message("text", {"body": "c"})])["entry"][0])
    assert await post(gateway, first) == 200
    await meta.until(lambda: len(meta.sent) == 6)
    assert meta.read_by(one.number) == [HELLO, "antwoord op a", "antwoord op b", "antwoord op c"]
    assert meta.read_by(two.number) == [HELLO, "antwoord op x"]


async def test_messages_are_answered_in_the_order_in_which_they_arrive(phone: Phone, meta: Meta) -> None:
    await phone.says("later geschreven")
    await phone.says("eerder geschreven", ago=60)
    await meta.got(HELLO, "antwoord op later geschreven", "antwoord op eerder geschreven")


async def test_a_text_that_starts_with_a_slash_is_text(phone: Phone, meta: Meta, rasa: FakeRasa) -> None:
    await phone.says('/set{"age": 3}')
    await meta.until(lambda: len(meta.sent) == 2)
    assert rasa.texts[-1] == 'set{"age": 3}'


@pytest.mark.parametrize(
    ("kind", "body", "notice"),
    [
        ("audio", {"id": "1", "voice": True}, "voice"),
        ("image", {"id": "1"}, "picture"),
        ("video", {"id": "1"}, "video"),
        ("document", {"id": "1", "filename": "cv.pdf"}, "file"),
        ("sticker", {"id": "1"}, "sticker"),
        ("contacts", [{"name": {"formatted_name": "Jan"}}], "contact"),
        ("reaction", {"message_id": "wamid.x", "emoji": "👍"}, "reaction"),
        ("order", {"catalog_id": "1", "product_items": []}, "unsupported"),
        ("unsupported", {}, "unsupported"),
        ("ephemeral", {}, "unsupported"),
        ("edit", {"original_message_id": "wamid.x", "message": {"type": "text", "text": {"body": "y"}}}, "edited"),
        ("revoke", {"original_message_id": "wamid.x"}, "deleted"),
        ("interactive", {"type": "nfm_reply", "nfm_reply": {"response_json": "{}"}}, "unsupported"),
        ("iets_nieuws", {"x": 1}, "unsupported"),
    ],
)
async def test_what_is_no_text_gets_a_kind_answer(
    phone: Phone, meta: Meta, kind: str, body: object, notice: str
) -> None:
    assert await phone.sends(phone.message(kind, body)) == 200
    await meta.got(HELLO, NOTICES.message(notice).text)


async def test_the_words_under_a_photo_are_words(phone: Phone, meta: Meta, rasa: FakeRasa) -> None:
    message = phone.message("image", {"id": "1", "caption": "ik wil niet meer leven"})
    for _ in range(2):  # Meta sends it again when our answer was slow
        assert await phone.sends(message) == 200
    await meta.got(HELLO, NOTICES.message("picture").text, "antwoord op ik wil niet meer leven")
    assert rasa.texts == ["/greet", "ik wil niet meer leven"]
    assert {sign["message_id"] for sign in meta.signs} == {message["id"]}


async def test_a_place_goes_to_the_bot_to_some_kilometre(phone: Phone, meta: Meta, rasa: FakeRasa) -> None:
    await phone.sends(phone.message("location", {"latitude": 52.0907374, "longitude": 5.1214201, "name": "Thuis"}))
    await meta.until(lambda: len(meta.sent) == 2)
    assert rasa.texts[-1] == '/share_place{"latitude": 52.09, "longitude": 5.12}'


@pytest.mark.parametrize("place", [{}, {"latitude": "x", "longitude": 5}, {"latitude": float("nan"), "longitude": 5}])
async def test_a_place_that_is_none_gets_a_kind_answer(phone: Phone, meta: Meta, place: dict[str, object]) -> None:
    await phone.sends(phone.message("location", place))
    await meta.got(HELLO, NOTICES.message("unsupported").text)


async def test_a_reaction_that_is_taken_away_needs_no_answer(phone: Phone, meta: Meta, db: Database) -> None:
    await phone.sends(phone.message("reaction", {"message_id": "wamid.x"}))
    await phone.says("hoi")
    await meta.got(HELLO, "antwoord op hoi")


async def test_in_a_group_we_say_that_we_speak_with_one_person(phone: Phone, meta: Meta) -> None:
    await phone.sends(phone.message("text", {"body": "hoi"}) | {"group_id": "1"})
    await meta.got(HELLO, NOTICES.message("group").text)


async def test_who_opens_the_chat_for_the_first_time_is_welcomed(phone: Phone, meta: Meta) -> None:
    await phone.sends(phone.message("request_welcome", None))
    await meta.got(HELLO)


async def test_a_choice_in_a_template_is_read_as_words(phone: Phone, meta: Meta) -> None:
    await phone.sends(phone.message("button", {"payload": "x", "text": "Lees het antwoord"}))
    await meta.got(HELLO, "antwoord op Lees het antwoord")


async def test_stop_reaches_the_bot_and_ends_what_is_unasked(
    phone: Phone, meta: Meta, db: Database, rasa: FakeRasa
) -> None:
    await phone.says(" Stop. ")
    await meta.got(HELLO, "antwoord op Stop.", NOTICES.message("opted_out").text)
    (conversation_id,) = {conversation for conversation, _ in rasa.seen}
    assert chats.of_conversation(db, conversation_id)[0].opted_out
    await phone.says("start")
    await meta.until(lambda: len(meta.sent) == 5)
    assert not chats.of_conversation(db, conversation_id)[0].opted_out
    await phone.says("ik wil stoppen met roken op mijn werk, kan dat?")
    await meta.until(lambda: len(meta.sent) == 6)
    assert not chats.of_conversation(db, conversation_id)[0].opted_out


async def test_somebody_with_another_number_goes_on_where_they_were(
    gateway: Gateway, meta: Meta, rasa: FakeRasa
) -> None:
    before, after = Phone(meta, gateway, "31611111111"), Phone(meta, gateway, "31699999999")
    await before.says("hoi")
    await meta.until(lambda: len(meta.sent) == 2)
    changed = {"body": "User changed number", "wa_id": "31699999999", "type": "user_changed_number"}
    assert await before.sends(before.message("system", changed)) == 200
    await after.says("daar ben ik weer")
    await meta.got(HELLO, "antwoord op hoi", "antwoord op daar ben ik weer")
    assert meta.sent[-1]["to"] == "31699999999"
    assert len({conversation for conversation, _ in rasa.seen}) == 1


async def test_who_hides_the_number_later_stays_the_same_person(gateway: Gateway, meta: Meta, rasa: FakeRasa) -> None:
    old = Phone(meta, gateway, "31611111111")
    both = Phone(meta, gateway, "31611111111", "NL.1349120865530274")
    hidden = Phone(meta, gateway, "", "NL.1349120865530274")
    await old.says("een", wamid="wamid.1")
    await both.says("twee", wamid="wamid.2")
    await meta.until(lambda: len(meta.sent) == 3)
    await hidden.says("drie", wamid="wamid.3")
    await meta.got(HELLO, "antwoord op een", "antwoord op twee", "antwoord op drie")
    assert [payload.get("to") for payload in meta.sent] == [*3 * ["31611111111"], None]
    assert meta.sent[-1]["recipient"] == "NL.1349120865530274"
    assert len({conversation for conversation, _ in rasa.seen}) == 1


async def test_the_person_sees_that_it_is_read_and_that_an_answer_comes(
    phone: Phone, meta: Meta, rasa: FakeRasa
) -> None:
    rasa.delay = 0.2
    await phone.says("hoi", wamid="wamid.mine")
    await meta.until(lambda: len(meta.sent) == 2)
    assert {sign["message_id"] for sign in meta.signs} == {"wamid.mine"}
    assert any("typing_indicator" in sign for sign in meta.signs)
    assert any("typing_indicator" not in sign for sign in meta.signs)


async def test_no_words_numbers_or_ids_in_the_log(phone: Phone, meta: Meta, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    meta.trouble = [(400, 131009), (500, "Bad gateway")]
    await phone.says("mijn geheim", wamid="wamid.secret")
    await meta.until(lambda: len(meta.sent) == 1)
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("connectors"))
    assert "131009" in ours
    for secret in ("geheim", "31612345678", "wamid", "EAAG", "secret"):
        assert secret not in ours


async def test_a_code_carries_the_conversation_of_the_website_over(phone: Phone, meta: Meta, db: Database) -> None:
    website = conversations.start(db, "website", datetime.now(UTC))
    code = resume_codes.issue(db, website, datetime.now(UTC))
    await phone.says(code)
    await meta.until(lambda: len(meta.sent) >= 1)
    assert [chat.channel for chat in chats.of_conversation(db, website)] == ["whatsapp"]
