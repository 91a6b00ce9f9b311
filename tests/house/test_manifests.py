"""The cards on the doors say what is inside, and every name on them leads somewhere."""

from __future__ import annotations

import re
from importlib import import_module

from django.apps import apps
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import override

from tests.house.source import PACKAGE, modules, report, room_folders
from zaedno.core import registry
from zaedno.core.actions import ACTIONS
from zaedno.core.registry import Feature
from zaedno.platform.people.models import Role

BEYOND_ROLES = {"account", "visitor", "system"}


def cards() -> list[tuple[Feature, str]]:
    return list(registry._rooms.values())


def test_every_room_has_a_card() -> None:
    assert {package for _card, package in cards()} == {
        ".".join(("zaedno", *folder.relative_to(PACKAGE).parts)) for folder in room_folders()
    }


def test_every_deed_has_its_sentence_and_every_sentence_its_deed() -> None:
    for module in modules():
        if module.furniture == "actions":
            import_module(module.dotted)
    assert set(ACTIONS) - {"sample.leave"} == set(registry.verbs()) - {"sample.leave"}


def test_verbs_are_named_after_their_room() -> None:
    found = [
        f"{card.name}: {verb.verb}"
        for card, _package in cards()
        for verb in card.verbs
        if not re.fullmatch(rf"{card.name}\.[a-z][a-z_]*", verb.verb)
    ]
    assert not found, report(found)


def test_every_sentence_is_said_in_both_languages() -> None:
    found = []
    for verb in registry.verbs().values():
        with override("en"):
            english = str(verb.sentence)
        with override("bg"):
            bulgarian = str(verb.sentence)
        if not english or english == bulgarian:
            found.append(f"{verb.verb}: {english!r} has no Bulgarian")
    assert not found, report(found)


def test_readme_names_every_verb() -> None:
    found = []
    for card, package in cards():
        path = PACKAGE.joinpath(*package.split(".")[1:]) / "README.md"
        if not card.verbs and not path.exists():
            continue
        told = path.read_text(encoding="utf-8") if path.exists() else ""
        for verb in card.verbs:
            if f"`{verb.verb}`" not in told and f"`{verb.verb.split('.')[1]}`" not in told:
                found.append(f"{path.relative_to(PACKAGE)}: no line for `{verb.verb}`")
        for known in re.findall(rf"^[-*|] *`({card.name}\.[a-z_]+)`", told, flags=re.MULTILINE):
            if known not in registry.verbs() and known not in registry.kinds():
                found.append(f"{path.relative_to(PACKAGE)}: `{known}` is no verb")
    assert not found, report(found)


def names_on(card: Feature) -> list[str]:
    kinds = [name for kind in card.kinds.values() for name in (kind.read, kind.story) if name]
    heard = [name for names in card.listens.values() for name in names]
    offers = [name for names in card.offers.values() for name in names]
    return kinds + heard + offers + [j.run for j in card.schedule] + [n for _o, n in card.demo]


def test_every_function_named_is_there() -> None:
    found = []
    for card, package in cards():
        for name in names_on(card):
            try:
                assert callable(registry.function(f"{package}.{name}"))
            except (ImportError, AttributeError, AssertionError) as error:
                found.append(f"{package}.{name}: {error}")
    assert not found, report(found)


# Things that are data inside another table's row, each with its reason.
WITHOUT_TABLE = {"maturity.indicator": "an indicator of a framework, as one assessment sees it"}


def test_kinds_are_tables_and_listeners_listen_to_known_verbs() -> None:
    found = []
    for card, _package in cards():
        for kind in set(card.kinds) - set(WITHOUT_TABLE):
            try:
                apps.get_model(kind)
            except LookupError:
                found.append(f"{card.name}: {kind} is no table")
        for heard in card.listens:
            if heard != "*" and heard not in registry.verbs():
                found.append(f"{card.name} listens to {heard}, which nobody does")
    assert not found, report(found)


def test_menus_lead_somewhere_and_roles_exist() -> None:
    known = set(Role.Name.values) | BEYOND_ROLES
    rooms = {card.name for card, _package in cards()}  # an absent room leaves no hole
    found = []
    for card, _package in cards():
        for item in (*card.nav, *card.staff_nav):
            try:
                reverse(item.url_name)
            except NoReverseMatch:
                found.append(f"{card.name}: no address {item.url_name}")
            found += [f"{card.name}: role {role}?" for role in set(item.roles) - known]
        for verb in card.verbs:
            found += [f"{verb.verb}: role {role}?" for role in set(verb.roles) - known]
        for name, growth in card.grows.items():
            found += [f"{name}: role {role}?" for role in set(growth.roles) - known]
            found += [
                f"{name} grows from unknown {kind}"
                for kind in growth.from_kinds
                if kind not in registry.kinds() and kind.split(".")[0] in rooms
            ]
            if not starts(growth.start_url):
                found.append(f"{name}: {growth.start_url} leads nowhere")
    assert not found, report(found)


def starts(address: str) -> bool:
    if ":" in address and not address.startswith("/"):
        try:
            return bool(reverse(address))
        except NoReverseMatch:
            return False
    path = address if re.match(r"/(bg|en)/", address) else f"/bg{address}"
    with override("bg"):
        return resolve(path.split("?")[0]) is not None
