"""Which preset a name means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from optimoot.benchmarks.running.preset import Preset
from optimoot.errors import InputError

PRESETS: Final[Mapping[str, Preset]] = {
    preset.name: preset
    for preset in (
        Preset(name="assembly", meaning="Every team of the settings, with all that they have."),
    )
}
"""The presets by name."""


def preset_named(name: str) -> Preset:
    """The preset of this name.

    Raises:
        InputError: There is none.
    """
    found = PRESETS.get(name)
    if found is None:
        raise InputError(
            f"There is no preset {name!r}.", remedy=f"Known are: {', '.join(sorted(PRESETS))}."
        )
    return found
