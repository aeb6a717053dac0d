"""IndustryOR."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.sets.spec import DatasetSpec

SPECS: Final = (
    DatasetSpec(
        name="IndustryOR",
        title="Problems from thirteen industries, at three levels of difficulty",
        source="https://huggingface.co/datasets/CardinalOperations/IndustryOR",
        licence="CC-BY-NC-4.0",
        paper="C. Huang et al., ORLM, Operations Research 2025",
        file="IndustryOR.jsonl",
        how="Download it from its page; name the file as IndustryOR=PATH.",
        notes="Half of the labels of the first release is disputed; later releases mend some.",
    ),
)
