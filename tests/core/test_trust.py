"""What a repository brings along is asked about, and again when it changes; an ordinary clone never is."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.trust import agree, agree_to_all, check, open_guarded
from blogwifi_tui.errors import FileFailed, GitError, NotARepository, Untrusted
from blogwifi_tui.settings.paths import cache_dir, guard_dir, trust_dir
from blogwifi_tui.vcs import environment
from blogwifi_tui.vcs.runner import Runner
from tests.conftest import POST, SECRET, Git


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    """A file that is there once a program of the repository has run."""
    return tmp_path / "mark"


def program(file: Path, mark: Path, more: str = "") -> Path:
    """Write a program that leaves the mark."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\ntouch '{mark}'\n{more}\n", encoding="utf-8")
    file.chmod(0o755)
    return file


def asked(folder: Path) -> tuple[str, ...]:
    """What the person is asked about before a commit or a publication; nothing when nothing is asked."""
    try:
        check(open_guarded(folder))
    except Untrusted as error:
        return error.programs
    return ()


def agreed(folder: Path) -> Blog:
    agree_to_all(open_guarded(folder))
    return Blog.open(folder)


def edit(folder: Path, words: str = "Et deux.\n") -> None:
    with (folder / POST).open("a", encoding="utf-8") as file:
        file.write(words)


def settings_in(folder: Path, *settings: tuple[str, str], git: Git) -> None:
    for key, value in settings:
        git(folder, "config", "--add", key, value)


# What an ordinary clone holds

ORDINARY = (
    ("remote.forge.url", "https://forge.example/marc/blog.git"),
    ("remote.forge.pushurl", "git@forge.example:marc/blog.git"),
    ("remote.own.url", "ssh://marc@server.example:2222/srv/blog.git"),
    ("remote.old.url", "git://server.example/blog.git"),
    ("remote.forge.fetch", "+refs/heads/*:refs/remotes/forge/*"),
    ("remote.forge.fetch", "^refs/heads/wip/*"),
    ("remote.forge.tagOpt", "--tags"),
    ("remote.forge.prune", "true"),
    ("remote.pushDefault", "forge"),
    ("branch.main.remote", "forge"),
    ("branch.main.merge", "refs/heads/main"),
    ("branch.été.rebase", "true"),
    ("branch.main.vscode-merge-base", "origin/main"),
    ("branch.autoSetupMerge", "always"),
    ("user.name", "Marc"),
    ("user.email", "marc@example.org"),
    ("user.signingKey", "ABCDEF"),
    ("gpg.format", "ssh"),
    ("core.autocrlf", "input"),
    ("core.ignoreCase", "true"),
    ("core.fsmonitor", "true"),
    ("core.untrackedCache", "true"),
    ("rerere.enabled", "true"),
    ("pull.rebase", "false"),
    ("push.default", "current"),
    ("push.recurseSubmodules", "on-demand"),
    ("fetch.prune", "true"),
    ("merge.conflictStyle", "diff3"),
    ("credential.helper", "cache --timeout=3600"),
    ("credential.helper", "osxkeychain"),
    ("credential.https://forge.example.username", "marc"),
    ("submodule.theme.url", "https://forge.example/theme.git"),
    ("submodule.theme.active", "true"),
    ("lfs.repositoryformatversion", "0"),
    ("lfs.https://forge.example/marc/blog.git/info/lfs.access", "basic"),
    ("filter.lfs.process", "git-lfs filter-process"),
    ("alias.st", "status --short"),
    ("color.ui", "always"),
    ("gui.geometry", "887x427+26+26 206 192"),
    ("http.postBuffer", "524288000"),
    ("protocol.version", "2"),
)


def test_an_ordinary_clone_asks_nothing(published_blog: Path, git: Git) -> None:
    settings_in(published_blog, *ORDINARY, git=git)
    assert asked(published_blog) == ()


