"""ReSocratic."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.sets.spec import DatasetSpec

SPECS: Final = (
    DatasetSpec(
        name="ReSocratic",
        title="The questions of OptiBench with one objective as the label",
        source="https://github.com/yangzhch6/ReSocratic",
        licence="Apache-2.0",
        paper="Z. Yang et al., OptiBench Meets ReSocratic, ICLR 2025",
        file="ReSocratic.jsonl",
        how=(
            "Copies with one objective an item come with Agora-Opt; name one as ReSocratic=PATH. "
            "The original is the set OptiBench."
        ),
        notes=(
            "Overlaps with NL4OPT and NLP4LP. About a sixth of the labels of the original is "
            "disputed."
        ),
    ),
)
