"""Names of people in a text: a known first name, or any word where the words around it say that a name stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from guidance.mask_words import any_of, words

_TOKEN = re.compile(r"[^\W\d_][\w'’-]*")
_CAPITAL = r"(?-i:[A-ZÀ-ÖØ-ÞŁŚŻÇŞ])[\w'’-]*[\w]"
_SENTENCE_ENDS = re.compile(r"(?:^|[.!?:\n])[\s\"'(]*$")
_MONTH_BEFORE = re.compile(r"(?:\d|\b(?:in|eind|begin|half|per|tot|sinds|vanaf))\s*$", re.I)
_LIKE_A_SURNAME = re.compile(r"\w{2,}(?:ssen|nsen|rsen|lsen|stra|sma|inga|ema)$")
_STOPS = re.compile(r"\s*(?:$|[.,;:!?\n]|(?:en|ik|van|uit)\b)", re.I)


def names_in(text: str) -> list[tuple[int, int]]:
    """Where the names stand: (start, end), which may overlap."""
    kept = [found.span() for found in _kept().finditer(text)]
    found = [*_told(text), *_shown(text), *_known(text)]
    return [(start, end) for start, end in found if not any(first < end and start < last for first, last in kept)]


def _told(text: str) -> Iterator[tuple[int, int]]:
    """ "Ik heet jan de vries": any word is a name, and so is what reads on as one."""
    for found in _tells().finditer(text):
        if found["name"].lower() not in words().no_names:
            yield found.start("name"), _surname_end(text, found.end("name"), told=True)


def _shown(text: str) -> Iterator[tuple[int, int]]:
    """ "Ik ben Jan", "mijn baas Erdal", "Erdal belde", "groet, piet"."""
    for pattern in (_shows(), _before(), _farewell()):
        for found in pattern.finditer(text):
            name = found["name"]
            if name.lower() not in words().no_names and not _is_short_for(name):
                yield found.start("name"), _surname_end(text, found.end("name"))
    for found in _titled().finditer(text):
        yield found.start("name"), found.end("name")


def _known(text: str) -> Iterator[tuple[int, int]]:
    for found in _TOKEN.finditer(text):
        if _is_first_name(found[0], text[: found.start()]):
            yield found.start(), _surname_end(text, found.end())


def _is_first_name(word: str, before: str) -> bool:
    plain, capital = re.sub(r"['’]s$", "", word).lower(), word[0].isupper()
    known = words()
    if plain in known.months_short and not capital and _MONTH_BEFORE.search(before):
        return False
    if plain in known.also_words or (word.isupper() and plain not in known.first_names):
        return capital and not word.isupper() and plain not in known.no_names and not _SENTENCE_ENDS.search(before)
    parts = plain.split("-")
    possessive = capital and plain.endswith("s") and plain[:-1] in known.first_names
    double = capital and len(parts) == 2 and any(part in known.first_names for part in parts)
    return plain in known.first_names or possessive or double


def _surname_end(text: str, end: int, told: bool = False) -> int:
    """Where the name ends that a first name begins: behind its surname, or where the first name ends."""
    for _ in range(3):
        found = _surname().match(text, end)
        if not found or not _is_surname(found, text, told):
            return end
        end = found.end()
    return end


def _is_surname(found: re.Match[str], text: str, told: bool) -> bool:
    name, known = found["name"], words()
    plain = name.lower()
    if plain in known.no_names or _is_short_for(name):
        return False
    if found["sure"] or name[0].isupper() or plain in known.surnames:
        return True
    if found["loose"]:
        return told
    listed = plain in known.first_names or _LIKE_A_SURNAME.match(plain)
    return bool(listed) or (told and bool(_STOPS.match(text, found.end())))


def _is_short_for(word: str) -> bool:
    """UWV, zzp'er: two capitals at the beginning."""
    return len(word) > 1 and word[:2].isupper()


@cache
def _kept() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words().kept)}\b", re.I)


@cache
def _tells() -> re.Pattern[str]:
    called = rf"{any_of(words().shows_name)} heet(?:te)?"  # "mijn chef heet erdal"
    return re.compile(rf"\b(?:{any_of(words().tells_name)}|{called})\s+(?P<name>[^\W\d_][\w'’-]*)", re.I)


@cache
def _shows() -> re.Pattern[str]:
    return re.compile(rf"(?:\b{any_of(words().shows_name)}(?:,| is)?\s+|^met\s+)(?P<name>{_CAPITAL})", re.I)


@cache
def _titled() -> re.Pattern[str]:
    """ "Mevrouw de vries": without a capital it must be a known surname."""
    parts = {*words().particles, *words().particles_loose}
    # "van de" is "van" and "de" already: read in two ways, a row of them takes twice as long for each.
    particle = any_of(part for part in parts if " " not in part or not parts.issuperset(part.split()))
    title = any_of(("meneer", "mevrouw", r"dhr\.?", r"mevr\.?", r"mw\.?", "familie"))
    surnames = any_of(map(re.escape, words().surnames))
    return re.compile(rf"\b{title}\s+(?P<name>(?:{particle}\s+)*{surnames}\b)", re.I)


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[.!?\n]\s*)(?P<name>{_CAPITAL})(?=\s+{any_of(words().before)}\b)", re.I)


@cache
def _farewell() -> re.Pattern[str]:
    return re.compile(
        rf"\b{any_of(words().farewell)}[.,!]?\s+(?:van\s+)?(?P<name>[^\W\d_][\w'’-]+)[.! ]*$", re.I | re.M
    )


@cache
def _surname() -> re.Pattern[str]:
    sure, loose = any_of(words().particles), any_of(words().particles_loose)
    return re.compile(
        rf"\s+(?:(?P<sure>(?:(?:van|de)\s+)?{sure})\s+|(?P<loose>{loose})\s+)?(?P<name>[^\W\d_][\w'’-]*)", re.I
    )
