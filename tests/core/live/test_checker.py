"""Is it live? Asked of a real server, with time that takes none: each answer ends in what it proves."""

from __future__ import annotations

import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from datetime import timedelta
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from blogwifi_tui.core.live import checker
from blogwifi_tui.core.live.answers import may_follow
from blogwifi_tui.core.live.checker import Clock, LiveCheck
from blogwifi_tui.core.live.last_publication import LastPublication
from blogwifi_tui.core.live.record import Build, Doubt, PageChange, PublicationRecord, Seen
from blogwifi_tui.vcs.progress import CancelToken
from tests.conftest import POST
from tests.core.live.conftest import WORDS, Blogger, Moment
from tests.core.live.small_site import HTML, Reply, SmallSite, page, small_site

NEW = "posts/2026-06-01-borne.md"
AT = "/borne/"
TEXT = """\
---
title: Une borne de plus
date: 2026-06-01T10:00:00+02:00
---

La nouvelle borne tient au plafond du deuxième étage, face à l’ascenseur.

Elle est reliée au commutateur du local technique par un câble de catégorie six.

Les clients de la chambre 214 n’ont plus besoin de s’asseoir dans le couloir.
"""


def test_a_site_that_changes_three_seconds_after_the_push_is_online(blogger: Blogger) -> None:
    blogger.add()
    record = blogger.published()
    blogger.moment.at(3, blogger.build)
    (page,) = blogger.check().pages
    assert (page.seen, page.reason, page.seconds) == (Seen.ONLINE, Doubt.NONE, 5.0)
    assert page.at == record.at + timedelta(seconds=5)
    assert blogger.last.read() == blogger.told[-1]
    assert blogger.last.live(POST) is True


def test_it_is_told_as_it_goes_and_only_when_something_is_known_anew(blogger: Blogger) -> None:
    blogger.add()
    blogger.published()
    blogger.moment.at(100, blogger.build)
    blogger.check()
    assert [(each.pages[0].seen, each.pages[0].reason) for each in blogger.told] == [
        (Seen.WAITING, Doubt.OLD_PAGE),
        (Seen.ONLINE, Doubt.NONE),
    ]


def test_a_site_that_never_changes_is_not_yet_online_after_ten_minutes(
    blogger: Blogger, moment: Moment, site: SmallSite
) -> None:
    blogger.add()
    blogger.published()
    times: list[float] = []
    old = site.replies[Blogger.PATH]

    def reply(_headers: Mapping[str, str]) -> Reply:
        times.append(moment.seconds)
        assert isinstance(old, Reply)
        return old

    site.replies[Blogger.PATH] = reply
    (page,) = blogger.check().pages
    assert (page.seen, page.reason, page.seconds) == (Seen.NOT_YET, Doubt.OLD_PAGE, None)
    assert times == [2, 5, 10, 20, 40, 80, 140, 200, 260, 320, 380, 440, 500, 560, 600]
    assert blogger.last.live(POST) is False


def test_a_new_post_is_online_once_its_page_is_there(blogger: Blogger) -> None:
    blogger.write(TEXT, NEW)
    blogger.published()
    blogger.moment.at(30, lambda: blogger.build(NEW, AT))
    page = blogger.checked()
    assert (page.change, page.seen, page.seconds) == (PageChange.NEW, Seen.ONLINE, 40)


def test_a_new_post_of_a_few_words_is_online_once_there_is_a_page_of_its_name_and_was_none_before(
    blogger: Blogger,
) -> None:
    blogger.write(TEXT.partition("La nouvelle")[0] + "![Le hall](hall.jpg)\n", NEW)
    blogger.published()
    blogger.moment.at(5, lambda: blogger.build(NEW, AT))
    assert blogger.checked().seen is Seen.ONLINE


def test_one_whose_page_was_there_from_the_first_question_on_is_not_verified(blogger: Blogger) -> None:
    blogger.write(TEXT.partition("La nouvelle")[0] + "![Le hall](hall.jpg)\n", NEW)
    blogger.build(NEW, AT)
    blogger.published()
    found = blogger.checked()
    assert (found.seen, found.reason) == (Seen.NOT_VERIFIED, Doubt.TOO_SHORT)


