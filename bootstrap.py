"""Makes the environment and hands over: `python3 bootstrap.py demo|test|long|bench|run …`. Standard
library only.

Needs Python 3.11 or newer and a package registry; everything else it makes itself. Run through
`make`.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import subprocess
import sys
import sysconfig
from pathlib import Path

HERE = Path(__file__).resolve().parent
UV = "uv==0.13.9"
DATA = ("law", "procedures", "stories", "region", "scans")


def say(text: str) -> None:
    """One line of progress."""
    print(f"openprisma: {text}", flush=True)


def stop(text: str) -> None:
    """One clear sentence, and the end."""
    print(f"openprisma: {text}", file=sys.stderr)
    sys.exit(1)


def run(*command: str | Path, quiet: bool = False, **options: object) -> None:
    """Run a command; stop with what it printed when it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
        text=True,
        **options,  # type: ignore[call-overload]
    )
    if done.returncode:
        stop(f"`{Path(str(command[0])).name} {command[1]}` failed.\n{done.stdout or ''}".rstrip())


def uv() -> Path:
    """The locked-down installer, in a folder of the checkout; from the registry on the first
    run."""
    folder, found = HERE / ".uv", HERE / ".uv" / "bin" / "uv"
    if not found.exists():
        say("fetching uv")
        try:
            import ensurepip  # noqa: F401 - Debian ships venv without it

            run(sys.executable, "-m", "venv", folder, quiet=True)
            run(folder / "bin" / "python", "-m", "pip", "-q", "install", UV, quiet=True)
        except ImportError:
            run(sys.executable, "-m", "pip", "-q", "install", "--target", folder, UV, quiet=True)
    return found


def environment(home: Path, python: Path, lock: str) -> Path:
    """A virtual environment with exactly what the lock file says, hashes checked; gives its
    Python."""
    found = home / "bin" / "python"
    # Not `.lock`: that file is the installer's.
    mark, wanted = home / "installed", (HERE / lock).read_text() + str(python)
    if not found.exists() or not mark.exists() or mark.read_text() != wanted:
        say(f"installing what {lock} names")
        run(uv(), "venv", "-q", "--clear", "--python", python, home, quiet=True)
        run(
            uv(),
            "pip",
            "sync",
            "-q",
            "--require-hashes",
            "--compile-bytecode",  # or each start compiles it anew where Python may not write
            "--python",
            found,
            HERE / lock,
            quiet=True,
        )
        mark.write_text(wanted)
    only_ours(home)
    return found


def only_ours(home: Path) -> None:
    """Nobody else may write here: the installer leaves a file that everybody may."""
    for path in (home, *home.glob("*")):
        if not path.is_symlink() and path.stat().st_mode & 0o022:
            path.chmod(stat.S_IMODE(path.stat().st_mode) & ~0o022)


def readable_python(home: Path) -> Path:
    """An interpreter that every system user may run: this one, or a copy when it stands in a closed
    folder."""
    base = Path(sys._base_executable).resolve()  # type: ignore[attr-defined]
    if all(folder.stat().st_mode & stat.S_IXOTH for folder in base.parents):
        return base
    copy, prefix = home / "python", Path(sys.base_prefix)
    target = copy / "bin" / base.name
    if not target.exists():
        say("copying Python to where the web process may read it")
        library = Path(sysconfig.get_path("stdlib")).relative_to(prefix)
        ignore = shutil.ignore_patterns(
            "test", "tests", "__pycache__", "site-packages", "idlelib", "config-*"
        )
        shutil.copytree(
            prefix / library, copy / library, ignore=ignore, symlinks=True, dirs_exist_ok=True
        )
        for shared in (prefix / "lib").glob("libpython*.so*"):
            shutil.copy2(shared, copy / "lib" / shared.name)
        target.parent.mkdir(exist_ok=True)
        shutil.copy2(base, target)
    return target


