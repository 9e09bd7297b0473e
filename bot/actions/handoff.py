"""To a human: a request the desk sees at once, the waiting, and the way back to the question that stood."""

from __future__ import annotations

from bot.actions import demonstration, services, tenants
from bot.actions.sources import database, now
from bot.actions.turn import Turn
from bot.actions.wording import label, moment_in_words
from guidance import agreements, conversations, custody, handoffs, queueing, waiting

# What the entity `code` says when the gateway speaks: a human gave the word back, or nobody came in time.
BACK, NOBODY_CAME = "human", "waited"
STOP = "stop_waiting"
SERVICE_TOPICS = ("work",)

SURE_OF_A_HUMAN = 0.6  # below it we ask first: a promise to hand over only on request is kept


def ask_whether_human(turn: Turn) -> None:
    """When we are not sure a human was asked for: ask, for handing over is never done unasked."""
    turn.set("pending", "human")
    turn.say("utter_check_human")
    turn.waits = True


def want_human(turn: Turn, reason: str) -> None:
    """Notes that this person wants a human and lets the booking follow."""
    handoffs.request(database(), turn.conversation_id, reason, now())
    turn.set("wants_human", reason)
    if turn.form and turn.form != "booking_form":
        turn.set("human_left", turn.form)


def receive(turn: Turn, reason: str) -> None:
    """Says what comes of the wish: a human soon, or a moment with one. `live` tells the booking form which."""
    came = turn.value("code") != NOBODY_CAME
    live = came and waiting.is_live(database(), turn.slot("region"), now())
    turn.set("live", live or None)
    if live:
        turn.say("utter_human_is_near")
    else:
        if came and (told := demonstration.tell(turn)):  # nobody is told that somebody is coming who does not exist
            turn.say("utter_to_nobody_real", told=told)
        elif not (came and tenants.is_demonstration()):
            turn.say("utter_to_a_human" if came else "utter_nobody_came")
        waiting.offer_instead(database(), turn.conversation_id, None, now())
        if came:
            _tell_when_open(turn)
            _tell_numbers(turn, reason)
        else:
            services.show(turn, "utter_services_near", SERVICE_TOPICS)
    if live or not came:  # beside the waiting, and after it, the bot goes on where it was
        turn.set("interrupted", turn.slot("human_left"))
    turn.set("human_left", None)


def _tell_when_open(turn: Turn) -> None:
    """When a human is here again for this region, as far as the organisation set hours it can be held to."""
    if opens := waiting.opens_at(database(), turn.slot("region"), now()):
        turn.say("utter_desk_opens", moment=moment_in_words(opens))


def _tell_numbers(turn: Turn, reason: str) -> None:
    """Where one can call, as far as it helps: the organisation itself, and rights for whose job is at risk.

    Who asked for it heard it already, and a sign of trouble has numbers of its own.
    """
    trouble = any(code.startswith("safety_") for code in (reason, turn.intent))
    about_rights = demonstration.ABOUT_RIGHTS in turn.slot("needs", []) and not demonstration.was_told(turn)
    helps = bool(tenants.contact()) or about_rights
    if helps and not trouble and not tenants.wants_to_call_now(turn):
        tenants.tell_how_to_call(turn)


def tell_queue(turn: Turn) -> None:
    """The place in the queue, how long it took others, and what can be done meanwhile."""
    found = queueing.queue(database(), turn.conversation_id, now())
    if found is None:  # an adviser was quicker than this sentence
        return
    instead = {"title": label("waiting", "book"), "payload": f'/book_adviser{{"code": "{NOBODY_CAME}"}}'}
    stop = {"title": label("waiting", "stop"), "payload": f'/inform{{"note": "{STOP}"}}'}
    known = "utter_queue" if found.minutes else "utter_queue_unknown"
    turn.say(known, place=found.place, minutes=found.minutes, buttons=[instead, stop])


def stops_waiting(turn: Turn) -> bool:
    """The person would rather not wait any more; False when this is about something else."""
    if turn.value("note") != STOP:
        return False
    custody.stop_waiting(database(), turn.conversation_id, "withdraw", custody.PERSON, "withdrawn", now())
    turn.say("utter_no_longer_waiting")
    return True


def withdraw(turn: Turn) -> None:
    """The call for a human is taken back: nobody waits for this person any more."""
    custody.stop_waiting(database(), turn.conversation_id, "withdraw", custody.PERSON, "withdrawn", now())
    for name in ("asked_human", "live", "wants_human"):
        turn.set(name, None)


def is_back(turn: Turn) -> bool:
    """Whether a human just gave the word back to us."""
    return turn.value("code") == BACK


def welcome_back(turn: Turn) -> None:
    """One line in front of the question that stood: with whom the person spoke, and that what they agreed holds."""
    agreed = agreements.of_last_talk(database(), turn.conversation_id)
    name = custody.last_holder_name(database(), turn.conversation_id)
    turn.set("human_first", None)  # the human has come: what follows an answer is given as always
    said = label("waiting", "back_agreed" if agreed else "back")
    turn.preface = said.format(name=name or label("waiting", "somebody"))


def repeat_question(turn: Turn) -> None:
    """The question that stood outside a form, with its buttons; what else can we do when there was none."""
    welcome_back(turn)
    heard, buttons = turn.last_heard(), turn.slot("shown", [])
    if heard and (buttons or turn.slot("pending")):
        turn.say("utter_question_again", text=heard.split("\n")[-1], buttons=buttons)
    else:
        turn.say("utter_what_next")


def is_waiting(turn: Turn) -> bool:
    """Whether this person waits for a human."""
    return conversations.state(database(), turn.conversation_id) == "waiting"