def test_an_address_with_accents_is_asked_as_addresses_are_written(blogger: Blogger, site: SmallSite) -> None:
    path = "posts/2026-06-01-été à l’hôtel.md"
    blogger.write(TEXT, path)
    (page,) = blogger.published().pages
    blogger.build(path, page.address.removeprefix(site.address))
    assert blogger.checked().seen is Seen.ONLINE
    assert site.asked == [page.address.removeprefix(site.address)]


def test_a_title_that_changes_alone_is_seen_in_the_name_of_the_page(blogger: Blogger, moment: Moment) -> None:
    blogger.blog.set(POST, {"title": "Le WiFi du restaurant"})
    blogger.published()
    moment.at(10, blogger.build)
    found = blogger.checked()
    assert (found.change, found.seen, found.seconds) == (PageChange.CHANGED, Seen.ONLINE, 10)


def test_a_tag_that_changes_alone_is_not_asked_for(blogger: Blogger, site: SmallSite) -> None:
    blogger.blog.set(POST, {"tags": ["bornes"]})
    blogger.published()
    found = blogger.checked()
    assert (found.seen, found.reason, site.asked) == (Seen.NOT_VERIFIED, Doubt.CANNOT_COMPARE, [])


def test_a_page_that_is_not_there_is_not_yet_online(blogger: Blogger) -> None:
    blogger.write(TEXT, NEW)
    blogger.published()
    page = blogger.checked()
    assert (page.seen, page.reason) == (Seen.NOT_YET, Doubt.MISSING)


def test_a_page_that_only_lists_the_title_proves_nothing(blogger: Blogger, site: SmallSite) -> None:
    blogger.write(TEXT, NEW)
    blogger.published()
    site.put(AT, page("Une borne de plus", "Derniers articles : Une borne de plus. Le WiFi de l’hôtel."))
    found = blogger.checked()
    assert (found.seen, found.reason) == (Seen.NOT_VERIFIED, Doubt.ONLY_LISTS)


def test_a_list_with_the_first_words_of_a_new_post_proves_nothing(blogger: Blogger, site: SmallSite) -> None:
    blogger.write(TEXT, NEW)
    blogger.published()
    first = "La nouvelle borne tient au plafond du deuxième étage, face à l’ascenseur."
    site.put(AT, page("Accueil", f"## Une borne de plus\n\n{first}\n\n[Lire la suite]({AT})"))
    found = blogger.checked()
    assert (found.seen, found.reason) == (Seen.NOT_VERIFIED, Doubt.ONLY_LISTS)


def test_a_page_that_names_another_address_as_its_own_proves_nothing(
    blogger: Blogger, site: SmallSite
) -> None:
    blogger.write(TEXT, NEW)
    blogger.published()
    whole = page("Accueil", f"# Une borne de plus\n\n{TEXT}")
    site.put(AT, whole.replace("<style>", f"<link rel=canonical href='{site.address}/'><style>"))
    found = blogger.checked()
    assert (found.seen, found.reason, found.detail) == (
        Seen.NOT_VERIFIED,
        Doubt.ELSEWHERE,
        f"{site.address}/",
    )


@pytest.mark.parametrize("name", ["Page introuvable", "404 – BlogWiFi", "Not found"])
def test_a_page_that_says_only_in_words_that_there_is_none_proves_nothing(
    blogger: Blogger, site: SmallSite, name: str
) -> None:
    blogger.write(TEXT, NEW)
    blogger.published()
    site.put(AT, page(name, "Cherchez ailleurs : Une borne de plus."))
    found = blogger.checked()
    assert (found.seen, found.reason) == (Seen.NOT_VERIFIED, Doubt.SOFT_404)


def test_a_page_that_asks_for_a_password_proves_nothing(blogger: Blogger, site: SmallSite) -> None:
    blogger.add()
    blogger.published()
    site.put(Blogger.PATH, page("Connexion", "Bonjour") + "<form><input type=password name=p></form>")
    found = blogger.checked()
    assert (found.seen, found.reason) == (Seen.NOT_VERIFIED, Doubt.LOGIN)
    assert len(site.asked) == 1


