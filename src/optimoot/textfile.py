"""Files as bytes and as text: what can be read, in which encoding, and what is no text at all."""

from __future__ import annotations

import codecs
import difflib
import os
import re
import stat
from pathlib import Path

from optimoot.errors import InputError

_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or password-protected office document"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\x7fELF", "a program"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")  # escape (0x1b) occurs in logs
_HIGH = re.compile(r"[^\x00-\x7f]")
_HIGH_SHARE = 0.3


def signature(raw: bytes) -> str:
    """What kind of binary file begins like this (`"a PDF document"`); empty if none is known."""
    return next((kind for magic, kind in _SIGNATURES if raw.startswith(magic)), "")


def read_bytes(path: Path, *, limit: int, too_large: str) -> bytes:
    """The content of a file.

    Args:
        path: The file; pipes and devices are read too, up to the limit.
        limit: Greatest size in bytes.
        too_large: The remedy for a file that is larger.

    Raises:
        InputError: The file is missing, a folder, unreadable or larger than `limit`.
    """
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            raise InputError(f"{str(path)!r} is a folder.", remedy="Name a file in it.")
        with path.open("rb") as file:
            raw = file.read(limit + 1)
    except FileNotFoundError as error:
        raise InputError(f"There is no file {str(path)!r}.", remedy=nearest_files(path)) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(
            f"{str(path)!r} cannot be read: {reason}.",
            remedy="Check the path and its permissions.",
        ) from error
    if len(raw) > limit:
        raise InputError(
            f"{str(path)!r} is larger than {size_text(limit)}, the most that is read.",
            remedy=too_large,
        )
    return raw


def size_text(size: int) -> str:
    """`"64 MB"`, `"100 kB"`: a number of bytes for people."""
    for unit, name in ((1_000_000, "MB"), (1_000, "kB")):
        if size >= unit:
            return f"{size // unit} {name}"
    return f"{size} bytes"


def nearest_files(path: Path) -> str:
    """A remedy for a missing file: files of its folder with a similar name, if any."""
    folder = path.parent
    try:
        names = sorted(entry.name for entry in folder.iterdir() if entry.is_file())
    except (OSError, ValueError):
        return "Check the path: its folder does not exist or cannot be read."
    stems = [name for name in names if Path(name).stem.casefold() == path.stem.casefold()]
    near = stems or difflib.get_close_matches(path.name, names, n=3)
    if near:
        return f"Did you mean {' or '.join(repr(str(folder / name)) for name in near[:3])}?"
    return "Check the path, or run the command in the folder of the file."


def decode(raw: bytes, where: str) -> str:
    """The text in these bytes: UTF-8, UTF-16 or UTF-32 by their marks, else Windows-1252.

    UTF-16 without a mark is told by its zero bytes. Line ends are left as they are.

    Args:
        raw: The content of a file or stream.
        where: What it is, for messages: `"'prices.csv'"`, `"standard input"`.

    Raises:
        InputError: It is binary, or text in no encoding that can be told.
    """
    kind = signature(raw)
    if kind:
        raise _binary(where, f"it is {kind}")
    encoding = next((name for mark, name in _BOMS if raw.startswith(mark)), "")
    encoding = encoding or _unmarked_utf16(raw)
    if encoding:
        text = _strict(raw, encoding)
        if text is None:
            raise _undecodable(where, f"it begins like {encoding.upper()} but is damaged")
    else:
        text = _strict(raw, "utf-8")
        if text is None and b"\0" in raw:
            raise _binary(where, "it holds zero bytes")
        if text is None:
            text = _strict(raw, "cp1252")
            if text is None or len(_HIGH.findall(text)) > _HIGH_SHARE * len(text):
                raise _undecodable(where, "it is neither UTF-8 nor Western European text")
    control = _CONTROLS.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        code = f"0x{ord(control.group()):02x}"
        raise _binary(where, f"line {line} holds the control character {code}")
    return text


def _strict(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _unmarked_utf16(raw: bytes) -> str:
    """Zero bytes in every other place, as Western text in UTF-16 has them."""
    head = raw[:4096]
    if len(head) < 4 or b"\0" not in head:
        return ""
    even, odd = head[0::2], head[1::2]
    if odd.count(0) > 0.7 * len(odd) and even.count(0) == 0:
        return "utf-16-le"
    if even.count(0) > 0.7 * len(even) and odd.count(0) == 0:
        return "utf-16-be"
    return ""


def _binary(where: str, reason: str) -> InputError:
    return InputError(f"{where} is not text: {reason}.", remedy="Save it as plain text (UTF-8).")


def _undecodable(where: str, reason: str) -> InputError:
    return InputError(
        f"The encoding of {where} cannot be told: {reason}.", remedy="Save it as UTF-8."
    )
