"""The calculations beside those of others, in one run: red-dwarf, pabutools, choix, sortition.

make bench                      # everything
.venv-bench/bin/python -m bench.algorithms opinion --data FOLDER
"""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

from bench.side_by_side import HEADINGS
from zaedno.algorithms.cli.frame import table

SECTIONS = ("opinion", "budget", "sortition", "pairwise", "distributed")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sections", nargs="*", choices=[*SECTIONS, []], default=list(SECTIONS))
    parser.add_argument("--data", type=Path, help="folder with opinion/ and pb/")
    parser.add_argument("--quick", action="store_true", help="leave out what takes minutes")
    asked = parser.parse_args()
    for section in asked.sections or SECTIONS:
        rows = import_module(f"bench.peers.{section}").rows(asked.data, asked.quick)
        print(
            f"\n{section}\n{table(HEADINGS, [row.told() for row in rows], ' rr rrr')}", flush=True
        )


if __name__ == "__main__":
    main()
