"""The scratch folder of a job: making it, watching its size, removing whatever was left in it."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

_LOOKED_AT = 2000
_DEPTH = 50
"""Files, and folders in each other, after which counting stops: so many are over any limit."""


def make_scratch(base: Path, number: int) -> str:
    """Make the scratch folder of job `number` and give its real path."""
    folder = base / f"job{number}"
    folder.mkdir(mode=0o700)
    return os.path.realpath(folder)


def is_overfull(folder: str, limit: int, pid: int | None = None) -> bool:
    """Whether the files of a scratch folder take `limit` bytes or more, or are too many to count.

    Args:
        folder: Whose files, with all below.
        limit: Bytes on disk.
        pid: A process whose open and mapped files count as well once they are removed.
    """
    total, count = 0 if pid is None else _removed_but_held(folder, limit, pid), 0
    if total >= limit:
        return True
    folders = [(folder, 0)]
    while folders:
        path, depth = folders.pop()
        if depth > _DEPTH:
            return True
        try:
            sizes, inner = _content(path)
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:
                return True
            continue  # it is gone, or closed to its owner, who then can't fill it either
        count += len(sizes) + len(inner)
        total += sum(sizes)
        if total >= limit or count > _LOOKED_AT:
            return True
        folders += [(each, depth + 1) for each in inner]
    return False


def _removed_but_held(folder: str, limit: int, pid: int) -> int:
    """Bytes on disk of files that have no name any more, but that a process has open or mapped.

    A mapped one that cannot be looked at (which takes a privilege) counts as `limit`.
    """
    held: dict[int, int] = {}
    with contextlib.suppress(OSError):  # it has ended
        for name in os.listdir(f"/proc/{pid}/fd"):
            with contextlib.suppress(OSError):  # closed meanwhile
                about = os.stat(f"/proc/{pid}/fd/{name}")
                if stat.S_ISREG(about.st_mode) and about.st_nlink == 0:
                    held[about.st_ino] = about.st_blocks * 512
        for line in Path(f"/proc/{pid}/maps").read_bytes().split(b"\n"):
            if not line.endswith(b" (deleted)") or os.fsencode(folder) not in line:
                continue
            span, _, _, _, inode, _ = line.split(None, 5)
            if int(inode) not in held:
                held[int(inode)] = _mapped_file(pid, span.decode("ascii"), limit)
    return sum(held.values())


def _mapped_file(pid: int, span: str, otherwise: int) -> int:
    try:
        return os.stat(f"/proc/{pid}/map_files/{span}").st_blocks * 512
    except FileNotFoundError:
        return 0  # unmapped meanwhile
    except OSError:
        return otherwise


def _content(folder: str) -> tuple[list[int], list[str]]:
    """Bytes on disk of the files in a folder, and the paths of the folders in it."""
    sizes: list[int] = []
    inner: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                inner.append(entry.path)
            else:
                sizes.append(entry.stat(follow_symlinks=False).st_blocks * 512)
    return sizes, inner


def remove_scratch(folder: str) -> None:
    """Remove a folder that an adversary filled; what cannot be removed is left.

    Nothing is followed out of it, and folders nested deeper than a path may be long are taken
    apart from above: each child folder is first moved to the top.
    """
    with contextlib.suppress(OSError):
        os.rmdir(folder)
        return
    with contextlib.suppress(OSError):
        top = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            while _flatten_once(top):
                pass
        finally:
            os.close(top)
        os.rmdir(folder)


def _flatten_once(top: int) -> bool:
    """Remove the files of `top` and dissolve its folders; tell whether any folder was there."""
    dissolved = False
    for name in os.listdir(top):
        if not stat.S_ISDIR(os.stat(name, dir_fd=top, follow_symlinks=False).st_mode):
            os.unlink(name, dir_fd=top)
            continue
        dissolved = True
        _open_up(name, top)
        inner = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=top)
        try:
            for child in os.listdir(inner):
                if stat.S_ISDIR(os.stat(child, dir_fd=inner, follow_symlinks=False).st_mode):
                    _open_up(child, inner)
                    os.rename(child, os.urandom(16).hex(), src_dir_fd=inner, dst_dir_fd=top)
                else:
                    os.unlink(child, dir_fd=inner)
        finally:
            os.close(inner)
        os.rmdir(name, dir_fd=top)
    return dissolved


def _open_up(name: str, parent: int) -> None:
    """Give the owner every right on a folder: one without them can be neither read nor moved."""
    os.chmod(name, 0o700, dir_fd=parent)
