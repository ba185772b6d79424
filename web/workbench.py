"""What the workbench at /sparql is made of: its script, built from packages, and its words.

The script is built into a directory beside the other static files, under a name that changes
with its content. Where it was not built, the pages go without it: the form works by itself.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from flask import Blueprint, Response, jsonify, request, send_from_directory
from werkzeug.exceptions import NotFound

from graph.vocabulary import Term, vocabulary_of
from web.headers import conditional, etag_of, open_to_all
from web.ports import Parts, Service

__all__ = ["blueprint", "script_in"]

_BUILT: Final = Path(__file__).parent / "static" / "workbench"
_ADDRESS: Final = "/static/workbench/"
_HASHED: Final = re.compile(r"[\w-]+-[0-9A-Z]{8}\.js")
_SCRIPT: Final = "text/javascript"
_YEAR: Final = 31_536_000  # seconds


def blueprint(service: Service, built: Path = _BUILT) -> Blueprint:
    """Routes of the script and its words; ``built`` is where the script was built into."""
    views = _Views(service, built)
    script = script_in(built)
    routes = Blueprint("workbench", __name__)
    routes.add_url_rule(f"{_ADDRESS}<name>", "script", views.script)
    routes.add_url_rule("/sparql/vocabulary.json", "vocabulary", views.vocabulary)
    routes.app_context_processor(lambda: {"workbench_script": script})
    return routes


def script_in(built: Path) -> str | None:
    """Address of the script in a directory; None if it was not built."""
    try:
        manifest = json.loads((built / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return f"{_ADDRESS}{manifest['script']}"


@dataclass(frozen=True, slots=True)
class _Views:
    service: Service
    built: Path

    def script(self, name: str) -> Response:
        """A file of the script; its name changes with its content, so it is kept for good.

        It goes out packed to who can unpack it: a third of the bytes.
        """
        if not _HASHED.fullmatch(name):
            raise NotFound(f"There is no script {name[:80]!r}.")
        packed = request.accept_encodings["gzip"] > 0 and (self.built / f"{name}.gz").is_file()
        file = f"{name}.gz" if packed else name
        response = send_from_directory(self.built, file, mimetype=_SCRIPT, max_age=_YEAR)
        if packed:
            response.content_encoding = "gzip"
        response.vary.add("Accept-Encoding")
        response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
        return response

    def vocabulary(self) -> Response:
        """Prefixes, classes and properties of a release."""
        with self.service.release(request.args.get("release")) as parts:
            etag = etag_of(parts.release.tag, request.path)
            return open_to_all(conditional(etag, lambda: _vocabulary(parts)))


def _vocabulary(parts: Parts) -> Response:
    found = vocabulary_of(parts.release)
    return jsonify(
        release=parts.release.version,
        prefixes=dict(found.prefixes),
        classes=[_described(term) for term in found.classes],
        properties=[_described(term) for term in found.properties],
        services=[_described(term) for term in found.services],
        parameters=[_described(term) for term in found.parameters],
    )


def _described(term: Term) -> dict[str, Any]:
    """The members that say something."""
    return {name: value for name, value in asdict(term).items() if value not in ("", (), 0)}