def test_a_site_behind_a_password_is_sent_none(blogger: Blogger, site: SmallSite) -> None:
    blogger.add()
    blogger.published()
    site.put(Blogger.PATH, "", 401, WWW_Authenticate='Basic realm="blog"')
    found = blogger.checked()
    assert (found.seen, found.reason) == (Seen.NOT_VERIFIED, Doubt.LOGIN)
    assert not any({"authorization", "cookie"} & headers.keys() for headers in site.headers)


@pytest.mark.parametrize(
    ("there", "reason"),
    [
        ("/", Doubt.ELSEWHERE),
        ("http://localhost:{port}/le-wifi-de-l-hotel/", Doubt.ELSEWHERE),
        ("https://sso.example.org/?next=a", Doubt.LOGIN),
        ("/wp-login.php?redirect_to=x", Doubt.LOGIN),
        ("/le-wifi-de-l-hotel/?lang=fr", Doubt.ELSEWHERE),
        ("javascript:alert(1)", Doubt.ELSEWHERE),
        ("http://[::1/", Doubt.ELSEWHERE),
    ],
)
def test_an_address_that_leads_elsewhere_is_not_followed(
    blogger: Blogger, site: SmallSite, there: str, reason: Doubt
) -> None:
    blogger.add()
    blogger.build(at="/")
    blogger.build(at=f"{Blogger.PATH}?lang=fr")
    blogger.published()
    there = there.format(port=site.address.rpartition(":")[2])
    site.put(Blogger.PATH, "", 302, Location=there)
    found = blogger.checked()
    assert (found.seen, found.reason) == (Seen.NOT_VERIFIED, reason)
    assert set(site.asked) == {Blogger.PATH}


def test_the_same_page_of_another_host_is_not_asked(blogger: Blogger, site: SmallSite) -> None:
    blogger.add()
    blogger.published()
    post = blogger.blog.read(POST)
    with small_site() as other:
        other.put(Blogger.PATH, page(post.title, post.body))
        site.put(Blogger.PATH, "", 302, Location=f"{other.address}{Blogger.PATH}")
        found = blogger.checked()
        assert (found.seen, found.reason) == (Seen.NOT_VERIFIED, Doubt.ELSEWHERE)
        assert found.detail == f"{other.address}{Blogger.PATH}"
        assert other.asked == []


@pytest.mark.parametrize(
    ("new", "follows"),
    [
        ("http://a.test/b", True),
        ("http://a.test/b/index.html", True),
        ("https://a.test/b/", True),
        ("https://a.test:443/b/", True),
        ("https://a.test:8443/b/", False),
        ("https://www.a.test/b/", False),
        ("http://a.test:81/b/", False),
        ("http://a.test/c/", False),
        ("http://a.test/b/?page=2", False),
        ("http://u:p@a.test/b/", False),
        ("ftp://a.test/b/", False),
        ("http://a.test:x/b/", False),
    ],
)
def test_only_another_spelling_of_the_same_page_is_followed(new: str, follows: bool) -> None:
    assert may_follow("http://a.test/b/", new) is follows


def test_no_redirect_leads_from_a_secure_page_to_one_that_is_not() -> None:
    assert not may_follow("https://a.test/b/", "http://a.test/b/")


@pytest.mark.parametrize("there", ["/le-wifi-de-l-hotel", "/le-wifi-de-l-hotel/index.html"])
def test_an_address_that_leads_to_the_same_page_is_followed(
    blogger: Blogger, site: SmallSite, there: str
) -> None:
    blogger.add()
    blogger.published()
    blogger.build(at=there)
    site.put(Blogger.PATH, "", 301, Location=there)
    assert blogger.checked().seen is Seen.ONLINE


def test_a_site_that_hangs_is_left_in_time(blogger: Blogger, site: SmallSite) -> None:
    blogger.add()
    blogger.published()
    released = threading.Event()

    def hang() -> Iterator[bytes]:
        while not released.wait(0.05):
            yield b"<p>un peu"

    blogger.seconds = 0.3
    site.replies[Blogger.PATH] = lambda _headers: Reply(hang(), 200, HTML)
    found = blogger.check(patience=5).pages[0]
    released.set()
    assert (found.seen, found.reason) == (Seen.NOT_VERIFIED, Doubt.HANGS)


