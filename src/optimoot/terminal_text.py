"""Text from users, files and models as a terminal may show it: as data, never as commands."""

from __future__ import annotations

import re

_COMMANDS = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, apart from tab and line feed
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that turn the direction of text
    "\u2028\u2029\ufeff"  # line and paragraph separators, byte order mark
    "\ud800-\udfff"  # halves of characters
    "]"
)


def shown(text: str) -> str:
    r"""The text with every character that commands a terminal written out, as in `\x1b[31m`."""
    return _COMMANDS.sub(_written_out, text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """`shown`, with line ends and runs of white space as one blank."""
    return " ".join(shown(text).split())


def _written_out(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
