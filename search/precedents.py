"""Precedents: judged questions of our own, and what a new question inherits from those alike.

Kernel ridge regression (Murphy, "Probabilistic Machine Learning", 2022, 17.3.9) over the encoder's
vectors: a question takes over the grades of the judged questions that read like it. That is how
the search learns in which ways people phrase a need, which no label says; what serves a need is
stated in the graph. Fitted by ``python -m bench.calibrate``.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from search.encoder import Vectors

SHARPNESS = 9.0  # of the kernel: vectors of this encoder have cosines between 0.75 and 1
QUANTUM = 127.0  # vectors are kept in bytes
LEAST = 0.05  # expected gain below which precedents say nothing of a thing
MOST = 12  # things that precedents speak for


@dataclass(frozen=True, slots=True)
class Precedents:
    """`vectors`: one row a judged question; `weights`: a row a question, a column a thing.

    `things`: paths under the base IRI; `usual`: the mean gain of each thing.
    """

    vectors: Vectors
    things: tuple[str, ...]
    weights: NDArray[np.float32]
    usual: NDArray[np.float32]

    @classmethod
    def load(cls) -> Precedents:
        """Those in ``search/precedents.npz``."""
        content = resources.files("search").joinpath("precedents.npz").read_bytes()
        with np.load(BytesIO(content)) as saved:
            return cls(
                saved["vectors"].astype(np.float32) / QUANTUM,
                tuple(saved["things"].tolist()),
                saved["weights"].astype(np.float32),
                saved["usual"].astype(np.float32),
            )

    def likeness(self, vector: Vectors) -> Vectors:
        """How much a question reads like each judged one, 0 to 1."""
        return likeness(vector, self.vectors)

    def gains(self, alike: Vectors | None) -> dict[str, float]:
        """Expected gain, above 0 and 1 at most, of the things spoken for, best first.

        ``alike``: the likeness to each judged question.
        """
        if alike is None or not self.things:
            return {}
        gains = self.usual + np.einsum("i,ij->j", alike, self.weights)
        best = np.argsort(-gains, kind="stable")[:MOST]
        return {self.things[i]: min(1.0, float(gains[i])) for i in best if gains[i] >= LEAST}


def likeness(vector: Vectors, others: Vectors) -> Vectors:
    """The kernel: 1 for the same direction, falling with the cosine; of one vector or of many."""
    # einsum, because the threads of BLAS cost more than they bring for so little.
    cosines = np.einsum("...i,ji->...j", np.asarray(vector, np.float32), others)
    alike: Vectors = np.exp(SHARPNESS * (cosines - 1.0))
    return alike
