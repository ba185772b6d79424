"""Generated requests to every documented route; the answers must be as documented.

No route may fail, answer with a status, type or JSON that isn't written down, or accept what
its description forbids.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask import Flask
from schemathesis.config import SchemathesisConfig

from graph.pool import Limits, QueryPool
from graph.release import ReleaseDirectory
from tests.web.contract import contract_app
from web.api_document import read_document

_CONFIG = SchemathesisConfig.from_path(Path(__file__).parent / "schemathesis.toml")
_INFO = {**read_document()["info"], "version": "0"}


@schemathesis.serializer("application/sparql-query")
def as_it_is(_context: schemathesis.SerializationContext, value: object) -> bytes:
    """A query is sent as it is."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


schema = schemathesis.openapi.from_dict({**read_document(), "info": _INFO}, config=_CONFIG)


@pytest.fixture(scope="module")
def app(changing: ReleaseDirectory) -> Iterator[Flask]:
    limits = Limits(deadline=0.5, light_deadline=0.2, workers=1, light_workers=1)
    with QueryPool(changing.current().graph_dir, limits) as pool:
        yield contract_app(changing, pool)


@schema.parametrize()
def test_every_answer_is_as_documented(case: schemathesis.Case[Any], app: Flask) -> None:
    case.operation.app = app
    case.call_and_validate()
