"""ComplexOR."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.sets.spec import DatasetSpec

SPECS: Final = (
    DatasetSpec(
        name="ComplexOR",
        title="Operations research problems told with symbols, data apart",
        source="https://github.com/xzymustbexzy/Chain-of-Experts",
        paper="Z. Xiao et al., Chain-of-Experts, ICLR 2024",
        file="ComplexOR.jsonl",
        how=(
            "The original is a folder for each problem. Copies with one line an item come with "
            "later systems; name one as ComplexOR=PATH."
        ),
    ),
)
