"""Which appointments are free, ranked by what suits the person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby, islice

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from guidance import schedule, workrules
from guidance.advisers import Adviser, Availability, as_adviser
from guidance.booking_models import WaitingRow
from guidance.database import Database
from guidance.models import AdviserRow, AvailabilityRow, BookingRow
from guidance.schedule import AMSTERDAM, Moment
from guidance.workrules import WorkRules

NOTICE = timedelta(hours=4)
HORIZON = timedelta(days=28)


@dataclass(frozen=True)
class Slot:
    """A free appointment. Times in UTC; `media` are the ways offered, `medium` is the adviser's first choice."""

    adviser_id: str
    adviser_name: str
    organisation: str
    starts_at: datetime
    ends_at: datetime
    medium: str
    media: tuple[str, ...]
    place: str | None
    region_code: str | None

    def key(self, medium: str | None = None) -> str:
        """What a button or a form says of it, for `read_key`; `medium` counts when it is one of `media`."""
        return f"{self.adviser_id}|{self.starts_at.isoformat()}|{medium if medium in self.media else self.medium}"


def read_key(key: str) -> tuple[str, datetime, str]:
    """Adviser, start in UTC and medium of the slot that was chosen. Raises ValueError when this is no such key."""
    adviser_id, starts_at, medium = key.split("|")
    return adviser_id, datetime.fromisoformat(starts_at).astimezone(UTC), medium


def free_slots(
    db: Database,
    now: datetime,
    *,
    region: str | None = None,
    sector: str | None = None,
    medium: str | None = None,
    language: str | None = None,
    on: date | Iterable[date] | None = None,
    after: datetime | None = None,
    hours: tuple[int, int] | None = None,
    wanted: Callable[[datetime], bool] | None = None,
    limit: int = 3,
    notice: timedelta = NOTICE,
    adviser_id: str | None = None,
) -> list[Slot]:
    """At most `limit` free slots: own region first, then language and sector, then soonest, over days and advisers.

    Advisers from another region are offered by phone or video only. `on` is a date in the Netherlands, or several: then
    the first of them with anything free. `after` asks for later starts, `hours` (18, 22) for starts from 18:00 to
    before 22:00 local time; `wanted` says of every start, in local time, whether it suits for the rest; `adviser_id`
    asks for the moments of one adviser. Nothing starts within `notice` of `now`, nor later than four weeks from then.
    """
    with db.reading() as session:
        everybody = select(AdviserRow).order_by(AdviserRow.id)
        asked = everybody if adviser_id is None else everybody.where(AdviserRow.id == adviser_id)
        people = [as_adviser(row) for row in session.scalars(asked)]
        weeks = _weeks(session)
        busy = _busy(session, now)
        rules = workrules.read(session, [adviser.id for adviser in people])

    def tier(adviser: Adviser) -> tuple[bool, bool, bool]:
        foreign = language is not None and language not in adviser.languages
        return region not in adviser.region_codes, foreign, sector not in adviser.sectors

    def suits(moment: Moment) -> bool:
        start = moment[0]
        local = start.astimezone(AMSTERDAM)
        fits = (hours is None or hours[0] <= local.hour < hours[1]) and (wanted is None or wanted(local))
        return fits and now + notice <= start <= now + HORIZON and (after is None or start > after)

    def free_on(day: date, advisers: Sequence[Adviser]) -> list[Slot]:
        return [
            _slot(adviser, moment, media, region)
            for adviser in advisers
            if (media := tuple(way for way in offered_media(adviser, region) if medium in (None, way)))
            for moment in free_moments(
                adviser, weeks.get(adviser.id, []), day, rules.get(adviser.id, WorkRules()), busy.get(adviser.id, [])
            )
            if suits(moment)
        ]

    def choose(dates: Sequence[date]) -> list[Slot]:
        chosen: list[Slot] = []
        for _, group in groupby(sorted(people, key=tier), key=tier):
            advisers, missing = list(group), limit - len(chosen)
            # Looking further than as many days as there are slots missing would only find what is later, not other.
            per_day = islice(filter(None, (free_on(day, advisers) for day in dates)), missing)
            chosen += _spread([slot for slots in per_day for slot in slots], missing, chosen)
        return chosen

    if on is None:
        return choose(schedule.days(max(now, after or now), now + HORIZON))
    return next(filter(None, (choose([day]) for day in ([on] if isinstance(on, date) else on))), [])


