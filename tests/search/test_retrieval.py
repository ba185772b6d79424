from __future__ import annotations

import numpy as np
import pytest

from search.catalogue import Text
from search.encoder import Encoder
from search.lexical import LexicalIndex
from search.retrieval import NOTHING, Nearness, Retriever
from search.vectors import VectorIndex
from tests.search.tiny import BUDGET, HUBS, MONEY, TELEPHONE, TESTING, tiny_retriever


def near(retriever: Retriever, question: str, language: str = "en") -> Nearness:
    return retriever.near(question, retriever.vector(question), [language])


@pytest.fixture(params=["letters", "both"])
def retriever(request: pytest.FixtureRequest, hash_encoder: Encoder) -> Retriever:
    return tiny_retriever(hash_encoder if request.param == "both" else None)


def test_the_node_whose_wording_is_nearest_comes_first(retriever: Retriever) -> None:
    assert near(retriever, "digital innovation hub").hits[0].node == HUBS
    assert near(retriever, "we try a machine before we buy").hits[0].node == TESTING


def test_a_node_is_as_near_as_its_nearest_wording(retriever: Retriever) -> None:
    first = near(retriever, "try out a new machine before we buy it").hits[0]
    assert (first.node, first.text) == (TESTING, "try out a new machine before we buy it")


def test_hits_are_best_first_and_no_more_than_asked_for(retriever: Retriever) -> None:
    vector = retriever.vector("machine")
    hits = retriever.near("machine", vector, ["en"], limit=3).hits
    scores = [hit.score for hit in hits]
    assert len(hits) == 3
    assert scores == sorted(scores, reverse=True)


def test_shares_of_all_nodes_add_up_to_one(retriever: Retriever) -> None:
    found = retriever.near("budget of hubs", retriever.vector("budget of hubs"), ["en"], limit=99)
    assert len(found.hits) == len(found.scores)
    assert sum(hit.share for hit in found.hits) == pytest.approx(1.0, abs=1e-5)


def test_wordings_of_other_languages_are_left_out(retriever: Retriever) -> None:
    question = "eine Maschine ausprobieren"
    assert near(retriever, question, "de").hits[0].text == question
    assert near(retriever, question, "fi").hits[0].text != question


def test_kinds_of_fact_are_no_hits_but_every_other_node_has_a_score(retriever: Retriever) -> None:
    found = near(retriever, "budget of the hubs")
    assert found.hits[0].node == BUDGET
    assert MONEY not in found.scores
    assert HUBS in found.scores


def test_an_empty_question_is_near_nothing(retriever: Retriever) -> None:
    assert near(retriever, "") == NOTHING


def test_a_question_that_shares_nothing_has_no_favourite() -> None:
    shares = {round(hit.share, 6) for hit in near(tiny_retriever(), "ššš").hits}
    assert len(shares) == 1


def test_a_kind_of_fact_is_told_by_meaning(hash_encoder: Encoder) -> None:
    retriever = tiny_retriever(hash_encoder)
    kinds = retriever.kinds_of_fact(retriever.vector("how much money is there"), ["en"])
    assert {MONEY, TELEPHONE} <= set(kinds)
    assert kinds[MONEY] > kinds[TELEPHONE]


def test_without_an_encoder_it_works_by_letters_and_says_so(hash_encoder: Encoder) -> None:
    letters = tiny_retriever()
    assert not letters.by_meaning
    assert tiny_retriever(hash_encoder).by_meaning
    assert letters.vector("machine") is None
    assert letters.kinds_of_fact(None, ["en"]) == {}
    assert {hit.cosine for hit in near(letters, "machine").hits} == {0.0}


def test_without_vectors_the_encoder_is_not_asked(hash_encoder: Encoder) -> None:
    texts = [Text("n", "need", "en", "label", "machine")]
    lexical = LexicalIndex.build(["machine"])
    assert Retriever(texts, None, lexical, hash_encoder).vector("machine") is None


def test_without_wordings_nothing_is_near() -> None:
    empty = Retriever([], None, LexicalIndex.build([]), None)
    assert near(empty, "machine") == NOTHING


def test_a_cosine_is_that_of_the_wording_that_matched(hash_encoder: Encoder) -> None:
    texts = [Text("n", "need", "en", "label", said) for said in ("machine", "firm")]
    documents = hash_encoder.encode_documents(["machine", "firm"])
    retriever = Retriever(
        texts, VectorIndex.build(documents), LexicalIndex.build(["machine", "firm"]), hash_encoder
    )
    [hit] = near(retriever, "machine").hits
    assert hit.cosine == pytest.approx(float(np.dot(documents[0], documents[0])), abs=1e-5)
    assert hit.text == "machine"


def test_a_text_without_a_vector_is_found_by_its_letters(hash_encoder: Encoder) -> None:
    texts = [
        Text(HUBS, "instrument", "en", "label", "digital hub"),
        Text(TESTING, "need", "en", "label", "try a machine"),
        Text(TESTING, "need", "en", "synonym", "prova una macchina"),
    ]
    vectors = VectorIndex.build(hash_encoder.encode_documents(["digital hub", "try a machine"]))
    lexical = LexicalIndex.build([text.text for text in texts])
    found = near(Retriever(texts, vectors, lexical, hash_encoder), "macchina")
    assert found.hits[0].node == TESTING
    assert found.hits[0].lexical > found.hits[1].lexical
