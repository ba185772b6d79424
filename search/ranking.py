"""Ranking: understood nodes have weights, links of the graph carry them to things.

score(thing) = sum over nodes of weight(node) x gain(node, thing) / 3, and only things at the
stage that was asked for. That is a linear form, so one SPARQL query with the weights as VALUES
gives the same list: the receipt is the ranking.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from search.catalogue import Catalogue
from search.linking import Mention
from search.overlaps import CONCEPTS, NAMED
from search.text import words
from search.understanding import Understanding

# Things that can be a result; concepts that are no theme stay chips.
RESULTS = frozenset(
    "instrument theme rule platform stage actor programme event resource partnership".split()
)
ELSEWHERE = 0.2  # what is left of a thing that is not at the stage asked for
SPREAD = 0.9  # standard deviations: how much nearer a fact must be to count three times as much
FACTS = 5  # facts of the kind asked for that are looked at
DECIMALS = 6  # of weights, here and in the receipt: equal scores are equal in both
STAGE_ITSELF = 0.5  # of its nearness: a stage is mostly named to say where one stands
EXPLAINED = 0.6  # share of nearness that goes when concepts explain every word of a question


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each channel counts. Set on our own tuning questions, see docs/search-quality.md."""

    name: float = 3.0
    fuzzy_name: float = 1.8
    theme: float = 1.6
    technology: float = 1.0
    sector: float = 0.6
    topic: float = 0.6
    audience: float = 0.65
    told: float = 0.6
    need: float = 3.0
    described: float = 3.0
    behind: float = 1.0
    body: float = 1.0
    rule: float = 1.2
    unstaged: float = 0.45
    asked: float = 1.2
    own_theme: float = 1.6
    stage: float = 0.3
    money: float = 1.0
    time: float = 0.5
    offer: float = 0.5
    precedent: float = 4.0


@dataclass(frozen=True, slots=True)
class Weighted:
    """An understood node: its weight for the things it leads to, and for itself (`own`)."""

    node: str
    channel: str
    weight: float
    own: float
    words: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """A thing with its score and the share of each channel in it."""

    thing: str
    score: float
    signals: dict[str, float]
    via: tuple[str, ...]


def weighted_nodes(
    understood: Understanding, weights: Weights, catalogue: Catalogue
) -> list[Weighted]:
    """Nodes of a question with their weights; one entry a node and channel."""
    found = [
        *_mentioned(understood, weights, catalogue),
        *_near(understood, weights),
        *_asked(understood, weights, catalogue),
    ]
    best: dict[tuple[str, str], Weighted] = {}
    for item in found:
        key = (item.node, item.channel)
        if key not in best or best[key].weight < item.weight:
            best[key] = item
    return list(best.values())


def rank(
    nodes: Iterable[Weighted],
    stages: Iterable[str],
    catalogue: Catalogue,
    left_out: Collection[str] = frozenset(),
) -> list[Ranked]:
    """Things by falling score, without those that are left out; ties by IRI."""
    wanted = frozenset(stages)
    signals: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    via: dict[str, list[str]] = defaultdict(list)
    for item in nodes:
        for thing, gain in reached(item.node, catalogue):
            if thing in left_out:
                continue
            weight = round(item.own if thing == item.node else item.weight, DECIMALS)
            share = weight * gain / 3.0 * at_stage(thing, wanted, catalogue)
            if not share:
                continue
            signals[thing][item.channel] += share
            via[thing].append(item.node)
    ranked = [Ranked(t, sum(s.values()), dict(s), tuple(via[t])) for t, s in signals.items()]
    return sorted(ranked, key=lambda r: (-round(r.score, 9), r.thing))


def reached(node: str, catalogue: Catalogue) -> list[tuple[str, float]]:
    """Things a node leads to: itself if it can be a result, then along its links."""
    own = [(node, 3.0)] if catalogue.nodes[node].kind in RESULTS else []
    linked = [
        (link.thing, link.gain)
        for link in catalogue.links.get(node, ())
        if link.thing != node and catalogue.nodes[link.thing].kind in RESULTS
    ]
    return own + linked


