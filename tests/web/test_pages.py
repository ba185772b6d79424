from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from ontology.names import EU_LANGUAGES
from web import pages
from web.wording import load_wordings


def test_about_says_what_is_not_logged(client: FlaskClient) -> None:
    assert "Questions and queries are not logged." in client.get("/about").text


def test_a_change_of_language_keeps_the_question(client: FlaskClient) -> None:
    shown = client.get("/?q=3D+printing&without=a:b").text

    assert '<input type="hidden" name="q" value="3D printing">' in shown
    assert '<input type="hidden" name="without" value="a:b">' in shown


@pytest.mark.parametrize("names", ["properties", "properties_leading_here"])
def test_properties_have_names_in_every_language(names: str) -> None:
    english, *others = (load_wordings()[code].texts[names] for code in ("en", *EU_LANGUAGES))

    assert all(list(named) == list(english) for named in others)
    assert all(all(named.values()) for named in others)


def test_every_text_of_the_interface_is_used() -> None:
    web = Path(pages.__file__).parent
    files = [*web.glob("*.py"), *web.glob("templates/*.html"), *web.glob("workbench/src/*.js")]
    used = "".join(file.read_text(encoding="utf-8") for file in files).replace("'", '"')

    # The script of the workbench names its texts without the part that they begin with.
    names = {key: f'"{key.removeprefix("sparql_")}"' for key in load_wordings()["en"].texts}
    unused = [key for key, name in names.items() if f'"{key}"' not in used and name not in used]
    assert [
        key for key in unused if not key.startswith(("type_", "part_", "signal_", "sparql_view_"))
    ] == []
