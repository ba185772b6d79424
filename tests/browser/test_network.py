"""The drawing of what leads to what, in a real browser."""

from __future__ import annotations

from urllib.parse import urlencode

from playwright.sync_api import Page, expect


def _draw(page: Page, ways: str) -> None:
    query = f"CONSTRUCT {{ ?a ?by <urn:centre> }} {{ VALUES (?a ?by) {{ {ways} }} }}"
    page.goto(f"/sparql?{urlencode({'query': query, 'view': 'graph'})}")
    expect(page.locator(".wb-network svg")).to_be_visible()


def test_what_all_ways_are_called_is_said_once(page: Page) -> None:
    _draw(page, " ".join(f"(<urn:thing:{number}> <urn:by>)" for number in range(9)))

    expect(page.locator(".wb-network .way line")).to_have_count(9)
    expect(page.locator(".wb-network .way text")).to_have_count(0)
    expect(page.locator(".wb-network figcaption")).to_have_text("→ urn:by")


def test_ways_that_differ_have_their_names_beside_them(page: Page) -> None:
    _draw(page, " ".join(f"(<urn:thing:{number}> <urn:by:{number % 2}>)" for number in range(9)))

    expect(page.locator(".wb-network .way text")).to_have_count(9)
    expect(page.locator(".wb-network figcaption")).to_have_count(0)


def test_many_statements_are_a_table_first(page: Page) -> None:
    ways = " ".join(f"(<urn:thing:{number}> <urn:by>)" for number in range(70))
    query = f"CONSTRUCT {{ ?a ?by <urn:centre> }} {{ VALUES (?a ?by) {{ {ways} }} }}"
    page.goto(f"/sparql?{urlencode({'query': query})}")

    expect(page.get_by_role("tab", name="Table")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("tab")).to_have_text(["Table", "Graph", "Turtle"])


def test_on_a_telephone_the_drawing_scrolls_and_its_words_can_be_read(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    _draw(page, " ".join(f"(<urn:thing:{number}> <urn:by:{number}>)" for number in range(9)))

    drawn = page.locator(".wb-network").evaluate("one => [one.scrollWidth, one.clientWidth]")
    assert drawn[0] > drawn[1]
    assert page.evaluate("document.documentElement.scrollWidth") == 360
