"""The main pages with the keyboard alone: skip, see where one is, go on, open, close, come back."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.walks.hall import tab_to
from tests.walks.people import People

MOST = 260  # stops of one page; more is a page nobody walks through
BOARD = "/bg/workshops/barriers-to-participation/boards/?by=groups"
MORE_PAGES = ("workshops/join/", "workshops/needs-assessment-2021/", "search/")

# How everything looks before it is reached, to be compared with how it looks then.
PREPARE = """() => {
  const looks = (el) => {
    const s = getComputedStyle(el);
    return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.backgroundColor,
      s.borderColor].join();
  };
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary," +
    "[tabindex]")];
  window.walk = { looks, before: new Map(all.map((el) => [el, looks(el)])), last: null };
}"""
STOP = """() => {
  const el = document.activeElement;
  if (!el || el === document.body || el === document.documentElement) return null;
  const { looks, before, last } = window.walk;
  if (last === el && ["date", "time"].includes(el.type)) return { inside: true }; // day, month
  const box = el.getBoundingClientRect();
  const faults = [];
  if (before.get(el) === looks(el)) faults.push("looks as if it had no focus");
  if (!el.checkVisibility({ visibilityProperty: true }) || box.width < 1 || box.height < 1) {
    faults.push("is not to be seen");
  }
  if (box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth) {
    faults.push("is outside the window");
  }
  if (el.tabIndex > 0) faults.push("jumps the queue with a tabindex of its own");
  if (last && !(last.compareDocumentPosition(el) & Node.DOCUMENT_POSITION_FOLLOWING)) {
    faults.push("comes after something that stands behind it");
  }
  if (last === el) faults.push("does not let go");
  window.walk.last = el;
  const name = el.outerHTML.slice(0, 120);
  return { name, faults, skip: el.classList.contains("skip"), main: !!el.closest("main") };
}"""


def stop(page: Page) -> dict[str, Any] | None:
    page.keyboard.press("Tab")
    found: dict[str, Any] | None = page.evaluate(STOP)
    return found


def walk(page: Page) -> list[str]:
    """Tab from the first stop to the last; what is wrong with any of them."""
    page.evaluate(PREPARE)
    faults: list[str] = []
    for number in range(MOST):
        here = stop(page)
        if here is None or (number and here.get("skip")):  # from the last stop to the first again
            return faults if number > 5 else [f"{page.url}: only {number} stops"]
        if here.get("inside"):
            continue
        if number == 0 and not here["skip"]:
            faults.append(f"{page.url} begins with {here['name']}")
        faults += [f"{page.url} {here['name']} {fault}" for fault in here["faults"]]
    return [*faults, f"{page.url} has no end after {MOST} stops"]


def menu_of(page: Page) -> list[str]:
    links = page.locator(".menu__list a").evaluate_all("all => all.map((a) => a.pathname)")
    ours = [path for path in links if not path.startswith("/cms/")]  # Wagtail has its own keys
    return list(dict.fromkeys(ours))


@pytest.mark.parametrize(
    ("who", "lang"), [("visitor", "bg"), ("visitor", "en"), ("coordinator", "bg")]
)
def test_main_pages_are_walked_from_the_first_stop_to_the_last(
    people: People, who: str, lang: str
) -> None:
    page = people.at(who, f"/{lang}/")
    more = [f"/{lang}/{path}" for path in MORE_PAGES] if who == "visitor" else []
    paths = [f"/{lang}/", *menu_of(page), *more]
    assert len(paths) > 6
    faults: list[str] = []
    for path in paths:
        people.at(who, path)
        faults += walk(page)
    assert not faults, "\n".join(faults)


def test_the_skip_link_leads_past_the_menu(people: People) -> None:
    page = people.at("visitor", "/bg/workshops/")
    page.evaluate(PREPARE)
    first = stop(page)
    assert first is not None
    assert first["skip"]
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.evaluate("window.walk.last = null")
    second = stop(page)
    assert second is not None
    assert second["main"], second["name"]


def test_more_of_the_menu_opens_closes_and_gives_the_focus_back(people: People) -> None:
    page = people.at("visitor", "/bg/")
    more = page.locator(".menu__more details").first
    tab_to(page, ".menu__more summary")
    page.keyboard.press("Enter")
    expect(more).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('.menu__more li')")
    page.keyboard.press("Escape")
    expect(more).not_to_have_attribute("open", "")
    assert page.evaluate("document.activeElement.matches('.menu__more summary')")
    page.keyboard.press("Enter")
    for _stop in range(MOST):  # whoever goes on leaves no open menu behind
        page.keyboard.press("Tab")
        if page.evaluate("!document.activeElement.closest('.menu__more')"):
            break
    expect(more).not_to_have_attribute("open", "")


def test_the_menu_of_a_phone_is_closed_until_it_is_opened(people: People) -> None:
    page = people.page("visitor")
    page.set_viewport_size({"width": 360, "height": 740})
    people.at("visitor", "/bg/")
    link = page.locator(".menu__list a").first
    expect(link).to_be_hidden()
    tab_to(page, ".menu__button")
    page.keyboard.press("Enter")
    expect(link).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('.menu__list')")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(link).to_be_hidden()


def test_a_dialog_takes_the_focus_keeps_it_and_gives_it_back(people: People) -> None:
    page = people.at("facilitator", BOARD)
    tab_to(page, "[data-opens-move]")
    opener = page.evaluate("document.activeElement.closest('.note').id")
    page.keyboard.press("Enter")
    dialog = page.locator("#move-dialog")
    expect(dialog).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "move-cluster"
    for _stop in range(8):
        page.keyboard.press("Tab")
        behind = (
            "document.activeElement !== document.body && !document.activeElement.closest('dialog')"
        )
        assert not page.evaluate(behind)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    back = "document.activeElement.matches('[data-opens-move]') && "
    assert page.evaluate(f"{back} document.activeElement.closest('.note').id") == opener
