"""How high well-known career moves rank among all curated occupations.

python -m knowledge.reports.moves knowledge/data/moves.yaml [ESCO.zip]
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, TypeAdapter

from knowledge.career_schema import Occupation
from knowledge.encoder import SentenceEncoder, Vectors, occupation_vectors
from knowledge.esco_skills import read_esco_skills, read_imported_skills
from knowledge.loading import DATA_DIR, Loaded, load_all
from knowledge.reading import read_yaml
from knowledge.schema import Strict
from knowledge.skill_profiles import SkillData
from knowledge.skills import SkillGraph

WORST = 10
LISTS = {
    "moves.yaml": "the weights were changed once after its first figures",
    "moves_unseen.yaml": "never used to choose a weight",
}


class Move(Strict):
    """A move that people really make, as occupation ids."""

    start: str = Field(alias="from")
    to: str


@dataclass(frozen=True)
class Ranked:
    """A move and its rank (1 is first); `bare` is the rank when the curated steps may not be used."""

    move: Move
    rank: int
    bare: int


@dataclass(frozen=True)
class Figures:
    """Median rank, and the share of moves in the first five and ten (0 to 1)."""

    median: float
    top_5: float
    top_10: float


def section(loaded: Loaded, url: str) -> list[str]:
    """Lines of Markdown: for each list of moves the figures, the ten worst and the rank of every move."""
    skills = read_imported_skills(url)
    vectors = occupation_vectors(loaded.occupations, SentenceEncoder())
    graph = SkillGraph(loaded.occupations, skills.skills, skills.relations, vectors=vectors)
    ids = frozenset(occupation.id for occupation in loaded.occupations)
    lines = [
        "## Moves from work to work",
        "",
        "The rank of the move among all curated occupations; between brackets when the curated steps may not be used.",
        "Measured with the skills of ESCO." if skills.relations else "Without ESCO: it is not imported.",
    ]
    for file, note in LISTS.items():
        found = ranked(graph, read_moves(DATA_DIR / file), ids)
        lines += ["", f"### {file}: {len(found)} moves, {note}", "", "| steps | figures |", "|---|---|"]
        lines += [f"| {label} | {_told(ranks)} |" for label, ranks in _ranks(found).items()]
        lines += ["", f"The {WORST} worst:", "", *(f"- {_line(each)}" for each in reversed(found[-WORST:]))]
        lines += ["", "The others:", "", "; ".join(_line(each) for each in found[:-WORST]) + "."]
    return lines


def _line(each: Ranked) -> str:
    return f"{each.rank} ({each.bare}) {each.move.start} to {each.move.to}"


def read_moves(file: Path) -> list[Move]:
    """Raises KnowledgeError when the file is missing, pydantic's ValidationError when an entry is malformed."""
    return TypeAdapter(list[Move]).validate_python(read_yaml(file))


def ranked(graph: SkillGraph, moves: Iterable[Move], ids: frozenset[str]) -> list[Ranked]:
    """Moves between existing occupations, the best first; others wait and are left out."""
    found = [
        Ranked(move, _rank(graph, move, len(ids), True), _rank(graph, move, len(ids), False))
        for move in moves
        if {move.start, move.to} <= ids
    ]
    return sorted(found, key=lambda each: (each.rank, each.bare))


def figures(ranks: Sequence[int]) -> Figures:
    """Raises statistics.StatisticsError without ranks."""
    share = [sum(rank <= most for rank in ranks) / len(ranks) for most in (5, 10)]
    return Figures(statistics.median(ranks), *share)


def moves_table(
    occupations: Sequence[Occupation],
    moves: Sequence[Move],
    skills: SkillData,
    vectors: Mapping[str, Vectors] | None = None,
) -> str:
    """The figures with and without curated steps, with and without ESCO, and the ten worst moves."""
    ids = frozenset(occupation.id for occupation in occupations)
    steps = {(occupation.id, step.to) for occupation in occupations for step in occupation.next_steps}
    graphs = {"without ESCO": SkillGraph(occupations, vectors=vectors)}
    if skills.relations:
        graphs["with ESCO"] = SkillGraph(occupations, skills.skills, skills.relations, vectors=vectors)
    lines, worst = [], list[Ranked]()
    for name, graph in graphs.items():
        worst = ranked(graph, moves, ids)
        lines += [f"{name:13} {label:9} {_told(found)}" for label, found in _ranks(worst).items()]
    new = [each for each in worst if (each.move.start, each.move.to) not in steps]
    if new:
        lines += [f"{'not curated':13} {label:9} {_told(found)}" for label, found in _ranks(new).items()]
    head = (
        f"{len(worst)} moves among {len(ids)} occupations; {len(worst) - len(new)} are curated next steps too, "
        f"so 'no steps' is the fairer figure; {len(moves) - len(worst)} wait for an occupation."
    )
    tail = [
        f"{each.rank:4} ({each.bare:3} without steps)  {each.move.start} -> {each.move.to}"
        for each in reversed(worst[-WORST:])
    ]
    return "\n".join([head, *lines, "The ten worst:", *tail])


def _ranks(found: Sequence[Ranked]) -> dict[str, list[int]]:
    return {"all": [each.rank for each in found], "no steps": [each.bare for each in found]}


def _told(ranks: Sequence[int]) -> str:
    found = figures(ranks)
    return f"median {found.median:4.1f}  top 5 {found.top_5:4.0%}  top 10 {found.top_10:4.0%}"


def _rank(graph: SkillGraph, move: Move, many: int, steps: bool) -> int:
    found = [each.occupation.id for each in graph.from_occupation(move.start, limit=many, curated_steps=steps)]
    return found.index(move.to) + 1 if move.to in found else many


if __name__ == "__main__":
    esco = read_esco_skills(Path(sys.argv[2])) if len(sys.argv) > 2 else SkillData()
    known = load_all().occupations
    meaning = occupation_vectors(known, SentenceEncoder())
    print(moves_table(known, read_moves(Path(sys.argv[1])), esco, meaning))
