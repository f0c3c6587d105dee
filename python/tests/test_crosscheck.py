"""The module and the command, on invented texts."""

import ast
import json
import os
import subprocess
import sys
import sysconfig
import threading
import time
from pathlib import Path
from typing import Dict, List

import crosscheck
import pytest
from crosscheck import Text

ROOT = Path(__file__).parents[2]
STORIES = ROOT / "fixtures" / "stories"
ANKARA = Text("The grain talks between Moldova and Georgia will be held in Ankara.", outlet="The Courier")
ISTANBUL = Text(
    "Istanbul will host the grain talks between Georgia and Moldova.",
    outlet="The Lantern",
    published="2031-05-15T13:00+01:00",
)


def command(*args: str, **more: object) -> "subprocess.CompletedProcess[str]":
    program = Path(sysconfig.get_path("scripts")) / ("crosscheck.exe" if os.name == "nt" else "crosscheck")
    return subprocess.run([str(program), *args], capture_output=True, text=True, encoding="utf-8", **more)  # type: ignore


def test_two_texts_are_compared() -> None:
    found = crosscheck.report([ANKARA, ISTANBUL])
    finding = found["findings"][0]
    assert [side["value"] for side in finding["sides"]] == ["Ankara", "Istanbul"]
    assert finding["severity"] == "error"
    evidence = finding["sides"][1]["evidence"][0]
    assert (evidence["outlet"], evidence["reported_at"]) == ("The Lantern", "2031-05-15T13:00+01:00")


