from __future__ import annotations

from flask.testing import FlaskClient

from tests.web.fakes import FakeEngine, FakePool


def test_health_runs_a_query_and_a_search(
    client: FlaskClient, engine: FakeEngine, pool: FakePool
) -> None:
    response = client.get("/health")
    found = response.get_json()

    assert (response.status_code, found["status"]) == (200, "pass")
    assert found["release"] == "2025.03.31"
    assert found["pool"] == {"workers": 2, "sandbox": "seccomp"}
    assert found["search"] == {"encoder": "ready"}
    assert "NOW()" in pool.queries[0]
    assert len(engine.asked) == 1
    assert response.headers["Cache-Control"] == "no-store"


def test_health_fails_when_queries_fail(client: FlaskClient, pool: FakePool) -> None:
    pool.broken = True
    response = client.get("/health")

    assert response.status_code == 503
    assert response.get_json()["checks"]["sparql"]["failure"] == "TimeoutError"
    assert response.get_json()["checks"]["search"]["status"] == "pass"


def test_health_fails_when_the_search_fails(client: FlaskClient, engine: FakeEngine) -> None:
    engine.broken = True
    response = client.get("/health")

    assert response.status_code == 503
    assert response.get_json()["checks"]["search"]["failure"] == "RuntimeError"