def place(python: Path, source: Path) -> None:
    """Let an environment find the code in `source`."""
    packages = next((python.parents[1] / "lib").glob("python3*")) / "site-packages"
    (packages / "openprisma-source.pth").write_text(f"{source}\n")
    command = python.parent / "openprisma"
    command.write_text(
        f"#!{python}\nfrom openprisma.project.main import main\nraise SystemExit(main())\n"
    )
    command.chmod(0o755)


def copy_code(home: Path, python: Path) -> Path:
    """The code, compiled by its own Python, and its data where the web process may read them; a
    checkout in a closed folder stays closed.

    Each version has a folder of its own, so that a second start never pulls the code away under a
    running demo.
    """
    files = [
        path
        for folder in ("src/openprisma", *DATA)
        for path in sorted((HERE / folder).rglob("*"))
        if path.is_file()
    ]
    wanted = [path for path in files if "__pycache__" not in path.parts]
    mark = hashlib.sha256(b"".join(str(p).encode() + p.read_bytes() for p in wanted)).hexdigest()[
        :16
    ]
    app = home / f"app-{mark}"
    if not app.exists():
        partial = home / f"partial-{os.getpid()}"
        for folder in ("src/openprisma", *DATA):
            shutil.copytree(
                HERE / folder, partial / folder, ignore=shutil.ignore_patterns("__pycache__")
            )
        run(python, "-m", "compileall", "-q", partial / "src", quiet=True)
        run("chmod", "-R", "go+rX", partial)
        partial.rename(app)
    return app / "src"


def demo_python() -> Path:
    """The environment of the demo: for root under /var/lib, where a process without rights can read
    it."""
    os.umask(0o022)
    if os.geteuid():
        found = environment(HERE / ".venv-demo", Path(sys.executable), "requirements.lock")
        place(found, HERE / "src")
        return found
    home = Path(os.environ.get("OPENPRISMA_HOME", "/var/lib/openprisma"))
    home.mkdir(parents=True, exist_ok=True)
    found = environment(home / "venv", readable_python(home), "requirements.lock")
    place(found, copy_code(home, found))
    return found


def dev_python() -> Path:
    """The environment of tests and bench, in the checkout."""
    found = environment(HERE / ".venv", Path(sys.executable), "requirements-dev.lock")
    place(found, HERE / "src")
    return found


def chromium() -> None:
    """The browser of the tests: installed when root; otherwise one line says what to install."""
    if shutil.which("chromium"):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("installing chromium for the browser tests")
        run("apt-get", "update", "-qq", quiet=True)
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", quiet=True)
        return
    text = "the browser tests need chromium: apt-get install chromium"
    stop(text) if os.environ.get("CI") == "true" else say(f"{text}; they are skipped now")


def spark(python: Path) -> None:
    """The second engine of scans, for `make long` alone: half a gigabyte, and it needs Java."""
    if not shutil.which("java"):
        say("without Java no scan runs on Spark; those tests are skipped")
        return
    say("installing what requirements-spark.lock names")
    lock = HERE / "requirements-spark.lock"
    run(
        uv(), "pip", "install", "-q", "--require-hashes", "--python", python, "-r", lock, quiet=True
    )


def main() -> None:
    """Choose what to do."""
    if sys.version_info < (3, 11):
        stop(f"needs Python 3.11 or newer; this is {sys.version.split()[0]}")
    task, *rest = sys.argv[1:] or ["demo"]
    if task == "demo":
        python = demo_python()
        os.execv(python, [str(python), "-m", "openprisma.project.main", "demo", *rest])
    python = dev_python()
    os.environ["PATH"] = f"{python.parent}:{os.environ['PATH']}"
    if task in ("test", "long"):
        chromium()
        if task == "long":
            spark(python)
        os.execv(python, [str(python), str(HERE / "tests" / "all.py"), task, *rest])
    if task == "run":
        os.execv(python, [str(python), "-m", "openprisma.project.main", *rest])
    os.execv(python, [str(python), *rest])


if __name__ == "__main__":
    main()
