"""Reading an entity page from the graph: one named query for each part of the page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.queries import load
from graph.store import Row, Store, Term
from graph.terms import Literal, NamedNode
from ontology.names import BASE, DCT, RDF, RDFS, RG, SKOS, concept, thing
from web.entity_view import (
    Change,
    EntityView,
    Evidence,
    Fact,
    JoiningRule,
    Link,
    Linked,
    Member,
    Name,
    Note,
)
from web.links import kind_of, readable, slug_of

__all__ = ["name_of", "named", "read_entity"]

_LINKS_SHOWN: Final = 500  # the query of incoming links fetches one more
_LABELS: Final = (str(SKOS.prefLabel), str(DCT.title), str(RDFS.label))
_DESCRIPTIONS: Final = (
    str(DCT.description),
    str(SKOS.definition),
    str(RG.statement),
    str(SKOS.scopeNote),
    str(RDFS.comment),
)
_SYNONYMS: Final = (str(SKOS.altLabel),)
_SHOWN_ELSEWHERE: Final = frozenset(
    {
        *_LABELS,
        *_DESCRIPTIONS,
        *_SYNONYMS,
        str(SKOS.hiddenLabel),
        str(RDF.type),
        str(DCT.identifier),
        str(DCT.isReplacedBy),
        *(
            str(RG[name])
            for name in "hasFigure hasEligibility offers evidence hasMembership hasMemberRegion "
            "memberCountry".split()
        ),
        "http://purl.org/vocab/cpsv#produces",
        "http://data.europa.eu/m8g/holdsRequirement",
        "http://www.w3.org/ns/prov#wasDerivedFrom",
    }
)
_NOTE_KINDS: Final = ("offers", "requirements", "silent_about", "discrepancies")
_INTERPRETATION: Final = concept("firmness", "interpretation")
_UNITS: Final = {"PERCENT": "%", "NUM": "", "DAY": "d", "MO": "months", "YR": "years", "HR": "h"}

FormatNumber = Callable[[object], str]


@dataclass(frozen=True, slots=True)
class _Reader:
    store: Store
    iri: str
    language: str

    def rows(self, query: str) -> list[Row]:
        # The engine refuses to bind what a query doesn't name; each of these names both.
        bound: dict[str, Term] = {"thing": NamedNode(self.iri), "lang": Literal(self.language)}
        return self.store.select(load(query), bound)


def read_entity(
    store: Store, iri: str, language: str, number: FormatNumber = str
) -> EntityView | None:
    """The page of a thing, None when nothing is said about it."""
    reader = _Reader(store, iri, language)
    statements = reader.rows("entity_statements")
    if not statements:
        return None
    evidence = _evidence(reader.rows("entity_evidence"))
    incoming = reader.rows("entity_incoming")
    members = _members(reader.rows("entity_members"))
    return EntityView(
        iri=iri,
        kind=kind_of(iri),
        label=_label(statements, iri, language),
        types=tuple(_objects(statements, str(RDF.type), language)),
        descriptions=_texts(statements, _DESCRIPTIONS, language),
        names=_names(statements),
        synonyms=_texts(statements, _SYNONYMS, language),
        facts=_facts(reader.rows("entity_figures"), evidence, language, number),
        notes=_notes(reader.rows("entity_notes"), evidence, language),
        relevance=_relevance(reader.rows("entity_relevance"), evidence, language),
        outgoing=_outgoing(statements, language),
        incoming=_incoming(incoming[:_LINKS_SHOWN], language),
        incoming_cut=len(incoming) > _LINKS_SHOWN,
        members=members,
        joining_rule=_joining_rule(reader, members),
        changes=_changes(reader.rows("entity_changes")),
        entries=_entries(reader.rows("entity_scheme"), language),
        evidence=tuple(evidence.get(iri, ())),
        replaced_by=tuple(_objects(statements, str(DCT.isReplacedBy), language)),
    )


def name_of(store: Store, iri: str, language: str) -> str:
    """What a thing is called; words made of its IRI when the graph doesn't know it."""
    rows = _Reader(store, iri, language).rows("entity_name")
    return named(rows[0], iri, language).label if rows else readable(iri)


def named(row: Row, iri: str, language: str, own: str = "own", english: str = "english") -> Link:
    """A link named in the reader's language, else in English, else after its IRI."""
    if own in row:
        return Link(iri, row[own].value, language)
    return Link(iri, row[english].value if english in row else readable(iri))


def _value(row: Row, name: str) -> str:
    return row[name].value if name in row else ""


