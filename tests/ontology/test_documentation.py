"""The page of the ontology is complete, and each link inside it leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ontology import Schema
from ontology.documentation import Example, write
from ontology.names import BASE, RG

EXAMPLES = {
    str(RG.Region): [
        Example(f"{BASE}id/region/BE2", "Flanders"),
        Example(f"{BASE}id/region/FRY5", ""),
    ],
    str(RG.offers): [Example("http://example.org/<b>", "An <instrument> of others")],
}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    out: Path = tmp_path_factory.mktemp("documentation")
    write(out, EXAMPLES)
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
    write(tmp_path, EXAMPLES)

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


def _section(page: str, name: str) -> str:
    return page.partition(f'<section class="term" id="{name}"')[2].partition("</section>")[0]


def test_a_term_shows_things_that_have_it(page: str) -> None:
    region = _section(page, "Region")

    assert '<a href="/id/region/BE2">Flanders</a>' in region
    assert '<a href="/id/region/FRY5">FRY5</a>' in region
    assert '<a href="/schema/Region">counts and drawing</a>' in region


def test_a_thing_of_others_is_shown_as_text(page: str) -> None:
    assert (
        '<a href="http://example.org/&lt;b&gt;">An &lt;instrument&gt; of others</a>'
    ) in _section(page, "offers")


def test_a_term_that_nothing_has_leads_nowhere(page: str) -> None:
    unused = _section(page, "Country")

    assert "not in this release" in unused
    assert "/schema/" not in unused


def test_the_main_classes_are_drawn(page: str) -> None:
    drawing = page.partition('id="overview"')[2].partition("</svg>")[0]

    assert "SupportInstrument offers Offering; " in drawing
    assert '<a href="#SupportInstrument"><rect class="box"' in drawing
    assert drawing.count('class="way"') == drawing.count('class="by"') == 20


@pytest.mark.parametrize("suffix", ["ttl", "jsonld", "rdf", "nt"])
def test_machines_find_the_data_behind_the_page(page: str, suffix: str) -> None:
    head = page.partition("</head>")[0]

    assert f' href="/def.{suffix}">' in head
