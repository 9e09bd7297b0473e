"""A story that is told behind what weighs, met with one sentence about it and one question that goes on.

It is never read back: who told it knows what they said. What is heard stands in bot/data/met_story.yml.
"""

from __future__ import annotations

import re

from bot.actions import asking, hearing, moves, own_work, recognition, story_meaning
from bot.actions.moves import Move
from bot.actions.turn import Turn
from bot.actions.wording import label, word_table

ANY = "utter_story_any"
ASKS, ASKS_PASSED_OVER = "utter_story_asks", "utter_story_asks_passed_over"
TELLS: tuple[Move, ...] = ("tell", "feeling", "correct", "not_heard")
SURE, SURE_OF_LONG = 0.6, 0.4  # that it tells; a longer message hardly does anything else
LIKELY_FELT = 0.35  # that something is felt
FEWEST_BESIDE = 4  # words behind a yes
FEWEST_WORDS, LONG = 8, 14  # fewer are no story
MOST_OFFERED = 3  # buttons
LATELY = 2  # things we said: two such sentences in a row are one too many


def is_told(turn: Turn) -> bool:
    """Whether a message only tells: a longer one, that asks, wishes and decides nothing, or one that has a sentence."""
    if asking.asks_in_part(turn.words) or asking.is_question(turn.said):
        return False
    length = len(turn.words.split())
    tells = moves.makes(turn, *TELLS, sure=SURE_OF_LONG if length >= LONG else SURE)
    return bool(_named(turn)) or (length >= FEWEST_WORDS and tells)


def is_beside(turn: Turn, also_fact: bool) -> bool:
    """Whether something is told beside a yes: "ja. 32 jaar. en dan een bos bloemen"; a fact alone is no story."""
    rest = re.sub(word_table("met_story")["agrees"], "", turn.said).strip(" .,!")
    if asking.asks_in_part(rest) or len(rest.split()) < FEWEST_BESIDE:
        return False
    return bool(_named(turn)) or not also_fact


def meet(turn: Turn, if_named: bool = False) -> None:
    """Says the sentence for what is told, unless what it feels like was met in this message; `if_named`: only one that
    is about just that.
    """
    if recognition.was_felt_along([*turn.responses_said, *turn.told_last(LATELY)]):
        return
    if name := next((name for name in _named(turn) if f"{recognition.STORY}{name}" not in turn.told_before()), ""):
        turn.say(f"{recognition.STORY}{name}")
    elif not if_named and _is_felt(turn) and not turn.learnt("signposts"):  # else a signpost was said of it
        turn.say(ANY)


def ask_on(turn: Turn) -> None:
    """Asks what they would like most, with the needs it may be about; of who was passed over with what can be done."""
    if recognition.was_told(turn, recognition.PASSED_OVER):
        turn.say(ASKS_PASSED_OVER)
    else:
        if turn.learnt("occupation") or turn.work_told:
            turn.preface = own_work.told(turn)
        turn.say(ASKS, buttons=[_button(need) for need in hearing.likely(turn)[:MOST_OFFERED]])
    turn.waits = True


def _button(need: str) -> dict[str, str]:
    return {"title": label("needs", need, "button"), "payload": f"/{need}"}


def _is_felt(turn: Turn) -> bool:
    """Whether a feeling is likely, so that a word for it is no empty phrase."""
    return moves.sureness(turn, "feeling") >= LIKELY_FELT


def _named(turn: Turn) -> list[str]:
    """What is told, the most telling first."""
    met = word_table("met_story")["met"].items()
    fits = (each for each in met if "after" not in each[1] or recognition.was_told(turn, each[1]["after"]))
    topic = story_meaning.told(turn)
    by_meaning = [topic] if topic and story_meaning.response(topic) == f"{recognition.STORY}{topic}" else []
    return [str(name) for name, each in fits if re.search(each["said"], turn.said)] or by_meaning
