"""Results as JSON, as Markdown tables and as a chart."""

import json
import math
from xml.sax.saxutils import escape

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
FLAGS = ("avx2", "fma", "avx512f", "avx512bw", "avx512vl", "avx512_vnni", "avx512_bf16", "asimd", "sve")
OURS, BASELINES = "ganglion", ("naive", "gemv", "csr")


def number(value):
    """Three digits, without an exponent."""
    if value is None:
        return "-"
    if value == 0:
        return "0"
    value = float(f"{value:.3g}")
    digits = max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:,.{digits}f}".replace(",", " ")


def percent(value):
    return f"{number(100 * value)} %"


def meaning_text(row, base):
    """What the row computes, if it is not the file's default meaning."""
    options = row["meaning"]
    if options == base:
        return ""
    extra = [word for word in options if word not in base]
    return " ".join(extra)


def order(row):
    kind = 0 if row["engine"] == OURS else 1 if row["engine"] in BASELINES else 2
    return kind, row["us_per_step"]


def table(header, rows):
    return [
        "| " + " | ".join(header) + " |",
        "|" + "---|" * len(header),
        *("| " + " | ".join(row) + " |" for row in rows),
    ]


def base_meaning(network):
    return next((row["meaning"] for row in network["rows"] if row["engine"] == OURS), [])


def best_batches(network):
    """Of each engine the row with the most samples a second, batch 1 included. Ours is counted per meaning."""
    best = {}
    for row in network["rows"]:
        key = (row["engine"], *row["meaning"])
        if key not in best or row["samples_per_second"] > best[key]["samples_per_second"]:
            best[key] = row
    return best


def our_best(network, meaning):
    rates = [
        row["samples_per_second"] for row in network["rows"] if row["engine"] == OURS and row["meaning"] == meaning
    ]
    return max(rates) if rates else None


def engine_rows(network):
    base, best = base_meaning(network), best_batches(network)
    for row in sorted((row for row in network["rows"] if row["batch"] == 1), key=order):
        top = best[(row["engine"], *row["meaning"])]
        ours = our_best(network, row["meaning"])
        differing = row["gate"]["differing"]
        yield [
            row["title"],
            meaning_text(row, base) or "file",
            number(row["us_per_step"]),
            number(row["best"] / network["steps"] * 1e6),
            number(row["ratio"]),
            number(top["samples_per_second"]),
            str(top["batch"]),
            number(ours / top["samples_per_second"] if ours else None),
            f"{differing} of {row['gate']['spikes']}",
            f"{row['first_result']:.2f}",
            number(row["peak_memory"] / 2**20),
        ]


def activity_text(network):
    parts = []
    for options, signals in network["activity"].items():
        if options == " ".join(base_meaning(network)):
            parts.append(", ".join(f"{name} {percent(part)}" for name, part in signals.items()))
    return "; ".join(parts)


def connection_rows(network):
    for node in network["connections"]:
        yield [
            node["node"],
            node["kernel"],
            percent(node["activity"]),
            number(node["us_per_step"]),
            number(node["gsyn_per_second"]),
            number(node["weight_bytes"] / 2**10),
            number(node["roof_bytes_per_second"] / 1e9),
            percent(node["roof_share"]),
        ]


def connection_table(network):
    """Where `snnc run --profile` says that time goes, and how near that is to the bandwidth of the caches."""
    header = ["connection", "kernel", "activity", "us/step", "Gsyn/s", "weights, KiB", "roof, GB/s", "share of the roof"]
    return [*table(header, list(connection_rows(network))), ""]


def first_result_text(network):
    """From the file to a result, at batch 1 and without kept machine code."""
    ours = next((row for row in network["rows"] if row["engine"] == OURS and row["batch"] == 1), None)
    if not ours:
        return []
    load, prepare, make = (number(1000 * ours["preparation"][key]) for key in ("load", "prepare", "compile"))
    again = f" ({number(1000 * network['compile_again'])} ms in a process that has compiled before)" if "compile_again" in network else ""
    return [f"Ours before the first step: {load} ms reading the file, {prepare} ms discretising, {make} ms compiling{again}.", ""]