def test_a_work_tree_with_settings_of_its_own_and_a_submodule_ask_nothing(
    published_blog: Path, bare_remote: Path, tmp_path: Path, git: Git
) -> None:
    git(published_blog, "sparse-checkout", "set", "posts")
    git(published_blog, "worktree", "add", "--quiet", "-b", "été", str(tmp_path / "tree"))
    site = tmp_path / "site"
    git(tmp_path, "init", "--quiet", str(site))
    add = ("submodule", "--quiet", "add", str(bare_remote), "content")
    git(site, "-c", "protocol.file.allow=always", *add)
    for folder in (published_blog, tmp_path / "tree", site, site / "content"):
        assert asked(folder) == ()


def test_what_the_persons_own_files_say_asks_nothing(blog_folder: Path, git: Git, tmp_path: Path) -> None:
    program(tmp_path / "hooks" / "pre-commit", tmp_path / "ran")
    for key, value in (
        ("core.sshCommand", "ssh -v"),
        ("core.hooksPath", str(tmp_path / "hooks")),
        ("credential.helper", "!pass show git"),
        ("url.git@forge.example:.insteadOf", "https://forge.example/"),
        ("include.path", "more"),
    ):
        git(blog_folder, "config", "--global", key, value)
    assert asked(blog_folder) == ()
    edit(blog_folder)
    Blog.open(blog_folder).commit([POST], "Deux")
    assert (tmp_path / "ran").exists()


# What is not known to be harmless

NOT_ORDINARY = (
    ("credential.helper", "cache ; touch /tmp/x"),
    ("credential.helper", "!touch /tmp/x"),
    ("credential.helper", "/tmp/helper"),
    ("credential.helper", "store --file=/tmp/passwords"),
    ("credential.helper", "cache --socket=/tmp/socket"),
    ("credential.https://forge.example.helper", "cache\ttouch"),
    ("credential.useHttpPath", "false"),
    ("http.sslVerify", "false"),
    ("http.https://forge.example.sslVerify", "false"),
    ("http.curloptResolve", "forge.example:443:203.0.113.7"),
    ("http.proxy", "http://203.0.113.7:8080"),
    ("http.sslCAInfo", "own.pem"),
    ("http.extraHeader", "X-Test: 1"),
    ("remote.origin.proxy", "http://203.0.113.7:8080"),
    ("url.https://elsewhere.example/.insteadOf", "https://forge.example/"),
    ("url.https://elsewhere.example/.pushInsteadOf", "https://forge.example/"),
    ("remote.forge.url", "ext::sh -c touch% /tmp/x"),
    ("remote.forge.url", "hg://forge.example/blog"),
    ("remote.forge.url", "-oProxyCommand=x:y"),
    ("remote.forge.pushurl", "ext::x"),
    ("remote.forge.fetch", "+refs/heads/*:refs/heads/*"),
    ("branch.main.remote", "ext::sh -c touch% /tmp/x"),
    ("branch.main.mergeOptions", "--strategy=x"),
    ("submodule.theme.update", "!touch /tmp/x"),
    ("submodule.theme.url", "ext::x"),
    ("lfs.extension.x.clean", "touch /tmp/x"),
    ("lfs.customtransfer.x.path", "/tmp/x"),
    ("filter.lfs.clean", "git-lfs clean -- %f; touch /tmp/x"),
    ("filter.x=y.clean", "cat"),
    ("filter..clean", "cat"),
    ("alias.st", "!touch /tmp/x"),
    ("protocol.ext.allow", "always"),
    ("include.path", "more"),
    ("includeIf.gitdir:/**.path", "more"),
    ("core.hooksPath", ".hooks"),
    ("core.attributesFile", "/tmp/x"),
    ("core.worktree", "/"),
    ("core.protectHFS", "false"),
    ("gc.recentObjectsHook", "touch /tmp/x"),
    ("future.command", "touch /tmp/x"),
)


