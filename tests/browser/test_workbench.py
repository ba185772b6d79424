"""The workbench in a real browser, over the small release."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlparse

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.fakes import VERSION

PREFIXES = (
    "PREFIX rg: <https://w3id.org/regiograph/def#>\n"
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
)
COUNTRIES = """\
PREFIX country: <https://w3id.org/regiograph/id/country/>
SELECT ?country ?regions WHERE {
  VALUES (?country ?regions) {
    (country:AUT 9) (country:MLT 2) (country:CYP 1) (country:USA 50)
  }
}"""
AXE = Path(__file__).parents[2] / "web" / "workbench" / "node_modules" / "axe-core" / "axe.min.js"
RELATIONS = PREFIXES + "SELECT ?one ?other { ?one a rg:SupportInstrument ; rg:advises ?other }"
GRAPH = PREFIXES + "CONSTRUCT WHERE { ?one rg:advises ?other ; skos:prefLabel ?name }"
PRODUCT = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
_PASTE = """(editor, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const given = { clipboardData, bubbles: true, cancelable: true };
  editor.dispatchEvent(new ClipboardEvent("paste", given));
}"""


def _open(page: Page, query: str = "", **more: str) -> None:
    given = {"query": query, **more} if query else more
    page.goto(f"/sparql?{urlencode(given)}")
    expect(page.get_by_role("textbox", name="Query")).to_be_visible()


def _write(page: Page, text: str) -> None:
    """Paste a query over the one that is there."""
    page.get_by_role("textbox", name="Query").focus()
    page.keyboard.press("Control+a")
    page.locator(".cm-content").evaluate(_PASTE, text)


def _rows(page: Page) -> list[str]:
    expect(page.locator("#result tbody tr").first).to_be_visible()
    return page.locator("#result tbody tr").all_inner_texts()


def test_a_query_is_written_completed_and_run_by_keyboard_alone(page: Page) -> None:
    _open(page)
    page.get_by_role("textbox", name="Query").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT * WHERE {\n?one a SupportInst")
    expect(page.locator(".cm-tooltip-autocomplete li[aria-selected]")).to_contain_text(
        "rg:SupportInstrument"
    )
    page.wait_for_timeout(150)  # the editor takes no choice that is newer than that
    page.keyboard.press("Enter")
    expect(page.locator(".cm-content")).to_contain_text(
        "PREFIX rg: <https://w3id.org/regiograph/def#>SELECT * WHERE {  ?one a rg:SupportInstrument"
    )
    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("link", name="European Cluster Collaboration Platform")).to_be_visible()
    assert len(_rows(page)) == 2
    expect(page.get_by_role("status")).to_contain_text("Rows: 2 · ")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Run")).to_be_focused()


def test_tab_leaves_the_editor(page: Page) -> None:
    _open(page)
    page.get_by_role("textbox", name="Query").focus()
    page.keyboard.press("Tab")

    expect(page.get_by_role("button", name="Run")).to_be_focused()


def test_numbers_are_a_chart_and_countries_a_map_by_the_arrow_keys(page: Page) -> None:
    _open(page, COUNTRIES)
    page.get_by_role("tab", name="Table").focus()
    page.keyboard.press("ArrowRight")

    expect(page.get_by_role("tab", name="Chart")).to_be_focused()
    expect(page.locator(".wb-bars .bar rect")).to_have_count(4)

    page.keyboard.press("ArrowRight")

    expect(page.locator(".wb-map > svg")).to_have_attribute(
        "aria-label", "Map: Austria 9; Malta 2; Cyprus 1"
    )
    expect(page.locator(".wb-map circle.dot")).to_have_count(1)
    expect(page.locator("figcaption")).to_contain_text("Rows that name no country on this map: 1.")


def test_a_permalink_gives_the_same_query_release_and_view_again(page: Page) -> None:
    _open(page)
    _write(page, COUNTRIES)
    page.keyboard.press("Control+Enter")
    page.get_by_role("tab", name="Chart").click()
    link = page.get_by_role("link", name="Link to this query and release").get_attribute("href")
    given = parse_qs(urlparse(link or "").query)

    page.goto(link or "")

    assert (given["query"], given["release"]) == ([COUNTRIES], [VERSION])
    expect(page.get_by_role("tab", name="Chart")).to_have_attribute("aria-selected", "true")
    expect(page.locator(".wb-bars .bar rect")).to_have_count(4)
    assert page.url.endswith("view=chart")


def test_things_that_lead_to_things_are_a_graph(page: Page) -> None:
    _open(page, RELATIONS, view="graph")

    expect(page.locator(".wb-network .thing")).to_have_count(2)
    expect(page.locator(".wb-network a").first).to_have_attribute("href", "/id/instrument/eccp")


def test_statements_are_a_graph_a_table_and_turtle(page: Page) -> None:
    _open(page, GRAPH)

    expect(page.locator(".wb-network .thing")).to_have_count(2)
    expect(page.locator(".wb-network .value")).to_have_count(1)
    page.get_by_role("tab", name="Table").click()
    assert len(_rows(page)) == 2
    page.get_by_role("tab", name="Turtle").click()
    expect(page.locator("#result pre")).to_contain_text('"European Cluster Collaboration Platform"')


def test_what_is_said_in_many_languages_is_drawn_in_the_readers(page: Page) -> None:
    names = '"one"@en "eins"@de "uno"@es "1"'
    _open(page, f"CONSTRUCT {{ <urn:a> <urn:name> ?n }} {{ VALUES ?n {{ {names} }} }}")
    drawn = page.locator(".wb-network svg > g:not(.way) text")
    expect(drawn.filter(has_text="one")).to_be_visible()
    assert sorted(drawn.all_text_contents()) == ["1", "one", "urn:a"]
    expect(page.locator(".wb-network figcaption")).to_contain_text("2 of 4")


def test_a_query_that_is_refused_stays_in_the_editor(page: Page) -> None:
    _open(page, "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    expect(page.locator(".wb-problem")).to_contain_text("SERVICE is refused")
    expect(page.get_by_role("textbox", name="Query")).to_contain_text("SERVICE")


def test_names_stand_for_addresses_until_told_otherwise(page: Page) -> None:
    _open(page, RELATIONS)
    expect(page.locator("#result tbody")).to_contain_text("European Cluster Collaboration Platform")

    page.get_by_label("Names instead of addresses").uncheck()

    assert _rows(page) == ["id/instrument/eccp\tid/instrument/escp-s3"]


def test_long_results_come_in_pages_that_can_be_sorted_and_filtered(page: Page) -> None:
    values = " ".join(str(number) for number in range(250))
    _open(page, f"SELECT ?n {{ VALUES ?n {{ {values} }} }}")
    assert len(_rows(page)) == 100

    page.get_by_role("button", name="n", exact=True).click()
    page.get_by_role("button", name="n", exact=True).click()
    assert _rows(page)[0] == "249"
    expect(page.get_by_role("columnheader")).to_have_attribute("aria-sort", "descending")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("status")).to_have_text("Rows 101–200 of 250")
    page.get_by_label("Filter the rows").fill("24")
    assert len(_rows(page)) == 13


def test_a_mistake_is_shown_at_its_place_while_it_is_made(page: Page) -> None:
    _open(page)
    _write(page, "SELECT * WHERE {\n  ?a rg:b }")

    expect(page.locator(".wb-syntax")).to_have_text(
        "Line 2, column 6: The prefix rg: is not declared.Declare rg:"
    )

    _write(page, "SELECT * WHERE {\n  ?a }")
    expect(page.locator(".wb-syntax")).to_have_text("Line 2, column 6: “}” is not expected here.")


def test_the_place_of_a_mistake_that_the_endpoint_found_can_be_gone_to(page: Page) -> None:
    _open(page)
    _write(page, "ASK {\n  ?a ?b }")
    page.keyboard.press("Control+Enter")

    page.get_by_role("button", name="Go to line 2").click()

    expect(page.get_by_role("textbox", name="Query")).to_be_focused()
    expect(page.locator(".cm-activeLine")).to_have_text("  ?a ?b }")
    expect(page.get_by_role("status")).to_contain_text("The query can't be read.")


def test_a_query_that_runs_can_be_cancelled(page: Page) -> None:
    _open(page)
    _write(page, RUNAWAY)
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Cancel").click()

    expect(page.get_by_role("status")).to_have_text("The query was cancelled.")
    expect(page.get_by_role("button", name="Cancel")).to_be_hidden()
    # Long before its deadline: the server has ended it too.
    page.wait_for_function(
        "fetch('/health').then(r => r.json()).then(h => h.pool.busy === 0)",
        timeout=10_000,
    )


def test_a_cut_result_says_so_and_shows_what_came(page: Page) -> None:
    _open(page)
    _write(page, PRODUCT)
    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("alert")).to_contain_text("This result is incomplete")
    assert len(_rows(page)) == 100


def test_an_example_is_found_by_a_word_and_run(page: Page) -> None:
    _open(page)
    examples = page.get_by_role("complementary")
    examples.get_by_label("Find an example").fill("all support instr")
    expect(examples.get_by_role("listitem")).to_have_count(1)

    examples.get_by_role("link", name="All support instruments").click()

    assert len(_rows(page)) == 2
    page.go_back()
    expect(page.locator(".cm-content")).to_contain_text("PREFIX")


def test_yes_and_no_are_words(page: Page) -> None:
    _open(page, "ASK {}")

    expect(page.locator(".wb-answer")).to_have_text("Yes")


@pytest.mark.parametrize("width", [360, 1360])
def test_nothing_is_wider_than_the_screen(width: int, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    _open(page, COUNTRIES)
    expect(page.locator("#result tbody tr")).to_have_count(4)

    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_without_scripts_the_form_does_the_same(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address, locale="en")
    page = context.new_page()
    page.goto("/sparql")
    page.get_by_label("Query", exact=True).fill(RELATIONS)
    page.get_by_role("button", name="Run").click()

    expect(page.get_by_role("link", name="id/instrument/eccp")).to_be_visible()
    assert page.get_by_label("Query", exact=True).input_value() == RELATIONS
    assert page.get_by_role("link", name="Link to this query").get_attribute("href")
    context.close()


def test_the_workbench_speaks_the_readers_language(page: Page) -> None:
    page.goto(f"/sparql?{urlencode({'lang': 'de', 'query': RELATIONS})}")

    expect(page.get_by_role("link", name="Strategische Clusterpartnerschaften")).to_be_visible()
    expect(page.get_by_role("tab", name="Tabelle")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Zeilen: 1 · 0,")


def test_an_audit_finds_nothing_that_keeps_people_out(browser: Browser, address: str) -> None:
    # Colours that still change would be audited half way.
    context = browser.new_context(
        bypass_csp=True, base_url=address, locale="en", reduced_motion="reduce"
    )
    page = context.new_page()
    for query, view in (
        (COUNTRIES, "table"),
        (COUNTRIES, "chart"),
        (COUNTRIES, "map"),
        (GRAPH, ""),
    ):
        _open(page, query, view=view)
        expect(page.locator("#wb-view > *").first).to_be_visible()
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert _barriers(page) == []
    page.emulate_media(color_scheme="dark")
    assert _barriers(page) == []
    context.close()


def _barriers(page: Page) -> list[tuple[str, list[object]]]:
    found = page.evaluate("axe.run({ exclude: ['.wb-tasks'] })")["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]
