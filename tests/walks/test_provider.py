"""Take part first; a provider then says who one is, and what was done waits for that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.axe import assert_accessible
from tests.features.proposals.build import proposed
from tests.fixtures.browser import Watch
from tests.fixtures.provider import FakeProvider
from tests.fixtures.server import LiveSite, site_on
from tests.platform.identity.build import process_for, verifying
from tests.platform.identity.doors import CLAIMS, set_up
from tests.platform.identity.test_provider_residents import told
from tests.world import World
from zaedno.features.proposals.models.proposal import Proposal, Support
from zaedno.platform.identity.models import Verification
from zaedno.platform.processes.models import Stage


@pytest.fixture
def live_site(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[LiveSite]:
    """A server that may ask a provider on its own machine."""
    with (
        django_db_blocker.unblock(),
        site_on(tmp_path, ZAEDNO_LOOPBACK_PROVIDERS="1") as site,
    ):
        yield site
        site.check_log()


def for_residents(world: World) -> Proposal:
    """A proposal that only verified residents support."""
    process = process_for(world, "account")
    row = proposed(world, process, "coordinator")
    for stage in Stage.objects.filter(process=process, method="proposals"):
        stage.who = dict.fromkeys(stage.who, "resident")
        stage.save()
    return row


def test_support_goes_through_by_itself(
    browser: Browser, live_site: LiveSite, watch: Watch, idp: FakeProvider
) -> None:
    world = World()
    verifying(world)
    row = for_residents(world)
    set_up(world, idp, residents=True, shows="list", claims=CLAIMS)
    idp.claims = told(1)
    page = watch.over(browser.new_context(locale="bg-BG")).new_page()
    page.set_default_timeout(15_000)
    page.goto(live_site.url(row.get_absolute_url()))
    page.get_by_role("button", name="Подкрепи").first.click()
    expect(page).to_have_url(live_site.url("/bg/identity/"))
    assert_accessible(page)
    page.get_by_role("button", name="Вход с Градски вход").click()
    expect(page.get_by_role("heading", name="За пръв път тук")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Направи ми профил").click()
    expect(page).to_have_url(live_site.url(row.get_absolute_url()))
    assert Support.objects.filter(proposal=row).count() == 1
    assert Verification.objects.get().way == "provider"
    in_english(page, live_site, idp)


def in_english(page: Page, site: LiveSite, idp: FakeProvider) -> None:
    """Out and in again, in the other language; and a refusal there leads back to the ways."""
    page.goto(site.url("/en/people/me/"))
    page.get_by_role("link", name="My ways in").click()
    expect(page.get_by_text("This is your only way in")).to_be_visible()
    assert_accessible(page)
    page.goto(site.url("/en/people/me/"))
    page.get_by_role("button", name="Sign out").first.click()
    page.goto(site.url("/en/people/sign-in/"))
    assert_accessible(page)
    idp.error = "access_denied"
    page.get_by_role("button", name="Sign in with City door").click()
    expect(page.get_by_role("alert")).to_contain_text("You did not agree at City door")
    idp.error = ""
    page.get_by_role("button", name="Sign in with City door").click()
    expect(page).to_have_url(site.url("/en/people/me/"))
