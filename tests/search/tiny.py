"""A catalogue to keep in mind: three instruments, a theme, two stages, and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ontology.names import concept, thing
from search.askable import askable
from search.catalogue import Catalogue, Link, Node, Text, edge_table
from search.encoder import Encoder
from search.language import stop_words
from search.lexical import LexicalIndex
from search.linking import Linker, Mention
from search.phrasebook import Phrasebook
from search.quantity import Quantity
from search.reader import Reader
from search.retrieval import Hit, Nearness, Retriever
from search.text import words
from search.understanding import Understanding
from search.vectors import VectorIndex
from search.vocabulary import Vocabulary
from search.wording import Wording, Wordings

HUBS = thing("instrument", "digital-innovation-hubs")
TAIEX = thing("instrument", "taiex")
RECONFIRM = thing("instrument", "reconfirm")
BANK = thing("actor", "eib")
BUDGET = thing("figure", "hubs-budget")
PHONE = thing("absence", "hubs-phone")
RESERVED = thing("requirement", "taiex-authorities")
AFTER = thing("requirement", "reconfirm-area")
PHASE_1 = concept("stage", "phase-1")
PHASE_3 = concept("stage", "phase-3")
PRINTING = concept("theme", "theme-3d-printing")
SMES = concept("audience", "aud-smes")
AUTHORITIES = concept("audience", "aud-managing-authorities")
TESTING = concept("need", "test-a-machine")
MONEY = concept("fact", "budget")
ASKED_BUDGET = concept("measure", "budget")
PLANNED = concept("firmness", "planned")
TELEPHONE = concept("fact", "phone")
COMPARED = concept("fact", "comparison")
MANAGER = concept("fact", "manager")
AREA = concept("milestone", "area-set-up")

_NODES = [
    Node(HUBS, "instrument", {"en": "Digital Innovation Hubs", "de": "Digitale Zentren"}),
    Node(TAIEX, "instrument", {"en": "TAIEX Regio"}),
    Node(RECONFIRM, "instrument", {"en": "ReConfirm"}),
    Node(BANK, "actor", {"en": "European Investment Bank"}),
    Node(BUDGET, "figure", {"en": "budget of the hubs"}, statement="EUR 20 million for the hubs"),
    Node(PHONE, "absence", {"en": "telephone of the hubs"}, statement="no number is given"),
    Node(RESERVED, "requirement", {"en": "for authorities"}, statement="Authorities alone."),
    Node(AFTER, "requirement", {"en": "after the area"}, statement="Once the area is there."),
    Node(PHASE_1, "stage", {"en": "Partner scoping"}),
    Node(PHASE_3, "stage", {"en": "Design of projects"}),
    Node(PRINTING, "theme", {"en": "3D printing"}),
    Node(SMES, "audience", {"en": "small firms"}),
    Node(AUTHORITIES, "audience", {"en": "managing authorities"}),
    Node(TESTING, "need", {"en": "test a machine"}),
    Node(MONEY, "fact", {"en": "budget"}),
    Node(TELEPHONE, "fact", {"en": "telephone number", "de": "Telefonnummer"}),
    Node(ASKED_BUDGET, "measure", {"en": "Budget", "fr": "Budget de l'instrument"}),
    Node(PLANNED, "firmness", {"en": "Planned", "de": "Geplant", "fr": "Prévu"}),
    Node(COMPARED, "fact", {"en": "difference"}),
    Node(MANAGER, "fact", {"en": "manager"}),
    Node(AREA, "milestone", {"en": "area set up"}),
]
_LINKS = [
    Link(PRINTING, HUBS, 3.0, "link/printing-hubs"),
    Link(PRINTING, RECONFIRM, 1.0, "link/printing-reconfirm"),
    Link(TESTING, HUBS, 3.0, "link/testing-hubs"),
    Link(AUTHORITIES, TAIEX, 2.0, "link/authorities-taiex"),
    Link(BUDGET, HUBS, 3.0, "about"),
    Link(BANK, RECONFIRM, 2.0, "^managedBy"),
    Link(PHASE_3, HUBS, 3.0, "^supportsStage"),
]
_EDGES = [
    (HUBS, "supportsStage", PHASE_3),
    (TAIEX, "supportsStage", PHASE_1),
    (RECONFIRM, "supportsStage", PHASE_1),
    (RECONFIRM, "managedBy", BANK),
    (TAIEX, "hasEligibility", RESERVED),
    (RESERVED, "reservedFor", AUTHORITIES),
    (RESERVED, "about", TAIEX),
    (RECONFIRM, "hasEligibility", AFTER),
    (AFTER, "requiresMilestone", AREA),
    (AFTER, "about", RECONFIRM),
    (BUDGET, "about", HUBS),
    (BUDGET, "factKind", MONEY),
    (PHONE, "about", HUBS),
    (PHONE, "factKind", TELEPHONE),
]
_OTHER_WORDINGS = [
    Text(HUBS, "instrument", "en", "synonym", "DIHs"),
    Text(SMES, "audience", "en", "synonym", "SME"),
    Text(TESTING, "need", "en", "cue", "try out a new machine before we buy it"),
    Text(TESTING, "need", "de", "label", "eine Maschine ausprobieren"),
    Text(MONEY, "fact", "en", "cue", "how much money"),
]
PASSAGE: dict[str, Any] = {
    "iri": thing("passage", "p1"),
    "section": "Support for authorities",
    "lines": "12-14",
    "sha256": "0" * 64,
    "quotation": None,
}

TWENTY_MILLION = Quantity(
    ASKED_BUDGET,
    PLANNED,
    20_000_000,
    20_000_000,
    currency="EUR",
    applies_until="2020-12-31",
    stated_on="2017-11-08",
)


def tiny_wording(language: str = "en") -> Wording:
    """The real phrases with the names of the tiny catalogue."""
    return tiny_wordings().of(language)


def tiny_wordings() -> Wordings:
    """See `tiny_wording`."""
    return Wordings(Phrasebook.load(), tiny_catalogue())


def tiny_catalogue() -> Catalogue:
    """See the module; the names and statements of the nodes are its wordings."""
    links: dict[str, list[Link]] = {}
    for link in _LINKS:
        links.setdefault(link.node, []).append(link)
    return Catalogue(
        nodes={node.iri: node for node in _NODES},
        texts=(*(text for node in _NODES for text in _wordings(node)), *_OTHER_WORDINGS),
        links={node: tuple(found) for node, found in links.items()},
        edges=edge_table(_EDGES),
        evidence={RESERVED: (PASSAGE,), HUBS: (PASSAGE,)},
        quantities={BUDGET: TWENTY_MILLION},
    )


def _wordings(node: Node) -> list[Text]:
    labels = [Text(node.iri, node.kind, lang, "label", said) for lang, said in node.labels.items()]
    stated = [Text(node.iri, node.kind, "en", "statement", node.statement)]
    return labels + (stated if node.statement else [])


def mention(
    node: str, *, score: float = 1.0, exact: bool = True, start: int = 0, size: int | None = None
) -> Mention:
    """A mention of a node of the tiny catalogue by its English name."""
    named = tiny_catalogue().nodes[node]
    said = named.label("en")
    end = start + (size or len(said))
    return Mention(node, named.kind, score, start, end, said, said, exact)


def hit(node: str, *, share: float = 1.0, kind: str | None = None) -> Hit:
    """A node that was found near to a question."""
    known = tiny_catalogue().nodes.get(node)
    own = kind or (known.kind if known else "")
    return Hit(node, own, 5.0, 5.0, 0.0, share, 0.9, "some wording")


def understood(
    *mentions: Mention,
    question: str = "one two three four five six",
    hits: Sequence[Hit] = (),
    scores: Mapping[str, float] | None = None,
    language: str = "en",
) -> Understanding:
    """A question of which so much was understood."""
    return Understanding(
        question=question,
        language=language,
        mentions=tuple(m for m in mentions if m.kind not in {"stage", "fact"}),
        stages=tuple(m for m in mentions if m.kind == "stage"),
        nearness=Nearness(tuple(hits), dict(scores or {})),
        facts=tuple(m for m in mentions if m.kind == "fact"),
        forms=tuple(words(question)),
    )


def tiny_retriever(encoder: Encoder | None = None) -> Retriever:
    """Finds the nodes of the tiny catalogue; by letters alone without an encoder."""
    found = askable(tiny_catalogue())
    meant = [text.text for text in found.meant]
    vectors = VectorIndex.build(encoder.encode_documents(meant)) if encoder else None
    lexical = LexicalIndex.build([text.text for text in found.texts])
    return Retriever(found.texts, vectors, lexical, encoder)


def tiny_reader(encoder: Encoder | None = None) -> Reader:
    """Reads questions with the tiny catalogue and the real small words."""
    catalogue = tiny_catalogue()
    names = [text for text in catalogue.texts if text.role != "statement" and text.kind != "need"]
    linker = Linker(names, stop_words(), fuzzy_kinds=frozenset(["instrument", "actor"]))
    return Reader(catalogue, linker, tiny_retriever(encoder), Vocabulary.load(), stop_words())
