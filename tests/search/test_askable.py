from __future__ import annotations

from search.askable import WORDINGS, askable
from search.catalogue import Catalogue, Text


def of(*texts: Text) -> list[Text]:
    return list(askable(Catalogue({}, texts, {}, {})).texts)


def test_english_wordings_of_things_and_concepts_are_embedded() -> None:
    kept = [Text("n", kind, "en", "label", "x") for kind in ("actor", "audience", "need", "rule")]
    assert of(*kept) == kept


def test_names_of_bodies_in_other_languages_are_left_to_their_letters() -> None:
    actor, need = (Text("n", kind, "de", "label", "x") for kind in ("actor", "need"))
    assert of(actor, need) == [need]


def test_places_are_never_embedded() -> None:
    assert of(Text("n", "country", "en", "label", "Portugal")) == []


def test_another_language_has_a_few_wordings_of_a_node_its_name_first() -> None:
    cues = [Text("n", "need", "fi", "cue", f"sana {i}") for i in range(2 * WORDINGS)]
    name = Text("n", "need", "fi", "label", "tarve")
    kept = of(*cues, name)
    assert len(kept) == WORDINGS
    assert name in kept


def test_a_second_wording_of_what_is_stated_is_left_to_its_letters() -> None:
    wordings = [
        Text(kind, kind, language, role, role)
        for kind in ("need", "statement")
        for language in ("de", "en")
        for role in ("label", "synonym")
    ]
    found = askable(Catalogue({}, tuple(wordings), {}, {}))
    assert found.spelt == (Text("statement", "statement", "de", "synonym", "synonym"),)
    assert len(found.meant) == 7
    assert found.texts == (*found.meant, *found.spelt)


def test_english_keeps_them_all() -> None:
    cues = [Text("n", "need", "en", "cue", f"way {i}") for i in range(2 * WORDINGS)]
    assert of(*cues) == sorted(cues, key=lambda text: text.text)


def test_what_is_not_covered_becomes_one_text_a_language() -> None:
    texts = [
        Text("n", "out-of-scope", "en", "cue", "how to cook"),
        Text("n", "out-of-scope", "en", "label", "food"),
        Text("n", "out-of-scope", "en", "cue", "food"),
        Text("n", "out-of-scope", "de", "label", "Essen"),
    ]
    assert of(*texts) == [
        Text("n", "out-of-scope", "de", "label", "Essen"),
        Text("n", "out-of-scope", "en", "label", "food; how to cook"),
    ]


def test_the_order_does_not_depend_on_the_order_of_the_graph() -> None:
    texts = [
        Text(node, kind, language, "label", f"{node} {kind}")
        for node in ("b", "a")
        for kind in ("need", "instrument")
        for language in ("fr", "en")
    ]
    assert of(*texts) == of(*reversed(texts))
