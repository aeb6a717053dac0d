"""OptiBench."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.sets.spec import DatasetSpec

SPECS: Final = (
    DatasetSpec(
        name="OptiBench",
        title=(
            "Linear and nonlinear word problems, with and without tables; a value for each variable"
        ),
        source="https://github.com/yangzhch6/ReSocratic",
        licence="Apache-2.0",
        paper="Z. Yang et al., OptiBench Meets ReSocratic, ICLR 2025",
        file="OptiBench.json",
        format="json",
        address=(
            "https://raw.githubusercontent.com/yangzhch6/ReSocratic/d8355c033f410e255295822d45c67"
            "9879f0a53f0/data/e-opt.json"
        ),
        label="variables",
        notes="Its first name was E-OPT. Overlaps with NL4OPT and NLP4LP.",
    ),
)
