"""Which items a name on the command line means: a known set, a file, or both (`NAME=PATH`)."""

from __future__ import annotations

import difflib
import pkgutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Final

import optimoot.benchmarks.sets.known as known_folder
from optimoot.benchmarks.house.problems import Third, house_problems
from optimoot.benchmarks.items import Item
from optimoot.benchmarks.sets.checksums import refuse_changed
from optimoot.benchmarks.sets.files import load_items, set_name
from optimoot.benchmarks.sets.spec import DatasetSpec
from optimoot.errors import InputError
from optimoot.settings import Settings

FOLDER: Final = "sets"
"""Within the data folder: where fetched sets are."""


@dataclass(frozen=True)
class DataSet:
    """A set that was found, with its items.

    Attributes:
        spec: What is known of it; None for a file of the user's own.
        path: Where it was read; None for a packaged one.
    """

    name: str
    items: tuple[Item, ...]
    spec: DatasetSpec | None = None
    path: Path | None = None


@cache
def known_sets() -> Mapping[str, DatasetSpec]:
    """The known sets, by name.

    Raises:
        RuntimeError: Two modules have a set of one name.
    """
    found: dict[str, DatasetSpec] = {}
    for module in sorted(one.name for one in pkgutil.iter_modules(known_folder.__path__)):
        for spec in getattr(import_module(f"{known_folder.__name__}.{module}"), "SPECS", ()):
            if spec.name in found:
                raise RuntimeError(f"Two sets have the name {spec.name!r}.")
            found[spec.name] = spec
    return MappingProxyType(found)


def set_named(name: str) -> DatasetSpec:
    """The known set of a name.

    Raises:
        InputError: There is none; names the nearest.
    """
    known = known_sets()
    if name in known:
        return known[name]
    small = {one.casefold(): one for one in known}
    close = difflib.get_close_matches(name.casefold(), small, n=3, cutoff=0.5)
    near = [small[one] for one in close] or list(known)
    raise InputError(
        f"There is no data set {name!r}.", remedy=f"Known are, or near to it: {', '.join(near)}."
    )


def sets_folder(folder: Path | None = None) -> Path:
    """Where the files of known sets are."""
    return folder or Settings().data_folder / FOLDER


def find_set(wish: str, folder: Path | None = None) -> DataSet:
    """The set that a name means.

    Args:
        wish: Name of a known set; a file; or `NAME=PATH`, a file that holds a known set.
        folder: Where the files of known sets are; None: within the data folder.

    Raises:
        InputError: It is none of these, its file is not there or broken.
    """
    name, equals, place = wish.partition("=")
    if equals and Path(name).name == name and not Path(wish).is_file():
        return _from_file(_meant(name, place), Path(place))
    spec = known_sets().get(wish)
    if spec is None:
        path = Path(wish)
        if not path.is_file() and not path.suffix:
            set_named(wish)  # meant as a name: tells which there are
        return DataSet(name=set_name(path), items=load_items(path), path=path)
    if spec.packaged:
        return DataSet(name=wish, items=_packaged(spec), spec=spec)
    path = sets_folder(folder) / spec.file
    if not path.is_file():
        raise InputError(
            f"The data set {wish!r} is not there: {str(path)!r} does not exist.",
            remedy=f"Get it by `optimoot bench fetch {wish}`." if spec.address else spec.how,
        )
    refuse_changed(spec, path)
    return _from_file(spec, path)


def find_sets(wishes: Iterable[str], folder: Path | None = None) -> dict[str, tuple[Item, ...]]:
    """The items of several sets, by the sets' names.

    Raises:
        InputError: One cannot be found, or two have one name.
    """
    found: dict[str, tuple[Item, ...]] = {}
    for wish in dict.fromkeys(wishes):
        one = find_set(wish, folder)
        if one.name in found:
            raise InputError(
                f"Two data sets are called {one.name!r}.",
                remedy="Rename one of the files: results are told apart by the sets' names.",
            )
        found[one.name] = one.items
    return found


def _meant(name: str, place: str) -> DatasetSpec:
    """The set that a file is said to hold.

    Raises:
        InputError: There is no such set, it is in no file, or no file is named.
    """
    spec = set_named(name)
    if spec.packaged:
        raise InputError(
            f"The data set {name!r} comes with OptiMoot: no file holds it.",
            remedy="Name the file alone: its set is called after it.",
        )
    if not place:
        raise InputError(f"{name + '='!r} names no file.", remedy=f"Write {name}=PATH.")
    return spec


def _from_file(spec: DatasetSpec, path: Path) -> DataSet:
    return DataSet(name=spec.name, items=load_items(path, spec.name), spec=spec, path=path)


def _packaged(spec: DatasetSpec) -> tuple[Item, ...]:
    third = None if spec.packaged == "all" else Third(spec.packaged)
    return tuple(
        problem.item.model_copy(update={"set": spec.name, "family": problem.id.partition("/")[0]})
        for problem in house_problems(third)
    )
