"""The embedded store: one writer, nothing lost when killed or full, dumps that tell stores apart."""

from __future__ import annotations

import hashlib
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse

from kgriyadh.cli import main
from kgriyadh.errors import DatasetIsDamaged, StoreRefuses
from kgriyadh.store import ask, backup, described, dump, load_embedded, open_store, optimize, restore

Capture = pytest.CaptureFixture[str]
LOAD = "import sys; from kgriyadh.cli import main; sys.exit(main())"
HOLD = """
import sys, time, pyoxigraph
store = pyoxigraph.Store(sys.argv[1])
print("held", flush=True)
time.sleep(60)
"""


def _large(file: Path, triples: int) -> Path:
    with file.open("w", encoding="utf-8") as lines:
        for number in range(triples):
            graph = f"<urn:x:graph-{number % 7}>"
            lines.write(f'<urn:x:{number}> <urn:x:says> "parole {number}"@fr {graph} .\n')
    return file


def _is_united(store: Store) -> bool:
    """Whether the default graph is the union of the named ones."""
    named = {quad.triple for quad in store if quad.graph_name != DefaultGraph()}
    return named == {quad.triple for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}


def test_a_second_writer_is_told_to_wait(dataset: Path, tmp_path: Path, capsys: Capture) -> None:
    load_embedded(dataset, tmp_path / "store")
    command = [sys.executable, "-c", HOLD, str(tmp_path / "store")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        assert main(["load", str(dataset), "--store", str(tmp_path / "store")]) == 3
        assert "another process is writing to this store" in capsys.readouterr().err
        assert (
            len(list(ask(open_store(tmp_path / "store"), "SELECT * { GRAPH ?g { ?s ?p ?o } }").rows())) == 9
        )
        holder.kill()
    assert load_embedded(dataset, tmp_path / "store").changed == 0


@pytest.mark.parametrize("stretches", [1, 2])
def test_a_killed_load_leaves_a_sound_store_and_can_be_repeated(tmp_path: Path, stretches: int) -> None:
    """A load of three stretches is killed while it writes the one after the first, or the second."""
    file, store = _large(tmp_path / "large.nq", 110_000), tmp_path / "store"
    code = f"""if True:
        import sys, os, signal, threading
        from pathlib import Path
        from kgriyadh.store import load_embedded
        def step(number, seen=[]):
            seen.append(number)
            if len(seen) == {stretches}:
                threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGKILL)).start()
        load_embedded(Path(sys.argv[1]), Path(sys.argv[2]), step=step)
    """
    killed = subprocess.run([sys.executable, "-c", code, str(file), str(store)], check=False)
    assert killed.returncode == -signal.SIGKILL
    named, united = _counts(store)
    assert 50_000 * stretches <= named <= 110_000
    assert united == named
    load_embedded(file, store)
    assert _counts(store) == (110_000, 110_000)


def _counts(store: Path) -> tuple[int, int]:
    """Return how many triples the named graphs of a store have, and its default graph."""
    opened = open_store(store)
    counts = [
        next(ask(opened, f"SELECT (COUNT(*) AS ?n) {{ {where} }}").rows())[0]
        for where in ("GRAPH ?g { ?s ?p ?o }", "?s ?p ?o")
    ]
    return int(counts[0]), int(counts[1])


def test_a_full_disk_is_said_and_nothing_is_lost(dataset: Path, tmp_path: Path) -> None:
    load_embedded(dataset, tmp_path / "store")
    before = dump(tmp_path / "store", tmp_path / "before.nq")
    file = _large(tmp_path / "large.nq", 60_000)
    limited = subprocess.run(
        [sys.executable, "-c", LOAD, "load", str(file), "--store", str(tmp_path / "store")],
        capture_output=True,
        text=True,
        check=False,
        # Room for the scratch files, none for the log of a transaction of some ten megabytes.
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (6 << 20, 6 << 20)),
    )
    assert (limited.returncode, limited.stdout) == (3, ""), limited.stderr
    assert limited.stderr.count("\n") == 1
    assert "cannot be written" in limited.stderr
    assert dump(tmp_path / "store", tmp_path / "after.nq").statements >= before.statements
    load_embedded(file, tmp_path / "store")
    assert dump(tmp_path / "store", tmp_path / "after.nq").statements == before.statements + 60_000
    assert _is_united(open_store(tmp_path / "store"))


