"""Statements of one graph, from IRIs as texts."""

from __future__ import annotations

from graph.terms import Literal, NamedNode, Quad

__all__ = ["link", "said"]


def link(node: str, property_: str, value: str) -> Quad:
    """A statement whose value is an IRI."""
    return said(node, property_, NamedNode(value))


def said(node: str, property_: str, value: NamedNode | Literal) -> Quad:
    """A statement in the default graph."""
    return Quad(NamedNode(node), NamedNode(str(property_)), value)
