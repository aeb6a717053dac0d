"""The presets by name: every module of this folder that has a `PRESETS` adds its own."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

import optimoot.benchmarks.presets as folder
from optimoot.benchmarks.running.preset import Preset
from optimoot.errors import InputError


@cache
def presets() -> Mapping[str, Preset]:
    """All presets, by name, in the order of their modules' names.

    Raises:
        RuntimeError: Two modules have a preset of one name.
    """
    found: dict[str, Preset] = {}
    for module in sorted(one.name for one in pkgutil.iter_modules(folder.__path__)):
        for preset in getattr(import_module(f"{folder.__name__}.{module}"), "PRESETS", ()):
            if preset.name in found:
                raise RuntimeError(f"Two presets have the name {preset.name!r}.")
            found[preset.name] = preset
    return MappingProxyType(found)


def preset_named(name: str) -> Preset:
    """The preset of this name.

    Raises:
        InputError: There is none.
    """
    known = presets()
    if name not in known:
        raise InputError(
            f"There is no preset {name!r}.", remedy=f"Known are: {', '.join(sorted(known))}."
        )
    return known[name]
