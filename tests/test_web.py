"""Fetching: what a public page gives, and every way in which an address is refused."""

from __future__ import annotations

import datetime
import gzip
import ssl
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from archive import web
from archive.web import Policy, Refused
from extract.readers import read_article
from tests.site import ARTICLE, Answer, Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        running.pages["/a"] = Answer(ARTICLE)
        yield running


def refusal(address: str, policy: Policy) -> str:
    with pytest.raises(Refused) as refused:
        web.fetch(address, policy)
    return refused.value.reason


def test_a_page_comes_with_its_address_and_becomes_an_article(site):
    page = web.fetch(site.url("/a"), site.policy())
    assert (page.url, page.type) == (site.url("/a"), "text/html")
    article = read_article(page.data, page.name)
    assert article.title == "Thousands cross"
    assert article.text.startswith("Nearly 50,000 Russians")


def test_fetching_is_off_unless_the_deployment_turns_it_on(monkeypatch):
    monkeypatch.delenv("WHENCE_FETCH", raising=False)
    with pytest.raises(Refused, match="does not fetch"):
        web.fetch("https://example.org/")
    assert not web.is_on({"WHENCE_FETCH": "0"})
    assert web.is_on({"WHENCE_FETCH": "1"})


def test_a_deployment_that_fetches_still_refuses_its_own_machine(monkeypatch, site):
    monkeypatch.setenv("WHENCE_FETCH", "1")
    with pytest.raises(Refused, match="port"):
        web.fetch(site.url("/a"))
    with pytest.raises(Refused, match="not a public address"):
        web.fetch("http://127.0.0.1/a")
    assert site.asked == []


def test_a_redirect_is_followed_and_the_last_address_is_kept(site):
    site.pages["/old"] = Answer(status=301, headers=(("Location", "/a?x=ü"),))
    site.pages["/a?x=%C3%BC"] = Answer(ARTICLE)
    assert web.fetch(site.url("/old"), site.policy()).url == site.url("/a?x=%C3%BC")


def test_a_redirect_to_a_private_address_is_refused_without_a_visit(site):
    site.pages["/out"] = Answer(status=302, headers=(("Location", "http://169.254.169.254/keys"),))
    policy = site.policy(ports=frozenset({site.port, 80}))
    reason = refusal(site.url("/out"), policy)
    assert "it redirects to http://169.254.169.254/keys" in reason
    assert "not a public address" in reason


def test_a_redirect_to_this_machine_is_refused_for_a_public_site(site):
    site.pages["/out"] = Answer(status=302, headers=(("Location", "http://127.0.0.2/"),))
    policy = site.policy(
        ports=frozenset({site.port, 80}), open_networks=(ip_network("127.0.0.1/32"),)
    )
    assert "not a public address" in refusal(site.url("/out"), policy)


def test_a_redirect_to_another_scheme_is_refused(site):
    site.pages["/out"] = Answer(status=302, headers=(("Location", "file:///etc/passwd"),))
    assert "only http and https" in refusal(site.url("/out"), site.policy())


def test_an_endless_redirect_ends(site):
    site.pages["/round"] = Answer(status=302, headers=(("Location", "/round"),))
    assert "redirects more than 3 times" in refusal(site.url("/round"), site.policy())
    assert [path for _, path in site.asked].count("/round") == 4


def test_a_name_with_one_private_address_is_refused(site):
    policy = site.policy(resolve=lambda host, port: ["127.0.0.1", "10.0.0.7"])
    assert "10.0.0.7" in refusal(site.url("/a", "news.example"), policy)
    assert site.asked == []


def test_a_name_is_not_resolved_again_after_the_check(site):
    answers = iter([["127.0.0.1"], ["127.0.0.1"]])  # robots.txt and the page; no third question
    policy = site.policy(resolve=lambda host, port: next(answers))
    web.fetch(site.url("/a", "news.example"), policy)
    assert site.asked == [
        (f"news.example:{site.port}", "/robots.txt"),
        (f"news.example:{site.port}", "/a"),
    ]


def test_a_name_that_turns_private_between_two_questions_is_refused(site):
    answers = iter([["127.0.0.1"], ["192.168.0.1"]])
    policy = site.policy(resolve=lambda host, port: next(answers))
    assert "192.168.0.1" in refusal(site.url("/a", "news.example"), policy)