def at_stage(thing: str, wanted: frozenset[str], catalogue: Catalogue) -> float:
    """1 for a thing at a wanted stage or when none is asked for, else a small remainder."""
    if not wanted or thing in wanted:
        return 1.0
    return 1.0 if wanted & set(catalogue.targets(thing, "supportsStage")) else ELSEWHERE


def _mentioned(
    understood: Understanding, weights: Weights, catalogue: Catalogue
) -> Iterable[Weighted]:
    same_kind = Counter(mention.kind for mention in understood.mentions)
    # Who asks matters the less, the clearer it is what is asked.
    clear = understood.hits[0].share if understood.hits else 0.0
    for mention in understood.mentions:
        if mention.kind in NAMED:
            crowd = max(1, len(catalogue.links.get(mention.node, ())))
            yield _named(mention, understood, weights, crowd)
        elif mention.kind in {"theme", "technology", "sector", "topic", "audience"}:
            # Two audiences say no more of what is wanted than one: they share the weight.
            weight = getattr(weights, mention.kind) * mention.score / same_kind[mention.kind]
            if mention.kind == "theme" and not understood.stages:
                weight *= weights.unstaged
            if mention.kind == "audience":
                weight *= 1.0 - weights.told * clear
            own = weights.own_theme * mention.score
            yield Weighted(mention.node, mention.kind, weight, own, mention.words)
    for stage in understood.stages:
        yield Weighted(stage.node, "stage", weights.stage, weights.stage, stage.words)


def _named(mention: Mention, understood: Understanding, weights: Weights, crowd: int) -> Weighted:
    """A name counts in full; a body's or programme's only when it is all that was typed.

    `crowd`: how many things a body is behind; the more, the less it says which one is meant.
    """
    sure = mention.score * (weights.name if mention.exact else weights.fuzzy_name)
    alone = len(words(mention.words)) >= len(understood.forms) - 1
    if mention.kind == "rule" and not alone:
        return Weighted(mention.node, "name", 0.0, weights.rule * mention.score, mention.words)
    if mention.kind not in {"actor", "programme"}:
        return Weighted(mention.node, "name", sure, sure, mention.words)
    own = sure if alone else weights.body * mention.score
    # "Which areas came out of it?" asks for what is behind the name.
    leads = 2.0 * weights.behind if understood.asks("areas") else weights.behind / crowd**0.5
    return Weighted(mention.node, "name", leads * mention.score, own, mention.words)


def _asked(understood: Understanding, weights: Weights, catalogue: Catalogue) -> Iterable[Weighted]:
    """Facts of the kind that is asked for, by their nearness to the question."""
    near = understood.nearness.scores
    facts = {f for kind in understood.facts for f in catalogue.sources(kind.node, "factKind")}
    if understood.asks("areas"):
        facts |= {node.iri for node in catalogue.of_kind("theme")}
    facts = {fact for fact in facts if near.get(fact, -math.inf) > -math.inf}
    if not facts:
        return
    best = max(near[fact] for fact in facts)
    shares = {fact: math.exp((near[fact] - best) / SPREAD) for fact in facts}
    whole = sum(shares.values())
    for fact in sorted(facts, key=lambda f: -shares[f])[:FACTS]:
        weight = weights.asked * shares[fact] / whole
        itself = catalogue.nodes[fact].kind == "theme"
        leads, own = (0.0, weight) if itself else (weight, 0.0)
        yield Weighted(fact, "fact", leads, own, catalogue.nodes[fact].label("en"))


def _near(understood: Understanding, weights: Weights) -> Iterable[Weighted]:
    left = 1.0 - EXPLAINED * understood.explained
    for hit in understood.hits:
        if hit.kind in {"out-of-scope", "absence", "fact"}:
            continue
        channel = "need" if hit.kind == "need" else "meaning"
        weight = left * hit.share * (weights.need if channel == "need" else weights.described)
        if hit.kind in CONCEPTS:
            weight = left * hit.share * getattr(weights, hit.kind, 1.0)
        if hit.kind == "stage" and not understood.asks("definition"):
            weight *= STAGE_ITSELF
        # A stage, or an area asked for without one, is the answer itself, not all that serves it.
        itself = hit.kind == "stage" or (hit.kind == "theme" and not understood.stages)
        leads = 0.0 if itself else weight
        yield Weighted(hit.node, channel, leads, weight, hit.text)
