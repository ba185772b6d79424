"""How fast questions are answered over HTTP: 200 different ones, so that no answer is cached."""

from __future__ import annotations

import json
import threading
from functools import partial
from itertools import islice
from pathlib import Path
from time import perf_counter

from bench.measurement import Figure, Times, milliseconds
from bench.processes import Client, in_background

QUESTIONS = Path(__file__).resolve().parents[1] / "search" / "questions"
WARM_UP = 20
ASKED = 200
CLIENTS = 8


def measure(port: int) -> list[Figure]:
    """One client, then eight at once; each question is asked once in all."""
    texts = iter(questions())
    _ask(port, list(islice(texts, WARM_UP)))
    one = Times(_ask(port, list(islice(texts, ASKED))))
    rest = list(texts)
    begun = perf_counter()
    eight = Times(_ask_at_once(port, rest))
    seconds = perf_counter() - begun
    return [
        *one.figures("search, 1 client", (40, 120)),
        *eight.figures(f"search, {CLIENTS} clients", (None, None)),
        Figure(f"search, {CLIENTS} clients, questions per second", len(rest) / seconds, "/s"),
    ]


def questions() -> list[str]:
    """Our own questions of all kinds and languages, mixed the same way each time."""
    rows = [
        json.loads(line)
        for path in sorted(QUESTIONS.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    # The files go kind by kind and language by language; a stride mixes them.
    texts = list(dict.fromkeys(row["query"] for row in rows))
    return [text for start in range(_STRIDE) for text in texts[start::_STRIDE]]


_STRIDE = 17


def _ask(port: int, texts: list[str]) -> list[float]:
    client = Client(port)
    try:
        return [milliseconds(partial(client.get, "/api/search", q=text)) for text in texts]
    finally:
        client.close()


def _ask_at_once(port: int, texts: list[str]) -> list[float]:
    shares = [texts[start::CLIENTS] for start in range(CLIENTS)]
    found: list[float] = []
    in_background(
        [threading.Thread(target=lambda s=share: found.extend(_ask(port, s))) for share in shares]
    )
    if len(found) < len(texts):
        raise RuntimeError("A client failed; its error is printed above.")
    return found
