"""Messages in the shapes of the Cloud API: whatever the bot says fits, and no label is ever cut."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.notices import load_notices
from connectors.rendering import size
from connectors.whatsapp.payloads import REMINDER, Part, labelled, parts, shape, shows_numbers, waiting_template
from connectors.whatsapp.settings import WhatsAppSettings
from connectors.whatsapp.texts import load_texts
from guidance.conversations import Outgoing, TokenButton
from tests.connectors.whatsapp.meta import PHONE_NUMBER_ID, Payload, choices_of, complaints_about, text_of

SETTINGS = WhatsAppSettings(template_answer="er_is_een_antwoord", template_reminder="herinnering")
NOTICES = load_notices()
ROOT = Path(__file__).parents[3]
CHOOSE = load_texts().choose
LONG_LABEL = "Ik wil weten of ik een opleiding naast mijn werk kan doen"  # 24 < its length <= 72
SENTENCE = "Dit is een zin van een paar woorden. "


def saying(text: str, *titles: str, cards: tuple[dict[str, Any], ...] = (), kind: str = "text") -> Outgoing:
    buttons = tuple(TokenButton(title, f"token-{number}") for number, title in enumerate(titles))
    return Outgoing(1, "bot", text, buttons, cards, kind, datetime(2026, 11, 25, tzinfo=UTC))


def payloads(message: Outgoing) -> list[Payload]:
    """What would be sent; fails when Meta would complain."""
    made = [part.payload for part in parts(message, SETTINGS)]
    addressed = {"messaging_product": "whatsapp", "recipient_type": "individual", "to": "31612345678"}
    for payload in made:
        assert list(complaints_about("v26.0", PHONE_NUMBER_ID, addressed | payload)) == []
    return made


def test_a_text_is_one_text_without_a_link_preview() -> None:
    assert payloads(saying("Kijk op https://werkcentrum.nl.")) == [
        {"type": "text", "text": {"preview_url": False, "body": "Kijk op https://werkcentrum.nl."}}
    ]


def test_a_text_that_is_too_long_is_cut_between_sentences_and_nothing_is_lost() -> None:
    made = payloads(saying(SENTENCE * 200))
    assert len(made) == 2
    assert all(text_of(payload).endswith("woorden.") for payload in made)
    assert " ".join(map(text_of, made)) == (SENTENCE * 200).strip()


@pytest.mark.parametrize("length", [4096, 4097])
def test_the_limit_of_a_text_counts_emoji_double(length: int) -> None:
    made = payloads(saying("🙂 " + "x" * (length - 3)))
    assert len(made) == (1 if length == 4096 else 2)


def test_a_text_of_emoji_only_is_cut_and_nothing_is_lost() -> None:
    made = payloads(saying("🙂" * 5000))
    assert "".join(map(text_of, made)) == "🙂" * 5000


def test_three_short_choices_are_buttons_and_the_text_stands_above_them() -> None:
    (made,) = payloads(saying("Wat past bij je?", "Ja", "Nee", "Weet ik nog niet"))
    assert made["interactive"]["type"] == "button"
    assert text_of(made) == "Wat past bij je?"
    assert choices_of(made) == [("token-0", "Ja"), ("token-1", "Nee"), ("token-2", "Weet ik nog niet")]


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (("x" * 20,), "buttons"),
        (("x" * 21,), "list"),
        (("🙂" * 10,), "buttons"),
        (("🙂" * 11,), "list"),
        (("a", "b", "c", "d"), "list"),
        (("x" * 24,), "list"),
        (("x" * 25, "kort"), "list_of_numbers"),
        (("x" * 72,), "list_of_numbers"),
        (("x" * 73, "kort"), "numbered"),
        (tuple("abcdefghij"), "list"),
        (tuple("abcdefghijk"), "numbered"),
        (("Ja", "Ja"), "numbered"),
    ],
)
def test_choices_take_the_first_shape_in_which_every_label_stands_whole(titles: tuple[str, ...], expected: str) -> None:
    message = saying("Kies maar.", *titles)
    assert shape(message.buttons) == expected
    assert shows_numbers(message) == (expected in ("list_of_numbers", "numbered"))
    read = [text for made in payloads(message) for text in readable(made)]
    assert all(any(title in text for text in read) for title in titles)


def readable(made: Payload) -> list[str]:
    return [text_of(made), *(title for _, title in (choices_of(made) if made["type"] == "interactive" else []))]


def test_a_long_label_stands_whole_below_its_number() -> None:
    (made,) = payloads(saying("Wat wil je?", LONG_LABEL, "Iets anders"))
    assert choices_of(made) == [("token-0", f"1 {LONG_LABEL}"), ("token-1", "2 Iets anders")]


def test_a_short_form_is_taken_where_it_spares_a_list() -> None:
    (made,) = payloads(saying("Liever een mens?", NOTICES.ask_human))
    assert made["interactive"]["type"] == "button"
    (made,) = payloads(saying("Waar gaat het om?", "a", "b", "c", NOTICES.ask_human))
    assert [title for _, title in choices_of(made)] == ["a", "b", "c", NOTICES.ask_human]


@pytest.mark.parametrize(("label", "short"), sorted(load_texts().short.items()))
def test_a_short_form_fits_and_its_label_is_still_used(label: str, short: str) -> None:
    assert size(short) <= 24 < size(label) or size(short) <= 20 < size(label)
    files = [*(ROOT / "bot/data").rglob("*.yml"), *(ROOT / "connectors/data").glob("*.yaml")]
    assert any(label in file.read_text(encoding="utf-8") for file in files)


def test_a_long_text_goes_before_its_choices() -> None:
    *texts, choices = payloads(saying(SENTENCE * 40, "Ja", "Nee"))
    assert [text_of(payload) for payload in texts] == [(SENTENCE * 40).strip()]
    assert text_of(choices) == CHOOSE
    assert len(choices_of(choices)) == 2


def test_choices_without_a_text_get_a_line_of_their_own() -> None:
    (made,) = payloads(saying("", "Ja", "Nee"))
    assert text_of(made) == CHOOSE


def test_too_many_choices_are_numbered_in_the_text() -> None:
    (made,) = payloads(saying("Welke?", *(f"Keuze {letter}" for letter in "abcdefghijkl")))
    assert text_of(made).startswith("Welke?\n\n1. Keuze a\n2. Keuze b\n")
    assert text_of(made).endswith("12. Keuze l")


def test_a_card_is_readable_text() -> None:
    card = {"name": "SLIM", "text": "Geld voor scholing", "url": "https://example.nl/slim", "lists": []}
    (made,) = payloads(saying("Dit vond ik:", "Meer", cards=(card,)))
    assert text_of(made) == "Dit vond ik:\n\n• SLIM: Geld voor scholing\n  • Bron: https://example.nl/slim"


def test_a_message_with_nothing_in_it_is_nothing() -> None:
    assert payloads(saying("  ")) == []


def test_a_reminder_can_be_said_by_its_template_in_one_line() -> None:
    (part,) = parts(saying("Morgen om 10.00 uur\nspreek je Sanne.", kind=REMINDER), SETTINGS)
    assert part.template == {
        "type": "template",
        "template": {
            "name": "herinnering",
            "language": {"code": "nl"},
            "components": [
                {"type": "body", "parameters": [{"type": "text", "text": "Morgen om 10.00 uur spreek je Sanne."}]}
            ],
        },
    }


@pytest.mark.parametrize(
    ("message", "settings"),
    [
        (saying("Morgen", kind=REMINDER), WhatsAppSettings()),
        (saying("Morgen"), SETTINGS),
        (saying("x" * 1000, kind=REMINDER), SETTINGS),
    ],
)
def test_nothing_else_has_a_template(message: Outgoing, settings: WhatsAppSettings) -> None:
    assert [part.template for part in parts(message, settings)] == [None]


def test_the_template_that_something_waits_is_there_when_it_was_set() -> None:
    assert waiting_template(WhatsAppSettings()) is None
    english = WhatsAppSettings(template_answer="er_is_een_antwoord", template_language="en_GB")
    made = {"name": "er_is_een_antwoord", "language": {"code": "en_GB"}}
    assert waiting_template(english) == Part({"type": "template", "template": made})


titles = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Z"]), min_size=1, max_size=90)


@given(st.text(st.sampled_from("ab é🙂.\n"), max_size=6000), st.lists(titles, max_size=12))
def test_whatever_is_said_meta_has_nothing_to_complain_about(text: str, labels: list[str]) -> None:
    message = saying(text, *labels)
    read = "\n".join(line for made in payloads(message) for line in readable(made))
    squeezed = "".join(read.split())
    shown = [button.title for button in labelled(message.buttons)]
    assert all("".join(label.split()) in squeezed for label in shown)
    assert "".join(text.split()) in squeezed
