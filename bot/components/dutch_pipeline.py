"""Builds our Dutch spaCy pipeline to a folder: tokenizer, lookups lemmatizer and an entity ruler fed from `knowledge`.

Usage: python -m bot.components.dutch_pipeline FOLDER
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import spacy
import yaml
from spacy.language import Language

from knowledge.loading import DATA_DIR, load_all

PHRASES = Path(__file__).parents[1] / "data" / "entities.yml"


def build() -> Language:
    """Returns the pipeline, ready to be written to disk or used at once."""
    nlp = spacy.blank("nl")
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    nlp.initialize()
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    patterns = [*_fact_patterns(), *_knowledge_patterns()]
    _let_sentences_end(nlp, [pattern["pattern"] for pattern in patterns])
    with nlp.select_pipes(disable=["lemmatizer"]):
        ruler.add_patterns(patterns)
    return nlp


def _let_sentences_end(nlp: Language, phrases: list[str]) -> None:
    """A phrase at the end of a sentence is no abbreviation: spaCy takes "in de ww." for "werkwoord"."""
    ends = {f"{phrase.split()[-1]}." for phrase in phrases}
    nlp.tokenizer.rules = {word: tokens for word, tokens in nlp.tokenizer.rules.items() if word.lower() not in ends}


def _fact_patterns() -> Iterator[dict[str, str]]:
    table: dict[str, dict[str, list[str]]] = yaml.safe_load(PHRASES.read_text(encoding="utf-8"))
    for label, values in table.items():
        if label == "only_when_asked":
            continue
        for value, phrases in values.items():
            for phrase in phrases:
                yield {"label": label, "pattern": phrase, "id": value}


def _knowledge_patterns() -> Iterator[dict[str, str]]:
    loaded = load_all(DATA_DIR)
    for occupation in loaded.occupations:
        for name in dict.fromkeys((*occupation.names, *occupation.spoken)):
            yield {"label": "occupation", "pattern": name.lower(), "id": occupation.id}


def main() -> int:
    """Writes the pipeline to the folder named on the command line."""
    if len(sys.argv) != 2:
        print("usage: python -m bot.components.dutch_pipeline FOLDER", file=sys.stderr)
        return 2
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    build().to_disk(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
