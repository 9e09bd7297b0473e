"""What is hard to bear in many texts together: too few ways to say a thing, and the same opening over and over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from tests.readability.rulebook import rules
from tests.readability.texts import Text, texts, words

Ways = Mapping[str, list[str]]
NAME_AND_WAY = re.compile(r"responses\.(utter_\w+)\[\d+\]\.text")


def ways(every: Iterable[Text] | None = None) -> Ways:
    """Each response with all ways to say it."""
    found: dict[str, list[str]] = {}
    for text in texts() if every is None else every:
        if named := NAME_AND_WAY.fullmatch(text.key):
            found.setdefault(named[1], []).append(text.text)
    return found


def said_often(ways: Ways) -> list[str]:
    """The responses that rules.yml names as said often."""
    return [name for name in ways if any(re.fullmatch(pattern, name) for pattern in rules()["said_often"])]


def too_few(ways: Ways) -> Iterator[str]:
    """Responses that are said often and in too few ways."""
    for name in said_often(ways):
        if len(set(ways[name])) < rules()["fewest_ways"]:
            yield f"{name} is said often and has {len(set(ways[name]))} way(s): write {rules()['fewest_ways']}."


def same_opening_within(ways: Ways) -> Iterator[str]:
    """Responses of which two ways begin with the same two words."""
    for name, said in ways.items():
        for opening, count in Counter(filter(None, map(_opening, said))).items():
            if count > 1:
                yield f"{name}: {count} ways begin with “{opening}”. Begin one of them in another way."


def same_opener_in_a_row(ways: Ways) -> Iterator[str]:
    """First words that come back too often in responses that can follow each other."""
    pattern = re.compile("".join(rules()["follow_each_other"].split()))
    in_a_row = [way for name, said in ways.items() if pattern.fullmatch(name) for way in said if way[0] != "{"]
    first = Counter(words(way)[0] for way in in_a_row)
    for word, count in first.items():
        if count > rules()["most_same_opener"]:
            yield f"“{word}” begins {count} ways that can follow each other; {rules()['most_same_opener']} at most."


def worn_openings(ways: Ways) -> Iterator[str]:
    """Two words that begin too large a share of everything we say."""
    openings = [opening for said in ways.values() for way in said if (opening := _opening(way))]
    for opening, count in Counter(openings).items():
        if count / len(openings) > rules()["most_same_two_words"]:
            yield f"“{opening}” begins {count} of {len(openings)} ways: begin some of them in another way."


def _opening(way: str) -> str:
    """The first two words, or nothing when a place to fill in stands before or between them."""
    return "" if "{" in " ".join(way.split()[:2]) else " ".join(words(way)[:2]).lower()
