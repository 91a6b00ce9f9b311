"""Every page as each role sees it: axe finds nothing, nothing runs off a narrow screen.

The pages are found by following links, one example for each named address. Bulgarian is read on a
wide screen, English at 320 px, so that both languages and both ends are seen.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Error, Page

from tests.axe import problems
from tests.fixtures.browser import Watch
from tests.fixtures.server import LiveSite

ROLES = (
    "visitor",
    "coordinator",
    "facilitator",
    "reviewer",
    "participant",
    "org",
    "editor",
    "moderator",
    "operator",
    "notetaker",
    "clerk",
)
AGAIN = {  # pages that change much with the role
    "home",
    "workshops:board",
    "workshops:workshop",
    "commitments:detail",
    "maturity:indicator",
    "maturity:assessment",
    "decisions:detail",
}
FAULTS = """() => {
  const found = [];
  const root = document.documentElement;
  const over = root.scrollWidth - root.clientWidth;
  if (over > 0) found.push(`runs off by ${over} px`);
  const all = [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")];
  const heads = all.filter((head) => head.checkVisibility());
  if (heads.filter((head) => head.tagName === "H1").length !== 1) found.push("not exactly one h1");
  let last = 0;
  for (const head of heads) {
    const level = Number(head.tagName[1]);
    const said = head.textContent.trim();
    if (last && level > last + 1) found.push(`h${last} is followed by h${level}: ${said}`);
    last = level;
  }
  const twice = document.body.innerText.match(/.{0,40}[^.]\\.\\.(?!\\.)/);
  if (twice) found.push(`two full stops: ${twice[0]}`);
  return found;
}"""
FILES = (".csv", ".ics", ".json", ".jsonl", ".pdf", ".svg", ".xml", ".atom")


class Walker:
    """Follows links as one role; `seen` are the named addresses that somebody has read already."""

    def __init__(self, page: Page, site: LiveSite, seen: set[str]) -> None:
        self.page, self.site, self.seen = page, site, seen
        self.faults: list[str] = []

    def walk(self) -> None:
        waiting, queued, mine = [("/bg/", "")], {"/bg/"}, set()
        while waiting:
            path, origin = waiting.pop(0)
            name = name_of(urlsplit(path).path)
            if not name or name in mine or (name in self.seen and name not in AGAIN):
                continue
            links = self.read(path, origin)
            if links is None:
                continue
            mine.add(name)
            fresh = [link for link in links if link not in queued]
            queued.update(fresh)
            waiting += [(link, path) for link in fresh]
        self.seen |= mine

    def read(self, path: str, origin: str) -> list[str] | None:
        """Both languages of one page; the links on it, or None where it is no page."""
        self.page.set_viewport_size({"width": 1280, "height": 900})
        try:
            answer = self.page.goto(self.site.url(path))
        except Error as error:
            if "Download is starting" in str(error):
                return None
            raise
        if answer is None or answer.status >= 400:
            self.faults.append(
                f"{origin} leads to {path}, which answers {answer and answer.status}"
            )
            return None
        links = self.page.eval_on_selector_all(
            "a[href]", "links => links.map((a) => a.getAttribute('href'))"
        )
        self.look(path)
        english = "/en/" + path.removeprefix("/bg/")
        self.page.set_viewport_size({"width": 320, "height": 800})
        self.page.goto(self.site.url(english))
        self.look(english)
        ours = [link.partition("#")[0] for link in links if link.startswith("/bg/")]
        return [link for link in ours if not link.partition("?")[0].endswith(FILES)]

    def look(self, path: str) -> None:
        self.faults += problems(self.page)
        self.faults += [f"{path}: {fault}" for fault in self.page.evaluate(FAULTS)]
        said = self.page.locator("html").get_attribute("lang")
        if said != path[1:3]:
            self.faults.append(f"{path}: lang is {said}")


def name_of(path: str) -> str:
    try:
        found = resolve(path)
    except Resolver404:
        return ""
    ours = found.func.__module__.startswith("zaedno.")
    return found.view_name if ours and found.view_name not in NOT_PAGES else ""


NOT_PAGES = {
    "workshops:feed",
    "workshops:calendar",
    "workshops:event_calendar",
    "pages:feed",
    "people:my_data",
    "journal:key",
    "notifications:outbox_letter",  # a letter as its reader gets it, in the reader's language
}


def test_every_page_of_every_role(browser: Browser, demo_site: LiveSite, watch: Watch) -> None:
    watch.allow("404", "403")  # a dead link is listed below, with the page it stands on
    seen: set[str] = set()
    faults: list[str] = []
    for role in ROLES:
        context = watch.over(browser.new_context(locale="bg-BG", reduced_motion="reduce"))
        context.set_default_timeout(15_000)
        page = context.new_page()
        if role != "visitor":
            page.goto(demo_site.url("/bg/demo/"))
            page.locator(f'form[action$="/demo/{role}/"] button').click()
        walker = Walker(page, demo_site, seen)
        walker.walk()
        faults += [f"{role}: {fault}" for fault in walker.faults]
        context.close()
    assert len(seen) > 80
    assert not faults, f"{len(faults)} faults on {len(seen)} pages:\n" + "\n".join(
        sorted(set(faults))
    )


@pytest.mark.parametrize(
    ("role", "path", "button"),
    [
        ("visitor", "/bg/workshops/barriers-to-participation/boards/write/", "main form button"),
        ("visitor", "/bg/people/sign-in/", "main form button"),
        ("visitor", "/bg/people/sign-up/", "main form button"),
        ("visitor", "/bg/workshops/barriers-workshop/interest/", "main form button"),
        ("coordinator", "/bg/commitments/new/", "main form button"),
        ("coordinator", "/bg/needs/new/", "main form button"),
        ("coordinator", "/bg/partnerships/new/", "main form button"),
        ("coordinator", "/bg/workshops/new/", "main form button"),
        ("coordinator", "/bg/decisions/new/", "main form button"),
    ],
)
def test_what_went_wrong_is_accessible_too(
    browser: Browser, demo_site: LiveSite, watch: Watch, role: str, path: str, button: str
) -> None:
    """An empty form is sent: the summary takes the focus, every fault stands by its field."""
    watch.allow("422", "400", "404")
    context = watch.over(browser.new_context(locale="bg-BG"))
    page = context.new_page()
    if role != "visitor":
        page.goto(demo_site.url("/bg/demo/"))
        page.locator(f'form[action$="/demo/{role}/"] button').click()
    page.goto(demo_site.url(path))
    page.evaluate("document.querySelectorAll('main form').forEach((f) => (f.noValidate = true))")
    page.locator(button).last.click()
    page.wait_for_load_state()
    assert page.locator("[aria-invalid=true], .error-summary").count(), "nothing is said"
    found = problems(page)
    assert not found, "\n".join(found)
    context.close()
