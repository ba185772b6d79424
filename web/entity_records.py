"""Reading the parts of an entity page that are records of their own: figures, notes, members."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Final

from graph.resource import Resource
from ontology.names import CV, DCT, OA, ORG, RDF, RDFS, concept, term
from web.entity_view import Change, Evidence, Fact, Link, Member, Name, Note
from web.links import readable, slug_of
from web.reader import Reader

__all__ = [
    "read_changes",
    "read_evidence",
    "read_facts",
    "read_members",
    "read_notes",
    "read_relevance",
]

_INTERPRETATION: Final = concept("firmness", "interpretation")
_UNITS: Final = {"PERCENT": "%", "NUM": "", "DAY": "d", "MO": "months", "YR": "years", "HR": "h"}
_TYPE: Final = str(RDF.type)
_CURRENCY: Final = str(CV.currency)
_DOCUMENT: Final = str(OA.hasSource)
_MEMBER, _ROLE, _SOURCE = str(ORG.member), str(ORG.role), str(DCT.source)
_EXPLAINED: Final = (str(RDFS.comment), str(DCT.description))


def read_evidence(reader: Reader, node: Resource) -> tuple[Evidence, ...]:
    """Passages that back a thing, in the order of the document."""
    passages = [reader.resource(iri) for iri in node.iris(term("evidence"))]
    return tuple(_passage(reader, one) for one in sorted(passages, key=_place))


def _place(passage: Resource) -> tuple[int, str]:
    line = passage.text(term("lineStart"))
    return int(line) if line.isdigit() else 0, passage.iri


def _passage(reader: Reader, passage: Resource) -> Evidence:
    document = reader.first(passage, _DOCUMENT)
    return Evidence(
        iri=passage.iri,
        document=document.label if document else "",
        section=_section(reader, passage),
        lines=_range(passage.text(term("lineStart")), passage.text(term("lineEnd"))),
        sha256=passage.text(term("sha256")),
        quotation=passage.text(term("quotation")),
    )


def _section(reader: Reader, passage: Resource) -> str:
    section = reader.first(passage, term("inSection"))
    if section is None:
        return ""
    return reader.resource(section.iri).text(term("sectionPath")) or section.label


def _range(start: str, end: str) -> str:
    return start if end in ("", start) else f"{start}\u2013{end}" if start else end


def read_facts(reader: Reader, own: Resource) -> tuple[Fact, ...]:
    """Figures with their passages; a figure's own page tells its value too."""
    itself = [own.iri] if own.all(term("minValue")) or own.all(term("maxValue")) else []
    figures = (reader.resource(iri) for iri in [*itself, *own.iris(term("hasFigure"))])
    return tuple(_fact(reader, figure) for figure in figures)


def _fact(reader: Reader, figure: Resource) -> Fact:
    firmness = reader.first(figure, term("firmness"))
    return Fact(
        iri=figure.iri,
        label=reader.link(figure.iri).label,
        value=_amount(reader, figure),
        statement=figure.english(term("statement")),
        firmness=firmness.label if firmness else "",
        as_of=figure.text(term("statedOn")),
        period=_period(figure.text(term("appliesFrom")), figure.text(term("appliesUntil"))),
        evidence=read_evidence(reader, figure),
    )


def _amount(reader: Reader, figure: Resource) -> str:
    """A value with its bounds and unit, for example ``≥ 8`` or ``≈ EUR 4,500,000``."""
    low, high = figure.text(term("minValue")), figure.text(term("maxValue"))
    if low and high and low != high:
        bounds = f"{reader.number(low)}\u2013{reader.number(high)}"
    else:
        bounds = _sign(figure, low, high) + reader.number(low or high) if low or high else ""
    about = "≈ " if figure.text(term("approximate")) == "true" else ""
    currency, unit = slug_of(figure.text(_CURRENCY)), slug_of(figure.text(term("unit")))
    return " ".join(part for part in (f"{about}{currency}", bounds, _UNITS.get(unit, unit)) if part)


def _sign(figure: Resource, low: str, high: str) -> str:
    if low == high:
        return ""
    included = figure.text(term("exclusive")) != "true"
    return ("≥ " if included else "> ") if low else ("≤ " if included else "< ")


def _period(start: str, end: str) -> str:
    return f"{start or '…'} – {end or '…'}" if start or end else ""


