"""Addresses: where a person's address may lead, decided before any connection."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from archive import web
from archive.addresses import Policy, Refused, target

CASES = Path(__file__).parent / "cases" / "addresses_refused.csv"


def cases() -> list[pytest.param]:
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return [pytest.param(row["address"], row["reason"], id=row["address"]) for row in rows]


@pytest.mark.parametrize(("address", "reason"), cases())
def test_an_address_that_leads_astray_is_refused_before_any_connection(address, reason):
    with pytest.raises(Refused) as refused:
        web.fetch(address, Policy())
    assert reason in refused.value.reason


def test_a_target_keeps_the_address_that_was_checked():
    policy = Policy(resolve=lambda host, port: ["93.184.216.34", "2606:2800:220:1::1"])
    aim = target("https://Exämple.org/ä b/../c?q=1 2#top".replace(" ", "%20"), policy, 1.0)
    assert (aim.host, aim.ip, aim.port) == ("xn--exmple-cua.org", "93.184.216.34", 443)
    assert aim.url == "https://xn--exmple-cua.org/%C3%A4%20b/../c?q=1%202"
