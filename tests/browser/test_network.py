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
