"""What the workbench does for who writes a query and comes back to it, in a real browser."""

from __future__ import annotations

from urllib.parse import urlencode

from playwright.sync_api import Page, expect

ASK = "# Is there anything?\nASK { ?s ?p ?o }"
ALL = "SELECT * { VALUES (?s ?p ?o) { (1 2 3) } }"


def _open(page: Page, query: str) -> None:
    page.goto(f"/sparql?{urlencode({'query': query})}")
    expect(page.locator("#result h2")).to_be_visible()


def _add(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Query").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)
    page.wait_for_timeout(500)  # the draft is kept when the writer pauses


def test_what_was_not_run_is_there_again_after_another_page(page: Page) -> None:
    _open(page, ASK)
    _add(page, " # mine")
    page.get_by_role("link", name="Classes and properties").click()
    expect(page.get_by_role("heading", name="Schema")).to_be_visible()
    page.go_back()

    expect(page.locator(".cm-content")).to_contain_text("# mine")
    expect(page.locator(".wb-answer")).to_have_text("Yes")

    page.reload()
    expect(page.locator(".cm-content")).to_contain_text("# mine")


def test_queries_that_were_run_can_be_run_again_and_forgotten(page: Page) -> None:
    _open(page, ALL)
    expect(page.locator(".wb-past")).to_be_hidden()
    for link, words in (
        ("What is in the graph", "Of which classes"),
        ("All support instruments", "Which support instruments"),
    ):
        page.get_by_role("complementary").get_by_role("link", name=link).click()
        expect(page.locator(".cm-content")).to_contain_text(words)

    page.reload()
    page.get_by_text("Earlier queries").click()
    past = page.locator(".wb-past li")
    expect(past).to_have_count(2)
    expect(past.first).to_contain_text("Which support instruments are there")
    past.last.get_by_role("button").click()

    expect(page.locator(".cm-content")).to_contain_text("Of which classes are there most things?")
    expect(past.first).to_contain_text("Of which classes are there most things?")
    page.get_by_role("button", name="Forget them").click()
    expect(page.locator(".wb-past")).to_be_hidden()


def test_a_prefix_that_lacks_is_declared_by_a_button(page: Page) -> None:
    _open(page, "SELECT * { ?a rg:advises ?b }")
    page.get_by_role("button", name="Declare rg:").click()

    expect(page.locator(".cm-content")).to_contain_text("PREFIX rg: <https://w3id.org/regiograph/")
    expect(page.get_by_role("textbox", name="Query")).to_be_focused()
    expect(page.locator(".wb-syntax")).to_have_text("")


def test_functions_are_completed(page: Page) -> None:
    _open(page, ASK)
    _add(page, " SELECT (STRB")

    expect(page.locator(".cm-tooltip-autocomplete li")).to_have_text("STRBEFORE")


def test_columns_of_everything_come_as_the_query_names_them(page: Page) -> None:
    _open(page, ALL)

    expect(page.locator("#result tbody tr").first).to_be_visible()
    assert page.locator("#result thead button").all_inner_texts() == ["s", "p", "o"]


def test_columns_that_are_named_keep_their_order(page: Page) -> None:
    _open(page, "# ?a, not SELECT * of all\nSELECT ?b ?a { VALUES (?a ?b) { (1 2) } }")

    expect(page.locator("#result tbody tr").first).to_be_visible()
    assert page.locator("#result thead button").all_inner_texts() == ["b", "a"]


def test_a_cancelled_query_and_a_copied_link_are_said_to_who_sees(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    _open(page, ALL)
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("button", name="The link is copied.")).to_be_visible()

    _add(page, " # other")
    page.get_by_role("textbox", name="Query").focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type("SELECT (COUNT(*) AS ?n) WHERE ")
    page.keyboard.type("{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l ")
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Cancel").click()

    expect(page.locator("#result")).to_have_text("The query was cancelled.")


def test_on_paper_are_the_query_its_address_and_all_rows_of_the_page(page: Page) -> None:
    values = " ".join(str(number) for number in range(90))
    _open(page, f"SELECT ?n {{ VALUES ?n {{ {values} }} }}")
    expect(page.locator("#result tbody tr")).to_have_count(90)
    page.emulate_media(media="print")

    expect(page.locator(".cm-content")).to_be_visible()
    expect(page.locator(".wb-permalink")).to_be_visible()
    for left_out in (".wb-side", ".wb-download ul", ".wb-run"):
        expect(page.locator(left_out)).to_be_hidden()
    cut = page.locator(".wb-table .scroll").evaluate("one => one.scrollHeight - one.clientHeight")
    assert cut == 0