def test_a_site_that_says_nothing_at_all_is_left_in_time(published_blog: Path, moment: Moment) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        site = SmallSite()
        site.address = f"http://127.0.0.1:{mute.getsockname()[1]}"
        blogger = Blogger(published_blog, moment, site)
        blogger.add()
        blogger.published()
        blogger.seconds = 0.3
        found = blogger.check(patience=5).pages[0]
    assert (found.seen, found.reason) == (Seen.NOT_VERIFIED, Doubt.HANGS)


def test_without_a_network_nothing_is_said_but_that_it_is_not_verified(
    published_blog: Path, moment: Moment
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    site = SmallSite()
    site.address = f"http://127.0.0.1:{port}"
    blogger = Blogger(published_blog, moment, site)
    blogger.add()
    blogger.published()
    found = blogger.checked()
    assert (found.seen, found.reason, found.detail) == (Seen.NOT_VERIFIED, Doubt.NETWORK, "unreachable")


def test_a_host_that_is_not_found_is_a_matter_of_the_network(
    published_blog: Path, moment: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    blogger = Blogger(published_blog, moment, SmallSite(), "http://blog.test")
    blogger.add()
    blogger.published()
    found = blogger.checked()
    assert (found.seen, found.reason, found.detail) == (Seen.NOT_VERIFIED, Doubt.NETWORK, "unknown")


def test_a_bad_certificate_ends_it_at_once(published_blog: Path, moment: Moment) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).with_name("nobodys-certificate.pem"))

    def wrap(server: ThreadingHTTPServer) -> None:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)

    with small_site(wrap) as site:
        site.address = site.address.replace("http:", "https:")
        blogger = Blogger(published_blog, moment, site)
        blogger.add()
        blogger.build()
        blogger.published()
        found = blogger.checked()
    assert (found.seen, found.reason) == (Seen.NOT_VERIFIED, Doubt.CERTIFICATE)
    assert moment.seconds == 2
    assert site.asked == []


def test_a_page_without_end_is_not_read_to_it(
    blogger: Blogger, site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checker, "MOST_BYTES", 100_000)
    blogger.add()
    blogger.published()

    def endless() -> Iterator[bytes]:
        while True:
            yield b"<p>encore</p>" * 1000

    site.replies[Blogger.PATH] = lambda _headers: Reply(endless(), 200, HTML)
    found = blogger.checked()
    assert (found.seen, found.reason) == (Seen.NOT_VERIFIED, Doubt.TOO_LARGE)


def test_a_page_that_was_cut_short_does_not_prove_that_its_end_is_gone(
    blogger: Blogger, site: SmallSite, moment: Moment
) -> None:
    blogger.add()
    blogger.published()
    blogger.build()
    blogger.change(WORDS, "")
    blogger.published()
    post = blogger.blog.read(POST)
    whole = page(post.title, f"{post.body}\n{WORDS}\n").encode()
    headers = {**HTML, "Content-Length": str(len(whole))}

    def cut() -> None:
        shown = whole[: whole.index(WORDS[:5].encode())]
        site.replies[Blogger.PATH] = lambda _headers: Reply(iter((shown,)), 200, headers)

    moment.at(5, cut)
    found = blogger.checked()
    assert (found.seen, found.reason) == (Seen.NOT_VERIFIED, Doubt.NETWORK)


@pytest.mark.parametrize(
    ("headers", "detail"),
    [({"Content-Type": "application/pdf"}, "application/pdf"), ({**HTML, "Content-Encoding": "br"}, "br")],
)
def test_what_is_no_page_proves_nothing(
    blogger: Blogger, site: SmallSite, headers: dict[str, str], detail: str
) -> None:
    blogger.add()
    blogger.published()
    post = blogger.blog.read(POST)
    site.replies[Blogger.PATH] = Reply(page(post.title, post.body).encode(), 200, headers)
    found = blogger.checked()
    assert (found.seen, found.reason, found.detail) == (Seen.NOT_VERIFIED, Doubt.NOT_HTML, detail)


@pytest.mark.parametrize("status", [403, 500, 503])
def test_an_error_of_the_server_is_told_by_its_number(blogger: Blogger, site: SmallSite, status: int) -> None:
    blogger.add()
    blogger.published()
    site.put(Blogger.PATH, "", status)
    found = blogger.checked()
    assert (found.seen, found.reason, found.detail) == (Seen.NOT_VERIFIED, Doubt.STATUS, str(status))


