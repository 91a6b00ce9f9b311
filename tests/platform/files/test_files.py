"""Uploads: known by their bytes, cleaned, kept under a name nobody chose."""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.world import World
from zaedno.core.verdict import Refused
from zaedno.platform.files import contents, rules
from zaedno.platform.files.actions import hold, store
from zaedno.platform.files.models import File


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def small_pdf() -> bytes:
    """The smallest document with a real cross-reference table."""
    body = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    body += b"2 0 obj<</Type/Pages/Count 0>>endobj\n"
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 3>>\n"
    return body + table + b"startxref\n%d\n%%%%EOF\n" % len(body)


def photo(kind: str = "JPEG", size: tuple[int, int] = (40, 20)) -> bytes:
    picture = Image.new("RGB", size, "teal")
    exif = picture.getexif()
    exif[0x010F] = "OwnerOfTheCamera"
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x0112] = 6
    out = io.BytesIO()
    picture.save(out, kind, exif=exif)
    return out.getvalue()


def upload(world: World, name: str, body: bytes, kinds: tuple[str, ...] = ("pdf", "image")) -> File:
    file = SimpleUploadedFile(name, body, "application/pdf")
    return store(world.ctx("coordinator"), upload=file, kinds=kinds)


def test_a_pdf_is_kept_and_downloaded(world: World) -> None:
    file = upload(world, "../Протокол №3.pdf", small_pdf(), ("pdf",))
    assert file.name == "Протокол №3.pdf"
    assert "Протокол" not in file.content.name
    answer = world.client().get(f"/bg/files/{file.key}/")
    assert b"".join(answer.streaming_content) == small_pdf()  # type: ignore[attr-defined]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("body", [b"%PDF-1.4 hello", b"<html>", b"%PDF-1.4\nstartxref\n0\n%%EOF"])
def test_what_is_no_pdf_is_refused_with_a_sentence(world: World, body: bytes) -> None:
    with pytest.raises(Refused, match="PDF"):
        upload(world, "plan.pdf", body, ("pdf",))
    assert not File.objects.exists()


def test_a_picture_loses_place_and_owner(world: World) -> None:
    file = upload(world, "photo.pdf", photo(), ("image",))
    kept = file.content.open("rb").read()
    assert b"OwnerOfTheCamera" not in kept
    with Image.open(io.BytesIO(kept)) as picture:
        assert not picture.getexif()
        assert picture.size == (20, 40)  # turned upright before the note about it was lost
    assert world.client().get(file.url)["Content-Disposition"].startswith("inline")


@pytest.mark.parametrize("body", [b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_other_pictures_are_refused(body: bytes) -> None:
    with pytest.raises(contents.NotAPicture):
        contents.clean_picture(body)


def test_a_picture_with_a_second_one_in_it_is_a_jpeg(world: World) -> None:
    """As telephones make them: the format calls itself MPO."""
    out = io.BytesIO()
    picture = Image.new("RGB", (40, 20), "teal")
    picture.save(out, "MPO", save_all=True, append_images=[picture])
    assert upload(world, "photo.jpg", out.getvalue()).media_type == "image/jpeg"


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_picture_made_to_break_the_library_is_refused() -> None:
    """The note “turn me” of another type than the library expects, and what else one byte does."""
    whole = photo()
    for place in range(20, 80):
        with suppress(contents.NotAPicture):
            contents.clean_picture(whole[:place] + b"\0" + whole[place + 1 :])


def test_a_huge_picture_is_refused_before_it_is_opened() -> None:
    out = io.BytesIO()
    Image.new("1", (30_000, 10)).save(out, "PNG")
    with pytest.raises(contents.NotAPicture):
        contents.clean_picture(out.getvalue())


@pytest.mark.parametrize(
    ("kind", "size", "wanted", "ok"),
    [
        ("pdf", 10, ("pdf",), True),
        ("pdf", 10, ("image",), False),
        ("", 10, ("pdf", "image"), False),
        ("pdf", 0, ("pdf",), False),
        ("image", 11 * rules.MEGABYTE, ("pdf", "image"), False),
    ],
)
def test_rule(kind: str, size: int, wanted: tuple[str, ...], ok: bool) -> None:
    assert bool(rules.may_store(rules.UploadFacts(kind, size, wanted))) is ok


def test_another_city_and_a_hidden_holder_hide_the_file(world: World) -> None:
    file = upload(world, "a.pdf", small_pdf())
    assert world.client(city=world.other_city).get(file.url).status_code == 404
    hold(world.ctx("coordinator"), file=file, holder=("nowhere.nothing", 1))
    assert world.client().get(file.url).status_code == 404
