"""The Dutch words that tell what "je" is in a sentence (bot/data/formal.yml), with the forms of the verbs spelled out."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import yaml

from bot.actions.wording import DATA

OPEN_VOWEL = re.compile(r"(?<![aeiou])([aou])$")  # "ga", "sta": one vowel at the end is written double before "t"
LONG_VOWEL = re.compile(r"(aa|ee|oo|uu)([^aeiou])$")
SHORT_VOWEL = re.compile(r"^(?:[^aeiou]*|.*[^aeiou])[aeiou]([bcdfgklmnprst])$")
VOICELESS = tuple("tkfschp")  # after these the past is "-te"


class Lexicon:
    """Word lists as sets, and every form of the listed verbs."""

    def __init__(self, table: dict[str, Any]) -> None:
        self.table = table
        self.stems = frozenset(table["verbs"].split())
        self.loose: dict[str, str] = table["loose"]
        self._irregular: dict[str, str] = table["irregular"]
        past = {f"{stem}{end}" for stem in self.stems for end in ("te", "de", "ten", "den")}
        self.inverted = frozenset({*self.stems, *self._irregular, *past, *self["inverted"]})
        self.finite = frozenset({*past, *map(self.with_t, self.inverted), *self["other_forms"]})
        self.infinitives = frozenset(form for stem in self.stems for form in infinitives(stem))
        self.reflexive = frozenset(map(self.with_t, self["reflexive"]))
        self.prefixed = re.compile(rf"(?:{'|'.join(self['prefixes'])})+(?:ge|te)?(?=\w{{3}})")

    def __getitem__(self, name: str) -> frozenset[str]:
        return _words(self.table[name])

    def with_t(self, stem: str) -> str:
        """The verb that goes with "u": "werk" is "werkt", "ga" is "gaat", "heb" is "hebt", "weet" stays."""
        if stem in self._irregular:
            return self._irregular[stem]
        if stem not in self.stems or stem.endswith("t"):  # "had", "werkte", "zit"
            return stem
        return OPEN_VOWEL.sub(r"\1\1", stem) + "t"

    def is_verb(self, word: str) -> bool:
        """Whether a word is a form of a verb, also with a part before it: "meedenken", "opneemt"."""
        if word in self["not_verbs"]:
            return False
        return any(
            form in self.finite or form in self.infinitives for form in (word, self.prefixed.sub("", word, count=1))
        )


@cache
def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def infinitives(stem: str) -> tuple[str, ...]:
    """What the infinitive of a stem may be: "loop" gives "lopen", "ken" "kennen", "geef" "geven" (and "gefen")."""
    if long := LONG_VOWEL.search(stem):
        base = stem[: long.start()] + long[1][0] + long[2]
    else:
        base = SHORT_VOWEL.sub(lambda found: found[0] + found[1], stem)
    soft = base[:-1] + {"f": "v", "s": "z"}.get(base[-1], base[-1])
    return (f"{base}en", f"{soft}en", f"{stem}n", f"{stem}en")


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once per process."""
    return Lexicon(yaml.safe_load((DATA / "formal.yml").read_text(encoding="utf-8")))
