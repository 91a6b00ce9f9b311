"""A process with 100,000 proposals and 1,000,000 comments as one file, against one with 1,000.

    python -m bench.carrying [proposals]

Prints seconds, the size of the file and the growth of memory, which holds one number for each row
and whatever of the file fits into eight megabytes.
"""

from __future__ import annotations

import os
import sys
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zaedno.site.settings.test")
django.setup()

from django.test.utils import setup_test_environment  # noqa: E402 - the settings come first

from bench import memory  # noqa: E402
from bench.proposals import FEW, fill, houses  # noqa: E402
from tests.fixtures.databases import default_database  # noqa: E402
from zaedno.core.viewer import Viewer  # noqa: E402
from zaedno.platform.carrying import out  # noqa: E402
from zaedno.platform.processes.models import Process  # noqa: E402

PROPOSALS = 100_000


def packed() -> tuple[float, float, float]:
    """Seconds, megabytes of the file, megabytes of memory."""
    process = Process.objects.select_related("city").get()
    viewer, before = Viewer(city=process.city, lang="bg"), memory.forget_peak()
    begun = perf_counter()
    with out.pack(viewer, process) as made:
        seconds = perf_counter() - begun
        size = made.seek(0, os.SEEK_END) / 2**20
    return seconds, size, memory.peak() - before


def main(many: int = PROPOSALS) -> None:
    setup_test_environment()
    with houses("sqlite", (FEW, many)) as found:
        for count, place in found.items():
            with default_database(**place):
                fill(count)
                seconds, size, grown = packed()
                print(
                    f"{count:>9,} proposals {seconds:>8.1f} s {size:>8.1f} MB of file "
                    f"{grown:>8.1f} MB of memory",
                    flush=True,
                )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:2]))
