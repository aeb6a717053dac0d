"""The root folders, the links, and the package list say the same."""

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("agents", "memory", "solvers", "app", "benchmarks")


def packages_on_disk():
    found = {"optimoot"}
    for room in ROOMS:
        for init in (ROOT / room).rglob("__init__.py"):
            found.add("optimoot." + ".".join(init.parent.relative_to(ROOT).parts))
    return found


def test_every_folder_with_code_is_packaged():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    assert set(declared["packages"]) == packages_on_disk()


@pytest.mark.parametrize("room", ROOMS)
def test_every_python_file_of_a_room_is_in_a_package(room):
    lost = [
        path for path in (ROOT / room).rglob("*.py") if not (path.parent / "__init__.py").exists()
    ]
    assert lost == []


@pytest.mark.parametrize("room", ROOMS)
def test_links_show_editors_the_same_tree(room):
    link = ROOT / "src" / "optimoot" / room
    assert link.is_symlink()
    assert link.resolve() == ROOT / room


def test_every_shared_module_is_in_the_lowest_layer():
    text = tomllib.loads((ROOT / "pyproject.toml").read_text())
    lowest = text["tool"]["importlinter"]["contracts"][0]["layers"][-1]
    named = {name.strip() for name in lowest.split(":")}
    modules = {p.stem for p in (ROOT / "src" / "optimoot").glob("*.py")} - {"__init__"}
    assert named == modules
