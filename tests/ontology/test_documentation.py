"""The page of the ontology is complete, and each link inside it leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ontology import Schema
from ontology.documentation import write


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    out: Path = tmp_path_factory.mktemp("documentation")
    write(out)
    return (out / "index.html").read_text(encoding="utf-8")


def test_each_term_has_a_section_under_its_local_name(page: str) -> None:
    schema = Schema.load()
    names = {term.name for term in (*schema.classes.values(), *schema.properties.values())}

    assert set(re.findall(r'<section class="term" id="(\w+)"', page)) == names


def test_links_inside_the_page_lead_somewhere(page: str) -> None:
    assert set(re.findall(r'href="#(\w+)"', page)) <= set(re.findall(r'id="([\w-]+)"', page))


def test_no_anchor_is_given_twice(page: str) -> None:
    anchors = re.findall(r' id="([\w-]+)"', page)

    assert len(anchors) == len(set(anchors))


def test_a_class_shows_what_the_shapes_ask_for(page: str) -> None:
    section = page.partition('id="Figure"')[2].partition("</section>")[0]

    assert "<code>^rg:hasFigure</code></td><td>1</td><td>1</td><td>violation</td>" in section


def test_schemes_and_rules_are_listed(page: str) -> None:
    assert "Degrees of relevance</a></td><td>3</td>" in page
    assert "<code>40-joining-rule.rq</code>: The joining rule for each partnership" in page


def test_writing_twice_gives_the_same_page(page: str, tmp_path: Path) -> None:
    write(tmp_path)

    assert (tmp_path / "index.html").read_text(encoding="utf-8") == page


def test_each_published_version_is_in_the_history(page: str) -> None:
    history = page.partition('id="history"')[2]
    assert '<a href="/def/0.1.0"><code>0.1.0</code></a>' in history
    assert "The first version." in history


def test_the_version_that_is_current_is_in_the_history(page: str) -> None:
    [current] = re.findall(r"<dt>Version</dt><dd>([\d.]+)</dd>", page)
    assert f'<a href="/def/{current}">' in page.partition('id="history"')[2]


def test_the_page_has_no_style_that_a_strict_policy_would_block(page: str) -> None:
    assert "<style" not in page
    assert " style=" not in page
