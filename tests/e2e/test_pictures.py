"""A picture of the blog, shown on the terminal itself, and the editor back afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from blogwifi_tui.ui.widgets import image_viewer
from tests.e2e.conftest import Open
from tests.e2e.terminal import Terminal

POST = "---\ntitle: Une image\ndate: 2026-11-01\n---\n\n![Le clocher](images/clocher.png)\n"


@pytest.fixture
def blog(blog_folder: Path) -> Path:
    """A blog whose newest post shows a picture."""
    (blog_folder / "posts" / "images").mkdir()
    Image.new("RGBA", (300, 200), (200, 30, 30, 255)).save(blog_folder / "posts/images/clocher.png")
    (blog_folder / "posts" / "2026-11-01-image.md").write_text(POST, encoding="utf-8")
    return blog_folder


def open_picture(window: Terminal) -> None:
    """Open the post, and click on its picture beside the text."""
    window.press("enter")
    window.wait_for(r"!\[Le clocher\].*│ +🖼 ")
    window.click("🖼")


def test_a_picture_is_shown_and_a_key_comes_back_to_the_editor(blog: Path, terminal: Open) -> None:
    window = terminal(blog)
    window.wait_for("Le clocher")
    open_picture(window)
    window.wait_for("clocher.png · any key comes back")
    assert "▀▀▀▀▀▀▀▀▀▀" in window.screen_text()
    window.press("up")
    window.wait_for("line 1, column 1")
    window.press("ctrl+q")
    assert window.wait_exit() == 0
    assert window.restored


def test_a_file_that_is_no_picture_is_said_and_nothing_else_happens(blog: Path, terminal: Open) -> None:
    (blog / "posts/images/clocher.png").write_bytes(b"\x89PNG\r\n\x1a\nrien")
    window = terminal(blog)
    window.wait_for("Le clocher")
    open_picture(window)
    window.wait_for("This picture cannot be shown in the terminal")
    window.press("escape")
    window.wait_for("Une image .* edited")


def test_a_folder_of_the_blog_is_not_taken_for_a_library(blog: Path, terminal: Open) -> None:
    trap = blog / "PIL"
    trap.mkdir()
    (trap / "__init__.py").write_text("import pathlib; pathlib.Path('TRAP').touch()", encoding="utf-8")
    window = terminal(cwd=blog)
    window.wait_for("Le clocher")
    open_picture(window)
    window.wait_for("any key comes back")
    assert not (blog / "TRAP").exists()


def test_a_picture_is_upright_on_white_and_not_larger_than_of_use(tmp_path: Path) -> None:
    Image.new("RGBA", (4000, 1000), (0, 0, 0, 0)).save(tmp_path / "a.png")
    opened = image_viewer._opened(str(tmp_path / "a.png"))
    assert (opened.size, opened.getpixel((5, 5))) == ((1200, 300), (255, 255, 255))
    turned = Image.new("RGB", (40, 20)).getexif()
    turned[0x0112] = 6
    Image.new("RGB", (40, 20)).save(tmp_path / "b.jpg", exif=turned)
    assert image_viewer._opened(str(tmp_path / "b.jpg")).size == (20, 40)


def test_a_picture_made_to_fill_the_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("1", (200, 200)).save(tmp_path / "bombe.png")
    monkeypatch.setattr(image_viewer, "MOST_PIXELS", 1000)
    with pytest.raises((Image.DecompressionBombError, Image.DecompressionBombWarning)):
        image_viewer._opened(str(tmp_path / "bombe.png"))


def test_only_pictures_of_the_web_are_decoded(tmp_path: Path) -> None:
    Image.new("RGB", (4, 4)).save(tmp_path / "a.png", format="TIFF")
    with pytest.raises(OSError, match="cannot identify"):
        image_viewer._opened(str(tmp_path / "a.png"))
