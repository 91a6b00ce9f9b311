"""What bytes really are, whatever their name says. Pure: bytes in, kind out."""

from __future__ import annotations

import io
import re
import struct
import unicodedata
import warnings

from PIL import Image, ImageOps

PIXELS = 40_000_000
SIDE = 20_000


# What the library raises for pictures that are broken, or made to break it.
BROKEN = (
    *(OSError, ValueError, SyntaxError, TypeError, LookupError, ArithmeticError, AttributeError),
    *(EOFError, MemoryError, struct.error, Image.DecompressionBombError, Warning),
)


class NotAPicture(Exception):
    pass


def looks_like_pdf(body: bytes) -> bool:
    """Header, end mark, and a cross-reference that really stands where the end says it does."""
    if not re.match(rb"%PDF-[12]\.\d", body[:16]):
        return False
    end = body[-2048:]
    found = re.findall(rb"startxref\s+(\d+)\s+%%EOF", end)
    if not found:
        return False
    place = body[int(found[-1]) : int(found[-1]) + 40].lstrip()
    return place.startswith(b"xref") or re.match(rb"\d+\s+\d+\s+obj", place) is not None


def clean_picture(body: bytes) -> tuple[bytes, str]:
    """The picture drawn anew: what a camera or a trickster wrote beside it (place, owner) is gone.

    Turned upright first, because the note that says "turn me" is lost too.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(body), formats=("PNG", "JPEG")) as picture:
                kind = "PNG" if picture.format == "PNG" else "JPEG"  # MPO is a JPEG with more in it
                width, height = picture.size
                if width * height > PIXELS or max(width, height) > SIDE:
                    raise NotAPicture
                upright = ImageOps.exif_transpose(picture)
                upright.load()
                return _drawn(upright, kind), f"image/{kind.lower()}"
    except BROKEN as error:
        raise NotAPicture from error


def _drawn(picture: Image.Image, kind: str) -> bytes:
    bare = picture.convert("RGB") if kind == "JPEG" else picture.copy()
    bare.info = {}
    out = io.BytesIO()
    if kind == "JPEG":
        bare.save(out, "JPEG", quality=90, optimize=True)
    else:
        bare.save(out, "PNG", optimize=True)
    return out.getvalue()


def clean_name(name: str) -> str:
    """A file name that is only a name: no folders, no control or direction signs, no markup.

    >>> clean_name("../../etc/Протокол <1>.pdf")
    'Протокол 1.pdf'
    >>> clean_name("\\u202e ")
    'file'
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C")
    kept = " ".join(re.sub(r'[<>:"|?*&\';]', "", kept).split()).strip(". ")
    stem, dot, ending = kept.rpartition(".")
    if dot and len(ending) <= 5:
        kept = f"{stem[:100]}.{ending}"
    return kept[:110] or "file"
