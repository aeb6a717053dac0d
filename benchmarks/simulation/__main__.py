"""Compare the ways to come to an answer, with a simulated backbone, and print the tables.

python -m optimoot.benchmarks.simulation --cases 210 --correlation moderate
"""

from __future__ import annotations

import argparse
import sys

from optimoot.benchmarks.simulation.cases import make_cases
from optimoot.benchmarks.simulation.measuring import WAYS, measure, table
from optimoot.benchmarks.simulation.rates import RATES, Correlation
from optimoot.benchmarks.simulation.stream import measure_stream, stream_table


def main() -> None:
    """Measure and print the table."""
    from optimoot.agents.models import model_requests

    told = __doc__.splitlines()[0] if __doc__ else ""
    reader = argparse.ArgumentParser(description=told)
    reader.add_argument("--cases", type=int, default=210, help="problems")
    reader.add_argument("--seed", type=int, default=0)
    reader.add_argument(
        "--correlation",
        type=Correlation,
        default=Correlation.MODERATE,
        help="how much of the errors is shared: none, moderate, strong",
    )
    reader.add_argument(
        "--stream", action="store_true", help="a stream of problems with a memory, in its ways"
    )
    reader.add_argument("--way", action="append", help="only ways whose name contains this")
    asked = reader.parse_args()
    ways = {
        name: way
        for name, way in WAYS.items()
        if not asked.way or any(part in name for part in asked.way)
    }
    if asked.stream:
        _stream(asked.cases, asked.seed, asked.correlation)
        return
    cases = make_cases(asked.cases, asked.seed)
    with model_requests(True):
        rows = list(measure(cases, RATES[asked.correlation], asked.seed, ways, _note))
    sys.stdout.write(table(rows) + "\n")


def _stream(count: int, seed: int, correlation: Correlation) -> None:
    from optimoot.agents.models import model_requests

    cases, earlier = make_cases(count, seed), make_cases(60, seed + 1)
    with model_requests(True):
        rows = list(measure_stream(cases, earlier, RATES[correlation], seed, note=_note))
    sys.stdout.write(stream_table(rows) + "\n")


def _note(way: str) -> None:
    sys.stderr.write(f"{way} ...\n")


if __name__ == "__main__":
    main()
