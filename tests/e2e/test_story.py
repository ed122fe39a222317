"""The main job from end to end, as its user does it: write, see it rendered, commit, publish."""

from __future__ import annotations

import re
from pathlib import Path

from tests.conftest import Git

from .conftest import FRENCH, Open

TITLE = "L’été à Noël : le WiFi d’œuvre"
TEXT = """\
Première bonne nouvelle : le **canal 36** suffit.

Deuxième : « l’œuvre » tient en *trois bornes*.

Troisième et dernière : `iw dev` le montre."""


def test_a_new_post_is_written_seen_committed_and_published(tmp_path: Path, terminal: Open, git: Git) -> None:
    window = terminal("demo", "essai", size=(120, 40), env=FRENCH)
    window.wait_for(r"1 à publier · à jour avec origin/main")

    window.press("n")
    window.wait_for("Nouvel article")
    window.type(TITLE)
    window.press("enter")
    window.wait_to_write_below("Étiquettes")
    window.type("wifi, noël")
    window.press("enter")
    window.wait_for("nouveau, non enregistré")
    assert not list((tmp_path / "essai" / "posts").glob("*oeuvre*"))

    window.type(TEXT)
    for rendered in ("le canal 36 suffit", "tient en trois bornes", ": iw dev le montre"):
        window.wait_for(rendered)
    window.press("ctrl+s")
    window.wait_for(f"Ajoute : {TITLE}")
    window.press("enter")
    window.wait_for("commit [0-9a-f]{7}")

    window.press("escape")
    window.wait_for("13 articles")
    window.wait_for("brouillon .*L’été à Noël.* à publier")
    window.press("p")
    window.wait_to_answer("est un brouillon")
    window.press("p")
    window.wait_for("Publié : 1 nouvel article, 1 correction")
    window.wait_for("publié .*L’été à Noël")
    window.wait_for("à jour avec origin/main")
    window.press("q")
    assert window.wait_exit() == 0
    assert window.restored
    assert f"Le blog de démonstration est dans {tmp_path / 'essai'}" in " ".join(window.screen_text().split())

    (path,) = (tmp_path / "essai" / "posts").glob("*-l-ete-a-noel-le-wifi-d-oeuvre.md")
    check_remote(tmp_path / "essai.git", f"posts/{path.name}", git)
    assert git(tmp_path / "essai", "status", "--porcelain") == ""


def check_remote(remote: Path, post: str, git: Git) -> None:
    """The remote has exactly this post, by two commits that touch it alone, and it is no draft any more."""
    for revision, message in (("main~1", f"Ajoute : {TITLE}"), ("main", f"Publie : {TITLE}")):
        subject, _, paths = git(remote, "show", "--format=%s", "--name-only", revision).partition("\n\n")
        assert (subject, paths.splitlines()) == (message, [post])
    head, _, body = git(remote, "show", f"main:{post}").removeprefix("---\n").partition("\n---\n")
    assert body.strip() == TEXT
    assert TITLE in head
    assert "noël" in head
    assert "draft: true" not in head
    assert "draft: true" in git(remote, "show", f"main~1:{post}")


def test_a_burst_of_keys_from_a_slow_line_does_what_was_meant(
    demo_blog: Path, terminal: Open, git: Git
) -> None:
    before = git(demo_blog, "rev-parse", "HEAD")
    window = terminal(demo_blog, env=FRENCH)
    window.wait_for("à publier · à jour")

    window.type("nTrès vite, depuis le train\rwifi, train\rTout est là.")

    window.wait_for("nouveau, non enregistré")
    window.wait_for("Très vite, depuis le train .* brouillon .* wifi, train")
    window.wait_for(r"^ Tout est là\. .* Tout est là\.$")
    window.press("ctrl+s")
    window.wait_for("Ajoute : Très vite")
    window.press("enter")
    window.wait_for("commit [0-9a-f]{7}")
    assert git(demo_blog, "log", "--format=%s", f"{before}..") == "Ajoute : Très vite, depuis le train"


def test_the_program_opened_on_a_file_is_on_that_post(demo_blog: Path, terminal: Open) -> None:
    file = next((demo_blog / "posts").glob("2006*"))
    title = re.search(r"^title: *[\"']?(.{12})", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert title
    window = terminal(file.name, cwd=file.parent)
    window.wait_for("▌.*" + re.escape(title[1]))
