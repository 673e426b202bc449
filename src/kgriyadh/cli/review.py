"""``kgriyadh review``: the pairs that the program cannot tell, judged one by one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgriyadh.cli.conventions import DATASET, OK, PATH, counted, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgriyadh.review import Answer, Question


@click.command(
    "review",
    short_help="Judge pairs that may be one thing.",
    epilog="Example: kgriyadh review --judgements judgements.tsv --who 'A. Martin'",
)
@click.argument("dataset", type=PATH, default=DATASET)
@click.option("--judgements", type=PATH, required=True, metavar="FILE", help="Judgement file to add to.")
@click.option("--who", default="", metavar="NAME", help="Who judges.")
@click.option("--export", "to_csv", type=click.Choice(["csv"]), help="Print the pairs as CSV, judge nothing.")
@click.option("--import", "from_csv", type=PATH, metavar="CSV", help="Take the verdicts of an edited export.")
def command(dataset: Path, judgements: Path, who: str, to_csv: str | None, from_csv: Path | None) -> int:
    """Judge the pairs of DATASET (out/dataset.trig by default) that may or may not be one thing.

    The judgements go to the end of FILE, for kgriyadh build --judgements FILE.
    """
    if to_csv and from_csv:
        raise click.UsageError("--export and --import: give one of them")
    from kgriyadh.identity.judgement import read_judgements
    from kgriyadh.load import load
    from kgriyadh.review import append, exported, imported, judgement, questions, unjudged

    found = load(dataset)
    judged = read_judgements(judgements) if judgements.exists() else ()
    if to_csv:
        click.echo(exported(questions(found, judged)), nl=False)
        return OK
    if from_csv:
        answers = iter(unjudged(imported(from_csv), found, judged, str(from_csv)))
    else:
        answers = _answers(questions(found, judged))
    count, today = 0, date.today().isoformat()
    for answer in answers:  # each is kept as soon as it is given
        append(judgements, judgement(answer, who, today))
        count += 1
    click.echo(f"{counted(count, 'judgement')} -> {judgements}")
    return OK


def _answers(asked: tuple[Question, ...]) -> Iterator[Answer]:
    """Ask about each pair at the terminal, and give the answers one by one."""
    from kgriyadh.review import Answer

    for number, one in enumerate(asked, 1):
        say(f"\n{number} of {len(asked)}, score {one.score}: {'; '.join(one.reasons)}")
        for side in (one.one, one.other):
            say(f"  {side.name} ({side.mention})")
            for quote in side.quotes:
                say(f"    « {quote} »")
        said = click.prompt(
            "same, different, later or quit", type=click.Choice(["s", "d", "l", "q"]), default="l"
        )
        if said == "q":
            break
        if said in ("s", "d"):
            why = click.prompt("why", default="", show_default=False)
            verdict = "same" if said == "s" else "different"
            yield Answer(verdict, one.one.mention, one.other.mention, why)
