"""The plots of a report; every one is told in words too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from optimoot.benchmarks.report.drawing import (
    COLORS,
    MARKS,
    color,
    drawn,
    legend,
    line,
    mark,
    short,
)
from optimoot.benchmarks.report.gathering import Column, Report
from optimoot.benchmarks.scoring.failures import FailureClass

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST_FAMILIES: Final = 24
_LEAST_SECONDS: Final = 1e-3
"""What a logarithmic axis shows of attempts that took no time."""


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
    for name in dict.fromkeys(name for c in report.columns for name in c.calibration.numeric):
        yield _reliability(report, name)
    if any(len(column.risk_coverage) > 1 for column in report.columns):
        yield _risk(report)
    if any(kind is not FailureClass.NONE and count for column in report.columns
           for kind, count in column.all.failures.items()):  # fmt: skip
        yield _failures(report)
    if any(column.families for column in report.columns):
        yield _families(report)
    yield _seconds(report)


def _accuracy(report: Report) -> Plot:
    def draw(axes: Axes) -> None:
        names = [short(column.name) for column in report.columns]
        for offset, (label, pick) in enumerate(_SHARES):
            for place, column in enumerate(report.columns):
                share = pick(column)
                axes.errorbar(
                    100 * share.value,
                    place + 0.22 * (offset - 1),
                    xerr=[[100 * (share.value - share.low)], [100 * (share.high - share.value)]],
                    fmt=MARKS[offset],
                    color=COLORS[offset],
                    capsize=3,
                    label=label if place == 0 else None,
                )
        axes.set_yticks(range(len(names)), names)
        axes.set_ylim(len(names) - 0.5, -0.5)
        axes.set_xlim(-2, 102)
        axes.set_xlabel("% of attempts, with 95 % intervals")
        legend(axes)

    told = "; ".join(
        f"{c.name}: right and sure {100 * c.all.right.value:.1f} %, wrong and sure "
        f"{100 * c.all.wrong.value:.1f} %, stated right {100 * c.all.accuracy.value:.1f} %"
        for c in report.columns
    )
    height = 1.4 + 0.6 * len(report.columns)
    return Plot("Accuracy", told, drawn("accuracy", draw, height=height))


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
            axes.plot(cents, right, mark(place), color=color(place), label=short(column.name))
        axes.set_xlabel("US cents an attempt, as far as known")
        axes.set_ylabel("stated right, %")
        axes.set_ylim(-2, 102)
        legend(axes)

    told = "; ".join(
        f"{c.name}: {point(c)[0]:.2f} cents an attempt, {point(c)[1]:.1f} % right"
        for c in report.columns
    )
    return Plot("Cost against accuracy", told, drawn("cost", draw))


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
                    fmt=mark(place),
                    color=color(place),
                    capsize=3,
                )
            axes.plot([], [], mark(place), color=color(place), label=short(column.name))
        axes.set_xticks(range(len(names)), names)
        axes.set_xlim(-0.5, len(names) - 0.5)
        axes.set_ylim(-2, 102)
        axes.set_ylabel("stated right, %")
        legend(axes)

    told = "; ".join(
        f"{c.name}, {level.level}: {level.right.count} of {level.right.of} right"
        for c in report.columns
        for level in c.calibration.levels
    )
    return Plot("Right by level of confidence", told, drawn("levels", draw))


def _reliability(report: Report, name: str) -> Plot:
    told_by = [(place, c, c.calibration.numeric[name]) for place, c in enumerate(report.columns)
               if name in c.calibration.numeric]  # fmt: skip

    def draw(axes: Axes) -> None:
        axes.plot([0, 100], [0, 100], ":", color="#808080", label="as confident as right")
        for place, column, found in told_by:
            axes.scatter(
                [100 * one.confidence for one in found.bins],
                [100 * one.right for one in found.bins],
                [20 + 180 * one.count / found.count for one in found.bins],
                marker=mark(place),
                color=color(place),
                label=short(column.name),
                alpha=0.8,
            )
        axes.set_xlabel(f"confidence by {name}, % (larger marks: more results)")
        axes.set_ylabel("stated right, %")
        axes.set_xlim(-6, 106)
        axes.set_ylim(-8, 108)
        legend(axes)

    told = "; ".join(
        f"{c.name}: "
        + ", ".join(
            f"at {100 * one.confidence:.0f} % confidence {100 * one.right:.0f} % of {one.count}"
            for one in found.bins
        )
        + f" right, Brier score {found.brier:.3f}, calibration error {found.error:.3f}"
        for _, c, found in told_by
    )
    return Plot(f"Reliability: confidence by {name}", told, drawn(f"by-{name}", draw))


def _risk(report: Report) -> Plot:
    def draw(axes: Axes) -> None:
        for place, column in enumerate(report.columns):
            axes.plot(
                [100 * point.coverage.value for point in column.risk_coverage],
                [100 * point.risk.value for point in column.risk_coverage],
                f"{mark(place)}{line(place)}",
                color=color(place),
                label=short(column.name),
            )
        axes.set_xlabel("answered, % of attempts")
        axes.set_ylabel("of these wrong, %")
        axes.set_xlim(-2, 102)
        axes.set_ylim(bottom=-2)
        legend(axes)

    told = "; ".join(
        f"{c.name}, down to {point.level}: answered {100 * point.coverage.value:.1f} %, of these "
        f"wrong {100 * point.risk.value:.1f} %"
        for c in report.columns
        for point in c.risk_coverage
    )
    return Plot("Risk and coverage", told, drawn("risk", draw))


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
                color=color(place),
                label=short(column.name),
            )  # fmt: skip
        axes.set_yticks(range(len(kinds)), [kind.value for kind in kinds])
        axes.invert_yaxis()
        axes.set_xlabel("attempts")
        legend(axes)

    told = "; ".join(
        f"{c.name}: " + ", ".join(f"{kind.value} {c.all.failures[kind]}" for kind in kinds)
        for c in report.columns
    )
    return Plot("Failures by class", told, drawn("failures", draw, height=1.2 + 0.35 * len(kinds)))


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
            if not shown:
                continue
            axes.barh(
                [names.index(n) + height * (place - (len(report.columns) - 1) / 2) for n in shown],
                [100 * column.families[name].accuracy.value for name in shown],
                height=height,
                color=color(place),
                label=short(column.name),
            )
        axes.set_yticks(range(len(names)), [f"{short(name)} ({sizes[name]})" for name in names])
        axes.invert_yaxis()
        axes.set_xlim(0, 100)
        axes.set_xlabel("stated right, % (items in brackets)")
        legend(axes)

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
    return Plot(title, told, drawn("families", draw, height=1.4 + 0.3 * len(names)))


def _seconds(report: Report) -> Plot:
    def draw(axes: Axes) -> None:
        from matplotlib.ticker import LogFormatter

        for place, column in enumerate(report.columns):
            axes.ecdf(
                [max(one.record.seconds, _LEAST_SECONDS) for one in column.records],
                color=color(place),
                linestyle=line(place),
                label=short(column.name),
            )
        axes.set_xscale("log")
        axes.xaxis.set_major_formatter("{x:g}")
        axes.xaxis.set_minor_formatter(LogFormatter(minor_thresholds=(1.0, 0.4)))
        axes.set_xlabel("seconds")
        axes.set_ylabel("attempts done, share")
        legend(axes)

    told = "; ".join(
        f"{c.name}: half within {c.all.effort.median_seconds:.2f} s, nine of ten within "
        f"{c.all.effort.slow_seconds:.2f} s"
        for c in report.columns
    )
    return Plot("Seconds", told, drawn("seconds", draw))
