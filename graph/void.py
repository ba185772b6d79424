"""A graph described for machines that look for data (VoID): what is in it, where it links to.

Nodes are named under the address of the description, so there are no blank nodes to lose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from graph.dumps import DATASET, LICENCE
from graph.prefixes import PREFIXES
from graph.release import Release
from graph.schema_card import ClassCard, Name, PropertyCard, SchemaCard, answers_of, card_of
from graph.schema_reading import Answers
from graph.statement import link, said
from graph.store import Row
from graph.terms import Literal, Quad
from ontology.names import BASE, DCAT, DCT, EU_AUTHORITY, FOAF, NUTS_CODE, OWL, QUDT_UNIT, RDF, VOID

__all__ = ["DOCUMENT", "Access", "Description", "Dump", "description_of"]

DOCUMENT: Final = f"{BASE}.well-known/void"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_TARGETS: Final[Mapping[str, tuple[str, str]]] = {
    str(NUTS_CODE): ("nuts", "NUTS codes of the European Union"),
    str(QUDT_UNIT): ("qudt", "QUDT units"),
    "https://cordis.europa.eu/project/id/": ("cordis", "CORDIS projects"),
    "http://www.wikidata.org/entity/": ("wikidata", "Wikidata"),
}
_KOHESIO: Final = "https://linkedopendata.eu/entity/"
_KOHESIO_CODE: Final = "https://linkedopendata.eu/prop/direct/P192"
_EXAMPLES: Final = (
    *("SupportInstrument", "Partnership", "Region", "Country", "Figure"),
    *("InvestmentProject", "ThematicArea", "SupportStage"),
)


@dataclass(frozen=True, slots=True)
class Dump:
    """A download: its address, and the name of its format in the W3C's list of formats."""

    address: str
    format: str


@dataclass(frozen=True, slots=True)
class Access:
    """How to get at the data; all of them full addresses."""

    endpoint: str
    homepage: str
    dumps: Sequence[Dump] = field(default=())


@dataclass(frozen=True, slots=True)
class Description:
    """The description of one release; ``graphs`` holds the size of each named graph."""

    version: str
    card: SchemaCard
    links: Sequence[Row]
    graphs: Mapping[str, int]

    @classmethod
    def read(cls, version: str, card: SchemaCard, answers: Answers) -> Description:
        """The description of what has this card; ``answers`` are given now, or were before."""
        sizes = answers("void_graphs")
        graphs = {row["graph"].value: int(row["statements"].value) for row in sizes}
        return cls(version, card, answers("void_links"), graphs)

    def quads(self, access: Access) -> Iterator[Quad]:
        """Everything, down to the properties of each class."""
        yield from self.summary(access)
        for card in self.card.classes.values():
            yield from _properties_of_class(card)

    def summary(self, access: Access) -> Iterator[Quad]:
        """The data set with its classes, properties, links, graphs and ways of access."""
        yield from self._document()
        yield from self._dataset()
        yield from _access(access)
        yield from self._linksets()
        for name, size in self.graphs.items():
            yield link(DATASET, VOID.subset, name)
            yield from _counted(name, VOID.Dataset, {VOID.triples: size})
        for card in self.card.classes.values():
            yield from _class(card)
        for used in self.card.properties.values():
            yield from _property(used)

    def _document(self) -> Iterator[Quad]:
        yield link(DOCUMENT, RDF.type, str(VOID.DatasetDescription))
        yield link(DOCUMENT, FOAF.primaryTopic, DATASET)
        yield _text(DOCUMENT, "Description of the Regiograph data set")

    def _dataset(self) -> Iterator[Quad]:
        yield _text(DATASET, "Regiograph: EU support for interregional industrial collaboration")
        yield said(DATASET, DCT.description, Literal(_ABOUT, language="en"))
        yield link(DATASET, DCT.license, LICENCE)
        yield link(f"{BASE}catalogue", DCAT.dataset, DATASET)
        yield said(DATASET, OWL.versionInfo, Literal(self.version))
        yield said(DATASET, VOID.uriSpace, Literal(BASE))
        sizes: dict[str, int] = {
            VOID.triples: self.card.statements,
            VOID.classes: len(self.card.classes),
            VOID.properties: len(self.card.properties),
        }
        yield from _counted(DATASET, VOID.Dataset, sizes)
        for space in self._vocabularies():
            yield link(DATASET, VOID.vocabulary, space)
        for name in _EXAMPLES:
            card = self.card.classes.get(name)
            if card and card.sample:
                yield link(DATASET, VOID.exampleResource, card.sample.iri)

    def _vocabularies(self) -> list[str]:
        used = [card.name for card in self.card.classes.values()]
        used += [card.name for card in self.card.properties.values()]
        prefixes = {name.written.partition(":")[0] for name in used}
        return [space for prefix, space in PREFIXES.items() if prefix in prefixes]

    def _linksets(self) -> Iterator[Quad]:
        for row in self.links:
            space, property_ = row["space"].value, row["property"].value
            slug, title = _target(space)
            target = f"{DOCUMENT}#target-{slug}"
            linkset = f"{DOCUMENT}#links-{slug}-{_fragment(Name(property_))}"
            yield link(DATASET, VOID.subset, linkset)
            yield from _counted(
                linkset,
                VOID.Linkset,
                {
                    VOID.triples: int(row["statements"].value),
                    VOID.distinctSubjects: int(row["things"].value),
                    VOID.distinctObjects: int(row["values"].value),
                },
            )
            yield link(linkset, VOID.linkPredicate, property_)
            yield link(linkset, VOID.subjectsTarget, DATASET)
            yield link(linkset, VOID.objectsTarget, target)
            yield from _named_target(target, title, space)
            if space == str(NUTS_CODE):
                yield from _by_code(int(row["statements"].value))


