"""Addresses that no page of ours leads to are not found, and break nothing."""

from __future__ import annotations

import pytest

from tests.world import World
from zaedno.core.refs import may_be_id

NOBODY = (
    "/bg/links/{kind}/{ident}/",
    "/bg/discussion/{kind}/{ident}/",
    "/bg/discussion/{kind}/{ident}/comments.csv",
    "/bg/notifications/feeds/{kind}/{ident}/feed.atom",
)


@pytest.mark.parametrize("ident", ["abc", "²", "-1", "9" * 30, "1.5"])
@pytest.mark.parametrize("address", NOBODY)
def test_what_is_no_number_of_a_thing_is_not_found(world: World, address: str, ident: str) -> None:
    client = world.client()
    for kind in ("processes.process", "documents.paragraph", "proposals.proposal", "no.kind"):
        assert client.get(address.format(kind=kind, ident=ident)).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/bg/proposals/p/%00/",
        "/bg/discussion/c/%00/",
        "/bg/files/%00/",
        "/bg/links/r/a%00b/",
        "/bg/links/processes.process/%00/",
        "/bg/notifications/confirm/%00/",
        "/bg/people/organisations/?kind=a%00b",
        "/bg/search/?q=%00",
    ],
)
def test_a_zero_byte_is_found_nowhere(postgres: str, address: str) -> None:
    assert World().client().get(address).status_code == 404


def test_a_zero_byte_in_the_key_of_a_form_is_left_out(postgres: str) -> None:
    client, sent = World().client(), {"email": "eva@city.example", "key": "a\0b"}
    assert client.post("/bg/identity/email/", sent).status_code == 302


def test_a_kind_that_is_no_table_reads_its_own_ids() -> None:
    """An indicator is a line of a framework as one assessment sees it, "7-D3.3"."""
    assert may_be_id("maturity.indicator", "7-D3.3")
    assert not may_be_id("maturity.assessment", "7-D3.3")
    assert may_be_id("maturity.assessment", "7")
