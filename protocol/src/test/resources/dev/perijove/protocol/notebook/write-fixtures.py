"""Writes the fixture notebooks beside it with Python's nbformat (5.10): run it there to renew them."""

import json

import nbformat
from nbformat import v3, v4

nb = v4.new_notebook(
    metadata={
        "kernelspec": {"name": "java", "display_name": "Java", "language": "java"},
        "language_info": {"name": "java", "version": "17", "file_extension": ".java"},
        "custom": {"number": 1.50, "list": [1, "two", None, True], "empty": {}, "none": []},
    }
)
nb.cells = [
    v4.new_markdown_cell(
        "# Größe \u2603 \U0001f600\n\nWith ![a picture](attachment:dot.png)\n",
        id="intro",
        attachments={"dot.png": {"image/png": "iVBORw0KGgo=\n"}},
    ),
    v4.new_code_cell(
        'System.out.println("hi");\n1 + 1',
        id="cell-1",
        execution_count=1,
        metadata={"tags": ["a"], "collapsed": False},
        outputs=[
            v4.new_output("stream", name="stdout", text="hi\nthere"),
            v4.new_output("stream", name="stderr", text=""),
            v4.new_output(
                "execute_result",
                execution_count=1,
                data={
                    "text/plain": "2\n",
                    "text/html": "<b>2</b>\n<i>two</i>",
                    "application/json": {"a": [1, 2]},
                    "application/vnd.custom+json": ["a", "b"],
                    "image/svg+xml": "<svg>\n</svg>",
                },
                metadata={"image/svg+xml": {"width": 3}},
            ),
            v4.new_output("display_data", data={"image/png": "iVBORw0KGgo="}),
            v4.new_output(
                "error",
                ename="java.lang.RuntimeException",
                evalue="boom",
                traceback=["\u001b[31mboom\u001b[0m", "  at line 1"],
            ),
        ],
    ),
    v4.new_code_cell("", id="empty"),
    v4.new_raw_cell("raw\r\ntext", id="raw_1", metadata={"format": "text/latex"}),
]
nbformat.validate(nb)
nbformat.write(nb, "full-4.5.ipynb")

for minor in range(5):
    old = json.loads(nbformat.writes(nb))
    old["nbformat_minor"] = minor
    for cell in old["cells"]:
        cell.pop("id")
        if minor < 1:
            cell.pop("attachments", None)
    with open(f"full-4.{minor}.ipynb", "w", encoding="utf-8") as file:
        json.dump(old, file, indent=1, sort_keys=True, ensure_ascii=False)
        file.write("\n")

three = v3.new_notebook(
    metadata=v3.new_metadata(name="Old"),
    worksheets=[
        v3.new_worksheet(
            cells=[
                v3.new_heading_cell("A\nheading", level=2),
                v3.new_text_cell("markdown", source="*text*\nmore"),
                v3.new_code_cell(
                    input="1+1\n2+2",
                    prompt_number=3,
                    collapsed=True,
                    language="java",
                    outputs=[
                        v3.new_output("pyout", output_text="4", output_html="<b>4</b>", prompt_number=3),
                        v3.new_output("display_data", output_png="iVBORw0KGgo=", output_json='{"a": 1}'),
                        v3.new_output("stream", output_text="out\nput", stream="stderr"),
                        v3.new_output("pyerr", ename="E", evalue="v", traceback=["t1", "t2"]),
                    ],
                ),
            ]
        ),
        v3.new_worksheet(cells=[v3.new_text_cell("raw", source="second sheet")]),
    ],
)
with open("old-3.ipynb", "w", encoding="utf-8") as file:
    file.write(v3.writes_json(three) + "\n")
upgraded = nbformat.reads(open("old-3.ipynb", encoding="utf-8").read(), as_version=4)
for number, cell in enumerate(upgraded.cells):
    cell.id = f"id-{number}"
nbformat.write(upgraded, "old-3-upgraded-by-nbformat.ipynb")
