"""A report as one page that needs nothing else: no network, no other file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from optimoot.benchmarks.report.gathering import Report
from optimoot.benchmarks.report.plots import all_plots
from optimoot.benchmarks.report.stories import anchor, stories
from optimoot.benchmarks.report.tables import all_tables
from optimoot.benchmarks.running.folder import write_whole

PAGE: Final = "report.html"
_STYLE: Final = "report.css"
_SCRIPT: Final = "report.js"


def write_page(report: Report, folder: Path) -> Path:
    """Write the page into a folder; gives its path.

    Raises:
        MissingExtraError: matplotlib is not installed.
        OSError: Nothing can be written there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / PAGE
    write_whole(path, "".join(_parts(report)).encode("utf-8", "replace"))
    return path


def _parts(report: Report) -> Iterator[str]:
    """The page piece by piece: no more than one item's story is held at a time."""
    style, script = _asset(_STYLE), _asset(_SCRIPT)
    policy = (
        # the plots' lines carry their styles with them
        f"default-src 'none'; style-src 'unsafe-inline'; script-src '{_hash(script)}'; "
        "img-src 'none'; base-uri 'none'; form-action 'none'"
    )
    sets = sorted({one.item.set for column in report.columns for one in column.records})
    families = sorted(
        {one.item.family for column in report.columns for one in column.records} - {""}
    )
    template = _environment().get_template(PAGE)
    yield from template.generate(
        report=report,
        tables=list(all_tables(report)),
        plots=list(all_plots(report)),
        stories=stories(report),
        sets=sets,
        families=families,
        style=style,
        script=script,
        policy=policy,
        anchor=anchor,
    )


def _asset(name: str) -> str:
    return (
        files("optimoot.benchmarks.report").joinpath("templates", name).read_text(encoding="utf-8")
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


@cache
def _environment() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("optimoot.benchmarks.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
