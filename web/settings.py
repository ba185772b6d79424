"""What can be set, and the environment variables that set it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

__all__ = ["VARIABLES", "SettingError", "Settings"]


class SettingError(ValueError):
    """An environment variable with a value that can't be used."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of the server; a field is set by the variable that ``VARIABLES`` names."""

    var: Path = Path("var")
    document: Path | None = None  # the operator's copy of the background document
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1  # processes
    threads: int = 32  # per process; half of them may wait for a query worker
    proxies: int = 0  # trusted servers in front, such as one that speaks TLS
    query_workers: int = 2  # processes that run queries of users, per server process
    query_seconds: float = 10.0
    query_megabytes: int = 2048

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Settings as the environment has them; what is missing or empty keeps its default."""
        given = {
            name: _read(variable, environment[variable], read)
            for name, (variable, read) in VARIABLES.items()
            if environment.get(variable)
        }
        return cls(**given)

    def to_environment(self) -> dict[str, str]:
        """Variables that give these settings, for the server's processes."""
        values = ((VARIABLES[field.name][0], getattr(self, field.name)) for field in fields(self))
        return {variable: str(value) for variable, value in values if value is not None}


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError
    return number


def _seconds(text: str) -> float:
    number = float(text)
    if not 0 < number < float("inf"):
        raise ValueError
    return number


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65535:
        raise ValueError
    return number


VARIABLES: Final[Mapping[str, tuple[str, Callable[[str], Any]]]] = {
    "var": ("REGIOGRAPH_VAR", Path),
    "document": ("REGIOGRAPH_DOCUMENT", Path),
    "host": ("HOST", str),
    "port": ("PORT", _port),
    "workers": ("WORKERS", _positive),
    "threads": ("THREADS", _positive),
    "proxies": ("PROXIES", _count),
    "query_workers": ("REGIOGRAPH_QUERY_WORKERS", _positive),
    "query_seconds": ("REGIOGRAPH_QUERY_SECONDS", _seconds),
    "query_megabytes": ("REGIOGRAPH_QUERY_MEGABYTES", _positive),
}
_WANTED: Final[Mapping[Callable[[str], Any], str]] = {
    _positive: "a whole number from 1",
    _count: "a whole number from 0",
    _seconds: "a number above 0",
    _port: "a number from 0 to 65535",
}


def _read(variable: str, text: str, read: Callable[[str], Any]) -> Any:  # noqa: ANN401
    try:
        return read(text)
    except ValueError:
        wanted = _WANTED.get(read, "something else")
        raise SettingError(f"{variable} is {text!r}; it must be {wanted}.") from None
