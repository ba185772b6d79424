"""Linking: which names and words of the catalogue stand in a question.

Words match when they are equal, when one is an inflected form of the other (a long common
stem), or, for names only, when they differ by a slip of the keyboard.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from search.catalogue import Text
from search.text import Token, fold, tokens, words

STEM = 4  # letters two words must share at the start to be forms of one word
WHOLE = frozenset(["fact"])  # kinds whose wordings are made of small words
NAMES_OF_THINGS = frozenset("instrument platform actor programme event resource".split())
PLACES = frozenset(["region", "country"])  # kinds that are written with a capital, uninflected
LONG = 8  # letters of a word in which two slips may be made
SPREAD = 4  # words that may stand between the words of a name
INFLECTED, MISSPELT = 0.9, 0.8
ENDINGS = frozenset("s es e en n i a y u o em om ow ov am och ami".split())  # after four letters
VOWELS = frozenset("aeiouyаеиоуъыюяαεηιουω")
COMPOUNDS = frozenset(["up", "ups"])
SMALL = 0.3  # what a function word counts, of a word with a meaning of its own


@dataclass(frozen=True, slots=True)
class Mention:
    """A node named in a question. `score` is 1 for its exact name; `words` as they stand there."""

    node: str
    kind: str
    score: float
    start: int
    end: int
    words: str
    label: str
    exact: bool


@dataclass(frozen=True, slots=True)
class _Name:
    text: Text
    forms: tuple[str, ...]


class Linker:
    """Finds mentions of nodes; built once from the wordings of a catalogue."""

    def __init__(
        self,
        texts: Iterable[Text],
        stop_words: dict[str, frozenset[str]],
        fuzzy_kinds: frozenset[str] = frozenset(),
    ) -> None:
        """`fuzzy_kinds`: kinds whose names are also found when misspelt."""
        self._stops = stop_words
        self._names = [name for text in texts if (name := _name(text, stop_words))]
        self._by_form: dict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(self._names):
            for form in set(name.forms):
                self._by_form[form].append(number)
        self._stems: dict[str, set[str]] = defaultdict(set)
        for form in self._by_form:
            self._stems[form[:STEM]].add(form)
        self._fuzzy = Misspellings(
            {f for n in self._names if n.text.kind in fuzzy_kinds for f in n.forms if len(f) > 4}
        )
        self._rarity = self._rarities()
        self._weights = [
            tuple(self._weight(form, name) for form in name.forms) for name in self._names
        ]

    def mentions(self, question: str, languages: Sequence[str]) -> list[Mention]:
        """Best mention of each node, the surest first; names in `languages` or in English."""
        found: dict[str, Mention] = {}
        spoken = tokens(question)
        hits = self._hits(spoken)
        allowed = {*languages, "en", "mul"}
        for number, places in self._candidates(hits).items():
            name = self._names[number]
            if name.text.language not in allowed and name.text.kind not in PLACES:
                continue  # a place is also called what its own people call it
            said = _as_spoken(name, places, languages)
            coverage = _covered(name.forms, self._weights[number], said)
            if coverage >= _needed(name) and (
                mention := self._mention(name, coverage, said, spoken, question, languages)
            ):
                best = found.get(mention.node)
                if best is None or _rank(mention) > _rank(best):
                    found[mention.node] = mention
        return sorted(found.values(), key=_rank, reverse=True)

    def _rarities(self) -> dict[str, float]:
        nodes_with = Counter(
            form
            for form, numbers in self._by_form.items()
            for _ in {self._names[n].text.node for n in numbers}
        )
        total = len({name.text.node for name in self._names}) + 1
        return {form: math.log(total / count) + 0.5 for form, count in nodes_with.items()}

    def _is_acronym(self, written: str, name: _Name, languages: Sequence[str]) -> bool:
        """Hungarian "két" is no KET, and Slovak "sme" is an SME only in capitals."""
        small = any(fold(written) in self._stops.get(language, ()) for language in languages)
        same = written.casefold() == name.text.text.casefold()
        return same and (written.isupper() or not small)

    def _weight(self, form: str, name: _Name) -> float:
        """Rarity of a word of a name; small words count little unless there are no others."""
        small = form in self._stops.get(name.text.language, ())
        return self._rarity[form] * (SMALL if small else 1.0)

    def _hits(self, spoken: list[Token]) -> list[dict[str, float]]:
        return [dict(self._forms_like(token.form)) for token in spoken]

    def _forms_like(self, word: str) -> Iterator[tuple[str, float]]:
        known = word in self._by_form
        if known:
            yield word, 1.0
        near = [f for f in self._stems.get(word[:STEM], ()) if f != word and same_stem(f, word)]
        yield from ((form, INFLECTED) for form in near)
        if not known and not near and len(word) > 4:
            yield from ((form, MISSPELT) for form in self._fuzzy.near(word))

    def _candidates(
        self, hits: list[dict[str, float]]
    ) -> dict[int, dict[str, list[tuple[int, float]]]]:
        places: dict[int, dict[str, list[tuple[int, float]]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for position, forms in enumerate(hits):
            for form, score in forms.items():
                for number in self._by_form[form]:
                    places[number][form].append((position, score))
        return places

    def _mention(
        self,
        name: _Name,
        coverage: float,
        places: dict[str, list[tuple[int, float]]],
        spoken: list[Token],
        question: str,
        languages: Sequence[str],
    ) -> Mention | None:
        window = _closest(name.forms, places)
        if window is None:
            return None
        first, last, score = window
        start, end = spoken[first].start, spoken[last].end
        written = question[start:end]
        if name.text.kind in PLACES and not (score == 1.0 and written[:1].isupper()):
            return None
        if name.text.text.isupper() and not self._is_acronym(written, name, languages):
            return None
        score *= (len(places) / (last - first + 1)) ** 0.5 if last - first >= len(places) else 1.0
        exact = fold(written) == fold(name.text.text) or coverage * score == 1.0
        if exact:
            score = 1.0
        return Mention(
            name.text.node,
            name.text.kind,
            coverage * score,
            start,
            end,
            written,
            name.text.text,
            exact,
        )


def same_stem(one: str, other: str) -> bool:
    """True for two inflected forms of a word: a long common start, short different ends."""
    if one.isdigit() or other.isdigit():
        return False
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    shorter, longer = sorted((len(one), len(other)))
    if shorter == STEM and shared == STEM and max(one, other, key=len)[STEM:] not in ENDINGS:
        return False  # "plan" is no form of "plant"
    if shared == STEM and not all(_is_ending(word[STEM:]) for word in (one, other)):
        return False  # "planned" is none either
    if max(one, other, key=len)[shared:] in COMPOUNDS:
        return False  # "start" is no form of "startup"
    return shared >= STEM and shared >= 0.8 * shorter and longer - shared <= max(3, shared // 2)


def _is_ending(rest: str) -> bool:
    """Nothing, a known ending, or one that begins with a vowel as endings do."""
    return not rest or rest in ENDINGS or rest[0] in VOWELS


class Misspellings:
    """Words of names, to be found when one slip is made, or two in a long word."""

    def __init__(self, forms: Iterable[str]) -> None:
        """`forms`: words of names, folded."""
        known = sorted(forms)
        self._by_slips = [
            (1, [form for form in known if len(form) < LONG]),
            (2, [form for form in known if len(form) >= LONG]),
        ]

    def near(self, word: str) -> list[str]:
        """The forms that a word may stand for, in the order of the alphabet."""
        return sorted(
            form
            for slips, forms in self._by_slips
            for form, _, _ in extract_iter(
                word, forms, scorer=OSA.distance, processor=None, score_cutoff=slips
            )
        )


def _name(text: Text, stop_words: dict[str, frozenset[str]]) -> _Name | None:
    forms = words(text.text)
    stops = frozenset() if text.kind in WHOLE else stop_words.get(text.language, frozenset())
    kept = [form for form in forms if form not in stops]
    # "The Hub" without its article would be found in every hub, "start-up" in every start.
    safe = kept if len(kept) > 1 else forms
    return _Name(text, tuple(safe)) if forms else None


def _as_spoken(
    name: _Name, places: dict[str, list[tuple[int, float]]], languages: Sequence[str]
) -> dict[str, list[tuple[int, float]]]:
    """Places of a name's words; a name of another language is not inflected in this one."""
    if name.text.language in languages or name.text.kind in NAMES_OF_THINGS:
        return places
    exact = {form: [hit for hit in hits if hit[1] == 1.0] for form, hits in places.items()}
    return {form: hits for form, hits in exact.items() if hits}


