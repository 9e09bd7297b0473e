"""Hearing what a person needs, giving it back, and remembering a second need."""

from __future__ import annotations

import re
from datetime import datetime

from bot.actions import facts
from bot.actions.helping import TOGETHER
from bot.actions.sources import catalogue, database, now
from bot.actions.turn import CLAUSE_CONFIDENCE, Turn
from bot.actions.wording import label, labels, responses, sentence_list
from guidance import plans

ASKED_AS_NEED = {"ask_training": "need_leren", "ask_budget": "need_geld_tijd"}
LIKELY_NEED = 0.15
SURE_OF_CHANGE = 0.5
MOST_NEEDS = 3  # more than three at once are remembered, not read out


def needs_in(turn: Turn) -> list[str]:
    """The needs said in this message, in the order of the text.

    Beside a need, a question about courses or money is a need too: "mijn rug wil niet meer, wie betaalt een cursus?".
    """
    clauses = [c["intent"] for c in turn.clauses if c["confidence"] >= CLAUSE_CONFIDENCE]
    said = clauses if any(intent.startswith("need_") for intent in clauses) else [turn.intent]
    if not any(intent.startswith("need_") for intent in (*said, turn.intent)):
        return []
    needs = [ASKED_AS_NEED.get(intent, intent) for intent in said]
    return list(dict.fromkeys(need for need in needs if need.startswith("need_")))[:MOST_NEEDS]


def others_in(turn: Turn) -> list[str]:
    """Needs in this message that are not those we gave back; when we had them wrong, a likely one is enough."""
    known = turn.slot("needs", [])
    found = [need for need in needs_in(turn) if need not in known]
    if not found and not known:
        likely = [guess["name"] for guess in turn.ranking if guess["confidence"] >= LIKELY_NEED]
        found = [name for name in likely if name.startswith("need_")][:1]
    return found


def changes(turn: Turn) -> bool:
    """Whether the person takes another need instead of this one: a pressed need, or "eigenlijk wil ik liever …"."""
    if not turn.intent.startswith("need_") or turn.intent in turn.slot("needs", []) or not turn.slot("need_confirmed"):
        return False
    if turn.is_button:
        return True
    return turn.confidence >= SURE_OF_CHANGE and bool(re.search(labels()["answers"]["instead"], turn.words.lower()))


def hear(turn: Turn) -> None:
    """Stores the needs of this message, and forgets what hung on an earlier need."""
    needs = needs_in(turn) or others_in(turn)
    if turn.slot("wished_occupation"):  # whoever names the work they want is not looking for which
        needs = list(dict.fromkeys("need_leren" if need == "need_richting" else need for need in needs))
    if turn.slot("status") == "unemployed":  # what is lost is not at risk any more
        needs = list(dict.fromkeys("need_uitkering" if need == "need_baan_onzeker" else need for need in needs))
    turn.set("needs", needs)
    for name in ("need_confirmed", "helped_needs", "plan_shown", "step", "left"):
        turn.set(name, None)
    turn.set("helped", [])
    turn.set("asked", [])
    turn.set("remembered", [need for need in turn.slot("remembered", []) if need not in needs])
    turn.set("wished_trainings", _wished_trainings(turn) if turn.words and "need_leren" in needs else None)
    keep(turn, "" if turn.is_private else turn.words, now())


def _wished_trainings(turn: Turn) -> list[str]:
    """The trainings named in the wish to learn, but for those that lead to the work somebody already does."""
    found = catalogue().trainings.find(turn.words)
    return [training.id for training in found if turn.slot("occupation") not in training.occupations]


def reflect(turn: Turn) -> None:
    """Gives the needs back in plain words, with the occupation when it was said."""
    needs: list[str] = turn.slot("needs", [])
    occupation = turn.slot("occupation")
    work = (
        label("heard_occupation").format(occupation=catalogue().occupations.get(occupation).name) if occupation else ""
    )
    if len(needs) > 1:
        turn.say(
            "utter_reflect_many", needs=sentence_list([label("needs", need, "short") for need in needs]), work=work
        )
    else:
        if work:
            turn.say("utter_heard_work", work=work)
        turn.say(f"utter_reflect_{needs[0]}", buttons=responses().variants("utter_check_need")[0].buttons)


def remember_another(turn: Turn, need: str) -> None:
    """A need said while another is being helped: noted, and named, so that it is not lost."""
    if need in turn.slot("needs", []):
        return
    joins = not turn.slot("helped_needs") and all(each in TOGETHER for each in (need, *turn.slot("needs", [])))
    turn.add("needs" if joins else "remembered", need)
    if need == "need_zwaar_gezondheid" and not joins:  # no note but an ear, and a human
        turn.say("utter_heard_heavy")
        return
    turn.say("utter_need_remembered", need=label("needs", need, "short"))


def keep(turn: Turn, words: str, at: datetime) -> None:
    """Keeps need and own words for the plan and the adviser."""
    needs: list[str] = turn.slot("needs", [])
    plans.save(
        database(),
        turn.conversation_id,
        need=", ".join(needs) if needs else None,
        own_words=words or None,
        situation=facts.known_facts(turn) | _named(turn),
        now=at,
    )


def _named(turn: Turn) -> dict[str, str]:
    named = {"place": turn.slot("place")} if turn.slot("place") else {}
    if turn.slot("occupation"):
        named["occupation"] = catalogue().occupations.get(turn.slot("occupation")).name
    return named
