"""Write and publish pages, note what the editor published, ask whether outside links answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupPagePermission, Locale, Page

from zaedno.core.actions import Ctx, action, kind_of
from zaedno.core.fields import Texts
from zaedno.core.slugs import slug_of
from zaedno.core.verdict import ensure
from zaedno.features.pages import rules
from zaedno.features.pages.models import CityFolder, InfoPage, NewsPage, OutsideLink
from zaedno.features.pages.queries import rows

PAGE_RIGHTS = ("add_page", "change_page", "publish_page")


@action("pages.prepare")
def prepare(ctx: Ctx) -> None:
    """A folder of pages per language of the city, and a group of editors per role. Idempotent."""
    folder = rows.folders(ctx.viewer).first()
    if folder is None:
        folder = _first_folder(ctx)
        ctx.record(("cities.city", ctx.city.pk), folder=folder.pk)
    for lang in ctx.city.languages:
        locale, _new = Locale.objects.get_or_create(language_code=lang)
        if not folder.get_translations(inclusive=True).filter(locale=locale).exists():
            made = folder.copy_for_translation(locale, copy_parents=True)
            made.save_revision().publish(skip_permission_checks=True)
    for role in rules.WRITERS:
        _group(ctx, role)


def _first_folder(ctx: Ctx) -> CityFolder:
    locale, _made = Locale.objects.get_or_create(language_code=ctx.city.default_language)
    root = Page.objects.filter(depth=1, locale=locale).first() or Page.get_first_root_node()
    folder = CityFolder(title=str(ctx.city), slug=ctx.city.slug, city_id=ctx.city.pk, locale=locale)
    return root.add_child(instance=folder)


def _group(ctx: Ctx, role: str) -> Group:
    """The Wagtail group of a role in a city; its rights end at the city's own folders."""
    group, made = Group.objects.get_or_create(name=f"{ctx.city.slug}:{role}")
    if made:
        names = ("access_admin", "add_image", "change_image", "choose_image")
        group.permissions.set(Permission.objects.filter(codename__in=names[:1]))
        _picture_rights(ctx, group, names[1:])
    for folder in rows.folders(ctx.viewer):
        for right in Permission.objects.filter(codename__in=PAGE_RIGHTS):
            GroupPagePermission.objects.get_or_create(group=group, page=folder, permission=right)
    return group


def _picture_rights(ctx: Ctx, group: Any, names: Iterable[str]) -> None:
    root = Collection.get_first_root_node()
    mine = root.get_children().filter(name=ctx.city.slug).first()
    mine = mine or root.add_child(name=ctx.city.slug)
    for right in Permission.objects.filter(codename__in=list(names)):
        group.collection_permissions.get_or_create(collection=mine, permission=right)


@action("pages.seat")
def seat(ctx: Ctx, *, person_id: int, role: str, seated: bool) -> None:
    """Give or take a person's place in the editors' group, as their role begins or ends."""
    prepare(ctx)
    group = _group(ctx, role)
    if seated:
        group.user_set.add(person_id)
    else:
        group.user_set.remove(person_id)
    ctx.record(("people.person", person_id), role=role, seated=seated)


@action("pages.write")
def write(
    ctx: Ctx,
    *,
    title: Texts,
    summary: Texts,
    body: dict[str, list[tuple[str, Any]]],
    day: date | None = None,
    kind: str = "",
    mark: str = "",
) -> Page:
    """Write and publish a page in every language it was given in; news when it has a day."""
    ensure(rules.may_write(ctx.viewer))
    prepare(ctx)
    folder = rows.folders(ctx.viewer).get(locale__language_code=ctx.city.default_language)
    slug = slug_of(title, taken=set(folder.get_children().values_list("slug", flat=True)))
    first: Any = None
    for lang in ctx.city.languages:
        if not title.get(lang):
            continue
        fields = {"title": title[lang], "summary": summary.get(lang, ""), "mark": mark}
        page = _in_language(ctx, first, lang, slug, day, kind, fields)
        page.body = body.get(lang, [])
        page.save_revision(user=ctx.person).publish(user=ctx.person, skip_permission_checks=True)
        first = first or page
    ctx.record(first, languages=sorted(title))
    note_publication(ctx, page_id=first.pk, kind=kind_of(first)[0], what="published")
    return first


def _in_language(
    ctx: Ctx, first: Any, lang: str, slug: str, day: date | None, kind: str, fields: dict[str, str]
) -> Any:
    """The page itself in its first language; later ones are translations of it."""
    locale = Locale.objects.get(language_code=lang)
    if first is not None:
        page = first.copy_for_translation(locale, copy_parents=True)
        for name, value in fields.items():
            setattr(page, name, value)
        page.draft_title = fields["title"]
        return page
    own = {"date": day, "kind": kind or NewsPage.Kind.ANNOUNCEMENT} if day else {}
    model: Any = NewsPage if day else InfoPage
    folder = rows.folders(ctx.viewer).get(locale=locale)
    return folder.add_child(instance=model(slug=slug, locale=locale, **fields, **own))


@action("pages.note_publication")
def note_publication(ctx: Ctx, *, page_id: int, kind: str, what: str) -> None:
    """The editor published, withdrew or deleted a page: the journal hears of it."""
    ctx.record((kind, page_id), what=what)
    page = rows.any_page(ctx.viewer, page_id)
    if page is not None and what == "published":
        _remember_links(ctx, page.specific)


def _remember_links(ctx: Ctx, page: Any) -> None:
    """Which outside addresses this page points to, in all its languages."""
    pages = page.get_translations(inclusive=True).specific()
    for one in pages:
        found = [block.value for block in one.body if block.block_type == "outside_link"]
        OutsideLink.objects.filter(page_id=one.pk).exclude(
            url__in=[value["url"] for value in found]
        ).delete()
        OutsideLink.objects.bulk_create(
            [
                OutsideLink(
                    city_id=ctx.city.pk, page_id=one.pk, url=value["url"], title=value["title"]
                )
                for value in found
            ],
            ignore_conflicts=True,
        )


@action("pages.note_answers")
def note_answers(ctx: Ctx, *, answers: dict[int, tuple[bool, int]]) -> int:
    """What outside addresses answered, by the link's id."""
    for ident, (works, status) in answers.items():
        OutsideLink.objects.filter(pk=ident, city_id=ctx.city.pk).update(
            works=works, status=status or None, checked_at=ctx.now
        )
    if answers:
        broken = sum(1 for works, _status in answers.values() if not works)
        ctx.record(("cities.city", ctx.city.pk), asked=len(answers), broken=broken)
    return len(answers)
