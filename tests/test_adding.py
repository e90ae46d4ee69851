"""A project is begun, and sources come into it, one line each."""

import http.server
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from commanding import refused, rows, workbench
from test_webpages import PAGE as LONG

from workbench.claims import read_claims
from workbench.corpus.fetching import fetch
from workbench.errors import InputError

TEXT = "The ferry to the island ran every day in June. It carried 412 people."
PAGE = (
    "<html><head><title>The ferry</title></head><body><article><h1>The ferry</h1>"
    f"<p>{TEXT}</p><p>In July it ran twice a week, as the harbour office says.</p>"
    "</article></body></html>"
)


def test_a_new_project_opens_and_an_old_one_is_left_as_it_is(tmp_path: Path) -> None:
    made = rows(workbench("init", "desk", "--json", cwd=tmp_path))
    home = tmp_path / "desk"
    assert {Path(each["path"]).name for each in made} == {"claims.toml", "corpus", ".gitignore"}
    assert [claim.id for claim in read_claims(home / "claims.toml").claims] == ["example"]
    assert workbench("list", cwd=home).returncode == 0
    before = (home / "claims.toml").read_bytes()
    assert "nothing was changed" in refused(workbench("init", "desk", cwd=tmp_path))
    assert (home / "claims.toml").read_bytes() == before


def test_the_example_is_the_shipped_project(tmp_path: Path, shipped: Path) -> None:
    assert workbench("init", "--example", cwd=tmp_path).returncode == 0
    assert (tmp_path / "claims.toml").read_bytes() == (shipped / "claims.toml").read_bytes()
    assert len(rows(workbench("sources", "--json", cwd=tmp_path))) == 5


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "desk" / "corpus").mkdir(parents=True)
    return tmp_path / "desk"


def test_a_file_a_folder_and_an_archive_are_copied_once(home: Path, tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(TEXT)
    pack = tmp_path / "pack"
    (pack / "deep").mkdir(parents=True)
    (pack / "deep" / "same.md").write_text(TEXT)
    (pack / "page.html").write_text(PAGE)
    (pack / "old.doc").write_bytes(b"x")
    (pack / "away.txt").symlink_to("/etc/hostname")
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as archive:
        archive.writestr("../../out.txt", "The pier is 300 metres long. It was built in 1911.")
        archive.writestr("deep/ferry.txt", "The harbour has two gates. Both were painted green.")
    done = workbench("add", "../ferry.txt", "../pack", "../more.zip", cwd=home)
    told = done.stdout.splitlines()
    assert done.returncode == 1
    assert "ferry.txt: corpus/ferry.txt, 2 passages, title guessed:" in told[0]
    assert "pack/deep/same.md: already there as corpus/ferry.txt, 2 passages" in done.stdout
    assert "pack/old.doc: not read: save it as .docx" in done.stdout
    assert "pack/away.txt: a link; add the file itself" in done.stdout
    assert not (tmp_path / "out.txt").exists()
    inside = {each.relative_to(home).as_posix() for each in home.glob("corpus/**/*.txt")}
    assert {"corpus/ferry.txt", "corpus/more/out.txt", "corpus/more/deep/ferry.txt"} <= inside
    assert "already there" in workbench("add", "../ferry.txt", cwd=home).stdout


def test_a_file_never_takes_the_name_or_the_id_of_another(home: Path, tmp_path: Path) -> None:
    (home / "corpus" / "ferry.md").write_text("Another text stands here. It stays as it is.")
    (tmp_path / "ferry.txt").write_text(TEXT)
    (tmp_path / "sources.toml").write_text("x = 1")
    assert "corpus/ferry-2.txt" in workbench("add", "../ferry.txt", cwd=home).stdout
    assert len(rows(workbench("sources", "--json", cwd=home))) == 2
    assert workbench("add", "../sources.toml", cwd=home).returncode == 1
    assert not (home / "corpus" / "sources.toml").exists()


def test_an_encoding_that_cannot_be_told_can_be_named(home: Path, tmp_path: Path) -> None:
    words = "Паром ходил каждый день. Он перевёз много людей."
    (tmp_path / "ferry.txt").write_bytes(words.encode("koi8-r"))
    assert "cannot be read" in workbench("add", "../ferry.txt", cwd=home).stdout
    (home / "corpus" / "ferry.txt").unlink()
    done = workbench("add", "--encoding", "koi8-r", "../ferry.txt", cwd=home)
    assert done.returncode == 0
    assert (home / "corpus" / "ferry.txt").read_text(encoding="utf-8") == words
    again = workbench("add", "--encoding", "nonsense", "../ferry.txt", cwd=home)
    assert "not in the encoding nonsense" in again.stdout


class Answers(http.server.BaseHTTPRequestHandler):
    """What a page of the web may answer."""

    def do_GET(self) -> None:
        if self.path.startswith("/hop"):
            number = int(self.path[4:])
            self.send_response(302)
            self.send_header("Location", f"/hop{number - 1}" if number else "/page")
            self.end_headers()
        elif self.path == "/out":
            self.send_response(301)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
        elif self.path == "/large":
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            for _ in range(21):
                self.wfile.write(b"x" * 2**20)
        elif self.path == "/short":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"half")
        elif self.path == "/page":
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Last-Modified", "Mon, 05 Jul 2021 10:00:00 GMT")
            self.end_headers()
            self.wfile.write(PAGE.encode())
        else:
            self.send_response(404)
            self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing on the standard error."""


@pytest.fixture
def server(loopback: None) -> Iterator[str]:
    served = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=served.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{served.server_address[1]}"
    served.shutdown()
    served.server_close()
    thread.join()


def test_a_page_is_kept_as_it_was_answered(server: str, home: Path) -> None:
    done = workbench("add", "--private", f"{server}/hop4", cwd=home)
    assert done.returncode == 0, done
    [kept] = (home / "corpus").glob("*.warc")
    data = kept.read_bytes()
    assert PAGE.encode() in data
    assert b"Last-Modified: Mon, 05 Jul 2021 10:00:00 GMT" in data
    assert time.strftime("WARC-Date: %Y-").encode() in data
    [source] = rows(workbench("sources", "--json", cwd=home))
    assert source["url"] == f"{server}/page"
    assert source["title"] == "The ferry"
    assert source["id"] == kept.stem
    assert any(note.startswith("in the archive of 20") for note in source["notes"])


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/hop5", "more than 5 redirects"),
        ("/out", "only addresses with http"),
        ("/large", "larger than 20 MB"),
        ("/short", "no answer|broke off"),
        ("/none", "answered 404"),
    ],
)
def test_what_is_not_fetched_says_why(server: str, path: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        fetch(server + path, private=True)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "[::1]", "[::ffff:10.0.0.1]", "0.0.0.0"]
)
def test_no_private_address_unless_it_is_allowed(
    host: str, monkeypatch: pytest.MonkeyPatch, loopback: None
) -> None:
    def answered(name: str, port: int, **_: object) -> list[object]:
        family = 10 if ":" in name else 2
        return [(family, 1, 6, "", (name, port))]

    # Looked up as the system would, without asking it: the suite refuses other hosts.
    monkeypatch.setattr("socket.getaddrinfo", answered)
    with pytest.raises(InputError, match="private network"):
        fetch(f"http://{host}:9/")


def test_what_was_refused_leaves_nothing_behind(server: str, home: Path) -> None:
    done = workbench("add", f"{server}/page", cwd=home)
    assert done.returncode == 1
    assert "private network" in done.stdout
    assert list((home / "corpus").iterdir()) == []


def test_what_is_known_of_a_source_says_where_it_is_from(home: Path) -> None:
    (home / "corpus" / "ferry.html").write_text(PAGE)
    (home / "corpus" / "pier.txt").write_text(TEXT)
    (home / "corpus" / "sources.toml").write_text(
        '[[sources]]\nid = "pier"\npublisher = "The Harbour"\nauthor = "Ann"\ntyped = ["author"]\n'
    )
    cards = {each["id"]: each["said"] for each in rows(workbench("sources", "--json", cwd=home))}
    assert cards["ferry"] == {"title": "metadata"}
    assert cards["pier"] == {"title": "guessed", "publisher": "catalogue", "author": "typed"}


CATALOGUE = """\
# the catalogue, by hand