def _unique(rows: Iterable[Row], *names: str) -> Iterator[Row]:
    """The first row of each combination; labels in two graphs must not double a line."""
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        key = tuple(_value(row, name) for name in names)
        if key not in seen:
            seen.add(key)
            yield row


def _label(rows: Sequence[Row], iri: str, language: str) -> Name:
    for predicate in _LABELS:
        found = {
            _language(row["object"]): row["object"].value
            for row in rows
            if row["predicate"].value == predicate
        }
        for wanted in (language, "en", ""):
            if wanted in found:
                return Name(found[wanted], wanted)
    return Name(readable(iri), "en")


def _language(term: object) -> str:
    return (term.language or "") if isinstance(term, Literal) else ""


def _texts(rows: Sequence[Row], predicates: Sequence[str], language: str) -> tuple[Name, ...]:
    found = dict.fromkeys(
        Name(row["object"].value, _language(row["object"]))
        for predicate in predicates
        for row in rows
        if row["predicate"].value == predicate
    )
    own = tuple(text for text in found if text.language in (language, ""))
    return own or tuple(text for text in found if text.language == "en")


def _names(rows: Sequence[Row]) -> tuple[Name, ...]:
    names = {
        Name(row["object"].value, _language(row["object"]))
        for row in rows
        if row["predicate"].value == str(SKOS.prefLabel)
    }
    return tuple(sorted(names, key=lambda name: (name.language, name.text)))


def _objects(rows: Sequence[Row], predicate: str, language: str) -> list[Link]:
    wanted = [
        row
        for row in rows
        if row["predicate"].value == predicate and isinstance(row["object"], NamedNode)
    ]
    links = (named(row, row["object"].value, language) for row in _unique(wanted, "object"))
    return sorted(links, key=lambda link: (not link.iri.startswith(BASE), link.label))


def _outgoing(rows: Sequence[Row], language: str) -> tuple[Linked, ...]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in _unique(rows, "predicate", "object"):
        if row["predicate"].value not in _SHOWN_ELSEWHERE:
            groups[row["predicate"].value].append(row)
    found = (_group(predicate, part, language) for predicate, part in groups.items())
    return tuple(sorted(found, key=lambda group: group.name))


def _group(predicate: str, rows: Sequence[Row], language: str) -> Linked:
    texts = [
        Name(row["object"].value, _language(row["object"]))
        for row in rows
        if isinstance(row["object"], Literal)
    ]
    own = [text for text in texts if text.language in (language, "en", "")]
    return Linked(
        name=_property_name(rows[0], predicate),
        links=tuple(_objects(rows, predicate, language)),
        texts=tuple(sorted(own, key=lambda text: text.text)),
    )


def _property_name(row: Row, predicate: str) -> str:
    name = _value(row, "name") or readable(predicate)
    return name[:1].upper() + name[1:]


def _incoming(rows: Sequence[Row], language: str) -> tuple[Linked, ...]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in _unique(rows, "predicate", "subject"):
        groups[row["predicate"].value].append(row)
    return tuple(
        Linked(
            _property_name(part[0], predicate),
            tuple(sorted(_subjects(part, language), key=lambda link: link.label)),
        )
        for predicate, part in groups.items()
    )


def _subjects(rows: Iterable[Row], language: str) -> Iterator[Link]:
    return (named(row, row["subject"].value, language) for row in _unique(rows, "subject"))


def _entries(rows: Sequence[Row], language: str) -> tuple[Link, ...]:
    return tuple(_subjects(rows, language))


def _evidence(rows: Iterable[Row]) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = defaultdict(list)
    for row in _unique(rows, "node", "passage"):
        found[row["node"].value].append(
            Evidence(
                iri=row["passage"].value,
                document=_value(row, "documentName"),
                section=_value(row, "sectionPath") or _value(row, "sectionName"),
                lines=_range(_value(row, "start"), _value(row, "end")),
                sha256=_value(row, "sha256"),
                quotation=_value(row, "quotation"),
            )
        )
    return found


def _range(start: str, end: str) -> str:
    return start if end in ("", start) else f"{start}\u2013{end}" if start else end


def _facts(
    rows: Iterable[Row],
    evidence: Mapping[str, list[Evidence]],
    language: str,
    number: FormatNumber,
) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            iri=row["node"].value,
            label=named(row, row["node"].value, language).label,
            value=_amount(row, number),
            statement=_value(row, "statement"),
            firmness=_firmness(row, language),
            as_of=_value(row, "statedOn"),
            period=_range(_value(row, "from"), _value(row, "until")),
            evidence=tuple(evidence.get(row["node"].value, ())),
        )
        for row in _unique(rows, "node")
    )


