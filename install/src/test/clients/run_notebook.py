"""Runs a notebook with nbclient, as nbconvert and papermill do, and writes it with its outputs.

usage: run_notebook.py KERNEL_NAME NOTEBOOK EXECUTED_NOTEBOOK
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def main(kernel: str, source: Path, target: Path) -> None:
    notebook = nbformat.read(source, as_version=4)
    NotebookClient(
        notebook,
        kernel_name=kernel,
        timeout=120,
        startup_timeout=60,
        resources={"metadata": {"path": str(source.parent)}},
    ).execute()
    nbformat.validate(notebook)
    nbformat.write(notebook, target)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
