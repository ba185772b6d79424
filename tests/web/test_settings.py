from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from web.settings import VARIABLES, SettingError, Settings


def test_an_empty_environment_gives_the_defaults() -> None:
    assert Settings.from_environment({}) == Settings()
    assert Settings.from_environment({"PORT": ""}) == Settings()


def test_every_setting_has_a_variable() -> None:
    assert set(VARIABLES) == {field.name for field in fields(Settings)}


def test_settings_survive_the_environment() -> None:
    settings = Settings(var=Path("/data"), document=Path("a.txt"), port=8080, query_seconds=2.5)
    assert Settings.from_environment(settings.to_environment()) == settings


@pytest.mark.parametrize(
    ("variable", "value", "wanted"),
    [
        ("PORT", "web", "a number from 0 to 65535"),
        ("PORT", "70000", "a number from 0 to 65535"),
        ("WORKERS", "0", "a whole number from 1"),
        ("PROXIES", "-1", "a whole number from 0"),
        ("REGIOGRAPH_QUERY_SECONDS", "nan", "a number above 0"),
    ],
)
def test_a_wrong_value_is_named_with_what_is_wanted(variable: str, value: str, wanted: str) -> None:
    with pytest.raises(SettingError, match=f"{variable} is '{value}'; it must be {wanted}"):
        Settings.from_environment({variable: value})
