"""The person leads: what they decide about the talk itself is heard before any answer, list or guess of ours.

They say goodbye, tell what they are going to do, want no questions any more, or ask for their plan or what comes first.
The words stand in bot/data/leading.yml.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import Any

from bot.actions import (
    about_steps,
    answers,
    asking,
    claiming,
    complaints,
    deciding,
    hearing,
    heavy,
    moves,
    own_steps,
    plan_additions,
    plan_day,
    plan_day_told,
    plan_editing,
    plan_gone,
    questions,
    refused_steps,
    refusing,
    say_how,
    simpler,
    summary,
    weekend,
)
from bot.actions.acts import Act
from bot.actions.choosing import leaves as leaves_list
from bot.actions.safety import CONTACT
from bot.actions.sentence import sentences
from bot.actions.sources import catalogue
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import day_in_words, word_table

WHAT_FIRST = "what_first"  # among what was asked: the steps are the answer to a question
SURE_OF_WHAT_NOW = 0.8  # "wat als ik gewoon niet meer ga" comes near to it
SURE_OF_GOODBYE = 0.75  # who is sent away by mistake does not come back
FEWEST_WORDS = 2  # of a part that is worth hearing beside a step
LACKS = ("appointment", "contact_phone", "contact_email")  # what a booking cannot do without
MOST_PARTS = 3  # of a line that is whole: itself and its one part
NO_HUMAN = "human"
LIKELY_WORK = 0.5  # that it is asked what work there is
LIKELY_SAY_HOW = 0.3
LIKELY_NO_PLAN = 0.4
LIKELY_GOODBYE = 0.65
SHORT_GOODBYE = 5  # words
HARDLY_COMPLAINT = 0.1  # below it "vroeg opstaan" is no complaint
HARDLY_PLAN = 0.1  # that the plan is asked for, whatever its words
SURE_OF_COMPLAINT = 0.8
SURE_OF_NEED = 0.9  # that a need is told
FEW_WORDS = 6  # of a wish to see the plan without a word for it: "laat maar zien" may be about anything
ASKED_AGAIN = "asked_again"  # among what was asked: that they say it once more
# What else can be done in a message that complains, and has a way of its own.
TAKEN_UP: tuple[Act, ...] = (
    *("wish", "step", "correct", "change_plan", "human", "goodbye"),
    *("refuse_work", "refuse_list", "refuse_human"),
)
NO_LIST: Act = "refuse_list"  # what somebody does who wants no list, test or more questions


def may_lead(turn: Turn) -> bool:
    """Whether the words are free to lead: no sign of trouble is met, and no line of the plan is being typed."""
    pending = str(turn.slot("pending") or "")
    held = (
        pending.startswith("safety")
        or pending == CONTACT
        or heavy.is_told(turn)
        or turn.slot(plan_editing.SLOT)
        or turn.slot("note_line")
    )
    return bool(turn.words) and not held and not turn.intent.startswith("safety_")


def says_goodbye(turn: Turn) -> bool:
    """Whether the message ends the talk, whatever stands before it, unless a question or a step does."""
    table, lines = _table()["goodbye"], sentences(turn.said)
    if not lines or "?" in lines[-1] or any(_asks_us(*pair) for pair in pairwise(lines)):
        return False
    parts = (lines[-1], *re.split(r",\s*", lines[-1]))
    goes = any(re.fullmatch(table["goes"], each) and re.search(table["goes_with"], each) for each in parts)
    ways = re.search(table["at_end"], lines[-1]) or re.fullmatch(table["whole"], lines[-1])
    thanks = re.search(table["thanks"], turn.said) and any(re.search(table["leaves"], line) for line in lines)
    behind = len(turn.typed()) > 1 and len(parts) + len(lines) > MOST_PARTS and re.fullmatch(table["behind"], parts[-1])
    done = turn.slot("plan_shown") and any(re.fullmatch(table[way], turn.said) for way in ("done", "done_plan"))
    heard = turn.does("goodbye", sentences(turn.words)[-1], SURE_OF_GOODBYE) and not turn.does(own_steps.STEP)
    heard = heard and not _tells_need(turn)  # "ze gaan dicht" sounds like one
    enough = LIKELY_GOODBYE if len(turn.said.split()) <= SHORT_GOODBYE else SURE_OF_GOODBYE  # "ok klaar. ik ga"
    heard = heard or moves.makes(turn, "goodbye", sure=enough)
    leaves = ways or goes or thanks or behind or done or heard or re.fullmatch(table["enough"], lines[-1])
    return bool(leaves) and not plan_additions.asked(turn.words)  # "eerder stoppen ontbreekt nog" asks for a line


def _tells_need(turn: Turn) -> bool:
    told = (each for each in turn.intents() if each.startswith("need_") and each not in hearing.CONTENT)
    return any(turn.sureness(each) >= SURE_OF_NEED for each in told)


def _asks_us(line: str, behind: str) -> bool:
    """Whether a sentence asks us something; "een adviseur? nee. doei" does not."""
    return asking.asks(line) and not re.match(_table()["goodbye"]["own_answer"], behind)


def only_wants_no_list(turn: Turn) -> bool:
    """Whether a list is turned down, and neither a goodbye nor a step is told beside it."""
    return may_lead(turn) and wants_no_list(turn) and not ends_or_decides(turn)


def ends_or_decides(turn: Turn) -> bool:
    """Whether the person leads with a goodbye or with a step of their own."""
    return may_lead(turn) and (says_goodbye(turn) or own_steps.tells_early(turn))


def say_goodbye(turn: Turn) -> None:
    """A kind goodbye with the code; a step told in the same breath is kept, and what a booking lacks is named."""
    turn.set("pending", None)
    _note_refusals(turn)
    if own_steps.tells_early(turn):
        own_steps.keep_early(turn)
        turn.waits = False
    turn.preface = " ".join(_day_moved(turn))
    lacking = turn.slot("requested_slot") if turn.form == "booking_form" else None
    if lacking in LACKS and (claiming.booked(turn) or turn.slot("asked_human")):
        turn.say(f"utter_left_without_{lacking}")
    answers.say_goodbye(turn)


def _day_moved(turn: Turn) -> list[str]:
    """The day of the step that is put right with the goodbye: "zondag is dicht. maandag dan. later"."""
    if not turn.slot("plan_shown") or turn.slot("offered"):
        return []
    said = turn.text
    told = plan_day_told.hear(turn) or plan_day.hear(turn)
    turn.text = said
    return told


def takes_step(turn: Turn) -> bool:
    """Keeps the step that somebody tells on their own account, with its day; False when none is told."""
    if not own_steps.tells_early(turn):
        return False
    turn.set("pending", None)
    _note_refusals(turn)
    if not goes_without_plan(turn):
        return own_steps.keep_early(turn)
    said = own_steps.own_step_in(turn)
    day = own_steps.store(turn, AsTyped(said), own_steps.final(turn.words))
    turn.say("utter_step_without_plan", date=day_in_words(day) if day else "")
    return True


def rest(turn: Turn) -> str:
    """What a message tells or asks beside the step and beside what is said about the talk."""
    kept = own_steps.own_step_in(turn).lower().strip(" .!")
    lines = [
        line[:found] if kept and (found := line.lower().find(kept)) >= 0 else line for line in sentences(turn.words)
    ]
    told = [
        line for line in lines if not (own_steps.decides(turn, line) or own_steps.is_named(line) or _is_of_talk(line))
    ]
    return " ".join(line for line in told if len(line.split()) >= FEWEST_WORDS)


def tell_about_step(turn: Turn, asked: str) -> bool:
    """Tells what is asked about the step that was just taken: "... hoe pak ik dat aan"; False when nothing is."""
    told = about_steps.about_chosen(
        turn, [part.lower() for part in sentences(asked) if asking.is_question(part.lower())]
    )
    if told:
        turn.say("utter_explained", text=told)
    return bool(told)


def without_lists(turn: Turn) -> str:
    """The message without the sentences that want no list."""
    unwanted = turn.lines_that(NO_LIST)
    return " ".join(line for line in sentences(turn.words) if line not in unwanted and not refuses_list(line))


def wants_no_list(turn: Turn) -> bool:
    """Whether the message wants no list or test, by its words or as the model hears it."""
    return refuses_list(turn.words) or turn.does(NO_LIST)


def refuses_list(words: str) -> bool:
    """Whether words want no list or test: "stopt u met die vragenlijst", "voor een testje voel ik weinig"."""
    return leaves_list(words) or bool(re.search(_table()["no_list"], words.lower()))


def refuses_questions(words: str) -> bool:
    """Whether words want none of our questions any more: "geen vragen meer"."""
    return bool(re.search(_table()["no_questions"], words.lower()))


def note_no_list(turn: Turn) -> bool:
    """Notes that no list is wanted, so that none is begun or offered; False when the message does not say so."""
    if not turn.words or not wants_no_list(turn):
        return False
    refusing.refuse(turn, refusing.HELP, "test")
    return True


def wants_no_plan(turn: Turn) -> bool:
    """Whether no plan is wanted: "geen plan geen adviseur"."""
    if re.search(_table()["no_plan"], turn.said):
        return True
    likely = not turn.moves or moves.sureness(turn, "refuse_plan") >= LIKELY_NO_PLAN  # "er klopt niks niet haha"
    return likely and turn.does("refuse_plan")


def goes_without_plan(turn: Turn) -> bool:
    """The same, or the plan was taken away before."""
    return wants_no_plan(turn) or plan_gone.is_refused(turn)


def wants_nothing_more(turn: Turn) -> bool:
    """Whether plan or adviser is turned down and nothing else is said: "geen plan nodig, geen adviseur ook"."""
    return wants_no_plan(turn) and not own_steps.own_step_in(turn) and not rest(turn)


def leave_it(turn: Turn) -> None:
    """Takes a no to all that is left, and asks nothing any more."""
    turn.set("pending", None)
    _note_refusals(turn)
    turn.say("utter_left_as_is")


def wants_plan(turn: Turn) -> bool:
    """Whether the plan is asked for in so many words: "make plan please", "schrijf het op"."""
    said = turn.said
    if turn.moves and moves.sureness(turn, "see_plan", "change_plan") < HARDLY_PLAN:  # "kan ik dat op papier krijgen"
        return False
    if turn.slot("plan_shown") and plan_additions.asked(turn.words):  # "write heftruck kursus in plan please"
        return False
    speaks_of_it = re.search(_table()["of_plan"], said) or (turn.slot("plan_shown") and len(said.split()) <= FEW_WORDS)
    return _a_line_says(turn, "show_plan", but="no_show_plan") or bool(speaks_of_it and turn.does("see_plan"))


def asks_what_first(turn: Turn) -> bool:
    """Whether somebody asks what to do now: "ja wa moet ik nou doen dan"; "wat kan ik dan doen" asks what work."""
    if moves.makes(turn, "other_work", sure=LIKELY_WORK) or moves.part_that_makes(turn, "other_work", sure=LIKELY_WORK):
        return False
    if re.search(word_table("recognition")["sighs"], turn.said):  # "wat heb ik daar nou aan"
        return False
    if say_how.is_in_words(turn) and moves.makes(turn, "say_how", sure=LIKELY_SAY_HOW):  # "wat moet ik dan zeggen"
        return False
    heard = turn.does("what_now", sure=SURE_OF_WHAT_NOW) or moves.makes(turn, "what_now")
    heard = heard and not questions.find(turn)  # "en wat is slim dan" asks that
    return _a_line_says(turn, "what_first", but="what_first_not") or heard


def only_complains(turn: Turn) -> bool:
    """Whether the message says of us that we do not listen, and nothing that can be taken up."""
    if moves.makes(turn, "not_heard", sure=SURE_OF_COMPLAINT) and not catalogue().occupations.link(turn.words):
        return True
    said = turn.does("not_heard", sure=SURE_OF_COMPLAINT) and not turn.does_any(TAKEN_UP)
    said = said and (not turn.moves or moves.sureness(turn, "not_heard") >= HARDLY_COMPLAINT)
    return said and questions.find(turn) is None and not answers.surely_asked(turn)


def meet_complaint(turn: Turn) -> None:
    """What was too long in short, the question answered; else sorry, and once a talk what they want to know."""
    turn.waits = True
    if simpler.asked(turn) and simpler.say(turn):
        return
    if complaints.answer_last(turn):
        return
    again = ASKED_AGAIN in turn.slot("asked", [])
    turn.waits = not again  # after the second sorry our own question comes again
    turn.add("asked", ASKED_AGAIN)
    turn.say("utter_feel_not_listening" if again else "utter_sorry_missed", buttons=[])


def _a_line_says(turn: Turn, way: str, but: str) -> bool:
    table, lines = _table(), [line.lower() for line in sentences(turn.words)]
    return any(re.search(table[way], line) and not re.search(table[but], line) for line in lines)


def moves_day(turn: Turn) -> bool:
    """A button of the remark about the weekend: the day of the step is another, or stays."""
    chosen = str(turn.value("step") or "")
    if not chosen.startswith(weekend.DAY):
        return False
    day = date.fromisoformat(chosen.removeprefix(weekend.DAY))
    if plan_day.keep(turn, day) and not (turn.slot("plan_shown") and summary.show(turn, "utter_plan_changed")):
        turn.say("utter_step_on_day", date=day_in_words(day))
    return True


def _note_refusals(turn: Turn) -> None:
    """What is turned down beside a step or a goodbye holds: "geen plan geen adviseur", "geen test meer"."""
    if refusing.declined(turn).kinds & {"human", "appointment"}:
        refusing.refuse_human(turn)
        turn.add("skipped", "appointment")
    refused_steps.note(turn)
    note_no_list(turn)


def _is_of_talk(line: str) -> bool:
    return deciding.is_about_talk(line) or bool(refusing.declines(line).kinds) or refuses_list(line)


def _table() -> dict[str, Any]:
    table: dict[str, Any] = word_table("leading")
    return table
