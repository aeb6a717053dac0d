"""ComplexLP."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.sets.spec import DatasetSpec

SPECS: Final = (
    DatasetSpec(
        name="ComplexLP",
        title="Larger linear and integer word problems of Mamo: flows, routes, assignments",
        source="https://github.com/FreedomIntelligence/Mamo",
        paper="X. Huang et al., Mamo, 2024",
        file="ComplexLP.jsonl",
        address=(
            "https://raw.githubusercontent.com/FreedomIntelligence/Mamo/5b0ac2501f3707f9dc9d993a2"
            "be023b252376aec/data/optimization/Complex_LP/mamo_complex_lp.jsonl"
        ),
        notes="About a quarter of the labels of the original is disputed.",
    ),
)
