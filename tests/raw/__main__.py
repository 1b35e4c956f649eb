"""Every text of the corpus, one by one, on every screen in three sizes and both themes, and in every verb.

``python -m tests.raw`` goes through all of them, ``python -m tests.raw "clipboard" "title"`` through some.
"""

from __future__ import annotations

import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from canvas.verbs import VERBS
from tests.raw.corpus import CORPUS
from tests.raw.everything import of_all, of_one


def _main(names: list[str]) -> int:
    began = time.monotonic()
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        rest = [] if names else [pool.submit(of_all)]
        counts = [*pool.map(of_one, names or CORPUS), *(future.result() for future in rest)]
    readings = [reading for count in counts for reading in count.readings]
    foreign = [found for reading in readings for found in reading.foreign]
    sys.stdout.write(
        f"{sum(count.screens for count in counts)} screens, {len(VERBS)} verbs in "
        f"{sum(count.lines for count in counts)} lines, {len(names or CORPUS)} texts, "
        f"{time.monotonic() - began:.0f} s: {sum(reading.read for reading in readings)} bytes read, "
        f"{sum(reading.sequences for reading in readings)} control sequences, {len(foreign)} foreign\n"
    )
    sys.stdout.write("".join(f"{found}\n" for found in foreign))
    return 1 if foreign else 0


if __name__ == "__main__":
    raise SystemExit(_main(sys.argv[1:]))
