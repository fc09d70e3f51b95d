"""`openprisma`: the command line. Each command is a module with `run(options)`, read after Django
has its role."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from typing import Any

import django
from django.db.utils import OperationalError

from openprisma.kernel.errors import OpenPrismaError
from openprisma.project.processes import address_of_demo
from openprisma.project.roles import ROLES


def main(argv: list[str] | None = None) -> int:
    """Run a command; 0 when it did what it should, 1 with one clear sentence when not."""
    options = parser().parse_args(_json_last(sys.argv[1:] if argv is None else argv))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openprisma.project.settings")
    if getattr(options, "what", "") in ("erase", "settle"):
        options.role = (
            "owner"  # of the log too, only its owner destroys; and the auditor writes nothing
        )
    if getattr(options, "rows", False):
        options.role = "postgres"
    try:
        asks = options.database and getattr(options, "what", "") != "key"  # a key is a file
        if asks and not os.environ.get("DATABASE_URL"):
            os.environ["DATABASE_URL"] = address_of_demo()
        if options.role:
            os.environ["OPENPRISMA_ROLE"] = options.role
            django.setup()
        return int(import_module(options.module).run(options))
    except OpenPrismaError as error:
        print(f"openprisma: {error}{' ' + error.remedy if error.remedy else ''}", file=sys.stderr)
        return 1
    except OperationalError:
        print(UNREACHABLE, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Who read along has seen enough; what is still to be written goes nowhere, silently.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _json_last(words: list[str]) -> list[str]:
    """`--json` may stand before the command as well: every command that knows it takes it at its
    end."""
    return [*words[1:], "--json"] if words[:1] == ["--json"] else words


UNREACHABLE = (
    "openprisma: De database is niet te bereiken. Kijk of DATABASE_URL klopt, of zij draait, "
    "en of deze gebruiker er de rol mag hebben die bij deze opdracht hoort."
)


def _how_many(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is geen aantal: geef een heel getal vanaf 1")
    return int(text)


class _Mixed(argparse.ArgumentParser):
    """A command of which options stand before, between or after its words: `story run --json x` is
    `story run x --json`."""

    _mixing = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse does it, but intermixed; that calls this once more for each of its two
        rounds."""
        if self._mixing:
            return super().parse_known_args(args, namespace)
        self._mixing = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._mixing = False


def parser() -> argparse.ArgumentParser:
    """All commands and what they take."""
    found = argparse.ArgumentParser(prog="openprisma", description="OpenPrisma")
    commands = found.add_subparsers(required=True, metavar="opdracht", parser_class=_Mixed)
    demo = _command(commands, "demo", "project.supervise", "start een demo op deze computer")
    demo.add_argument("--reset", action="store_true", help="begin opnieuw")
    demo.add_argument("--port", type=int, default=8000)
    migrate = _command(
        commands, "migrate", "project.prepare", "maak een database gereed", role=ROLES["migrate"]
    )
    migrate.add_argument("--born", choices=("demo", "test", "production"), default="production")
    migrate.add_argument("--region", default="")
    play = _command(
        commands,
        "play",
        "project.play",
        "speel verhalen in de demo van nu",
        role=ROLES["stories"],
    )
    play.add_argument("stories", nargs="+")
    play.add_argument("--rest-on", default="")
    play.add_argument("--tell", action="store_true", help="geef alle stappen als JSON")
    _command(
        commands, "worker", "project.worker", "voer achtergrondtaken uit", role=ROLES["worker"]
    )
    serve = _command(
        commands, "serve", "project.serve", "beantwoord verzoeken van browsers", role=ROLES["web"]
    )
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    _command(commands, "gereed", "cli.ready", "wat ontbreekt voor echte gegevens")
    _proving(commands)
    _attacking(commands)
    _auditing(commands)
    _asking(commands)
    return found


def _proving(commands: Any) -> None:
    """Commands that show that something holds."""
    law = _command(
        commands, "law", "cli.law", "de normen: list, show, check, diff", role="app", json=True
    )
    law.add_argument("what", choices=("list", "show", "check", "diff"))
    law.add_argument("norm", nargs="?", default="", help="een norm, of bij diff de eerste dag")
    law.add_argument("until", nargs="?", default="", help="bij diff de tweede dag")
    law.add_argument(
        "--state",
        default="",
        help="bij list: modelled, duty, deferred, power, definition, covered of other",
    )
    prove = _command(
        commands, "prove", "cli.prove", "bewijs wat wel en nooit mag", role="app", json=True
    )
    prove.add_argument("--day", default="", help="met de normen van deze dag")
    reference = _command(
        commands, "reference", "project.reference", "schrijf docs/reference", role="app"
    )
    reference.add_argument("--check", action="store_true", help="zeg alleen of het nog klopt")
    story = _command(
        commands, "story", "project.stories", "speel verhalen op een lege database", json=True
    )
    story.add_argument("what", choices=("run", "list"))
    story.add_argument("stories", nargs="*")
    story.add_argument(
        "--law",
        default="",
        help="met de wet uit deze map: zo oefent u een wijziging, nooit op het logboek",
    )


