"""The address of publication: tried before it is kept, changed alone, and never with another's password."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from blogwifi_tui.core.blog import Blog
from blogwifi_tui.core.remote_address import Remote, as_typed, shown
from blogwifi_tui.core.trust import agree_to_all, open_guarded
from blogwifi_tui.errors import (
    AddressElsewhere,
    AuthenticationFailed,
    BlogwifiError,
    Cancelled,
    NoRemote,
    RemoteError,
    RemoteGone,
    SecretMissing,
    SeveralAddresses,
    Untrusted,
)
from blogwifi_tui.vcs.progress import CancelToken
from blogwifi_tui.vcs.remote_addresses import AddressBook, RemoteAddress
from tests.conftest import POST, SECRET, Git


def remote_of(folder: Path) -> Remote:
    return Blog.open(folder).publication.remote


def config(folder: Path) -> bytes:
    return (folder / ".git" / "config").read_bytes()


def texts(folder: Path) -> list[str]:
    return [each.text for each in remote_of(folder).addresses()]


def test_a_first_address_is_kept_once_an_empty_repository_has_answered(
    blog_folder: Path, bare_remote: Path, git: Git
) -> None:
    remote = remote_of(blog_folder)
    assert (remote.name(), remote.addresses()) == (None, ())
    remote.set_address(str(bare_remote))
    assert (remote.name(), texts(blog_folder)) == ("origin", [str(bare_remote)])
    assert git(blog_folder, "config", "remote.origin.fetch") == "+refs/heads/*:refs/remotes/origin/*"
    assert Blog.open(blog_folder).publication.send().first


@pytest.mark.parametrize(
    "address", ["ppas/une/adresse", "git@", "--upload-pack=touch pwned", "foo://bar/x", "ext::sh -c true"]
)
def test_an_address_where_nothing_answers_is_not_kept(blog_folder: Path, address: str) -> None:
    before = config(blog_folder)
    with pytest.raises(BlogwifiError) as failed:
        remote_of(blog_folder).set_address(address)
    assert isinstance(failed.value, RemoteError)
    assert failed.value.remote == address
    assert config(blog_folder) == before
    assert not (blog_folder / "pwned").exists()


def test_a_folder_that_is_no_repository_is_told_as_an_address(blog_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(RemoteGone) as failed:
        remote_of(blog_folder).set_address(str(tmp_path))
    assert failed.value.reason == "address"


def test_a_password_that_is_refused_is_not_kept_and_not_shown(
    blog_folder: Path, server: Callable[[int], str]
) -> None:
    before = config(blog_folder)
    with pytest.raises(AuthenticationFailed) as failed:
        remote_of(blog_folder).set_address(server(401))
    assert SECRET not in str(failed.value)
    assert config(blog_folder) == before


def test_a_trial_that_is_stopped_changes_nothing(blog_folder: Path, bare_remote: Path) -> None:
    before, cancel = config(blog_folder), CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        remote_of(blog_folder).set_address(str(bare_remote), cancel=cancel)
    assert config(blog_folder) == before


def test_one_address_is_changed_and_no_other_byte_of_the_settings(
    published_blog: Path, bare_remote: Path, tmp_path: Path
) -> None:
    moved = Path(shutil.copytree(bare_remote, tmp_path / "déménagé.git"))
    file = published_blog / ".git" / "config"
    file.write_bytes(b"# \xc3\xa0 moi\r\n; note\n" + file.read_bytes() + b"[alias]\n  st=status   # court\n")
    before = config(published_blog)
    remote = remote_of(published_blog)
    remote.set_address(str(moved), remote.addresses()[0])
    assert config(published_blog) == before.replace(str(bare_remote).encode(), str(moved).encode())


def test_what_stood_at_the_old_address_is_not_taken_for_what_is_at_the_new_one(
    published_blog: Path, bare_remote: Path, tmp_path: Path, git: Git
) -> None:
    older = Path(shutil.copytree(bare_remote, tmp_path / "plus-ancien.git"))
    (published_blog / POST).write_text("---\ntitle: A\n---\n", encoding="utf-8")
    git(published_blog, "commit", "--quiet", "-am", "Corrige")
    git(published_blog, "push", "--quiet")
    empty = tmp_path / "vide.git"
    git(tmp_path, "init", "--quiet", "--bare", str(empty))
    for place, pushed in ((older, 1), (empty, 2)):
        blog = Blog.open(published_blog)
        (old,) = blog.publication.remote.addresses()
        blog.publication.remote.set_address(str(place), old)
        assert Blog.open(published_blog).status().unpublished != frozenset()
        assert blog.publication.send().pushed == pushed
        assert git(place, "rev-parse", "main") == git(published_blog, "rev-parse", "HEAD")


def test_on_no_branch_and_before_the_first_commit_the_address_can_be_changed_too(
    published_blog: Path, bare_remote: Path, tmp_path: Path, git: Git
) -> None:
    moved = Path(shutil.copytree(bare_remote, tmp_path / "autre.git"))
    git(published_blog, "switch", "--quiet", "--detach")
    git(tmp_path, "init", "--quiet", "neuf")
    git(tmp_path / "neuf", "remote", "add", "origin", str(bare_remote))
    for folder in (published_blog, tmp_path / "neuf"):
        (folder / "blogwifi.toml").touch()
        remote = remote_of(folder)
        remote.set_address(str(moved), remote.addresses()[0])
        assert texts(folder) == [str(moved)]


def test_several_push_addresses_are_each_told_and_each_changed_alone(
    published_blog: Path, bare_remote: Path, tmp_path: Path, git: Git
) -> None:
    mirror = Path(shutil.copytree(bare_remote, tmp_path / "miroir.git"))
    other = Path(shutil.copytree(bare_remote, tmp_path / "autre.git"))
    for address in (bare_remote, mirror):
        git(published_blog, "config", "--add", "remote.origin.pushurl", str(address))
    remote = remote_of(published_blog)
    site, second = remote.addresses()
    assert site == RemoteAddress(str(bare_remote), fetched=True, pushed=True)
    assert second == RemoteAddress(str(mirror), fetched=False, pushed=True)
    with pytest.raises(SeveralAddresses):
        remote.named(None)
    remote.set_address(str(other), remote.named(str(mirror)))
    assert texts(published_blog) == [str(bare_remote), str(other)]
    assert git(published_blog, "rev-parse", "origin/main")
    remote.set_address(str(mirror), site)
    assert git(published_blog, "config", "remote.origin.url") == str(mirror)
    pushed = git(published_blog, "config", "--get-all", "remote.origin.pushurl")
    assert pushed.split("\n") == [str(mirror), str(other)]


def test_of_two_new_addresses_none_is_kept_unless_both_answer(
    published_blog: Path, bare_remote: Path, tmp_path: Path, git: Git
) -> None:
    git(published_blog, "config", "remote.origin.pushurl", str(tmp_path / "miroir.git"))
    there = Path(shutil.copytree(bare_remote, tmp_path / "autre.git"))
    before, remote = config(published_blog), remote_of(published_blog)
    fetched, pushed = remote.addresses()
    with pytest.raises(RemoteGone):
        remote.set_addresses([(fetched, str(there)), (pushed, str(tmp_path / "rien.git"))])
    assert config(published_blog) == before


def test_an_address_of_the_person_s_own_settings_is_left_there_and_the_file_named(
    published_blog: Path, bare_remote: Path, git: Git, home: Path
) -> None:
    git(published_blog, "config", "--unset", "remote.origin.url")
    git(published_blog, "config", "--global", "remote.origin.url", str(bare_remote))
    before, remote = config(published_blog), remote_of(published_blog)
    with pytest.raises(AddressElsewhere) as failed:
        remote.set_address(str(bare_remote), remote.addresses()[0])
    assert failed.value.path == str(home / "gitconfig")
    assert config(published_blog) == before


def test_a_password_of_a_repository_that_was_not_trusted_yet_is_kept_once_it_is(
    published_blog: Path, git: Git, server: Callable[[int], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = server(404)
    git(published_blog, "config", "remote.origin.url", address)
    git(published_blog, "config", "core.editor", "vi")
    remote, before = remote_of(published_blog), config(published_blog)
    (old,) = remote.addresses()
    assert SECRET not in old.text
    new = shown(old).replace("blog.git", "b.git")
    with pytest.raises(Untrusted):
        remote.set_address(new, old)
    agree_to_all(open_guarded(published_blog))
    with pytest.raises(RemoteGone):
        remote.set_address(new, old)
    assert config(published_blog) == before
    monkeypatch.setattr(AddressBook, "tip_at", lambda *_given, **_more: None)
    remote.set_address(new, old)
    assert git(published_blog, "config", "remote.origin.url") == address.replace("blog.git", "b.git")


def test_an_address_that_somebody_else_changed_meanwhile_is_not_written_over(
    published_blog: Path, bare_remote: Path, git: Git
) -> None:
    remote = remote_of(published_blog)
    (old,) = remote.addresses()
    git(published_blog, "config", "remote.origin.url", "/ailleurs")
    with pytest.raises(SeveralAddresses):
        remote.set_address(str(bare_remote), old)
    assert git(published_blog, "config", "remote.origin.url") == "/ailleurs"


def test_a_branch_that_goes_to_an_address_without_a_name_is_changed_where_it_says_so(
    published_blog: Path, bare_remote: Path, tmp_path: Path, git: Git
) -> None:
    moved = Path(shutil.copytree(bare_remote, tmp_path / "autre.git"))
    git(published_blog, "config", "branch.main.pushRemote", str(bare_remote))
    remote = remote_of(published_blog)
    remote.set_address(str(moved), remote.addresses()[0])
    assert git(published_blog, "config", "branch.main.pushRemote") == str(moved)
    assert git(published_blog, "config", "remote.origin.url") == str(bare_remote)


def test_of_several_remotes_one_is_chosen_before_an_address_is_given(
    blog_folder: Path, bare_remote: Path, git: Git
) -> None:
    git(blog_folder, "remote", "add", "un", str(bare_remote))
    git(blog_folder, "remote", "add", "deux", "/nulle/part")
    before, remote = config(blog_folder), remote_of(blog_folder)
    with pytest.raises(NoRemote):
        remote.set_address(str(bare_remote))
    with pytest.raises(NoRemote):
        remote.choose("trois")
    assert config(blog_folder) == before
    remote.choose("un")
    assert (remote.name(), texts(blog_folder)) == ("un", [str(bare_remote)])


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("https://zoe:jeton@forge.example/b.git", "https://***@forge.example/b.git"),
        ("https://jeton@forge.example/b.git", "https://***@forge.example/b.git"),
        ("ssh://git@forge.example/b.git", "ssh://git@forge.example/b.git"),
        ("ssh://git:jeton@forge.example/b.git", "ssh://***@forge.example/b.git"),
        ("git@forge.example:b.git", "git@forge.example:b.git"),
    ],
)
def test_what_may_be_a_password_is_masked_and_the_user_of_ssh_is_not(address: str, seen: str) -> None:
    assert shown(RemoteAddress(address, fetched=True, pushed=True)) == seen


def test_a_masked_password_goes_along_on_its_server_and_to_no_other() -> None:
    old = RemoteAddress("https://zoe:jeton@forge.example/b.git", fetched=True, pushed=True)
    assert as_typed("https://***@forge.example/c.git", old) == "https://zoe:jeton@forge.example/c.git"
    assert as_typed("git@forge.example:c.git", old) == "git@forge.example:c.git"
    for text in (
        "https://***@forge.exemple/b.git",
        "http://***@forge.example/b.git",
        "https://***@forge.example:8443/b.git",
        "https://***x@forge.example/b.git",
        "https://forge.example/b.git?token=***",
    ):
        with pytest.raises(SecretMissing):
            as_typed(text, old)
