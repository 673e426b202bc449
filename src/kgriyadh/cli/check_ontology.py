"""``kgriyadh check-ontology``: ontologies in, what the reasoner cannot take of them out."""

from __future__ import annotations

from pathlib import Path

import click

from kgriyadh.cli.conventions import OK, PATH, UNSOUND, counted, say


@click.command(
    "check-ontology",
    short_help="Check ontologies of your own.",
    epilog="Example: kgriyadh check-ontology watch.ttl",
)
@click.argument("ontologies", type=PATH, nargs=-1, required=True, metavar="ONTOLOGY...")
def command(ontologies: tuple[Path, ...]) -> int:
    """Check ontologies of your own: OWL 2 RL, and nothing used that nothing declares.

    What they import of one another is looked for among the files given; nothing is fetched.
    """
    from kgriyadh.axioms import objections

    found = objections(ontologies)
    for objection in found:
        say(str(objection))
    click.echo(f"{counted(len(ontologies), 'ontology', 'ontologies')}, {counted(len(found), 'objection')}")
    return UNSOUND if found else OK
