"""Prompts: jinja2 files `prompts/<role>.md`, and the user's own in their place.

A file has blocks: `system` and `user` open the conversation; `mend` asks for a better reply.
Whatever comes from users, tables or models enters through the filter `fenced`, between marks that
the text itself cannot contain: it is data to the model, never a part of the instruction.
"""

from __future__ import annotations

import hashlib
import traceback
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optimoot.errors import InputError

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

ROLES = ("formulator", "planner", "coder", "critic", "debater", "verifier", "repair")


@dataclass(frozen=True)
class Prompts:
    """The prompts of a run.

    Attributes:
        folder: Whose `<role>.md` files take the place of the packaged ones; None: the packaged.
    """

    folder: Path | None = None

    def __post_init__(self) -> None:
        if self.folder is not None and not self.folder.is_dir():
            raise InputError(
                f"The folder of prompts {str(self.folder)!r} does not exist.",
                remedy="Make it, or leave the setting `prompts` empty.",
            )

    def check(self) -> None:
        """Read every prompt, so that a broken file is found before a run begins.

        Raises:
            InputError: A file does not parse; names the file and the line.
        """
        for role in ROLES:
            _template(self.folder, role)

    def render(self, role: str, block: str, **values: Any) -> str:
        """One block of a role's prompt.

        Raises:
            InputError: The file does not parse, lacks the block, names something undefined, or
                does something that prompts may not; names file and line.
        """
        template = _template(self.folder, role)
        if block not in template.blocks:
            raise InputError(
                f"The prompt {template.filename!r} has no block {block!r}.",
                remedy=f"Add {{% block {block} %}} ... {{% endblock %}}, "
                "as in the packaged prompt.",
            )
        context = template.new_context(values)
        try:
            try:
                text = "".join(template.blocks[block](context))
            except Exception:  # noqa: BLE001 - raised again, with the template's lines in the traceback
                template.environment.handle_exception()
        except InputError:
            raise
        except Exception as error:
            raise InputError(
                f"The prompt {template.filename!r} fails at line "
                f"{_line(error, str(template.filename))}: {error}.",
                remedy="Correct that line; the packaged prompt of the same name shows what "
                "is defined.",
            ) from error
        return text.strip() + "\n"


def fenced(value: object, label: str) -> str:
    """A text between marks that name it and that it cannot contain.

    The mark is a digest of the text, so the same text gives the same prompt in every run.
    """
    text = str(value).strip("\n")
    mark = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
    while mark in text:
        mark = hashlib.sha256(mark.encode()).hexdigest()[:8]
    return f"<{label} {mark}>\n{text}\n</{label} {mark}>"


def _template(folder: Path | None, role: str) -> Any:
    from jinja2 import TemplateNotFound, TemplateSyntaxError

    try:
        return _environment(folder).get_template(f"{role}.md")
    except TemplateSyntaxError as error:
        raise InputError(
            f"The prompt {error.filename!r} does not parse at line {error.lineno}: "
            f"{error.message}.",
            remedy="Correct that line.",
        ) from error
    except (TemplateNotFound, UnicodeDecodeError) as error:
        raise InputError(
            f"The prompt of the {role} cannot be read.",
            remedy=f"Check {role}.md in the folder of prompts: it must be UTF-8 text.",
        ) from error


@cache
def _environment(folder: Path | None) -> SandboxedEnvironment:
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    packaged = str(files("optimoot.agents").joinpath("prompts"))
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([str(folder), packaged] if folder is not None else [packaged]),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters["fenced"] = fenced
    return environment


def _line(error: Exception, filename: str) -> int | str:
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == filename and frame.lineno is not None
    ]
    return lines[-1] if lines else "?"
