"""What a publication is to the readers of the site: new posts, corrections, deletions, drafts sent along."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.checks import FindingKind
from blogwifi_tui.core.publish import Going, going_out
from tests.conftest import Git

POST = "posts/2026-05-12-le-wifi-de-l-hotel.md"


def write(folder: Path, path: str, text: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, encoding="utf-8")


def post(title: str, *, draft: bool = False, body: str = "Du texte.\n") -> str:
    return f"---\ntitle: {title}\ndate: 2020-01-02\n{'draft: true' if draft else 'lang: fr'}\n---\n\n{body}"


def kept(folder: Path, git: Git) -> Blog:
    git(folder, "add", "--all", ".")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", "Tout")
    return Blog.open(folder)


@pytest.fixture
def online(published_blog: Path, git: Git) -> Path:
    """A blog with a published post and a draft, both on the remote."""
    write(published_blog, "posts/brouillon.md", post("Un brouillon", draft=True))
    kept(published_blog, git)
    git(published_blog, "push", "--quiet")
    return published_blog


def test_nothing_goes_out_when_all_is_there(online: Path) -> None:
    assert going_out(Blog.open(online), ()).kinds == {}


def test_what_is_committed_is_new_corrected_or_deleted(online: Path, git: Git) -> None:
    write(online, "posts/neuf.md", post("Neuf"))
    write(online, "posts/autre-brouillon.md", post("Autre brouillon", draft=True))
    write(online, "notes.txt", "rien à voir")
    (online / POST).unlink()
    blog = kept(online, git)
    assert going_out(blog, ()).kinds == {
        "posts/neuf.md": Going.NEW,
        "posts/autre-brouillon.md": Going.DRAFT,
        POST: Going.DELETED,
    }


def test_a_changed_post_is_a_correction_committed_or_not(online: Path, git: Git) -> None:
    write(online, POST, post("Corrigé"))
    assert going_out(Blog.open(online), [POST]).kinds == {POST: Going.CORRECTED}
    assert going_out(kept(online, git), ()).kinds == {POST: Going.CORRECTED}


def test_a_draft_that_readers_never_saw_is_new_when_it_goes_live(online: Path, git: Git) -> None:
    path = "posts/brouillon.md"
    assert going_out(Blog.open(online), (), [path]).kinds == {path: Going.NEW}
    write(online, path, post("Prêt"))
    assert going_out(kept(online, git), ()).kinds == {path: Going.NEW}


def test_a_renamed_post_is_a_correction_and_no_deletion(online: Path) -> None:
    blog = Blog.open(online)
    done = blog.rename(POST, "Le gîte")
    going = going_out(blog, ())
    assert (going.kinds, going.former) == ({done.path: Going.CORRECTED}, {POST})


def test_everything_is_new_where_nothing_was_published(blog_folder: Path) -> None:
    write(blog_folder, "posts/neuf.md", post("Neuf"))
    assert going_out(Blog.open(blog_folder), ["posts/neuf.md"]).kinds == {
        POST: Going.NEW,
        "posts/neuf.md": Going.NEW,
    }


def test_what_was_torn_before_the_first_publication_is_told_and_holds_nothing_up(
    blog_folder: Path, git: Git
) -> None:
    write(blog_folder, "posts/2006.md", "---\ntitle: [\n---\n")
    write(blog_folder, "posts/neuf.md", "---\ntitle: [\n---\n")
    git(blog_folder, "add", "posts/2006.md")
    git(blog_folder, "commit", "--quiet", "-m", "2006")
    first = going_out(Blog.open(blog_folder), ["posts/neuf.md"])
    assert [each.path for each in first.blocking] == ["posts/neuf.md"]
    assert [each.path for each in first.warnings] == ["posts/2006.md"]


def test_what_is_torn_after_it_blocks(online: Path, git: Git) -> None:
    write(online, "posts/2006.md", "---\ntitle: [\n---\n")
    assert [each.path for each in going_out(kept(online, git), ()).blocking] == ["posts/2006.md"]


def test_a_blog_inside_a_larger_repository_counts_its_own_posts(tmp_path: Path, git: Git) -> None:
    folder = tmp_path / "site" / "blog"
    write(folder, "posts/a.md", post("A"))
    write(folder, "blogwifi.toml", "")
    write(folder.parent, "posts/dehors.md", post("Dehors"))
    git(folder.parent, "init", "--quiet")
    assert going_out(kept(folder, git), ()).kinds == {"posts/a.md": Going.NEW}


def test_only_what_goes_out_to_readers_is_looked_over(online: Path, git: Git) -> None:
    write(online, "posts/neuf.md", post("Neuf", body="[a](perdu.md)\n"))
    write(online, "posts/autre-brouillon.md", post("Autre brouillon", draft=True, body="[a](perdu.md)\n"))
    write(online, "posts/pas-garde.md", post("Pas gardé", body="[a](perdu.md)\n"))
    git(online, "add", "posts/neuf.md", "posts/autre-brouillon.md")
    git(online, "commit", "--quiet", "-m", "Neuf")
    found = going_out(Blog.open(online), ()).findings
    assert [(each.path, each.kind) for each in found] == [("posts/neuf.md", FindingKind.LINK)]


def test_a_draft_that_is_dated_now_is_not_told_to_lie_ahead(online: Path) -> None:
    path = "posts/brouillon.md"
    write(online, path, post("Brouillon", draft=True).replace("2020-01-02", "2095-01-02"))
    assert going_out(Blog.open(online), (), [path]).findings == ()
