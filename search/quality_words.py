"""The words around the figures of a quality report, the same in the file and on the page."""

from __future__ import annotations

from typing import Final

from search.evaluation import ENGINE

MEASURES: Final = {
    "nDCG@5": "how good the first five results are and how well they are ordered, 1 being the "
    "best possible order; a result that answers the question counts 7, one that clearly fits 3, "
    "a related one 1, and less the further down it stands",
    "success@1": "how often no other result would have been better in first place",
    "false answers": "how often a question without an answer got one; less is better",
    "false refusals": "how often a question with an answer got none; less is better, and the "
    "results of a refused question count nothing",
    "values right": "how often an answer to a question for a fact says that fact; in brackets, "
    "how many of the questions for a fact got such an answer",
}
SYSTEMS: Final = {
    ENGINE: "the search of this project, asked without being told the language.",
    "BM25 words": "ranking by shared words, over all that is said about an entity in any language.",
    "BM25 letter groups": "the same over groups of three and four letters, which forgives endings.",
    "one vector per entity": "all English texts of an entity encoded as one vector, compared with "
    "that of the question.",
    "nearest sentence": "each English sentence encoded, the nearest one counts.",
    "fusion (RRF)": "reciprocal rank fusion of the nearest sentence and BM25 over letter groups.",
    "keyword expansion": "the question's words and the English names of all concepts found among "
    "them, then BM25 over words: our rebuilding of what the Kohesio portal does.",
    "one vector per literal": "each name and description of an entity encoded by itself in each "
    "language, the nearest one counts: our rebuilding of what Stardog does.",
    "fusion, needs added": "the fusion once more, where an entity can also be found by the "
    "wordings of the needs that the graph says it meets. The distance from here to Regiograph is "
    "what rules, links and constraints add to the same words.",
}
SETS: Final = {
    "dev": "Written by others and not ours to publish, so that only its figures are shown. Its "
    "failures were studied for their causes.",
    "tuning": "Ours. Labels, links and rules were improved until it went well, and the search has "
    "learned from it: its figures flatter.",
    "calibration": "Ours. The search has learned from it how people phrase things and when there "
    "is no answer: its figures flatter.",
    "heldout": "Ours. No weight was set on it and no question looked at; its figures were.",
    "heldout-3": "Ours. Written together with tuning-2, before any answer to either was seen, and "
    "by the author of calibration-6, who may ask alike; only its figures were looked at.",
}
OTHER_SET: Final = "A set given by hand."
LIMITS: Final = (
    "The grades are judgements of a few people; others would grade some questions differently.",
    "Our questions were written by the makers of the graph, who know its words. Questions of "
    "strangers are harder.",
    "No native speaker has checked the questions or the labels in most languages.",
    "Some languages and kinds have one to five questions: there a figure is a hint, no more.",
    "All questions are about one document of November 2017 and some fifty entities. Nothing here "
    "says how well the search would do on other subjects.",
    "The simple systems were rebuilt here, on our texts and our encoder; the products they are "
    "named after may do better with theirs. They never say no, so all their false answers are 1.",
)
COMMAND: Final = "regiograph evaluate --report ."


def about_set(name: str) -> str:
    """Who wrote a set of questions and what it was used for."""
    return SETS.get(name) or SETS.get(purpose(name), OTHER_SET)


def purpose(name: str) -> str:
    """What a set is for: its name without the number of its round, as in calibration-2."""
    return name.partition("-")[0]
