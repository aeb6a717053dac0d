"""Settings as the command line sees them: what the user set wrongly is told with its remedy."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from optimoot.errors import InputError
from optimoot.settings import Settings
from optimoot.solvers.options import SandboxLimits, SolveOptions


def load_settings(changes: Mapping[str, Any]) -> Settings:
    """The settings, with the options that were given (those that are not None).

    Raises:
        InputError: The settings file, an environment variable or an option cannot be used.
    """
    from pydantic import ValidationError

    given = {name: value for name, value in changes.items() if value is not None}
    try:
        settings = Settings(**given)
    except ValidationError as error:
        raise _wrong_setting(error, given) from error
    except (ValueError, OSError) as error:
        from platformdirs import user_config_path

        path = user_config_path("optimoot") / "config.toml"
        raise InputError(
            f"The settings file {str(path)!r} or an OPTIMOOT_ variable cannot be read: {error}.",
            remedy="Correct or remove it.",
        ) from error
    if given.get("base_url"):
        from optimoot.agents.models import refuse_lone_address

        refuse_lone_address(given, settings)
    if settings.solver != "auto":
        from optimoot.solvers.registry import solver_named

        solver_named(settings.solver)
    return settings


def _wrong_setting(error: Any, given: Mapping[str, Any]) -> InputError:
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    if name in given:
        place, where = f"The option --{name.replace('_', '-')}", "Give another value."
    else:
        place = f"The setting {name!r}"
        where = f"Correct OPTIMOOT_{name.upper()} in the environment, or {name} in config.toml."
    return InputError(
        f"{place} cannot be {first['input']!r}: {first['msg'][:1].lower()}{first['msg'][1:]}.",
        remedy=where,
    )


def solve_options(settings: Settings) -> SolveOptions:
    """What the settings ask of a solver."""
    return SolveOptions(
        solver=settings.solver,
        time_limit=settings.time_limit,
        relative_gap=settings.relative_gap,
    )


def sandbox_limits(settings: Settings) -> SandboxLimits:
    """The limits that the settings put on a Program."""
    return SandboxLimits(memory=settings.memory_limit, require=settings.require_sandbox)


def change_settings_file(name: str, value: str | None) -> Path:
    """Set a setting in the settings file, or take it out; comments and the rest stay.

    Args:
        name: The setting.
        value: None: the default again.

    Raises:
        InputError: The file cannot be read or written.
    """
    import tomlkit
    from platformdirs import user_config_path
    from tomlkit.exceptions import TOMLKitError

    path = user_config_path("optimoot") / "config.toml"
    try:
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        content = tomlkit.parse(text)
        if value is None:
            content.pop(name, None)
        else:
            content[name] = value
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.part")
        part.write_text(tomlkit.dumps(content), encoding="utf-8")
        part.replace(path)
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        raise InputError(
            f"The settings file {str(path)!r} cannot be changed: {error}.",
            remedy=f"Correct it, or set OPTIMOOT_{name.upper()} instead.",
        ) from error
    return path
