"""Measure what the certificate notices and print the table.

python -m optimoot.benchmarks.injection --models 105
"""

from __future__ import annotations

import argparse

from optimoot.benchmarks.injection.measuring import measure, table


def main() -> None:
    """Measure and print the table."""
    from optimoot.solvers.sandbox import shared_sandbox

    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    reader.add_argument("--models", type=int, default=105, help="right models to start from")
    reader.add_argument("--seed", type=int, default=0)
    asked = reader.parse_args()
    sandbox = shared_sandbox()
    rows = list(measure(asked.models, lambda p, o: sandbox.run(p, o), asked.seed))
    print(table(rows))


if __name__ == "__main__":
    main()
