"""A schema card as JSON objects."""

from __future__ import annotations

from typing import Any

from flask import url_for

from graph.schema_card import ClassCard, Name, PropertyCard, SchemaCard, Use, Value
from web.schema_queries import Queries, queries_of_class, queries_of_property

__all__ = ["class_json", "property_json", "schema_json"]


def schema_json(card: SchemaCard, version: str) -> dict[str, Any]:
    """All classes and properties."""
    return {
        "release": version,
        "statements": card.statements,
        "classes": [class_json(one) for one in card.classes.values()],
        "properties": [property_json(one) for one in card.properties.values()],
    }


def class_json(card: ClassCard) -> dict[str, Any]:
    """A class: its things, its properties with their coverage, what leads to it, and queries."""
    return {
        **_name(card.name),
        "things": card.things,
        "parents": [name.iri for name in card.parents],
        "children": [name.iri for name in card.children],
        "sample": card.sample.iri if card.sample else None,
        "properties": [{**_name(use.property), **_use(use)} for use in card.uses],
        "incoming": [
            {
                "class": source.owner.iri,
                "property": source.property.iri,
                "statements": source.statements,
            }
            for source in card.sources
        ],
        "queries": _queries(queries_of_class(card.name)),
    }


def property_json(card: PropertyCard) -> dict[str, Any]:
    """A property: how often it is used, by the things of which classes, and queries."""
    return {
        **_name(card.name),
        "statements": card.statements,
        "things": card.things,
        "values": card.values,
        "domain": card.domain.iri if card.domain else None,
        "range": card.range.iri if card.range else None,
        "classes": [{**_name(use.owner), **_use(use)} for use in card.uses],
        "queries": _queries(queries_of_property(card.name)),
    }


def _name(name: Name) -> dict[str, Any]:
    return {
        "iri": name.iri,
        "name": name.written,
        "label": name.label or None,
        "comment": name.comment or None,
    }


def _use(use: Use) -> dict[str, Any]:
    return {
        "statements": use.statements,
        "things": use.things,
        "values": use.values,
        "coverage": round(use.coverage, 4),
        "targets": [
            {"class": target.name.iri, "statements": target.statements} for target in use.targets
        ],
        "datatypes": list(use.datatypes),
        "typical": [_value(value) for value in use.typical],
    }


def _value(value: Value) -> dict[str, Any]:
    return {"text": value.text, "iri": value.iri or None, "things": value.things}


def _queries(queries: Queries) -> dict[str, Any]:
    return {
        "start": queries.start,
        "examples": [
            {
                "name": one.name,
                "title": one.title,
                "question": one.question,
                "query": one.query,
                "page": url_for("examples.page", _anchor=one.name, _external=True),
            }
            for one in queries.examples
        ],
    }
