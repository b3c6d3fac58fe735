"""Measures the Java kernel beside ipykernel, and writes docs/benchmarks.md.

Both kernels are driven by jupyter_client in one run, turn about, so that whatever else the machine
does hits both alike. Measured: from the start of the process to the first result; the round trip of
a cell on a warm kernel; a cell that prints 200,000 lines, until the last of them is here.

Run it on a quiet machine, from the clone, after `mvn package -DskipTests` and `.ci/run` (which
installs the clients):

    .ci/clients/venv/bin/python bench/kernels.py [--rounds N] [--out docs/benchmarks.md]
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PERIJOVE = ROOT / "install" / "target" / "perijove" / "bin" / "perijove"
WARM_UP = 60
WARM_CELLS = 100
LINES = 200_000


@dataclass
class Kernel:
    title: str
    name: str
    first: str
    warm: str
    printing: str
    starts: list[float] = field(default_factory=list)
    trips: list[float] = field(default_factory=list)
    prints: list[float] = field(default_factory=list)


def kernels() -> list[Kernel]:
    return [
        Kernel(
            "Perijove",
            "java",
            "1 + 1",
            "int x{n} = {n}; x{n} + 1",
            f'for (int i = 0; i < {LINES}; i++) System.out.println("line " + i);',
        ),
        Kernel(
            "ipykernel",
            "python3",
            "1 + 1",
            "x{n} = {n}; x{n} + 1",
            f'for i in range({LINES}): print(f"line {{i}}")',
        ),
    ]


def run(client, code: str, deadline: float = 120) -> int:
    """Runs a cell to its idle status; gives the number of lines it printed."""
    lines = 0

    def count(message: dict) -> None:
        nonlocal lines
        if message["msg_type"] == "stream":
            lines += message["content"]["text"].count("\n")

    reply = client.execute_interactive(code, timeout=deadline, output_hook=count)
    if reply["content"]["status"] != "ok":
        sys.exit(f"failed: {code}: {reply['content']}")
    return lines


def measure(kernel: Kernel) -> None:
    from jupyter_client.manager import start_new_kernel

    begin = time.perf_counter()
    manager, client = start_new_kernel(kernel_name=kernel.name, startup_timeout=120)
    try:
        run(client, kernel.first)
        kernel.starts.append(time.perf_counter() - begin)
        for n in range(WARM_UP):
            run(client, kernel.warm.format(n=n))
        for n in range(WARM_UP, WARM_UP + WARM_CELLS):
            begin = time.perf_counter()
            run(client, kernel.warm.format(n=n))
            kernel.trips.append(time.perf_counter() - begin)
        begin = time.perf_counter()
        lines = run(client, kernel.printing)
        kernel.prints.append(time.perf_counter() - begin)
        if lines != LINES:
            sys.exit(f"{kernel.title}: {lines} of {LINES} lines arrived")
    finally:
        client.stop_channels()
        manager.shutdown_kernel()


def row(title: str, unit: str, scale: float, ours: list[float], theirs: list[float]) -> str:
    def cell(values: list[float]) -> str:
        middle = statistics.median(values) * scale
        low, high = min(values) * scale, max(values) * scale
        return f"{middle:.1f} {unit} ({low:.1f} to {high:.1f})"

    ratio = statistics.median(ours) / statistics.median(theirs)
    return f"| {title} | {cell(ours)} | {cell(theirs)} | {ratio:.2f} |"


def machine() -> str:
    model = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}"


def versions() -> str:
    import ipykernel
    import jupyter_client

    home = os.environ.get("JAVA_HOME")
    java = Path(home, "bin", "java") if home else Path("java")
    text = subprocess.run([java, "-version"], capture_output=True, text=True, check=True).stderr
    return (
        f"{text.splitlines()[0]}; Python {platform.python_version()}, "
        f"ipykernel {ipykernel.__version__}, jupyter_client {jupyter_client.__version__}"
    )


def busy(load: float) -> str:
    if load <= (os.cpu_count() or 1):
        return ""
    return "- The machine was busy with other work: read the ratios, not the times.\n"


def report(ours: Kernel, theirs: Kernel, rounds: int, load: float) -> str:
    return f"""# Benchmarks

Written by `bench/kernels.py`; medians, with the lowest and the highest in brackets. The ratio is ours to theirs: below 1 we are faster. The kernels run turn about, {rounds} rounds; a warm cell is one of {WARM_CELLS} a round after {WARM_UP} others.

- Machine: {machine()}; load average at the start {load:.1f}
- Versions: {versions()}
- Date: {time.strftime("%Y-%m-%d")}
{busy(load)}
| what | {ours.title} | {theirs.title} | ratio |
|---|---|---|---|
{row("start of the kernel to its first result", "ms", 1e3, ours.starts, theirs.starts)}
{row("round trip of a warm cell", "ms", 1e3, ours.trips, theirs.trips)}
{row(f"printing {LINES:,} lines", "s", 1, ours.prints, theirs.prints)}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks.md")
    arguments = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        # Kernels of this run alone: nothing of the user's Jupyter is read or written.
        for variable in ("DATA", "CONFIG", "RUNTIME"):
            os.environ[f"JUPYTER_{variable}_DIR"] = str(Path(folder, variable.lower()))
        os.environ["IPYTHONDIR"] = str(Path(folder, "ipython"))
        prefix = Path(folder, "prefix")
        subprocess.run([PERIJOVE, "install", "--prefix", prefix], check=True)
        os.environ["JUPYTER_PATH"] = str(prefix / "share" / "jupyter")
        ours, theirs = kernels()
        for number in range(arguments.rounds):
            for kernel in (ours, theirs) if number % 2 == 0 else (theirs, ours):
                measure(kernel)
            print(f"round {number + 1} of {arguments.rounds}", file=sys.stderr)
    arguments.out.write_text(report(ours, theirs, arguments.rounds, load))
    print(arguments.out.read_text())


if __name__ == "__main__":
    main()
