"""What is told for the adviser while a talk is booked is kept for the letter, and the letter takes orders as meant."""

from __future__ import annotations

import pytest

from guidance import bookings, notes
from guidance.database import Database
from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood

OFFERED = "Voor het gesprek"


@pytest.fixture
def offered(conversation: str) -> Dialogue:
    """Moments are on the screen."""
    talk = Dialogue(conversation).receives(understood("ze gaan naar zelfscan. ik ben bang voor mijn baan"))
    talk.receives(understood("ja klopt")).receives(understood("ik wil een mens spreken"))
    assert talk.question == "appointment"
    return talk


@pytest.fixture
def booked(offered: Dialogue) -> Dialogue:
    """An appointment stands, and the name is asked."""
    offered.presses(next(iter(offered.buttons)))
    assert offered.question == "contact_name"
    return offered


@pytest.fixture
def letter(booked: Dialogue) -> Dialogue:
    """The letter is on the screen."""
    booked.receives(understood("Fatma"))
    while booked.question != "note":
        booked.presses("Overslaan")
    return booked


@pytest.mark.parametrize(
    "words",
    [
        "willen jullie dan wel rustig praten, ik ben niet zo goed met moeilijke woorden",
        "ik hoor slecht",
        "liever een vrouw",
        "niet op mijn werk bellen graag",
        "mijn dochter zit er ook bij",
        "ik neem niet op bij een onbekend nummer",
        "geen vakjargon aub",
    ],
)
def test_what_is_meant_for_the_adviser_is_kept_and_the_question_comes_again(booked: Dialogue, words: str) -> None:
    booked.receives(understood(words))
    assert words in booked.heard and "adviseur" in booked.heard
    assert booked.question == "contact_name" and "begrijp" not in booked.heard
    assert words not in str(booked._slots)


def test_it_stands_in_the_letter_and_can_be_taken_out(letter: Dialogue) -> None:
    letter.receives(understood("ik ben slechthorend"))
    assert "slechthorend" in letter.plan[OFFERED]
    letter.receives(understood("dat van slechthorend mag er toch uit"))
    assert OFFERED not in letter.plan and letter.question == "note"


def test_an_answer_beside_it_counts(booked: Dialogue) -> None:
    booked.receives(understood("gerrit. en ik praat plat dus niet te snel"))
    assert "praat plat" in booked.heard and booked.question != "contact_name"


def test_a_wish_for_who_and_when_are_both_heard(offered: Dialogue) -> None:
    offered.receives(understood("liever s avonds, en liever een vrouw"))
    assert "liever een vrouw" in offered.heard and all("18" in each for each in list(offered.buttons)[:1])


def test_a_protest_is_not_for_the_adviser(booked: Dialogue) -> None:
    booked.receives(understood("dit is toch niet wat ik bedoel"))
    assert "adviseur leest" not in booked.heard and "voor de adviseur:" not in booked.heard


def test_words_with_a_sign_of_trouble_are_kept_nowhere_and_the_moment_is_asked_again(offered: Dialogue) -> None:
    offered.receives(understood("mijn man mag het niet weten"))
    assert "Veilig Thuis" in offered.heard and offered.question == "appointment"
    assert "mag het niet weten" not in offered.heard


def test_a_name_at_the_moment_is_taken_and_confirms_nothing(offered: Dialogue, db: Database, conversation: str) -> None:
    day = next(iter(offered.buttons)).split()[0]
    offered.receives(understood(day)).receives(understood("Fatma"))
    assert bookings.of_conversation(db, conversation) is None
    assert "Fatma" in offered.heard and "Ja, dat moment" in offered.buttons
    offered.receives(understood("ja"))
    assert bookings.of_conversation(db, conversation) and offered.question != "contact_name"


def test_the_time_of_the_day_that_was_read_back_confirms_it_and_another_time_does_not(
    offered: Dialogue, db: Database, conversation: str
) -> None:
    first = next(iter(offered.buttons)).split()
    time = first[first.index("om") + 1]
    offered.receives(understood(first[0])).receives(understood("ja om 6 uur"))
    assert bookings.of_conversation(db, conversation) is None
    offered.receives(understood(first[0])).receives(understood(f"om {time}"))
    assert bookings.of_conversation(db, conversation)


@pytest.mark.parametrize("words", ["haal die lening weg", "nee dat van mijn kinderen hoeft ze niet te weten"])
def test_what_does_not_stand_in_the_letter_is_said_not_to(letter: Dialogue, words: str) -> None:
    before = letter.plan
    letter.receives(understood(words))
    assert (
        ("niet in" in letter.heard or "laat ik weg" in letter.heard)
        and letter.plan == before
        and letter.question == "note"
    )


def test_a_part_goes_out_and_may_stay_after_all(letter: Dialogue) -> None:
    before = letter.plan
    letter.receives(understood("dat van die zelfscan mag eruit"))
    assert "zelfscan" not in str(letter.plan) and letter.question == "note"
    letter.receives(understood("laat toch maar staan"))
    assert letter.plan == before


@pytest.mark.parametrize("words", ["stuur maar", "is goed zo", "zo is ie goed", "ja stuur maar op"])
def test_a_yes_in_words_of_sending_sends_it(letter: Dialogue, db: Database, conversation: str, words: str) -> None:
    letter.receives(understood(words))
    note = notes.get(db, conversation)
    assert note and note.agreed


@pytest.mark.parametrize("words", ["stuur maar niks", "dat klopt niet", "nee mijn man weet hier niks van"])
def test_what_is_no_yes_sends_nothing(letter: Dialogue, db: Database, conversation: str, words: str) -> None:
    letter.receives(understood(words))
    note = notes.get(db, conversation)
    assert note and not note.agreed
    if "stuur" not in words:
        assert letter.question == "note"


@pytest.mark.parametrize("words", ["bellen hun mij?", "word ik gebeld", "bellen ze mij"])
def test_who_calls_whom_is_told(booked: Dialogue, words: str) -> None:
    booked.receives(understood(words))
    assert "belt de adviseur jou" in booked.heard or "adviseur belt jou" in booked.heard


def test_an_order_and_an_addition_in_one_message_are_both_heard(letter: Dialogue) -> None:
    letter.receives(understood("die lening hoeft er niet bij. en zet erbij dat ik makkelijke woorden wil"))
    assert "niet in" in letter.heard and letter.question == "note"
    assert letter.plan[OFFERED] == "“dat ik makkelijke woorden wil”"


def test_who_asks_what_is_kept_reads_what_was_told_for_the_adviser(booked: Dialogue) -> None:
    booked.receives(understood("willen jullie rustig praten met mij")).says("wat weet je van mij", "show_data")
    cards = [card for reply in booked.replies for card in (reply.get("custom") or {}).get("cards", ())]
    assert any("rustig praten" in row["text"] for card in cards for row in card.get("rows", ()))
