"""How the adviser addresses and reaches the person: a name, a number, a mail address; kept by guidance, in no slot."""

from __future__ import annotations

import re

from bot.actions import answers, asking, claiming, contact, dates, introduced, kept_plan, plan_additions, repair
from bot.actions.sources import database, today
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import label, labels, word_table
from guidance import mail_addresses
from guidance.bookings import Booking
from guidance.phone_numbers import phone_in
from guidance.plans import Plan

NO_NAMES = ("deny", "affirm", "thank", "resume", "correct", "insult", "cancel_booking", "stop", "think")
SURE_IT_IS_NO_NAME = 0.6
TURNED_DOWN = "not_told:"  # before a question, among what was asked: what was told before is not meant
LATELY = 4  # things we said: about one turn
OF_ADDRESS = 8  # words of a message that gives an address
KEPT = ("contact_name", "contact_phone", "contact_email")
FEW_WORDS = 4  # of a yes or a no to what was offered


def questions(booking: Booking | None, plan: Plan | None, *, calls: bool) -> list[str]:
    """What is not known yet: a name, a number to call, an address to send the link of a video talk to.

    `calls`: an adviser promised to call back.
    """
    wanted = [] if plan and plan.name else ["contact_name"]
    if (calls or (booking and booking.medium == "phone")) and not (plan and plan.contact):
        wanted.append("contact_phone")
    if booking and booking.medium == "video" and not booking.email:
        wanted.append("contact_email")
    return wanted


def read(turn: Turn, question: str) -> bool:
    """Reads the answer; a mail address is taken whenever it is given."""
    if mail_addresses.looks_like_one(turn.words):
        return _read_mail(turn)
    if question == "contact_email":
        return False
    return _read_phone(turn) if question == "contact_phone" else _read_name(turn)


def _read_mail(turn: Turn) -> bool:
    address = mail_addresses.address_in(turn.words)
    if address is None:
        turn.say("utter_email_not_right")
        return True
    mail_addresses.keep(database(), turn.conversation_id, address)
    turn.say("utter_email_noted")
    return True


def _read_phone(turn: Turn) -> bool:
    number = phone_in(turn.words)
    if number is None and contact.tries_a_number(turn.words):
        turn.say("utter_phone_not_right")
        return True
    if number is None:
        return False
    _keep_number(turn, number)
    return True


def _keep_number(turn: Turn, number: str) -> None:
    kept_plan.save(turn, contact=number)
    booking = claiming.booked(turn)
    turn.say("utter_phone_noted_demo" if booking and booking.adviser.demo else "utter_phone_noted")


def told_before(turn: Turn, question: str) -> str | None:
    """What was told of this earlier in the talk: "hoi, ik ben Henk"; None when nothing was, or it was turned down."""
    if TURNED_DOWN + question in turn.slot("asked", []):
        return None
    ways = {"contact_name": introduced.name_in, "contact_phone": phone_in, "contact_email": mail_addresses.address_in}
    earlier = turn.typed()[:-1] if turn.words else turn.typed()
    return next(filter(None, (ways[question](text) for text in reversed(earlier))), None)


def offer_told(turn: Turn, question: str) -> bool:
    """Offers to write down what was told already, so that nobody types it twice; False when nothing was."""
    told = told_before(turn, question)
    if told is None:
        return False
    yes = {"title": label("booking", "write_down"), "payload": "/affirm"}
    skip = {"title": label("booking", "skip"), "payload": '/inform{"skip": "yes"}'}
    turn.say(f"utter_ask_{question}_told", told=AsTyped(told), buttons=[yes, skip])
    return True


def hear_about_told(turn: Turn, question: str) -> bool:
    """A yes or a no to what was offered."""
    was_offered = f"utter_ask_{question}_told" in turn.told_before()[-LATELY:]
    told = told_before(turn, question) if was_offered else None
    if told is None:
        return False
    if turn.intent == "affirm" and len(turn.words.split()) <= FEW_WORDS:
        _keep(turn, question, told)
        return True
    if turn.intent == "deny" and not turn.value("skip") and len(turn.words.split()) <= FEW_WORDS:
        turn.add("asked", TURNED_DOWN + question)
        return True
    return False


def _keep(turn: Turn, question: str, told: str) -> None:
    if question == "contact_name":
        kept_plan.save(turn, name=told)
        turn.say("utter_name_noted", name=AsTyped(told))
    elif question == "contact_phone":
        _keep_number(turn, told)
    else:
        mail_addresses.keep(database(), turn.conversation_id, told)
        turn.say("utter_email_noted")