@pytest.mark.parametrize(("key", "value"), NOT_ORDINARY, ids=lambda text: text[:30])
def test_any_other_setting_is_asked_about(blog_folder: Path, git: Git, key: str, value: str) -> None:
    config = blog_folder / ".git" / "config"
    git(blog_folder, "config", "--add", key, value)
    if key == "core.worktree":
        with pytest.raises(NotARepository):
            open_guarded(blog_folder)
        return
    assert any(key.lower() in each.lower() for each in asked(blog_folder)), config.read_text()


@pytest.mark.parametrize(
    "text", ['[filter "a\\"b"]\nclean = x', '[Filter "A]"]\n\tCLEAN=x \\\n y', "[gpg.ssh]program=x"]
)
def test_a_setting_is_known_however_it_is_written(blog_folder: Path, text: str) -> None:
    with (blog_folder / ".git" / "config").open("a", encoding="utf-8") as config:
        config.write(f"{text}\n")
    assert len(asked(blog_folder)) == 1


def test_settings_of_included_files_and_of_one_work_tree_are_asked_about(blog_folder: Path, git: Git) -> None:
    more = blog_folder / "more"
    more.write_text("[gpg]\n\tprogram = x\n[include]\n\tpath = again\n", encoding="utf-8")
    (blog_folder / "again").write_text("[diff]\n\texternal = y\n", encoding="utf-8")
    git(blog_folder, "config", "includeIf.gitdir:/nowhere/.path", "../more")
    named = "\n".join(asked(blog_folder))
    assert "gpg.program = x" in named
    assert "diff.external = y" in named
    agree_to_all(open_guarded(blog_folder))
    more.write_text("[gpg]\n\tprogram = z\n", encoding="utf-8")
    assert asked(blog_folder)

    git(blog_folder, "config", "--unset", "includeIf.gitdir:/nowhere/.path")
    git(blog_folder, "config", "extensions.worktreeConfig", "true")
    git(blog_folder, "config", "--worktree", "core.editor", "x")
    assert asked(blog_folder) == ("core.editor = x",)


# What an answer holds for


def test_an_answer_holds_for_one_place(blog_folder: Path, mark: Path, tmp_path: Path) -> None:
    program(blog_folder / ".git" / "hooks" / "pre-commit", mark)
    other = Path(shutil.copytree(blog_folder, tmp_path / "other"))
    agree_to_all(open_guarded(blog_folder))
    assert asked(blog_folder) == ()
    assert asked(other) == ("hooks/pre-commit",)
    edit(other)
    with pytest.raises(Untrusted):
        Blog.open(other).commit([POST], "Deux")
    assert not mark.exists()
    assert len(list(trust_dir().iterdir())) == 1


def test_an_answer_that_cannot_be_remembered_is_told_with_its_cause(blog_folder: Path, mark: Path) -> None:
    program(blog_folder / ".git" / "hooks" / "pre-commit", mark)
    trust_dir().parent.mkdir(parents=True, exist_ok=True)
    trust_dir().write_text("no folder", encoding="utf-8")
    with pytest.raises(FileFailed) as failed:
        agree_to_all(open_guarded(blog_folder))
    assert failed.value.errno in {errno.EEXIST, errno.ENOTDIR}


def test_where_what_keeps_git_back_cannot_be_written_nothing_is_looked_at(
    blog_folder: Path, mark: Path
) -> None:
    program(blog_folder / ".git" / "hooks" / "pre-commit", mark)
    guard_dir().parent.mkdir(parents=True, exist_ok=True)
    guard_dir().write_text("no folder", encoding="utf-8")
    with pytest.raises(FileFailed) as failed:
        open_guarded(blog_folder).report()
    assert failed.value.errno in {errno.EEXIST, errno.ENOTDIR}


def test_an_answer_given_for_one_thing_is_none_for_another(blog_folder: Path, mark: Path) -> None:
    hook = program(blog_folder / ".git" / "hooks" / "pre-commit", mark)
    repository = open_guarded(blog_folder)
    with pytest.raises(Untrusted) as shown:
        check(repository)
    program(hook, mark, "# another")
    agree(repository, shown.value.digest)
    assert asked(blog_folder) == ("hooks/pre-commit",)


