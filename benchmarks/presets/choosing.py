"""Which teams a preset works with."""

from __future__ import annotations

from collections.abc import Sequence

from optimoot.agents.language.team import LanguageTeam
from optimoot.agents.team import Team
from optimoot.agents.teams import default_teams
from optimoot.errors import InputError
from optimoot.settings import Settings


def every_team(settings: Settings) -> Sequence[Team]:
    """All teams of the settings: the built-in ones, and those on language models."""
    return default_teams(settings)


def language_teams(settings: Settings, least: int = 1) -> tuple[LanguageTeam, ...]:
    """The teams on language models; where fewer than needed are set up, more on the same model.

    Args:
        settings: How to run.
        least: How many are needed.

    Raises:
        InputError: There is none.
    """
    found = [team for team in default_teams(settings) if isinstance(team, LanguageTeam)]
    if not found:
        raise InputError(
            "This preset needs a language model.",
            remedy="Name one with --model, or set up teams in config.toml.",
        )
    while settings.model and len(found) < least:
        found.append(LanguageTeam.from_settings(settings, name=f"language-{len(found) + 1}"))
    if len(found) < least:
        raise InputError(
            f"This preset needs {least} teams on language models, and there are {len(found)}.",
            remedy="Name a model with --model, or set up more teams in config.toml.",
        )
    return tuple(found)


def one_language_team(settings: Settings) -> Sequence[Team]:
    """The first team on a language model, alone.

    Raises:
        InputError: There is none.
    """
    return language_teams(settings)[:1]
