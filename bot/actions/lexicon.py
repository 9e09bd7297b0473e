"""The Dutch words that tell what "je" is in a sentence (bot/data/formal.yml), with all forms of the verbs."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from bot.actions.wording import word_table

OPEN_VOWEL = re.compile(r"(?<![aeiou])([aou])$")  # "ga", "sta": the vowel at the end is written double before "t"
LONG_VOWEL = re.compile(r"(aa|ee|oo|uu)([^aeiou])$")
SHORT_VOWEL = re.compile(r"((?:^|[^aeiou])[aeiou])([bdfgklmnprst])$")
PARTICIPLE = re.compile(r"ge\w+(?:d|t|en)")
PAST = ("te", "de", "ten", "den")
SOFT = {"f": "v", "s": "z"}


class Lexicon:
    """The word lists as sets, and every form of the verbs in them."""

    def __init__(self, table: dict[str, Any]) -> None:
        self._lists = {name: frozenset(words.split()) for name, words in table.items() if isinstance(words, str)}
        self._irregular: dict[str, str] = table["irregular"]
        self.instead: dict[str, str] = table["instead"]
        self.loose: dict[str, str] = table["loose"]
        stems, past = self["verbs"], {f"{stem}{end}" for stem in self["verbs"] for end in PAST}
        self.inverted = frozenset({*stems, *self._irregular, *past, *self["unchanged"]})
        self.infinitives = frozenset(form for stem in stems for form in infinitives(stem))
        self.reflexive = frozenset(map(self.with_u, self["reflexive"]))
        self._forms = {*past, *map(self.with_u, self.inverted), *self["other_forms"], *self.infinitives}
        self._prefix = re.compile(rf"^(?:{'|'.join(self['prefixes'])})+(?:te)?(?=\w{{3}})")

    def __getitem__(self, name: str) -> frozenset[str]:
        return self._lists[name]

    def with_u(self, verb: str) -> str:
        """The form a verb before "je" takes before "u": "werkt", "gaat", "hebt"; "zit" and "had" stay."""
        if verb in self._irregular:
            return self._irregular[verb]
        if verb not in self["verbs"] or verb.endswith("t"):
            return verb
        return OPEN_VOWEL.sub(r"\1\1", verb) + "t"

    def is_verb(self, word: str) -> bool:
        """Whether a word is a form of a verb after a subject, also with a part before it: "meedenkt", "opgenomen"."""
        bare = self._prefix.sub("", word)
        return word in self._forms or bare in self._forms or bool(PARTICIPLE.fullmatch(bare))


def infinitives(stem: str) -> tuple[str, ...]:
    """What the infinitive of a stem may be: "loop" gives "lopen", "ken" "kennen", "geef" "geven", "ga" "gaan"."""
    open_ = LONG_VOWEL.sub(lambda found: found[1][0] + found[2], stem)
    closed = SHORT_VOWEL.sub(r"\1\2\2", stem)
    base = open_ if open_ != stem else closed
    soft = base[:-1] + SOFT.get(base[-1], base[-1])
    return (f"{base}en", f"{soft}en", f"{stem}en", OPEN_VOWEL.sub(r"\1\1", stem) + "n")


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once per process."""
    return Lexicon(formal_table())


def formal_table() -> dict[str, Any]:
    """All of bot/data/formal.yml."""
    return word_table("formal")
