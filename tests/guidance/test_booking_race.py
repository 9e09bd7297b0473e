"""One slot and hundreds of people in several processes: one gets it, the others get other moments."""

from __future__ import annotations

from operations.bench.booking_race import OFFERED, WON, race


def test_of_four_hundred_claims_by_eight_processes_one_wins_and_the_others_are_offered_other_slots(url: str) -> None:
    found = race(url, claims=400, processes=8)
    assert found.outcomes == {WON: 1, OFFERED: 399}
    assert found.appointments == 1
