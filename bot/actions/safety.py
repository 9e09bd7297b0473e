"""The answer to a sign of trouble: the right signpost and a human. The words are not kept.

Suicide and violence: at once, and nothing else. When the safety check is not sure of violence, bullying, debt or legal
trouble, the signpost is said in one line and the message is heard like any other. So it is when bullying, debt or legal
trouble stands beside a question that has its answer; and who asks something or makes an appointment is told nothing
that we are not sure of. Whoever said no to our question about suicide is asked again only when it is likely.
"""

from __future__ import annotations

import re

from bot.actions import answers, exercises, faint, grounds, handoff, heavy, moves, questions, recognition, refusing
from bot.actions.acts import Act
from bot.actions.fact_slots import ADULT
from bot.actions.facts import fill_facts
from bot.actions.sources import database, now
from bot.actions.turn import Turn
from bot.actions.wording import responses, word_table
from guidance import conversations, handoffs

SUICIDE = "safety_suicide"
CHECK = "safety_check"
LEGAL = "safety_legal"
VIOLENCE = "safety_violence"
URGENT = (SUICIDE, VIOLENCE)
BULLYING = "safety_bullying"
LIGHTER = (BULLYING, "safety_debt", LEGAL)
LET_GO = "let_go:"  # before the kind of a sign that was denied, among the signposts: see `misjudged`
CONTACT = "urgent_contact"  # the number at which a human can reach somebody who is not safe
SURE = 0.75  # below it a sign is no more than a signpost on the way
STRONGER = 0.05  # by which it must be surer than what was denied, to be asked about again
ASKED_AT = "asked_at:"  # before how sure we were when we asked, among the signposts
QUESTION = "question:"  # before the name of a direct question that was said beside a sign
BEFORE_OURS = 2  # messages of the person ago: what stood before the one that made us ask
SURE_OF_WHAT_ELSE = 0.5
SURE_OF_A_NEED = 0.8  # in distress a faint need is a guess
LIKELY_NEED = 0.5  # taken up only when nothing else was heard; it is given back as a question
# Whom it is about, the most telling first; only kinds that need other words have a response for it.
ABOUT = ("own", "sexual", "other", "crime", "young")
FEWEST_BEHIND_NO = 3  # words: fewer say nothing beside the no
ORDERS: tuple[Act, ...] = ("change_plan", "see_plan", "refuse_list")
SURE_ELSE = 0.9
"""Done by who goes on about the plan, and how sure it must be: "werk hoeft voor mij niet meer" is no such no."""


def answer(turn: Turn) -> None:
    """Answers the kind that was found: `turn.intent` is safety_<kind>."""
    kind = turn.intent
    if kind == faint.ALONE:
        faint.ask(turn)
        return
    if kind == CHECK:  # whoever says no to it need not tell their facts again
        fill_facts(turn)
        turn.add("signposts", f"{ASKED_AT}{turn.confidence:.2f}")
    forget(turn)
    turn.set("beside", None if kind in URGENT else _beside(turn))
    if _asks_for_human(turn):
        to_human(turn, kind)
    else:
        signpost(turn, kind)


def hear(turn: Turn) -> bool:
    """Whether the message has a sign of trouble that must have its answer before all else.

    A sign that is hardly sure is not: where to go with it is said in one line, once, and the message is heard as if it
    had none. So is what follows the no to our plain question about suicide.
    """
    hear_no(turn)
    if faint.confirms(turn):
        turn.intent, turn.confidence = CHECK, 1.0
    if not turn.intent.startswith("safety_"):
        return faint.is_in_words(turn) and _hear_faint_words(turn)
    if grounds.are_missing(turn):
        _hear_as_ordinary(turn)
        return False
    if grounds.is_faint(turn):
        _hear_as_ordinary(turn)
        faint.say(turn)
        return False
    kind, is_sure = turn.intent, turn.confidence >= (_to_ask_again(turn) if turn.intent == CHECK else SURE)
    if kind not in (*URGENT, CHECK) and LET_GO + kind in turn.slot("signposts", []):
        _hear_as_ordinary(turn)
        return False
    if kind in (VIOLENCE, *LIGHTER) and not is_sure and moves.rules_out(turn, *grounds.TELLS):
        _hear_as_ordinary(turn)
        return False
    if kind in (VIOLENCE, BULLYING) and not is_sure and recognition.tells_any(turn, *faint.OF_BOSS):
        _hear_as_ordinary(turn)
        return False
    if kind == LEGAL and not is_sure and recognition.was_told(turn, recognition.PASSED_OVER):  # it is about that
        _hear_as_ordinary(turn)
        return False
    has_answer = kind in LIGHTER and _has_answer_beside(turn, is_sure)
    if kind == SUICIDE or _asks_for_human(turn) or (is_sure and not has_answer):
        return True
    if kind == CHECK and not _was_asked(turn):
        return True
    if is_sure or kind in (VIOLENCE, CHECK):
        forget(turn)
    _hear_as_ordinary(turn)
    told = has_answer and (kind == LEGAL or not is_sure)  # who asks for their rights is told them
    quotes = exercises.is_quoted(turn.slot("requested_slot"))  # it was asked what the boss will say
    out_of_place = kind in LIGHTER and not is_sure and (quotes or turn.form == "booking_form")
    if kind != CHECK and not told and not out_of_place:
        _point_in_passing(turn, kind)
    return False