def network_section(network):
    lines = [
        f"### {network['name']}",
        "",
        f"{network['title']}.",
        "",
        f"Values that are not 0: {activity_text(network)}.",
        "",
    ]
    lines += table(
        [
            "engine",
            "meaning",
            "us/step, B=1",
            "best",
            "ratio",
            "samples/s, best batch",
            "B",
            "ratio",
            "differing",
            "first result, s",
            "MiB",
        ],
        list(engine_rows(network)),
    )
    lines.append("")
    lines += first_result_text(network)
    if "connections" in network:
        lines += connection_table(network)
    if len(network.get("threads", {})) == 2:
        one, two = network["threads"]["1"], network["threads"]["2"]
        lines += [f"Two threads on a batch: {number(two)} samples/s, one {number(one)}: {number(two / one)} times.", ""]
    refused = {}
    for entry in network["refused"]:
        refused.setdefault((entry["engine"], entry["reason"]), []).append(str(entry["batch"]))
    for (engine, reason), batches in refused.items():
        lines.append(f"- {engine} (batch {', '.join(batches)}): {reason}")
    return lines + ([""] if refused else [])


def machine_lines(results):
    facts, settings = results["machine"], results["settings"]
    cpu = facts["processor"]
    packages = [
        ", ".join(f"{name} {version}" for name, version in found.items()) for found in facts["packages"].values()
    ]
    parts = [
        cpu["model"] + (f", virtual machine ({cpu['virtual']})" if cpu["virtual"] else ""),
        f"{cpu['cores']} processors, " + ", ".join(f"{name} {size}" for name, size in cpu["caches"].items()),
        f"{facts['memory_gib']} GiB",
        " ".join(flag for flag in cpu["flags"] if flag in FLAGS),
        f"Linux {facts['kernel']}",
        *facts["compiler"],
        f"Python {facts['python']}",
        *filter(None, packages),
    ]
    when = f"Measured {facts['date']}, revision {facts['ganglion'] or 'unknown'}"
    how = f"{settings['rounds']} rounds of {settings['slice']} s; load at the start {facts['load_at_start']:.2f}"
    return [f"{when}, {how}.", "", "; ".join(filter(None, parts)) + ".", ""]


def summary_table(results):
    """One line a network: ours, and how many times longer the others take, at batch 1 and at their best batch."""
    rows = []
    for network in results["networks"]:
        single = {}
        for row in network["rows"]:
            if row["batch"] == 1 and row["engine"] != OURS and row["ratio"]:
                single[row["engine"]] = row["ratio"]
        ours = next((row for row in network["rows"] if row["engine"] == OURS and row["batch"] == 1), None)
        peers = {name: ratio for name, ratio in single.items() if name not in BASELINES}
        batched = {
            row["engine"]: our_best(network, row["meaning"]) / row["samples_per_second"]
            for row in best_batches(network).values()
            if row["engine"] in peers and our_best(network, row["meaning"])
        }
        fastest = lambda ratios: f"{number(min(ratios.values()))} ({min(ratios, key=ratios.get)})" if ratios else "-"
        rows.append(
            [
                f"[{network['name']}](#{network['name'].replace('.', '')})",
                number(ours["us_per_step"]) if ours else "-",
                *(number(single.get(name)) for name in BASELINES),
                fastest(peers),
                number(max(peers.values())) if peers else "-",
                fastest(batched),
            ]
        )
    return table(
        [
            "network",
            "ours, us/step",
            *BASELINES,
            "fastest other, B=1",
            "slowest, B=1",
            "fastest other, best batch",
        ],
        rows,
    )


def markdown(results, chart):
    lines = [
        *machine_lines(results),
        f"![time per step at batch 1]({chart})",
        "",
        "Columns after the second: time relative to ours; above 1 is slower than ours. Others are the frameworks and "
        "the PyTorch programs.",
        "",
        *summary_table(results),
        "",
    ]
    for network in results["networks"]:
        lines += network_section(network)
    lines += [f"- {entry['name']}: left out: {entry['reason']}" for entry in results["skipped"]]
    return "\n".join(lines).rstrip() + "\n"