def relative(folder: Path, _home: Path) -> tuple[str, Path]:
    return ".hooks", folder / ".hooks"


def absolute(_folder: Path, home: Path) -> tuple[str, Path]:
    return str(home / "shared"), home / "shared"


def at_home(_folder: Path, home: Path) -> tuple[str, Path]:
    return "~/shared", home / "shared"


@pytest.mark.parametrize("where", [relative, absolute, at_home])
def test_a_program_that_changed_is_asked_about_wherever_the_hooks_lie(
    blog_folder: Path, mark: Path, home: Path, git: Git, where: Callable[[Path, Path], tuple[str, Path]]
) -> None:
    setting, folder = where(blog_folder, home)
    hook = program(folder / "pre-commit", mark)
    git(blog_folder, "config", "core.hooksPath", setting)
    assert f"{setting}/pre-commit" in asked(blog_folder)
    blog = agreed(blog_folder)
    edit(blog_folder)
    blog.commit([POST], "Deux")
    assert mark.exists()

    for change in (
        lambda: program(hook, mark, "# changed"),
        lambda: program(folder / "lib" / "helper.sh", mark),
        lambda: (folder / "lib" / "helper.sh").chmod(0o644),
        lambda: program(folder / "post-commit", mark),
    ):
        assert asked(blog_folder) == ()
        change()
        mark.unlink(missing_ok=True)
        edit(blog_folder)
        with pytest.raises(Untrusted):
            blog.commit([POST], "Trois")
        assert not mark.exists()
        agree_to_all(open_guarded(blog_folder))


def test_hooks_of_the_persons_own_setting_that_lie_in_the_repository_are_its_own(
    blog_folder: Path, mark: Path, git: Git
) -> None:
    git(blog_folder, "config", "--global", "core.hooksPath", ".hooks")
    assert asked(blog_folder) == ()
    program(blog_folder / ".hooks" / "post-commit", mark)
    assert asked(blog_folder) == (".hooks/post-commit",)


def test_starters_of_hooks_stand_for_what_they_start(blog_folder: Path, mark: Path, git: Git) -> None:
    git(blog_folder, "config", "core.hooksPath", ".husky/_")
    program(blog_folder / ".husky" / "_" / "pre-commit", mark)
    (blog_folder / ".husky" / "pre-commit").write_text("npm test\n", encoding="utf-8")
    agree_to_all(open_guarded(blog_folder))
    (blog_folder / ".husky" / "pre-commit").write_text("npm run other\n", encoding="utf-8")
    assert asked(blog_folder)


def test_a_program_of_the_repository_that_a_setting_names_is_looked_into(
    blog_folder: Path, mark: Path, git: Git
) -> None:
    tool = program(blog_folder / "tools" / "clean", mark, "exec cat")
    (blog_folder / ".gitattributes").write_text("*.md filter=x\n", encoding="utf-8")
    git(blog_folder, "add", ".")
    git(blog_folder, "commit", "--quiet", "-m", "Outils")
    git(blog_folder, "config", "filter.x.clean", "env A=1 tools/clean --quick")
    blog = agreed(blog_folder)
    # git compares what is of another time and the same size.
    os.utime(blog_folder / POST, (0, 0))
    assert blog.pending() == []
    assert mark.exists()

    mark.unlink()
    program(tool, mark, "# changed; exec cat")
    os.utime(blog_folder / POST, (1, 1))
    assert blog.pending() == []
    edit(blog_folder)
    with pytest.raises(Untrusted):
        blog.commit([POST], "Deux")
    assert not mark.exists()


