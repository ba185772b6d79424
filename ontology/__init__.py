"""What exists: the names, classes, properties, concepts, shapes and rules of the graph."""

from ontology.files import (
    alignment_files,
    concept_files,
    export_files,
    ontology_file,
    read,
    rule_files,
    shapes_file,
)
from ontology.schema import Chain, Schema, Term

__all__ = [
    "Chain",
    "Schema",
    "Term",
    "alignment_files",
    "concept_files",
    "export_files",
    "ontology_file",
    "read",
    "rule_files",
    "shapes_file",
]
