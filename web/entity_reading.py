"""Reading an entity page from the graph: one named query for each part of the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from graph.queries import load
from graph.store import Row, Store, Term
from graph.terms import Literal, NamedNode
from ontology.names import BASE, DCT, RDF, RDFS, RG, SKOS, thing
from web.entity_links import touches
from web.entity_records import (
    FormatNumber,
    read_changes,
    read_evidence,
    read_facts,
    read_members,
    read_notes,
    read_relevance,
)
from web.entity_view import EntityView, Evidence, JoiningRule, Link, Linked, Name
from web.links import kind_of, readable, slug_of
from web.rows import named, unique, value_of

__all__ = ["name_of", "read_entity", "read_in_short"]

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
            for name in "hasFigure hasEligibility offers hasStatement hasAbsence evidence "
            "hasMembership hasMemberRegion memberCountry meetsJoiningRule countedRegions "
            "countedMemberStates countedOn".split()
        ),
        "http://purl.org/vocab/cpsv#produces",
        "http://data.europa.eu/m8g/holdsRequirement",
        "http://www.w3.org/ns/prov#wasDerivedFrom",
    }
)


@dataclass(frozen=True)
class _Reader:
    store: Store
    iri: str
    language: str

    @cached_property
    def statements(self) -> list[Row]:
        return self.rows("entity_statements")

    @cached_property
    def evidence(self) -> dict[str, list[Evidence]]:
        return read_evidence(self.rows("entity_evidence"), self.iri)

    def rows(self, query: str) -> list[Row]:
        if not touches(self.store, self.iri, query):
            return []
        # The engine refuses to bind what a query doesn't name; each of these names both.
        bound: dict[str, Term] = {"thing": NamedNode(self.iri), "lang": Literal(self.language)}
        return self.store.select(load(query), bound)


def read_entity(
    store: Store, iri: str, language: str, number: FormatNumber = str
) -> EntityView | None:
    """The page of a thing, None when nothing is said about it."""
    reader = _Reader(store, iri, language)
    short = _in_short(reader, number)
    if short is None:
        return None
    statements, incoming = reader.statements, reader.rows("entity_incoming")
    return replace(
        short,
        types=tuple(_objects(statements, str(RDF.type), language)),
        names=_names(statements),
        synonyms=_texts(statements, _SYNONYMS, language),
        relevance=read_relevance(reader.rows("entity_relevance"), reader.evidence, language),
        incoming=_incoming(incoming[:_LINKS_SHOWN], language),
        incoming_cut=len(incoming) > _LINKS_SHOWN,
        members=read_members(reader.rows("entity_members"), language),
        joining_rule=_joining_rule(reader, statements),
        changes=read_changes(reader.rows("entity_changes")),
        entries=_entries(reader.rows("entity_scheme"), language),
        replaced_by=tuple(_objects(statements, str(DCT.isReplacedBy), language)),
    )


def read_in_short(
    store: Store, iri: str, language: str, number: FormatNumber = str
) -> EntityView | None:
    """What a card shows of a thing: without all that leads to it, in half the time."""
    return _in_short(_Reader(store, iri, language), number)


def _in_short(reader: _Reader, number: FormatNumber) -> EntityView | None:
    statements, iri, language = reader.statements, reader.iri, reader.language
    if not statements:
        return None
    figures, notes = reader.rows("entity_figures"), reader.rows("entity_notes")
    return EntityView(
        iri=iri,
        kind=kind_of(iri),
        label=_label(statements, iri, language),
        descriptions=_texts(statements, _DESCRIPTIONS, language),
        facts=read_facts(figures, reader.evidence, language, number),
        notes=read_notes(notes, reader.evidence, language),
        outgoing=_outgoing(statements, language),
        evidence=tuple(reader.evidence.get(iri, ())),
    )


def name_of(store: Store, iri: str, language: str) -> str:
    """What a thing is called; words made of its IRI when the graph doesn't know it."""
    rows = _Reader(store, iri, language).rows("entity_name")
    return named(rows[0], iri, language).label if rows else readable(iri)


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
    links = (named(row, row["object"].value, language) for row in unique(wanted, "object"))
    return sorted(links, key=lambda link: (not link.iri.startswith(BASE), link.label))


def _outgoing(rows: Sequence[Row], language: str) -> tuple[Linked, ...]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in unique(rows, "predicate", "object"):
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
    name = value_of(row, "name") or readable(predicate)
    return name[:1].upper() + name[1:]


def _incoming(rows: Sequence[Row], language: str) -> tuple[Linked, ...]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in unique(rows, "predicate", "subject"):
        groups[row["predicate"].value].append(row)
    return tuple(
        Linked(
            _property_name(part[0], predicate),
            tuple(sorted(_subjects(part, language), key=lambda link: link.label)),
        )
        for predicate, part in groups.items()
    )


def _subjects(rows: Iterable[Row], language: str) -> Iterator[Link]:
    return (named(row, row["subject"].value, language) for row in unique(rows, "subject"))


def _entries(rows: Sequence[Row], language: str) -> tuple[Link, ...]:
    return tuple(_subjects(rows, language))


def _joining_rule(reader: _Reader, statements: Sequence[Row]) -> JoiningRule | None:
    """How the rule for new partnerships came out, None for what is no partnership."""
    counted = _by_property(statements)
    if "meetsJoiningRule" not in counted:
        return None
    rule = _Reader(reader.store, thing("rule", "rule-min-partnership"), "en")
    asked = _by_property(rule.rows("entity_statements"))
    return JoiningRule(
        outcome=slug_of(counted["meetsJoiningRule"]),
        regions=counted.get("countedRegions", ""),
        states=counted.get("countedMemberStates", ""),
        as_of=counted.get("countedOn", ""),
        min_regions=asked.get("minRegions", ""),
        min_states=asked.get("minMemberStates", ""),
    )


def _by_property(rows: Sequence[Row]) -> dict[str, str]:
    return {slug_of(row["predicate"].value): row["object"].value for row in rows}
