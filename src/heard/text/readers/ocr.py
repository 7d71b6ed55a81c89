"""Words in pictures, recognised by a machine on this machine. Always a draft: a person holds it against the picture.

RapidOCR with PP-OCR's weights, which come inside its package. Nothing is fetched.
"""

from functools import cache
from importlib.metadata import version
from typing import Any

import numpy as np
from PIL import Image

from heard.text.readers.ocr_layout import Seen

LONGEST_SIDE = 2400  # points; a page of A4 at 200 dots an inch. What is larger is made smaller first
LEAST_SCORE = 0.6  # of what the recogniser gives its own reading, from 0 to 1
UNSURE_BELOW = 0.85
_SIDEWAYS = 1.5  # times as tall as wide: a box of several letters that stands on its end


def engine_name() -> str:
    return f"rapidocr {version('rapidocr')}"


def recognise(picture: Image.Image) -> list[Seen]:
    """The lines of words in an upright picture, in no order; places in points of it, from its top left corner.

    A page that was photographed on its side is turned, and the places are those of the turned picture.
    """
    small = _not_too_large(picture)
    seen = _look_at(small, turns=0)
    if not _stands_on_its_side(seen):
        return seen
    # Each line is put the right way up by itself; their order is not, so both ways of turning the page are tried.
    return max((_look_at(small, turns) for turns in (1, 3)), key=_score)


def _not_too_large(picture: Image.Image) -> Image.Image:
    longest = max(picture.size)
    if longest <= LONGEST_SIDE:
        return picture.convert("RGB")
    width, height = (max(1, round(side * LONGEST_SIDE / longest)) for side in picture.size)
    return picture.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)


def _look_at(picture: Image.Image, turns: int) -> list[Seen]:
    """What is seen after `turns` quarter turns to the left."""
    points = np.rot90(np.asarray(picture), turns)
    colours = np.ascontiguousarray(points[:, :, ::-1])  # blue first, as the recogniser was taught
    found = _engine()(colours, use_cls=not turns)
    if found.boxes is None or not found.txts:
        return []
    height, width = points.shape[:2]
    lines = zip(found.boxes, found.txts, found.scores, strict=True)
    return [
        Seen(text, float(score), tuple((float(x) / width, float(y) / height) for x, y in box), width / height)
        for box, text, score in lines
        if score >= LEAST_SCORE and text.strip()
    ]


def _stands_on_its_side(seen: list[Seen]) -> bool:
    long = [each for each in seen if len(each.text) >= 4]
    return len(long) >= 2 and sum(each.height > _SIDEWAYS * each.width for each in long) * 2 > len(long)


def _score(seen: list[Seen]) -> float:
    return sum(each.score * len(each.text) for each in seen)


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    # One thread: as quick on small machines, and a quarter less memory.
    threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    return RapidOCR(params={"Global.log_level": "critical", **threads})
