"""Scripted evaluations."""

import pytest

from optimoot.benchmarks.running.runner import Evaluation
from optimoot.benchmarks.running.scripted import scripted_items, scripted_preset
from optimoot.settings import Settings


@pytest.fixture
def scripted(tmp_path):
    """Makes an evaluation of scripted items in `tmp_path`."""

    def make(count=12, *, presets=None, **changes):
        settings = Settings(memory="off", data_folder=tmp_path, **changes.pop("settings", {}))
        return Evaluation(
            **{
                "sets": {"scripted": scripted_items(count)},
                "presets": presets or [scripted_preset()],
                "settings": settings,
                **changes,
            }
        )

    return make