def _hear_faint_words(turn: Turn) -> bool:
    """Whether nothing else is said, so that it is asked how they are; else it is said on the way."""
    if faint.stands_alone(turn):
        turn.intent, turn.confidence = faint.ALONE, 1.0
        return True
    faint.say(turn)
    return False


def _to_ask_again(turn: Turn) -> float:
    """How sure a sign must be to be asked about once more: surer than what was denied."""
    asked = [float(each.removeprefix(ASKED_AT)) for each in turn.slot("signposts", []) if each.startswith(ASKED_AT)]
    return min(max([SURE, *(sure + STRONGER for sure in asked)]), 1.0)


def _hear_as_ordinary(turn: Turn) -> None:
    turn.hear_likeliest([guess for guess in turn.ranking if guess["name"] != turn.intent])


def _has_answer_beside(turn: Turn, is_sure: bool) -> bool:
    """Whether the message would be a question with an answer of its own if it had no sign of trouble.

    Beside a sure sign only a question in plain words is one; the model hears many.
    """
    heard = turn.intent, turn.confidence
    _hear_as_ordinary(turn)
    found = questions.find(turn) is not None or (not is_sure and turn.intent.startswith("ask_"))
    turn.intent, turn.confidence = heard
    return found


def hear_no(turn: Turn) -> None:
    """Hears a no to our question about suicide, now or said once more; what follows it is a message of its own."""
    if denies(turn) and (turn.slot("pending") == CHECK or (turn.intent == CHECK and _was_asked(turn))):
        _hear_what_follows(turn)


def _was_asked(turn: Turn) -> bool:
    return f"utter_{CHECK}" in turn.slot("signposts", [])


def _point_in_passing(turn: Turn, kind: str) -> None:
    """Where to go, in one line and once."""
    said = turn.slot("signposts", [])
    if not {f"utter_{kind}", f"utter_maybe_{kind}"} & {*said}:
        turn.set("signposts", [*said, f"utter_maybe_{kind}"])
        turn.say(f"utter_maybe_{kind}")


def _hear_what_follows(turn: Turn) -> None:
    """What is said behind the no is a message of its own; with hardly anything behind it, it is a no."""
    rest = re.sub(word_table("safety_about")["no_lead"], "", turn.words.lower()).strip(" .,!?")
    if len(rest.split()) < FEWEST_BEHIND_NO:
        turn.intent, turn.confidence, turn.clauses = "deny", 1.0, []
        return
    forget(turn)
    turn.set("pending", None)
    turn.say("utter_heard_no_to_check")
    asked = take_up(turn)
    if asked and not asked.startswith("need_"):
        answer_beside(turn, asked)
    turn.goes_on_with(rest)


def signpost(turn: Turn, kind: str) -> None:
    """The first time says where to go and offers a human; after that in short, and on unless it is urgent."""
    response = _fitting(turn, f"utter_{kind}")
    first = _is_new(turn, response)
    if kind in URGENT or first:
        _wait_for(turn, kind)
    else:
        turn.goes_on = True
    if not first:
        turn.say(_fitting(turn, f"utter_again_{kind}"))
    elif kind == CHECK:
        turn.say(response)
    else:
        turn.say(f"utter_offer_{kind}", signpost=responses().pick(response, ()).text)


def to_human(turn: Turn, kind: str) -> None:
    """Whoever asks for a human gets one: at once, or by the booking that follows. The signpost is said once before."""
    is_sure = kind in URGENT or turn.confidence >= SURE
    response = _fitting(turn, f"utter_again_{kind}" if kind == CHECK else f"utter_{kind}")
    if is_sure and _is_new(turn, response):
        turn.say(response)
    if kind in URGENT:
        hand_over(turn, kind)
    else:
        handoff.want_human(turn, kind if is_sure and kind != CHECK else "asked")


def hand_over(turn: Turn, kind: str) -> None:
    """Lets the desk see at once that somebody is not safe, and asks where to reach them; no career talk on top."""
    handoffs.request(database(), turn.conversation_id, kind, now())
    turn.say(f"utter_human_after_{kind}")
    _wait_for(turn, CONTACT)


def take_up(turn: Turn) -> str | None:
    """What was said beside the sign of trouble, now that the conversation goes on; once."""
    beside: str | None = turn.slot("beside")
    turn.set("beside", None)
    return beside


