"""Smaller copies: large photographs get smaller, everything else stays, and nothing is drawn again for nothing."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name
from PIL import Image

from cilexportal.foundation import shrinking


def noise(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """A picture that is not packed easily, as a photograph is not."""
    small = Image.effect_noise((width // 4, height // 4), 80).convert(mode)
    return small.resize((width, height))


def page(target: Path, picture: Image.Image, *, plain: bool = False, quality: int = 92) -> Path:
    """A PDF of one page with this picture, as JPEG or plain."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        colours = Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB
        if plain:
            image = pikepdf.Stream(pdf, picture.tobytes())
        else:
            made = io.BytesIO()
            picture.save(made, "JPEG", quality=quality)
            image = pikepdf.Stream(pdf, made.getvalue(), Filter=Name.DCTDecode)
        for key, value in {
            "Type": Name.XObject, "Subtype": Name.Image, "Width": picture.width, "Height": picture.height,
            "ColorSpace": colours, "BitsPerComponent": 8,
        }.items():  # fmt: skip
            image[f"/{key}"] = value
        pdf.pages[0].Resources = Dictionary(XObject=Dictionary(Im0=image))
        pdf.save(target)
    return target


def picture_of(file: Path) -> Image.Image:
    with pikepdf.open(file) as pdf:
        return pikepdf.PdfImage(pdf.pages[0].Resources.XObject.Im0).as_pil_image().copy()


@pytest.mark.parametrize(("mode", "plain"), [("RGB", False), ("L", False), ("RGB", True), ("L", True)])
def test_a_large_photograph_gets_smaller_and_stays_itself(tmp_path: Path, mode: str, plain: bool) -> None:
    source = page(tmp_path / "large.pdf", noise(2000, 1200, mode), plain=plain)
    target = tmp_path / "small.pdf"
    assert shrinking.shrink(source, target)
    assert target.stat().st_size < source.stat().st_size * 0.8
    before, after = picture_of(source), picture_of(target)
    assert (after.mode, max(after.size)) == (mode, shrinking.LONGEST_SIDE)
    tiny = [list(one.convert("L").resize((4, 4)).tobytes()) for one in (before, after)]
    assert all(abs(left - right) < 8 for left, right in zip(*tiny, strict=True))


def test_there_is_no_copy_where_nothing_is_to_be_gained(tmp_path: Path) -> None:
    source = page(tmp_path / "small.pdf", noise(400, 300), quality=40)
    assert not shrinking.shrink(source, tmp_path / "none.pdf")
    assert not (tmp_path / "none.pdf").exists()


def test_a_picture_of_another_kind_than_it_says_is_left_alone(tmp_path: Path) -> None:
    source = page(tmp_path / "odd.pdf", noise(800, 800))
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Resources.XObject.Im0.ColorSpace = Name.DeviceCMYK
        pdf.save()
    assert not shrinking.shrink(source, tmp_path / "none.pdf")