def test_a_dump_is_canonical_and_restores_the_store(dataset: Path, tmp_path: Path) -> None:
    load_embedded(dataset, tmp_path / "store")
    done = dump(tmp_path / "store", tmp_path / "dump.nq")
    lines = (tmp_path / "dump.nq").read_bytes().splitlines()
    assert lines == sorted(set(lines))
    assert done.statements == len(lines) == 9
    assert done.digest == hashlib.sha256((tmp_path / "dump.nq").read_bytes()).hexdigest()
    assert restore(tmp_path / "dump.nq", tmp_path / "again") == 9
    assert dump(tmp_path / "again", tmp_path / "again.nq.gz") == done
    assert restore(tmp_path / "again.nq.gz", tmp_path / "third") == 9
    assert set(open_store(tmp_path / "third")) == set(open_store(tmp_path / "store"))


def test_dumps_name_blank_nodes_by_what_is_said_of_them(tmp_path: Path) -> None:
    name, graph = NamedNode("urn:x:p"), NamedNode("urn:x:g")
    digests = set()
    for first, second in (("a", "b"), ("b", "a"), ("x", "y")):
        store = Store(tmp_path / first)
        a, b = BlankNode(first), BlankNode(second)
        store.extend(
            [Quad(a, name, b, graph), Quad(b, name, Literal("é"), graph), Quad(graph, name, a, graph)]
        )
        store.flush()
        del store
        digests.add(dump(tmp_path / first, tmp_path / f"{first}.nq").digest)
    assert len(digests) == 1
    assert b"_:c14n0 " in (tmp_path / "a.nq").read_bytes()
    restore(tmp_path / "a.nq", tmp_path / "again")
    assert dump(tmp_path / "again", tmp_path / "again.nq").digest in digests


def test_a_copy_holds_the_same(dataset: Path, tmp_path: Path) -> None:
    load_embedded(dataset, tmp_path / "store")
    backup(tmp_path / "store", tmp_path / "copies" / "copy")
    optimize(tmp_path / "store")
    assert described(tmp_path / "store")[0] == described(tmp_path / "copies" / "copy")[0]
    with pytest.raises(StoreRefuses, match="is there already"):
        backup(tmp_path / "store", tmp_path / "copies" / "copy")


def test_nothing_half_restored_or_half_dumped_is_left(dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.nq").write_text("<urn:x:a> <urn:x:b> <urn:x:c> <urn:x:g> .\n<urn:x:a> <urn:x:b> .\n")
    with pytest.raises(DatasetIsDamaged, match=r"bad.nq, line 2"):
        restore(tmp_path / "bad.nq", tmp_path / "new")
    load_embedded(dataset, tmp_path / "store")
    with pytest.raises(StoreRefuses, match="is not empty"):
        restore(tmp_path / "bad.nq", tmp_path / "store")
    (tmp_path / "folder.nq").mkdir()
    (tmp_path / "link.nq").symlink_to("/dev/null")
    for there in ("folder.nq", "link.nq"):
        with pytest.raises(StoreRefuses, match="is there already, and no ordinary file"):
            dump(tmp_path / "store", tmp_path / there)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "bad.nq",
        "dataset.trig",
        "folder.nq",
        "link.nq",
        "store",
    ]


def test_the_commands_say_what_they_did(dataset: Path, tmp_path: Path, capsys: Capture) -> None:
    store = str(tmp_path / "store")
    main(["load", str(dataset), "--store", store, "--quiet"])
    assert main(["store", "info", store]) == 0
    table = capsys.readouterr().out.splitlines()
    assert table[2].split()[:2] == ["https://example.org/id/evidence", "4"]
    assert table[-1].startswith(f"{store}: 3 graphs, 9 triples, ")
    assert main(["store", "dump", store, str(tmp_path / "d.nq")]) == 0
    assert "d.nq: 9 statements, sha256 " in capsys.readouterr().out
    assert main(["store", "restore", str(tmp_path / "d.nq"), str(tmp_path / "r")]) == 0
    assert main(["store", "backup", store, str(tmp_path / "b")]) == 0
    assert main(["store", "optimize", store]) == 0
    assert "MB now" in capsys.readouterr().out
    for missing in ("info", "optimize"):
        assert main(["store", missing, str(tmp_path / "none")]) == 2
        assert "no store here" in capsys.readouterr().err


def test_the_dump_is_what_the_file_says(dataset: Path, tmp_path: Path) -> None:
    load_embedded(dataset, tmp_path / "store")
    dump(tmp_path / "store", tmp_path / "dump.nq")
    held = Store()
    held.bulk_extend(parse(path=dataset))
    assert set(parse(path=tmp_path / "dump.nq", format=RdfFormat.N_QUADS)) == set(held)
