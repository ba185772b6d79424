"""What all pages share: words, links, release and safety headers; and the few fixed pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, render_template, request

from web.headers import secured
from web.licences import licence_name
from web.links import host_of, href, readable, with_arguments
from web.ports import Service
from web.wording import Wording, language_names, load_wordings, wanted_language

__all__ = ["blueprint"]

_KEPT: Final = ("q", "without", "release", "query")  # arguments that a change of language keeps


def blueprint(service: Service) -> Blueprint:
    """Routes of the fixed pages, and what templates and responses of the whole app need."""
    routes = Blueprint("pages", __name__)
    shared = _Shared(service, load_wordings())
    routes.app_context_processor(shared.values)
    routes.after_app_request(secured)
    routes.add_app_template_filter(href, "href")
    routes.add_app_template_filter(host_of, "host")
    routes.add_app_template_filter(readable, "readable")
    routes.add_app_template_filter(licence_name, "licence")
    routes.add_url_rule("/about", "about", _about)
    return routes


@dataclass(frozen=True, slots=True)
class _Shared:
    service: Service
    wordings: Mapping[str, Wording]

    def values(self) -> dict[str, Any]:
        """Names that every template knows."""
        language = wanted_language()
        return {
            "t": self.wordings[language],
            "language": language,
            "language_names": language_names(),
            "link": _Links(request.args.get("lang", "")),
            "kept_arguments": _kept_arguments(),
            "release_version": self.service.version,
        }


class _Links:
    """Makes paths of this server that keep the language which the reader has chosen."""

    def __init__(self, language: str) -> None:
        self._chosen = ("lang", language)
        self._kept = with_arguments("", self._chosen)  # most links have nothing else

    def __call__(self, path: str, *arguments: tuple[str, str]) -> str:
        bare, mark, fragment = path.partition("#")
        kept = with_arguments("", *arguments, self._chosen) if arguments else self._kept
        return f"{bare}{kept}{mark}{fragment}"


def _kept_arguments() -> list[tuple[str, str]]:
    return [(name, value) for name in _KEPT for value in request.args.getlist(name)]


def _about() -> str:
    return render_template("about.html")
