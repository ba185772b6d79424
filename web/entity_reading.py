"""Reading an entity page from the graph: what is stated of a thing, and what leads to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from graph.describe import pointing_at
from graph.resource import Resource
from graph.store import Term
from graph.terms import Literal, NamedNode
from ontology.names import DCT, RDF, RDFS, RG, SKOS, term, thing
from web.entity_records import (
    read_changes,
    read_evidence,
    read_facts,
    read_members,
    read_notes,
    read_relevance,
)
from web.entity_view import EntityView, JoiningRule, Linked, Name
from web.links import kind_of, readable, slug_of
from web.reader import Reader

__all__ = ["read_entity", "read_in_short"]

_LINKS_SHOWN: Final = 500
_LABELS: Final = (str(SKOS.prefLabel), str(DCT.title), str(RDFS.label))
_DESCRIPTIONS: Final = (
    str(DCT.description),
    str(SKOS.definition),
    str(RG.statement),
    str(SKOS.scopeNote),
    str(RDFS.comment),
)
_SYNONYMS: Final = (str(SKOS.altLabel),)
_IN_SCHEME: Final = str(SKOS.inScheme)
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
_LEADING_SHOWN_ELSEWHERE: Final = frozenset(
    {
        str(RDF.type),
        str(RDFS.isDefinedBy),
        _IN_SCHEME,
        *(
            str(RG[name])
            for name in "about concerns figureOf requirementOf statementOf absenceOf relevantThing "
            "relevantTo evidence inSection membershipIn changedFrom changedTo factKind "
            "assessedInstrument assessedPartnership".split()
        ),
    }
)


def read_entity(reader: Reader, iri: str) -> EntityView | None:
    """The page of a thing, None when nothing is said about it."""
    short = read_in_short(reader, iri)
    if short is None:
        return None
    own = reader.resource(iri)
    incoming, incoming_cut = _incoming(reader, own)
    return replace(
        short,
        types=reader.links(own.iris(str(RDF.type))),
        names=_names(own),
        synonyms=_texts(own, _SYNONYMS, reader.language),
        relevance=read_relevance(reader, own),
        incoming=incoming,
        incoming_cut=incoming_cut,
        members=read_members(reader, own),
        joining_rule=_joining_rule(reader, own),
        changes=read_changes(reader, own),
        entries=tuple(reader.link(entry) for entry in reader.leading(_IN_SCHEME, iri)),
        replaced_by=reader.links(own.iris(str(DCT.isReplacedBy))),
    )


def read_in_short(reader: Reader, iri: str) -> EntityView | None:
    """What a card shows of a thing: without all that leads to it."""
    own = reader.resource(iri)
    if not own.values:
        return None
    return EntityView(
        iri=iri,
        kind=kind_of(iri),
        label=_label(own, reader.language),
        descriptions=_texts(own, _DESCRIPTIONS, reader.language),
        facts=read_facts(reader, own),
        notes=read_notes(reader, own),
        outgoing=_outgoing(reader, own),
        evidence=read_evidence(reader, own),
    )


def _label(own: Resource, language: str) -> Name:
    for prop in _LABELS:
        found = {name.language: name for name in map(_name, own.all(prop))}
        for wanted in (language, "en", ""):
            if wanted in found:
                return found[wanted]
    return Name(readable(own.iri), "en")


def _name(value: Term) -> Name:
    return Name(value.value, (value.language or "") if isinstance(value, Literal) else "")


def _texts(own: Resource, properties: Sequence[str], language: str) -> tuple[Name, ...]:
    found = dict.fromkeys(_name(value) for prop in properties for value in own.all(prop))
    read = tuple(text for text in found if text.language in (language, ""))
    return read or tuple(text for text in found if text.language == "en")


def _names(own: Resource) -> tuple[Name, ...]:
    names = {_name(value) for value in own.all(_LABELS[0])}
    return tuple(sorted(names, key=lambda name: (name.language, name.text)))


def _outgoing(reader: Reader, own: Resource) -> tuple[Linked, ...]:
    """Of a property and those above it, only the most special one tells something."""
    said: dict[Term, set[str]] = defaultdict(set)
    for prop, values in own.values.items():
        for value in values:
            said[value].add(prop)
    groups: dict[str, list[Term]] = defaultdict(list)
    for value, used in said.items():
        for prop in reader.release.properties.most_special(used) - _SHOWN_ELSEWHERE:
            groups[prop].append(value)
    found = (_group(reader, prop, values) for prop, values in groups.items())
    return tuple(sorted(found, key=lambda group: group.name))


def _group(reader: Reader, prop: str, values: Sequence[Term]) -> Linked:
    texts = [_name(value) for value in values if isinstance(value, Literal)]
    read = [text for text in texts if text.language in (reader.language, "en", "")]
    return Linked(
        iri=prop,
        name=_property_name(reader, prop),
        links=reader.links(value.value for value in values if isinstance(value, NamedNode)),
        texts=tuple(sorted(read, key=lambda text: text.text)),
    )


def _property_name(reader: Reader, prop: str) -> str:
    name = reader.release.properties.names.get(prop) or readable(prop)
    return name[:1].upper() + name[1:]


def _incoming(reader: Reader, own: Resource) -> tuple[tuple[Linked, ...], bool]:
    """Which things lead to this one and how, and whether there are more than a page shows."""
    said: dict[str, set[str]] = defaultdict(set)
    for quad in pointing_at(
        reader.release.store, NamedNode(own.iri), _LINKS_SHOWN + 1, _LEADING_SHOWN_ELSEWHERE
    ):
        if isinstance(quad.subject, NamedNode):
            said[quad.subject.value].add(quad.predicate.value)
    properties = reader.release.properties
    links = sorted(
        (prop, subject)
        for subject, used in said.items()
        for prop in properties.most_special(used)
        # Said above already, in the other direction.
        if not any(subject in own.iris(back) for back in properties.inverse.get(prop, ()))
    )
    groups: dict[str, list[str]] = defaultdict(list)
    for prop, subject in islice(links, _LINKS_SHOWN):
        groups[prop].append(subject)
    found = (
        Linked(prop, _property_name(reader, prop), reader.links(iris))
        for prop, iris in groups.items()
    )
    return tuple(found), len(links) > _LINKS_SHOWN


def _joining_rule(reader: Reader, own: Resource) -> JoiningRule | None:
    """How the rule for new partnerships came out, None for what is no partnership."""
    outcome = own.text(term("meetsJoiningRule"))
    if not outcome:
        return None
    rule = reader.resource(thing("rule", "rule-min-partnership"))
    return JoiningRule(
        outcome=slug_of(outcome),
        regions=own.text(term("countedRegions")),
        states=own.text(term("countedMemberStates")),
        as_of=own.text(term("countedOn")),
        min_regions=rule.text(term("minRegions")),
        min_states=rule.text(term("minMemberStates")),
    )
