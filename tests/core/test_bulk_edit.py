"""Several posts as one step: one commit of exactly them, or every file as before; undone as one."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import pytest

from blogwifi_tui.content.post import Post
from blogwifi_tui.content.tags import TagKind, groups, spellings
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.bulk_edit import BulkEdit
from blogwifi_tui.core.trust import agree_to_all
from blogwifi_tui.errors import CannotEdit, DraftByFolder, FileChanged, FileMissing, HookFailed, NotText

Git = Callable[..., str]
A, B, C = "posts/a.md", "posts/b.md", "posts/c.md"
HEADERS = {
    A: "title: Un\ntags: [WiFi, hôtel]   # choisis avec soin\ndraft: true",
    B: 'title: Deux\ntags:\n- "Wi-Fi"\n- wifi\ncategories: [wifi]',
    C: "title: Trois\ntags: wifi, été\ndraft: true",
}


@pytest.fixture
def blog(tmp_path: Path, git: Git) -> Blog:
    """Three posts, each with its own way of writing tags."""
    (tmp_path / "posts").mkdir()
    for path, header in HEADERS.items():
        (tmp_path / path).write_bytes(f"---\n{header}\n---\n\nTexte.\n".encode())
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "posts")
    git(tmp_path, "commit", "--quiet", "-m", "Avant")
    return Blog.open(tmp_path)


def files_of(blog: Blog) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (blog.root / "posts").iterdir() if path.is_file()}


def last(git: Git, blog: Blog) -> tuple[str, list[str]]:
    """Subject and paths of the last commit."""
    subject, _, paths = git(blog.root, "show", "--no-renames", "--format=%s", "--name-only").partition("\n\n")
    return subject, paths.splitlines()


def commits(git: Git, blog: Blog) -> int:
    return int(git(blog.root, "rev-list", "--count", "HEAD"))


STEPS: dict[str, Callable[[Blog], BulkEdit]] = {
    "drafts": lambda blog: blog.bulk.drafts([A, B, C], draft=True),
    "ready": lambda blog: blog.bulk.drafts([A, B, C], draft=False),
    "live": lambda blog: blog.bulk.publish_drafts([A, B, C]),
    "removal": lambda blog: blog.bulk.removal([A, B, C]),
    "tags": lambda blog: blog.bulk.tags([A, B, C], ["été"], ["hotel"]),
    "retag": lambda blog: blog.bulk.retag(blog.posts(), TagKind.TAG, {"wifi", "Wi-Fi"}, "WiFi"),
}


@pytest.mark.parametrize("name", STEPS)
def test_a_step_over_several_posts_is_one_commit_and_undone_by_one(name: str, blog: Blog, git: Git) -> None:
    before, count = files_of(blog), commits(git, blog)
    bulk_edit = STEPS[name](blog)
    assert files_of(blog) == before, "looking changes nothing"
    blog.bulk.apply(bulk_edit)
    assert commits(git, blog) == count + 1
    changed = [f"posts/{path}" for path, data in before.items() if files_of(blog).get(path) != data]
    assert last(git, blog)[1] == sorted(changed) != []
    blog.undo(blog.last_change())
    assert files_of(blog) == before
    assert commits(git, blog) == count + 2
    assert git(blog.root, "status", "--porcelain") == ""


@pytest.mark.parametrize("name", STEPS)
def test_a_step_that_a_hook_refuses_leaves_every_file_as_it_was(name: str, blog: Blog, git: Git) -> None:
    hook = blog.root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    agree_to_all(blog._repository.git)
    before, head = files_of(blog), git(blog.root, "rev-parse", "HEAD")
    with pytest.raises(HookFailed):
        blog.bulk.apply(STEPS[name](blog))
    assert (files_of(blog), git(blog.root, "rev-parse", "HEAD")) == (before, head)
    assert git(blog.root, "status", "--porcelain") == ""


def test_a_post_changed_since_it_was_looked_at_stops_the_step_and_puts_the_others_back(
    blog: Blog, git: Git
) -> None:
    bulk_edit = blog.bulk.removal([A, B, C])
    (blog.root / B).write_text("D’un autre programme.\n", encoding="utf-8")
    before, count = files_of(blog), commits(git, blog)
    with pytest.raises(FileChanged):
        blog.bulk.apply(bulk_edit)
    assert (files_of(blog), commits(git, blog)) == (before, count)


def test_the_message_names_how_many_posts_and_the_first_of_them(blog: Blog, git: Git) -> None:
    (blog.root / "posts/d.md").write_text("---\ntitle: Quatre\n---\n", encoding="utf-8")
    blog.commit(["posts/d.md"], "Quatre")
    blog.delete(A, B, C, "posts/d.md")
    assert last(git, blog)[0] == "Delete: 4 posts (Un, Deux, Trois…)"


def test_a_blog_s_own_wording_serves_several_posts_too(blog: Blog, git: Git) -> None:
    (blog.root / "blogwifi.toml").write_text('[commit.messages]\ndraft = "⏸ {title} [{path}]"\n', "utf-8")
    blog = Blog.open(blog.root)
    blog.bulk.apply(blog.bulk.drafts([A, B], draft=True))
    assert last(git, blog)[0] == f"⏸ Deux [{B}]"
    blog.bulk.apply(blog.bulk.drafts([A, B], draft=False))
    assert last(git, blog)[0] == "Ready: 2 posts (Un, Deux)"


def test_what_no_commit_held_yet_is_kept_first_so_undoing_loses_nothing(blog: Blog, git: Git) -> None:
    (blog.root / A).write_bytes((blog.root / A).read_bytes() + b"Pas encore.\n")
    (blog.root / "posts/neuf.md").write_text("---\ntitle: Neuf\ndraft: true\n---\n", encoding="utf-8")
    before = files_of(blog)
    blog.bulk.apply(blog.bulk.publish_drafts([A, C, "posts/neuf.md"]))
    assert last(git, blog) == ("Publish: 3 posts (Un, Trois, Neuf)", [A, C, "posts/neuf.md"])
    blog.undo(blog.last_change())
    assert files_of(blog) == before


def test_posts_git_never_kept_are_deleted_with_the_others_and_are_in_no_commit(blog: Blog, git: Git) -> None:
    (blog.root / "posts/neuf.md").write_text("Jamais.\n", encoding="utf-8")
    assert blog.bulk.kept([A, "posts/neuf.md"]) == {A}
    assert blog.delete(A, "posts/neuf.md")
    assert sorted(files_of(blog)) == ["b.md", "c.md"]
    assert last(git, blog)[1] == [A]
    assert git(blog.root, "log", "--all", "--format=%H", "--", "posts/neuf.md") == ""


def test_posts_that_are_so_already_are_left_out(blog: Blog, git: Git) -> None:
    assert blog.bulk.drafts([A, B, C], draft=True).paths == [B]
    assert blog.bulk.tags([A, B, C], ["ÉTÉ"], []).paths == [A, B]
    nothing = blog.bulk.drafts([A, C], draft=True)
    count = commits(git, blog)
    assert blog.bulk.apply(nothing) is None
    assert commits(git, blog) == count


def test_each_post_that_cannot_be_part_is_named_with_its_reason(blog: Blog) -> None:
    odd = {
        "posts/casse.md": b"---\ntitle: [wifi\n---\n",
        "posts/latin.md": "---\ntitle: Été\ntags: [wifi]\n---\n".encode("latin-1"),
        "posts/_drafts/d.md": b"---\ntitle: D\ntags: [wifi]\n---\n",
        "posts/ancre.md": b"---\ntitle: A\ntags: &t [wifi]\nmore: *t\n---\n",
    }
    (blog.root / "posts/_drafts").mkdir()
    for path, data in odd.items():
        (blog.root / path).write_bytes(data)
    paths = [*odd, A, "posts/absent.md"]
    ready = blog.bulk.drafts(paths, draft=False)
    assert ready.paths == [A]
    assert {error.path: type(error) for error in ready.refused} == {
        "posts/casse.md": CannotEdit,
        "posts/latin.md": NotText,
        "posts/_drafts/d.md": DraftByFolder,
        "posts/absent.md": FileMissing,
    }
    with pytest.raises(CannotEdit):
        ready.require_all()
    retag = blog.bulk.retag(blog.posts(), TagKind.TAG, {"wifi"}, "WiFi")
    assert {error.path: type(error) for error in retag.refused} == {
        "posts/casse.md": CannotEdit,
        "posts/latin.md": NotText,
        "posts/ancre.md": CannotEdit,
    }
    assert retag.paths == ["posts/_drafts/d.md", C, B]


def test_merging_spellings_changes_the_tags_and_no_other_byte(blog: Blog, git: Git) -> None:
    entries = blog.posts()
    old = spellings(entries, TagKind.TAG, "WIFI")
    assert old == {"WiFi", "Wi-Fi", "wifi"}
    blog.bulk.apply(blog.bulk.retag(entries, TagKind.TAG, old, "Wi-Fi"))
    assert files_of(blog) == {
        "a.md": HEADERS_AFTER[A],
        "b.md": HEADERS_AFTER[B],
        "c.md": HEADERS_AFTER[C],
    }
    assert last(git, blog)[0] == "Tags: WiFi, wifi → Wi-Fi · 3 posts (Un, Trois, Deux)"
    assert [(one.kind, one.names) for one in groups(blog.posts())] == [
        (TagKind.TAG, ("Wi-Fi",)),
        (TagKind.TAG, ("été",)),
        (TagKind.TAG, ("hôtel",)),
        (TagKind.CATEGORY, ("wifi",)),
    ]


HEADERS_AFTER = {
    A: "---\ntitle: Un\ntags: [Wi-Fi, hôtel]   # choisis avec soin\ndraft: true\n---\n\nTexte.\n".encode(),
    B: b'---\ntitle: Deux\ntags:\n- "Wi-Fi"\ncategories: [wifi]\n---\n\nTexte.\n',
    C: "---\ntitle: Trois\ntags: Wi-Fi, été\ndraft: true\n---\n\nTexte.\n".encode(),
}


def test_a_category_of_the_same_name_is_another_thing(blog: Blog) -> None:
    blog.bulk.apply(blog.bulk.retag(blog.posts(), TagKind.CATEGORY, {"wifi"}, "Réseaux"))
    assert blog.read(B).categories == ("Réseaux",)
    assert blog.read(B).tags == ("Wi-Fi", "wifi")
    assert blog.read(C).tags == ("wifi", "été")


JEKYLL_SITE = {"_config.yml": "title: J\ntimezone: Europe/Paris\n", "_drafts/idee.md": "title: Idée"}
HEXO_SITE = {
    "_config.yml": "title: H\ntimezone: Europe/Paris\n",
    "package.json": '{"hexo": {"version": "7.0.0"}, "dependencies": {"hexo": "7"}}',
    "source/_drafts/idee.md": "title: Idée",
}
DOCUSAURUS_SITE = {
    "docusaurus.config.js": "module.exports = {title: 'D', url: 'https://e.org', baseUrl: '/'};\n",
    "blog/2026-01-09-idee.md": "title: Idée\ndraft: true",
}


def site_with(root: Path, git: Git, site: dict[str, str], posts: str, header: str = "") -> Blog:
    """A site with three posts whose paths and headers say the month by ``{n}``."""
    files = site | {posts.format(n=n): f"title: Billet {n}\n{header.format(n=n)}".strip() for n in (2, 3, 4)}
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        text = f"---\n{text}\n---\n\nTexte.\n" if path.endswith(".md") else text
        (root / path).write_text(text, encoding="utf-8")
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "Avant")
    return Blog.open(root)


def made_public(blog: Blog, name: str) -> Post:
    """The post as it is after its publication."""
    path = blog.find(name).path
    commit = blog.bulk.apply(blog.bulk.publish_drafts([path]))
    assert commit
    return blog.read(dict(commit.moved).get(path, path))


@pytest.mark.parametrize(
    ("site", "posts", "header", "form"),
    [
        (
            JEKYLL_SITE,
            "_posts/2026-0{n}-10-b.md",
            "date: 2026-0{n}-10 10:00:00 +0100",
            r"date: 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}",
        ),
        (HEXO_SITE, "source/_posts/b{n}.md", "date: 2026-0{n}-10 10:00:00", r"date: [0-9-]{10} [0-9:]{8}"),
    ],
    ids=["jekyll", "hexo"],
)
def test_a_draft_without_a_date_gets_one_in_the_spelling_of_the_other_posts(
    site: dict[str, str], posts: str, header: str, form: str, tmp_path: Path, git: Git
) -> None:
    blog = site_with(tmp_path, git, site, posts, header)
    assert re.fullmatch(rf"title: Idée\n{form}\n", made_public(blog, "idee").header_text)


def test_made_ready_alone_too_it_is_dated_as_the_others_are(tmp_path: Path, git: Git) -> None:
    blog = site_with(tmp_path, git, HEXO_SITE, "source/_posts/b{n}.md", "date: 2026-0{n}-10 10:00:00")
    path = blog.find("idee").path
    commit = blog.set(path, {"draft": False})
    assert commit
    head = blog.read(dict(commit.moved)[path]).header_text
    assert re.fullmatch(r"title: Idée\ndate: [0-9-]{10} [0-9:]{8}\n", head)


@pytest.mark.parametrize(
    ("site", "posts", "folder"),
    [
        (JEKYLL_SITE, "_posts/2026-0{n}-10-b.md", "_posts"),
        (DOCUSAURUS_SITE, "blog/2026-0{n}-10-b.md", "blog"),
    ],
    ids=["jekyll", "docusaurus"],
)
def test_where_names_alone_hold_dates_so_does_that_of_a_draft_made_public_or_copied(
    site: dict[str, str], posts: str, folder: str, tmp_path: Path, git: Git
) -> None:
    blog = site_with(tmp_path, git, site, posts)
    public = made_public(blog, "idee")
    assert not public.draft
    assert "date" not in public.header_text
    today = {blog.now().date(), blog.now().astimezone(UTC).date()}
    assert public.path in {f"{folder}/{day}-idee.md" for day in today}
    assert "date" not in blog.read(blog.duplicate(public.path)).header_text
    assert "date:" not in blog.compose("Neuf").header_text
