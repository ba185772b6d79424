"""Names of countries in a language, from the CLDR data inside Babel."""

from __future__ import annotations

from babel import Locale

_LOCALES = {"pt": "pt_PT"}  # plain pt is the Portuguese of Brazil


def country_names(language: str) -> dict[str, str]:
    """Name of each country by its ISO 3166 two-letter code (and XK)."""
    return dict(Locale.parse(_LOCALES.get(language, language)).territories)