def gives_address(turn: Turn, question: str) -> bool:
    """A mail address is taken before any other reading of it; a number beside the wish for one is kept too."""
    if mail_addresses.looks_like_one(turn.words) and len(turn.words.split()) <= OF_ADDRESS and claiming.booked(turn):
        return _read_mail(turn)
    if question == "contact_email" and (number := phone_in(turn.words)):
        kept_plan.save(turn, contact=number)
        turn.say("utter_number_beside_mail")
        return True
    return False


def tells_none(turn: Turn, question: str) -> bool:
    """Who has no mail address, or keeps the name or the number to themselves, loses nothing and is not asked again."""
    keeps = re.fullmatch(labels()["answers"]["keeps_to_self"], turn.said) is not None
    has_none = question == "contact_email" and re.search(labels()["answers"]["no_mail"], turn.said) is not None
    if not (has_none or (keeps and question in KEPT)) or mail_addresses.looks_like_one(turn.words):
        return False
    turn.add("skipped", question)
    booking = claiming.booked(turn)
    link = question == "contact_email" and booking is not None and booking.video_link
    turn.say("utter_without_mail" if link else f"utter_without_{question}")
    return True


def read_sure_name(turn: Turn) -> bool:
    """A name that is surely one, whatever the letters resemble to a model: "Truus"."""
    name = introduced.bare_name(contact.name_in(turn.words) or "")
    if name is None or contact.name_beside(turn.words):  # what stands behind it is heard with it
        return False
    kept_plan.save(turn, name=name)
    turn.say("utter_name_noted", name=AsTyped(name))
    return True


def keep_name_beside(turn: Turn) -> bool:
    """Keeps the name that stands in front of something else; False when there is none."""
    name = contact.name_beside(turn.words)
    if name is None or dates.ordinal(name) is not None or dates.when(name, today()):
        return False
    kept_plan.save(turn, name=name)
    turn.say("utter_name_noted", name=AsTyped(name))
    return True


def keep_early(turn: Turn) -> bool:
    """Keeps a name or a number that is given before it is asked for; False when it surely is none."""
    if number := phone_in(turn.words):
        kept_plan.save(turn, contact=number)
        turn.say("utter_number_beside_mail")
        return True
    if not turn.words or repair.is_question(turn):
        return False
    if name := introduced.name_in(turn.words):
        kept_plan.save(turn, name=name)
        turn.say("utter_name_noted", name=AsTyped(name))
        return True
    return read_sure_name(turn)


def keep_name_behind_yes(turn: Turn) -> bool:
    """Keeps the name behind a yes: "ja klopt, Fatma"; False when there is none."""
    said = re.sub(word_table("met_story")["agrees"], "", turn.words.strip(), flags=re.IGNORECASE)
    name = introduced.bare_name(contact.name_in(said) or "") if said != turn.words.strip() else None
    if name is None:
        return False
    kept_plan.save(turn, name=name)
    turn.say("utter_name_noted", name=AsTyped(name))
    return True


def _pass_on(turn: Turn, beside: str) -> None:
    """A worry or a question behind a name, which nothing answers, goes to the adviser with the rest."""
    has_answer = turn.intent in answers.SIDE_QUESTIONS and turn.confidence >= SURE_IT_IS_NO_NAME
    if has_answer or not (asking.is_question(beside) or turn.intent.startswith("need_")):
        return
    plan_additions.add(turn, beside)
    turn.say("utter_question_for_adviser")


def _reads_as_name(name: str) -> bool:
    """Several words in lower case are a sentence, unless they begin as a name does: "haal mijn nummer weg"."""
    first, *rest = name.lower().split()
    begins = introduced.is_first_name(first) or first in labels()["answers"]["titles"]
    return not rest or not name.islower() or begins


def _read_name(turn: Turn) -> bool:
    number = phone_in(turn.words)
    name = contact.name_in(contact.without_number(turn.words) if number else turn.words)
    if name is None and number is None and keep_name_beside(turn):
        _pass_on(turn, turn.words.split(maxsplit=1)[1])
        return True
    led = turn.intent == "affirm" and name != turn.words.strip(" .!")  # "ja nou, Henk"
    means_else = (turn.intent in NO_NAMES and not led) or turn.intent.startswith(("ask_", "need_"))
    if name is not None and not number and not _reads_as_name(name):
        return False
    if name is None or repair.is_question(turn) or (means_else and turn.confidence >= SURE_IT_IS_NO_NAME):
        return False
    if dates.ordinal(name) is not None or dates.when(name, today()):
        return False
    kept_plan.save(turn, name=name, contact=number)
    turn.say("utter_name_noted", name=AsTyped(name))
    return True
