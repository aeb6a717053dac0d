"""NLP4LP."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.sets.spec import DatasetSpec

SPECS: Final = (
    DatasetSpec(
        name="NLP4LP",
        title="Linear and mixed-integer word problems, some with data apart",
        source="https://huggingface.co/datasets/udell-lab/NLP4LP",
        paper="A. AhmadiTeshnizi et al., OptiMUS, ICML 2024",
        file="NLP4LP.jsonl",
        how="Accept the terms on its page and download it; name the file as NLP4LP=PATH.",
        notes=(
            "Overlaps with NL4OPT and ReSocratic. About a fifth of the labels of the original is "
            "disputed."
        ),
    ),
)
