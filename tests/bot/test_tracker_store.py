"""What somebody wrote in a turn about safety is nowhere in Rasa's database."""

import sqlite3
import time
import warnings
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.tracker_store import DAY, KEEP_DAYS, WINDOW, ConversationStore


def said(text: str, intent: str) -> UserUttered:
    return UserUttered(text, {"name": intent}, parse_data={"text": text, "intent": {"name": intent}, "entities": []})


async def test_words_about_safety_are_not_stored_and_other_words_are(tmp_path: Path) -> None:
    store = ConversationStore(domain=Domain.empty(), dialect="sqlite", db=str(tmp_path / "tracker.db"), query={})
    tracker = DialogueStateTracker.from_events("someone", [said("wie betaalt dat", "ask_budget")])
    tracker.update(said("ik wil niet meer leven", "safety_suicide"))
    await store.save(tracker)
    with sqlite3.connect(tmp_path / "tracker.db") as stored:
        rows = " ".join(row[0] for row in stored.execute("select data from events"))
    stored.close()
    store.engine.dispose()
    assert "leven" not in rows
    assert "wie betaalt dat" in rows
    assert "safety_suicide" in rows


@pytest.mark.parametrize("asked", ["safety_check", "safety_violence", "urgent_contact"])
async def test_what_is_answered_to_a_question_about_safety_is_not_stored_and_what_comes_later_is(
    tmp_path: Path, asked: str
) -> None:
    store = ConversationStore(domain=Domain.empty(), dialect="sqlite", db=str(tmp_path / "tracker.db"), query={})
    tracker = DialogueStateTracker.from_events("someone", [SlotSet("pending", asked)])
    tracker.update(said("ja al heel lang", "affirm"))
    tracker.update(SlotSet("pending", None))
    tracker.update(said("wie betaalt dat", "ask_budget"))
    await store.save(tracker)
    with sqlite3.connect(tmp_path / "tracker.db") as stored:
        rows = " ".join(row[0] for row in stored.execute("select data from events"))
    stored.close()
    store.engine.dispose()
    assert "al heel lang" not in rows
    assert "wie betaalt dat" in rows


async def test_a_spot_on_the_map_is_not_stored(tmp_path: Path) -> None:
    store = ConversationStore(domain=Domain.empty(), dialect="sqlite", db=str(tmp_path / "tracker.db"), query={})
    tracker = DialogueStateTracker.from_events("someone", [])
    tracker.update(said('/share_place{"latitude": 52.52, "longitude": 6.08}', "share_place"))
    await store.save(tracker)
    with sqlite3.connect(tmp_path / "tracker.db") as stored:
        rows = " ".join(row[0] for row in stored.execute("select data from events"))
    stored.close()
    store.engine.dispose()
    assert "share_place" in rows
    assert "52.52" not in rows


with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Rasa warns of custom mappings, which is how all our slots are filled
    DOMAIN = Domain.from_yaml(
        """
        version: "3.1"
        intents: [inform]
        slots:
          age: {type: any, influence_conversation: false, mappings: [{type: custom}]}
          said: {type: list, influence_conversation: false, mappings: [{type: custom}]}
          wiped: {type: any, influence_conversation: false, mappings: [{type: custom}]}
          place: {type: text, influence_conversation: false, mappings: [{type: custom}]}
        """
    )


def store_in(folder: Path) -> ConversationStore:
    return ConversationStore(domain=DOMAIN, dialect="sqlite", db=str(folder / "tracker.db"), query={})


def turn(number: int) -> list[Event]:
    """A turn as ours are: a message, slots, an action that says something."""
    loop = [ActiveLoop("situation_form" if number % 3 else None)] if number % 4 == 0 else []
    return [
        said(f"bericht {number}", "inform"),
        *[SlotSet("said", [str(number)]), *([SlotSet("age", number)] if number < 5 else [])],
        *loop,
        ActionExecuted("action_answer"),
        BotUttered(f"antwoord {number}"),
        ActionExecuted("action_listen"),
    ]


async def test_after_two_hundred_turns_the_state_is_whole_and_what_is_read_is_bounded(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    all_events: list[Event] = [SlotSet("place", "Tiel")]
    tracker = DialogueStateTracker.from_events("someone", all_events, DOMAIN.slots)
    await store.save(tracker)
    for number in range(200):
        tracker = await store.retrieve("someone") or tracker
        for event in turn(number):
            tracker.update(event)
            all_events.append(event)
        await store.save(tracker)
    whole = DialogueStateTracker.from_events("someone", all_events, DOMAIN.slots)
    read = await store.retrieve("someone")
    assert read is not None
    assert read.current_slot_values() == whole.current_slot_values()
    assert read.active_loop_name == whole.active_loop_name
    assert read.latest_message == whole.latest_message
    assert len(read.events) <= WINDOW + len(DOMAIN.slots) + 1
    store.engine.dispose()


async def test_every_event_is_stored_once_also_when_saved_twice(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    for number in range(40):
        tracker = await store.retrieve("someone") or DialogueStateTracker.from_events("someone", [], DOMAIN.slots)
        for event in turn(number):
            tracker.update(event)
        await store.save(tracker)
        await store.save(tracker)
    everything = await store.retrieve_full_tracker("someone")
    assert everything is not None
    messages = [event.text for event in everything.events if isinstance(event, UserUttered)]
    assert messages == [f"bericht {number}" for number in range(40)]
    store.engine.dispose()


async def test_somebody_never_seen_has_no_conversation(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    assert await store.retrieve("nobody") is None
    store.engine.dispose()


async def test_who_has_everything_wiped_is_forgotten_here_too(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    tracker = DialogueStateTracker.from_events("someone", [*turn(1), SlotSet("wiped", True)], DOMAIN.slots)
    other = DialogueStateTracker.from_events("other", turn(2), DOMAIN.slots)
    await store.save(other)
    await store.save(tracker)
    assert await store.retrieve("someone") is None
    assert await store.retrieve("other") is not None
    store.engine.dispose()


async def test_a_conversation_that_fell_silent_long_ago_is_forgotten(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    long_ago = time.time() - (KEEP_DAYS + 1) * DAY
    old = [said("lang geleden", "inform"), SlotSet("age", 40, timestamp=long_ago)]
    old[0].timestamp = long_ago
    await store.save(DialogueStateTracker.from_events("silent", old, DOMAIN.slots))
    store.next_forgetting = 0.0
    await store.save(DialogueStateTracker.from_events("talking", turn(1), DOMAIN.slots))
    assert await store.retrieve("silent") is None
    assert await store.retrieve("talking") is not None
    store.engine.dispose()
