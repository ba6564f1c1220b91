"""index.html as a person meets it: in a browser, with clicks and keys, on a good run, a bad run and a hostile one.

usage: html_test.py CHILDPROOF ADAPTER SCENARIOS PAGES [--pictures DIR]
Exit status 77, said aloud, where there is no Chromium: nothing was looked at.
"""

import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import browser  # noqa: E402

SKIPPED = 77
FILE_BYTES_MAX = 30 * 1024 * 1024
LOAD_MS_MAX = 15000  # of the largest report; 0.3 s on a quiet machine, but this one may do other things too
FILTER_MS_MAX = 1000
LARGE_SCENARIOS = 500
LARGE_EVENTS = 1000

failures = []


def check(condition, words):
    """One thing that must be so."""
    if not condition:
        failures.append(words)
        print("FAIL " + words)


def run(childproof, arguments, expected):
    """Runs childproof; its exit status must be the expected one."""
    done = subprocess.run([childproof, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, timeout=600, check=False)
    if done.returncode != expected:
        raise SystemExit(f"childproof {arguments} ended with {done.returncode}:\n{done.stdout}")


# ---- what is looked at ----

def look_at_good_run(page, path):
    """Conformance, diagram, matrix, filter, time line, bytes, keys."""
    page.look(1200, 900)
    page.open(path)
    check("✓ conformant" in page.run("document.querySelector('.verdict').innerText"), "the verdict is not said")
    check(page.run("document.querySelector('#failures') === null"), "failures are shown where there are none")
    for name in ("statement", "machine", "clauses", "scenarios", "run"):
        page.click(f"nav a[href='#{name}']")
        check(page.run("location.hash") == "#" + name, f"the link to {name} leads nowhere")
    check(page.run("document.querySelectorAll('.machine .edge.visited').length") > 3, "no transition is drawn as visited")
    check(page.run("document.querySelectorAll('.machine .edge.unvisited').length") > 3, "none is drawn as unvisited")
    check(page.run("document.querySelectorAll('.machine .edge.violated').length") == 0, "one is drawn as violated")

    # from a clause to what it says, to its scenario, to the bytes of a frame
    page.click(".cell.pass a")
    check(page.run("document.querySelector('#words-of-clauses').open"), "a clause's cell does not open the table")
    clause = page.run("location.hash.slice(1)")
    page.click(f"[id='{clause}'] details.names > summary")
    page.click(f"[id='{clause}'] details.names a")
    page.wait("document.querySelector('.scenario[open] .events')")
    check(page.run("document.querySelectorAll('.scenario[open]').length") == 1, "a link to a scenario does not open it")
    look_at_bytes(page)

    total = page.run("document.querySelectorAll('.scenario').length")
    page.click("#words")
    page.type("no such scenario")
    check(page.run("document.querySelectorAll('.scenario:not([hidden])').length") == 0, "the filter keeps what does not fit")
    check(page.run("document.querySelector('#shown').innerText") == f"0 of {total} shown", "the filter does not say its count")
    page.run("document.querySelector('#words').select()")
    page.type(page.run("document.querySelector('.scenario b').innerText.slice(0, 12)"))
    check(0 < page.run("document.querySelectorAll('.scenario:not([hidden])').length"), "the filter finds nothing")
    look_with_keys(page, path)


def look_at_bytes(page):
    """A frame of the child, as it was on the pipe."""
    number = page.run("""Array.from(document.querySelectorAll('.events li[data-n]')).find(function (li) {
        return li.innerText.indexOf('handshake') >= 0; }).dataset.n""")
    row = f".scenario[open] .events li[data-n='{number}']"
    page.click(row + " button")
    check(page.run(f"document.querySelector(\"{row} button\").getAttribute('aria-expanded')") == "true",
          "a clicked event does not say that it is open")
    dump = page.run(f"(document.querySelector(\"{row} .hex\") || {{}}).innerText") or ""
    check("7b 22 76 65 72 73 69 6f 6e" in dump and "000000  00 00 00" in dump, "the bytes of a frame are not shown")
    page.click(row + " button")
    check(page.run(f"document.querySelector(\"{row} .body\") === null"), "a second click does not close an event")


def look_with_keys(page, path):
    """The whole way with the keyboard alone."""
    page.open(path)
    page.run("document.querySelector('#words').focus()")
    reached = False
    for _ in range(12):
        page.key("Tab")
        if page.run("document.activeElement.matches('.scenario > summary')"):
            reached = True
            break
    check(reached, "the Tab key does not come to the scenarios")
    page.key("Enter")
    page.wait("document.querySelector('.scenario[open] .events')")
    for _ in range(30):
        page.key("Tab")
        if page.run("document.activeElement.matches('.events button')"):
            break
    page.key("Enter")
    check(page.run("document.activeElement.getAttribute('aria-expanded')") == "true", "Enter does not open an event")
    check(page.run("getComputedStyle(document.activeElement).outlineStyle") != "none", "the focus is not seen")
    nameless = page.run("""Array.from(document.querySelectorAll('input, button, svg[role=img], nav, summary')).filter(function (n) {
        return !(n.getAttribute('aria-label') || n.textContent.trim() || (n.labels && n.labels.length)); }).length""")
    check(nameless == 0, f"{nameless} controls have no name for a screen reader")
    check(page.run("document.documentElement.lang") == "en", "the page has no language")


def look_at_bad_run(page, path):
    """Failures first, each with its command; the broken event, the deadline and the fault in the time line."""
    page.look(1200, 900)
    page.open(path)
    check("not conformant" in page.run("document.querySelector('.verdict').innerText"), "a broken run is not called so")
    check(page.run("document.querySelector('main section h2').id") == "failures", "failures are not first")
    cards = page.run("document.querySelectorAll('.card').length")
    check(cards > 3, "the failures are not shown")
    check(page.run("document.querySelectorAll('.card .rerun').length") == cards, "a failure has no command")
    check(page.run("document.querySelector('.card .rerun code').innerText").startswith("childproof run "),
          "the command is not one")
    check(page.run("document.querySelectorAll('.card[open]').length") == min(cards, 5), "the first failures are not open")
    check(page.run("document.querySelectorAll('.edge.violated').length") > 0, "no transition is drawn as violated")
    check(page.run("document.querySelector('.scenario .w').textContent") == "fail", "the list does not begin with failures")
    page.click(".card[open] .copy")
    page.wait("/Copied|Selected/.test(document.querySelector('.card[open] .copy').innerText)")
    page.click("input[value=pass]")
    check(page.run("document.querySelectorAll('.scenario:not([hidden])').length") ==
          page.run("document.querySelectorAll(\".scenario[data-word='pass']\").length"), "the verdicts do not filter")
    page.click(".card[open] p:last-child a")
    page.wait("document.querySelector('.scenario[open] .chart')")
    for mark, words in ((".chart .deadline", "deadline"), (".chart .mark", "fault"), (".events .fault", "fault")):
        page.run("document.querySelectorAll('details.scenario').forEach(function (d) { d.open = true; })")
        page.wait("!document.querySelector('.scenario:not([data-drawn=done])')")
        check(page.run(f"document.querySelectorAll('{mark}').length") > 0, f"no {words} is drawn: {mark}")
    check(page.run("document.querySelectorAll('.events .wrong .why').length") > 0, "the event that broke a clause is not marked")
    check(page.run("document.querySelectorAll('.events .due').length") > 0, "no deadline stands in the list of events")
    page.click(".chart .broken")
    page.wait("document.activeElement.matches('.events .wrong button[aria-expanded=true]')")


def look_at_hostile_run(page, path):
    """What a subject says is text, whatever it says."""
    page.look(1200, 900)
    page.open(path)
    page.run("document.querySelectorAll('details').forEach(function (d) { d.open = true; })")
    page.wait("!document.querySelector('.scenario:not([data-drawn=done])')")
    page.run("document.querySelectorAll('.events button').forEach(function (b) { b.click(); })")
    check(page.run("document.querySelectorAll('.body').length") > 10, "the events do not open")
    check(page.run("document.querySelectorAll('main script, img, iframe, object').length") == 0, "markup of a subject came alive")
    text = page.run("document.body.textContent")
    check("<script>alert(" in text, "what the child sent is not shown")
    check("\x1b" not in text and "\u202e" not in text, "a control character reached the page")
    check(("\\x1b" in text or "\\u001b" in text) and "\\u{202e}" in text, "a control character is not shown as such")
    check("bytes)" in text or "bytes in all" in text, "a long text is not cut, or does not say so")
    check(page.run("document.documentElement.scrollWidth <= innerWidth"), "a long text makes the page wide")


def look_everywhere(page, path, pictures):
    """Dark, a phone, paper."""
    looks = (("light", 1200, 900, False, ""), ("dark", 1200, 900, True, ""), ("phone", 390, 844, False, ""),
             ("phone-dark", 390, 844, True, ""), ("print", 794, 1123, False, "print"))
    grounds = {}
    for name, width, height, dark, media in looks:
        page.look(width, height, dark, media)
        page.open(path)
        page.run("document.querySelector('.scenario').open = true")
        page.wait("document.querySelector('.events')")
        grounds[name] = page.run("getComputedStyle(document.body).backgroundColor")
        if media == "":
            wide = page.run("document.documentElement.scrollWidth - innerWidth")
            check(wide <= 0, f"{name}: the page is {wide} pixels wider than the window")
        else:
            check(page.run("getComputedStyle(document.querySelector('nav')).display") == "none", "paper shows the links")
        check(look_contrast(page), f"{name}: a text is hard to read")
        if pictures:
            page.run("scrollTo(0, 0)")
            page.picture(os.path.join(pictures, name + ".png"))
            page.run("document.querySelector('.events').scrollIntoView()")
            page.picture(os.path.join(pictures, name + "-events.png"))
    check(grounds["light"] != grounds["dark"], "dark is not dark")


def look_contrast(page):
    """Texts against the page's ground: at least 4.5 to 1 (WCAG 2, AA)."""
    return page.run("""(function () {
        function light(colour) {
            var c = colour.match(/[0-9.]+/g).slice(0, 3).map(function (x) { x = x / 255; return x <= 0.03928 ? x / 12.92 : Math.pow((x + 0.055) / 1.055, 2.4); });
            return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
        }
        var ground = light(getComputedStyle(document.body).backgroundColor);
        return Array.from(document.querySelectorAll('p, .w, .quiet, a, .verdict, dt')).filter(function (n) { return !n.closest('.cell'); }).every(function (n) {
            var ink = light(getComputedStyle(n).color);
            return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05) >= 4.5;
        });
    })()""")


# ---- a large report ----

def make_large(folder):
    """A report.json of many scenarios, each with a long trace, made from nothing; merge renders it."""
    os.makedirs(os.path.join(folder, "traces"))
    scenarios = []
    for i in range(LARGE_SCENARIOS):
        trace = os.path.join(folder, "traces", f"s{i}.jsonl")
        with open(trace, "w", encoding="ascii") as file:
            file.write(json.dumps({"trace": "childproof.trace/1", "spec": "1", "config": {"request_timeout_ms": 200}}) + "\n")
            file.write('{"n":1,"t":1000,"src":"driver","ev":"call","worker":"a","call":1,"body":{"do":"stream"}}\n')
            for n in range(2, LARGE_EVENTS + 1):
                file.write(f'{{"n":{n},"t":{n * 1000 + i * 7919 % 977},"src":"child","ev":"send","worker":"a","gen":0,"pid":{i + 99},'
                           f'"body":{{"type":"data_row","stream":"rows","sequence":{n - 2},"payload":"{{\\"ordinal\\":{n * i}}}","bytes":{12 + i % 9}}}}}\n')
        scenarios.append({"id": f"large/scenario_{i}", "file": f"large/scenario_{i}.lua", "summary": f"number {i} of many",
                          "profile": "stream", "clauses": ["STREAM-01"], "verdict": "pass", "outcome": "ran",
                          "checks": 5, "duration_ms": i, "violations": [], "trace": trace})
    report = {"schema": "childproof.report/1", "tool": {"name": "childproof", "version": "0"}, "spec": "1",
              "run": {"planned": LARGE_SCENARIOS, "jobs": 1, "seed": 1, "shard": {"index": 1, "count": 1}, "partial": False},
              "subject": {"name": "large", "version": "1", "language": "C", "profiles": ["supervisor", "stream"], "features": []},
              "scenarios": scenarios}
    with open(os.path.join(folder, "report.json"), "w", encoding="ascii") as file:
        json.dump(report, file)


def look_at_large_run(page, childproof, work):
    """Size, time to load, time to filter, time to open a time line."""
    source, out = os.path.join(work, "large"), os.path.join(work, "large-out")
    make_large(source)
    subprocess.run([childproof, "merge", source, "--report", out], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, timeout=600, check=False)
    path = os.path.join(out, "index.html")
    size = os.path.getsize(path)
    page.look(1200, 900)
    load = page.open(path)
    shown = page.run("document.querySelectorAll('.scenario').length")
    traces = page.run("document.querySelectorAll('script[type=\"text/plain\"]').length")
    spent = page.run("""(function () { var words = document.querySelector('#words'), began = performance.now();
        words.value = 'scenario_77'; words.dispatchEvent(new Event('input', {bubbles: true})); document.body.offsetHeight;
        return performance.now() - began; })()""")
    began = time.monotonic()
    page.click(".scenario:not([hidden]) > summary")
    page.wait("document.querySelectorAll('.events li').length > 400")
    opened = (time.monotonic() - began) * 1000
    print(f"large: {shown} scenarios, {traces} traces of {LARGE_EVENTS} events, {size / 1e6:.1f} MB, "
          f"load {load:.0f} ms, filter {spent:.0f} ms, time line {opened:.0f} ms")
    check(shown == LARGE_SCENARIOS and traces == LARGE_SCENARIOS, "a large report leaves something out")
    check(size <= FILE_BYTES_MAX, "a large report is too large")
    check(load <= LOAD_MS_MAX, "a large report loads too slowly")
    check(spent <= FILTER_MS_MAX, "the filter is too slow")
    check(page.run("document.querySelectorAll('.scenario:not([hidden])').length") == 1, "the filter keeps what does not fit")


# ---- the runs ----

def prepare(childproof, adapter, scenarios, pages, work):
    """Three real runs: good, bad, hostile. Returns their pages."""
    runs = {"good": (scenarios, 0, ["abort/a*", "stream/row*", "shutdown/s*"]),
            "bad": (os.path.join(work, "bad-scenarios"), 1, []),
            "hostile": (os.path.join(pages, "hostile"), 1, [])}
    shutil.copytree(os.path.join(pages, "bad"), runs["bad"][0])
    for file in glob.glob(os.path.join(pages, "..", "verdicts", "fail", "*.lua")) + \
            glob.glob(os.path.join(pages, "..", "verdicts", "pass", "*.lua")):
        shutil.copy(file, runs["bad"][0])
    for name, (folder, expected, globs) in runs.items():
        run(childproof, ["run", "--adapter", adapter, "--scenarios", folder, "--quiet",
                         "--report", os.path.join(work, name), *globs], expected)
    return {name: os.path.join(work, name, "index.html") for name in runs}


def main():
    """Everything; the exit status says whether all of it was as it must be."""
    arguments = sys.argv[1:]
    pictures = None
    if "--pictures" in arguments:
        at = arguments.index("--pictures")
        pictures = arguments[at + 1]
        del arguments[at:at + 2]
    childproof, adapter, scenarios, pages = arguments
    program = browser.find_program()
    if program is None:
        print("SKIPPED: there is no Chromium on this machine, so nobody looked at index.html (apt-get install chromium)")
        return SKIPPED
    work = tempfile.mkdtemp(prefix="childproof-html-")
    try:
        pages = prepare(childproof, adapter, scenarios, pages, work)
        with browser.Browser(program) as page:
            look_at_good_run(page, pages["good"])
            look_at_bad_run(page, pages["bad"])
            look_at_hostile_run(page, pages["hostile"])
            look_everywhere(page, pages["bad"], pictures)
            look_at_large_run(page, childproof, work)
            for error in page.errors:
                check(False, "the page complains: " + error)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print("ok" if not failures else f"{len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
