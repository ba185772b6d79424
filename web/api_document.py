"""The OpenAPI document, put together from one file for each blueprint (``web/openapi``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, Final

import yaml

__all__ = ["ApiDocumentError", "Operation", "operations", "read_document", "spelt_out"]

_HERE: Final = Path(__file__).parent / "openapi"
_SHARED: Final = "document.yaml"
_METHODS: Final = ("get", "post", "put", "patch", "delete", "options", "head")
_KINDS: Final = ("parameters", "responses", "schemas")


class ApiDocumentError(ValueError):
    """Two files document the same route, parameter, response or schema."""


@dataclass(frozen=True, slots=True)
class Operation:
    """A documented method of a path; ``parameters`` and ``responses`` with references followed."""

    path: str
    method: str
    content: Mapping[str, Any]
    parameters: tuple[Mapping[str, Any], ...]
    responses: Mapping[str, Mapping[str, Any]]

    @property
    def tag(self) -> str:
        """The group that it belongs to."""
        return str(self.content["tags"][0])


@cache
def read_document(directory: Path = _HERE) -> dict[str, Any]:
    """The whole document, without ``servers``: whoever sends it knows its own address."""
    document = _read(directory / _SHARED)
    document["tags"], document["paths"] = [], {}
    parts = {file.name: _read(file) for file in directory.glob("*.yaml") if file.name != _SHARED}
    for name, part in sorted(parts.items(), key=lambda one: (one[1]["tag"]["rank"], one[0])):
        _add(document, part, name)
    return document


def operations(document: Mapping[str, Any]) -> Iterator[Operation]:
    """Every documented operation, in the order of the document."""
    for path, methods in document["paths"].items():
        for method in _METHODS:
            if method in methods:
                content = methods[method]
                yield Operation(
                    path,
                    method,
                    content,
                    tuple(_followed(document, one) for one in content.get("parameters", ())),
                    {
                        status: _followed(document, one)
                        for status, one in content["responses"].items()
                    },
                )


def spelt_out(operation: Operation) -> set[str]:
    """Its path, and for parameters with few values those paths too: ``/def.ttl`` and so on."""
    choices = {
        one["name"]: [f"{{{one['name']}}}", *map(str, one["schema"].get("enum", ()))]
        for one in operation.parameters
        if one["in"] == "path"
    }
    found = set()
    for values in product(*choices.values()):
        path = operation.path
        for name, value in zip(choices, values, strict=True):
            path = path.replace(f"{{{name}}}", value)
        found.add(path)
    return found


def _read(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


def _add(document: dict[str, Any], part: Mapping[str, Any], name: str) -> None:
    tag = {key: value for key, value in part["tag"].items() if key != "rank"}
    document["tags"].append(tag)
    for path, methods in part["paths"].items():
        tagged = {method: {"tags": [tag["name"]], **one} for method, one in methods.items()}
        _put(document["paths"], path, tagged, name)
    for kind in _KINDS:
        for key, value in part.get(kind, {}).items():
            _put(document["components"][kind], key, value, name)


def _put(target: dict[str, Any], key: str, value: object, file: str) -> None:
    if key in target:
        raise ApiDocumentError(f"{file} documents {key!r}, which is documented already. Drop one.")
    target[key] = value


def _followed(document: Mapping[str, Any], one: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in one:
        return one
    found: Any = document
    for step in one["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return dict(found)
