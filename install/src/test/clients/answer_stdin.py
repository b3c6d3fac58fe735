"""Runs a notebook through jupyter_client and answers each question the kernel asks.

Prints, as JSON, the prompts that were asked and what each code cell printed or returned.

usage: answer_stdin.py KERNEL_NAME NOTEBOOK ANSWER...
"""

import json
import sys
from pathlib import Path

import nbformat
from jupyter_client.manager import start_new_kernel


def main(kernel: str, source: Path, answers: list[str]) -> None:
    notebook = nbformat.read(source, as_version=4)
    manager, client = start_new_kernel(
        kernel_name=kernel, startup_timeout=60, cwd=str(source.parent)
    )
    prompts: list[str] = []
    texts: dict[str, str] = {}

    def collect(message: dict) -> None:
        kind, content = message["msg_type"], message["content"]
        if kind == "stream":
            texts[cell.id] += content["text"]
        elif kind == "execute_result":
            texts[cell.id] += content["data"]["text/plain"]
        elif kind == "error":
            texts[cell.id] += f"{content['ename']}: {content['evalue']}"

    def answer(message: dict) -> None:
        prompts.append(message["content"]["prompt"])
        client.input(answers.pop(0))

    try:
        for cell in notebook.cells:
            if cell.cell_type != "code":
                continue
            texts[cell.id] = ""
            reply = client.execute_interactive(
                cell.source, allow_stdin=True, timeout=120, output_hook=collect, stdin_hook=answer
            )
            if reply["content"]["status"] != "ok":
                sys.exit(f"cell {cell.id} failed: {texts[cell.id]}")
    finally:
        client.stop_channels()
        manager.shutdown_kernel()
    json.dump({"prompts": prompts, "texts": texts}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