[[sources]]
id = "other"      # first
title = 'Other'

# of the ferry
[[sources]]
id = "ferry"
publisher = "The Herald"   # as printed
published = 2020-01-02

# the last word
"""


def test_a_card_is_edited_and_every_other_line_stays(home: Path) -> None:
    (home / "corpus" / "ferry.txt").write_text(TEXT)
    catalogue = home / "corpus" / "sources.toml"
    catalogue.write_text(CATALOGUE)
    done = workbench("source", "edit", "ferry", "author=Ann Bee", "published=2021-07", cwd=home)
    assert done.stdout == "ferry: author: Ann Bee (typed)\n" + (
        "ferry: published: 2021-07-01 to 2021-07-31 (typed)\n"
    )
    text = catalogue.read_text()
    want = CATALOGUE.replace("published = 2020-01-02\n", 'published = "2021-07"\n')
    want = want.replace(
        '"2021-07"\n', '"2021-07"\nauthor = "Ann Bee"\ntyped = ["author", "published"]\n'
    )
    assert text == want
    before = catalogue.read_bytes()
    assert "grade must be" in refused(workbench("source", "edit", "ferry", "grade=Z9", cwd=home))
    assert "no field" in refused(workbench("source", "edit", "ferry", "colour=red", cwd=home))
    assert "no such source" in refused(workbench("source", "edit", "pier", "grade=B2", cwd=home))
    assert catalogue.read_bytes() == before
    workbench("source", "edit", "ferry", "author=", "published=", cwd=home)
    [ferry] = rows(workbench("sources", "ferry", "--json", cwd=home))
    assert (ferry["author"], ferry["published"], ferry["said"]["publisher"]) == (
        None, None, "catalogue",
    )  # fmt: skip


def test_a_first_card_makes_the_catalogue(home: Path) -> None:
    (home / "corpus" / "ferry.txt").write_text(TEXT)
    assert workbench("source", "edit", "ferry", 'title=A "new" name', cwd=home).returncode == 0
    [ferry] = rows(workbench("sources", "--json", cwd=home))
    assert ferry["title"] == 'A "new" name'
    assert ferry["passages"] == 2


def test_what_was_left_out_of_a_page_can_be_listed(home: Path) -> None:
    (home / "corpus" / "pier.html").write_text(LONG)
    plain = workbench("sources", cwd=home).stdout
    assert " lines left out" in plain
    assert "    - " not in plain
    [card] = rows(workbench("sources", "--left-out", "--json", cwd=home))
    told = workbench("sources", "--left-out", cwd=home).stdout
    assert len(card["lines_left_out"]) == card["left_out"] > 0
    assert all(f"    - {each}" in told for each in card["lines_left_out"])
