"""The search: a page for people, the same answer as JSON for programs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import BadRequest

from graph.queries import load
from graph.release import Release
from graph.store import Store
from graph.terms import NamedNode
from ontology.names import EU_LANGUAGES
from search.engine import QuestionError
from search.limits import label_of
from web.headers import conditional, etag_of, open_to_all
from web.links import slug_of, with_arguments
from web.ports import Parts, Service
from web.reader import Reader
from web.remembering import Remembered
from web.wording import load_wordings, wanted_language

__all__ = ["Chip", "Question", "blueprint"]

_LONGEST: Final = 2_000  # characters of a question
_MOST_RESULTS: Final = 50
_RESULTS: Final = 10
_TELLING: Final = 3  # words that are enough to tell their language


def blueprint(service: Service) -> Blueprint:
    """Routes of the search page and of its JSON."""
    views = _Views(service, Remembered())
    routes = Blueprint("search", __name__)
    routes.add_url_rule("/", "page", views.page)
    routes.add_url_rule("/api/search", "api", views.api)
    # Errors too: a script of another site has to be able to say why there is no answer.
    routes.after_request(open_to_all)
    return routes


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was sent: checked, but not yet understood."""

    text: str
    language: str | None
    limit: int
    without: tuple[str, ...]

    @classmethod
    def of_request(cls) -> Question:
        """The question in the arguments of the request; empty on a first visit."""
        return cls(
            text=_text(request.args.get("q", "")),
            language=_language(request.args.get("lang", "")),
            limit=_limit(request.args.get("limit", str(_RESULTS))),
            without=tuple(dict.fromkeys(map(_constraint, request.args.getlist("without")))),
        )

    def address(self, without: Sequence[str], limit: int | None = None) -> str:
        """The search page of the same question with other constraints left out."""
        return with_arguments(
            "/",
            ("q", self.text),
            *(("without", iri) for iri in without),
            ("lang", self.language or ""),
            ("limit", str(limit or "")),
        )

    def more(self, total: int) -> str:
        """The search page with all results, up to the most that a page holds; empty at the end."""
        most = min(total, _MOST_RESULTS)
        return self.address(self.without, most) if most > self.limit else ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A constraint, and the search that is one click away without it (or with it again)."""

    label: str
    words: str
    kind: str
    address: str


@dataclass(frozen=True, slots=True)
class _Views:
    service: Service
    remembered: Remembered

    def page(self) -> Response:
        question = Question.of_request()
        language = wanted_language()
        with self.service.release(request.args.get("release")) as parts:
            etag = etag_of(parts.release.tag, "page", question, language)
            response = conditional(etag, lambda: self._page(parts, question))
        response.vary.add("Accept-Language")
        return response

    def api(self) -> Response:
        question = Question.of_request()
        if not question.text:
            raise BadRequest(
                "The question is missing. Send it as ?q=…, for example ?q=3D+printing."
            )
        with self.service.release(request.args.get("release")) as parts:
            etag = etag_of(parts.release.tag, "json", question)
            return conditional(etag, lambda: _json(self._answer(parts, question)))

    def _page(self, parts: Parts, question: Question) -> Response:
        answer = json.loads(self._answer(parts, question)) if question.text else None
        return _page(parts, question, answer)

    def _answer(self, parts: Parts, question: Question) -> bytes:
        key = parts.release.tag, question
        return self.remembered.reply(key, lambda: _answer(parts, question))


def _answer(parts: Parts, question: Question) -> bytes:
    try:
        found = parts.search.answer(
            question.text,
            lang=question.language,
            limit=question.limit,
            without=question.without,
        )
    except QuestionError as error:
        raise BadRequest(str(error)) from error
    told = found.to_json() | {"release": parts.release.version}
    # A lone surrogate in a question has no UTF-8; it is sent back as the mark for the unreadable.
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def _json(answer: bytes) -> Response:
    return Response(answer, content_type="application/json")


def _page(parts: Parts, question: Question, answer: dict[str, Any] | None) -> Response:
    constraints = answer["constraints"] if answer else ()
    language = _spoken(question, answer)
    html = render_template(
        "search.html",
        t=load_wordings()[language],
        language=language,
        question=question,
        answer=answer,
        chips=[_chip(question, constraint) for constraint in constraints],
        left_out=[_left_out(parts.release, question, iri) for iri in question.without],
        more=question.more(answer["total"]) if answer else "",
        stages=_stages(parts.release.store) if answer else {},
        release_version=parts.release.version,
    )
    return Response(html.encode("utf-8", "replace"), content_type="text/html; charset=utf-8")


def _spoken(question: Question, answer: dict[str, Any] | None) -> str:
    """The language that the reader chose, else that of a question long enough to tell it."""
    told = answer is not None and len(question.text.split()) >= _TELLING
    return answer["language"] if answer and told and not question.language else wanted_language()


def _chip(question: Question, constraint: Mapping[str, Any]) -> Chip:
    without = [*question.without, constraint["iri"]]
    return Chip(
        label=constraint["label"],
        words=constraint["words"],
        kind=constraint["kind"],
        address=question.address(without) if constraint["removable"] else "",
    )


def _left_out(release: Release, question: Question, iri: str) -> Chip:
    remaining = [other for other in question.without if other != iri]
    denied = iri.removeprefix("not:")
    label = label_of(iri) or Reader(release, wanted_language()).link(denied).label
    label = label if denied == iri else f"≠ {label}"
    return Chip(label=label, words="", kind="", address=question.address(remaining))


def _stages(store: Store) -> dict[str, list[str]]:
    """Numbers of the stages that each instrument supports, by its IRI."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in store.select(load("search_stages")):
        number = slug_of(row["stage"].value).removeprefix("phase-")
        found[row["instrument"].value].append(number)
    return found


def _text(sent: str) -> str:
    if len(sent) > _LONGEST:
        raise BadRequest(
            f"The question has {len(sent):,} characters; at most {_LONGEST:,} are answered. "
            "Keep the sentence that says what you need."
        )
    return sent.strip()


def _constraint(sent: str) -> str:
    try:
        return NamedNode(sent).value
    except ValueError as error:
        raise BadRequest(
            f"without={sent[:200]!r} is no IRI. Send the `iri` of a constraint in an answer."
        ) from error


def _language(sent: str) -> str | None:
    if sent and sent not in EU_LANGUAGES:
        raise BadRequest(
            f"lang={sent[:40]!r} is no language of the EU. Use one of {', '.join(EU_LANGUAGES)}, "
            "or leave it out."
        )
    return sent or None


def _limit(sent: str) -> int:
    number = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 4 else 0
    if not 1 <= number <= _MOST_RESULTS:
        raise BadRequest(
            f"limit={sent[:40]!r} is not possible. Use a whole number from 1 to {_MOST_RESULTS}."
        )
    return number
