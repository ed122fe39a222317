"""What publishing would do: what it is to readers, what is committed first, what has to be asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from blogwifi_tui.content.front_matter.problems import Problem, ProblemKind
from blogwifi_tui.content.index.entry import Entry
from blogwifi_tui.content.state import Visibility
from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.checks import Finding, FindingKind
from blogwifi_tui.core.publish import PlannedChange, PublishPlan
from blogwifi_tui.errors import Cancelled, InnerRepository
from blogwifi_tui.i18n.result_messages import published
from blogwifi_tui.vcs.status import Status, Sync
from tests.conftest import Git
from tests.drafts import set_draft
from tests.site import small
from tests.small_generators import SHELF, know, site_of

POST = "posts/2026-05-12-le-wifi-de-l-hotel.md"


def plan_of_commits(blog: Blog) -> PublishPlan:
    """The plan that commits nothing first."""
    return blog.publication.plan(bulk_edit=blog.bulk.publish_drafts([]))


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
    assert plan_of_commits(Blog.open(online)).changes == {}


def test_what_is_committed_is_new_corrected_or_deleted(online: Path, git: Git) -> None:
    write(online, "posts/neuf.md", post("Neuf"))
    write(online, "posts/autre-brouillon.md", post("Autre brouillon", draft=True))
    write(online, "notes.txt", "rien à voir")
    (online / POST).unlink()
    blog = kept(online, git)
    assert plan_of_commits(blog).changes == {
        "posts/neuf.md": PlannedChange.NEW,
        "posts/autre-brouillon.md": PlannedChange.DRAFT,
        POST: PlannedChange.DELETED,
    }


def test_a_changed_post_is_a_correction_committed_or_not(online: Path, git: Git) -> None:
    write(online, POST, post("Corrigé"))
    assert Blog.open(online).publication.plan().changes == {POST: PlannedChange.CORRECTED}
    assert plan_of_commits(kept(online, git)).changes == {POST: PlannedChange.CORRECTED}


def test_a_draft_that_readers_never_saw_is_new_when_it_goes_live(online: Path, git: Git) -> None:
    path = "posts/brouillon.md"
    assert Blog.open(online).publication.plan(path).changes == {path: PlannedChange.NEW}
    write(online, path, post("Prêt"))
    assert plan_of_commits(kept(online, git)).changes == {path: PlannedChange.NEW}


def test_a_renamed_post_is_a_correction_and_no_deletion(online: Path) -> None:
    blog = Blog.open(online)
    done = blog.rename(POST, "Le gîte")
    plan = plan_of_commits(blog)
    assert (plan.changes, plan.former) == ({done.path: PlannedChange.CORRECTED}, {POST})


def test_everything_is_new_where_nothing_was_published(blog_folder: Path) -> None:
    write(blog_folder, "posts/neuf.md", post("Neuf"))
    assert Blog.open(blog_folder).publication.plan().changes == {
        POST: PlannedChange.NEW,
        "posts/neuf.md": PlannedChange.NEW,
    }


def test_what_is_torn_blocks_the_first_publication_as_it_does_each_later_one(
    blog_folder: Path, git: Git
) -> None:
    write(blog_folder, "posts/2006.md", "---\ntitle: [\n---\n")
    write(blog_folder, "posts/neuf.md", "---\ntitle: [\n---\n")
    git(blog_folder, "add", "posts/2006.md")
    git(blog_folder, "commit", "--quiet", "-m", "2006")
    first = Blog.open(blog_folder).publication.plan()
    assert {each.path for each in first.blocking} == {"posts/2006.md", "posts/neuf.md"}


def test_what_another_branch_there_has_as_it_is_does_not_block_the_first_of_a_new_one(
    online: Path, git: Git
) -> None:
    write(online, "posts/2006.md", "---\ntitle: [\n---\n")
    kept(online, git)
    git(online, "push", "--quiet")
    git(online, "switch", "--quiet", "--create", "essai")
    git(online, "config", "branch.essai.remote", "origin")
    git(online, "config", "branch.essai.merge", "refs/heads/essai")
    write(online, "posts/neuf.md", "---\ntitle: [\n---\n")
    plan = plan_of_commits(kept(online, git))
    assert plan.new_branch
    assert [each.path for each in plan.blocking] == ["posts/neuf.md"]
    assert "posts/2006.md" in [each.path for each in plan.warnings]
    write(online, "posts/2006.md", "---\ntitle: [[\n---\n")
    plan = plan_of_commits(kept(online, git))
    assert {each.path for each in plan.blocking} == {"posts/2006.md", "posts/neuf.md"}


def test_what_is_torn_after_it_blocks(online: Path, git: Git) -> None:
    write(online, "posts/2006.md", "---\ntitle: [\n---\n")
    assert [each.path for each in plan_of_commits(kept(online, git)).blocking] == ["posts/2006.md"]


def test_a_blog_inside_a_larger_repository_counts_its_own_posts(tmp_path: Path, git: Git) -> None:
    folder = tmp_path / "site" / "blog"
    write(folder, "posts/a.md", post("A"))
    write(folder, "blogwifi.toml", "")
    write(folder.parent, "posts/dehors.md", post("Dehors"))
    git(folder.parent, "init", "--quiet")
    assert plan_of_commits(kept(folder, git)).changes == {"posts/a.md": PlannedChange.NEW}


def test_only_what_goes_out_to_readers_is_looked_over(online: Path, git: Git) -> None:
    write(online, "posts/neuf.md", post("Neuf", body="[a](perdu.md)\n"))
    write(online, "posts/autre-brouillon.md", post("Autre brouillon", draft=True, body="[a](perdu.md)\n"))
    write(online, "posts/pas-garde.md", post("Pas gardé", body="[a](perdu.md)\n"))
    git(online, "add", "posts/neuf.md", "posts/autre-brouillon.md")
    git(online, "commit", "--quiet", "-m", "Neuf")
    found = plan_of_commits(Blog.open(online)).findings
    assert [(each.path, each.kind) for each in found] == [("posts/neuf.md", FindingKind.LINK)]


def test_a_draft_that_is_dated_now_is_not_told_to_lie_ahead(online: Path) -> None:
    path = "posts/brouillon.md"
    write(online, path, post("Brouillon", draft=True).replace("2020-01-02", "2095-01-02"))
    assert Blog.open(online).publication.plan(path).findings == ()


def test_drafts_made_live_among_several_posts_are_always_asked_about(online: Path) -> None:
    blog = Blog.open(online)
    bulk_edit = blog.bulk.publish_drafts(["posts/brouillon.md"])
    assert blog.publication.plan(bulk_edit=bulk_edit).needs_consent("never")
    assert not blog.publication.plan(bulk_edit=blog.bulk.publish_drafts([POST])).needs_consent("never")


def test_a_post_that_cannot_be_among_several_is_always_told(online: Path, git: Git) -> None:
    write(
        online, "posts/plus-tard.md", post("Plus tard").replace("---\n", "---\ndraft: &an_anchor true\n", 1)
    )
    blog = kept(online, git)
    git(online, "push", "--quiet")
    bulk_edit = blog.bulk.publish_drafts(["posts/plus-tard.md"])
    assert (bulk_edit.changing, len(bulk_edit.refused)) == ([], 1)
    assert blog.publication.plan(bulk_edit=bulk_edit).needs_consent("never")


def test_a_torn_draft_among_several_stays_here_while_the_rest_goes_live(
    online: Path, bare_remote: Path
) -> None:
    torn, path = "posts/deux.md", "posts/brouillon.md"
    write(online, torn, post("Deux", draft=True, body="<<<<<<< HEAD\nun\n=======\ndeux\n>>>>>>> autre\n"))
    blog = Blog.open(online)
    rest = blog.publication.plan(bulk_edit=blog.bulk.publish_drafts([path, torn])).without_blocked()
    assert rest.published_drafts == [path]
    for commit in blog.publication.commits(rest):
        commit()
    assert blog.publication.send().paths == (path,)
    assert "draft: true" in (online / torn).read_text(encoding="utf-8")


def test_a_branch_the_remote_is_known_not_to_have_is_always_asked_about(online: Path, git: Git) -> None:
    git(online, "switch", "--quiet", "-c", "brouillon")
    plan = plan_of_commits(Blog.open(online))
    assert plan.new_branch is not None
    assert (plan.new_branch.branch, plan.new_branch.branches) == ("brouillon", ("main",))
    assert plan.needs_consent("never")


def test_the_first_publication_to_an_empty_remote_makes_no_branch_beside_others(
    blog_folder: Path, bare_remote: Path
) -> None:
    blog = Blog.open(blog_folder)
    blog.publication.remote.add(str(bare_remote))
    assert plan_of_commits(blog).new_branch is None
    assert blog.publication.send().first


def test_commits_that_change_files_outside_the_blog_are_in_the_plan(online: Path, git: Git) -> None:
    write(online, "site/posts/a.md", post("A"))
    write(online, "site/blogwifi.toml", "")
    kept(online, git)
    git(online, "push", "--quiet")
    write(online, "firmware/main.c", "int x;\n")
    git(online, "add", "firmware")
    git(online, "commit", "--quiet", "-m", "Pas\tfini")
    write(online, "site/posts/b.md", post("B"))
    plan = plan_of_commits(kept(online / "site", git))
    assert [(each.subject, each.paths) for each in plan.outside] == [("Pas\tfini", ("firmware/main.c",))]
    assert plan.needs_consent("warnings")
    assert not plan.needs_consent("never")


@pytest.fixture(params=["submodule", "clone", "ignored clone"])
def site(request: pytest.FixtureRequest, online: Path, tmp_path: Path, git: Git) -> Path:
    """A site of which some posts, in ``posts/carnet``, lie in a repository of their own."""
    inner = tmp_path / "carnet"
    write(inner, "essai.md", post("Essai"))
    git(inner, "init", "--quiet")
    kept(inner, git)
    if request.param == "submodule":
        git(
            online,
            "-c",
            "protocol.file.allow=always",
            "submodule",
            "--quiet",
            "add",
            str(inner),
            "posts/carnet",
        )
    else:
        git(online, "clone", "--quiet", str(inner), "posts/carnet")
    if request.param == "ignored clone":
        write(online, ".git/info/exclude", "carnet\n")
    if request.param == "submodule":
        git(online, "commit", "--quiet", "-m", "Carnet")
        git(online, "push", "--quiet")
    return online


def test_posts_of_an_inner_repository_are_neither_online_nor_taken_for_this_one_s(site: Path) -> None:
    path = "posts/carnet/essai.md"
    write(site, path, post("Essai", body="Changé.\n"))
    blog = Blog.open(site)
    assert (blog.status().sync(path), blog.status().sync(POST)) == (Sync.APART, None)
    assert (blog.publication.apart().folders, blog.publication.apart().inside) == (("posts/carnet",), 1)
    for change in (
        lambda: blog.commit_post(path),
        lambda: blog.delete(path),
        lambda: blog.set(path, {"title": "Autre"}),
        lambda: blog.rename(path, "Autre"),
    ):
        with pytest.raises(InnerRepository) as refused:
            change()
        assert refused.value.folder == "posts/carnet"
    assert "Changé." in (site / path).read_text(encoding="utf-8")


def test_a_post_git_is_told_to_ignore_is_not_called_online(online: Path) -> None:
    write(online, ".git/info/exclude", "prive.md\n")
    write(online, "posts/prive.md", post("Privé"))
    blog = Blog.open(online)
    assert blog.status().sync("posts/prive.md") is Sync.APART
    assert blog.publication.apart().ignored == 1


def test_a_new_post_that_would_lie_in_an_inner_repository_is_not_begun(online: Path, git: Git) -> None:
    git(online, "clone", "--quiet", str(online), "content/posts")
    write(online, "blogwifi.toml", '[blog]\nposts = "content/posts/posts"\n')
    with pytest.raises(InnerRepository):
        Blog.open(online).compose("Neuf")


NOW = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
STATUS = Status(
    branch="main",
    head="0" * 40,
    upstream="origin/main",
    remote="origin",
    ahead=0,
    behind=0,
    operation=None,
    edited=frozenset(),
    unpublished=frozenset(),
)


def entry(
    path: str, title: str, year: int = 2020, *, draft: bool = False, problem: Problem | None = None
) -> Entry:
    date = dt.datetime(year, 1, 1, tzinfo=dt.UTC)
    return Entry(
        path, title, date, (), (), problem, "", 1, 0, 0, 0, None, Visibility(draft=draft, since=date)
    )


POSTS = (
    entry("a.md", "Lettre", 2095),
    entry("b.md", "Été", draft=True),
    entry("c.md", "Abeilles"),
    entry("d.md", "[Cassé", problem=Problem(ProblemKind.SYNTAX, 2, "")),
)


def plan(*, edited: str = "", ready: str = "", at: str | None = None) -> PublishPlan:
    """The plan with these posts changed, those committed, and one of them named; posts by first letter."""
    status = replace(
        STATUS,
        edited=frozenset(f"{letter}.md" for letter in edited),
        unpublished=frozenset(f"{letter}.md" for letter in ready),
    )
    return PublishPlan.of(POSTS, status, NOW, at and f"{at}.md")


BROKEN = Finding("a.md", FindingKind.LINK, 7, "perdu.md")
TORN = Finding("c.md", FindingKind.CONFLICT, 3)


@pytest.mark.parametrize(
    ("made", "always", "warnings", "never"),
    [
        (plan(), True, False, False),
        (plan(ready="c"), True, False, False),
        (plan(ready="a"), True, True, False),
        (plan(edited="c"), True, True, True),
        (plan(at="b"), True, True, True),
        (plan(at="c"), True, False, False),
        (PublishPlan.of(POSTS, STATUS, NOW, "b.md", withdrawn=["b.md"]), True, True, True),
        (replace(plan(ready="c"), leaving={"c.md": "Abeilles"}), True, True, True),
    ],
)
def test_a_decision_is_always_asked_a_warning_and_a_plain_yes_by_setting(
    made: PublishPlan, always: bool, warnings: bool, never: bool
) -> None:
    assert [made.needs_consent(confirm) for confirm in ("always", "warnings", "never")] == [
        always,
        warnings,
        never,
    ]


@pytest.mark.parametrize(
    ("made", "found", "always", "warnings", "never"),
    [
        (plan(ready="c"), [], True, False, False),
        (plan(ready="c"), [BROKEN], True, True, False),
        (plan(ready="c"), [TORN], True, True, True),
        (plan(ready="c"), [Finding("c.md", FindingKind.SCHEDULED)], True, False, False),
    ],
)
def test_what_blocks_is_always_told_what_warns_by_setting(
    made: PublishPlan, found: list[Finding], always: bool, warnings: bool, never: bool
) -> None:
    made = replace(made, findings=tuple(found))
    assert [made.needs_consent(confirm) for confirm in ("always", "warnings", "never")] == [
        always,
        warnings,
        never,
    ]


def test_the_rest_leaves_out_what_must_be_mended() -> None:
    made = replace(plan(edited="ac", at="b"), findings=(TORN,))
    rest = made.without_blocked()
    assert ([entry.path for entry in rest.edited], rest.draft and rest.draft.path) == (["a.md"], "b.md")
    assert made.can_leave_out_blocked
    assert made.without_draft().draft is None


def test_a_draft_elsewhere_is_left_alone() -> None:
    assert plan(at="c").draft is None
    assert plan(edited="b", at="b").edited == ()


def test_a_post_that_cannot_be_read_is_no_draft() -> None:
    assert plan(at="d").draft is None


def test_a_post_that_readers_have_and_that_is_a_draft_here_is_withdrawn_and_not_dated_anew(
    online: Path,
) -> None:
    blog = Blog.open(online)
    set_draft(blog, POST, draft=True)
    before = (online / POST).read_bytes()
    for plan in (
        blog.publication.plan(POST),
        blog.publication.plan(bulk_edit=blog.bulk.publish_drafts([POST])),
        plan_of_commits(blog),
    ):
        assert plan.changes == {POST: PlannedChange.WITHDRAWN}
        assert plan.leaving == {POST: "Le WiFi de l’hôtel"}
        assert plan.published_drafts == []
        assert plan.needs_consent("warnings")
        for step in blog.publication.commits(plan):
            step()
    assert (online / POST).read_bytes() == before


def test_the_posts_that_link_to_one_that_leaves_the_site_are_named(online: Path, git: Git) -> None:
    name = POST.removeprefix("posts/")
    write(online, "posts/voisin.md", post("Voisin", body=f"[Lire]({name})\n"))
    blog = kept(online, git)
    git(online, "push", "--quiet")
    assert blog.publication.plan().findings == ()
    set_draft(blog, POST, draft=True)
    findings = blog.publication.plan().findings
    assert [(each.path, each.kind, each.detail) for each in findings] == [
        ("posts/voisin.md", FindingKind.KEPT_BACK, POST)
    ]


def test_a_post_that_goes_while_another_looks_it_up_blocks_the_publication(
    tmp_path: Path, bare_remote: Path, git: Git
) -> None:
    folder = tmp_path / "jekyll"
    write(folder, "_config.yml", "title: T\n")
    for name, body in (("un", "Texte."), ("deux", "[a]({% post_url 2020-01-02-un %})")):
        write(folder, f"_posts/2020-01-02-{name}.md", f"---\ntitle: {name}\n---\n\n{body}\n")
    git(folder, "init", "--quiet", "--template=")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Le site")
    git(folder, "remote", "add", "origin", str(bare_remote))
    git(folder, "push", "--quiet", "-u", "origin", "main")
    gone, other = "_posts/2020-01-02-un.md", "_posts/2020-01-02-deux.md"
    for step in (lambda blog: set_draft(blog, gone, True), lambda blog: blog.delete(gone)):
        blog = Blog.open(folder)
        step(blog)
        [finding] = blog.publication.plan().blocking
        assert (finding.path, finding.kind) == (other, FindingKind.ENDS_BUILD)
        blog.undo(blog.last_change())


@pytest.mark.parametrize("link", ["un", "'Le premier'"])
def test_a_post_of_hexo_that_goes_while_another_names_it_blocks_the_publication(
    tmp_path: Path, bare_remote: Path, git: Git, link: str
) -> None:
    folder = tmp_path / "hexo"
    write(folder, "_config.yml", "new_post_name: :year-:month-:day-:title.md\n")
    write(folder, "package.json", '{"dependencies": {"hexo": "^8.0.0"}}')
    gone, other = "source/_posts/2020-01-02-un.md", "source/_posts/2020-01-02-deux.md"
    write(folder, gone, "---\ntitle: Le premier\n---\n")
    write(folder, other, f"---\ntitle: Deux\n---\n\n{{% post_link {link} %}}\n")
    git(folder, "init", "--quiet", "--template=")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Le site")
    git(folder, "remote", "add", "origin", str(bare_remote))
    git(folder, "push", "--quiet", "-u", "origin", "main")
    blog = Blog.open(folder)
    set_draft(blog, gone, True)  # Hexo links to a draft too, where no page is
    plan = blog.publication.plan()
    assert [(each.path, each.kind, each.blocks) for each in plan.findings] == [
        (other, FindingKind.KEPT_BACK, False)
    ]
    blog.undo(blog.last_change())
    blog.delete(gone)
    [finding] = Blog.open(folder).publication.plan().blocking
    assert (finding.path, finding.kind) == (other, FindingKind.ENDS_BUILD)


def test_a_withdrawal_that_no_commit_has_is_committed_as_it_is(online: Path, git: Git) -> None:
    blog = Blog.open(online)
    text = (online / POST).read_text(encoding="utf-8").replace("title:", "draft: true\ntitle:")
    write(online, POST, text)
    plan = blog.publication.plan(POST)
    assert (plan.changes, plan.draft) == ({POST: PlannedChange.WITHDRAWN}, None)
    for step in blog.publication.commits(plan):
        step()
    assert (online / POST).read_text(encoding="utf-8") == text
    assert git(online, "status", "--porcelain") == ""


def test_a_withdrawal_that_the_remote_has_makes_an_ordinary_draft(online: Path, git: Git) -> None:
    blog = Blog.open(online)
    set_draft(blog, POST, draft=True)
    git(online, "push", "--quiet")
    plan = blog.publication.plan(POST)
    assert plan.draft is not None
    assert (plan.changes, plan.leaving) == ({POST: PlannedChange.BACK}, {})


def test_posts_that_are_deleted_leave_by_name_and_drafts_that_are_deleted_do_not(online: Path) -> None:
    blog = Blog.open(online)
    blog.delete(POST, "posts/brouillon.md")
    assert plan_of_commits(blog).leaving == {POST: "Le WiFi de l’hôtel"}


def test_a_draft_that_moves_is_new_under_the_name_it_gets(
    tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    know(monkeypatch)
    old = "_drafts/idee.md"
    posts = {
        old: "---\ntitle: Idée\n---\n\ni\n",
        "_posts/2026-01-10-e.md": "---\ntitle: E\nuntil: 2026-01-11\n---\n",
        "_posts/2026-01-11-f.md": "---\ntitle: F\n---\n\n[i](../_drafts/idee.md)\n",
    }
    blog = site_of(SHELF, tmp_path / "blog", posts, git)
    git(tmp_path, "init", "--quiet", "--bare", "r.git")
    blog.publication.remote.add(str(tmp_path / "r.git"))
    new = f"_posts/{blog.now():%Y-%m-%d}-idee.md"
    plan = blog.publication.plan(old)
    assert plan.changes == {
        new: PlannedChange.NEW,
        "_posts/2026-01-10-e.md": PlannedChange.HIDDEN,
        "_posts/2026-01-11-f.md": PlannedChange.NEW,
    }
    assert plan.former == {old}
    for step in blog.publication.commits(plan):
        step()
    assert blog.publication.awaited([new]) == ()
    outcome = blog.publication.send()
    posts = list(filter(blog.holds, outcome.paths))
    assert published(outcome, posts, plan) == "Published: 2 new posts. 1 hidden post sent, not shown."
    assert new in git(tmp_path / "r.git", "ls-tree", "-r", "--name-only", "main")
    assert old not in git(tmp_path / "r.git", "ls-tree", "-r", "--name-only", "main")


def test_a_post_that_waits_on_the_site_is_told_and_none_where_nobody_knows_what_makes_the_site(
    online: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "posts/demain.md"
    write(online, path, post("Demain").replace("2020", "2099"))
    assert kept(online, git).publication.awaited([path]) == ()
    small.use(monkeypatch)
    write(online, "small.toml", "")
    blog = kept(online, git)
    assert [entry.path for entry in blog.publication.awaited([path, POST])] == [path]
    assert blog.publication.awaited([POST]) == ()


def test_a_post_whose_link_follows_a_draft_that_moves_is_a_correction(
    tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    know(monkeypatch)
    old, other = "_drafts/idee.md", "_posts/2026-01-11-f.md"
    posts = {old: "---\ntitle: I\n---\n\ni\n", other: "---\ntitle: F\n---\n\n[i](../_drafts/idee.md)\n"}
    blog = site_of(SHELF, tmp_path / "blog", posts, git)
    git(tmp_path, "init", "--quiet", "--bare", "r.git")
    blog.publication.remote.add(str(tmp_path / "r.git"))
    blog.publication.send()
    plan = blog.publication.plan(old)
    new = f"_posts/{blog.now():%Y-%m-%d}-idee.md"
    assert plan.changes == {new: PlannedChange.NEW, other: PlannedChange.CORRECTED}


def test_a_committed_draft_that_would_move_goes_along_where_it_is_when_it_is_left(
    tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    know(monkeypatch)
    blog = site_of(SHELF, tmp_path / "blog", {"_posts/2026-01-10-e.md": post("E")}, git)
    git(tmp_path, "init", "--quiet", "--bare", "r.git")
    blog.publication.remote.add(str(tmp_path / "r.git"))
    blog.publication.send()
    write(blog.root, "_drafts/idee.md", post("Idée"))
    git(blog.root, "add", "-A")
    git(blog.root, "commit", "--quiet", "-m", "Idée")
    plan = blog.publication.plan("_drafts/idee.md").without_draft()
    assert plan.changes == {"_drafts/idee.md": PlannedChange.DRAFT}
    outcome = blog.publication.send()
    assert published(outcome, outcome.paths, plan) == "1 draft sent as a copy, not shown."


def test_the_posts_are_read_as_often_for_many_sections_as_for_one(
    tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    posts = Blog.posts
    monkeypatch.setattr(Blog, "posts", lambda blog: read.append(1) or posts(blog))
    counts = []
    for sections in (1, 9):
        folder = tmp_path / f"blog{sections}"
        git(tmp_path, "init", "--quiet", "--bare", f"remote{sections}.git")
        for n in range(sections):
            (folder / f"content/posts/s{n}").mkdir(parents=True)
            write(folder, f"content/posts/s{n}/a.md", "---\ntitle: A\n---\n\na\n")
        write(folder, "hugo.toml", "title = 'H'\n")
        git(folder, "init", "--quiet")
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "-m", "Tout")
        git(folder, "remote", "add", "origin", str(tmp_path / f"remote{sections}.git"))
        blog = Blog.open(folder)
        read.clear()
        assert len(blog.publication.plan().ready) == sections
        paths = [f"content/posts/s{n}/a.md" for n in range(sections)]
        blog.bulk.drafts(paths, draft=True)
        blog.bulk.publish_drafts(paths)
        counts.append(len(read))
    assert counts[0] == counts[1]


def test_each_post_that_is_looked_over_is_told_and_may_stop_it(blog_folder: Path) -> None:
    write(blog_folder, "posts/neuf.md", post("Neuf"))
    seen: list[str] = []

    def look(entries: Sequence[Entry]) -> Sequence[Entry]:
        seen.extend(entry.path for entry in entries)
        return entries

    Blog.open(blog_folder).publication.plan(look=look)
    assert sorted(seen) == sorted([POST, "posts/neuf.md"])

    def stop(_entries: Sequence[Entry]) -> Sequence[Entry]:
        raise Cancelled

    with pytest.raises(Cancelled):
        Blog.open(blog_folder).publication.plan(look=stop)
