"""A thing in the profile that was asked for, and the list of profiles that it can be had in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from werkzeug.exceptions import NotFound

from graph.describe import describe
from graph.profiles import describe_in
from graph.release import Release
from graph.store import Store
from graph.terms import Literal, NamedNode, Quad
from ontology.names import BASE, DCT, RDF
from ontology.profile import Profile, all_profiles
from web.negotiation import OFFERED
from web.profile_choice import NATIVE, Choice

__all__ = ["Description", "describe_as_asked"]

_ALTR: Final = "http://www.w3.org/ns/dx/connegp/altr#"


@dataclass(frozen=True, slots=True)
class Description:
    """Quads about a thing, empty when it is unknown; ``profile`` None is our own words."""

    quads: list[Quad]
    profile: Profile | None = None


def describe_as_asked(release: Release, iri: str, choice: Choice) -> Description:
    """A thing as a request wants it.

    Where only the header asked for a profile that has no words for it, our own words follow.
    """
    store = release.store
    if choice.profile is None:
        own = describe(store, iri, release.labels)
        return Description(list(_alternates(store, iri)) if choice.wants_list and own else own)
    found = describe_in(store, iri, choice.profile)
    if found:
        return Description(found, choice.profile)
    own = describe(store, iri, release.labels)
    if own and choice.insists:
        others = ", ".join([NATIVE, *(one.token for one in _profiles_of(store, iri))])
        raise NotFound(
            f"The profile {choice.profile.token} has no words for {iri}. Ask for {others}."
        )
    return Description(own)


def _profiles_of(store: Store, iri: str) -> list[Profile]:
    return [profile for profile in all_profiles() if describe_in(store, iri, profile)]


def _alternates(store: Store, iri: str) -> Iterator[Quad]:
    """The list as the vocabulary of the W3C has it (Alternate Representations)."""
    yield from _representation(iri, NATIVE, f"{BASE}def", "hasDefaultRepresentation")
    for profile in _profiles_of(store, iri):
        yield from _representation(iri, profile.token, profile.iri, "hasRepresentation")


def _representation(iri: str, token: str, profile: str, property_: str) -> Iterator[Quad]:
    thing, node = NamedNode(iri), NamedNode(f"{iri}?_profile={token}")
    yield Quad(thing, NamedNode(_ALTR + property_), node)
    yield Quad(node, NamedNode(str(RDF.type)), NamedNode(f"{_ALTR}Representation"))
    yield Quad(node, NamedNode(str(DCT.conformsTo)), NamedNode(profile))
    for offered in OFFERED:
        if offered.engine is not None:
            yield Quad(node, NamedNode(str(DCT["format"])), Literal(offered.media_type))