def test_a_server_that_wants_to_be_left_alone_is(blogger: Blogger, site: SmallSite, moment: Moment) -> None:
    blogger.add()
    blogger.published()
    site.put(Blogger.PATH, "", 503, Retry_After="90")
    moment.at(20, blogger.build)
    found = blogger.checked()
    assert (found.seen, found.seconds) == (Seen.ONLINE, 92)
    assert len(site.asked) == 2


def test_one_that_names_a_moment_is_left_alone_until_then(
    blogger: Blogger, site: SmallSite, moment: Moment
) -> None:
    blogger.add()
    blogger.published()
    site.put(Blogger.PATH, "", 429, Retry_After="Mon, 15 Jun 2026 13:00:00 GMT")
    found = blogger.checked()
    assert (found.seen, found.reason, found.detail) == (Seen.NOT_VERIFIED, Doubt.STATUS, "429")
    assert (len(site.asked), moment.seconds) == (1, 600)


def test_a_page_that_has_not_changed_is_not_sent_again(
    blogger: Blogger, site: SmallSite, moment: Moment
) -> None:
    blogger.add()
    blogger.published()
    old = site.replies[Blogger.PATH]
    assert isinstance(old, Reply)
    sent: list[int] = []

    def reply(headers: Mapping[str, str]) -> Reply:
        known = headers.get("if-none-match") == '"1"'
        sent.append(304 if known else 200)
        return Reply(b"", 304, {}) if known else Reply(old.body, 200, {**HTML, "ETag": '"1"'})

    site.replies[Blogger.PATH] = reply
    moment.at(50, blogger.build)
    found = blogger.checked()
    assert (found.seen, found.seconds) == (Seen.ONLINE, 80)
    assert sent == [200, 304, 304, 304, 304]


def test_each_question_asks_for_the_page_as_it_is_now_and_says_nothing_of_who_asks(
    blogger: Blogger, site: SmallSite
) -> None:
    blogger.add()
    blogger.build()
    blogger.published()
    blogger.check()
    (headers,) = site.headers
    assert (headers["cache-control"], headers["accept-encoding"], headers["user-agent"]) == (
        "no-cache",
        "identity",
        "BlogWiFi",
    )
    assert headers.keys() == {
        "host", "connection", "accept", "accept-encoding", "cache-control", "user-agent",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", "; charset=iso-8859-1"), ("iso-8859-1", "; charset=utf-8"), ("utf-8", "")],
)
def test_a_server_that_names_the_wrong_encoding_is_understood(
    blogger: Blogger, site: SmallSite, encoding: str, said: str
) -> None:
    blogger.change("Deux bornes par couloir, « canal 36 »", "Quatre émetteurs à l’étage, très près")
    post = blogger.blog.read(POST)
    blogger.published()
    text = page(post.title, post.body).replace("<meta charset=utf-8>", "").replace("’", "'").replace("–", "-")
    site.replies[Blogger.PATH] = Reply(text.encode(encoding), 200, {"Content-Type": f"text/html{said}"})
    assert blogger.checked().seen is Seen.ONLINE


@pytest.mark.parametrize("status", [404, 410])
def test_a_post_that_was_taken_off_is_gone_once_its_page_is(
    blogger: Blogger, site: SmallSite, moment: Moment, status: int
) -> None:
    blogger.blog.delete(POST)
    blogger.published()
    moment.at(10, lambda: site.put(Blogger.PATH, "", status))
    page = blogger.checked()
    assert (page.change, page.seen, page.seconds) == (PageChange.GONE, Seen.ONLINE, 10)
    assert blogger.last.live(POST) is False


def test_a_post_that_was_taken_off_and_is_still_there_is_told(blogger: Blogger) -> None:
    blogger.add()
    blogger.build()
    blogger.blog.delete(POST)
    blogger.published()
    found = blogger.checked()
    assert (found.seen, found.reason) == (Seen.NOT_YET, Doubt.OLD_PAGE)


def test_a_page_that_says_in_words_that_there_is_none_is_gone(blogger: Blogger, site: SmallSite) -> None:
    blogger.blog.delete(POST)
    blogger.published()
    site.put(Blogger.PATH, page("Page introuvable", "Rien ici."))
    assert blogger.checked().seen is Seen.ONLINE


