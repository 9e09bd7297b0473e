"""What a typed message says about a list of options: what is chosen, what is not, that it is enough, or no list at all.

The words are those of bot/data/choosing.yml; what an option is called in other words stands with the option (`said`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from bot.actions import asking
from bot.actions.turn import Turn
from bot.actions.wording import labels, word_table

LEAST_LETTERS, SAME_BEGINNING = 3, 4
DIFFERENT_END = 2  # letters: "help" and "helpen" are one word, "regel" and "regeling" are not
SHORT = 2  # words
LONG_WORD, ALIKE = 7, 0.85  # letters, and how like: "biblioteek" is a bibliotheek


@dataclass(frozen=True)
class Option:
    """Something to choose. `said` is a pattern for it in other words; without it the words of the title count."""

    id: str
    title: str
    said: str = ""
    explain: str = ""


@dataclass
class Heard:
    """What a message says about the options, as ids, and the parts of it that say something else."""

    chosen: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    done: bool = False
    instead: bool = False
    rest: list[str] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        """Whether it says anything about the options."""
        return bool(self.chosen or self.refused or self.done)

    @property
    def asks_beside(self) -> str:
        """The question that stands beside it, when there is one of some words."""
        return next((part for part in self.rest if asking.asks(part) and len(part.split()) >= SHORT), "")


def hear(words: str, options: Sequence[Option], more: Mapping[str, Any] | None = None) -> Heard:
    """Reads a message against the options of an open list. `more`: what the question says of how it is answered."""
    table, text, heard = word_table("choosing"), words.lower(), Heard()
    parts = clauses(text)
    after_contrast = False  # "mijn tijden zijn prima, de baas niet": the second is what is asked for
    whole = len(parts) == 1 and not re.match(labels()["answers"]["question"], parts[0])
    for part in parts:
        if (asking.asks(part) and not (whole and _bare(part, options))) or about_us(part):
            heard.rest.append(part)
            continue
        wanted, unwanted = _halves(part, options, more or {}, after_contrast)
        after_contrast = after_contrast or (not wanted and bool(unwanted) and _is_fine(unwanted, more or {}))
        sure = [id_ for id_ in named(wanted, options) if not _shares_only_vague(wanted, id_, options)]
        heard.chosen += [id_ for id_ in sure if id_ not in heard.chosen]
        heard.refused += [id_ for id_ in named(unwanted, options) if id_ not in heard.refused]
        done = bool(re.search(table["done"], part))
        heard.done = heard.done or done
        if not done and not sure and not named(unwanted, options) and not corrects(part):
            heard.rest.append(part)
    heard.refused = [id_ for id_ in heard.refused if id_ not in heard.chosen]
    only = bool(re.search(table["only"], text)) and bool(heard.chosen)
    heard.done = heard.done or (only and not re.search(table["as_well"], text))
    heard.instead = bool(heard.chosen) and not re.search(table["as_well"], text)
    heard.instead = heard.instead and (only or bool(re.search(table["instead"], text)))
    return heard


def clauses(text: str) -> list[str]:
    """The parts of a message, each with the question mark behind it when there is one."""
    marked = re.split(f"({word_table('choosing')['clause_ends']})", text)
    found = [
        part.strip() + ("?" if "?" in (marked[i + 1] if i + 1 < len(marked) else "") else "")
        for i, part in enumerate(marked)
        if i % 2 == 0
    ]
    return [part for part in found if part.strip("? ")]


def named(text: str, options: Sequence[Option]) -> list[str]:
    """The options that the text names, by their title, their other words or the words only they have."""
    titles = {option.id: telling(option.title) for option in options}
    return [option.id for option in options if text.strip() and _is_named(option, text, titles)]


def _shares_only_vague(text: str, id_: str, options: Sequence[Option]) -> bool:
    """Whether an option and a text share no more than a word that may mean much: "uitleggen aan mensen" is no helping.

    Where that word is all that is said ("mensen"), it chooses.
    """
    table = word_table("choosing")
    heard, option = telling(text), next(each for each in options if each.id == id_)
    vague = {word for word in heard if word in table["vague"]}
    if not vague or all(any(same(word, each) for each in heard) for word in telling(option.title)):
        return False
    found = re.finditer(option.said, text) if option.said else ()
    if any(telling(match[0]) - vague for match in found):  # "voor mensen zorgen" names more than "mensen"
        return False
    return bool(heard - vague - set(table["vague_beside"]))


def telling(text: str) -> set[str]:
    """The words of a text that tell something."""
    small = word_table("choosing")["small"]
    return {word for word in re.findall(r"[\w']+", text.lower()) if len(word) >= LEAST_LETTERS and word not in small}


def same(word: str, other: str) -> bool:
    """Whether two words are the same but for their ending or a slip of the pen: "helpt" and "helpen"."""
    if word == other:
        return True
    alike = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    if alike >= SAME_BEGINNING and alike >= max(len(word), len(other)) - DIFFERENT_END:
        return True
    return min(len(word), len(other)) >= LONG_WORD and SequenceMatcher(None, word, other).ratio() >= ALIKE


def leaves(words: str) -> bool:
    """Whether somebody wants no list any more: "stop met die lijst", "ik sla dit alles over"."""
    table, text = word_table("choosing"), words.lower()
    return not re.search(table["no_leaving"], text) and any(re.search(way, text) for way in table["leaves"])


def tires(words: str, options: Sequence[Option]) -> bool:
    """Whether the list takes too long or leads nowhere, when no option of it is named: "te lang staan" is an answer."""
    table, text = word_table("choosing"), words.lower()
    return not named(text, options) and any(re.search(way, text) for way in table["leaves_softly"])


def corrects(words: str) -> bool:
    """Whether somebody says that something was noted wrong, or must go: no word of theirs is changed without that."""
    table, text = word_table("choosing"), words.lower()
    return any(re.search(table[way], text) for way in ("wrong", "takes_out", "instead", "only"))


def about_us(part: str) -> bool:
    """Whether a part of a message is about us, in jest or as a complaint: "een computer die mijn woorden omdraait"."""
    return bool(re.search(word_table("choosing")["about_us"], part.lower()))


def wants_human(turn: Turn) -> bool:
    """Whether a human is asked for in so many words: only then that goes before what stands on the screen."""
    table = word_table("choosing")
    parts = clauses(turn.said)
    denies = f"{table['not_before']}|{table['no_human']}"
    return any(re.search(table["human"], part) and not re.search(denies, part) for part in parts)


def meaning(words: str, options: Sequence[Option]) -> str:
    """What the option or the word that is asked about means; nothing when none is."""
    table, text = word_table("choosing"), words.lower()
    if not re.search(table["meaning"], text):
        return ""
    asking = " ".join(part for part in clauses(text) if re.search(table["meaning"], part))
    for word in table["words"]:
        offered = any(re.search(rf"\b(?:{word['term']})\b", option.title.lower()) for option in options)
        if re.search(rf"\b(?:{word['term']})\b", asking) and (offered or _asks_only(asking, word["term"])):
            return str(word["text"])
    found = named(asking, options) or (_bare(text, options) if _points_back(asking) else [])
    return next((option.explain for option in options if option.id in found[:1]), "")


def without_meaning(words: str) -> str:
    """What a message says beside the question what something means."""
    asks = word_table("choosing")["meaning"]
    return ". ".join(part for part in clauses(words) if not re.search(asks, part.lower()))


def asked_about(words: str, options: Sequence[Option]) -> list[str]:
    """The options of which the meaning is asked: "wat is dat: ploeg" chooses nothing."""
    text = words.lower()
    asking = " ".join(part for part in clauses(text) if re.search(word_table("choosing")["meaning"], part))
    return [*named(asking, options), *(_bare(text, options) if _points_back(asking) else [])]


def only_asked(words: str) -> bool:
    """Whether somebody says that they asked something and chose nothing."""
    return bool(re.search(word_table("choosing")["only_asked"], words.lower()))


def own_words(turn: Turn) -> str:
    """An answer that is on no button, in the person's words; nothing for a wish, a question or a complaint."""
    table, text = word_table("choosing"), turn.words.strip().strip(".!").strip()
    if asking.asks(text) or not 0 < len(text.split()) <= table["most_words_of_own"]:
        return ""
    if about_us(text):
        text = next((part for part in clauses(text) if not about_us(part) and not asking.asks(part)), "")
    first, *more = re.split(r"(?<=[\w)])[.!]\s", text)
    if re.search(table["no_own"], first.lower()):  # "dat ben ik niet. ik gaf met plezier bijles"
        liked = (each for each in more if re.search(table["liked"], each.lower()))
        first, more = next(liked, ""), []
    if not first or re.search(table["no_own"], first.lower()):
        return ""
    joins = more and re.match(table["and"], more[0].lower()) and not re.search(table["no_own"], more[0].lower())
    if joins and len(f"{first} {more[0]}".split()) <= table["most_words_joined"]:  # "koken. en kinderen"
        first = f"{first} {more[0].strip()}"
    return own_part(first)


