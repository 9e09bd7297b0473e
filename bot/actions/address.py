"""From "je" to "u": our texts are written once, with "je", and reworded for whoever says "u" to us.

What "je" is follows from the words beside it: the owner of the thing that follows ("uw werk"), somebody who does
something ("dan werkt u"), or somebody who does something to themselves ("u meldt zich aan").
"""

from __future__ import annotations

import re

from bot.actions.lexicon import lexicon
from bot.actions.sentence import Sentence

PLURAL = re.compile(r"(?:en|s|ën)$")
SUBJECTS = ("je", "jij")


def formal(text: str) -> str:
    """The text with "u" for "je", and the verbs with it. A text that is already formal stays as it is."""
    return _Rewording(text).reworded()


class _Rewording:
    """One text on its way from "je" to "u"."""

    def __init__(self, text: str) -> None:
        self._in = Sentence(text, lexicon()["joins"])
        self._new: dict[int, str] = {}

    def reworded(self) -> str:
        """The whole text, word by word."""
        instead = lexicon().instead
        for i, word in enumerate(self._in.words):
            if word == "je":
                self._new[i] = self._je(i)
            elif word in instead:
                self._new[i] = instead[word]
            if word == "jij" or self._new.get(i) == "u":
                self._agree(i)
        return self._in.with_words(self._new)

    def _je(self, i: int) -> str:
        """ "uw" before what somebody has, "zich" for who does something to themselves, "u" else."""
        thing = self._thing_follows(i)
        if self._in.before(i) in SUBJECTS:
            return "uw" if thing else "zich"
        if thing:
            return "u" if self._subject_before_thing(i) else "uw"
        return "zich" if self._is_reflexive(i) else "u"

    def _agree(self, i: int) -> None:
        """Gives the verb beside a subject the form that goes with "u"."""
        words, verb, after = lexicon(), self._in.before(i), self._in.after(i)
        if verb in words.inverted and self._is_inverted(i):
            self._new[i - 1] = words.with_u(verb)
        elif after in words.loose and (verb == "" or verb in words["joins"] - words["either"]):
            self._new[i + 1] = words.loose[after]

    def _is_reflexive(self, i: int) -> bool:
        words, verb, before = lexicon(), self._in.before(i), self._in.before(i - 1)
        if before in SUBJECTS and words.is_verb(verb):
            return verb not in words["prepositions"]
        return before == "en" and verb in words.reflexive and self._in.words[self._in.start(i)] in SUBJECTS

    def _is_inverted(self, i: int) -> bool:
        """Whether "je" does what the verb before it says: "dan werk je"; not in "ik help je" or "meld je aan"."""
        words, before, verb = lexicon(), self._in.before(i - 1), self._in.before(i)
        if before in words["subjects"] or before in words["determiners"]:
            return False
        if before in words["choosing"] and verb in words["verbs"] and any(map(words.is_verb, self._in.clause_after(i))):
            return False
        start = self._in.start(i - 1)
        if (
            verb in words.loose and start < i - 1 and self._in.words[start] in words["articles"]
        ):  # "een werkgever wil je spreken"
            return False
        return not (start == i - 1 and verb in words["reflexive"] and not self._in.asks(i))

    def _subject_before_thing(self, i: int) -> bool:
        """Whether "je" stands on its own before a noun: "leer je rekenen", "als je klanten helpt"."""
        words, verb = lexicon(), self._in.before(i)
        if verb in words["joins"]:
            return self._agrees_with_je(i)
        if verb in words["giving"]:
            return self._in.after(i) in words["bare"]
        if verb not in words.inverted or not self._is_inverted(i) or self._in.after(i) in words["owned"]:
            return False
        orders = self._in.start(i - 1) == i - 1 and verb not in words["never_orders"]
        return not orders or self._in.asks(i)

    def _agrees_with_je(self, i: int) -> bool:
        """Whether the verb at the end is of "je": "als je klanten helpt", not "als je klanten bellen"."""
        words, clause = lexicon(), self._in.clause_after(i)
        if words["only_second"] & set(clause) or clause[0] in words["bare"]:
            return True
        noun = clause[1] if clause[0].endswith("e") and len(clause) > 2 else clause[0]
        verbs = [word for word in clause[1:] if words.is_verb(word)]
        return bool(PLURAL.search(noun) and verbs) and not any(verb.endswith("n") for verb in verbs)

    def _thing_follows(self, i: int) -> bool:
        words, word = lexicon(), self._in.after(i)
        if not word or word in words["closed"] or word in words["joins"] or word.isdigit():
            return False
        if word in words["things"]:
            return not (self._in.before(i) in words["helping"] and word in words.infinitives)
        return not words.is_verb(word)
