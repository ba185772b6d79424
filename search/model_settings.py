"""Settings of the model directory: the small files that sentence-transformers expects in it."""

from __future__ import annotations

from typing import Final

from search.packed_model import Shape

QUERY_PROMPT: Final = "query: "
PASSAGE_PROMPT: Final = "passage: "


def settings(shape: Shape) -> dict[str, object]:
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


_SPECIAL_PIECES: Final[dict[str, object]] = {
    "tokenizer_class": "PreTrainedTokenizerFast",
    "bos_token": "<s>",
    "cls_token": "<s>",
    "eos_token": "</s>",
    "sep_token": "</s>",
    "unk_token": "<unk>",
    "pad_token": "<pad>",
    "mask_token": "<mask>",
}
