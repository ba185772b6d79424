"""Files as answers: one checksum as entity tag, parts on demand, kept for good by caches."""

from __future__ import annotations

import re
from base64 import b64encode
from pathlib import Path
from typing import Final

from flask import Response, request, send_file

from graph.downloads import Download
from graph.tables import METADATA
from web.headers import LICENCE

__all__ = ["sent"]

_FOREVER: Final = "public, max-age=31536000, immutable"
_ASK_AGAIN: Final = "public, max-age=0, must-revalidate"
_ONE_RANGE: Final = re.compile(r"\s*bytes=\s*(\d+-\d*|-\d+)\s*", re.IGNORECASE)


def sent(path: Path, found: Download, version: str) -> Response:
    """A download, or the part of it that was asked for (RFC 9110, section 14).

    A packed file is sent as what it is: with Content-Encoding, clients would unpack it and
    its checksum would fail.
    """
    _forget_other_ranges()
    response = send_file(
        path.resolve(),
        mimetype=found.media_type,
        as_attachment=True,
        download_name=_file_name(found.name, version),
        conditional=True,
        etag=found.sha256 or True,
    )
    if "charset" in found.media_type:  # else a second one is put behind it
        response.content_type = found.media_type
    response.headers["Accept-Ranges"] = "bytes"
    # The same address without a release in it leads to another file one day.
    pinned = f"/{version}/" in request.path
    response.headers["Cache-Control"] = _FOREVER if pinned else _ASK_AGAIN
    if found.sha256:  # RFC 9530; of the whole file, even beside a part
        digest = b64encode(bytes.fromhex(found.sha256)).decode()
        response.headers["Repr-Digest"] = f"sha-256=:{digest}:"
    _add_links(response, path, found, version)
    return response


def _forget_other_ranges() -> None:
    """Several parts, or a unit that we don't know: the whole file is the right answer then."""
    asked = request.environ.get("HTTP_RANGE")
    if asked is not None and not _ONE_RANGE.fullmatch(asked):
        del request.environ["HTTP_RANGE"]


def _file_name(name: str, version: str) -> str:
    last = name.rpartition("/")[2]
    return last if version in last else f"regiograph-{version}-{last}"


def _add_links(response: Response, path: Path, found: Download, version: str) -> None:
    # First: a reader of CSVW was seen to warn of every other link that it meets before. By its
    # standard it takes the last of these, which tells of the references between tables too.
    for metadata in _metadata_of(path) if found.name.endswith(".csv") else ():
        response.headers.add(
            "Link",
            f'</dumps/{version}/csv/{metadata}>; rel="describedby"; type="application/csvm+json"',
        )
    response.headers.add("Link", f'<{LICENCE}>; rel="license"')
    response.headers.add("Link", '</catalogue>; rel="describedby"; type="text/turtle"')


def _metadata_of(table: Path) -> list[str]:
    """Descriptions beside a table; older releases have only that of all tables."""
    own = f"{table.name}-metadata.json"
    return [own, METADATA] if table.with_name(own).exists() else [METADATA]
