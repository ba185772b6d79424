"""The widget in a real browser, in a page of another origin that allows as little as it can."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

AXE = Path(__file__).parents[2] / "web" / "workbench" / "node_modules" / "axe-core" / "axe.min.js"
QUESTION = "which support fits a 3D printing partnership in phase 3"
_PAGE = """<!doctype html><html lang="{language}"><head><meta charset="utf-8">
<title>A portal</title><meta name="color-scheme" content="light dark"></head>
<body><h1>A portal</h1><div id="here"></div>{tag}</body></html>"""


class Portal:
    """Another site: its page, and the policy that the page is sent with."""

    def __init__(self, page: Page, widget: str, own: str) -> None:
        self.page, self.widget, self.own = page, widget, own
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.content = ""
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self._heard(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def show(self, language: str = "en", **values: str) -> None:
        """Open the page with the tag and its data- attributes."""
        data = "".join(f' data-{name}="{escape(value)}"' for name, value in values.items())
        tag = f'<script src="{self.widget}/widget.js" async{data}></script>'
        self.content = _PAGE.format(language=language, tag=tag)
        self.page.goto(self.own)

    def _heard(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and "status of 4" not in text:
            self.complaints.append(text)


@contextmanager
def _serving(pages: dict[str, Any], policy: str) -> Iterator[str]:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/" else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", policy)
            self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
            self.end_headers()
            self.wfile.write(pages["portal"].content.encode() if self.path == "/" else b"")

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def portal(browser: Browser, address: str) -> Iterator[Portal]:
    """A page that may load scripts from, and speak to, the widget's server only."""
    pages: dict[str, Any] = {}
    policy = f"default-src 'none'; script-src {address}; connect-src {address}; img-src 'self'"
    with _serving(pages, policy) as own:
        context = browser.new_context(locale="en", reduced_motion="reduce")
        page = context.new_page()
        page.set_default_timeout(8000)
        portal = pages["portal"] = Portal(page, address, own)
        yield portal
        assert context.cookies() == []
        context.close()
        assert portal.complaints == []
        assert [url for url in portal.asked if not url.startswith((own, address))] == []


def test_a_question_is_asked_and_answered_by_keyboard_alone(portal: Portal) -> None:
    portal.show()
    field = portal.page.get_by_role("combobox", name="Your question")
    expect(field).to_be_visible()
    portal.page.keyboard.press("Tab")
    expect(field).to_be_focused()
    portal.page.keyboard.type(QUESTION)
    portal.page.keyboard.press("Enter")

    card = portal.page.locator(".cards .card").first
    expect(card.get_by_role("link").first).to_have_text(
        "Strategic cluster partnerships for smart specialisation"
    )
    expect(card.locator(".badge")).to_have_text("Fits if …")
    expect(card.locator(".reasons > li").nth(1)).to_contain_text("Only cluster organisations apply")
    expect(card.get_by_role("link", name="Source: Cluster partnerships")).to_have_attribute(
        "href", f"{portal.widget}/id/passage/p1?lang=en"
    )
    expect(portal.page.get_by_role("status")).to_have_text("3 results")
    portal.page.keyboard.press("Tab")
    expect(portal.page.get_by_role("button", name="Search")).to_be_focused()


def test_suggestions_are_chosen_with_the_arrow_keys(portal: Portal) -> None:
    portal.show()
    field = portal.page.get_by_role("combobox")
    field.press_sequentially("strat")
    option = portal.page.get_by_role("option").first
    expect(option).to_contain_text("Strategic cluster partnerships")
    expect(field).to_have_attribute("aria-expanded", "true")

    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "")
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially("e")
    expect(option).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")

    expect(field).to_have_value("Strategic cluster partnerships for smart specialisation")
    expect(portal.page.locator(".cards .card").first).to_be_visible()


def test_what_is_not_covered_is_said_so(portal: Portal) -> None:
    portal.show(question="how far is the moon")

    expect(portal.page.locator(".no h3")).to_have_text("Not covered")
    expect(portal.page.get_by_role("status")).to_have_text("Not covered")
    expect(portal.page.get_by_role("heading", name="What comes nearest")).to_be_visible()
    # Suggestions are no answers: they carry no verdict.
    expect(portal.page.locator(".cards .badge")).to_have_count(0)


def test_what_the_source_does_not_say_is_told_with_what_it_says(portal: Portal) -> None:
    portal.show(question="what is on the dark side of the moon")

    expect(portal.page.locator(".no h3")).to_have_text("What the source does not say")
    expect(portal.page.locator(".no p")).to_contain_text("EUR 2.8 million")
    expect(portal.page.locator(".no .evidence a")).to_have_count(1)


