"""What somebody wrote in a turn about safety is nowhere in Rasa's database."""

import sqlite3
from pathlib import Path

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.tracker_store import DiscreetTrackerStore


def said(text: str, intent: str) -> UserUttered:
    return UserUttered(text, {"name": intent}, parse_data={"text": text, "intent": {"name": intent}, "entities": []})


async def test_words_about_safety_are_not_stored_and_other_words_are(tmp_path: Path) -> None:
    store = DiscreetTrackerStore(domain=Domain.empty(), dialect="sqlite", db=str(tmp_path / "tracker.db"), query={})
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
