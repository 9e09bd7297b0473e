"""Holland's interest letters: how well a person's letters and those of an occupation agree.

The C-index of Brown and Gore (1994), "An evaluation of interest congruence indices", Journal of Vocational Behavior
45, 310-327. On Holland's hexagon (R-I-A-S-E-C in a ring) two letters score 3 when the same, 2 when neighbours, 1 with
one between and 0 when opposite; the first letters count three times, the second twice, the third once.
"""

from __future__ import annotations

HEXAGON = "RIASEC"
SAME = 3
UNKNOWN = 0.5  # what two random letters score: an occupation without letters is neither raised nor lowered


def checked_letters(letters: str) -> str:
    """In capitals. Raises ValueError unless it is one to three different letters of RIASEC, the strongest first."""
    found = letters.strip().upper()
    if not 1 <= len(found) <= 3 or len(set(found)) < len(found) or not set(found) <= set(HEXAGON):
        raise ValueError(f"'{letters}' is no Holland code: write one to three different letters of {HEXAGON}")
    return found


def interest_fit(person: str, occupation: str | None) -> float:
    """0 to 1: the C-index as a part of its maximum, over the letters that both have; 0.5 without letters."""
    if not occupation:
        return UNKNOWN
    pairs = list(zip((3, 2, 1), checked_letters(person), occupation, strict=False))
    found = sum(weight * (SAME - _apart(one, other)) for weight, one, other in pairs)
    return found / sum(weight * SAME for weight, _, _ in pairs)


def _apart(one: str, other: str) -> int:
    """Steps along the hexagon: 0 to 3."""
    steps = abs(HEXAGON.index(one) - HEXAGON.index(other))
    return min(steps, len(HEXAGON) - steps)
