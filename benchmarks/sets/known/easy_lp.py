"""EasyLP."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.sets.spec import DatasetSpec

SPECS: Final = (
    DatasetSpec(
        name="EasyLP",
        title="Plain linear and integer word problems of Mamo",
        source="https://github.com/FreedomIntelligence/Mamo",
        paper="X. Huang et al., Mamo, 2024",
        file="EasyLP.jsonl",
        address=(
            "https://raw.githubusercontent.com/FreedomIntelligence/Mamo/5b0ac2501f3707f9dc9d993a2"
            "be023b252376aec/data/optimization/Easy_LP/mamo_easy_lp.jsonl"
        ),
        notes="About one label in twelve of the original is disputed.",
    ),
)
