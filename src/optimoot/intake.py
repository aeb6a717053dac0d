"""Intake: what the user gives becomes a Problem, or an error that says what to do about it.

Whether the text holds a decision at all, and in which language it is told, is for the teams to
say; here it only has to be text.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from optimoot.errors import InputError
from optimoot.textfile import decode, nearest_files, read_bytes

if TYPE_CHECKING:
    from optimoot.problem import Problem, Table

MAX_CHARACTERS = 100_000
"""Longest text of a problem; data of any size belongs into tables."""

_TITLE_LENGTH = 72
_LONGEST_PATH = 1024
_TELL = (
    "Tell the decision to be made, its limits and its goal in a few sentences, "
    "or name a file that does."
)
_SHORTEN = "Keep the text to the problem itself, and give its data as tables with --data."
_TEXT_ENDING = re.compile(r".*\.(txt|text|md|markdown|rst|tex|prompt|problem)", re.I)
_TABLE_ENDING = re.compile(r".*\.(csv|tsv|xlsx|xlsm|xls|ods|json|jsonl|parquet)", re.I)


def make_problem(text: str, tables: Sequence[Table] = ()) -> Problem:
    """The Problem in a text and its tables, its Numbers found.

    The text is kept as it is, so that offsets of Numbers and quotes hold.

    Raises:
        InputError: The text is empty, too long or holds what is no character; or two tables
            have one name.
    """
    from optimoot.numerals import find_numbers
    from optimoot.problem import Problem

    _refuse_unusable(text, "The text of the problem")
    refuse_same_names(tables)
    return Problem(text=text, numbers=find_numbers(text), tables=tuple(tables), title=_title(text))


def read_text(source: str, *, stdin: BinaryIO | None = None) -> str:
    """The problem's text from what the command line was given.

    `-` is standard input. The name of an existing file is read; what looks like a file name (one
    word, or an ending such as `.txt`) and is no file is refused. Everything else is the text.

    Args:
        source: Text, file name or `-`.
        stdin: Where `-` reads; default: the process's standard input.

    Raises:
        InputError: There is no usable text; the message names the remedy.
    """
    if source == "-":
        if stdin is None and sys.stdin is None:
            raise InputError("Standard input is closed.", remedy="Give the text or a file.")
        stream = stdin if stdin is not None else sys.stdin.buffer
        raw = stream.read(4 * MAX_CHARACTERS + 1)
        text, where = decode(raw, "Standard input"), "Standard input"
    elif _names_file(source):
        path = Path(os.path.expanduser(source))
        if _TABLE_ENDING.fullmatch(path.name):
            raise InputError(
                f"{source!r} is a file of data; the problem itself has to be told in words.",
                remedy=f"Give the text first, and the file with --data {source}",
            )
        raw = read_bytes(path, limit=4 * MAX_CHARACTERS, too_large=_SHORTEN)
        text, where = decode(raw, repr(source)), repr(source)
    else:
        text, where = source, "The text of the problem"
    _refuse_unusable(text, where)
    return text


def refuse_same_names(tables: Iterable[Table]) -> None:
    """Raise an InputError if two tables have one name."""
    sources: dict[str, str] = {}
    for table in tables:
        if table.name in sources:
            raise InputError(
                f"Two tables are called {table.name!r}: {sources[table.name] or 'the first'} and "
                f"{table.source or 'the second'}.",
                remedy="Rename one of the files or sheets, or name it only once.",
            )
        sources[table.name] = table.source


def _names_file(source: str) -> bool:
    """Whether this is the name of a file; a name of a file that is missing is refused."""
    stripped = source.strip()
    if not stripped or "\n" in stripped or "\0" in source or len(stripped) > _LONGEST_PATH:
        return False
    path = Path(os.path.expanduser(source))
    if os.path.lexists(path):
        return True
    has_ending = _TEXT_ENDING.fullmatch(stripped) or _TABLE_ENDING.fullmatch(stripped)
    is_word = len(stripped.split()) == 1
    if has_ending or (is_word and re.search(r"[/\\]|^~|\.\w{1,8}$", stripped)):
        raise InputError(f"There is no file {source!r}.", remedy=nearest_files(path))
    if is_word and stripped.isascii():
        raise InputError(
            f"{source!r} is neither a file nor a problem told in words.",
            remedy=f"{nearest_files(path)} {_TELL}",
        )
    return False


def _refuse_unusable(text: str, where: str) -> None:
    if not text.strip():
        raise InputError(f"{where} is empty.", remedy=_TELL)
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            f"{where} has more than {MAX_CHARACTERS:,} characters, the most that is read.",
            remedy=_SHORTEN,
        )
    if "\0" in text:
        raise InputError(
            f"{where} holds a zero character at offset {text.index(chr(0))}; it is no plain text.",
            remedy="Save it as plain text (UTF-8).",
        )
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            f"{where} holds bytes at offset {error.start} that are no characters in the "
            "terminal's encoding.",
            remedy="Put the text into a file saved as UTF-8 and name that.",
        ) from error


def _title(text: str) -> str:
    """The beginning of the first sentence."""
    line = " ".join(text.lstrip().split("\n", maxsplit=1)[0].split())
    sentence = re.split(r"(?<=[.!?])\s", line, maxsplit=1)[0]
    if len(sentence) <= _TITLE_LENGTH:
        return sentence
    return sentence[:_TITLE_LENGTH].rsplit(" ", maxsplit=1)[0] + " …"
