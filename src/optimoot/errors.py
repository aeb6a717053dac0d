"""The errors of OptiMoot: what the user can mend, and runs that failed.

Every message names the thing at fault and, for `InputError`, the remedy.
"""


class OptimootError(Exception):
    """Base of every error that OptiMoot raises on purpose."""


class InputError(OptimootError):
    """Something the user gave cannot be used; the user can mend it.

    Args:
        message: What is wrong, naming the thing (file, row, column, option).
        remedy: What to do about it, one sentence.
    """

    def __init__(self, message: str, *, remedy: str = "") -> None:
        self.message = message
        self.remedy = remedy
        super().__init__(f"{message} {remedy}".strip())


class MissingExtraError(InputError):
    """An optional part is not installed.

    Args:
        part: What was asked for, for example `"anthropic models"`.
        extra: The name of the extra that brings it.
    """

    def __init__(self, part: str, extra: str) -> None:
        self.extra = extra
        super().__init__(
            f"{part} needs the optional extra {extra!r}, which is not installed.",
            remedy=f"Install it with: pip install 'optimoot[{extra}]'",
        )


class RunError(OptimootError):
    """A run failed for a reason that the user did not cause.

    Args:
        message: What failed.
        run_id: The run whose trace tells more; empty where no run had begun.
        kept: What was kept of the work, for example the trace file's path.
    """

    def __init__(self, message: str, *, run_id: str = "", kept: str = "") -> None:
        self.message = message
        self.run_id = run_id
        self.kept = kept
        trace = f" Run {run_id!r}." if run_id else ""
        rest = f" Kept: {kept}" if kept else ""
        super().__init__(f"{message}{trace}{rest}")
