"""From "je" to "u": our texts are written once, with "je", and reworded for whoever says "u" to us.

What "je" is follows from the words beside it: the owner of the thing that follows ("uw werk"), somebody who does
something ("dan werkt u"), or somebody who does something to themselves ("u meldt zich aan").
"""

from __future__ import annotations

import re

from bot.actions.lexicon import lexicon

# Quotations, places to fill in and addresses on the web are left alone; the rest is read word by word.
TOKEN = re.compile(r"“[^”]*”|\"[^\"]*\"|\{\w*\}|(?:https?://)?\w[\w-]*(?:[./:@]+\w[\w-]*)+/?|[\w'’-]+")
SENTENCE_END = re.compile(r"[.!?:;\n(]")
CLAUSE_END = re.compile(r"[.!?:;,\n()]")
PLURAL = re.compile(r"(?:en|s|ën)$")
ARTICLES = ("de", "het", "een")
SUBJECTS = ("je", "jij")
ONLY_SECOND = frozenset({"bent", "hebt", "kunt", "wilt", "zult"})


def formal(text: str) -> str:
    """The text with "u" for "je", and the verbs with it. A text that is already formal stays as it is."""
    return _Words(text).reworded()


class _Words:
    """A text as words with what stands between them. Words beside a "je" count only when no mark stands between."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found = list(TOKEN.finditer(text))
        self._words = [found[0].lower() for found in self._found]
        self._new: dict[int, str] = {}

    def reworded(self) -> str:
        """The whole text, word by word."""
        instead = lexicon().instead
        for i, word in enumerate(self._words):
            if word == "je":
                self._new[i] = self._je(i)
            elif word in instead:
                self._new[i] = instead[word]
            if word == "jij" or self._new.get(i) == "u":
                self._agree(i)
        parts, end = [], 0
        for i, found in enumerate(self._found):
            word = self._new.get(i, found[0])
            parts += [self._text[end : found.start()], word.capitalize() if found[0].istitle() else word]
            end = found.end()
        return "".join([*parts, self._text[end:]])

    def _je(self, i: int) -> str:
        """ "uw" before what somebody has, "zich" for who does something to themselves, "u" else."""
        thing = self._thing_follows(i)
        if self._before(i) in SUBJECTS:
            return "uw" if thing else "zich"
        if thing:
            return "u" if self._subject_before_thing(i) else "uw"
        return "zich" if self._is_reflexive(i) else "u"

    def _agree(self, i: int) -> None:
        """Gives the verb beside a subject the form that goes with "u"."""
        words, verb, after = lexicon(), self._before(i), self._after(i)
        if verb in words.inverted and self._is_inverted(i):
            self._new[i - 1] = words.with_u(verb)
        elif after in words.loose and (verb == "" or verb in words["joins"] - {"die", "wat", "dat"}):
            self._new[i + 1] = words.loose[after]

    def _is_reflexive(self, i: int) -> bool:
        words, verb, before = lexicon(), self._before(i), self._before(i - 1)
        if before in SUBJECTS and words.is_verb(verb):
            return verb not in words["prepositions"]
        return before == "en" and verb in words.reflexive and self._words[self._sentence_start(i)] in SUBJECTS

    def _is_inverted(self, i: int) -> bool:
        """Whether "je" does what the verb before it says: "dan werk je"; not in "ik help je" or "meld je aan"."""
        words, before, verb = lexicon(), self._before(i - 1), self._before(i)
        if before in words["subjects"] or before in words["determiners"]:
            return False
        start = self._sentence_start(i - 1)
        if verb in words.loose and start < i - 1 and self._words[start] in ARTICLES:  # "een werkgever wil je spreken"
            return False
        return not (start == i - 1 and verb in words["reflexive"] and not self._asks(i))

    def _subject_before_thing(self, i: int) -> bool:
        """Whether "je" stands on its own before a noun: "leer je rekenen", "als je klanten helpt"."""
        words, verb = lexicon(), self._before(i)
        if verb in words["joins"]:
            return self._agrees_with_je(i)
        if verb in words["giving"]:
            return self._after(i) in words["bare"]
        if verb not in words.inverted or not self._is_inverted(i) or self._after(i) in words["owned"]:
            return False
        orders = self._sentence_start(i - 1) == i - 1 and verb not in words["never_orders"]
        return not orders or self._asks(i)

    def _agrees_with_je(self, i: int) -> bool:
        """In "als je klanten helpt" the verb is of "je", in "als je klanten bellen" and "of je baan blijft" it is not."""
        words, clause = lexicon(), self._clause_after(i)
        if ONLY_SECOND & set(clause) or clause[0] in words["bare"]:
            return True
        noun = clause[1] if clause[0].endswith("e") and len(clause) > 2 else clause[0]
        verbs = [word for word in clause[1:] if words.is_verb(word)]
        return bool(PLURAL.search(noun) and verbs) and not any(verb.endswith("n") for verb in verbs)

    def _thing_follows(self, i: int) -> bool:
        words, word = lexicon(), self._after(i)
        if not word or word in words["closed"] or word.isdigit():
            return False
        if word in words["things"]:
            return not (self._before(i) in words["helping"] and word in words.infinitives)
        return not words.is_verb(word)

    def _asks(self, i: int) -> bool:
        """Whether the sentence goes on with "?" or with what holds then: "werk je hier?", "werk je hier, dan ..."."""
        for j in range(i, len(self._found)):
            gap = self._gap(j)
            if "," in gap or SENTENCE_END.search(gap):
                return "," in gap or "?" in gap
        return False

    def _gap(self, i: int) -> str:
        """What stands between a word and the next."""
        after = self._found[i + 1].start() if i + 1 < len(self._found) else len(self._text)
        return self._text[self._found[i].end() : after]

    def _before(self, i: int) -> str:
        return self._words[i - 1] if i > 0 and self._gap(i - 1) == " " else ""

    def _after(self, i: int) -> str:
        return self._words[i + 1] if i + 1 < len(self._found) and self._gap(i) == " " else ""

    def _sentence_start(self, i: int) -> int:
        while i > 0 and not SENTENCE_END.search(self._gap(i - 1)):
            i -= 1
        return i

    def _clause_after(self, i: int) -> list[str]:
        end = i + 1
        while end < len(self._found) - 1 and not CLAUSE_END.search(self._gap(end)):
            end += 1
        return self._words[i + 1 : end + 1]
