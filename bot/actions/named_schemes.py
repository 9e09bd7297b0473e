"""A scheme that somebody names ("en levenlanglerenkrediet?"): what it is, and whether it can be theirs."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from bot.actions import asking, budgets, looked_up, offers, schemes, sought
from bot.actions.sources import catalogue
from bot.actions.turn import Turn
from bot.actions.wording import label, sentence_list, word_table
from knowledge.budgets import Assessment

STAP = "stap_budget"
EMPLOYER, FUND = "employer", "fonds"  # who asks for it, and what kind of money it is
MOST_SHOWN = 3  # schemes of a list
MOST_CONDITIONS = 2
MOST_WORDS = 8  # of a message that only names a scheme: "lening DUO voor opleiding, ik ben 38"


def named(said: str) -> str | None:
    """The scheme that is asked for by its name; None when none is, or when somebody only tells about it."""
    found = of_name(sought.without_denied(said))
    tells = re.search(word_table("questions")["reading"]["tells"], said)
    only_names = len(said.split()) <= MOST_WORDS and not tells and not said.endswith(",")
    return found if found and (only_names or asking.is_question(said)) else None


def last(turn: Turn) -> str | None:
    """The scheme that was told last, else one of the list that was shown."""
    topic = str(turn.slot("topic") or "")
    if topic.startswith(schemes.TOPIC):
        return topic.removeprefix(schemes.TOPIC)
    best = schemes.best(turn, 1, looked_up.ids(turn, "budget"))
    return best[0].id if best else None


def tell(turn: Turn, id_: str) -> None:
    """The scheme itself, with what holds for this person, its source and date."""
    take_in_hand(turn, id_)
    if id_ == STAP:
        budgets.answer_stap(turn)
        return
    scheme = assessed(turn, id_)
    if (known := f"{schemes.TOPIC}{id_}") in turn.slot("asked", []):  # five sentences are not said twice
        turn.say("utter_no_more_known", where=label("ask_at_site").format(site=_site(scheme)))
        return
    turn.add("asked", known)
    summary = "" if scheme.verdict == "not_in_force" else scheme.summary
    told = " ".join(filter(None, [summary, _verdict(scheme), _what_to_do(turn, scheme)]))
    more = offers.buttons(("who_pays", "human"))
    response = "utter_scheme_told" if told.startswith(scheme.name) else "utter_scheme"  # its name is said once
    turn.say(response, name=scheme.name, text=told, source=source(scheme), buttons=more)
    if scheme.verdict in schemes.CAN_APPLY:
        budgets.note(turn, [scheme])


def tell_whether(turn: Turn, id_: str) -> None:
    """Only whether it can be theirs, for who heard already what it is."""
    scheme = assessed(turn, id_)
    take_in_hand(turn, id_)
    told, more = _verdict(scheme), offers.buttons(("human",))
    turn.say("utter_scheme_for_you", name=scheme.name, text=told, source=source(scheme), buttons=more)


def tell_where(turn: Turn) -> None:
    """Where the scheme in hand is found: its own site; a number that we have not is not made up."""
    _tell_of(turn, in_hand(turn), "utter_scheme_where")


def tell_amount(turn: Turn) -> None:
    """How much the scheme in hand gives, when that is sure; else that it is not, and who knows."""
    scheme = in_hand(turn)
    _tell_of(turn, scheme, "utter_scheme_amount" if scheme.amount else "utter_scheme_amount_unknown")


def tell_who_applies(turn: Turn) -> None:
    """Whether the person asks for the scheme in hand or the boss does; where that is not sure, who knows."""
    scheme = spoken_of(turn)
    if scheme is None or scheme.id == STAP:  # nobody can apply for it, and what there is instead comes too
        budgets.answer_stap(turn)
        return
    unsure = any(re.search(word_table("questions")["reading"]["unsure_who"], each) for each in scheme.not_checked)
    kind = "unsure" if unsure else scheme.who
    turn.say(f"utter_scheme_applies_{kind}", **told_of(turn, scheme), line=scheme.employer_line)


def tell_own_cost(turn: Turn) -> None:
    """What is left to pay beside what a fund gives the boss; of other money only whether a course must be done."""
    scheme = spoken_of(turn)
    if scheme and scheme.who == EMPLOYER and scheme.kind == FUND:
        turn.say("utter_scheme_own_cost", **told_of(turn, scheme), provider=scheme.provider)
    else:
        turn.say("utter_question_own_cost_employee", buttons=offers.buttons(("who_pays", "human")))


def spoken_of(turn: Turn) -> Assessment | None:
    """The scheme in hand, else of those that were shown the first that goes through the boss, or the first."""
    if is_in_hand(turn):
        topic, scheme = turn.slot("topic"), in_hand(turn)
        turn.set("topic", topic)  # a short course that is asked for next is no question about the scheme
        return scheme
    shown = schemes.best(turn, MOST_SHOWN, looked_up.ids(turn, "budget"))
    return next((each for each in shown if each.who == EMPLOYER), shown[0] if shown else None)


def _tell_of(turn: Turn, scheme: Assessment, response: str) -> None:
    turn.say(response, **told_of(turn, scheme), amount=scheme.amount, text=f". {_what_to_do(turn, scheme)}".rstrip())


def told_of(turn: Turn, scheme: Assessment) -> dict[str, Any]:
    """What a response about a scheme may name."""
    return {
        "name": scheme.name,
        "action": scheme.action,
        "site": _site(scheme),
        "source": source(scheme),
        "buttons": offers.buttons(("human",)),
    }


def _site(scheme: Assessment) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", scheme.url).rstrip("/")


def is_in_hand(turn: Turn) -> bool:
    """Whether a scheme is named, or was the last thing told."""
    topic = str(turn.slot("topic") or "")
    gone = topic == f"{schemes.TOPIC}{STAP}" and "utter_stap_ended" not in turn.told_last(1)  # it ended: no subject
    return bool(of_name(sought.text(turn).lower())) or (topic.startswith(schemes.TOPIC) and not gone)


def in_hand(turn: Turn) -> Assessment:
    """The scheme that is named, else the one that was told last."""
    remember(turn, sought.text(turn).lower())
    return assessed(turn, str(turn.slot("topic")).removeprefix(schemes.TOPIC))


def take_in_hand(turn: Turn, id_: str) -> None:
    """What is asked next without a name is about this scheme."""
    turn.set("topic", f"{schemes.TOPIC}{id_}")


def assessed(turn: Turn, id_: str) -> Assessment:
    """The scheme with what holds for this person."""
    return next(each for each in schemes.assessed(turn) if each.id == id_)


def remember(turn: Turn, said: str) -> None:
    """The scheme whose name was explained is the one that is asked about next."""
    if id_ := of_name(said):
        take_in_hand(turn, id_)


def of_name(said: str) -> str | None:
    """The scheme whose name is said."""
    return next((id_ for id_, words in (*_names(), *_own_names()) if words.search(said)), None)


def source(scheme: Assessment) -> str:
    """Where it comes from and how sure it is, each said once."""
    title = scheme.sources[0].title
    return scheme.checked if title in scheme.checked else f"{title}, {scheme.checked}"


def _what_to_do(turn: Turn, scheme: Assessment) -> str:
    if scheme.verdict not in schemes.CAN_APPLY:
        return ""
    return scheme.action if schemes.has_boss(turn) else scheme.action_alone


def _verdict(scheme: Assessment) -> str:
    """Whether it can be theirs, in one sentence: what it hangs on, or why not."""
    because = scheme.because[0].text if scheme.because else ""
    if scheme.verdict == "not_in_force":
        return scheme.instead or because
    if scheme.verdict == "not_eligible":
        return f"{label('scheme_for_you', 'not_eligible')} {because}"
    conditions = [label("budgets", "conditions", fact) for fact in scheme.missing[:MOST_CONDITIONS]]
    told = label("scheme_for_you", "if" if conditions else scheme.verdict).format(conditions=sentence_list(conditions))
    return " ".join(filter(None, [told, scheme.caution]))


@cache
def _names() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((id_, re.compile(words)) for id_, words in word_table("questions")["schemes"].items())


@cache
def _own_names() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Schemes by their own name, where that is one word that nothing else is called by: "OOMT"."""
    named = {each.name: each.id for each in catalogue().budgets.all() if each.name.isupper()}
    return tuple((id_, re.compile(rf"\b{re.escape(name.lower())}\b")) for name, id_ in named.items())
