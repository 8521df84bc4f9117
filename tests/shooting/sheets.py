"""Contact sheets: many pictures small on one, each with its file's name, so that one person can look through all of them.

Enter image files, leave image files.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

GAP, LINE = 12, 16
PER_SHEET = 12


def sheets(files: Sequence[Path], out: Path, name: str, *, columns: int, width: int, tallest: int) -> None:
    """Write grids of at most twelve; a picture is `width` pixels wide there and cut below `tallest`."""
    for number, some in enumerate(_parts(files, PER_SHEET), start=1):
        _grid(some, columns, width, tallest).save(out / f"sheet-{name}-{number:02}.png")


def _parts(files: Sequence[Path], size: int) -> list[Sequence[Path]]:
    return [files[start : start + size] for start in range(0, len(files), size)]


def _grid(files: Sequence[Path], columns: int, width: int, tallest: int) -> Image.Image:
    rows = [[(file.stem, _small(file, width, tallest)) for file in some] for some in _parts(files, columns)]
    heights = [max(image.height for _, image in row) + LINE + GAP for row in rows]
    sheet = Image.new("RGB", (columns * (width + GAP) + GAP, sum(heights) + GAP), "#8a8a8a")
    draw, font, top = ImageDraw.Draw(sheet), ImageFont.load_default(11), GAP
    for row, height in zip(rows, heights, strict=True):
        for place, (stem, image) in enumerate(row):
            left = GAP + place * (width + GAP)
            draw.text((left, top), stem, fill="white", font=font)
            sheet.paste(image, (left, top + LINE))
        top += height
    return sheet


def _small(file: Path, width: int, tallest: int) -> Image.Image:
    with Image.open(file) as image:
        height = round(image.height * width / image.width)
        small = image.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    return small.crop((0, 0, width, min(height, tallest)))