def own_part(part: str) -> str:
    """The answer alone in a part of a message that gives one in own words."""
    table = word_table("choosing")
    bare = re.sub(table["own_lead"], "", re.sub(table["and"], "", part).strip(), flags=re.IGNORECASE)
    bare = re.sub(table["own_trail"], "", bare, flags=re.IGNORECASE).strip()
    return bare if any(len(word) >= LEAST_LETTERS for word in bare.split()) else ""


def liked_beside(heard: Heard) -> list[str]:
    """Answers in own words beside those on the buttons: "en uitleggen", "jonge collega's begeleiden vind ik leuk"."""
    table = word_table("choosing")
    said = (part for part in heard.rest if not asking.asks(part) and not about_us(part))
    parts = (part for part in said if re.search(f"{table['liked']}|{table['joins']}", part))
    return [own for part in parts if not re.search(table["no_own"], part) and (own := own_part(part))]


def _asks_only(asking: str, term: str) -> bool:
    """ "Wat betekent energie" asks for a word, wherever it stood."""
    return bool(re.search(rf"\b(?:is|zijn|betekent|met|bedoel\w*|woord)\b.{{0,12}}\b(?:{term})\b", asking))


def _bare(text: str, options: Sequence[Option]) -> list[str]:
    """The options that stand in the message by themselves: "wat is dat, een keer meekijken?"."""
    alone = [part for part in clauses(text) for option in options if _is_only(part, option)]
    return named(" ".join(alone), options)


