"""Storing bytes safely."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.base import File as Upload
from django.db import models, transaction
from django.utils import timezone

from zaedno.core.actions import Ctx, action, kind_of
from zaedno.core.verdict import ensure
from zaedno.platform.files import contents, rules
from zaedno.platform.files.models import File


@action("files.store")
def store(ctx: Ctx, *, upload: Upload[Any], kinds: tuple[str, ...] = ("pdf", "image")) -> File:
    """Keep an upload whose bytes are one of `kinds`; pictures lose place and owner."""
    kinds = tuple(kinds)
    file = _kept(ctx, upload, kinds, at=ctx.now)
    file.save()
    ctx.record(file, size=file.size)
    return file


def store_unseen(
    ctx: Ctx, *, upload: Upload[Any], holder: tuple[str, Any], kinds: tuple[str, ...]
) -> File:
    """Keep an upload inside a secret deed: no line in the journal, and of its time only the day."""
    day = timezone.localtime(ctx.now).replace(hour=0, minute=0, second=0, microsecond=0)
    file = _kept(ctx, upload, kinds, at=day)
    file.holder_kind, file.holder_id = holder[0], str(holder[1])
    file.save()
    return file


def remove_unseen(ctx: Ctx, *, keys: Collection[str], holder: tuple[str, Any]) -> int:
    """Delete such files of this holder, row and bytes; how many there were."""
    if not keys:
        return 0
    held = File.objects.filter(
        city_id=ctx.city.pk, key__in=keys, holder_kind=holder[0], holder_id=str(holder[1])
    )
    found = list(held)
    for file in found:
        # The bytes go when the deed is done for good; one that fails loses nothing.
        transaction.on_commit(partial(file.content.delete, save=False))
    held.delete()
    return len(found)


def _kept(ctx: Ctx, upload: Upload[Any], kinds: tuple[str, ...], at: datetime) -> File:
    size = upload.size or 0
    if size > rules.largest(kinds) or not size:
        ensure(rules.may_store(rules.UploadFacts("", size, kinds)))
    upload.seek(0)
    body, kind, media_type = _recognised(upload.read(), kinds)
    ensure(rules.may_store(rules.UploadFacts(kind, size, kinds)))
    file = File(
        city_id=ctx.city.pk,
        sha256=hashlib.sha256(body).hexdigest(),
        media_type=media_type,
        size=len(body),
        name=contents.clean_name(upload.name or ""),
        stored_at=at,
    )
    file.content.save(file.name, ContentFile(body), save=False)
    return file


def _recognised(body: bytes, wanted: tuple[str, ...]) -> tuple[bytes, str, str]:
    if contents.looks_like_pdf(body):
        return body, "pdf", "application/pdf"
    if "image" in wanted:
        try:
            drawn, media_type = contents.clean_picture(body)
        except contents.NotAPicture:
            return body, "", ""
        return drawn, "image", media_type
    return body, "", ""


@action("files.hold")
def hold(ctx: Ctx, *, file: File, holder: models.Model | tuple[str, Any]) -> File:
    """From now on the file is seen only by whoever may see `holder`."""
    kind, ident = kind_of(holder)
    file.holder_kind, file.holder_id = kind, str(ident)
    file.save(update_fields=["holder_kind", "holder_id"])
    ctx.record(file, holder=f"{kind}:{ident}")
    return file
