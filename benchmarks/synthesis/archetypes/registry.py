"""The archetypes by name. To add one, write a module with `ARCHETYPE` and list it here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from optimoot.benchmarks.synthesis.archetypes import (
    advertising,
    assignment,
    bin_packing,
    blending,
    covering,
    cropping,
    cutting,
    diet,
    dispatch,
    facility_location,
    fair_shares,
    fleet,
    generalized_assignment,
    inventory,
    knapsack,
    lot_sizing,
    makespan,
    max_flow,
    portfolio,
    product_mix,
    project_selection,
    shift_scheduling,
    shortest_path,
    targets,
    transportation,
    transshipment,
    workforce,
)
from optimoot.benchmarks.synthesis.draft import Archetype
from optimoot.errors import InputError

_MODULES: Final = (
    advertising,
    assignment,
    bin_packing,
    blending,
    covering,
    cropping,
    cutting,
    diet,
    dispatch,
    facility_location,
    fair_shares,
    fleet,
    generalized_assignment,
    inventory,
    knapsack,
    lot_sizing,
    makespan,
    max_flow,
    portfolio,
    product_mix,
    project_selection,
    shift_scheduling,
    shortest_path,
    targets,
    transportation,
    transshipment,
    workforce,
)
ARCHETYPES: Final[Mapping[str, Archetype]] = {
    module.ARCHETYPE.name: module.ARCHETYPE for module in _MODULES
}


def archetypes_named(names: str) -> tuple[Archetype, ...]:
    """The archetypes of these names with commas; all of them for an empty text.

    Raises:
        InputError: There is none of a name.
    """
    wanted = [part.strip() for part in names.split(",") if part.strip()]
    for name in wanted:
        if name not in ARCHETYPES:
            raise InputError(
                f"There is no archetype {name!r}.", remedy=f"Known are {', '.join(ARCHETYPES)}."
            )
    return tuple(ARCHETYPES[name] for name in dict.fromkeys(wanted or ARCHETYPES))
