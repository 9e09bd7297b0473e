"""From "je" to "u": our texts are written once, with "je", and reworded for whoever says "u" to us."""

from __future__ import annotations

import re

from bot.actions.lexicon import lexicon

# Quotations, places to fill in and addresses on the web are left alone; the rest is read word by word.
TOKEN = re.compile(r"“[^”]*”|\"[^\"]*\"|\{\w*\}|\w+(?:[./:]+\w[\w-]*)+/?|[\w'’-]+")
SENTENCE_END = re.compile(r"[.!?:;\n(]")
CLAUSE_END = re.compile(r"[.!?:;,\n()]")
PLURAL = re.compile(r"(?:en|s|ën)$")
PLAIN = {"jou": "u", "jij": "u", "jouw": "uw", "jouwe": "uwe", "jezelf": "uzelf"}
ONLY_SECOND = frozenset({"bent", "hebt", "kunt", "wilt", "zult"})


def formal(text: str) -> str:
    """The text with "u" for "je", and the verbs with it. Leaves a text without "je" as it is."""
    return _Sentence(text).reworded()


class _Sentence:
    """A text as words with what stands between them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found = list(TOKEN.finditer(text))
        self._words = [found[0].lower() for found in self._found]
        self._new: dict[int, str] = {}

    def reworded(self) -> str:
        for i, word in enumerate(self._words):
            if word == "je":
                self._new[i] = self._je(i)
            elif word in PLAIN:
                self._new[i] = PLAIN[word]
            if word == "jij" or self._new.get(i) == "u":
                self._agree(i)
        parts, end = [], 0
        for i, found in enumerate(self._found):
            new = self._new.get(i, found[0])
            parts += [self._text[end : found.start()], new.capitalize() if found[0].istitle() else new]
            end = found.end()
        return "".join([*parts, self._text[end:]])

    def _je(self, i: int) -> str:
        """Tells subject and object ("u") from possessive ("uw") and reflexive ("zich")."""
        thing = self._thing_follows(i)
        if self._before(i) in ("je", "jij"):
            return "uw" if thing else "zich"
        if thing:
            return "u" if self._subject_before_thing(i) else "uw"
        verb, before = self._before(i), self._before(i - 1)
        by_itself = before in ("je", "jij") and lexicon().is_verb(verb) and verb not in lexicon()["prepositions"]
        return "zich" if by_itself or (before == "en" and verb in lexicon().reflexive) else "u"

    def _agree(self, i: int) -> None:
        """Gives the verb beside a subject the form that goes with "u"."""
        words, verb = lexicon(), self._before(i)
        if verb in words.inverted and self._is_inverted(i):
            self._new[i - 1] = words.with_t(verb)
        elif self._after(i) in words.loose and (verb == "" or verb in words["joins"] - {"die", "wat", "dat"}):
            self._new[i + 1] = words.loose[self._after(i)]

    def _is_inverted(self, i: int) -> bool:
        """Whether the verb before is one of "je": "dan werk je"; not "ik help je", "met je werk je" or "meld je aan"."""
        words, before, verb = lexicon(), self._before(i - 1), self._before(i)
        if before in words["subjects"] or before in words["determiners"]:
            return False
        if verb in words.loose and self._clause_before(i - 1)[:1] in (["de"], ["het"], ["een"]):
            return False
        return not (self._is_head(i - 1) and verb in words["reflexive"] and not self._asks(i))

    def _subject_before_thing(self, i: int) -> bool:
        """Whether "je" is on its own before a noun: "leer je rekenen", "als je klanten helpt"."""
        words, verb = lexicon(), self._before(i)
        if verb in words["joins"]:
            return self._agrees_with_je(i)
        if verb not in words.inverted:
            return False
        if not self._is_inverted(i) or self._after(i) in words["owned"]:
            return False
        return not self._is_head(i - 1) or verb in words["never_imperative"] or self._asks(i)

    def _agrees_with_je(self, i: int) -> bool:
        clause = self._clause_after(i)
        if ONLY_SECOND & set(clause) or self._after(i) in lexicon()["bare"]:
            return True
        things = clause[1:2] if clause[0].endswith("e") and len(clause) > 2 else clause[:1]
        many = bool(PLURAL.search(things[0])) if things else False
        verbs = [word for word in clause[1:] if lexicon().is_verb(word)]
        return many and bool(verbs) and not any(verb.endswith("en") or verb == "zijn" for verb in verbs)

    def _thing_follows(self, i: int) -> bool:
        word = self._after(i)
        words = lexicon()
        if not word or word in words["closed"] or word.isdigit():
            return False
        if word in words["things"]:
            return not (self._before(i) in words["helping"] and word in words.infinitives)
        if words.is_verb(word):
            return False
        return not re.fullmatch(r"(?:\w+)?ge\w+(?:d|t|en)", word)

    def _joined(self, i: int) -> bool:
        """Whether nothing but a space stands between this word and the next."""
        return 0 <= i < len(self._found) - 1 and self._gap(i) == " "

    def _gap(self, i: int) -> str:
        return self._text[self._found[i].end() : self._found[i + 1].start()]

    def _before(self, i: int) -> str:
        return self._words[i - 1] if self._joined(i - 1) else ""

    def _after(self, i: int) -> str:
        return self._words[i + 1] if self._joined(i) else ""

    def _is_head(self, i: int) -> bool:
        """Whether a word is the first of its sentence."""
        return i == 0 or bool(SENTENCE_END.search(self._gap(i - 1)))

    def _asks(self, i: int) -> bool:
        """Whether the sentence goes on with "?" or with what holds then: "werk je hier?", "werk je hier, dan ..."."""
        for j in range(i, len(self._found) - 1):
            if "," in self._gap(j):
                return True
            if SENTENCE_END.search(self._gap(j)):
                return "?" in self._gap(j)
        return self._text.rstrip().endswith("?")

    def _clause_before(self, i: int) -> list[str]:
        start = i
        while start > 0 and not CLAUSE_END.search(self._gap(start - 1)):
            start -= 1
        return self._words[start:i]

    def _clause_after(self, i: int) -> list[str]:
        end = i + 1
        while end < len(self._found) - 1 and not CLAUSE_END.search(self._gap(end)):
            end += 1
        return self._words[i + 1 : end + 1]
