"""Writes the list of modules in docs/architecture.md from the first line of each docstring.

python docs/module_list.py          rewrite the list
python docs/module_list.py --check  exit with 1 if it is out of date
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- modules: begin -->", "<!-- modules: end -->"
ROOMS = {
    "src/optimoot": "Shared modules",
    "solvers": "Solvers",
    "memory": "Memory",
    "agents": "Agents",
    "benchmarks": "Benchmarks",
    "app": "App",
}


def first_line(path: Path) -> str:
    """The first line of a module's docstring."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    if not docstring:
        raise SystemExit(f"{path.relative_to(ROOT)} has no docstring: say what it owns.")
    return docstring.splitlines()[0]


def module_list() -> str:
    """A heading for each room and a line for each of its modules."""
    lines = []
    for folder, title in ROOMS.items():
        lines += ["", f"### {title} (`{folder}/`)", ""]
        base = ROOT / folder
        files = base.glob("*.py") if folder.startswith("src") else base.rglob("*.py")
        for path in sorted(files):
            lines.append(f"- `{path.relative_to(base)}`: {first_line(path)}")
    return "\n".join([BEGIN, *lines, "", END])


def main() -> int:
    """Rewrite the list, or check it."""
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    fresh = before + module_list() + after
    if "--check" in sys.argv[1:]:
        if fresh != page:
            print("docs/architecture.md is out of date: run python docs/module_list.py")
            return 1
        return 0
    PAGE.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