def _attacking(commands: Any) -> None:
    """The command that tries whether something can be got round."""
    doors = _command(
        commands,
        "sidedoors",
        "project.sidedoors",
        "zoek een weg naar wat iemand niet mag lezen",
        json=True,
    )
    size = doors.add_mutually_exclusive_group()
    size.add_argument(
        "--short", action="store_true", help="een kleine wereld en weinig vragen, voor elke keer"
    )
    size.add_argument("--all", action="store_true", help="elke combinatie")
    doors.add_argument(
        "--sample",
        type=_how_many,
        default=0,
        metavar="N",
        help="vraag één op de N combinaties; anders op de 12, of 60",
    )
    doors.add_argument(
        "--side",
        action="append",
        choices=("read", "write", "races", "resources"),
        help="alleen wat iemand leest, wat een handeling schrijft, wat twee tegelijk nalaten, "
        "of of iemand de dienst ophoudt; vaker mag, en zonder is alles",
    )
    doors.add_argument(
        "--sabotage",
        choices=("few", "all"),
        default="",
        help="maak wachten kapot, één tegelijk: wat merkt het?",
    )


def _auditing(commands: Any) -> None:
    """Commands on the log."""
    audit = _command(
        commands,
        "audit",
        "cli.audit",
        "verzegel het logboek, en kijk of het klopt",
        "auditor",
        json=True,
        database=True,
    )
    audit.add_argument(
        "what", choices=("key", "seal", "verify", "rejudge", "reconcile", "settle", "erase")
    )
    audit.add_argument("--folder", default="", help="waar de zegels staan, buiten de database")
    audit.add_argument("--key", default="", help="de sleutel; de openbare staat ernaast, met .pub")
    audit.add_argument(
        "--rows",
        action="store_true",
        help="bij reconcile: ook elke rij tegen haar regel, als superuser",
    )
    audit.add_argument("--origin", default="den-haag", help="wiens logboek dit is")
    audit.add_argument(
        "--checkpoint", action="append", default=[], help="een zegel dat een ander bewaarde"
    )


REPORTS = ("operational-results", "finance", "indicators", "annual")


def _asking(commands: Any) -> None:
    """Commands that answer a question, for people or as JSON."""
    act = _command(commands, "act", "cli.acts", "de handelingen", role="app", json=True)
    act.add_argument("what", choices=("list",))
    offered = _command(
        commands,
        "offered",
        "cli.offered",
        "wat iemand nu mag, en waarom de rest niet",
        role="app",
        json=True,
        database=True,
    )
    offered.add_argument("--as", dest="person", required=True)
    offered.add_argument("--file", required=True)
    offered.add_argument("--region", default="den-haag")
    code = _command(
        commands, "code", "cli.code", "de inlogcode van een persoon in de demo", role="app"
    )
    code.add_argument("person")
    code.add_argument("--region", default="den-haag")
    _reporting(commands)
    _scanning(commands)


def _reporting(commands: Any) -> None:
    """The command that accounts for a year."""
    report = _command(
        commands,
        "report",
        "cli.report",
        "een tabel voor het jaarverslag",
        role="app",
        json=True,
        database=True,
    )
    report.add_argument("what", choices=REPORTS)
    report.add_argument("--year", type=int, required=True)
    report.add_argument("--as-of", default="", help="zoals bekend op deze dag")
    report.add_argument("--as", dest="person", default="")
    report.add_argument("--region", default="den-haag")
    shape = report.add_mutually_exclusive_group()
    shape.add_argument("--xlsx", action="store_true", help="als rekenblad, op standaarduitvoer")
    shape.add_argument("--odt", action="store_true", help="als document, op standaarduitvoer")
    shape.add_argument("--pdf", action="store_true", help="om af te drukken, op standaarduitvoer")
    report.add_argument(
        "--explain", default="", metavar="CIJFER", help="wat er achter één cijfer staat"
    )


def _scanning(commands: Any) -> None:
    """The command that runs rules over files; it needs no database."""
    scan = _command(commands, "scan", "cli.scan", "thema- en gebiedsscan over bestanden", json=True)
    scan.add_argument("what", choices=("run", "check", "rules"))
    scan.add_argument("--kind", required=True, help="de soort scan, zoals vastgoed")
    scan.add_argument("--data", default="", help="de map met CSV- of Parquet-bestanden")
    scan.add_argument("--out", default="", help="de map voor de uitkomst")
    scan.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb")
    scan.add_argument("--mode", choices=("", "gemeente", "wgs"), default="", help="de grondslag")
    scan.add_argument("--as-of", default="", help="de dag waarover de scan vertelt; vandaag")
    scan.add_argument("--thresholds", default="", help="YAML met drempels die anders zijn")
    scan.add_argument("--decisions", default="", help="YAML met vastgelegde privacybesluiten")
    scan.add_argument("--columns", default="", help="YAML met hoe kolommen in de bestanden heten")
    scan.add_argument("--memory", default="2GB", help="hoogstens zo veel, zoals 2GB")
    scan.add_argument("--strict", action="store_true", help="reken niet als een rij is afgekeurd")


def _command(
    commands: Any,
    name: str,
    module: str,
    text: str,
    role: str = "",
    *,
    json: bool = False,
    database: bool = False,
) -> argparse.ArgumentParser:
    """A command, the role it logs in as, and whether it asks a `database`: of the demo that runs
    here, unless DATABASE_URL names another."""
    command: argparse.ArgumentParser = commands.add_parser(name, help=text)
    command.set_defaults(module=f"openprisma.{module}", role=role, database=database)
    if json:
        command.add_argument("--json", action="store_true")
    return command


if __name__ == "__main__":
    sys.exit(main())
