"""Correcting what was told earlier by its name ("mijn leeftijd klopt niet"), and taking a correction back.

A correction that carries the new value ("nee, ik ben 42") needs none of this: facts are read from every message.
"""

from __future__ import annotations

import re

from bot.actions import (
    directions,
    home,
    introductions,
    moves,
    own_work,
    plan_editing,
    plan_otherwise,
    refusing,
    repair,
    replacing,
    spoken,
)
from bot.actions.acts import Act
from bot.actions.fact_slots import FACTS
from bot.actions.facts import fill_facts, wishes_status
from bot.actions.sources import catalogue
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import label, labels, sentence_list, word_table

CORRECTABLE = ("occupation", "status", "benefit", "age", "edu", "hours", "region")
WORK = ("occupation", "wished_occupation")
# What a fact may only stand beside.
ELSE: tuple[Act, ...] = (
    *("wish", "step", "not_heard"),
    *("refuse_work", "refuse_list", "refuse_plan", "refuse_human"),
)
PENDING = "correct:"  # and the name of the fact that is being asked anew


def correct(turn: Turn) -> None:
    """Asks the named fact anew; without a name, asks which one, or which line of the plan that was shown; takes the
    last correction back when that is asked.

    Who says what they mean instead is not asked what is wrong.
    """
    if _takes_back(turn) or _means_field(turn):
        return
    if told := hear_values(turn):
        turn.say("utter_corrected", facts=" ".join(told).removesuffix("."))
        return
    if say_known(turn):
        return
    if turn.slot("plan_shown") and not turn.value("about") and plan_editing.offer(turn):
        return
    if re.search(labels()["answers"]["complains"], turn.said):
        turn.say("utter_sorry_missed", buttons=[])
        return
    name = turn.value("about") or _named(turn.words)
    known = [fact for fact in CORRECTABLE if turn.slot(fact) is not None]
    if name in known:
        turn.set("pending", f"{PENDING}{name}")
        turn.say(f"utter_ask_{name}")
        turn.waits = True
    elif known:
        buttons = [
            {"title": label("correct", "names", fact, "button"), "payload": f'/correct{{"about": "{fact}"}}'}
            for fact in known
        ]
        if turn.slot("step"):
            buttons.append({"title": label("correct", "my_step"), "payload": "/change_step"})
        turn.say("utter_correct_what", buttons=buttons)
        turn.waits = True
    else:
        turn.say("utter_correct_nothing")


def drops_guess(turn: Turn) -> bool:
    """ "Waarom receptie? Dat vroeg ik niet": work that we made of their words is no longer theirs; False otherwise."""
    said = turn.said
    if not said or not re.search(word_table("correcting")["not_asked"], said):
        return False
    guessed = [name for name in WORK if (id_ := turn.slot(name)) and _is_named_in(said, str(id_))]
    for name in guessed:
        refusing.refuse(turn, "occupation", str(turn.slot(name)))
        turn.set(name, None)
    if guessed:
        turn.say("utter_guess_dropped")
    return bool(guessed)


def puts_work_right(turn: Turn) -> bool:
    """ "Is not right: I am also reachtruck driver", said before there is a plan; False when nothing is put right."""
    found = re.search(word_table("correcting")["own_work"], turn.words, re.IGNORECASE)
    says_so = re.search(word_table("correcting")["says_so"], turn.said)
    if not found or not says_so or turn.slot("occupation") is None:
        return False
    if not catalogue().occupations.link(found["work"] or found["work2"]):
        return False
    told = hear_values(turn)
    if told:
        turn.say("utter_corrected", facts=" ".join(told).removesuffix("."))
    return bool(told)


def _is_named_in(said: str, occupation: str) -> bool:
    return refusing.names(catalogue().occupations.get(occupation).name, said) > 0


def hear_values(turn: Turn) -> list[str]:
    """The facts the message tells otherwise than before, each as one sentence; nothing when it corrects none."""
    said = turn.said
    says_so = re.search(word_table("correcting")["says_so"], said) or turn.does("correct")
    corrects = turn.intent == "correct" or bool(says_so) or _tells_age(turn)
    corrects = corrects or (bool(turn.slot("plan_shown")) and plan_editing.puts_right(turn))
    if repair.is_question(turn) and not corrects:  # "hoe bereik ik het Werkcentrum in Almelo?" tells no new place
        return []
    fill_facts(turn)
    corrects = corrects or bool(spoken.denied_now(turn))
    if corrects:
        _hear_employer(turn)
        _hear_own_work(turn)
    changed = {name: turn.before(name) for name in (*FACTS, "occupation", "place") if turn.learnt(name)}
    told_before = {name for name, value in changed.items() if value is not None}
    if turn.work_told:
        changed["occupation"] = turn.before("occupation")
    if not (told_before or turn.work_told or (corrects and changed)):
        return spoken.told_denied(turn) if corrects else []
    remember(turn, changed)
    return repair.in_sentences(turn, set(changed))


