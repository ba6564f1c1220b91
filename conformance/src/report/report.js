"use strict";
/* The page is complete without this script, except for the filter and the time lines. Foreign text enters the page
 * through textContent only. */
(function () {
  var CHUNK = 500; /* events that are drawn at once */
  var LANES = {d: 1, h: 1, c: 3, k: 3};
  var PARTIES = {d: "caller", h: "harness", c: "child", k: "kernel", due: "deadline"};

  function make(tag, cls, text) {
    var node = document.createElement(tag);
    if (cls) node.className = cls;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  function shape(parent, tag, attributes, title) {
    var node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.keys(attributes).forEach(function (name) { node.setAttribute(name, attributes[name]); });
    if (title) shape(node, "title", {}).textContent = title;
    parent.appendChild(node);
    return node;
  }

  /* Control characters and what turns the direction of text are shown, not obeyed. */
  function visible(text) {
    return String(text).replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffc]/g,
      function (c) { return "\\u{" + c.charCodeAt(0).toString(16) + "}"; });
  }

  function seconds(us) { return (us / 1e6).toFixed(us < 1e7 ? 4 : 2) + " s"; }

  /* ---- reading a trace ---- */

  function unpack(node) {
    var bytes = Uint8Array.from(atob(node.textContent.trim()), function (c) { return c.charCodeAt(0); });
    var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(stream).text().then(JSON.parse);
  }

  function own(object, key) { return object && Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined; }

  function read(trace) {
    return trace.events.map(function (row) {
      return {n: row[0], t: row[1], src: row[2], ev: row[3], who: row[4], call: row[5], body: row[6] || {}};
    });
  }

  function brief(value) {
    var text = typeof value === "string" ? value : JSON.stringify(value);
    return text.length > 60 ? text.slice(0, 57) + "\u2026" : text;
  }

  /* One line that says most of an event. */
  function label(e) {
    var b = e.body, parts = [];
    if (e.ev === "call") parts.push("\u25b6 #" + e.call, own(b, "do"));
    else if (e.ev === "answer") parts.push("\u25c0 #" + e.call, own(b, "error") ? "error " + own(b.error, "kind") : own(b, "unsupported") ? "unsupported" : "ok");
    else if (e.ev === "send") parts.push("\u25c0", own(b, "type"));
    else if (e.ev === "recv") parts.push("\u25b6", own(b, "type"));
    else if (e.ev === "send_raw") parts.push("\u25c0 raw bytes,", own(b, "what"));
    else if (e.ev === "state") { Object.keys(b).forEach(function (key) { parts.push(key + " is " + b[key]); }); return parts.join(", "); }
    else if (e.ev === "loss") return "the machine took " + seconds(own(b, "ns") / 1000);
    else if (e.ev === "note") return own(b, "text");
    else parts.push(e.ev);
    ["op", "status", "export", "stream", "sequence", "name", "how", "code", "signal", "kind", "row", "count", "text", "payload", "bytes"].forEach(function (key) {
      var value = own(b, key);
      if (value === undefined || value === null || (key === "text" && e.ev === "send") || (key === "bytes" && own(b, "payload") !== undefined)) return;
      parts.push(key === "sequence" || key === "row" ? "#" + value : key === "bytes" ? value + " bytes" : brief(value));
    });
    return parts.filter(function (part) { return part !== undefined; }).join(" ");
  }

  /* What the scenario does to the supervisor on purpose. */
  function isFault(e, asked) {
    if (e.src === "d") return e.ev === "blocked" || e.ev === "step_wall";
    if (e.src !== "c") return false;
    if (e.ev === "exiting") return !asked[e.who] || !!own(e.body, "code") || own(e.body, "how") === "abort" || own(e.body, "how") === "signal";
    return ["send_raw", "closed", "hang", "ignoring", "rss_hidden", "grandchild", "rss", "script_error"].indexOf(e.ev) >= 0;
  }

  var LIMITS = {spawn: "startup_timeout_ms", open_capability: "startup_timeout_ms", health: "request_timeout_ms", request: "request_timeout_ms",
    stream: "request_timeout_ms", emit_rows: "request_timeout_ms", json_command: "request_timeout_ms", submit: "request_timeout_ms",
    shutdown: "shutdown_timeout_ms", cycle: "shutdown_timeout_ms", drop: "shutdown_timeout_ms"};

  /* The calls with their begin, end and deadline. Limits are those of the worker's own configuration, then the scenario's. */
  function readCalls(events, config) {
    var calls = [], open = {}, limits = {};
    events.forEach(function (e) {
      if (e.src !== "d") return;
      if (e.ev === "call") {
        var verb = own(e.body, "do"), mine = own(e.body, "config");
        if (mine && e.who) limits[e.who] = own(mine, "worker") || mine;
        var ms = own(limits[e.who], own(LIMITS, verb));
        if (ms === undefined) ms = own(config, own(LIMITS, verb));
        open[e.call] = {id: e.call, verb: verb || "?", who: e.who, from: e, due: typeof ms === "number" ? e.t + ms * 1000 : null, ms: ms, limit: LIMITS[verb]};
        if (verb === "set_request_timeout" && typeof own(e.body, "ms") === "number") open[e.call].sets = e.body.ms;
        calls.push(open[e.call]);
      } else if (e.ev === "answer" && open[e.call]) {
        var call = open[e.call];
        call.to = e;
        if (call.sets !== undefined && own(e.body, "ok")) limits[call.who] = Object.assign({}, limits[call.who], {request_timeout_ms: call.sets});
        delete open[e.call];
      }
    });
    return calls;
  }

  /* A deadline that came becomes an event of its own, before the first event that is later. The others stay in the order of the
   * trace, which is the order of causes: their times come from several clocks' readings and may differ by microseconds. */
  function withDeadlines(events, calls) {
    var list = events.slice();
    calls.forEach(function (call) {
      if (call.due === null || (call.to && call.to.t < call.due) || call.due > events[events.length - 1].t) return;
      var at = list.findIndex(function (e) { return e.t > call.due; });
      list.splice(at < 0 ? list.length : at, 0, {n: 0, t: call.due, src: "due", call: call.id,
        text: "deadline of #" + call.id + " " + call.verb + ": " + call.limit + " " + call.ms});
    });
    return list;
  }

  /* ---- the bytes of an event ---- */

  function hexDump(bytes) {
    var lines = [];
    for (var at = 0; at < bytes.length; at += 16) {
      var row = Array.from(bytes.slice(at, at + 16));
      lines.push(at.toString(16).padStart(6, "0") + "  " + row.map(function (b) { return b.toString(16).padStart(2, "0"); }).join(" ").padEnd(49) +
        row.map(function (b) { return b > 31 && b < 127 ? String.fromCharCode(b) : "\u00b7"; }).join(""));
    }
    return lines.join("\n");
  }

  /* A frame as it was on the pipe: the trace has its parts, the envelope is always the same (SPEC.md, WIRE-03). */
  function frameOf(e) {
    var b = e.body, body;
    if (e.ev === "send_raw" && own(b, "hex")) return {bytes: Uint8Array.from(b.hex.match(/../g) || [], function (x) { return parseInt(x, 16); }), of: b.bytes};
    if (e.ev === "send" && typeof own(b, "text") === "string") body = b.text;
    else if (e.ev === "send" && typeof own(b, "payload") === "string")
      body = "{\"stream\":" + JSON.stringify(own(b, "stream")) + ",\"sequence\":" + own(b, "sequence") + ",\"payload\":" + b.payload + "}";
    else if (e.ev === "recv" && own(b, "body")) body = JSON.stringify(b.body);
    if (body === undefined || / bytes\)"?\}*$/.test(body)) return null;
    var json = new TextEncoder().encode("{\"version\":10,\"message\":{\"type\":" + JSON.stringify(own(b, "type")) + ",\"body\":" + body + "}}");
    if (e.ev === "recv" && json.length !== b.bytes) return null; /* spaces that the trace did not keep */
    var bytes = new Uint8Array(json.length + 4);
    new DataView(bytes.buffer).setUint32(0, json.length);
    bytes.set(json, 4);
    return {bytes: bytes, of: bytes.length};
  }

  function describe(e) {
    var box = make("div", "body");
    box.appendChild(make("div", "faint", "event " + e.n + ", " + PARTIES[e.src] + (e.who ? " " + visible(e.who) : "") + ", " + e.ev + ", at " + (e.t / 1e6).toFixed(6) + " s"));
    if (Object.keys(e.body).length) box.appendChild(make("pre", "", visible(JSON.stringify(e.body, null, 2))));
    var frame = frameOf(e);
    if (frame) {
      box.appendChild(make("div", "faint", "the bytes on the pipe: " + (frame.bytes.length < frame.of ? "the first " + frame.bytes.length + " of " : "") + frame.of));
      box.appendChild(make("pre", "hex", hexDump(frame.bytes)));
    }
    return box;
  }

  function toggle(item, button, e) {
    var shown = item.querySelector(".body");
    if (shown) shown.remove();
    else item.appendChild(describe(e));
    button.setAttribute("aria-expanded", String(!shown));
  }

  /* ---- the list of events ---- */

  function follow(state, e) {
    if (e.src === "d" && e.ev === "call") state.calls[e.call] = own(e.body, "do");
    else if (e.src === "d" && e.ev === "answer") delete state.calls[e.call];
    else if (e.src === "c" && e.ev === "hello") state.children[e.who] = "runs";
    else if (e.src === "k" && e.ev === "exited" && state.children[e.who]) state.children[e.who] = "ended, not reaped";
    else if (e.src === "k" && e.ev === "reaped") delete state.children[e.who];
    var calls = Object.keys(state.calls), children = Object.keys(state.children);
    state.busy = calls.length > 0;
    return (calls.length ? "in call " + calls.map(function (id) { return "#" + id + " " + state.calls[id]; }).join(", ") : "at rest") + "; " +
      (children.length ? children.map(function (who) { return who + " " + state.children[who]; }).join(", ") : "no child");
  }

  function eventItem(e, state) {
    var item = make("li");
    item.appendChild(make("span", "time", seconds(e.t)));
    if (e.src === "due") {
      item.appendChild(make("span", "due", "\u23f1 " + e.text));
      return item;
    }
    var known = follow(state, e), fault = isFault(e, state.asked);
    if (e.src === "c" && e.ev === "recv" && own(e.body, "op") === "terminate") state.asked[e.who] = true;
    var faint = e.ev === "state" || e.ev === "loss" || e.ev === "note" || e.ev === "start" || e.ev === "end" || e.ev === "descriptors";
    var button = make("button", "l" + LANES[e.src] + (fault ? " fault" : faint ? " faint" : ""));
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    button.appendChild(make("span", "sr", PARTIES[e.src] + (fault ? ", injected fault: " : ": ")));
    button.appendChild(document.createTextNode(visible((fault ? "\u26a1 " : "") + (e.who && LANES[e.src] === 3 && e.ev !== "state" ? e.who + " " : "") + label(e))));
    button.addEventListener("click", function () { toggle(item, button, e); });
    item.appendChild(button);
    item.appendChild(make("span", "l2" + (state.busy ? " busy" : ""), known === state.told ? "" : visible(known)));
    state.told = known;
    (state.broken[e.n] || []).forEach(function (v) {
      item.classList.add("wrong");
      item.appendChild(make("span", "why", visible("\u2717 " + v[1] + ": " + (v[2] && v[2] !== v[3] ? "expected " + v[2] + "; happened: " : "") + v[3])));
    });
    item.dataset.n = e.n;
    return item;
  }

  function drawList(details, list, trace) {
    var state = {calls: {}, children: {}, asked: {}, broken: {}, busy: false, told: ""};
    trace.violations.forEach(function (v) { if (v[0] > 0) (state.broken[v[0]] = state.broken[v[0]] || []).push(v); });
    var events = make("ol", "events");
    events.setAttribute("aria-label", "events");
    var head = make("li", "head");
    head.setAttribute("aria-hidden", "true");
    ["time", "caller", "supervisor as known", "child and kernel"].forEach(function (name) { head.appendChild(make("span", "", name)); });
    events.appendChild(head);
    details.appendChild(events);
    var at = 0;
    var more = make("button", "more");
    more.type = "button";
    function draw() {
      var piece = document.createDocumentFragment();
      for (var end = Math.min(at + CHUNK, list.length); at < end; at++) piece.appendChild(eventItem(list[at], state));
      events.appendChild(piece);
      more.textContent = "Show more events (" + (list.length - at) + " left)";
      if (at === list.length) more.remove();
    }
    draw();
    if (at < list.length) details.appendChild(more);
    more.addEventListener("click", draw);
    if (trace.more > 0) details.appendChild(make("p", "quiet", trace.more + " more events are in the trace file."));
    return function (n) { /* shows one event, wherever it is */
      while (at < list.length && !events.querySelector("[data-n='" + n + "']")) draw();
      var item = events.querySelector("[data-n='" + n + "']"), button = item && item.querySelector("button");
      if (!button) return;
      if (button.getAttribute("aria-expanded") === "false") button.click();
      button.focus({preventScroll: true});
      item.scrollIntoView({block: "center"});
    };
  }

  /* ---- the picture above it ---- */

  function drawChart(details, events, calls, trace) {
    var last = events.reduce(function (most, e) { return Math.max(most, e.t); }, 1), first = Math.min.apply(null, calls.slice(1, 2).map(function (c) { return c.from.t; }).concat([last]));
    var lost = {}, x = function (t) { return 96 + Math.max(0, Math.min(1, (t - first) / Math.max(1, last - first))) * 888; };
    var box = make("div", "scroll");
    var svg = shape(box, "svg", {"class": "chart", viewBox: "0 0 1000 176", role: "img", "aria-label": "time line; the list of events below says the same"});
    [["caller", 10], ["supervisor", 66], ["child, kernel", 108]].forEach(function (lane) {
      shape(svg, "text", {x: 6, y: lane[1] + 16}).textContent = lane[0];
      shape(svg, "line", {"class": "lane", x1: 0, x2: 1000, y1: lane[1] - 4, y2: lane[1] - 4});
    });
    var ends = [];
    calls.slice(0, 2000).forEach(function (call) {
      var end = call.to ? call.to.t : last, row = 0;
      while (row < 3 && ends[row] > call.from.t) row++;
      ends[row] = end;
      shape(svg, "rect", {"class": "call" + (call.to && own(call.to.body, "error") ? " error" : ""), "data-n": call.from.n, x: x(call.from.t), y: 10 + row * 12, width: Math.max(2, x(end) - x(call.from.t)), height: 10, rx: 2},
        "#" + call.id + " " + call.verb + ", " + seconds(end - call.from.t));
      if (x(end) - x(call.from.t) > 70)
        shape(svg, "text", {"class": "name", x: x(call.from.t) + 5, y: 15.5 + row * 12}).textContent = visible("#" + call.id + " " + call.verb);
      shape(svg, "rect", {"class": "busy", x: x(call.from.t), y: 72, width: Math.max(1, x(end) - x(call.from.t)), height: 10, opacity: .5});
    });
    var born = {}, asked = {}, kids = 0, ticks = Math.max(1, Math.ceil(events.length / 1500));
    events.forEach(function (e, i) {
      if (e.src === "c" && e.ev === "hello") born[e.who] = {from: e, y: 112 + (kids++ % 3) * 16};
      var child = born[e.who], y = child ? child.y : 112;
      if (e.src === "c" && e.ev === "recv" && own(e.body, "op") === "terminate") asked[e.who] = true;
      if (e.src === "k" && e.ev === "exited" && child) child.to = e;
      if (e.src === "k" && e.ev === "reaped" && child) child.gone = e;
      if (e.src === "c" && i % ticks === 0) shape(svg, "line", {"class": "tick", "data-n": e.n, x1: x(e.t), x2: x(e.t), y1: y, y2: y + 12}, visible(label(e)));
      if (isFault(e, asked)) shape(svg, "text", {"class": "mark", "data-n": e.n, x: x(e.t), y: e.src === "d" ? 12 : y + 7}, visible("injected fault: " + label(e))).appendChild(document.createTextNode("\u26a1"));
    });
    Object.keys(born).forEach(function (who) {
      var child = born[who], to = child.to ? child.to.t : child.gone ? child.gone.t : last;
      svg.insertBefore(shape(svg, "rect", {"class": "life", x: x(child.from.t), y: child.y, width: Math.max(1, x(to) - x(child.from.t)), height: 12, rx: 2}, visible(who)), svg.firstChild);
      if (child.to) svg.insertBefore(shape(svg, "rect", {"class": "ended", x: x(to), y: child.y, width: Math.max(1, x(child.gone ? child.gone.t : last) - x(to)), height: 12}, visible(who + " ended, not reaped")), svg.firstChild);
    });
    calls.forEach(function (call) {
      if (call.due === null || call.due > last || lost[call.due]) return;
      var missed = !call.to || call.to.t >= call.due;
      if (!missed && call.to.t - call.from.t < call.ms * 500) return; /* far from it: a line would only stand in the way */
      lost[call.due] = true;
      shape(svg, "line", {"class": "deadline", x1: x(call.due), x2: x(call.due), y1: 4, y2: 160}, "deadline of #" + call.id + " " + call.verb + ", " + call.ms + " ms");
      shape(svg, "text", {x: Math.min(x(call.due) + 4, 860), y: 58}).textContent = "deadline #" + call.id;
    });
    var named = -100; /* one label where several would lie on one another; each line has its own title */
    trace.violations.forEach(function (v) {
      var e = v[0] > 0 ? events[v[0] - 1] : null;
      if (!e) return;
      if (Math.abs(x(e.t) - named) > 70) shape(svg, "text", {"class": "wrong", x: Math.min(x(e.t) + 4, 900), y: 150}).textContent = visible(v[1]);
      named = x(e.t);
      shape(svg, "line", {"class": "broken", "data-n": e.n, x1: x(e.t), x2: x(e.t), y1: 2, y2: 162}, visible("\u2717 " + v[1] + ": " + v[3]));
    });
    shape(svg, "text", {x: 96, y: 168}).textContent = seconds(first);
    shape(svg, "text", {x: 940, y: 168}).textContent = seconds(last);
    details.appendChild(box);
    return svg;
  }

  function draw(details) {
    var source = document.getElementById(details.dataset.trace);
    if (details.dataset.drawn) return;
    details.dataset.drawn = "yes";
    if (!source || typeof DecompressionStream === "undefined") {
      details.appendChild(make("p", "quiet", source ? "This browser is too old to unpack the time line." : "The page holds no time line of this scenario; its trace is beside the report."));
      return;
    }
    unpack(source).then(function (trace) {
      var events = read(trace);
      if (!events.length) return;
      var calls = readCalls(events, trace.config);
      var svg = drawChart(details, events, calls, trace);
      var show = drawList(details, withDeadlines(events, calls), trace);
      svg.addEventListener("click", function (event) {
        var mark = event.target.closest("[data-n]");
        if (mark) show(Number(mark.dataset.n));
      });
      details.dataset.drawn = "done";
    });
  }

  /* ---- the page ---- */

  var scenarios = Array.from(document.querySelectorAll("details.scenario"));
  scenarios.forEach(function (details) {
    details.addEventListener("toggle", function () { if (details.open) draw(details); });
  });

  /* A link into something that is closed, or filtered out, opens it. */
  function reveal() {
    var target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (!target) return;
    target.hidden = false;
    for (var node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    target.scrollIntoView();
  }
  window.addEventListener("hashchange", reveal);
  reveal();

  var form = document.getElementById("filter"), words = document.getElementById("words");
  var texts = scenarios.map(function (details) {
    return (details.querySelector("summary").textContent + " " + details.querySelector("summary + p").textContent).toLowerCase();
  });
  function filter() {
    var wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    var verdicts = Array.from(form.querySelectorAll("input:checked")).map(function (box) { return box.value; });
    var shown = 0;
    scenarios.forEach(function (details, i) {
      var fits = (!verdicts.length || verdicts.indexOf(details.dataset.word) >= 0) && wanted.every(function (word) { return texts[i].indexOf(word) >= 0; });
      details.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    document.getElementById("shown").textContent = shown + " of " + scenarios.length + " shown";
  }
  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("input", filter);
  filter();

  document.querySelectorAll(".rerun").forEach(function (pre) {
    var button = make("button", "copy", "Copy");
    var command = pre.querySelector("code").textContent;
    button.type = "button";
    button.setAttribute("aria-label", "Copy the command");
    button.addEventListener("click", function () {
      (navigator.clipboard ? navigator.clipboard.writeText(command) : Promise.reject()).then(function () { button.textContent = "Copied"; }, function () {
        getSelection().selectAllChildren(pre.querySelector("code"));
        button.textContent = "Selected";
      });
    });
    pre.appendChild(button);
  });

  /* On paper, what has to be looked at is open. */
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details.card").forEach(function (card) { card.open = true; });
  });
})();