def test_a_refused_question_says_why(portal: Portal) -> None:
    portal.show()
    field = portal.page.get_by_role("combobox")
    field.evaluate(
        "field => { field.removeAttribute('maxlength'); field.value = 'a'.repeat(2001) }"
    )
    field.press("Enter")

    expect(portal.page.get_by_role("status")).to_contain_text("at most 2,000 are answered")


@pytest.mark.parametrize(
    ("language", "label"),
    [("de", "Ihre Frage"), ("el-GR", "Η ερώτησή σας"), ("tr", "Your question")],
)
def test_it_speaks_the_language_of_the_page(portal: Portal, language: str, label: str) -> None:
    portal.show(language)
    expect(portal.page.get_by_role("combobox", name=label)).to_be_visible()


def test_a_card_shows_one_thing_in_the_language_asked_for(portal: Portal) -> None:
    portal.show(thing="escp-s3", lang="de", target="#here")

    card = portal.page.locator("#here article")
    expect(card.get_by_role("heading").first).to_have_text("Strategische Clusterpartnerschaften")
    expect(card.get_by_role("link", name="Zur ganzen Seite")).to_have_attribute(
        "href", f"{portal.widget}/id/instrument/escp-s3?lang=de"
    )


def test_an_unknown_thing_is_a_sentence_not_a_blank(portal: Portal) -> None:
    portal.show(thing="no-such-thing")
    expect(portal.page.get_by_role("status")).to_contain_text("Nothing is known of")


@pytest.mark.parametrize(("theme", "paper"), [("light", "255, 255, 255"), ("dark", "26, 33, 43")])
def test_colours_are_light_or_dark(portal: Portal, theme: str, paper: str) -> None:
    portal.show(theme=theme)
    frame = portal.page.locator("regiograph-search .frame")
    expect(frame).to_have_css("background-color", f"rgb({paper})")


def test_colours_follow_the_page(portal: Portal) -> None:
    portal.page.emulate_media(color_scheme="dark")
    portal.show()
    frame = portal.page.locator("regiograph-search .frame")
    expect(frame).to_have_css("background-color", "rgb(26, 33, 43)")


def test_a_narrow_column_is_enough(portal: Portal) -> None:
    portal.page.set_viewport_size({"width": 320, "height": 700})
    portal.show(question=QUESTION)
    expect(portal.page.locator(".cards .card").first).to_be_visible()

    assert portal.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_page_that_explains_it_previews_it(page: Page) -> None:
    page.goto("/embed?thing=escp-s3&theme=dark")

    expect(page.locator("#tag")).to_contain_text('data-thing="escp-s3" data-theme="dark"')
    expect(page.locator("regiograph-card article").get_by_role("heading").first).to_be_visible()


def test_the_search_page_suggests_while_one_types(page: Page) -> None:
    page.goto("/")
    field = page.get_by_role("combobox", name="Your question")
    field.press_sequentially("flem")
    expect(page.get_by_role("option")).to_contain_text(["Flemish Region Region"])
    field.press("ArrowDown")
    field.press("Enter")

    page.wait_for_url("**/?q=Flemish+Region")


def test_a_card_may_stand_in_a_frame_and_a_page_may_not(browser: Browser, address: str) -> None:
    pages: dict[str, Any] = {}
    with _serving(pages, f"default-src 'none'; frame-src {address}") as own:
        page = browser.new_page()
        portal = pages["portal"] = Portal(page, address, own)
        portal.content = (
            f'<iframe name="card" src="{address}/embed/card/escp-s3?lang=de"></iframe>'
            f'<iframe name="page" src="{address}/id/instrument/escp-s3"></iframe>'
        )
        page.goto(own)
        card = page.frame_locator("[name=card]")

        expect(card.get_by_role("heading").first).to_have_text(
            "Strategische Clusterpartnerschaften"
        )
        # The frame can't hold the pages that it links to.
        expect(card.locator("base")).to_have_attribute("target", "_blank")
        expect(page.frame_locator("[name=page]").locator("main")).to_have_count(0)
        page.close()


@pytest.mark.parametrize("path", ["/embed", "/embed?thing=escp-s3", "/embed/card/escp-s3", "/api"])
def test_no_barrier_is_found_in_the_pages_that_show_it(
    browser: Browser, address: str, path: str
) -> None:
    context = browser.new_context(
        bypass_csp=True, base_url=address, locale="en", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(path)
    if path == "/embed":
        field = page.get_by_role("combobox", name="Your question")
        field.fill(QUESTION)
        field.press("Enter")
        expect(page.locator(".cards .card").first).to_be_visible()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        told = page.evaluate("axe.run()")
        assert len(told["passes"]) > 10
        assert [(one["id"], one["nodes"][0]["target"]) for one in told["violations"]] == []
    context.close()