def answer_beside(turn: Turn, beside: str) -> bool:
    """Answers what was said beside the sign; False when it was no question."""
    if beside.startswith(QUESTION):
        questions.answer_named(turn, beside.removeprefix(QUESTION))
        return True
    return answers.answer_aside(turn, beside)


def go_on_after_no(turn: Turn) -> None:
    """A short sorry; the talk goes on with what was said beside it or asked before, else it must be said again."""
    goes_on = turn.slot("beside") or turn.in_form or turn.asked_before(BEFORE_OURS)
    turn.say("utter_heard_no_to_check" if goes_on else "utter_go_on_after_check")
    tells_on = not turn.slot("beside") or turn.slot("beside") in turn.slot("needs", [])
    if tells_on and turn.slot("needs") and heavy.ASKED in turn.slot("signposts", []):
        turn.set("beside", None)
        heavy.ask_on(turn)  # a story was being told: that is where the talk was
    elif turn.in_form and not turn.slot("beside") and turn.slot("requested_slot") not in turn.slot("asked", []):
        turn.waits = ask_again(turn)  # it stood beside what was given back, and the form has no other words for it


def ask_again(turn: Turn) -> bool:
    """Asks again what stood before the sign of trouble; False when nothing did."""
    if "utter_go_on_after_check" in turn.responses_said:  # then it is asked to say it again
        return True
    asked = turn.asked_before(BEFORE_OURS)
    if asked:
        turn.say("utter_question_again", text=asked[0], buttons=asked[1])
    return asked is not None


def is_maybe(turn: Turn) -> bool:
    """Whether the message neither says yes nor no: "soms", "weet niet"."""
    return bool(re.match(word_table("safety_about")["maybe"], turn.words.strip().lower()))


def denies(turn: Turn) -> bool:
    """Whether the message is a no to the plain question about suicide, also when more is said with it.

    So is an order on the plan or on the talk, when nothing in it sounds like trouble.
    """
    sounds = turn.intent.startswith("safety_")
    return _is_about(turn, "no_to_check") or (not sounds and turn.does_any(ORDERS, sure=SURE_ELSE))


def forget(turn: Turn) -> None:
    """The words of this turn are kept nowhere."""
    turn.is_private = True
    conversations.redact_last_person_message(database(), turn.conversation_id)


def _wait_for(turn: Turn, what: str) -> None:
    """The next yes or no is about this, and no other question comes in this turn."""
    turn.set("pending", what)
    turn.waits = True


def _is_new(turn: Turn, response: str) -> bool:
    """Whether there is still a way to say this that was not heard in this conversation; counts this time."""
    heard: list[str] = turn.slot("signposts", [])
    turn.set("signposts", [*heard, response])
    return heard.count(response) < len(responses().variants(response))


def _asks_for_human(turn: Turn) -> bool:
    likely = [guess for guess in turn.ranking if guess["name"] in refusing.WAYS_TO_A_HUMAN]
    heard = sum(guess["confidence"] for guess in likely) >= handoff.SURE_OF_A_HUMAN
    said = any(turn.sureness(way) >= handoff.SURE_OF_A_HUMAN for way in refusing.WAYS_TO_A_HUMAN)
    return heard or said or _is_about(turn, "human")


def _beside(turn: Turn) -> str | None:
    """The need or question that the message would be without the sign of trouble; a likely need is asked back."""
    if turn.intent == CHECK and (name := questions.named(turn)):
        return f"{QUESTION}{name}"
    whole = max(turn.ranking, key=lambda guess: float(guess["confidence"]), default=None)
    heard = [(str(whole["name"]), float(whole["confidence"]))] if whole else []
    heard += [(str(clause["intent"]), float(clause["confidence"])) for clause in turn.clauses]
    heard = [each for each in heard if each[0] not in refusing.WAYS_TO_A_HUMAN]
    for name, sureness in heard:
        sure = SURE_OF_A_NEED if name.startswith("need_") else SURE_OF_WHAT_ELSE
        if name.startswith(("need_", "ask_")) and sureness >= sure:
            return name
    likely = [each for each in heard if each[0].startswith("need_") and each[1] >= LIKELY_NEED]
    return max(likely, key=lambda each: each[1])[0] if likely and turn.intent == CHECK else None


def _fitting(turn: Turn, response: str) -> str:
    """The response for whom it is about, when there is one."""
    names = responses().names()
    fitting = (f"{response}_{about}" for about in ABOUT if _is_about(turn, about))
    return next((name for name in fitting if name in names), response)


def _is_about(turn: Turn, about: str) -> bool:
    text = turn.words.lower()
    found = bool(re.search(word_table("safety_about")[about], text))
    if about == "young":
        return found or (turn.slot("age") or ADULT) < ADULT
    if about == "other" and turn.intent == "safety_violence":
        return found and not re.search(word_table("safety_about")["me"], text)
    return found