@pytest.mark.parametrize("story", sorted(path.name for path in STORIES.iterdir()))
def test_the_module_says_what_the_command_says(story: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # The command shows paths below the folder that it runs in, the module as they are given.
    monkeypatch.chdir(STORIES)
    folder = Path(story)
    forms: List[crosscheck.Format] = ["json", "text", "markdown", "html", "jsonl", "junit", "csv"]
    for form in forms:
        told = command("report", str(folder), "--isolated", "-f", form)
        assert told.returncode == 0, told.stderr
        # What a program prints is read here with the line ends of Python.
        ours = crosscheck.render([folder], form).replace("\r\n", "\n")
        assert ours == told.stdout, f"{story}: {form}"


def test_a_draft_is_checked() -> None:
    draft = Text(ANKARA.text, name="draft.txt")
    found = crosscheck.check(draft, [ISTANBUL])
    assert found["draft"][0]["status"] == "contradicted"
    assert crosscheck.render([ISTANBUL], "text", draft=draft).count("Istanbul") >= 1


def test_the_types_are_those_of_the_schema() -> None:
    schema = json.loads((ROOT / "docs" / "crosscheck.report.schema.json").read_text(encoding="utf-8"))
    parts = schema["$defs"]
    summary = schema["properties"]["summary"]
    said = {**parts, "check": schema, "summary": summary, "compared": summary["properties"]["compared"], "draftcounts": summary["properties"]["draft"]}
    names = {"Sentence": "words", "DraftClaim": "draft_claim", "NotRead": "not_read"}
    types = ast.parse((Path(crosscheck.__file__).parent / "__init__.pyi").read_text(encoding="utf-8"))
    rows: Dict[str, Dict[str, str]] = {"TypedDict": {}}
    for item in types.body:
        if isinstance(item, ast.ClassDef) and item.bases and ast.unparse(item.bases[0]) in rows:
            own = [row for row in item.body if isinstance(row, ast.AnnAssign)]
            rows[item.name] = {**rows[ast.unparse(item.bases[0])], **{ast.unparse(row.target): ast.unparse(row.annotation) for row in own}}
    checked = [name for name in rows if name not in ("TypedDict", "Judged", "Report")]
    assert len(checked) == 10
    for name in checked:
        there = said[names.get(name, name.lower())]["properties"]
        assert set(rows[name]) == set(there), name
        for key, annotation in rows[name].items():
            if annotation.startswith("Literal"):
                assert {*ast.literal_eval(annotation[len("Literal") :])} == {*there[key]["enum"]}, (name, key)
    finding = crosscheck.check(ANKARA, [ISTANBUL])["draft"][0]["finding"]
    assert finding == crosscheck.check(ANKARA, [ISTANBUL])["findings"][0]["id"]


def test_claims_are_extracted() -> None:
    rows = crosscheck.extract([ANKARA])
    assert {"slot": "place", "value": "Ankara"}.items() <= rows[0].items()


def test_errors_are_exceptions_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(crosscheck.InputError, match="no such file or folder; check the spelling"):
        crosscheck.report([tmp_path / "missing.txt", ANKARA])
    with pytest.raises(crosscheck.InputError, match="nothing to compare: 1 of the inputs had text"):
        crosscheck.report([ANKARA])
    with pytest.raises(crosscheck.UsageError, match="unknown time zone `BST`"):
        crosscheck.report([ANKARA, ISTANBUL], timezone="BST")
    with pytest.raises(crosscheck.UsageError, match="unknown format `pdf`; use text"):
        crosscheck.render([ANKARA, ISTANBUL], "pdf")  # type: ignore[arg-type]
    with pytest.raises(crosscheck.UsageError, match="is no time"):
        crosscheck.report([ANKARA, Text("x", published="Friday")])
    with pytest.raises(TypeError, match="a list of sources"):
        crosscheck.report("stories/talks")
    (tmp_path / "en" / "claims").mkdir(parents=True)
    (tmp_path / "en" / "claims" / "bad.toml").write_text("version = 1\n", encoding="utf-8")
    with pytest.raises(crosscheck.RuleError, match="bad.toml"):
        crosscheck.report([ANKARA, ISTANBUL], rules=tmp_path)
    assert issubclass(crosscheck.InputError, crosscheck.Error)


def test_what_is_not_strict_is_told_in_the_report(tmp_path: Path) -> None:
    found = crosscheck.report([tmp_path / "missing.txt", ANKARA, ISTANBUL], strict=False)
    assert found["not_read"][0]["incomplete"] is True
    assert found["summary"]["errors"] == 1


def test_bytes_that_are_no_text_do_no_harm() -> None:
    odd = Text(bytes(range(256)) * 40, name="odd.docx")
    assert crosscheck.report([odd, ANKARA, ISTANBUL], strict=False)["not_read"]


def test_other_threads_run_meanwhile() -> None:
    """While the library works, a thread of Python counts: with the lock held it would stand still."""
    sources = [Text(str(path.read_text(encoding="utf-8")), name=path.name) for path in STORIES.glob("*/*.txt")]
    sources = [Text(text.text, name=f"{at}-{text.name}") for at, text in enumerate(sources)]
    done = threading.Event()

    def work() -> None:
        crosscheck.report(sources, strict=False)
        done.set()

    worker = threading.Thread(target=work)
    worker.start()
    turns = 0
    while not done.is_set():
        time.sleep(0.001)
        turns += 1
    worker.join()
    assert turns > 10


def test_the_command_is_the_program(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(str(ANKARA.text), encoding="utf-8")
    (tmp_path / "b.txt").write_text(str(ISTANBUL.text), encoding="utf-8")
    told = command("check", "a.txt", "--against", "b.txt", cwd=tmp_path)
    assert (told.returncode, "Istanbul" in told.stdout) == (1, True)
    assert command("check", "a.txt", cwd=tmp_path).returncode == 2
    assert command("report", "a.txt", "missing.txt", cwd=tmp_path).returncode == 3
    version = command("--version")
    assert version.stdout.strip() == f"crosscheck {crosscheck.__version__}"
    module = subprocess.run([sys.executable, "-m", "crosscheck", "--version"], capture_output=True, text=True)
    assert module.stdout == version.stdout
