"""Writes what the engine found, in the format that was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import IO, Final, cast

import pyoxigraph as ox

__all__ = ["write_graph", "write_rows"]

_CONTROLS: Final = bytes(code for code in range(0x20) if code not in b"\t\n\r")
_NOT_IN_XML: Final = re.compile(rb"[" + re.escape(_CONTROLS) + rb"]|\xef\xbf[\xbe\xbf]")
_NO_NAME: Final = b"<oxprefix: "  # how the engine writes one; in texts it would be escaped
_KEPT: Final = 256  # namespaces whose form is known
_WITH_PREFIXES: Final = (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG)


def write_graph(
    triples: Iterable[ox.Triple], media_type: str, output: IO[bytes], prefixes: Mapping[str, str]
) -> None:
    """Write triples; Turtle and TriG with the prefixes, so that they are read as they were asked.

    Raises ValueError for a format that holds no graph.
    """
    format = ox.RdfFormat.from_media_type(media_type)
    if format is None:
        raise ValueError(f"{media_type} can't hold a graph; ask for text/turtle.")
    if format == ox.RdfFormat.RDF_XML:
        output = cast("IO[bytes]", _XmlOutput(output))
    known = {name: iri for name, iri in prefixes.items() if _is_iri(iri)}
    if isinstance(triples, ox.QueryTriples) and not (known and format in _WITH_PREFIXES):
        triples.serialize(output, format)  # a fifth faster
    else:
        ox.serialize(triples, output, format, prefixes=known if format in _WITH_PREFIXES else None)


def write_rows(
    found: ox.QuerySolutions | ox.QueryBoolean, media_type: str, output: IO[bytes]
) -> None:
    """Write rows or a truth value; raises ValueError for a format that holds neither."""
    format = ox.QueryResultsFormat.from_media_type(media_type)
    if format is None:
        raise ValueError(f"{media_type} can't hold rows; ask for application/sparql-results+json.")
    if format == ox.QueryResultsFormat.XML:
        output = cast("IO[bytes]", _XmlOutput(output))
    found.serialize(output, format)


class _XmlOutput:
    """Keeps XML well-formed: the engine writes characters and names that it can't have."""

    def __init__(self, output: IO[bytes]) -> None:
        self._output = output
        self._end = b""

    def write(self, data: bytes) -> int:
        """Hand on; raises ValueError for what XML 1.0 has no way to write."""
        text = self._end + data
        # Looked at as a whole first, which takes a tenth of the time.
        whole = len(text.translate(None, _CONTROLS)) == len(text) and b"\xef\xbf" not in text
        if not whole and (found := _NOT_IN_XML.search(text)):
            code = ord(found[0].decode())
            raise ValueError(
                f"XML can't hold the character U+{code:04X}; ask for JSON, CSV or Turtle."
            )
        if _NO_NAME in text:
            raise ValueError(
                "RDF/XML can't hold a property whose IRI doesn't end with a name; ask for Turtle."
            )
        self._end = text[1 - len(_NO_NAME) :]
        # Else it would be read as the end of a line (XML 1.0, section 2.11).
        self._output.write(data.replace(b"\r", b"&#13;") if b"\r" in data else data)
        return len(data)

    def flush(self) -> None:
        """Hand on."""
        self._output.flush()


@lru_cache(_KEPT)
def _is_iri(text: str) -> bool:
    """Whether it is one as it stands; the engine also reads escapes, but doesn't write them."""
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True
