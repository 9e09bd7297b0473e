"""What is hard to read in one text: each check yields the sentence, the reason and a hint."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.readability.rulebook import known_words, rules
from tests.readability.texts import NO_WORDS, QUOTED, Text, words
from tests.readability.words import zipf

CLAUSE = re.compile(r"[,.?!:;()\n]")
BECOMES = re.compile(r"\b(word|wordt|worden|werd|werden)\b", re.IGNORECASE)
PARTICIPLE = re.compile(r"(\w{0,8}ge\w{2,}(d|t|en)|(be|ver|ont|her|er)\w{2,}[dt])", re.IGNORECASE)
CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
ASKS_FOR_AN_ANSWER = re.compile(r"\b(hoe|waar\w*|wanneer|wat|welke?|wie)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Finding:
    """One thing to mend: where it stands, what it says, why that is hard and what to do."""

    text: Text
    sentence: str
    reason: str
    hint: str

    def __str__(self) -> str:
        return f"{self.text.file}: {self.text.key}\n  “{self.sentence}”\n  {self.reason} {self.hint}"


Check = Callable[[Text], Iterator[Finding]]


def long_sentence(text: Text) -> Iterator[Finding]:
    limit = rules()["longest_sentence"][text.group]
    for sentence in text.sentences:
        if (count := len(sentence.split())) > limit:
            yield Finding(text, sentence, f"{count} words; the limit is {limit}.", "Make two sentences of it.")


def rare_word(text: Text) -> Iterator[Finding]:
    least = rules()["least_zipf"][text.group]
    for sentence in text.sentences:
        for word in words(sentence):
            if zipf(word) < least and word.lower() not in known_words():
                reason = f"“{word}” is rare (zipf {zipf(word):.1f}, least {least})."
                yield Finding(text, sentence, reason, "Say it in a common word, or explain it there and allow it.")


def long_word(text: Text) -> Iterator[Finding]:
    most, least = rules()["longest_word"], rules()["least_zipf_of_long_words"][text.group]
    for sentence in text.sentences:
        for word in words(sentence):
            if len(word) > most and zipf(word) < least and word.lower() not in known_words():
                reason = f"“{word}” has {len(word)} letters; the limit is {most} for a word that is not common."
                yield Finding(text, sentence, reason, "Say it in two words.")


def refused_word(text: Text) -> Iterator[Finding]:
    for sentence in text.sentences:
        for each in rules()["refused_words"]:
            if found := re.search(rf"\b({each['words']})\b", NO_WORDS.sub("", sentence), re.IGNORECASE):
                yield Finding(text, sentence, f"“{found[0]}” is not said here.", f"Say: {each['instead']}.")


def jargon(text: Text) -> Iterator[Finding]:
    """A word of the trade stands beside its explanation, in the same text."""
    for each in rules()["explained_words"]:
        said = re.search(rf"\b({each['words']})\b", NO_WORDS.sub("", text.text))
        if said and not re.search(each["with"], text.text, re.IGNORECASE):
            yield Finding(text, text.text, f"“{said[0]}” is not explained.", f"Add: {each['say']}.")


def abbreviation(text: Text) -> Iterator[Finding]:
    """Capitals are known to everybody, or are told in brackets: "werken en leren tegelijk (BBL)"."""
    for short in CAPITALS.findall(text.text):
        told = re.search(rf"\({short}\)|\b{short}\b[^.?!]*\(", text.text)
        if short.lower() not in known_words() and not told:
            yield Finding(text, text.text, f"“{short}” is not known to everybody.", "Write it out, or say what it is.")


def passive(text: Text) -> Iterator[Finding]:
    for sentence in text.sentences:
        for clause in CLAUSE.split(sentence):
            if BECOMES.search(clause) and (done := _participle(clause)):
                reason = f"Nobody does anything here (“{BECOMES.findall(clause)[0]} … {done}”)."
                yield Finding(text, sentence, reason, "Say who does it.")


def _participle(clause: str) -> str | None:
    no_participles = rules()["no_participles"].split()
    found = (word for word in words(clause) if PARTICIPLE.fullmatch(word) and word.lower() not in no_participles)
    return next(found, None)


def many_questions(text: Text) -> Iterator[Finding]:
    """One question a message. What is asked as an example stands in quotes; "Wil je weg? Zeg het dan." asks nothing."""
    sentences = Text(text.group, text.file, text.key, QUOTED.sub("…", text.text)).sentences
    last = max((i for i, each in enumerate(sentences) if not each.endswith("?")), default=-1)
    asked = [
        each for i, each in enumerate(sentences)
        if each.endswith("?") and (i > last or ASKS_FOR_AN_ANSWER.match(each))
    ]  # fmt: skip
    if len(asked) > 1:
        yield Finding(text, " ".join(asked), f"{len(asked)} questions in one message.", "Ask one of them.")


EACH_TEXT: tuple[Check, ...] = (
    long_sentence, rare_word, long_word, refused_word, jargon, abbreviation, passive, many_questions,
)  # fmt: skip


def findings(texts: tuple[Text, ...], checks: tuple[Check, ...] = EACH_TEXT) -> list[Finding]:
    """All findings of all texts, in the order of the texts."""
    return [finding for text in texts for check in checks for finding in check(text)]