def test_another_page_in_the_place_of_one_that_was_taken_off_proves_it_once_the_old_was_seen(
    blogger: Blogger, site: SmallSite, moment: Moment
) -> None:
    blogger.blog.delete(POST)
    blogger.published()
    home = page("Accueil", "Bienvenue sur le blog du WiFi, ouvert depuis 1995.")
    moment.at(10, lambda: site.put(Blogger.PATH, home))
    assert blogger.checked().seen is Seen.ONLINE


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Maintenance", "Le site revient dans une heure."),
        ("Un instant…", "Nous vérifions votre navigateur."),
        ("Sign in", "Please sign in to go on reading."),
        ("Le WiFi de l’hôtel", "Cet article n’est plus en accès libre."),
        ("", ""),
    ],
)
def test_a_page_that_only_stands_before_another_does_not_prove_that_one_was_taken_off(
    blogger: Blogger, site: SmallSite, moment: Moment, title: str, words: str
) -> None:
    blogger.blog.delete(POST)
    blogger.published()
    between = f"<title>{title}</title><p>{words}</p>"
    moment.at(10, lambda: site.put(Blogger.PATH, between))
    found = blogger.checked()
    assert (found.seen, found.reason) == (Seen.NOT_VERIFIED, Doubt.OTHER_PAGE)


def test_another_page_alone_does_not_prove_that_one_was_taken_off(blogger: Blogger, site: SmallSite) -> None:
    blogger.blog.delete(POST)
    blogger.published()
    site.put(Blogger.PATH, page("Accueil", "Bienvenue sur le blog du WiFi, ouvert depuis 1995."))
    found = blogger.checked()
    assert (found.seen, found.reason) == (Seen.NOT_VERIFIED, Doubt.OTHER_PAGE)


def test_a_password_in_the_place_of_a_page_does_not_prove_that_it_was_taken_off(
    blogger: Blogger, site: SmallSite
) -> None:
    blogger.blog.delete(POST)
    blogger.published()
    site.put(Blogger.PATH, page("404", "Connexion") + "<input type=password>")
    found = blogger.checked()
    assert (found.seen, found.reason) == (Seen.NOT_VERIFIED, Doubt.LOGIN)


def test_the_address_that_a_renamed_post_had_may_lead_to_its_new_one(
    blogger: Blogger, site: SmallSite
) -> None:
    blogger.write(TEXT, NEW)
    blogger.published()
    renamed = blogger.blog.rename(NEW, "Encore une borne").path
    blogger.published()
    blogger.build(renamed, "/encore-une-borne/")
    site.put(AT, "", 301, Location="/encore-une-borne/")
    assert [(page.change, page.seen) for page in blogger.check().pages] == [
        (PageChange.NEW, Seen.ONLINE),
        (PageChange.GONE, Seen.ONLINE),
    ]


def test_pages_are_asked_one_after_the_other(blogger: Blogger, site: SmallSite) -> None:
    at_once, most = 0, 0
    lock = threading.Lock()

    def reply(_headers: Mapping[str, str]) -> Reply:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        time.sleep(0.01)
        with lock:
            at_once -= 1
        return Reply(b"", 404)

    for number in range(1, 4):
        blogger.write(TEXT, f"posts/2026-06-01-borne-{number}.md")
        site.replies[f"/borne-{number}/"] = reply
    blogger.published()
    record = blogger.check()
    assert {page.seen for page in record.pages} == {Seen.NOT_YET}
    assert (len(site.asked), most) == (45, 1)


def test_cancelling_ends_it_within_a_second_and_the_next_start_goes_on(
    blogger: Blogger, site: SmallSite, moment: Moment
) -> None:
    blogger.add()
    blogger.published()
    released, asked = threading.Event(), threading.Event()

    def hang(_headers: Mapping[str, str]) -> Reply:
        asked.set()
        released.wait(30)
        return Reply(b"", 404)

    site.replies[Blogger.PATH] = hang
    blogger.seconds = 30
    cancel = CancelToken()
    found: list[PublicationRecord] = []
    thread = threading.Thread(target=lambda: found.append(blogger.check(cancel)), daemon=True)
    thread.start()
    assert asked.wait(5)
    begun = time.monotonic()
    cancel.cancel()
    thread.join(5)
    assert not thread.is_alive()
    assert time.monotonic() - begun < 1
    released.set()
    assert [page.seen for page in found[0].pages] == [Seen.WAITING]

    moment.pass_by(120)  # the program is started again
    blogger.build()
    page = blogger.checked()
    assert (page.seen, page.seconds) == (Seen.ONLINE, 122)


