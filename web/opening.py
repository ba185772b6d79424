"""Opens the real parts of a release: its search and its query workers."""

from __future__ import annotations

from functools import cache

from graph.pool import Limits, QueryPool
from graph.release import Release
from search.encoder import query_encoder
from search.loading import load_engine
from web.searching import finders_of
from web.service import Opened, Opener
from web.settings import Settings

__all__ = ["limits_of", "opener_of"]


def opener_of(settings: Settings) -> Opener:
    """Opens releases with these settings; all of them share one encoder."""
    encoder = cache(query_encoder)
    limits = limits_of(settings)

    def open_release(release: Release) -> Opened:
        search = load_engine(release.search_dir, release.version, encoder())
        finders = finders_of(release, lambda: search)
        pool = QueryPool(
            release.graph_dir, limits, finders=finders, finding=search.status()["encoder"]
        )
        return Opened(release, search, pool)

    return open_release


def limits_of(settings: Settings) -> Limits:
    """What a query may take."""
    return Limits(
        deadline=settings.query_seconds,
        processor=1.5 * settings.query_seconds,
        memory=settings.query_megabytes << 20,
        workers=settings.query_workers,
        # Who waits holds a thread: with none left, light queries and pages would wait too.
        waiting=max(1, settings.threads // 2),
    )