def test_a_name_that_is_never_resolved_is_given_up(site):
    def never(host: str, port: int) -> list[str]:
        site.closing.wait()
        return []

    policy = site.policy(resolve=never, seconds=0.2)
    assert "not resolved in time" in refusal(site.url("/a", "news.example"), policy)


def test_a_page_that_is_too_large_is_refused_whatever_it_says(site):
    site.pages["/big"] = Answer(b"x" * 2_000, headers=(("Content-Length", "5"),))
    site.pages["/open"] = Answer(b"x" * 2_000)
    site.pages["/packed"] = Answer(
        gzip.compress(b"x" * 2_000_000), headers=(("Content-Encoding", "gzip"),)
    )
    policy = site.policy(most_bytes=1_000)
    assert web.fetch(site.url("/big"), policy).data == b"xxxxx"
    assert "larger than" in refusal(site.url("/open"), policy)
    assert "larger than" in refusal(site.url("/packed"), policy)


def test_a_packed_page_is_unpacked(site):
    site.pages["/packed"] = Answer(gzip.compress(ARTICLE), headers=(("Content-Encoding", "gzip"),))
    assert web.fetch(site.url("/packed"), site.policy()).data == ARTICLE


@pytest.mark.parametrize("path", ["/slow", "/slower"])
def test_a_site_that_never_ends_is_cut_off(site, path):
    site.pages["/slow"] = Answer(b"<html>", drip=True)
    site.pages["/slower"] = Answer(b"", drip=True, headers=(("Content-Length", "1000000"),))
    assert "takes longer than 0.4 seconds" in refusal(site.url(path), site.policy(seconds=0.4))


@pytest.mark.parametrize("kind", ["video/mp4", "application/octet-stream", "image/png", None])
def test_what_is_no_page_or_document_is_refused(site, kind):
    site.pages["/film"] = Answer(b"x", type=kind)
    assert "not a page or a document" in refusal(site.url("/film"), site.policy())


@pytest.mark.parametrize("status", [403, 404, 410, 500])
def test_an_error_of_the_site_is_passed_on(site, status):
    site.pages["/gone"] = Answer(status=status)
    assert f"the site answers {status}" in refusal(site.url("/gone"), site.policy())


def test_nobody_listening_is_a_plain_reason(site):
    policy = site.policy(ports=frozenset({1}))
    assert "cannot be reached" in refusal("http://127.0.0.1:1/", policy)


def test_robots_txt_is_honoured_with_its_wildcards(site):
    rules = b"User-agent: *\nDisallow: /private/\nDisallow: /*?print\n"
    site.pages["/robots.txt"] = Answer(rules, type="text/plain")
    site.pages["/a?print=1"] = site.pages["/private/a"] = Answer(ARTICLE)
    assert "robots.txt" in refusal(site.url("/private/a"), site.policy())
    assert "robots.txt" in refusal(site.url("/a?print=1"), site.policy())
    assert web.fetch(site.url("/a"), site.policy()).data == ARTICLE
    assert ("127.0.0.1", "/private/a") not in [(host.split(":")[0], p) for host, p in site.asked]


def test_robots_txt_of_a_site_in_trouble_forbids(site):
    site.pages["/robots.txt"] = Answer(status=503)
    assert "robots.txt cannot be read" in refusal(site.url("/a"), site.policy())


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    """A certificate of news.example with its key, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "news.example")])
    now = datetime.datetime.now(datetime.UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("news.example")]), False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "news.pem"
    form = serialization.PrivateFormat.PKCS8
    secret = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    path.write_bytes(secret + signed.public_bytes(serialization.Encoding.PEM))
    return path


def test_https_asks_by_name_at_the_address_that_was_checked(certificate):
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate)
    named: list[str | None] = []
    server.sni_callback = lambda connection, name, context: named.append(name)
    trusting = ssl.create_default_context(cafile=str(certificate))
    with serving(server) as site:
        site.pages["/a"] = Answer(ARTICLE)
        policy = site.policy(resolve=lambda host, port: ["127.0.0.1"], tls=trusting)
        page = web.fetch(site.url("/a", "news.example", "https"), policy)
        assert page.data == ARTICLE
        assert set(named) == {"news.example"}
        assert site.asked[-1] == (f"news.example:{site.port}", "/a")
        other = site.url("/a", "other.example", "https")
        assert "certificate" in refusal(other, policy)