def test_hooks_in_a_folder_that_cannot_be_listed_are_known_by_their_names(
    blog_folder: Path, mark: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook = program(blog_folder / ".git" / "hooks" / "pre-commit", mark)
    hook.parent.chmod(0o311)
    if os.geteuid() == 0:
        # Nothing is closed to root.
        scandir = os.scandir

        def closed(path: Path) -> object:
            if Path(path) == hook.parent:
                raise PermissionError(13, "Permission denied", str(path))
            return scandir(path)

        monkeypatch.setattr(os, "scandir", closed)
    try:
        assert asked(blog_folder) == ("hooks/", "hooks/pre-commit")
        edit(blog_folder)
        with pytest.raises(Untrusted):
            Blog.open(blog_folder).commit([POST], "Deux")
        assert not mark.exists()
    finally:
        hook.parent.chmod(0o755)


# Repositories that came along


def inside(folder: Path) -> tuple[Path, str]:
    return folder / ".git" / "store.git", "./.git/store.git"


def inside_by_full_path(folder: Path) -> tuple[Path, str]:
    return folder / "store.git", str(folder / "store.git")


def inside_by_address(folder: Path) -> tuple[Path, str]:
    return folder / "store.git", f"file:/{folder}/%73tore.git"


def without_ending(folder: Path) -> tuple[Path, str]:
    return folder / "store.git", "store"


def beside(folder: Path) -> tuple[Path, str]:
    return folder.parent / "store.git", "../store.git"


@pytest.mark.parametrize("start", ["/proc/self/cwd", "file:///proc/self/cwd", "//proc//self/cwd"])
def test_a_remote_whose_path_means_this_folder_by_another_name_is_asked_about(
    published_blog: Path, git: Git, start: str
) -> None:
    git(published_blog, "remote", "set-url", "origin", f"{start}/../remote.git")
    assert any("remote.origin.url" in name for name in asked(published_blog))


def test_a_script_of_the_repository_that_a_hook_starts_is_part_of_what_was_agreed_to(
    blog_folder: Path, mark: Path
) -> None:
    hook = blog_folder / ".git" / "hooks" / "pre-commit"
    program(hook, mark, "sh tools/look.sh && tools/check posts/a.md")
    for name in ("look.sh", "check"):
        program(blog_folder / "tools" / name, mark)
    agree_to_all(open_guarded(blog_folder))
    assert not asked(blog_folder)
    for name in ("look.sh", "check"):
        program(blog_folder / "tools" / name, mark, f"echo {name}")
        assert asked(blog_folder)
        agree_to_all(open_guarded(blog_folder))


@pytest.mark.parametrize("key", ["remote.origin.url", "remote.origin.pushurl", "branch.main.remote"])
@pytest.mark.parametrize("place", [inside, inside_by_full_path, inside_by_address, without_ending, beside])
def test_hooks_of_a_remote_that_came_along_are_asked_about_and_a_change_again(
    blog_folder: Path,
    templates: Path,
    mark: Path,
    git: Git,
    place: Callable[[Path], tuple[Path, str]],
    key: str,
) -> None:
    store, address = place(blog_folder)
    shutil.copytree(templates / "empty.git", store)
    git(blog_folder, "config", "remote.origin.url", str(blog_folder.parent / "nowhere.git"))
    git(blog_folder, "config", key, address)
    git(blog_folder, "config", "branch.main.merge", "refs/heads/main")
    assert asked(blog_folder) == ()
    hook = program(store / "hooks" / "post-receive", mark)
    with pytest.raises(Untrusted) as refused:
        Blog.open(blog_folder).publication.send()
    assert refused.value.programs[0].endswith("store.git/hooks/post-receive")
    with pytest.raises(Untrusted):
        Blog.open(blog_folder).publication.fetch()
    assert not mark.exists()
    agree_to_all(open_guarded(blog_folder))
    assert asked(blog_folder) == ()
    program(hook, mark, "# changed")
    assert asked(blog_folder)
    git(store, "config", "core.hooksPath", "other")
    program(store / "other" / "update", mark)
    assert "other/update" in asked(blog_folder)


def test_a_remote_elsewhere_on_this_machine_is_not_asked_about(
    published_blog: Path, bare_remote: Path, mark: Path
) -> None:
    program(bare_remote / "hooks" / "post-receive", mark)
    edit(published_blog)
    blog = Blog.open(published_blog)
    blog.commit([POST], "Deux")
    blog.publication.send()
    assert mark.exists()


def test_hooks_of_a_submodule_are_asked_about_and_a_publication_does_not_go_there(
    published_blog: Path, bare_remote: Path, templates: Path, mark: Path, git: Git, tmp_path: Path
) -> None:
    theme = Path(shutil.copytree(templates / "blog", tmp_path / "theme"))
    git(
        published_blog, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(theme), "theme"
    )
    git(published_blog, "commit", "--quiet", "-m", "Habillage")
    git(published_blog / "theme", "commit", "--quiet", "--allow-empty", "-m", "Autre")
    git(published_blog, "commit", "--quiet", "-m", "Habillage", "theme")
    assert asked(published_blog) == ()
    hook = program(published_blog / ".git" / "modules" / "theme" / "hooks" / "pre-push", mark)
    git(published_blog, "config", "push.recurseSubmodules", "on-demand")
    git(published_blog, "config", "submodule.recurse", "true")
    assert asked(published_blog) == (".git/modules/theme/hooks/pre-push",)
    agree_to_all(open_guarded(published_blog))
    program(hook, mark, "# changed")
    assert asked(published_blog)
    agree_to_all(open_guarded(published_blog))
    Blog.open(published_blog).publication.send()
    assert git(bare_remote, "rev-parse", "main") == git(published_blog, "rev-parse", "HEAD")
    assert not mark.exists()


def test_a_bare_repository_among_the_files_of_a_clone_is_not_taken_for_the_repository(
    published_blog: Path, templates: Path, mark: Path, git: Git, tmp_path: Path
) -> None:
    site = published_blog / "site"
    shutil.copytree(templates / "empty.git", site)
    shutil.copytree(published_blog / "posts", site / "posts")
    (site / "blogwifi.toml").write_text('[blog]\ntitle = "Site"\n', encoding="utf-8")
    for key, value in (("core.bare", "false"), ("core.worktree", "."), ("core.fsmonitor", str(mark))):
        git(site, "config", "--file", "config", key, value)
    for folder in ("objects", "refs"):
        (site / folder / "keep").touch()
    git(published_blog, "add", ".")
    git(published_blog, "commit", "--quiet", "-m", "Site")
    git(tmp_path, "clone", "--quiet", str(published_blog), "clone")
    clone = tmp_path / "clone" / "site"
    assert [entry.path for entry in Blog.open(clone).posts()] == [POST]
    assert open_guarded(clone).root == tmp_path / "clone"
    assert Blog.open(clone).status().edited == frozenset()


# What comes with a join


@pytest.fixture
def hooked(published_blog: Path, bare_remote: Path, other_clone: Path, mark: Path, git: Git) -> Path:
    """A blog whose hooks are among its files, agreed to; the laptop has published another one."""
    program(published_blog / ".hooks" / "pre-push", mark)
    git(published_blog, "add", ".hooks")
    git(published_blog, "commit", "--quiet", "-m", "Vérifications")
    git(published_blog, "push", "--quiet")
    git(published_blog, "config", "core.hooksPath", ".hooks")
    agree_to_all(open_guarded(published_blog))
    git(other_clone, "pull", "--quiet")
    for name in ("pre-push", "post-merge", "reference-transaction"):
        program(other_clone / ".hooks" / name, mark.with_name("foreign"))
    git(other_clone, "add", ".")
    git(other_clone, "commit", "--quiet", "-m", "Autres vérifications")
    git(other_clone, "push", "--quiet")
    return published_blog


def test_programs_that_come_with_a_join_are_asked_about_before_it(
    hooked: Path, bare_remote: Path, mark: Path, git: Git
) -> None:
    edit(hooked)
    blog = Blog.open(hooked)
    blog.commit([POST], "Deux")
    before = git(hooked, "rev-parse", "HEAD"), git(hooked, "status", "--porcelain")
    with pytest.raises(Untrusted) as refused:
        blog.publication.send()
    assert ".hooks/post-merge" in refused.value.programs
    assert (git(hooked, "rev-parse", "HEAD"), git(hooked, "status", "--porcelain")) == before
    assert git(bare_remote, "rev-parse", "main") != before[0]
    assert not mark.with_name("foreign").exists()

    blog.git.trust(refused.value.digest)
    blog.publication.send()
    assert git(bare_remote, "rev-parse", "main") == git(hooked, "rev-parse", "HEAD")
    assert mark.with_name("foreign").exists()
    assert asked(hooked) == ()


def test_programs_that_came_by_another_git_are_asked_about_too(
    hooked: Path, bare_remote: Path, mark: Path, git: Git
) -> None:
    blog = Blog.open(hooked)
    git(hooked, "-c", "core.hooksPath=/dev/null", "pull", "--quiet")
    edit(hooked)
    with pytest.raises(Untrusted):
        blog.commit([POST], "Deux")
    with pytest.raises(Untrusted):
        blog.publication.fetch()
    assert blog.pending() == [POST]
    assert not mark.with_name("foreign").exists()


# Before an answer


def test_the_persons_own_filter_and_hooks_do_not_run_either(
    blog_folder: Path, mark: Path, git: Git, home: Path
) -> None:
    program(blog_folder / ".git" / "hooks" / "pre-commit", mark)
    (blog_folder / ".gitattributes").write_text("*.md filter=own=one\n", encoding="utf-8")
    git(blog_folder, "add", ".gitattributes")
    git(blog_folder, "-c", "core.hooksPath=", "commit", "--quiet", "-m", "Attributs")
    with (home / "gitconfig").open("a", encoding="utf-8") as config:
        config.write(f'[filter "own=one"]\n\tclean = touch {mark}; cat\n\tsmudge = touch {mark}; cat\n')
    os.utime(blog_folder / POST, (0, 0))
    blog = Blog.open(blog_folder)
    assert blog.pending() == []
    assert "canal 36" in blog.history.read_at(blog.history.of(POST)[0]).body
    assert not mark.exists()


def test_a_missing_object_is_not_fetched(
    published_blog: Path, bare_remote: Path, mark: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key, value in (
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.partialclonefilter", "blob:none"),
    ):
        git(published_blog, "config", key, value)
    program(published_blog / ".git" / "hooks" / "pre-commit", mark)
    tree = git(published_blog, "rev-parse", "HEAD^{tree}")
    (published_blog / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    traced = mark.with_name("trace")
    monkeypatch.setattr(environment, "_TRACE", re.compile("(?!)"))  # which else leaves it out
    monkeypatch.setenv("GIT_TRACE", str(traced))
    blog = Blog.open(published_blog)
    with pytest.raises(GitError):
        blog.status()
    assert "fetch" not in traced.read_text(encoding="utf-8")
    agree_to_all(open_guarded(published_blog))
    assert Blog.open(published_blog).status().edited == frozenset()


def test_nothing_is_asked_of_the_remote(
    published_blog: Path, mark: Path, git: Git, server: Callable[[int], str], home: Path
) -> None:
    git(published_blog, "config", "remote.origin.url", server(401))
    git(published_blog, "config", "http.sslVerify", "false")
    with (home / "gitconfig").open("a", encoding="utf-8") as config:
        config.write(f'[credential]\n\thelper = "!touch {mark}; cat"\n')
    blog = Blog.open(published_blog)
    for step in (blog.publication.fetch, blog.publication.send):
        with pytest.raises(Untrusted):
            step()
    assert not mark.exists()
    assert blog.status().upstream == "origin/main"
    assert blog.publication.remote.names() == ("origin",)
    with pytest.raises(Untrusted):
        blog.publication.remote.add("https://forge.example/blog.git")
    with pytest.raises(Untrusted):
        blog.git.set_identity("Marc", "marc@example.org")
    assert {folder.stat().st_mode & 0o777 for folder in cache_dir().rglob("guarded")} == {0o700}
    copied = [file.read_bytes() for file in cache_dir().rglob("config")]
    assert copied
    assert SECRET.encode() not in b"".join(copied)


def test_a_command_that_only_looks_reaches_no_remote_and_takes_no_bare_repository(
    published_blog: Path, bare_remote: Path, mark: Path
) -> None:
    program(published_blog / ".git" / "hooks" / "pre-commit", mark)
    runner = open_guarded(published_blog).runner
    assert "not allowed" in runner.read("ls-remote", "origin", check=False).err
    assert "safe.bareRepository" in Runner(bare_remote).read("rev-parse", check=False).err


def test_settings_that_are_harmless_are_in_force(blog_folder: Path, git: Git, mark: Path) -> None:
    program(blog_folder / ".git" / "hooks" / "pre-commit", mark)
    git(blog_folder, "config", "user.name", 'Marc "le\tWiFi" \\ Testeur # 1 ; 2')
    git(blog_folder, "config", "core.fileMode", "false")
    config = blog_folder / ".git" / "config"
    config.write_text(f"{config.read_text('utf-8')}[log]\n\tshowRoot\n", encoding="utf-8")
    (blog_folder / POST).chmod(0o755)
    repository = open_guarded(blog_folder)
    identity = repository.identity()
    assert identity is not None
    assert identity.name == 'Marc "le\tWiFi" \\ Testeur # 1 ; 2'
    assert repository.report().edited == frozenset()
    assert repository.configuration().get("log.showroot") == "true"


def test_a_harmless_setting_that_changes_is_in_force_at_once_and_when_it_is_opened_again(
    blog_folder: Path, git: Git, mark: Path
) -> None:
    program(blog_folder / ".git" / "hooks" / "pre-commit", mark)
    looking = open_guarded(blog_folder)
    for name in ("Un", "Deux", "Trois"):
        git(blog_folder, "config", "user.name", name)
        names = {repository.identity().name for repository in (looking, open_guarded(blog_folder))}  # type: ignore[union-attr]
        assert names == {name}


def test_an_answer_changes_what_is_in_force_at_once(blog_folder: Path, git: Git, mark: Path) -> None:
    git(blog_folder, "config", "core.editor", "vi")
    repository = open_guarded(blog_folder)
    assert repository.configuration().get("core.editor") is None
    agree_to_all(repository)
    assert repository.configuration().get("core.editor") == "vi"


def test_looking_at_a_blog_takes_five_gits_once_and_then_two(published_blog: Path, git_log: Path) -> None:
    for gits in (5, 2, 2):
        git_log.write_text("")
        Blog.open(published_blog).status()
        assert len(git_log.read_text(encoding="utf-8").splitlines()) == gits


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (f"url.https://{SECRET}@example.org/.insteadOf", "https://example.org/"),
        ("sendemail.smtpPass", SECRET),
        ("http.proxy", f"https://zoe:{SECRET}@example.org"),
    ],
)
def test_what_is_to_be_agreed_to_is_named_without_secrets(
    blog_folder: Path, git: Git, key: str, value: str
) -> None:
    git(blog_folder, "config", key, value)
    named = "\n".join(asked(blog_folder))
    assert key.split(".")[0] in named
    assert SECRET not in named


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("remote.origin.url", f"https://zoe:{SECRET}@example.org/blog.git"),
        ("http.extraHeader", f"Authorization: Basic {SECRET}"),
        ("core.sshCommand", f"sshpass -p {SECRET} ssh"),
        ("credential.helper", f"!echo password={SECRET}"),
        ("url.https://x.example/.insteadOf", f"https://{SECRET}@example.org/"),
    ],
)
def test_what_git_said_is_remembered_without_secrets(
    published_blog: Path, git: Git, home: Path, key: str, value: str
) -> None:
    git(published_blog, "config", key, value)
    for _ in range(2):
        Blog.open(published_blog).status()
    kept = b"".join(file.read_bytes() for file in home.rglob("git-answers*") if file.is_file())
    assert kept
    assert SECRET.encode() not in kept
