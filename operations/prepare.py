"""`make train` and the first half of `make run`: everything that is built, brought up to date.

python -m operations.prepare            what is out of date
python -m operations.prepare --train    and train the model in any case
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from operations.builds import MODEL_BUILD, PIPELINE_BUILD, build_all, drop_old_models, knowledge_build
from operations.demo import Login, prepare_demo
from operations.errors import OperationsError
from operations.settings import ROOT, LauncherSettings, load_settings

BUILDS_OF_THE_BOT = (PIPELINE_BUILD, MODEL_BUILD)


def prepare(settings: LauncherSettings, force: Sequence[str] = ()) -> Login | None:
    """Builds what is out of date; returns the desk login in demo mode. Raises BuildError."""
    build_all(
        ROOT,
        (knowledge_build(settings.knowledge_url), *BUILDS_OF_THE_BOT),
        settings.environment(),
        force,
    )
    drop_old_models(ROOT / "var" / "models")
    return prepare_demo(settings.people_url, settings.var_dir / "demo_login.txt") if settings.demo else None


def main() -> int:
    """Returns 0, or 1 after one sentence about what could not be built."""
    parser = argparse.ArgumentParser(prog="python -m operations.prepare", description=__doc__.splitlines()[0])
    parser.add_argument("--train", action="store_true", help="train the model also when nothing changed")
    force = (MODEL_BUILD.name,) if parser.parse_args().train else ()
    try:
        prepare(load_settings(), force)
    except OperationsError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
