"""What is kept about the person, for the person: shown on a card, and wiped when they say so."""

from __future__ import annotations

from bot.actions import claiming, for_adviser, kept_plan, own_story, own_work, plan_additions, tried
from bot.actions.fact_slots import FACTS
from bot.actions.sources import catalogue
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import day_in_words, label, moment_in_words
from guidance import plans
from guidance.plans import Plan
from guidance.privacy import WIPE


def show(turn: Turn) -> None:
    """Everything we noted, in the words of the plan."""
    plan = kept_plan.get(turn)
    rows = [*_told(turn), *(_kept(plan) if plan else [])]
    booking = claiming.booked(turn)
    if booking:
        rows.append(_row("appointment", f"{moment_in_words(booking.starts_at)}, {booking.adviser.name}"))
    if rows:
        turn.say("utter_show_data", cards=[{"type": "outcome", "title": label("own_data_title"), "rows": rows}])
    else:
        turn.say("utter_show_no_data")


def ask_to_wipe(turn: Turn) -> None:
    """Asks first: what is gone does not come back."""
    turn.set("pending", WIPE)
    turn.say("utter_check_wipe")
    turn.waits = True


def wipe(turn: Turn) -> None:
    """Says goodbye with the kind of message after which the gateway wipes everything."""
    turn.forget_everything()
    turn.say("utter_wiped", kind=WIPE)
    turn.leaves = True


def _told(turn: Turn) -> list[dict[str, str]]:
    vocabulary = catalogue().budgets.vocabulary
    facts = [vocabulary.told(name, turn.slot(name)) for name in FACTS if turn.slot(name) is not None]
    if work := own_work.told(turn):
        facts.insert(0, work)
    return [_row("facts", " ".join(f"{fact.rstrip('.')}." for fact in facts))] if facts else []


def _kept(plan: Plan) -> list[dict[str, str]]:
    needs = [label("needs", need, "short") for need in plans.needs_of(plan.need)]
    rows = [_row("need", "; ".join(needs))] if needs else []
    told = [words for _, words in plan.own_words]
    story = str(plan.situation.get(own_story.KEPT) or "")
    told = told if any(story in words for words in told) else [story, *told]
    told += [words for words in plan_additions.typed(plan) if not any(words in each for each in told)]
    rows += [_row("own_words", AsTyped(f"“{words}”")) for words in told if words]
    rows += [_row("for_adviser", AsTyped(f"“{words}”")) for words in for_adviser.of(plan)]
    if plan.tried:
        rows.append(_row("tried", tried.before(plan)))
    if plan.looked_up:
        rows.append(_row("found", ", ".join(dict.fromkeys(found.title for found in plan.looked_up))))
    if plan.step:
        rows.append(_row("step", AsTyped(plan.step)))
    if plan.step_date:
        rows.append(_row("date", day_in_words(plan.step_date)))
    rows += [_row("name", AsTyped(plan.name))] if plan.name else []
    return rows + ([_row("contact", plan.contact)] if plan.contact else [])


def _row(name: str, text: str) -> dict[str, str]:
    return {"label": label("plan", name), "text": text}