@lru_cache(maxsize=2)
def description_of(release: Release) -> Description:
    """The description of a release: made once, since a release never changes."""
    return Description.read(release.version, card_of(release), answers_of(release))


_ABOUT: Final = (
    "Regions, partnerships, thematic areas and the support instruments open to them, as of "
    "November 2017, each statement with its evidence."
)


def _named_target(target: str, title: str, space: str) -> Iterator[Quad]:
    yield link(target, RDF.type, str(VOID.Dataset))
    yield _text(target, title)
    yield said(target, VOID.uriSpace, Literal(space))


def _by_code(regions: int) -> Iterator[Quad]:
    """The link set to the EU Knowledge Graph: regions that both know by their NUTS code."""
    linkset, target = f"{DOCUMENT}#links-kohesio-by-code", f"{DOCUMENT}#target-kohesio"
    yield from _counted(
        linkset, VOID.Linkset, {VOID.triples: regions, VOID.distinctSubjects: regions}
    )
    yield _text(linkset, "Regions joined with Kohesio by NUTS code")
    yield link(DATASET, VOID.subset, linkset)
    yield link(linkset, VOID.linkPredicate, _KOHESIO_CODE)
    yield link(linkset, VOID.subjectsTarget, DATASET)
    yield link(linkset, VOID.objectsTarget, target)
    yield link(linkset, VOID.dataDump, f"{BASE}profiles/kohesio")
    yield from _named_target(target, "EU Knowledge Graph of Kohesio", _KOHESIO)


def _target(space: str) -> tuple[str, str]:
    """A short name and a title of the data set that links lead to."""
    if space.startswith(str(EU_AUTHORITY)):
        table = space.removeprefix(str(EU_AUTHORITY)).rstrip("/")
        return f"authority-{table}", f"Authority table {table} of the Publications Office"
    return _TARGETS[space]


def _access(access: Access) -> Iterator[Quad]:
    yield link(DATASET, VOID.sparqlEndpoint, access.endpoint)
    yield link(DATASET, FOAF.homepage, access.homepage)
    for dump in access.dumps:
        yield link(DATASET, VOID.dataDump, dump.address)
        yield link(DATASET, VOID.feature, f"{_FORMATS}{dump.format}")


def _class(card: ClassCard) -> Iterator[Quad]:
    node = _class_node(card)
    yield link(DATASET, VOID.classPartition, node)
    yield link(node, VOID["class"], card.name.iri)
    yield from _counted(node, VOID.Dataset, {VOID.entities: card.things})


def _properties_of_class(card: ClassCard) -> Iterator[Quad]:
    for use in card.uses:
        node = f"{_class_node(card)}-{_fragment(use.property)}"
        yield link(_class_node(card), VOID.propertyPartition, node)
        yield link(node, VOID.property, use.property.iri)
        yield from _counted(node, VOID.Dataset, _sizes(use.statements, use.things, use.values))


def _property(card: PropertyCard) -> Iterator[Quad]:
    node = f"{DOCUMENT}#property-{_fragment(card.name)}"
    yield link(DATASET, VOID.propertyPartition, node)
    yield link(node, VOID.property, card.name.iri)
    yield from _counted(node, VOID.Dataset, _sizes(card.statements, card.things, card.values))


def _sizes(statements: int, things: int, values: int) -> dict[str, int]:
    return {
        VOID.triples: statements,
        VOID.distinctSubjects: things,
        VOID.distinctObjects: values,
    }


def _counted(node: str, kind: str, sizes: Mapping[str, int]) -> Iterable[Quad]:
    yield link(node, RDF.type, str(kind))
    for property_, size in sizes.items():
        yield said(node, property_, Literal(size))


def _class_node(card: ClassCard) -> str:
    return f"{DOCUMENT}#class-{_fragment(card.name)}"


def _fragment(name: Name) -> str:
    """A part of an IRI, for one that may have a colon or be a whole IRI itself."""
    return "".join(letter if letter.isalnum() else "-" for letter in name.name)


def _text(node: str, title: str) -> Quad:
    return said(node, DCT["title"], Literal(title, language="en"))
