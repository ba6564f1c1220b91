"""A headless Chromium, driven over a pipe by its DevTools protocol: pages are opened, clicked, typed into and looked at.

Nothing but Python's own library. The browser belongs to whoever opened it: `close` (or the end of a `with`) ends it and
removes its profile. Every wait has a limit and raises BrowserError.
"""

import base64
import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time

WAIT_S = 40.0
LINE_BYTES_MAX = 256 * 1024 * 1024
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


class BrowserError(Exception):
    """The browser did not do what was asked of it."""


def find_program():
    """The path of a Chromium, or None."""
    for name in PROGRAMS:
        path = shutil.which(name)
        if path:
            return path
    return None


class Browser:
    """One browser with one page."""

    def __init__(self, program, width=1200, height=900):
        self._profile = tempfile.mkdtemp(prefix="childproof-browser-")
        self._last_id = 0
        self._buffer = b""
        self._session = None
        self.errors = []  # what the page's scripts threw or complained of
        self._start(program, width, height)
        target = self._ask("Target.createTarget", {"url": "about:blank"})["targetId"]
        self._session = self._ask("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.ask(domain + ".enable")

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        self.close()

    def _start(self, program, width, height):
        """Chromium reads its orders from descriptor 3 and answers on 4."""
        orders, self._orders = os.pipe()
        self._answers, answers = os.pipe()
        command = [program, "--headless=new", "--remote-debugging-pipe", "--user-data-dir=" + self._profile,
                   "--no-first-run", "--no-default-browser-check", "--disable-gpu", "--disable-dev-shm-usage",
                   "--disable-extensions", "--disable-background-networking", "--disable-component-update",
                   "--hide-scrollbars", f"--window-size={width},{height}"]
        if os.geteuid() == 0:
            command.append("--no-sandbox")  # its sandbox refuses root
        # a shell puts the two ends where they are expected, whatever numbers they have here
        self._process = subprocess.Popen(
            ["bash", "-c", 'exec "$@" 3<&"$CP_ORDERS" 4>&"$CP_ANSWERS"', "browser", *command],
            pass_fds=(orders, answers), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
            env={**os.environ, "CP_ORDERS": str(orders), "CP_ANSWERS": str(answers), "HOME": self._profile})
        os.close(orders)
        os.close(answers)

    def close(self):
        """Ends the browser with everything that it started, and removes its profile."""
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self._process.wait()
        os.close(self._orders)
        os.close(self._answers)
        shutil.rmtree(self._profile, ignore_errors=True)

    # ---- the protocol ----

    def _read(self, deadline):
        while b"\0" not in self._buffer:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._answers], [], [], left)[0]:
                raise BrowserError("the browser does not answer")
            piece = os.read(self._answers, 1 << 16)
            if not piece or len(self._buffer) > LINE_BYTES_MAX:
                raise BrowserError("the browser is gone")
            self._buffer += piece
        line, self._buffer = self._buffer.split(b"\0", 1)
        return json.loads(line)

    def _note(self, message):
        method, params = message.get("method"), message.get("params", {})
        if method == "Runtime.exceptionThrown":
            details = params["exceptionDetails"]
            self.errors.append(details.get("exception", {}).get("description") or details["text"])
        elif method == "Log.entryAdded" and params["entry"]["level"] == "error":
            self.errors.append(params["entry"]["text"])
        elif method == "Page.javascriptDialogOpening":
            self.errors.append("a dialog: " + params["message"])
            self._last_id += 1
            self._send({"id": self._last_id, "method": "Page.handleJavaScriptDialog", "params": {"accept": True}})

    def _send(self, message):
        if self._session:
            message["sessionId"] = self._session
        os.write(self._orders, json.dumps(message).encode() + b"\0")

    def _ask(self, method, params=None):
        self._last_id += 1
        wanted = self._last_id
        self._send({"id": wanted, "method": method, "params": params or {}})
        deadline = time.monotonic() + WAIT_S
        while True:
            message = self._read(deadline)
            if message.get("id") == wanted:
                if "error" in message:
                    raise BrowserError(f"{method}: {message['error']['message']}")
                return message["result"]
            self._note(message)

    def ask(self, method, **params):
        """One order of the protocol to the page; its result."""
        return self._ask(method, params)

    # ---- what a person does ----

    def open(self, path, fragment=""):
        """Loads a file and waits until it is all there. Returns milliseconds."""
        began = time.monotonic()
        self.ask("Page.navigate", url="about:blank")
        self.ask("Page.navigate", url="file://" + os.path.abspath(path) + fragment)
        self.wait("location.protocol === 'file:' && document.readyState === 'complete'")
        return (time.monotonic() - began) * 1000

    def run(self, expression):
        """The value of a JavaScript expression in the page; promises are waited for."""
        result = self.ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            details = result["exceptionDetails"]
            raise BrowserError(details.get("exception", {}).get("description") or details["text"])
        return result["result"].get("value")

    def wait(self, expression):
        """Until the expression is true."""
        deadline = time.monotonic() + WAIT_S
        while not self.run(f"!!({expression})"):
            if time.monotonic() > deadline:
                raise BrowserError("waited in vain for: " + expression)
            time.sleep(0.02)

    def _place(self, selector):
        """Where a pointer meets what a selector names, brought into view: [x, y]; None where it does not."""
        return self.run(f"""(async function () {{
            var node = document.querySelector({json.dumps(selector)});
            if (!node) return null;
            node.scrollIntoView({{block: "center", behavior: "instant"}});
            for (var i = 0; i < 2; i++) await new Promise(function (done) {{ requestAnimationFrame(done); }});
            var box = node.getClientRects()[0];
            if (!box) return null;
            var x = box.left + box.width / 2, y = box.top + box.height / 2;
            var met = document.elementFromPoint(x, y);
            return met && (met === node || node.contains(met) || met.contains(node)) ? [x, y] : null;
        }})()""")

    def click(self, selector):
        """A real click in the middle of what a selector names, which must be what a pointer meets there and stand still."""
        deadline = time.monotonic() + WAIT_S
        before, place = None, self._place(selector)
        while place is None or place != before:
            if time.monotonic() > deadline:
                raise BrowserError("nothing to click at: " + selector)
            before, place = place, self._place(selector)
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.ask("Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], button="left", clickCount=1)

    def type(self, text):
        """Text into whatever has the focus."""
        self.ask("Input.insertText", text=text)

    def key(self, name, shift=False):
        """One key: Tab, Enter, Escape, ArrowDown …"""
        codes = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "ArrowUp": 38, "ArrowDown": 40, "Home": 36, "End": 35}
        text = {"Enter": "\r", " ": " "}.get(name)
        fields = {"key": name, "code": "Space" if name == " " else name, "windowsVirtualKeyCode": codes.get(name, 0),
                  "modifiers": 8 if shift else 0}
        down = dict(fields, type="keyDown" if text else "rawKeyDown")
        if text:
            down["text"] = text
        self.ask("Input.dispatchKeyEvent", **down)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **fields)

    def look(self, width, height, dark=False, media=""):
        """The size of the window, light or dark, screen or print."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                 mobile=width < 500)
        self.ask("Emulation.setEmulatedMedia", media=media,
                 features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def picture(self, path, whole=False):
        """A PNG of the window, or of the whole page."""
        options = {"format": "png"}
        if whole:
            size = self.ask("Page.getLayoutMetrics")["cssContentSize"]
            options.update(captureBeyondViewport=True, clip={"x": 0, "y": 0, "width": size["width"],
                                                             "height": min(size["height"], 16000), "scale": 1})
        data = self.ask("Page.captureScreenshot", **options)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))
