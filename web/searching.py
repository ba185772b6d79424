"""The searches that a query may ask for (``graph.finder``), made of the search of a release."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from graph.finder import SEARCH, TEXT, Finder, Found, Wanted
from graph.release import Release
from search.finding import FindsAll, MeaningFinder
from search.index import TEXTS
from search.text_index import TextIndex

__all__ = ["finders_of"]


def finders_of(release: Release, engine: Callable[[], FindsAll]) -> Mapping[str, Finder]:
    """The searches of a release; ``engine`` is called when the first query needs it."""
    texts = TextIndex(release.search_dir / TEXTS)
    return {
        SEARCH.name: _Late(lambda: MeaningFinder(engine(), texts.instances)),
        TEXT.name: texts,
    }


class _Late:
    """A finder that is made when it is first asked: the command line seldom needs one."""

    def __init__(self, make: Callable[[], Finder]) -> None:
        self._finder = cache(make)

    def find(self, wanted: Wanted) -> Sequence[Found]:
        return self._finder().find(wanted)