def _firmness(row: Row, language: str) -> str:
    if "firmness" not in row:
        return ""
    iri = row["firmness"].value
    return named(row, iri, language, "firmnessOwn", "firmnessEnglish").label


def _amount(row: Row, number: FormatNumber) -> str:
    """A value with its bounds and unit, for example ``≥ 8`` or ``≈ EUR 4,500,000``."""
    low, high = _value(row, "min"), _value(row, "max")
    if low and high and low != high:
        bounds = f"{number(low)}\u2013{number(high)}"
    else:
        sign = "" if low == high else "≥ " if low else "≤ "
        bounds = sign + number(low or high) if low or high else ""
    about = "≈ " if _value(row, "approximate") in ("true", "1") else ""
    currency = slug_of(_value(row, "currency")) if "currency" in row else ""
    unit = slug_of(_value(row, "unit")) if "unit" in row else ""
    return " ".join(part for part in (f"{about}{currency}", bounds, _UNITS.get(unit, unit)) if part)


def _notes(
    rows: Sequence[Row], evidence: Mapping[str, list[Evidence]], language: str
) -> dict[str, tuple[Note, ...]]:
    return {
        kind: tuple(
            _note(row, evidence, language)
            for row in _unique(rows, "kind", "node")
            if row["kind"].value == kind
        )
        for kind in _NOTE_KINDS
    }


def _note(row: Row, evidence: Mapping[str, list[Evidence]], language: str) -> Note:
    iri = row["node"].value
    name = named(row, iri, language)
    statement = _value(row, "statement")
    return Note(
        iri=iri,
        text=statement or name.label,
        language="en" if statement else name.language,
        detail=_value(row, "comment") if _value(row, "comment") != statement else "",
        interpreted=_value(row, "firmness") == _INTERPRETATION,
        evidence=tuple(evidence.get(iri, ())),
    )


def _relevance(
    rows: Iterable[Row], evidence: Mapping[str, list[Evidence]], language: str
) -> tuple[Note, ...]:
    return tuple(
        Note(
            iri=row["node"].value,
            text=_degree(row, language),
            language=language,
            detail=_value(row, "comment"),
            interpreted=_value(row, "firmness") == _INTERPRETATION,
            other=named(row, row["other"].value, language),
            evidence=tuple(evidence.get(row["node"].value, ())),
        )
        for row in _unique(rows, "node")
    )


def _degree(row: Row, language: str) -> str:
    if "degree" not in row:
        return ""
    return named(row, row["degree"].value, language, "degreeOwn", "degreeEnglish").label


def _members(rows: Sequence[Row]) -> tuple[Member, ...]:
    by_node: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_node[row["node"].value].append(row)
    members = (_member(part) for part in by_node.values())
    return tuple(sorted(members, key=lambda member: (member.role, member.country, member.name)))


def _member(rows: Sequence[Row]) -> Member:
    first = rows[0]
    language = _value(first, "lang") or "en"
    link = named(first, first["member"].value, language) if "member" in first else None
    return Member(
        name=link.label if link else _value(first, "nodeName") or readable(first["node"].value),
        link=link,
        role=_role(first),
        country=_value(first, "countryName"),
        sources=tuple(sorted({_value(row, "source") for row in rows} - {""})),
    )


def _role(row: Row) -> str:
    return _value(row, "roleName") or (readable(row["role"].value) if "role" in row else "")


def _joining_rule(reader: _Reader, members: Sequence[Member]) -> JoiningRule | None:
    if not members:
        return None
    rows = reader.rows("entity_members")
    regions = {row["member"].value for row in rows if "member" in row}
    states = {row["state"].value for row in rows if "state" in row}
    rule = _Reader(reader.store, thing("rule", "rule-min-partnership"), "en")
    stated = {
        slug_of(row["predicate"].value): row["object"].value
        for row in rule.rows("entity_statements")
    }
    least = [stated.get(name, "") for name in ("minRegions", "minMemberStates")]
    if not all(re.fullmatch("[0-9]+", number) for number in least):
        return None
    return JoiningRule(len(regions), len(states), *map(int, least))


def _changes(rows: Iterable[Row]) -> tuple[Change, ...]:
    return tuple(
        Change(
            kind=_value(row, "kind"),
            versions=_range(_value(row, "fromVersion"), _value(row, "toVersion")),
            earlier=_coded(row, "earlier"),
            later=_coded(row, "later"),
        )
        for row in _unique(rows, "change", "earlier", "later")
    )


def _coded(row: Row, name: str) -> Link | None:
    return Link(row[name].value, slug_of(row[name].value), "") if name in row else None
