"""What a Telegram update means."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Update

from connectors.heard import Heard
from connectors.telegram.reading import ALLOWED_UPDATES, COMMANDS, CameBack, Happening, InGroup, Left, read
from connectors.telegram.texts import load_texts

SAM = {"id": 31, "is_bot": False, "first_name": "Sam"}
BOT = {"id": 9, "is_bot": True, "first_name": "Bijsturen"}
CHAT = {"id": 31, "type": "private"}
FILE = {"file_id": "a", "file_unique_id": "b"}
SIZE = {"width": 1, "height": 1}
PHOTO = [{**FILE, **SIZE}]
PLACE = {"latitude": 52.5167747, "longitude": 6.0830219}


def happens(number: int = 7, **content: Any) -> list[Happening]:
    update = Update.de_json({"update_id": number, **content})
    assert update
    return read(update, "9")


def hears(**content: Any) -> list[Happening]:
    return happens(message={"message_id": 1, "date": 1, "chat": CHAT, "from": SAM, **content})


def member(status: str, chat: dict[str, Any] = CHAT) -> list[Happening]:
    def state(status: str) -> dict[str, Any]:
        return {"user": BOT, "status": status, **({"until_date": 0} if status == "kicked" else {})}

    change = {"chat": chat, "from": SAM, "date": 1, "old_chat_member": state("left"), "new_chat_member": state(status)}
    return happens(my_chat_member=change)


def test_a_text_is_a_text_named_after_bot_and_update() -> None:
    assert hears(text="hoi /start") == [Heard("31", "9/7", "text", "hoi /start")]


@pytest.mark.parametrize(
    ("typed", "deed", "text"),
    [
        ("/start", "start", ""),
        ("/start  blauw-fiets-427 ", "start", "blauw-fiets-427"),
        ("/START@bijsturen_bot", "start", ""),
        ("/stop", "stop", "/stop"),
        ("/mens nu", "ask_human", "/mens nu"),
        ("/help", "help", "/help"),
        ("/privacy", "privacy", "/privacy"),
        ("/restart", "text", "/restart"),
        ("/", "text", "/"),
    ],
)
def test_our_commands_are_deeds_and_every_other_slash_is_text(typed: str, deed: str, text: str) -> None:
    assert hears(text=typed) == [Heard("31", "9/7", deed, text)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("content", "notice"),
    [
        ({"voice": {**FILE, "duration": 1}}, "voice"),
        ({"audio": {**FILE, "duration": 1}}, "voice"),
        ({"video": {**FILE, **SIZE, "duration": 1}}, "video"),
        ({"video_note": {**FILE, "length": 1, "duration": 1}}, "video"),
        ({"animation": {**FILE, **SIZE, "duration": 1}, "document": FILE}, "video"),
        ({"photo": PHOTO}, "picture"),
        ({"document": FILE}, "file"),
        ({"sticker": {**FILE, **SIZE, "type": "regular", "is_animated": False, "is_video": False}}, "sticker"),
        ({"dice": {"value": 1, "emoji": "🎲"}}, "sticker"),
        ({"contact": {"phone_number": "0612345678", "first_name": "Kim"}}, "contact"),
        ({"poll": {"id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False,
                   "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
                   "allows_revoting": False, "members_only": False}}, "poll"),
        ({"something_new": {"id": 1}}, "unsupported"),
    ],
)  # fmt: skip
def test_each_kind_of_message_has_its_answer(content: dict[str, Any], notice: str) -> None:
    (heard,) = hears(**content)
    assert isinstance(heard, Heard)
    assert (heard.deed, heard.notice, heard.text) == ("other", notice, "")


def test_the_words_under_a_photo_are_heard_too() -> None:
    picture, words = hears(photo=PHOTO, caption="mijn rooster")
    assert isinstance(picture, Heard) and isinstance(words, Heard)
    assert (picture.notice, words.deed, words.text) == ("picture", "text", "mijn rooster")
    assert picture.message_id != words.message_id


def test_an_album_is_one_message_however_many_pictures_it_has() -> None:
    first, second = (
        happens(number, message={"message_id": 1, "date": 1, "chat": CHAT, "photo": PHOTO, "media_group_id": "5"})[0]
        for number in (7, 8)
    )
    assert first == second


@pytest.mark.parametrize("content", [{"location": PLACE}, {"venue": {"location": PLACE, "title": "a", "address": "b"},
                                                          "location": PLACE}])  # fmt: skip
def test_a_place_is_a_place(content: dict[str, Any]) -> None:
    (heard,) = hears(**content)
    assert isinstance(heard, Heard)
    assert (heard.deed, heard.place) == ("place", (52.5167747, 6.0830219))


def test_an_edit_is_an_edit_and_a_moving_place_is_silent() -> None:
    edited = {"message_id": 1, "date": 1, "edit_date": 2, "chat": CHAT, "from": SAM}
    assert happens(edited_message={**edited, "text": "hoi"}) == [Heard("31", "9/7", "other", "hoi", notice="edited")]
    assert happens(edited_message={**edited, "location": PLACE}) == []


def test_a_reaction_is_answered_and_taking_it_back_is_not() -> None:
    thumb = [{"type": "emoji", "emoji": "👍"}]
    reaction = {"chat": CHAT, "message_id": 1, "user": SAM, "date": 1}
    (given,) = happens(message_reaction={**reaction, "old_reaction": [], "new_reaction": thumb})
    assert isinstance(given, Heard)
    assert given.notice == "reaction"
    assert happens(message_reaction={**reaction, "old_reaction": thumb, "new_reaction": []}) == []


def test_a_tap_carries_its_token() -> None:
    query = {"id": "1", "from": SAM, "chat_instance": "1", "data": "tok"}
    message = {"message_id": 1, "date": 1, "chat": CHAT}
    assert happens(callback_query={**query, "message": message}) == [Heard("31", "9/7", "button", token="tok")]


def test_a_tap_under_a_message_that_telegram_no_longer_shows_is_still_a_tap() -> None:
    gone = {"chat": CHAT, "message_id": 1, "date": 0}
    query = {"id": "1", "from": SAM, "chat_instance": "1", "data": "tok", "message": gone}
    assert happens(callback_query=query) == [Heard("31", "9/7", "button", token="tok")]


def test_who_blocks_and_who_returns_is_told_apart() -> None:
    assert member("kicked") == [Left("31")]
    assert member("member") == [CameBack("31")]


def test_groups_are_left_and_leaving_them_is_silent() -> None:
    group = {"id": -5, "type": "supergroup", "title": "Vrienden"}
    assert happens(message={"message_id": 1, "date": 1, "chat": group, "text": "hoi"}) == [InGroup(-5)]
    assert member("member", group) == [InGroup(-5)]
    assert member("left", group) == []


def test_what_happens_around_messages_is_silent() -> None:
    assert hears(pinned_message={"message_id": 1, "date": 1, "chat": CHAT, "text": "x"}) == []
    assert hears(message_auto_delete_timer_changed={"message_auto_delete_time": 60}) == []
    assert happens() == []


def test_we_ask_for_what_we_read_and_show_each_command_that_we_know() -> None:
    assert set(load_texts().commands) == set(COMMANDS)
    assert set(ALLOWED_UPDATES) <= {str(kind) for kind in Update.ALL_TYPES}