def _covered(forms: tuple[str, ...], weights: tuple[float, ...], places: Collection[str]) -> float:
    """Share of a name, by rarity of its words, that stands in the question."""
    return sum([w for f, w in zip(forms, weights, strict=True) if f in places]) / sum(weights)


def _needed(name: _Name) -> float:
    """Share of a name, by rarity of its words, that must stand in the question."""
    longer = len(name.forms) > (2 if name.text.kind in WHOLE else 3)
    return 0.7 if longer else 0.99


def _closest(
    forms: tuple[str, ...], places: dict[str, list[tuple[int, float]]]
) -> tuple[int, int, float] | None:
    """Tightest stretch that has each found word of a name: first, last, mean word score."""
    found = [form for form in forms if form in places]
    best: tuple[int, int, float] | None = None
    for anchor, _ in places[found[0]]:
        picked = [
            min(places[form], key=lambda hit: (abs(hit[0] - anchor), hit[0])) for form in found
        ]
        positions = [position for position, _ in picked]
        first, last = min(positions), max(positions)
        if len(set(positions)) < len(set(found)) or last - first >= len(found) + SPREAD:
            continue
        score = sum(score for _, score in picked) / len(picked)
        if best is None or (score, first - last) > (best[2], best[0] - best[1]):
            best = first, last, score
    return best


def _rank(mention: Mention) -> tuple[float, int, str]:
    return mention.score, mention.end - mention.start, mention.node
