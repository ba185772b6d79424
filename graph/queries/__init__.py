"""Named SPARQL queries, one ``.rq`` file each; a comment line in it says the question."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ontology.names import BASE, DEFAULT_BASE

__all__ = ["UnknownQueryError", "load", "names"]

_HERE = Path(__file__).parent


class UnknownQueryError(LookupError):
    """No query file has that name."""


@cache
def load(name: str) -> str:
    """Text of ``graph/queries/<name>.rq``, with the base IRI of this installation."""
    if name not in names():
        raise UnknownQueryError(f"There is no query {name!r}. Known: {', '.join(names())}.")
    return (_HERE / f"{name}.rq").read_text(encoding="utf-8").replace(DEFAULT_BASE, BASE)


def names() -> list[str]:
    """Names of all queries, sorted."""
    return sorted(path.stem for path in _HERE.glob("*.rq"))
