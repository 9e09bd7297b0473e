"""The answers of one list: what stands in it, what a message changes in it, and how that is said back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.actions import choosing, dates, hearing, pending
from bot.actions.choosing import Heard, Option
from bot.actions.exercises import NOT, OWN, Question
from bot.actions.turn import Turn
from bot.actions.wording import in_sentence, labels, sentence_list, word_table

STATEMENT = {"yes", "partly", "no"}
COUNTED_WORD = 4  # letters: shorter ones ("en", "maar") say nothing
MOST_BESIDE = 3  # words besides the answers, in what is an answer whatever else it could mean
# What is said to us is no answer in own words, however much it looks like one.
NO_OWN = (
    "affirm", "deny", "skip", "stop", "goodbye", "dont_know", "think", "correct", "resume", "restart", "repeat",
    "thank", "insult", "change_step", "smalltalk", "ask_human", "other_language",
)  # fmt: skip
TO_US = (
    "skip", "stop", "goodbye", "dont_know", "think", "correct", "resume", "repeat", "ask_human", "ask_why",
    "ask_clarify",
)  # fmt: skip
ABOUT_THEM = ("status", "benefit", "edu")  # a fact tells who they are: "in dienst" gives nobody energy
SURE_ASKED, SURE_NEED = 0.6, 0.85


def is_statement(asked: Question) -> bool:
    """Whether it is a statement to agree with, and no list to choose from."""
    return {answer.id for answer in asked.answers} == STATEMENT


def kept(turn: Turn, asked: Question) -> list[str]:
    """All that is noted about a list: ids, own words, and what is not wanted."""
    return list(turn.slot("exercise_answers", {}).get(asked.name, []))


def chosen(turn: Turn, asked: Question) -> list[str]:
    """What is chosen of a list, in the order of choosing."""
    return [id_ for id_ in kept(turn, asked) if not id_.startswith(NOT)]


def in_words(asked: Question, ids: Sequence[str]) -> str:
    """The answers as a list in a sentence."""
    answers = [asked.answer(id_) for id_ in ids]
    return sentence_list([in_sentence(answer.title) for answer in answers if answer])


def heard(turn: Turn, asked: Question) -> Heard:
    """What a message says about a list: places ("2", "1 en 3") or words; of a list with one answer the likeliest.

    Of a statement to agree with it says nothing: see `agreement`.
    """
    if not turn.words or is_statement(asked):
        return Heard()
    if places := _places(turn.said, asked):
        return Heard(chosen=places)
    own = [Option(id_, id_.removeprefix(OWN)) for id_ in chosen(turn, asked) if id_.startswith(OWN)]
    said = choosing.hear(turn.words, [*asked.options, *own], asked.more)
    if _most(asked) == 1 and len(said.chosen) > 1:
        said.chosen = said.chosen[:1] if said.instead else []
    if asked.more.get("quoted") and not said.anything and (quote := _quoted(turn)):
        said.chosen = [quote]
    return said


def _most(asked: Question) -> int:
    """How many answers one message may give, where one is enough."""
    return int(asked.more.get("most", asked.pick))


def _quoted(turn: Turn) -> str:
    """What another will say, as the person gives it back; nothing for what is said to us."""
    words = turn.words.strip(" .")
    to_us = turn.intent in TO_US or (turn.intent in NO_OWN and len(words.split()) <= MOST_BESIDE)
    return "" if to_us else f"{OWN}{words}"


def is_about(turn: Turn, asked: Question) -> bool:
    """Whether a message is so clearly about the list that no other meaning counts: "uitleggen en plannen"."""
    if is_statement(asked) or not turn.words:
        return False
    said = heard(turn, asked)
    if said.anything and all(len(part.split()) <= MOST_BESIDE for part in said.rest):
        return True
    words = [word for word in re.findall(r"\w+", turn.said) if len(word) >= COUNTED_WORD]
    offered = {word for answer in asked.answers for word in re.findall(r"\w+", answer.title.lower())}
    return bool(words) and sum(word in offered for word in words) > len(words) / 2


def change(turn: Turn, asked: Question, said: Heard) -> list[str]:
    """Notes what was said about a list; returns what is chosen now."""
    before = [] if said.instead else chosen(turn, asked)
    now = [id_ for id_ in dict.fromkeys([*before, *said.chosen]) if id_ not in said.refused][: _most(asked)]
    unwanted = [id_ for id_ in kept(turn, asked) if id_.startswith(NOT)] + [NOT + id_ for id_ in said.refused]
    left_out = [id_ for id_ in dict.fromkeys(unwanted) if id_.removeprefix(NOT) not in now]
    turn.set("exercise_answers", {**turn.slot("exercise_answers", {}), asked.name: [*now, *left_out]})
    return now


def own_answer(turn: Turn, asked: Question) -> str:
    """An answer that stands on no button, as it is kept: "own:gamen"; nothing when the message says something else."""
    if not asked.more.get("own") or turn.intent in NO_OWN or any(turn.entities(fact) for fact in ABOUT_THEM):
        return ""
    if turn.intent.startswith("ask_") and turn.confidence >= SURE_ASKED:
        return ""
    is_need = turn.intent.startswith("need_") and turn.confidence >= SURE_NEED
    if is_need and turn.intent != hearing.JUST_LOOKING and not asked.more.get("dislikes"):
        return ""
    words = choosing.own_words(turn)
    return f"{OWN}{in_sentence(words)}" if words else ""


def agreement(turn: Turn, asked: Question) -> list[str]:
    """The answer to a statement: its place, yes, no or in between."""
    text, patterns = turn.said, labels()["answers"]
    if not text or turn.intent in ("skip", "correct"):
        return []
    if turn.intent == "dont_know":
        return [answer.id for answer in asked.answers if "doubt" in answer.more]
    if placed := _places(text, asked):
        return placed
    titled = [answer.id for answer in asked.answers if re.match(rf"{re.escape(answer.title.lower())}\b", text)]
    if titled:
        return titled[:1]
    if re.search(patterns["partly"], text):
        return ["partly"]
    if pending.says_yes(turn):
        return ["yes"]
    return ["no"] if pending.says_no(turn) or re.match(patterns["disagree"], text) else []


def _places(text: str, asked: Question) -> list[str]:
    """The answers at the places named, when nothing but places is: "2", "1 en 3", "de tweede"."""
    numbers = [int(found) for found in re.findall(r"\b\d{1,2}\b", text)]
    small = word_table("choosing")["small"]
    others = [word for word in re.findall(r"[^\W\d]+", text) if word not in small and word != "nummer"]
    if numbers and not others and all(1 <= number <= len(asked.answers) for number in numbers):
        return [asked.answers[number - 1].id for number in numbers]
    place = dates.ordinal(text)
    return [asked.answers[place].id] if place is not None and place < len(asked.answers) else []
