"""An audit of the pages that people read, by axe; those of the endpoint have tests of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

AXE = Path(__file__).parents[2] / "web" / "workbench" / "node_modules" / "axe-core" / "axe.min.js"
PATHS = (
    "/ontology/",
    "/",
    "/?q=which+support+fits+a+3D+printing+partnership+in+phase+3",
    "/id/instrument/escp-s3",
    "/concept/stage/phase-3",
    "/browse",
    "/browse/type",
    "/changes",
    "/dumps/",
    "/profiles/",
    "/embed",
    "/schema",
    "/schema/SupportInstrument",
    "/examples",
    "/search",
    "/text",
    "/shapes",
    "/about",
    "/nowhere",
)
# What is repeated from here on is left out: an audit of it all would take a minute.
REPEATED = {
    "/ontology/": "section.term:nth-of-type(n+8)",
    "/examples": ".example:nth-of-type(n+2)",
}
# A screen and a telephone: width in CSS pixels, and colours.
LOOKS: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1280, "light"), (360, "dark"))


@pytest.fixture(scope="module")
def audited(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(
        bypass_csp=True, base_url=address, locale="en", reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PATHS)
def test_an_audit_finds_no_barrier_and_nothing_to_scroll_sideways(audited: Page, path: str) -> None:
    audited.goto(path)
    audited.evaluate(AXE.read_text(encoding="utf-8"))
    excluded = [REPEATED[path]] if path in REPEATED else []
    for width, scheme in LOOKS:
        audited.set_viewport_size({"width": width, "height": 800})
        audited.emulate_media(color_scheme=scheme)
        told = audited.evaluate("(context) => axe.run(context)", {"exclude": excluded})
        assert audited.evaluate("document.documentElement.scrollWidth") <= width
        assert len(told["passes"]) > 8
        assert [_barrier(one) for one in told["violations"]] == []


def test_the_page_of_the_ontology_can_be_used_by_keyboard(page: Page) -> None:
    page.goto("/ontology/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("location.hash") == "#content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def _barrier(violation: dict[str, Any]) -> tuple[str, list[Any]]:
    return violation["id"], [node["target"] for node in violation["nodes"]][:5]


def test_where_colours_are_the_readers_the_choice_made_can_be_seen(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(base_url=address, locale="en", forced_colors="active")
    page = context.new_page()
    page.goto("/sparql?query=SELECT+*+%7B+VALUES+(?a+?b)+%7B+(1+2)+(2+3)+%7D+%7D")
    border = "one => getComputedStyle(one).borderBottomColor"

    for chosen, other in (
        (".wb-tabs [aria-selected=true]", ".wb-tabs [aria-selected=false]"),
        (".head nav [aria-current]", ".head nav a:not([aria-current])"),
    ):
        seen = [page.locator(one).first.evaluate(border) for one in (chosen, other)]
        assert seen[0] != seen[1]
    context.close()
