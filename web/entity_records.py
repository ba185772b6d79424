"""Reading the parts of an entity page that are records of their own: figures, notes, members."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from graph.store import Row
from ontology.names import concept
from web.entity_view import Change, Evidence, Fact, Link, Member, Note
from web.links import readable, slug_of
from web.rows import named, unique, value_of

__all__ = [
    "FormatNumber",
    "read_changes",
    "read_evidence",
    "read_facts",
    "read_members",
    "read_notes",
    "read_relevance",
]

_NOTE_KINDS: Final = ("requirements", "offers", "stated", "silent_about", "discrepancies")
_INTERPRETATION: Final = concept("firmness", "interpretation")
_UNITS: Final = {"PERCENT": "%", "NUM": "", "DAY": "d", "MO": "months", "YR": "years", "HR": "h"}

FormatNumber = Callable[[object], str]


def read_evidence(rows: Iterable[Row], iri: str) -> dict[str, list[Evidence]]:
    """Passages by the IRI of what they back."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    for row in unique(rows, "node", "passage"):
        found[value_of(row, "node") or iri].append(
            Evidence(
                iri=row["passage"].value,
                document=value_of(row, "documentName"),
                section=value_of(row, "sectionPath") or value_of(row, "sectionName"),
                lines=_range(value_of(row, "start"), value_of(row, "end")),
                sha256=value_of(row, "sha256"),
                quotation=value_of(row, "quotation"),
            )
        )
    return found


def _range(start: str, end: str) -> str:
    return start if end in ("", start) else f"{start}\u2013{end}" if start else end


def read_facts(
    rows: Iterable[Row],
    evidence: Mapping[str, list[Evidence]],
    language: str,
    number: FormatNumber,
) -> tuple[Fact, ...]:
    """Figures with their passages; ``number`` writes a number in the reader's language."""
    return tuple(
        Fact(
            iri=row["node"].value,
            label=named(row, row["node"].value, language).label,
            value=_amount(row, number),
            statement=value_of(row, "statement"),
            firmness=_firmness(row, language),
            as_of=value_of(row, "statedOn"),
            period=_period(value_of(row, "from"), value_of(row, "until")),
            evidence=tuple(evidence.get(row["node"].value, ())),
        )
        for row in unique(rows, "node")
    )


def _firmness(row: Row, language: str) -> str:
    if "firmness" not in row:
        return ""
    iri = row["firmness"].value
    return named(row, iri, language, "firmnessOwn", "firmnessEnglish").label


def _amount(row: Row, number: FormatNumber) -> str:
    """A value with its bounds and unit, for example ``≥ 8`` or ``≈ EUR 4,500,000``."""
    low, high = value_of(row, "min"), value_of(row, "max")
    if low and high and low != high:
        bounds = f"{number(low)}\u2013{number(high)}"
    else:
        bounds = _sign(row) + number(low or high) if low or high else ""
    about = "≈ " if value_of(row, "approximate") == "true" else ""
    currency = slug_of(value_of(row, "currency")) if "currency" in row else ""
    unit = slug_of(value_of(row, "unit")) if "unit" in row else ""
    return " ".join(part for part in (f"{about}{currency}", bounds, _UNITS.get(unit, unit)) if part)


def _period(start: str, end: str) -> str:
    return f"{start or '…'} – {end or '…'}" if start or end else ""


def _sign(row: Row) -> str:
    low, high = value_of(row, "min"), value_of(row, "max")
    if low == high:
        return ""
    included = value_of(row, "exclusive") != "true"
    return ("≥ " if included else "> ") if low else ("≤ " if included else "< ")


def read_notes(
    rows: Sequence[Row], evidence: Mapping[str, list[Evidence]], language: str
) -> dict[str, tuple[Note, ...]]:
    """Conditions, offers, silences and contradictions, by kind."""
    return {
        kind: tuple(
            _note(row, evidence, language)
            for row in unique(rows, "kind", "node")
            if row["kind"].value == kind
        )
        for kind in _NOTE_KINDS
    }


def _note(row: Row, evidence: Mapping[str, list[Evidence]], language: str) -> Note:
    iri = row["node"].value
    name = named(row, iri, language)
    # What is offered has a description, everything else a statement.
    said = [text for key in ("statement", "comment") if (text := value_of(row, key))]
    return Note(
        iri=iri,
        text=said[0] if said else name.label,
        title=name.label if said else "",
        language="en" if said else name.language,
        detail=said[1] if len(said) > 1 and said[1] != said[0] else "",
        interpreted=value_of(row, "firmness") == _INTERPRETATION,
        evidence=tuple(evidence.get(iri, ())),
    )


def read_relevance(
    rows: Iterable[Row], evidence: Mapping[str, list[Evidence]], language: str
) -> tuple[Note, ...]:
    """Graded links to or from concepts; what a source states needs no interpretation of ours."""
    notes = [
        Note(
            iri=row["node"].value,
            text=_degree(row, language),
            language=language,
            detail=value_of(row, "comment"),
            interpreted=value_of(row, "firmness") == _INTERPRETATION,
            other=named(row, row["other"].value, language),
            evidence=tuple(evidence.get(row["node"].value, ())),
        )
        for row in unique(rows, "node")
    ]
    stated = {note.other for note in notes if not note.interpreted}
    return tuple(note for note in notes if not (note.interpreted and note.other in stated))


def _degree(row: Row, language: str) -> str:
    if "degree" not in row:
        return ""
    return named(row, row["degree"].value, language, "degreeOwn", "degreeEnglish").label


def read_members(rows: Sequence[Row], language: str) -> tuple[Member, ...]:
    """Memberships, sorted by role and country."""
    by_node: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_node[row["node"].value].append(row)
    members = (_member(part, language) for part in by_node.values())
    return tuple(sorted(members, key=lambda member: (member.role, member.country, member.name)))


def _member(rows: Sequence[Row], language: str) -> Member:
    first = rows[0]
    link = named(first, first["member"].value, language) if "member" in first else None
    return Member(
        name=value_of(first, "written") or readable(first["node"].value),
        link=link,
        role=_role(first),
        country=value_of(first, "countryName"),
        sources=tuple(sorted({value_of(row, "source") for row in rows} - {""})),
    )


def _role(row: Row) -> str:
    return value_of(row, "roleName") or (readable(row["role"].value) if "role" in row else "")


def read_changes(rows: Iterable[Row]) -> tuple[Change, ...]:
    """What became of a code; a split gives one line for each successor."""
    return tuple(
        Change(
            kind=value_of(row, "kind"),
            versions=_range(value_of(row, "fromVersion"), value_of(row, "toVersion")),
            earlier=_coded(row, "earlier"),
            later=_coded(row, "later"),
        )
        for row in unique(rows, "change", "earlier", "later")
    )


def _coded(row: Row, name: str) -> Link | None:
    return Link(row[name].value, slug_of(row[name].value), "") if name in row else None
