"""What tells who somebody is is hidden; what an adviser needs to judge how to help stays."""

from __future__ import annotations

import pytest

from guidance.masking import HIDDEN, masked


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("ik heet jan en ik ben lasser", "ik heet […] en ik ben lasser"),
        ("Mijn naam is Fatima el Amrani", "Mijn naam is […]"),
        ("ik ben Henk, 52 jaar", "ik ben […], 52 jaar"),
        ("ik ben chauffeur en moe", "ik ben chauffeur en moe"),
        ("bel me op 06-12345678 of +31 10 123 45 67", "bel me op […] of […]"),
        ("bel 06 1234 5678 na 5 uur", "bel […] na 5 uur"),
        ("mail naar jan.jansen@voorbeeld.nl.", "mail naar […]"),
        ("ik woon in Spijkenisse, 3201 AB, Dorpsstraat 12", "ik woon in […], […], […]"),
        ("mijn bsn is 123456782", "mijn bsn is […]"),
        ("ik wil naar mbo 4 en verdien 2400 euro", "ik wil naar mbo 4 en verdien 2400 euro"),
        ("ik werk 36 uur en ben 47", "ik werk 36 uur en ben 47"),
    ],
)
def test_the_mask_hides_who_and_keeps_what(said: str, seen: str) -> None:
    assert masked(said) == seen


def test_what_we_know_of_somebody_is_hidden_wherever_it_stands() -> None:
    assert masked("Groet van henk uit rotterdam", ["Henk", "Rotterdam"]) == f"Groet van {HIDDEN} uit {HIDDEN}"
    assert masked("henkjan", ["Henk"]) == "henkjan"
