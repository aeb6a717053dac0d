"""Drawing a plot as SVG whose text and lines take the page's own color.

Marks differ in shape as well as in color (Okabe and Ito's palette, which people with color
blindness can tell apart).
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from optimoot.errors import MissingExtraError
from optimoot.terminal_text import one_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_INK: Final = "#010203"
"""Stands for the page's text color while a plot is drawn."""
COLORS: Final = (
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#8A8A00", "#7F7F7F",
)  # fmt: skip
MARKS: Final = ("o", "s", "^", "D", "v", "P", "X", "*")
_LINES: Final = ("-", "--", "-.", ":")
_LONGEST: Final = 32
"""Characters of a name in a plot."""
_LETTERS_BESIDE: Final = 66
"""Letters that a plot is wide."""
_LETTERS_OF_MARK: Final = 8


def short(name: str) -> str:
    """A name as a plot has room for."""
    line = one_line(name)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def color(place: int) -> str:
    """The color of the column at a place."""
    return COLORS[place % len(COLORS)]


def mark(place: int) -> str:
    """The shape of the column at a place."""
    return MARKS[place % len(MARKS)]


def legend(axes: Axes) -> None:
    """Tell apart what is drawn, below the figures, where it hides none of them."""
    _, names = axes.get_legend_handles_labels()
    fitting = _LETTERS_BESIDE // (max(map(len, names), default=0) + _LETTERS_OF_MARK)
    axes.figure.legend(
        loc="outside lower center", ncols=max(1, min(fitting, len(names), 3)), frameon=False
    )


def line(place: int) -> str:
    """The kind of line of the column at a place."""
    return _LINES[place % len(_LINES)]


def drawn(name: str, draw: Callable[[Axes], None], height: float = 3.1) -> str:
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
        figure = Figure(figsize=(5.4, height), layout="constrained")
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
