"""How fast questions are answered over HTTP: our held-out ones, first unknown, then again."""

from __future__ import annotations

import json
import threading
from functools import partial
from http.client import HTTPException
from pathlib import Path
from time import perf_counter

from bench.measurement import Figure, Section, Times, milliseconds
from bench.processes import BenchError, Client, in_background, processor_seconds
from bench.startup import Server

QUESTIONS = Path(__file__).resolve().parents[1] / "search" / "questions"
CLIENTS = 8
ABOUT = f"""
Our held-out questions, in all kinds and languages, over HTTP on kept connections, after forty
others that warm the server up. A question that was not asked before is worked out from
scratch; one asked again comes from the server's memory of its answers. {CLIENTS} clients ask at
once from the same machine, so they share its cores with the server.
"""


def measure(server: Server) -> Section:
    """One client, then eight at once; unknown questions, then the same again."""
    texts, port = questions("heldout"), server.port
    _ask(port, questions("tuning")[:40])
    before = processor_seconds(server.process)
    one = Times(_ask(port, texts))
    worked = processor_seconds(server.process) - before
    again = Times(_ask(port, texts))
    begun = perf_counter()
    # A limit of its own makes each question unknown once more.
    eight, errors = _ask_at_once(port, texts, limit="9")
    seconds = perf_counter() - begun
    eight_again, more_errors = _ask_at_once(port, texts, limit="9")
    return Section(
        "Search",
        ABOUT,
        [
            *one.figures("1 client", (40, 120)),
            Figure("1 client, processor time of an answer", worked / len(texts) * 1000, "ms"),
            *again.figures("1 client, asked again", (None, None)),
            *eight.figures(f"{CLIENTS} clients", (None, None)),
            *eight_again.figures(f"{CLIENTS} clients, asked again", (None, None)),
            Figure(f"{CLIENTS} clients, answers", len(texts) / seconds, "/s"),
            Figure(f"{CLIENTS} clients, errors", errors + more_errors, "", aim=0),
        ],
    )


def questions(name: str) -> list[str]:
    """Our own questions of one set, all kinds and languages, mixed the same way each time."""
    lines = (QUESTIONS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    # The files go kind by kind and language by language; a stride mixes them.
    texts = list(dict.fromkeys(json.loads(line)["query"] for line in lines))
    return [text for start in range(_STRIDE) for text in texts[start::_STRIDE]]


_STRIDE = 17


def _ask(port: int, texts: list[str], **more: str) -> list[float]:
    client = Client(port)
    try:
        return [milliseconds(partial(client.get, "/api/search", q=text, **more)) for text in texts]
    finally:
        client.close()


def _ask_at_once(port: int, texts: list[str], **more: str) -> tuple[Times, int]:
    """Times of the answers, and how many questions had none."""
    found: list[float] = []

    def ask(share: list[str]) -> None:
        client = Client(port)
        for text in share:
            try:
                found.append(milliseconds(partial(client.get, "/api/search", q=text, **more)))
            except (BenchError, OSError, HTTPException):
                client.close()  # counted: its time is missing; the next question connects again
        client.close()

    shares = [texts[start::CLIENTS] for start in range(CLIENTS)]
    in_background([threading.Thread(target=ask, args=[share]) for share in shares])
    return Times(found), len(texts) - len(found)
