"""OPT-Principled."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.sets.spec import DatasetSpec

SPECS: Final = (
    DatasetSpec(
        name="OPT-Principled",
        title="Inventory, portfolio, production and emission problems made by principle",
        paper="Agora-Opt, 2026",
        file="OPT-Principled.jsonl",
        how="It comes with Agora-Opt; name the file as OPT-Principled=PATH.",
        notes="Some labels were made from data that the text shows rounded.",
    ),
)