def free_moments(
    adviser: Adviser, hours: Sequence[Availability], day: date, rules: WorkRules, busy: Sequence[Moment]
) -> list[Moment]:
    """The appointments of one date that can still be booked: the day is not full, and the buffer is kept."""
    if rules.full(sum(start.astimezone(AMSTERDAM).date() == day for start, _ in busy)):
        return []
    offered = schedule.moments(adviser, hours, [day], rules)
    return [moment for moment in offered if schedule.is_free(moment, busy, rules.buffer)]


def offered_media(adviser: Adviser, region: str | None) -> tuple[str, ...]:
    """How this adviser talks with someone from `region`: nobody travels to another region."""
    if region is None or region in adviser.region_codes:
        return adviser.media
    return tuple(way for way in adviser.media if way != "place")


def _spread(free: Sequence[Slot], count: int, chosen: Sequence[Slot]) -> list[Slot]:
    """The soonest slots, but another day or another adviser before more of the same."""
    left = sorted(free, key=lambda slot: (slot.starts_at, slot.adviser_id))
    picked: list[Slot] = []
    seen = Counter(trait for slot in chosen for trait in _traits(slot))
    while left and len(picked) < count:
        # Of equals min takes the first, which is the soonest.
        best = min(left, key=lambda slot: sum(seen[trait] for trait in _traits(slot)))
        left.remove(best)
        picked.append(best)
        seen.update(_traits(best))
    return sorted(picked, key=lambda slot: slot.starts_at)


def _traits(slot: Slot) -> tuple[str, date]:
    return slot.adviser_id, slot.starts_at.astimezone(AMSTERDAM).date()


def _slot(adviser: Adviser, moment: Moment, media: tuple[str, ...], region: str | None) -> Slot:
    return Slot(
        adviser_id=adviser.id,
        adviser_name=adviser.name,
        organisation=adviser.organisation,
        starts_at=moment[0],
        ends_at=moment[1],
        medium=media[0],
        media=media,
        place=adviser.place_address if "place" in media else None,
        region_code=region if region in adviser.region_codes else next(iter(adviser.region_codes), None),
    )


def _weeks(session: Session) -> dict[str, list[Availability]]:
    row = AvailabilityRow
    stored = select(row.adviser_id, row.weekday, row.starts, row.ends, row.slot_minutes).order_by(row.id)
    weeks: dict[str, list[Availability]] = {}
    for adviser_id, *hours in session.execute(stored):
        weeks.setdefault(adviser_id, []).append(Availability(*hours))
    return weeks


def _busy(session: Session, now: datetime) -> dict[str, list[Moment]]:
    busy: dict[str, list[Moment]] = {}
    stored = select(BookingRow.adviser_id, BookingRow.starts_at, BookingRow.ends_at)
    for adviser_id, starts, ends in session.execute(
        # Also what was earlier today: it counts for the most appointments a day.
        stored.where(BookingRow.status == "booked", BookingRow.ends_at > now - timedelta(days=1))
    ):
        busy.setdefault(adviser_id, []).append((starts, ends))
    for adviser_id, starts, ends in session.execute(_kept(now)):
        busy.setdefault(adviser_id, []).append((starts, ends))
    return busy


def held(session: Session, adviser_id: str, moment: Moment, now: datetime, but_for: str | None = None) -> bool:
    """Whether the moment is kept for somebody on the waiting list, other than the conversation `but_for`."""
    kept = _kept(now).where(WaitingRow.adviser_id == adviser_id)
    if but_for is not None:
        kept = kept.where(WaitingRow.conversation_id != but_for)
    return not schedule.is_free(moment, [(starts, ends) for _, starts, ends in session.execute(kept)])


def _kept(now: datetime) -> Select[tuple[str | None, datetime | None, datetime | None]]:
    row = WaitingRow
    return select(row.adviser_id, row.starts_at, row.ends_at).where(row.status == "offered", row.offered_until > now)