def read_notes(reader: Reader, own: Resource) -> dict[str, tuple[Note, ...]]:
    """Conditions, offers, silences and contradictions, by kind."""
    about = reader.leading(term("about"), own.iri)
    concerned = [*about, *reader.leading(term("concerns"), own.iri)]
    kinds = {
        "requirements": [
            *own.iris(term("hasEligibility")),
            *_of_class(reader, about, "EligibilityRequirement"),
        ],
        "offers": own.iris(term("offers")),
        "stated": own.iris(term("hasStatement")),
        "silent_about": [*own.iris(term("hasAbsence")), *_of_class(reader, about, "Absence")],
        "discrepancies": _of_class(reader, concerned, "Discrepancy"),
    }
    return {
        kind: tuple(_note(reader, reader.resource(iri)) for iri in sorted(set(iris)))
        for kind, iris in kinds.items()
    }


def _of_class(reader: Reader, iris: Iterable[str], name: str) -> Iterator[str]:
    return (iri for iri in iris if term(name) in reader.resource(iri).iris(_TYPE))


def _note(reader: Reader, node: Resource) -> Note:
    name = reader.link(node.iri)
    # What is offered has a description, everything else a statement.
    said = [text for prop in (term("statement"), *_EXPLAINED) if (text := node.english(prop))]
    return Note(
        iri=node.iri,
        text=said[0] if said else name.label,
        title=Name(name.label, name.language) if said else None,
        language="en" if said else name.language,
        detail=said[1] if len(said) > 1 and said[1] != said[0] else "",
        interpreted=_is_interpretation(node),
        evidence=read_evidence(reader, node),
    )


def _is_interpretation(node: Resource) -> bool:
    return node.text(term("firmness")) == _INTERPRETATION


def read_relevance(reader: Reader, own: Resource) -> tuple[Note, ...]:
    """Graded links to or from concepts; what a source states needs no interpretation of ours."""
    ends = [("relevantThing", "relevantTo"), ("relevantTo", "relevantThing")]
    found = {
        iri: reader.resource(iri).text(term(other))
        for this, other in ends
        for iri in reader.leading(term(this), own.iri)
    }
    ordered = sorted(found, key=lambda iri: (_degree(reader, iri), found[iri]))
    notes = [_graded(reader, reader.resource(iri), found[iri]) for iri in ordered]
    stated = {note.other for note in notes if not note.interpreted}
    return tuple(note for note in notes if not (note.interpreted and note.other in stated))


def _degree(reader: Reader, iri: str) -> str:
    return reader.resource(iri).text(term("degree"))


def _graded(reader: Reader, node: Resource, other: str) -> Note:
    degree = reader.first(node, term("degree"))
    return Note(
        iri=node.iri,
        text=degree.label if degree else "",
        language=reader.language,
        detail=node.english(_EXPLAINED[0]),
        interpreted=_is_interpretation(node),
        other=reader.link(other),
        evidence=read_evidence(reader, node),
    )


def read_members(reader: Reader, own: Resource) -> tuple[Member, ...]:
    """Memberships, sorted by role and country."""
    nodes = (reader.resource(iri) for iri in own.iris(term("hasMembership")))
    members = (_member(reader, node) for node in nodes)
    return tuple(sorted(members, key=lambda member: (member.role, member.country, member.name)))


def _member(reader: Reader, node: Resource) -> Member:
    link = reader.first(node, term("memberRegion")) or reader.first(node, _MEMBER)
    country = reader.first(reader.resource(link.iri), term("country")) if link else None
    role = reader.first(node, _ROLE)
    return Member(
        name=node.text(term("regionAsWritten")) or readable(node.iri),
        link=link,
        role=role.label if role else "",
        country=country.label if country else "",
        sources=tuple(sorted({source.value for source in node.all(_SOURCE)})),
    )


def read_changes(reader: Reader, own: Resource) -> tuple[Change, ...]:
    """What became of a code; a split gives one line for each successor."""
    ways = (reader.leading(term(name), own.iri) for name in ("changedFrom", "changedTo"))
    nodes = [reader.resource(iri) for iri in sorted({iri for way in ways for iri in way})]
    return tuple(change for node in nodes for change in _changed(node))


def _changed(node: Resource) -> Iterator[Change]:
    versions = _range(node.text(term("fromVersion")), node.text(term("toVersion")))
    later, earlier = (node.iris(term(name)) or [""] for name in ("changedTo", "changedFrom"))
    for after, before in product(later, earlier):
        yield Change(node.text(term("changeKind")), versions, _coded(before), _coded(after))


def _coded(iri: str) -> Link | None:
    return Link(iri, slug_of(iri), "") if iri else None
