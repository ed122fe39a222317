"""Where no generator makes a page, a post is a plain one: its text, its pictures, and nothing that runs."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.conftest import POST
from tests.core.serve.browser import Browser
from tests.core.serve.served import Served

PLACE = "/.blogwifi/post/"
PAGE = f"{PLACE}{quote(POST)}"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def write(
    served: Served, body: str, header: str = "title: Essai\ndate: 2026-05-12\ntags: [wifi, hôtel]"
) -> None:
    (served.root / POST).write_text(f"---\n{header}\n---\n\n{body}", encoding="utf-8")


def page(served: Served) -> str:
    got = served.browser().get(PAGE)
    assert got.status == 200
    return got.text


def test_a_page_has_title_date_tags_and_text_and_never_the_front_matter(served: Served) -> None:
    write(served, "Du **gras**.\n", "title: L’été « chaud »\ndate: 2026-05-12\ntags: [wifi]\nsecret_key: abc")
    html = page(served)
    assert "<h1>L’été « chaud »</h1>" in html
    assert "<p>12 May 2026 · wifi</p>" in html
    assert '<p data-source-line="1">Du <strong>gras</strong>.</p>' in html
    assert "secret_key" not in html


def test_title_and_tags_are_no_markup(served: Served) -> None:
    write(served, "x", 'title: "<script>alert(1)</script>"\ntags: ["<b>", "a&b"]')
    html = page(served)
    assert html.count("<script") == 1
    assert "&lt;script&gt;alert(1)" in html
    assert "&lt;b&gt; · a&amp;b" in html


def test_each_block_says_its_line_of_the_body(served: Served) -> None:
    write(served, "Un\n\nDeux\n\n- a\n- b\n\n```\ncode\n```\n\n| x |\n|---|\n| y |\n")
    lines = re.findall(r'<(\w+)[^>]* data-source-line="(\d+)"', page(served))
    assert [each for each in lines if each[0] in ("p", "li", "pre", "table")] == [
        ("p", "1"), ("p", "3"), ("li", "5"), ("li", "6"), ("pre", "8"), ("table", "12"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>", "<SCRIPT src=//evil.example>", "<iframe src=/></iframe>", "<base>",
        '<meta http-equiv="refresh" content="0;url=https://evil.example">', "<form action=/x><input></form>",
        "<object data=/x></object>", "<embed src=/x>", "<link rel=stylesheet href=//evil>",
        "<svg onload=alert(1)>", "<style>body{display:none}</style>", "Texte <script>alert(1)</script> suite",
        "<textarea>", "<plaintext>", "</main></body><script>x</script>",
    ],
)  # fmt: skip
def test_what_loads_or_runs_is_shown_as_it_is_written(served: Served, html: str) -> None:
    write(served, f"{html}\n\nDernier paragraphe.\n")
    shown = page(served).partition("<main>")[2]
    assert not re.search(
        r"<(script|iframe|base|meta|form|input|object|embed|link|svg|style|textarea|plaintext)\b", shown, re.I
    )
    assert "Dernier paragraphe." in shown
    assert shown.endswith("</main>\n</body>\n</html>\n")


def test_the_rules_of_the_page_let_nothing_run_but_our_script_of_this_answer(served: Served) -> None:
    browser = served.browser()
    answers = [browser.get(PAGE) for _ in range(2)]
    rules = [got.headers["content-security-policy"] for got in answers]
    nonces = [re.search(r"script-src 'nonce-([\w-]{16,})'", rule)[1] for rule in rules]  # type: ignore[index]
    assert nonces[0] != nonces[1]
    assert f'nonce="{nonces[0]}"' in answers[0].text
    for rule in ("default-src 'none'", "img-src 'self'", "base-uri 'none'", "form-action 'none'"):
        assert rule in rules[0].split("; ")
    assert "unsafe" not in rules[0]


def test_pictures_that_a_post_shows_are_served_and_no_others(served: Served) -> None:
    for name in ("images/vue du port.png", "autre.png"):
        (served.root / "posts" / name).parent.mkdir(exist_ok=True)
        (served.root / "posts" / name).write_bytes(PNG)
    write(
        served,
        '![vue](images/vue%20du%20port.png)\n\n<img src="../posts/autre.png">\n\n![](../../etc/x.png)\n',
    )
    browser = served.browser()
    assert browser.get(f"{PLACE}posts/images/vue%20du%20port.png").status == 404, "no page showed it yet"
    browser.get(PAGE)
    for path in ("posts/images/vue%20du%20port.png", "posts/autre.png"):
        got = browser.get(f"{PLACE}{path}")
        assert (got.status, got.headers["content-type"], got.body) == (200, "image/png", PNG)
        assert "sandbox" in got.headers["content-security-policy"]
    assert Browser(browser.port).get(f"{PLACE}posts/autre.png").status == 403


def test_a_picture_is_no_link_out_of_the_blog(served: Served, tmp_path: Path) -> None:
    (tmp_path / "key.png").write_bytes(b"secret")
    (served.root / "posts/key.png").symlink_to(tmp_path / "key.png")
    write(served, "![](key.png)")
    browser = served.browser()
    browser.get(PAGE)
    assert browser.get(f"{PLACE}posts/key.png").status == 404


def test_what_is_typed_is_shown_and_told_and_then_what_is_saved(served: Served) -> None:
    browser, server = served.browser(), served.server
    with browser.listening() as hear:
        assert hear("page")["page"] == f"{PLACE}{POST}"
        for text in ("Un mot.", "Un mot de plus.", "Un seul mot. \udc80"):
            server.typed(POST, lambda text=text: text.encode(errors="surrogateescape"))  # type: ignore[misc]
            hear("version")
            assert text[:-2] in browser.get(PAGE).text
        server.typed(POST, lambda: None)
        hear("version")
        assert "Deux bornes" in browser.get(PAGE).text
    assert (served.root / POST).read_text().endswith("à droite.\n")


def test_a_saved_change_of_another_program_is_told(served: Served) -> None:
    browser = served.browser()
    with browser.listening() as hear:
        hear("page")
        write(served, "Écrit ailleurs.")
        hear("version")
        assert "Écrit ailleurs." in browser.get(PAGE).text


def test_the_line_that_is_written_is_told(served: Served) -> None:
    browser = served.browser()
    with browser.listening() as hear:
        hear("page")
        served.server.at(POST, 12)
        assert hear("line")["line"] == 12


def test_another_post_moves_the_browser_there(served: Served) -> None:
    (served.root / "posts/autre.md").write_text("# Autre\n")
    first = served.server.show(POST).result()
    assert not first.followed
    browser = Browser.at(first.address)
    with browser.listening() as hear:
        went = hear("go")["go"]
        second = served.server.show("posts/autre.md").result()
        assert second.followed
        told = hear("go")
        assert (told["page"], told["go"]) == (f"{PLACE}posts/autre.md", went + 1)


def test_a_new_post_that_has_no_file_is_shown_as_typed(served: Served) -> None:
    served.server.typed("posts/neuf.md", lambda: b"# Neuf\n\nDu texte.\n")
    browser = served.browser("posts/neuf.md")
    assert "Du texte." in browser.get(f"{PLACE}posts/neuf.md").text


def test_a_post_that_is_gone_is_said_to_be(served: Served) -> None:
    browser = served.browser()
    (served.root / POST).unlink()
    got = browser.get(PAGE)
    assert got.status == 404
    assert POST in got.text
