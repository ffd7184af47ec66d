"""Run the cells of a notebook in order, with nothing but Python, pandas and matplotlib.

    python3 run.py NOTEBOOK             run it; the first cell that fails ends it with its error
    python3 run.py --write NOTEBOOK     and store what the cells show in the notebook

It stands in for Jupyter in the project's checks: a cell's last expression is its
output, figures are stored as PNG.
"""

import ast
import base64
import io
import json
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt


def run(source, scope):
    """Run one cell and return its outputs in the notebook's format."""
    outputs = []

    def show(*_, **__):
        for number in plt.get_fignums():
            png = io.BytesIO()
            plt.figure(number).savefig(png, format="png", dpi=80, bbox_inches="tight", metadata={"Software": None})
            data = base64.b64encode(png.getvalue()).decode()
            outputs.append({"output_type": "display_data", "metadata": {}, "data": {"image/png": data, "text/plain": ["<Figure>"]}})
        plt.close("all")

    plt.show = show
    tree = ast.parse(source)
    last = None
    if tree.body and isinstance(tree.body[-1], ast.Expr):
        last = ast.Expression(tree.body.pop().value)
    exec(compile(tree, "<cell>", "exec"), scope)
    if last is not None:
        value = eval(compile(last, "<cell>", "eval"), scope)
        if value is not None:
            data = {"text/plain": str(value).splitlines(True)}
            if hasattr(value, "to_html"):
                data["text/html"] = value.to_html().splitlines(True)
            outputs.append({"output_type": "execute_result", "execution_count": None, "metadata": {}, "data": data})
    return outputs


def main():
    write = sys.argv[1:2] == ["--write"]
    path = sys.argv[-1]
    with open(path, encoding="utf-8") as f:
        notebook = json.load(f)
    scope, number = {}, 0
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        number += 1
        outputs = run("".join(cell["source"]), scope)
        for out in outputs:
            if "execution_count" in out:
                out["execution_count"] = number
        print(f"cell {number}: {len(outputs)} outputs", file=sys.stderr)
        cell["outputs"], cell["execution_count"] = outputs, number
    if write:
        with open(path, "w", encoding="utf-8") as f:
            f.write(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n")


main()