def test_cancelling_ends_a_pause_too(blogger: Blogger) -> None:
    blogger.add()
    blogger.published()
    cancel = CancelToken()
    cancel.cancel()
    record = blogger.check(cancel)
    assert [page.seen for page in record.pages] == [Seen.WAITING]
    assert blogger.site.asked == []


def test_a_start_after_ten_minutes_asks_once(blogger: Blogger, site: SmallSite, moment: Moment) -> None:
    blogger.add()
    blogger.published()
    moment.pass_by(3600)
    page = blogger.checked()
    assert (page.seen, page.reason) == (Seen.NOT_YET, Doubt.OLD_PAGE)
    assert len(site.asked) == 1
    blogger.build()
    blogger.check()
    assert len(site.asked) == 1


def test_it_ends_when_another_publication_came(
    blogger: Blogger, published_blog: Path, moment: Moment
) -> None:
    blogger.add()
    blogger.published()

    def publish_more() -> None:
        blogger.write(TEXT, NEW)
        blogger.published()

    moment.at(30, publish_more)
    blogger.check()
    assert moment.seconds == 40
    record = blogger.last.read()
    assert record
    assert [page.path for page in record.pages] == [NEW, POST]


@pytest.mark.parametrize(
    ("built_between", "seen", "reason"),
    [(False, Seen.NOT_VERIFIED, Doubt.CANNOT_COMPARE), (True, Seen.ONLINE, Doubt.NONE)],
)
def test_an_undo_is_only_seen_where_the_page_showed_what_is_undone(
    blogger: Blogger, moment: Moment, built_between: bool, seen: Seen, reason: Doubt
) -> None:
    before = (blogger.folder / POST).read_text(encoding="utf-8")
    blogger.change("Deux bornes par couloir", "Trois bornes par palier désormais")
    blogger.published()
    if built_between:
        blogger.build()
    blogger.write(before)
    blogger.published()
    moment.at(10, blogger.build)
    page = blogger.checked()
    assert (page.seen, page.reason) == (seen, reason)


def test_a_forges_word_of_failure_comes_early_and_once(blogger: Blogger, moment: Moment) -> None:
    blogger.add()
    record = blogger.published()
    failed = Build("build / deploy", "failure", "https://forge.test/log/1")
    asked: list[tuple[float, str]] = []

    def builds(record: PublicationRecord) -> Build | None:
        asked.append((moment.seconds, record.commit))
        return failed if moment.seconds > 60 else None

    check = LiveCheck(blogger.last, clock=Clock(moment, moment.wait), builds=builds)
    check.run(CancelToken(), blogger.told.append)
    assert asked == [(20, record.commit), (80, record.commit)]
    assert [each.build for each in blogger.told][1] == failed
    last = LastPublication(blogger.blog).read()
    assert last
    assert (last.build, last.pages[0].seen) == (failed, Seen.NOT_YET)


def test_more_words_than_the_text_has_do_not_hinder(blogger: Blogger, site: SmallSite) -> None:
    """As of a theme that sets typography of its own, and puts things between paragraphs."""
    blogger.add(f"{WORDS} « C’est mieux » -- dit-on... Voir [la fiche](https://a.test/) et `iw dev`.")
    post = blogger.blog.read(POST)
    blogger.published()
    text = page(post.title, post.body)
    text = re.sub(r" (?=[;:!?»])", "\u202f", text).replace("« ", "«\u00a0").replace("’", "'")
    text = text.replace("--", "&mdash;").replace("...", "&hellip;").replace("borne", "bor&shy;ne")
    text = text.replace("</p>", "</p><div>Publicité</div>")
    text = text.replace("</a>", " <svg><title>Lien externe</title></svg></a>")
    site.put(Blogger.PATH, text)
    assert blogger.checked().seen is Seen.ONLINE
