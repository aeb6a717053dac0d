"""The table of families. To add one, write its file and name it here; nothing else changes."""

from __future__ import annotations

from typing import Final

from optimoot.agents.archetypes.families import (
    assignment,
    budget_shares,
    covering,
    flow_shop,
    flows,
    inventory,
    job_shop,
    listed_bins,
    listed_cover,
    listed_network,
    matrix_places,
    matrix_tasks,
    mix,
    network,
    packing,
    parallel,
    rectangle,
    resource_grid,
    shifts,
    tour,
)
from optimoot.agents.archetypes.families.family import Family

FAMILIES: Final[tuple[Family, ...]] = (
    tour.FAMILY,
    job_shop.FAMILY,
    budget_shares.FAMILY,
    resource_grid.FAMILY,
    inventory.FAMILY,
    mix.FAMILY,
    mix.SELECTION,
    flows.TRANSPORT,
    flows.REDISTRIBUTION,
    network.MAX_FLOW,
    network.SHORTEST_PATH,
    assignment.ASSIGNMENT,
    assignment.FLEET,
    covering.SET_COVER,
    covering.GREATEST_COVER,
    packing.BINS,
    flow_shop.FAMILY,
    rectangle.FAMILY,
    shifts.FAMILY,
    listed_bins.FAMILY,
    matrix_places.TOUR,
    matrix_places.NEAR,
    matrix_tasks.FAMILY,
    listed_cover.COVER,
    listed_cover.COVERAGE,
    listed_network.SHORTEST,
    listed_network.GREATEST,
    parallel.FAMILY,
)
