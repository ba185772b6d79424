from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from graph.canonical import canonical_lines
from graph.news import NEWS, Happening, News, owners_of, read_news, tell, write_news
from graph.store import Store
from graph.terms import Literal, Quad
from ontology.names import DCT, RDF, RG, SKOS, graph_name, thing
from tests.conftest import BUDGET, FACTS, PROGRAMME, REGION, said
from tests.graph.comparing import compared

VALUE, TEXT = str(RG.minValue), str(DCT.description)


def _news(before: list[Quad], after: list[Quad]) -> list[News]:
    old, new = Store.memory(), Store.memory()
    old.insert_published(before)
    new.insert_published(after)
    with TemporaryDirectory() as name:
        path = Path(name)
        one, other = canonical_lines(old, path / "old.nq"), canonical_lines(new, path / "new.nq")
        return tell(compared(one, other, path), old, new, owners_of(old, new))


def test_a_figure_is_told_of_what_it_belongs_to(tiny_quads: list[Quad]) -> None:
    before = [*tiny_quads, said(FACTS, BUDGET, VALUE, Literal(1))]
    after = [*tiny_quads, said(FACTS, BUDGET, VALUE, Literal(2))]
    (news,) = _news(before, after)

    assert news.iri == PROGRAMME
    assert news.title == "Interreg Europe: budget of Interreg Europe stated anew"


def test_a_figure_that_comes_or_goes_is_told_so(tiny_quads: list[Quad]) -> None:
    without = [quad for quad in tiny_quads if BUDGET not in str(quad)]
    (come,) = _news(without, tiny_quads)
    (gone,) = _news(tiny_quads, without)

    assert come.words == ("budget of Interreg Europe now stated",)
    assert gone.words == ("budget of Interreg Europe no longer stated",)


def test_things_that_come_go_or_change_are_told(tiny_quads: list[Quad]) -> None:
    rest = [quad for quad in tiny_quads if not str(quad).startswith(f"<{REGION}>")]
    described = [*tiny_quads, said(FACTS, PROGRAMME, TEXT, Literal("Words."))]

    assert [news.title for news in _news(tiny_quads, rest)] == ["Flanders: removed"]
    assert [news.title for news in _news(rest, tiny_quads)] == ["Flanders: new"]
    assert [news.title for news in _news(tiny_quads, described)] == [
        "Interreg Europe: description changed"
    ]


def test_a_merged_thing_is_told_with_its_successor(tiny_quads: list[Quad]) -> None:
    old = thing("programme", "interreg")
    before = [
        *tiny_quads,
        said(FACTS, old, str(RDF.type), str(RG.SupportProgramme)),
        said(FACTS, old, str(SKOS.prefLabel), Literal("Interreg", language="en")),
    ]
    merged = said(graph_name("replacements"), old, str(DCT.isReplacedBy), PROGRAMME)
    (news,) = _news(before, [*tiny_quads, merged])
    assert news.title == "Interreg: is now part of Interreg Europe"


def test_what_is_only_inferred_or_translated_is_no_news(tiny_quads: list[Quad]) -> None:
    name = Literal("Interreg Europa", language="de")
    translated = said(graph_name("labels", "mt", "de"), PROGRAMME, str(SKOS.prefLabel), name)
    inferred = said(graph_name("inferred", "rl"), PROGRAMME, str(RDF.type), str(RG.Programme))
    assert _news(tiny_quads, [*tiny_quads, translated, inferred]) == []


def test_news_are_read_as_they_were_written(tmp_path: Path) -> None:
    happening = Happening("restated", "Budget", "http://e/budget", ("http://e/p",))
    news = [News(PROGRAMME, "Interreg Europe", "changed", ("budget stated anew",), (happening,))]
    write_news(news, tmp_path)
    assert read_news(tmp_path) == news


def test_logs_of_older_software_have_words_only(tmp_path: Path) -> None:
    old = '[{"iri": "http://e/a", "name": "A", "change": "changed", "words": ["b changed"]}]'
    (tmp_path / NEWS).write_text(old, encoding="utf-8")

    [news] = read_news(tmp_path)
    assert (news.title, news.happenings) == ("A: b changed", ())
