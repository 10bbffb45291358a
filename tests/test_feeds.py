"""Feeds: each item once, on the terms of any address."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest

from archive import feeds, web
from archive.web import Page, Refused
from tests.site import ARTICLE, Answer, Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        running.pages["/a"] = Answer(ARTICLE)
        yield running


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Paper</title>
<item><title>One &lt;b&gt;</title><link>{one}</link>
<pubDate>Fri, 23 Sep 2022 10:00:00 GMT</pubDate></item>
<item><title>Two</title><link>/two#top</link></item>
<item><title>One again</title><link>{one}</link></item>
<item><title>Elsewhere</title><link>http://10.0.0.1/</link></item>
</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>The Paper</title>
<entry><title>One</title><link href="/a"/><updated>2022-09-23T10:00:00Z</updated></entry>
</feed>"""


def test_a_feed_brings_each_item_once(site):
    site.pages["/rss"] = Answer(RSS.format(one=site.url("/a")).encode(), type="application/rss+xml")
    site.pages["/two"] = Answer(ARTICLE)
    policy = site.policy(ports=frozenset({site.port, 80}))
    page = web.fetch(site.url("/rss"), policy)
    assert feeds.is_feed(page)
    assert [(item.title, item.published) for item in feeds.items(page)] == [
        ("One <b>", datetime.date(2022, 9, 23)),
        ("Two", None),
        ("Elsewhere", None),
    ]
    site.asked.clear()
    found = list(feeds.follow(site.url("/rss"), policy))
    assert [type(each) for each in found] == [Page, Page, Refused]
    assert [path for _, path in site.asked].count("/robots.txt") == 2  # the feed's and the items'
    known = {site.url("/a"), "http://10.0.0.1/"}
    fresh = feeds.follow(site.url("/rss"), policy, known)
    assert [each.url for each in fresh] == [site.url("/two")]


def test_an_atom_feed_is_read_and_a_page_is_no_feed(site):
    site.pages["/atom"] = Answer(ATOM.encode(), type="application/atom+xml")
    page = web.fetch(site.url("/atom"), site.policy())
    assert [item.url for item in feeds.items(page)] == [site.url("/a")]
    assert not feeds.is_feed(web.fetch(site.url("/a"), site.policy()))


def test_an_address_that_is_no_feeds_gives_its_page_or_refusal(site):
    assert [page.data for page in feeds.follow(site.url("/a"), site.policy())] == [ARTICLE]
    (refused,) = feeds.follow(site.url("/none"), site.policy())
    assert isinstance(refused, Refused)


def test_a_feed_that_is_no_feed_is_refused(site):
    with pytest.raises(Refused, match="no RSS or Atom feed"):
        feeds.items(Page(site.url("/x"), ARTICLE, "text/xml"))


def test_a_feed_with_a_billion_laughs_is_refused(site):
    entities = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">{entities}]>'
    body = "<item><title>&l9;</title><link>/a</link></item>"
    feed = f"{head}<rss version='2.0'><channel>{body}</channel></rss>"
    page = Page(site.url("/x"), feed.encode(), "text/xml")
    with pytest.raises(Refused, match="XML entities"):
        feeds.items(page)
