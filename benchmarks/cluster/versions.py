"""Whether a worker runs what the evaluation runs: else its results would not be comparable."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import version

from optimoot.benchmarks.running.header import revision, versions


@cache
def own_versions() -> Mapping[str, str]:
    """What has to be the same on both sides: Python's minor version, packages, the revision."""
    found = {name: told for name, told in versions().items() if name != "system"}
    found["python"] = ".".join(found["python"].split(".")[:2])
    found |= {name: version(name) for name in ("distributed", "cloudpickle")}
    if known := revision():
        found["revision of optimoot"] = known
    return found


def differences(here: Mapping[str, str], there: Mapping[str, str]) -> str:
    """What differs, for people; empty: nothing. A revision counts where both sides know theirs."""
    return "; ".join(
        f"{name} is {here[name]} here and {there[name]} there"
        for name in sorted({*here} & {*there})
        if here[name] != there[name]
    )
