"""NL4OPT."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.sets.spec import DatasetSpec

SPECS: Final = (
    DatasetSpec(
        name="NL4OPT",
        title="Linear word problems of two to a few variables, told in prose",
        source="https://github.com/nl4opt/nl4opt-competition",
        licence="MIT",
        paper="R. Ramamonjison et al., NL4Opt Competition, NeurIPS 2022",
        file="NL4OPT.jsonl",
        how=(
            "The original has formulations and no answers. Copies with answers come with Agora-"
            "Opt and other systems; name one as NL4OPT=PATH."
        ),
        notes=(
            "Overlaps with NLP4LP and ReSocratic. A quarter of the labels of the first releases "
            "with answers is disputed."
        ),
    ),
)
