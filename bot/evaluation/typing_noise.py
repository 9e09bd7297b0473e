"""Types a sentence again with one typing error per four words, the same way every time.

Errors that people really made come from a table of pairs (columns fout, goed) when there is one; words it does not know
get a slip of the fingers: a letter missing, double, or swapped with its neighbour.
"""

from __future__ import annotations

import csv
import os
import random
from collections import defaultdict
from pathlib import Path

from bot.evaluation.sentences import ROOT

BESIDE = ROOT.parent / "shared" / "data" / "language" / "letter_typos.csv"
PAIRS = Path(os.environ.get("BIJSTUREN_LETTER_TYPOS", BESIDE))
WORDS_PER_ERROR = 4
SHORTEST_SLIP = 4  # letters
SIGNS = ".,?!"


def read_pairs(path: Path = PAIRS) -> dict[str, list[str]]:
    """Right word -> the ways it was typed wrong; empty when the table is not there."""
    pairs: dict[str, list[str]] = defaultdict(list)
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                pairs[row["goed"]].append(row["fout"])
    return dict(pairs)


def mistyped(text: str, pairs: dict[str, list[str]], seed: int = 1) -> str:
    """The sentence with its errors; a message of one word stays as it is."""
    chance = random.Random(f"{seed}{text}")
    words = text.split()
    wanted = max(1, round(len(words) / WORDS_PER_ERROR)) if len(words) > 1 else 0
    known = [place for place, word in enumerate(words) if word.lower().strip(SIGNS) in pairs]
    others = [place for place, word in enumerate(words) if place not in known and len(word) >= SHORTEST_SLIP]
    chance.shuffle(known)
    chance.shuffle(others)
    for place in [*known, *others][:wanted]:
        word = words[place]
        words[place] = chance.choice(pairs[word.lower().strip(SIGNS)]) if place in known else _slip(word, chance)
    return " ".join(words)


def _slip(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    return chance.choice([before + after, before + letter + letter + after, before + after[0] + letter + after[1:]])
