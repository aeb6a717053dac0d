"""The plots of a report, each as SVG whose text and lines take the page's own color.

Marks differ in shape as well as in color (Okabe and Ito's palette, which people with color
blindness can tell apart), and every plot is told in words too.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from optimoot.benchmarks.report.gathering import Column, Report
from optimoot.benchmarks.scoring.failures import FailureClass
from optimoot.errors import MissingExtraError
from optimoot.terminal_text import one_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_INK: Final = "#010203"
"""Stands for the page's text color while a plot is drawn."""
_COLORS: Final = (
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#8A8A00", "#7F7F7F",
)  # fmt: skip
_MARKS: Final = ("o", "s", "^", "D", "v", "P", "X", "*")
_MOST_FAMILIES: Final = 24
_LONGEST: Final = 32
"""Characters of a name in a plot."""


@dataclass(frozen=True)
class Plot:
    """A picture with its caption.

    Attributes:
        told: What it shows, in words, for those who do not see it.
        svg: Safe to put into a page as it is: it is made here from figures and escaped names.
    """

    title: str
    told: str
    svg: str


def all_plots(report: Report) -> Iterator[Plot]:
    """The plots for which a report has figures.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    yield _accuracy(report)
    if any(column.all.effort.known_cost for column in report.columns):
        yield _cost(report)
    if any(len(column.calibration.levels) for column in report.columns):
        yield _levels(report)
    if any(len(column.risk_coverage) > 1 for column in report.columns):
        yield _risk(report)
    if any(kind is not FailureClass.NONE and count for column in report.columns
           for kind, count in column.all.failures.items()):  # fmt: skip
        yield _failures(report)
    if any(column.families for column in report.columns):
        yield _families(report)


def _accuracy(report: Report) -> Plot:
    def draw(axes: Axes) -> None:
        names = [_label(column.name) for column in report.columns]
        for offset, (label, pick) in enumerate(_SHARES):
            for place, column in enumerate(report.columns):
                share = pick(column)
                axes.errorbar(
                    100 * share.value,
                    place + 0.22 * (offset - 1),
                    xerr=[[100 * (share.value - share.low)], [100 * (share.high - share.value)]],
                    fmt=_MARKS[offset],
                    color=_COLORS[offset],
                    capsize=3,
                    label=label if place == 0 else None,
                )
        axes.set_yticks(range(len(names)), names)
        axes.set_ylim(len(names) - 0.5, -0.5)
        axes.set_xlim(-2, 102)
        axes.set_xlabel("% of attempts, with 95 % intervals")
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.18), ncols=3, frameon=False)

    told = "; ".join(
        f"{c.name}: right and sure {100 * c.all.right.value:.1f} %, wrong and sure "
        f"{100 * c.all.wrong.value:.1f} %, stated right {100 * c.all.accuracy.value:.1f} %"
        for c in report.columns
    )
    height = 1.4 + 0.6 * len(report.columns)
    return Plot("Accuracy", told, _drawn("accuracy", draw, height=height))


_SHARES: Final[Sequence[tuple[str, Callable[[Column], Any]]]] = (
    ("right and sure", lambda column: column.all.right),
    ("wrong and sure", lambda column: column.all.wrong),
    ("stated right", lambda column: column.all.accuracy),
)


def _cost(report: Report) -> Plot:
    def point(column: Column) -> tuple[float, float]:
        took = column.all.effort
        return 100 * took.known_cost / max(1, column.all.records), 100 * column.all.accuracy.value

    def draw(axes: Axes) -> None:
        for place, column in enumerate(report.columns):
            cents, right = point(column)
            axes.plot(cents, right, _mark(place), color=_color(place), label=_label(column.name))
        axes.set_xlabel("US cents an attempt, as far as known")
        axes.set_ylabel("stated right, %")
        axes.set_ylim(-2, 102)
        axes.legend(frameon=False)

    told = "; ".join(
        f"{c.name}: {point(c)[0]:.2f} cents an attempt, {point(c)[1]:.1f} % right"
        for c in report.columns
    )
    return Plot("Cost against accuracy", told, _drawn("cost", draw))


def _levels(report: Report) -> Plot:
    names = list(
        dict.fromkeys(level.level for c in report.columns for level in c.calibration.levels)
    )

    def draw(axes: Axes) -> None:
        width = 0.8 / max(1, len(report.columns))
        for place, column in enumerate(report.columns):
            for level in column.calibration.levels:
                share = level.right
                axes.errorbar(
                    names.index(level.level) + width * (place - (len(report.columns) - 1) / 2),
                    100 * share.value,
                    yerr=[[100 * (share.value - share.low)], [100 * (share.high - share.value)]],
                    fmt=_mark(place),
                    color=_color(place),
                    capsize=3,
                )
            axes.plot([], [], _mark(place), color=_color(place), label=_label(column.name))
        axes.set_xticks(range(len(names)), names)
        axes.set_xlim(-0.5, len(names) - 0.5)
        axes.set_ylim(-2, 102)
        axes.set_ylabel("stated right, %")
        axes.legend(frameon=False)

    told = "; ".join(
        f"{c.name}, {level.level}: {level.right.count} of {level.right.of} right"
        for c in report.columns
        for level in c.calibration.levels
    )
    return Plot("Right by level of confidence", told, _drawn("levels", draw))


def _risk(report: Report) -> Plot:
    def draw(axes: Axes) -> None:
        for place, column in enumerate(report.columns):
            axes.plot(
                [100 * point.coverage.value for point in column.risk_coverage],
                [100 * point.risk.value for point in column.risk_coverage],
                f"{_mark(place)}-",
                color=_color(place),
                label=_label(column.name),
            )
        axes.set_xlabel("answered, % of attempts")
        axes.set_ylabel("of these wrong, %")
        axes.set_xlim(-2, 102)
        axes.set_ylim(bottom=-2)
        axes.legend(frameon=False)

    told = "; ".join(
        f"{c.name}, down to {point.level}: answered {100 * point.coverage.value:.1f} %, of these "
        f"wrong {100 * point.risk.value:.1f} %"
        for c in report.columns
        for point in c.risk_coverage
    )
    return Plot("Risk and coverage", told, _drawn("risk", draw))


def _failures(report: Report) -> Plot:
    kinds = [k for k in FailureClass if k is not FailureClass.NONE
             and any(c.all.failures[k] for c in report.columns)]  # fmt: skip

    def draw(axes: Axes) -> None:
        height = 0.8 / len(report.columns)
        for place, column in enumerate(report.columns):
            axes.barh(
                [kinds.index(kind) + height * (place - (len(report.columns) - 1) / 2)
                 for kind in kinds],
                [column.all.failures[kind] for kind in kinds],
                height=height,
                color=_color(place),
                label=_label(column.name),
            )  # fmt: skip
        axes.set_yticks(range(len(kinds)), [kind.value for kind in kinds])
        axes.invert_yaxis()
        axes.set_xlabel("attempts")
        axes.legend(frameon=False)

    told = "; ".join(
        f"{c.name}: " + ", ".join(f"{kind.value} {c.all.failures[kind]}" for kind in kinds)
        for c in report.columns
    )
    return Plot("Failures by class", told, _drawn("failures", draw, height=1.2 + 0.35 * len(kinds)))


def _families(report: Report) -> Plot:
    sizes: dict[str, int] = {}
    for column in report.columns:
        for name, found in column.families.items():
            sizes[name] = max(sizes.get(name, 0), found.items)
    names = sorted(sizes, key=lambda name: (-sizes[name], name))[:_MOST_FAMILIES]

    def draw(axes: Axes) -> None:
        height = 0.8 / len(report.columns)
        for place, column in enumerate(report.columns):
            shown = [name for name in names if name in column.families]
            axes.barh(
                [names.index(n) + height * (place - (len(report.columns) - 1) / 2) for n in shown],
                [100 * column.families[name].accuracy.value for name in shown],
                height=height,
                color=_color(place),
                label=_label(column.name),
            )
        axes.set_yticks(range(len(names)), [f"{_label(name)} ({sizes[name]})" for name in names])
        axes.invert_yaxis()
        axes.set_xlim(0, 100)
        axes.set_xlabel("stated right, % (items in brackets)")
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.08), frameon=False)

    told = "; ".join(
        f"{name}: "
        + ", ".join(
            f"{c.name} {100 * c.families[name].accuracy.value:.0f} %"
            for c in report.columns
            if name in c.families
        )
        for name in names
    )
    title = (
        "By family" if len(sizes) <= _MOST_FAMILIES else f"The {_MOST_FAMILIES} largest families"
    )
    return Plot(title, told, _drawn("families", draw, height=1.4 + 0.3 * len(names)))


def _label(name: str) -> str:
    """A name as a plot has room for."""
    line = one_line(name)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _color(place: int) -> str:
    return _COLORS[place % len(_COLORS)]


def _mark(place: int) -> str:
    return _MARKS[place % len(_MARKS)]


def _drawn(name: str, draw: Callable[[Axes], None], height: float = 3.4) -> str:
    """What is drawn, as an SVG element.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ModuleNotFoundError as error:
        raise MissingExtraError("The page's plots", "report") from error
    inked: dict[Any, Any] = dict.fromkeys(
        ("text.color", "axes.edgecolor", "axes.labelcolor", "xtick.color", "ytick.color"), _INK
    )
    options: dict[Any, Any] = {
        **inked,
        "svg.fonttype": "none",
        "svg.hashsalt": "optimoot",
        "font.size": 10,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "text.parse_math": False,
    }
    with mpl.rc_context(options):
        figure = Figure(figsize=(7.2, height), layout="constrained")
        axes = figure.add_subplot()
        axes.grid(visible=True, color="#808080", alpha=0.25)
        axes.set_axisbelow(True)
        draw(axes)
        picture = io.StringIO()
        with warnings.catch_warnings():  # letters stay letters: the page's fonts draw them
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")
            figure.savefig(picture, format="svg", transparent=True, metadata={"Date": None})
    return _as_element(picture.getvalue(), name)


def _as_element(text: str, name: str) -> str:
    """The SVG without prologue, metadata and fixed size, in the page's color; ids get its name."""
    element = text[text.index("<svg") :]
    element = re.sub(r"<metadata>.*?</metadata>", "", element, flags=re.DOTALL)
    element = re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{name}-", element)
    head, _, rest = element.partition(">")
    head = re.sub(r' (?:width|height)="[^"]*"', "", head)
    return f'{head} aria-hidden="true" focusable="false">{rest}'.replace(_INK, "currentColor")
