"""The house problems, which are in this repository."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.house.problems import Third
from optimoot.benchmarks.sets.spec import DatasetSpec

SPECS: Final = tuple(
    DatasetSpec(
        name=name,
        title=title,
        licence="Apache-2.0",
        format="packaged",
        packaged=part,
        notes="Every answer is proven by two methods that share nothing.",
    )
    for name, title, part in (
        ("house", "Problems written for this repository", "all"),
        *((f"house:{third}", f"The house problems for {third}", third.value) for third in Third),
    )
)
