"""A code brings a person back to their conversation once, and nobody gets there by guessing."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import combinations

import pytest
from rapidfuzz.distance import DamerauLevenshtein
from sqlalchemy import select

from guidance import conversations, privacy, resume_codes, resume_words
from guidance.database import Database
from guidance.errors import CodeExpired, CodeUnknown, ConversationUnknown, TooManyTries
from guidance.models import ConversationRow, ResumeTryRow
from guidance.resume_codes import ALLOWED, ALLOWED_UNDER_PRESSURE, DAY, HOUR, LIFETIME, PRESSURE, REPEAT
from guidance.resume_words import NUMBERS, Words, looks_like, read, words
from tests.guidance.people import NOW

MINUTE = timedelta(minutes=1)


@pytest.fixture
def code(db: Database, conversation: str) -> str:
    return resume_codes.issue(db, conversation, NOW)


def wrong_codes(right: str, number: int) -> list[str]:
    """Codes that were never given."""
    others = (f"{first}-{second}-100" for first in words().first for second in words().second)
    return [other for other, _ in zip((o for o in others if o != right), range(number), strict=False)]


def guess(db: Database, right: str, times: int, asker: str = "gokker", now: datetime = NOW) -> None:
    for wrong in wrong_codes(right, times):
        with pytest.raises(CodeUnknown):
            resume_codes.redeem(db, wrong, asker, "website", now)


# --- coming back --------------------------------------------------------------------------------------------------


def test_a_code_brings_back_to_its_conversation_once(db: Database, conversation: str, code: str) -> None:
    assert resume_codes.redeem(db, code, "ik", "website", NOW) == conversation
    with pytest.raises(CodeUnknown):
        resume_codes.redeem(db, code, "iemand anders", "website", NOW)
    with pytest.raises(CodeUnknown):
        resume_codes.redeem(db, code, "ik", "website", NOW + REPEAT)


def test_whose_answer_was_lost_on_the_way_may_try_again_shortly(db: Database, conversation: str, code: str) -> None:
    resume_codes.redeem(db, code, "ik", "website", NOW)
    assert resume_codes.redeem(db, code, "ik", "website", NOW + MINUTE) == conversation
    with pytest.raises(CodeUnknown):
        resume_codes.redeem(db, code, "ik", "website", NOW + REPEAT + MINUTE)


def test_the_conversation_goes_along_to_the_channel_of_who_comes_back(
    db: Database, conversation: str, code: str
) -> None:
    resume_codes.redeem(db, code, "ik", "telegram", NOW)
    with db.reading() as session:
        assert session.get_one(ConversationRow, conversation).channel == "telegram"


@pytest.mark.parametrize(
    "write", [str.upper, str.title, lambda code: code.replace("-", " "), lambda code: code.replace("-", "")]
)
def test_how_a_code_is_written_does_not_matter(
    db: Database, conversation: str, code: str, write: Callable[[str], str]
) -> None:
    written = write(code)
    assert resume_codes.redeem(db, f'  "{written}". ', "ik", "website", NOW) == conversation


def test_a_code_works_for_two_weeks(db: Database, conversation: str, code: str) -> None:
    with pytest.raises(CodeExpired):
        resume_codes.redeem(db, code, "ik", "website", NOW + LIFETIME)
    assert resume_codes.redeem(db, code, "ik", "website", NOW + LIFETIME - MINUTE) == conversation


def test_a_new_code_takes_the_place_of_the_old_one(db: Database, conversation: str, code: str) -> None:
    newer = resume_codes.issue(db, conversation, NOW)
    with pytest.raises(CodeUnknown):
        resume_codes.redeem(db, code, "ik", "website", NOW)
    assert resume_codes.redeem(db, newer, "ik", "website", NOW) == conversation


def test_after_use_a_next_code_can_be_given(db: Database, conversation: str, code: str) -> None:
    resume_codes.redeem(db, code, "ik", "website", NOW)
    newer = resume_codes.issue(db, conversation, NOW)
    assert resume_codes.redeem(db, newer, "iemand", "website", NOW) == conversation


def test_it_is_known_whether_a_code_still_works(db: Database, conversation: str) -> None:
    assert resume_codes.open_until(db, conversation, NOW) is None
    code = resume_codes.issue(db, conversation, NOW)
    assert resume_codes.open_until(db, conversation, NOW) == NOW + LIFETIME
    assert resume_codes.open_until(db, conversation, NOW + LIFETIME) is None
    resume_codes.redeem(db, code, "ik", "website", NOW)
    assert resume_codes.open_until(db, conversation, NOW) is None


def test_two_conversations_never_share_a_code(db: Database, conversation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["blauw-fiets-427", "blauw-fiets-427", "groen-lamp-170"])
    monkeypatch.setattr(resume_codes, "draw", lambda: next(drawn))
    other = conversations.start(db, "website", NOW)
    assert resume_codes.issue(db, conversation, NOW) == "blauw-fiets-427"
    assert resume_codes.issue(db, other, NOW) == "groen-lamp-170"
    assert resume_codes.redeem(db, "blauw-fiets-427", "ik", "website", NOW) == conversation


def test_a_conversation_that_is_not_there_gets_no_code(db: Database) -> None:
    with pytest.raises(ConversationUnknown):
        resume_codes.issue(db, "0" * 32, NOW)


def test_of_many_who_hand_in_one_code_at_once_exactly_one_gets_it(db: Database, conversation: str, code: str) -> None:
    def try_it(number: int) -> str | None:
        try:
            return resume_codes.redeem(db, code, f"asker {number}", "website", NOW)
        except CodeUnknown:
            return None

    with ThreadPoolExecutor(8) as pool:
        got = [found for found in pool.map(try_it, range(16)) if found]
    assert got == [conversation]


def test_handing_in_giving_anew_and_wiping_at_once_do_not_lock_each_other_out(db: Database) -> None:
    for _ in range(5):
        conversation = conversations.start(db, "website", NOW)
        code = resume_codes.issue(db, conversation, NOW)

        def outcome(deed: int, conversation: str = conversation, code: str = code) -> str:
            try:
                if deed == 0:
                    return resume_codes.redeem(db, code, "ik", "website", NOW)
                if deed == 1:
                    return resume_codes.issue(db, conversation, NOW)
                privacy.wipe(db, conversation)
                return "wiped"
            except (CodeUnknown, ConversationUnknown) as refused:
                return type(refused).__name__

        with ThreadPoolExecutor(3) as pool:
            came_back, _, wiped = pool.map(outcome, range(3))
        assert came_back in (conversation, "CodeUnknown")
        assert wiped == "wiped"
        assert not conversations.exists(db, conversation)


# --- what is kept -------------------------------------------------------------------------------------------------


def test_the_code_itself_is_not_kept_and_goes_with_the_conversation(db: Database, conversation: str, code: str) -> None:
    kept = json.dumps(privacy.export(db, conversation)["resume_code"])
    assert conversation in kept
    assert code not in kept
    privacy.wipe(db, conversation)
    with pytest.raises(CodeUnknown):
        resume_codes.redeem(db, code, "ik", "website", NOW)


def test_askers_are_not_readable_and_do_not_pile_up(db: Database, code: str) -> None:
    guess(db, code, 1, asker="mijn telefoon")
    guess(db, code, 1, asker="een ander", now=NOW + DAY)
    with db.reading() as session:
        askers = set(session.scalars(select(ResumeTryRow.asker_hash)))
    assert len(askers) == 2  # the second one and everyone together
    assert "een ander" not in askers and "mijn telefoon" not in askers


# --- guessing -----------------------------------------------------------------------------------------------------


def test_after_ten_wrong_codes_even_the_right_one_waits_an_hour(db: Database, conversation: str, code: str) -> None:
    guess(db, code, ALLOWED)
    for now in (NOW, NOW + HOUR - MINUTE):
        with pytest.raises(TooManyTries):
            resume_codes.redeem(db, code, "gokker", "website", now)
    assert resume_codes.redeem(db, code, "gokker", "website", NOW + HOUR) == conversation


def test_who_guesses_under_many_names_from_one_place_is_one_guesser(db: Database, code: str) -> None:
    for number, wrong in enumerate(wrong_codes(code, ALLOWED + 1)):
        with pytest.raises(CodeUnknown if number < ALLOWED else TooManyTries):
            resume_codes.redeem(db, wrong, f"naam {number}", "website", NOW, origin="een plek")


def test_a_code_that_was_used_is_of_no_use_to_somebody_else_in_the_same_place(db: Database, code: str) -> None:
    resume_codes.redeem(db, code, "ik", "website", NOW, origin="school")
    with pytest.raises(CodeUnknown):
        resume_codes.redeem(db, code, "klasgenoot", "website", NOW + MINUTE, origin="school")


def test_one_who_guesses_leaves_others_alone(db: Database, conversation: str, code: str) -> None:
    guess(db, code, ALLOWED)
    assert resume_codes.redeem(db, code, "ik", "website", NOW) == conversation


def press(db: Database, code: str) -> None:
    """So many wrong codes of many askers, that somebody must be guessing."""
    for number in range(PRESSURE // ALLOWED):
        guess(db, code, ALLOWED, asker=f"gokker {number}")


def test_many_guessers_do_not_close_the_door_for_who_has_a_code(db: Database, conversation: str, code: str) -> None:
    press(db, code)
    assert resume_codes.redeem(db, code, "ik", "website", NOW + MINUTE) == conversation


def test_while_many_guess_each_may_be_wrong_twice_a_day(db: Database, conversation: str, code: str) -> None:
    press(db, code)
    guess(db, code, ALLOWED_UNDER_PRESSURE, asker="ik")
    for now in (NOW, NOW + HOUR, NOW + DAY - MINUTE):
        with pytest.raises(TooManyTries):
            resume_codes.redeem(db, code, "ik", "website", now)
    with pytest.raises(TooManyTries):  # who was wrong before the pressure began counts too
        resume_codes.redeem(db, code, "gokker 0", "website", NOW + HOUR + MINUTE)
    assert resume_codes.redeem(db, code, "ik", "website", NOW + DAY) == conversation


def test_many_guesses_at_once_do_not_slip_through(db: Database, code: str) -> None:
    def refusal(wrong: str) -> type[Exception]:
        with pytest.raises((CodeUnknown, TooManyTries)) as refused:
            resume_codes.redeem(db, wrong, "gokker", "website", NOW)
        return refused.type

    with ThreadPoolExecutor(6) as pool:
        refusals = list(pool.map(refusal, wrong_codes(code, 2 * ALLOWED)))
    assert refusals.count(CodeUnknown) == ALLOWED


def test_what_is_no_guess_is_not_counted(db: Database, conversation: str, code: str) -> None:
    first, second, number = code.split("-")
    for _ in range(ALLOWED + 1):
        with pytest.raises(CodeUnknown):
            resume_codes.redeem(db, f"{first}x-{second}-{number}", "ik", "website", NOW)
        with pytest.raises(CodeExpired):
            resume_codes.redeem(db, code, "ik", "website", NOW + LIFETIME)
    assert resume_codes.redeem(db, code, "ik", "website", NOW) == conversation


def test_the_odds_of_guessing_are_as_stated() -> None:
    assert words().codes == 152 * 505 * len(NUMBERS) == 69_084_000
    a_day = 1000 * ALLOWED_UNDER_PRESSURE  # a thousand addresses
    assert words().codes / (LIFETIME.days * a_day) == pytest.approx(2_467, rel=0.01)
    assert words().codes / (1000 * a_day) == pytest.approx(35, rel=0.02)  # days, a thousand codes open
    assert words().codes / (1000 * ALLOWED * 24) == pytest.approx(288, rel=0.01)  # days, from one address


# --- the words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "blauw-fiets-427",
        "Blauw fiets 427",
        "blauwfiets427",
        "BLAUW  FIETS 427!",
        "“blauw – fiets – 427”",
        "blauw_fiets_427",
    ],
)
def test_a_code_is_read_in_every_way_of_writing(text: str) -> None:
    assert read(text) == "blauw-fiets-427"
    assert looks_like(text)


@pytest.mark.parametrize("text", ["blouw fiets 427", "blauw fietz 427", "blouw-fietz-427", "foo-bar-427"])
def test_a_misspelled_code_is_no_code_but_looks_like_one(text: str) -> None:
    assert read(text) is None
    assert looks_like(text)


@pytest.mark.parametrize(
    "text",
    [
        "ik ben 427",
        "ik heb een blauw fiets 427 jaar",
        "mijn blauwe fiets",
        "blauw fiets",
        "42",
        "",
        "nu nog 36",
        "mbo niveau 4",
    ]
    + [
        "blauw fiets 1427",
        "blauw fiets 42",
        "vast contract 320",
        "ja klopt 450",
        "fiets blauw 427",
        "groot bedrijf 500",
        "06-12345678",
    ]
    + [
        "ongeveer 320 uur",
        "geboren in 78",
        "heel veel 550",
        "blauw fiets 427 groen lamp 170",
        "3511 AB",
        "modern bedrijf 400",
    ],
)
def test_what_people_say_is_not_taken_for_a_code(text: str) -> None:
    assert not looks_like(text)
    assert read(text) is None


def sound(word: str) -> str:
    """How a word sounds, roughly: what people spell wrong falls together."""
    same = (
        ("ij", "ei"),
        ("au", "ou"),
        ("sch", "sg"),
        ("ch", "g"),
        ("ck", "k"),
        ("c", "k"),
        ("z", "s"),
        ("v", "f"),
        ("y", "i"),
    )
    for written, heard in same:
        word = word.replace(written, heard)
    word = word[:-1] + {"d": "t", "b": "p"}.get(word[-1], word[-1])
    return "".join(letter for letter, before in zip(word, " " + word, strict=False) if letter != before)


@pytest.mark.parametrize("part", ["first", "second"])
def test_words_are_short_and_plain_and_no_two_look_or_sound_alike(part: str) -> None:
    listed = getattr(words(), part)
    assert len(set(listed)) == len(listed) >= {"first": 120, "second": 400}[part]
    assert [word for word in listed if not (word.isascii() and word.islower() and 3 <= len(word) <= 12)] == []
    alike = [
        pair
        for pair in combinations(listed, 2)
        if DamerauLevenshtein.distance(*pair, score_cutoff=1) <= 1 or sound(pair[0]) == sound(pair[1])
    ]
    assert alike == []


def test_written_together_every_code_can_be_read_in_one_way_only() -> None:
    lists: Words = resume_words.words()
    together = [first + second for first in lists.first for second in lists.second]
    assert len(set(together)) == len(together)
