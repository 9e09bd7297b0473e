"""Facts are found where people put them, also at the end of a sentence."""

from __future__ import annotations

import pytest
from spacy.language import Language

from bot.components.dutch_pipeline import build


@pytest.fixture(scope="module")
def dutch() -> Language:
    return build()


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        ("ik zit in de ww. dat is niks", "benefit", "WW"),
        ("Ik ben uitzendkracht. Al jaren.", "status", "flex_agency"),
        ("ik heb mbo 2.", "edu", "mbo2"),
    ],
)
def test_a_fact_is_found_before_a_full_stop(dutch: Language, words: str, kind: str, value: str) -> None:
    assert (kind, value) in [(found.label_, found.ent_id_) for found in dutch(words).ents]
