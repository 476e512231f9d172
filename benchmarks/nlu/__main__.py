"""Compares NLU pipelines, on our own frozen test set and on xSID-nl, and writes docs/bench-nlu.md.

From the top folder, with Rasa's Python: `rasa_project/.venv/bin/python -m benchmarks.nlu`. Measures everything but
DIET, whose figures are kept in benchmarks/nlu-figures.json; `--all` measures DIET too, which takes hours.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from benchmarks.nlu import figures
from benchmarks.nlu.data import XSID, DataSet, ours, ours_few, xsid
from benchmarks.nlu.measuring import MeasuringError, measure
from benchmarks.nlu.page import PAGE, page
from benchmarks.nlu.pipelines import PIPELINES

NOT_ON = {"ours": {"diet", "logistic", "vectors-logistic"}}
"""These take from ten minutes to a day on all of our examples: they stand beside the others on few."""


def main() -> int:
    options = argparse.ArgumentParser(prog="benchmarks.nlu", description=__doc__.splitlines()[0])
    options.add_argument("--all", action="store_true", help="measure DIET too: hours, best in the background")
    options.add_argument("--only", nargs="+", choices=PIPELINES, metavar="NAME", help=f"of {', '.join(PIPELINES)}")
    options.add_argument("--set", choices=("xsid-nl", "ours"), help="only this data set")
    chosen = options.parse_args()
    wanted = chosen.only or [name for name, pipeline in PIPELINES.items() if chosen.all or not pipeline.slow]
    data_sets = list(_data_sets())
    try:
        for data in data_sets:
            if chosen.set and not data.name.startswith(chosen.set):
                continue
            for name in wanted:
                if name in NOT_ON.get(data.name, ()):
                    continue
                print(f"{data.name}: {name} ...", flush=True)
                found = measure(data, PIPELINES[name].parts)
                figures.keep(data.name, name, found)
                print(f"{found.first.value:.3f} right first, trained in {found.training_s} s", flush=True)
    except MeasuringError as error:
        print(error, file=sys.stderr)
        return 1
    PAGE.write_text(page(figures.read(), {data.name: data.fingerprint() for data in data_sets}), "utf-8")
    return 0


def _data_sets() -> Iterator[DataSet]:
    try:
        yield xsid()
    except OSError:
        print(f"xSID-nl is not in {XSID}: its figures stay as they are.", file=sys.stderr)
    mine = ours()
    yield mine
    yield ours_few(mine)


if __name__ == "__main__":
    sys.exit(main())