def _tells_age(turn: Turn) -> bool:
    """Whether another age is told than the one that is known: "leeftijd 14?? ik ben 39"."""
    return turn.slot("age") is not None and introductions.age_in(turn.said) not in (None, turn.slot("age"))


def _hear_employer(turn: Turn) -> None:
    """ "Zet het op een gemeente ipv een woningcorporatie": the cao that goes with where one works."""
    wanted = replacing.split(turn.words).wanted
    found = (cao for cao, words in word_table("correcting")["employers"].items() if re.search(words, wanted))
    if cao := next(found, None):
        turn.set("cao", cao)


def _hear_own_work(turn: Turn) -> None:
    """Work is kept as it was said: "ik ben eigenlijk compliance officer", "ik was logistiek planner"."""
    found = re.search(word_table("correcting")["own_work"], turn.words, re.IGNORECASE)
    if found is None or turn.learnt("status") or (turn.work_told and not found["also"]):
        return
    work = plan_otherwise.in_work_words((found["work"] or found["work2"]).strip())
    named = [mention.best.id for mention in catalogue().occupations.link(work)]
    if turn.learnt("occupation") and turn.slot("occupation") not in named:  # that was told in other words
        return
    is_state = re.search(word_table("own_work")["in_words"]["state"], work.lower())
    if not named and (found["was"] or is_state):  # "ik was vergeten te zeggen", "ik ben gepasseerd"
        return
    known = own_work.name(turn)
    if found["also"] and known and not turn.learnt("occupation"):
        work = sentence_list([known, work])
    own_work.put_in_words(turn, work, past=bool(found["was"]))


def _means_field(turn: Turn) -> bool:
    """ "Dat is weer winkel, ik bedoel de zorg": work in that field is shown."""
    found = re.search(word_table("correcting")["means_field"], turn.said)
    if found is None:
        return False
    turn.set("wished_field", AsTyped(f"in {found['field']}"))
    directions.show_more(turn)
    return True


def hear(turn: Turn, name: str) -> bool:
    """The new value of the fact that was asked anew; False when the message is about something else."""
    changed = fill_facts(turn, name)
    if name in changed:
        remember(turn, changed)
        repair.say_noted(turn, {name}, corrected=True)
        return True
    if turn.intent in ("deny", "skip", "resume", "affirm", "dont_know"):
        turn.say("utter_left_as_is")
        return True
    return say_known(turn)


def say_known(turn: Turn) -> bool:
    """What somebody says again is read back as it stands: "58!! staat in je eigen plan"; False when they say nothing
    we know. Another way of working that is only wished for changes nothing."""
    if moves.makes(turn, "ask", "money", "courses"):  # "als ik in loondienst ga, mag ik dan ..." says nothing again
        return False
    moved = {"region"} if turn.learnt("place") else set[str]()  # another place in the same region is news
    known = {name for name in CORRECTABLE if turn.says_known(name)} - moved
    told = repair.in_sentences(turn, known) if turn.words and not _is_about_else(turn) else []
    if told:
        turn.say("utter_known_already", facts=" ".join(told).removesuffix("."))
    elif denied := spoken.told_denied(turn):
        turn.say("utter_noted", facts=" ".join(denied).removesuffix("."))
        return True
    elif home.names_another(turn) and not repair.is_question(turn):
        turn.say("utter_home_stays", place=turn.slot("place"))
        return True
    elif wishes_status(turn):
        turn.say("utter_status_wished")
    return bool(told) or wishes_status(turn)


def _is_about_else(turn: Turn) -> bool:
    """Whether a fact is only told beside a question, an objection or a no: "ho, niet zo snel. 30 jaar op de wagen"."""
    return repair.is_question(turn) or turn.does_any(ELSE) or repair.slows_down(turn)


def read_back(turn: Turn, known: dict[str, object]) -> None:
    """A fact that is told otherwise than before, beside something that has its own answer: said at once."""
    remember(turn, known)
    changed = {name for name, before in known.items() if before is not None}
    if changed:
        repair.say_noted(turn, changed, corrected=True)


def remember(turn: Turn, changed: dict[str, object]) -> None:
    """Keeps what stood there before, so that the correction can be taken back."""
    before = {name: value for name, value in changed.items() if value is not None and name in CORRECTABLE}
    if before:
        turn.set("before_correction", before)


def _takes_back(turn: Turn) -> bool:
    before = turn.slot("before_correction")
    if not before or not turn.words or not re.search(labels()["correct"]["take_back"], turn.said):
        return False
    for name, value in before.items():
        turn.set(name, value)
    turn.set("before_correction", None)
    repair.say_noted(turn, set(before), corrected=True)
    return True


def _named(words: str) -> str | None:
    said = words.lower()
    names = labels()["correct"]["names"]
    return next((fact for fact in CORRECTABLE if re.search(names[fact]["said"], said)), None)