def _is_only(part: str, option: Option) -> bool:
    if option.said and re.fullmatch(option.said, part.strip(" ?!.,")):
        return True
    own = telling(option.title)
    return all(any(same(word, each) for each in own) for word in telling(part.strip("?"))) and bool(telling(part))


def _points_back(asking: str) -> bool:
    """ "Wat is dat dan?", "bij wie": what is asked stands in another part of the message."""
    return not telling(re.sub(word_table("choosing")["meaning"], " ", asking))


def _is_named(option: Option, text: str, titles: Mapping[str, set[str]]) -> bool:
    if option.title.lower() in text:
        return True
    if option.said:
        return bool(re.search(option.said, text))
    others = {word for id_, words in titles.items() if id_ != option.id for word in words}
    said, own = telling(text), titles[option.id]
    heard = {word for word in own if any(same(word, each) for each in said)}
    return bool(heard - others) or (bool(own) and heard == own)


def _is_fine(part: str, more: Mapping[str, Any]) -> bool:
    """Whether a part says of something that it is no trouble, where trouble is asked for: "de uren gaan wel"."""
    asks_trouble = more.get("dislikes") or more.get("denied")
    return bool(asks_trouble) and bool(re.search(word_table("choosing")["fine"], part))


def _halves(
    part: str, options: Sequence[Option], more: Mapping[str, Any], after_contrast: bool = False
) -> tuple[str, str]:
    """What is wanted and what is not in one part of a message."""
    table = word_table("choosing")
    if _is_fine(part, more) and not after_contrast:
        return "", part
    if after_contrast:
        return part, ""
    plain = re.sub(table["no_denial"], " ", part)
    if (than := re.search(table["rather_than"], plain)) and named(plain[: than.end()], options):
        return plain[: than.end()], plain[than.end() :]
    if (beside := re.search(table["not_beside"], plain)) and not named(plain[beside.end() :], options):
        plain = plain[: beside.start()]  # "buiten en niet binnen": what is denied stands in no answer
    denies = f"{table['not_before']}|{table['takes_out']}"
    for option in options:  # "daar is geen geld voor" is the answer itself
        if re.search(denies, option.title.lower()) and option.id in named(part, options):
            return part, ""
    if more.get("dislikes"):
        plain = re.sub(table["dislikes"], " ", plain)
    if more.get("denied") and not re.search(table["takes_out"], plain):
        return plain, ""
    found = re.search(table["not_before"], plain)
    if found and named(plain[found.end() :], options):
        return plain[: found.start()], plain[found.end() :]
    behind = re.search(table["not_behind"], plain) or re.search(table["takes_out"], plain)
    if behind and named(plain[: behind.start()], options):
        return "", plain[: behind.start()]
    return (plain, "") if not behind or not named(plain, options) else ("", plain)
