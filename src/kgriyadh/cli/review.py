"""``kgriyadh review``: the pairs that the program cannot tell, judged one by one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgriyadh.cli.conventions import DATASET, OK, PATH, counted

if TYPE_CHECKING:
    from kgriyadh.review import Answer, Question


@click.command("review")
@click.argument("dataset", type=PATH, default=DATASET)
@click.option("--judgements", type=PATH, required=True, metavar="FILE", help="Judgement file to add to.")
@click.option("--who", default="", metavar="NAME", help="Who judges.")
@click.option("--export", "to_csv", type=click.Choice(["csv"]), help="Print the pairs as CSV, judge nothing.")
@click.option("--import", "from_csv", type=PATH, metavar="CSV", help="Take the verdicts of an edited export.")
def command(dataset: Path, judgements: Path, who: str, to_csv: str | None, from_csv: Path | None) -> int:
    """Judge the pairs of DATASET (out/dataset.trig by default) that may or may not be one thing.

    The judgements go to the end of FILE, for kgriyadh build --judgements FILE.
    """
    from kgriyadh.load import load
    from kgriyadh.review import exported, imported, judgement, questions

    written = judgements.read_text("utf-8") if judgements.is_file() else ""
    asked = questions(load(dataset), written)
    if to_csv:
        click.echo(exported(asked), nl=False)
        return OK
    answers = list(imported(from_csv)) if from_csv else _answers(asked)
    with judgements.open("a", encoding="utf-8") as file:
        if written and not written.endswith("\n"):
            file.write("\n")
        file.writelines(judgement(answer, who, date.today().isoformat()) for answer in answers)
    click.echo(f"{counted(len(answers), 'judgement')} -> {judgements}")
    return OK


def _answers(asked: tuple[Question, ...]) -> list[Answer]:
    """Ask about each pair at the terminal."""
    from kgriyadh.review import Answer

    answers = []
    for number, one in enumerate(asked, 1):
        click.echo(f"\n{number} of {len(asked)}, score {one.score}: {'; '.join(one.reasons)}")
        for side in (one.one, one.other):
            click.echo(f"  {side.name} ({side.mention})")
            for quote in side.quotes:
                click.echo(f"    « {quote} »")
        said = click.prompt(
            "same, different, later or quit", type=click.Choice(["s", "d", "l", "q"]), default="l"
        )
        if said == "q":
            break
        if said in ("s", "d"):
            why = click.prompt("why", default="", show_default=False)
            answers.append(
                Answer("same" if said == "s" else "different", one.one.mention, one.other.mention, why)
            )
    return answers
