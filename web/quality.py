"""How good the search is, as measured last."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, render_template

from search import quality_words as words
from search.quality import Quality, published
from search.quality_text import SYSTEM_HEADINGS, headings, system_cells
from web.ports import Service

__all__ = ["blueprint"]


def blueprint(_service: Service, report: Callable[[], Quality] = published) -> Blueprint:
    """The route of the quality report, which is read once."""
    routes = Blueprint("quality", __name__)
    quality = report()
    routes.add_url_rule("/quality", "quality", lambda: _page(quality))
    return routes


def _page(quality: Quality) -> str:
    return render_template(
        "quality.html",
        quality=quality,
        words=words,
        system_headings=SYSTEM_HEADINGS,
        system_cells=system_cells,
        headings=headings,
    )
