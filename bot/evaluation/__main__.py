"""Usage: python -m bot.evaluation [--diet] writes var/nlu-report.md and var/nlu-confusion.png; see make nlu-report."""

from __future__ import annotations

import argparse
import sys

import yaml

from bot.evaluation import report
from bot.evaluation.comparison import CALIBRATED, compared
from bot.evaluation.measures import joined
from bot.evaluation.sentences import DEVELOPMENT, OPENINGS, ROOT, TEST, TRAINING, held_out, read
from bot.evaluation.typing_noise import read_pairs

REPORT, PICTURE = ROOT / "var" / "nlu-report.md", ROOT / "var" / "nlu-confusion.png"


def threshold() -> float:
    """What bot/config.yml says."""
    pipeline = yaml.safe_load((ROOT / "bot" / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    return float(next(part["threshold"] for part in pipeline if part["name"] == "FallbackClassifier"))


def main(arguments: list[str]) -> int:
    """Measures everything and writes it down."""
    parser = argparse.ArgumentParser(prog="nlu-report", description="How well are messages understood?")
    parser.add_argument("--diet", action="store_true", help="also train Rasa's stock DIET pipeline: very slow")
    chosen = parser.parse_args(arguments)
    pairs = read_pairs()
    if not pairs:
        print("No table of typing errors found: slips of the fingers only.", file=sys.stderr)
    names = [*DEVELOPMENT, TEST, OPENINGS]
    training, sets = read(TRAINING), {name: held_out(name) for name in names}
    comparison = compared(training, sets, pairs, lambda line: print(line, file=sys.stderr))
    text = report.table(comparison, names, DEVELOPMENT, threshold())
    if chosen.diet:
        from bot.evaluation import diet  # loads TensorFlow

        text += diet.table(sets, pairs)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(text, encoding="utf-8")
    report.draw_confusions(joined([comparison.outcomes[CALIBRATED, name] for name in DEVELOPMENT]), PICTURE)
    print(f"Written to {REPORT.relative_to(ROOT)} and {PICTURE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