# ---------------------------------------------------------------------------------------- chart

COLOURS = {OURS: "#0b6e4f", "baseline": "#8a8f98", "peer": "#c2703d"}
LABEL_WIDTH, PLOT_WIDTH, BAR, GAP = 330, 520, 15, 26


def colour(row):
    return (
        COLOURS[OURS]
        if row["engine"] == OURS
        else COLOURS["baseline"] if row["engine"] in BASELINES else COLOURS["peer"]
    )


def chart_bars(network):
    """Rows of batch 1; ours once, under the file's own meaning."""
    base = base_meaning(network)
    rows = [row for row in network["rows"] if row["batch"] == 1 and (row["engine"] != OURS or row["meaning"] == base)]
    return sorted(rows, key=lambda row: row["us_per_step"])


def chart(results):
    """Horizontal bars on a logarithmic axis, a group for each network."""
    shown = [(network, chart_bars(network)) for network in results["networks"] if network["chart"] and network["rows"]]
    values = [row["us_per_step"] for _, rows in shown for row in rows]
    if not values:
        return '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>\n'
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    high = max(high, low + 1)
    at = lambda value: LABEL_WIDTH + PLOT_WIDTH * (math.log10(value) - low) / (high - low)
    body, y = [], 44
    for network, rows in shown:
        body.append(
            f'<text x="10" y="{y + 12}" font-weight="bold">{escape(network["name"])}: {escape(network["title"])}</text>'
        )
        y += 20
        for row in rows:
            end = max(at(row["us_per_step"]), LABEL_WIDTH + 1)
            body.append(f'<text x="{LABEL_WIDTH - 6}" y="{y + 11}" text-anchor="end">{escape(row["title"])}</text>')
            body.append(
                f'<rect x="{LABEL_WIDTH}" y="{y}" width="{end - LABEL_WIDTH:.1f}" height="12" fill="{colour(row)}"/>'
            )
            body.append(f'<text x="{end + 4:.1f}" y="{y + 11}">{number(row["us_per_step"])}</text>')
            y += BAR
        y += GAP
    grid = []
    for exponent in range(low, high + 1):
        x = at(10**exponent)
        grid.append(f'<line x1="{x:.1f}" y1="36" x2="{x:.1f}" y2="{y - GAP}" stroke="#d5d8dc"/>')
        grid.append(f'<text x="{x:.1f}" y="30" text-anchor="middle">{10**exponent:g}</text>')
    width = LABEL_WIDTH + PLOT_WIDTH + 70
    size = f'width="{width}" height="{y}" viewBox="0 0 {width} {y}"'
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="11" fill="#222">',
        f'<rect width="{width}" height="{y}" fill="white"/>',
        '<text x="10" y="14">microseconds a step, batch 1, one thread; logarithmic axis, shorter is faster</text>',
    ]
    return "\n".join([*head, *grid, *body, "</svg>"]) + "\n"


# ---------------------------------------------------------------------------------------- files


def write(results, folder):
    (folder / "results.json").write_text(json.dumps(results, indent=1) + "\n")
    (folder / "benchmarks.md").write_text(markdown(results, "benchmarks.svg"))
    (folder / "benchmarks.svg").write_text(chart(results))


def update_docs(results, docs):
    """Replaces what stands between the markers of docs/benchmarks.md, and the chart beside it."""
    page = docs / "benchmarks.md"
    text = page.read_text()
    if text.count(BEGIN) != 1 or text.count(END) != 1:
        raise SystemExit(f"{page}: expected one '{BEGIN}' and one '{END}'")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    page.write_text(f"{before}{BEGIN}\n\n{markdown(results, 'benchmarks.svg')}\n{END}{after}")
    (docs / "benchmarks.svg").write_text(chart(results))
