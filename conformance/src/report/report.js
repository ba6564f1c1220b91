"use strict";
/* The page is complete without this script, except for the filter and the time lines. Foreign text enters the page
 * through textContent only. */
(function () {
  var faults = ["send_raw", "closed", "exiting", "hang", "ignoring", "rss_hidden", "grandchild", "stderr", "rss", "script_error"];

  function make(tag, cls, text) {
    var node = document.createElement(tag);
    if (cls) node.className = cls;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  function seconds(us) {
    return (us / 1e6).toFixed(us < 1e7 ? 4 : 2) + " s";
  }

  /* Deadlines become events of their own, before the first event that is later. The others stay in the order of the
   * trace, which is the order of causes: times come from several clocks' readings and may differ by microseconds. */
  function withDeadlines(trace) {
    var list = trace.events.filter(function (e) { return e.ev !== "loss"; });
    var answered = {};
    trace.events.forEach(function (e) {
      if (e.src === "driver" && e.ev === "answer") answered[e.call] = e.t;
    });
    trace.events.forEach(function (e) {
      if (e.src !== "driver" || e.ev !== "call") return;
      var ms = trace.deadlines[e.label.split(" ")[0]];
      if (ms === undefined) return;
      var t = e.t + ms * 1000;
      if (answered[e.call] !== undefined && answered[e.call] < t) return;
      var at = list.findIndex(function (other) { return other.t > t; });
      list.splice(at < 0 ? list.length : at, 0, { n: 0, t: t, src: "deadline", ev: "deadline", call: e.call, label: "deadline of call " + e.call + ", " + ms + " ms" });
    });
    return list;
  }

  function row(lanes, e, open, broken) {
    var lane = e.src === "driver" || e.src === "harness" ? 1 : e.src === "deadline" ? 2 : 3;
    var cls = broken[e.n] ? " broken" : "";
    var cells = [make("div", "time" + cls, seconds(e.t))];
    for (var i = 1; i <= 3; i++) {
      var cell = make("div", (i === 2 ? (Object.keys(open).length ? "busy" : "idle") : "") + cls + (e.src === "deadline" ? " deadline" : ""));
      if (i === lane) {
        var fault = e.src === "child" && faults.indexOf(e.ev) >= 0;
        var button = make("button", fault ? "fault" : "", (fault ? "\u26a1 " : "") + [e.who, e.src === "deadline" ? "" : e.ev, e.label].filter(Boolean).join(" "));
        if (e.body) button.addEventListener("click", toggle.bind(null, cell, e));
        cell.appendChild(button);
      } else if (i === 2) {
        var calls = Object.keys(open).map(function (id) { return id + " " + open[id]; });
        cell.textContent = e.src === "driver" && (e.ev === "call" || e.ev === "answer") ? (calls.length ? "in call " + calls.join(", ") : "no call in flight") : "";
      }
      if (broken[e.n] && i === 2) cell.textContent += " \u2717 " + broken[e.n].join(", ");
      cells.push(cell);
    }
    cells.forEach(function (cell) { lanes.appendChild(cell); });
  }

  function toggle(cell, e) {
    var last = cell;
    while (last.nextSibling && last.nextSibling.className.indexOf("time") < 0 && last.nextSibling.tagName !== "PRE") last = last.nextSibling;
    if (last.nextSibling && last.nextSibling.tagName === "PRE") {
      last.nextSibling.remove();
      return;
    }
    var text = e.body;
    try { text = JSON.stringify(JSON.parse(e.body), null, 2); } catch (ignored) { /* cut off: shown as it is */ }
    last.after(make("pre", "", "event " + e.n + "\n" + text));
  }

  function draw(details) {
    var source = details.querySelector("script[type='application/json']");
    if (!source || details.querySelector(".lanes")) return;
    var trace = JSON.parse(source.textContent);
    var broken = {};
    trace.violations.forEach(function (v) { if (v.event > 0) (broken[v.event] = broken[v.event] || []).push(v.clause); });
    var lanes = make("div", "lanes");
    ["time", "caller", "supervisor as known", "child and kernel"].forEach(function (name) { lanes.appendChild(make("div", "head", name)); });
    var open = {};
    withDeadlines(trace).forEach(function (e) {
      if (e.src === "driver" && e.ev === "call") open[e.call] = e.label;
      if (e.src === "driver" && e.ev === "answer") delete open[e.call];
      row(lanes, e, open, broken);
    });
    details.appendChild(lanes);
    if (trace.more > 0) details.appendChild(make("p", "quiet", trace.more + " more events: see the trace file."));
  }

  document.querySelectorAll("details.scenario").forEach(function (details) {
    details.addEventListener("toggle", function () { if (details.open) draw(details); });
  });

  var words = document.getElementById("words");
  var verdict = document.getElementById("verdict");
  function filter() {
    var wanted = words.value.toLowerCase();
    var shown = 0;
    document.querySelectorAll("details.scenario").forEach(function (details) {
      var fits = (!verdict.value || details.dataset.word === verdict.value) && details.dataset.text.toLowerCase().indexOf(wanted) >= 0;
      details.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    document.getElementById("shown").textContent = shown + " shown";
  }
  if (words) {
    words.form.hidden = false;
    words.form.addEventListener("submit", function (event) { event.preventDefault(); });
    words.addEventListener("input", filter);
    verdict.addEventListener("input", filter);
  }
})();
