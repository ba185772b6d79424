"""The DCAT parser of CKAN's extension, without CKAN: reading a catalogue needs little of it.

CKAN itself (a web application with a database) is not installed. In its place stand a few
modules with what the parser touches on the way in: an empty configuration, no licence
register, no list of formats, and functions that turn texts into booleans and lists.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any
from unittest.mock import patch

PROFILE = "euro_dcat_ap_3"


def read_datasets(turtle: bytes) -> list[dict[str, Any]]:
    """The data sets of a catalogue, as CKAN would store them."""
    with patch.dict(sys.modules, _stand_ins()), warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the parser's own, of rdflib
        from ckanext.dcat.processors import RDFParser

        parser = RDFParser(profiles=[PROFILE])
        parser.parse(turtle, _format="turtle")
        return list(parser.datasets())


class _ObjectNotFoundError(Exception):
    """What CKAN raises for things that it does not store."""


def _as_bool(value: object) -> bool:
    return str(value).lower() in {"true", "yes", "on", "1"}


def _as_list(value: str | list[str] | None) -> list[str]:
    return value.split() if isinstance(value, str) else list(value or ())


def _no_action(name: str) -> Callable[..., object]:
    raise KeyError(name)


def _stand_ins() -> Mapping[str, ModuleType]:
    toolkit = {
        "config": {},
        "asbool": _as_bool,
        "aslist": _as_list,
        "get_action": _no_action,
        "url_for": str,
        "h": object(),
        "_": str,
        "missing": None,
        "ObjectNotFound": _ObjectNotFoundError,
        "StopOnError": _ObjectNotFoundError,
        "Invalid": _ObjectNotFoundError,
    }
    contents: dict[str, dict[str, Any]] = {
        "ckantoolkit": toolkit,
        "ckan": {},
        "ckan.exceptions": {"HelperError": _ObjectNotFoundError},
        "ckan.lib": {},
        "ckan.lib.helpers": {"resource_formats": dict},
        "ckan.lib.munge": {"munge_tag": str},
        "ckan.model": {},
        "ckan.model.license": {"LicenseRegister": dict},
        "ckan.plugins": {},
        "ckan.plugins.interfaces": {"Interface": object},
        "ckan.plugins.toolkit": toolkit,
        "ckan.views": {},
        "ckan.views.home": {"index": None},
        "ckan.views.dataset": {"read": None},
    }
    modules = {name: ModuleType(name) for name in contents}
    for name, values in contents.items():
        modules[name].__dict__.update(values)
        parent, _, last = name.rpartition(".")
        if parent:
            setattr(modules[parent], last, modules[name])
    return modules
