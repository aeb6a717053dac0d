"""Text of an adversary, made fit to be shown: no control characters, not long."""

from __future__ import annotations


def on_one_line(text: str, longest: int) -> str:
    """The text, with whatever is not printable spelled out, cut to `longest` characters."""
    short = text if len(text) <= longest else text[: longest - 1] + "…"
    if short.isprintable():
        return short
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in short)
