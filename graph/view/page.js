"use strict";
// Names are data: they go to the page as text nodes and to the canvas as text, never as markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const { dots, lines } = data;
  const CLASSES = ["direct", "single", "group", "never", "lapsed", "inherited", "other", "helper", "idle"];
  const FILTERS = ["kind", "unit", "form", "sector"];
  const COLUMNS = ["name", "kind", "area", "state", "partner"];
  const state = { lang: data.lang, off: new Set(), kind: "", unit: "", form: "", sector: "", q: "", chosen: null, sort: ["state", 1] };
  const near = dots.map(() => []);
  lines.forEach((line, at) => { near[line.h].push(at); near[line.r].push(at); });
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const say = (key, values = {}) =>
    (data.text[state.lang][key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const word = (key) => data.words[state.lang][key] ?? key;
  const name = (at) => (state.lang === "en" && dots[at].en) || dots[at].name;
  const short = (text) => (text.length > 24 ? text.slice(0, 23) + "…" : text);
  function element(tag, text, attributes = {}) {
    const made = document.createElement(tag);
    if (text !== undefined && text !== null) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  // --- what is shown

  function matches(dot) {
    if (state.off.has(dot.class) || (dot.ill && state.off.has("illustrative"))) return false;
    if (state.unit && dot.unit !== state.unit && dot.side === "recipient") return false;
    if (state.kind && dot.kind !== state.kind && dot.side === "recipient") return false;
    return true;
  }
  const lineMatches = (line) =>
    (!state.form || line.pacts.some((pact) => pact.form === state.form)) &&
    (!state.sector || line.pacts.some((pact) => pact.sector === state.sector));

  function visible() {
    const own = dots.map(matches);
    const kept = lines.map((line) => own[line.h] && own[line.r] && lineMatches(line));
    const narrowed = FILTERS.some((filter) => state[filter]);
    const linked = new Set();
    lines.forEach((line, at) => { if (kept[at]) { linked.add(line.h); linked.add(line.r); } });
    const byPact = state.form || state.sector;
    return {
      dots: dots.map((dot, at) => own[at] && (!narrowed || linked.has(at) || (dot.side === "recipient" && !byPact))),
      lines: kept,
    };
  }

  // --- the drawing

  const nodes = new vis.DataSet(data.nodes);
  const edges = new vis.DataSet(data.edges);
  const network = new vis.Network(byId("drawing"), { nodes, edges }, data.options);
  const ink = () => (dark.matches ? "#e8ecf2" : "#1c2430");

  network.on("beforeDrawing", (context) => {
    context.fillStyle = ink();
    context.textAlign = "left";
    for (const head of data.heads) {
      context.font = `${head.key ? "bold 22px" : "bold 14px"} system-ui, "Microsoft YaHei", "Noto Sans CJK SC", sans-serif`;
      context.fillText(head.key ? `${say(head.key)}  ${head.count}` : `${short(head.text)}  ${head.count}`, head.x - 10, head.y + 5);
    }
  });

  function mark(dot) {
    const marks = { never: say("map.mark.gap"), lapsed: say("map.mark.gap"), inherited: say("map.mark.gap"), single: "1" };
    return marks[dot.class] ? `${marks[dot.class]} ` : "";
  }

  // the library centres a name under its dot; beside it, towards the outside, a column of names can be read
  network.on("afterDrawing", (context) => {
    if (network.getScale() < 0.3) return;
    context.font = '14px system-ui, "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif';
    context.textBaseline = "middle";
    dots.forEach((dot, at) => {
      if (!shown.dots[at]) return;
      const left = dot.side === "helper";
      context.globalAlpha = focus && !focus.has(at) ? 0.25 : 1;
      context.fillStyle = ink();
      context.textAlign = left && dot.class !== "idle" ? "right" : "left";
      context.fillText(mark(dot) + short(name(at)) + (dot.ill ? " ※" : ""), data.nodes[at].x + (left && dot.class !== "idle" ? -14 : 14), data.nodes[at].y);
    });
    context.globalAlpha = 1;
    context.textBaseline = "alphabetic";
  });

  let shown = visible();
  let focus = null;
  function draw() {
    shown = visible();
    focus = state.chosen === null ? null : new Set([state.chosen, ...near[state.chosen].flatMap((at) => [lines[at].h, lines[at].r])]);
    nodes.update(dots.map((_, at) => ({
      id: at, hidden: !shown.dots[at], opacity: focus && !focus.has(at) ? 0.2 : 1,
    })));
    edges.update(lines.map((line, at) => {
      const near_ = state.chosen === null || line.h === state.chosen || line.r === state.chosen;
      return { id: at, hidden: !shown.lines[at], color: { opacity: near_ ? (focus ? 1 : 0.45) : 0.06 } };
    }));
  }

  // --- the page around it

  const SHAPES = {
    helper: (svg) => svg("rect", { x: 4, y: 4, width: 12, height: 12, fill: "#1b6ca8" }),
    idle: (svg) => svg("rect", { x: 4, y: 4, width: 12, height: 12, fill: "none", stroke: "#5a6675", "stroke-width": 2 }),
    direct: (svg) => svg("circle", { cx: 10, cy: 10, r: 6, fill: "#d9822b" }),
    single: (svg) => svg("circle", { cx: 10, cy: 10, r: 6, fill: "#d9822b", stroke: "#7a4a00", "stroke-width": 4 }),
    group: (svg) => svg("polygon", { points: "10,2 18,10 10,18 2,10", fill: "#d9822b" }),
    never: (svg) => svg("circle", { cx: 10, cy: 10, r: 7, fill: "none", stroke: "#c2183a", "stroke-width": 2, "stroke-dasharray": "4 3" }),
    lapsed: (svg) => svg("polygon", { points: "10,3 18,17 2,17", fill: "none", stroke: "#5a6675", "stroke-width": 2, "stroke-dasharray": "4 3" }),
    inherited: (svg) => svg("circle", { cx: 10, cy: 10, r: 7, fill: "none", stroke: "#c2183a", "stroke-width": 2, "stroke-dasharray": "1 3" }),
    other: (svg) => svg("circle", { cx: 10, cy: 10, r: 5, fill: "#8a93a0" }),
  };
  function icon(key) {
    const space = "http://www.w3.org/2000/svg";
    const root = document.createElementNS(space, "svg");
    for (const [at, value] of [["width", 20], ["height", 20], ["aria-hidden", "true"]]) root.setAttribute(at, value);
    const svg = (tag, attributes) => {
      const made = document.createElementNS(space, tag);
      for (const [at, value] of Object.entries(attributes)) made.setAttribute(at, value);
      root.append(made);
    };
    if (SHAPES[key]) SHAPES[key](svg);
    return root;
  }

  function legend() {
    const list = byId("keys");
    list.replaceChildren();
    for (const key of [...CLASSES, "illustrative"]) {
      const count = dots.filter((dot) => (key === "illustrative" ? dot.ill : dot.class === key)).length;
      if (!count) continue;
      const button = element("button", null, { type: "button", "aria-pressed": String(!state.off.has(key)), "data-key": key });
      button.append(key === "illustrative" ? element("span", "※", { "aria-hidden": "true" }) : icon(key));
      button.append(element("span", say(`map.class.${key}`)), element("span", count, { class: "n" }));
      button.addEventListener("click", () => {
        state.off.has(key) ? state.off.delete(key) : state.off.add(key);
        button.setAttribute("aria-pressed", String(!state.off.has(key)));
        refresh();
      });
      const item = element("li");
      item.append(button);
      list.append(item);
    }
    for (const key of ["map.line.named", "map.line.group", "map.line.ended"]) list.append(element("li", say(key)));
  }

  function choices() {
    const seen = {
      kind: dots.filter((dot) => dot.side === "recipient").map((dot) => dot.kind), unit: dots.map((dot) => dot.unit),
      form: lines.flatMap((line) => line.pacts.map((pact) => pact.form)), sector: lines.flatMap((line) => line.pacts.map((pact) => pact.sector)),
    };
    for (const filter of FILTERS) {
      const select = byId(filter);
      const values = [...new Set(seen[filter].filter(Boolean))];
      const labels = new Map(values.map((value) => [value, filter === "unit" ? data.units[value] : word(value)]));
      values.sort((one, two) => labels.get(one).localeCompare(labels.get(two), state.lang));
      select.replaceChildren(element("option", say("map.all"), { value: "" }), ...values.map((value) => element("option", labels.get(value), { value })));
      select.value = state[filter];
      select.parentElement.hidden = values.length < 2;
    }
  }

  const partnersOf = (at) =>
    [...new Set(near[at].filter((line) => lines[line].active).map((line) => (lines[line].h === at ? lines[line].r : lines[line].h)))];
  const cells = (at) => [name(at), word(dots[at].kind), dots[at].area.join(" / "), say(`map.class.${dots[at].class}`), partnersOf(at).map(name).join("、")];

  function listed() {
    const [column, way] = state.sort;
    const place = COLUMNS.indexOf(column);
    const order = (at) => (column === "state" ? CLASSES.indexOf(dots[at].class) + (dots[at].gap ? -100 : 0) : cells(at)[place]);
    return dots.map((_, at) => at).filter((at) => shown.dots[at]).map((at) => [at, order(at)])
      .sort(([one, a], [two, b]) => way * (typeof a === "number" ? a - b : a.localeCompare(b, state.lang)) || one - two).map(([at]) => at);
  }

  function table() {
    byId("columns").replaceChildren(...COLUMNS.map((column) => {
      const head = element("th", null, { scope: "col" });
      if (state.sort[0] === column) head.setAttribute("aria-sort", state.sort[1] > 0 ? "ascending" : "descending");
      const button = element("button", say(`map.column.${column}`), { type: "button" });
      button.addEventListener("click", () => {
        state.sort = [column, state.sort[0] === column ? -state.sort[1] : 1];
        table();
        byId("columns").children[COLUMNS.indexOf(column)].firstChild.focus();
      });
      head.append(button);
      return head;
    }));
    byId("rows").replaceChildren(...listed().map((at) => {
      const row = element("tr", null, { "data-at": at });
      if (at === state.chosen) row.className = "chosen";
      cells(at).forEach((text, place) => {
        const cell = element("td", place ? text : null);
        if (!place) {
          const button = element("button", text + (dots[at].ill ? " ※" : ""), { type: "button" });
          button.addEventListener("click", () => choose(at, true));
          cell.append(button);
        }
        if (place === 3 && dots[at].gap) cell.className = "gap";
        row.append(cell);
      });
      return row;
    }));
    const count = shown.dots.filter(Boolean).length;
    byId("count").textContent = say("map.showing", { shown: count.toLocaleString(), all: dots.length.toLocaleString() });
  }

  function details() {
    const body = byId("details-body");
    body.replaceChildren();
    const at = state.chosen;
    byId("details-title").textContent = at === null ? say("map.details") : name(at);
    if (at === null) {
      body.append(element("p", say("map.choose")));
      return;
    }
    const dot = dots[at];
    const facts = element("dl");
    const fact = (label, value) => { if (value) facts.append(element("dt", label), element("dd", value)); };
    fact(say("map.column.kind"), word(dot.kind));
    fact(say("map.column.area"), dot.area.join(" / "));
    fact(say("map.column.state"), say(`map.class.${dot.class}`));
    fact(say("map.inherited_from"), dot.from);
    fact(say("map.other_names"), [...dot.aliases, state.lang === "en" ? dot.en && dot.name : dot.en].filter(Boolean).join("、"));
    fact(say("map.code"), dot.code);
    if (dot.ill) fact("※", say("map.class.illustrative"));
    body.append(facts);
    for (const place of near[at]) {
      const line = lines[place];
      const other = line.h === at ? line.r : line.h;
      const part = element("article");
      const button = element("button", name(other), { type: "button" });
      button.addEventListener("click", () => choose(other, true));
      part.append(element("span", say(line.h === at ? "map.helps" : "map.helped_by") + " "), button);
      for (const pact of line.pacts) {
        const said = [word(pact.time), pact.form && word(pact.form), pact.sector && word(pact.sector), say("map.from", { start: pact.start ?? "?", end: pact.end ?? "…" }),
          pact.certainty === "group" && say("map.class.group"), pact.ill && say("map.class.illustrative")].filter(Boolean).join(" · ");
        part.append(element("p", said), element("p", `${say("map.source")} ${data.sources[pact.source]}${pact.place ? ` · ${pact.place}` : ""}`));
      }
      for (const given of line.given) part.append(element("p", given[state.lang]));
      body.append(part);
    }
  }

  function choose(at, move) {
    state.chosen = at;
    refresh();
    if (at === null) return;
    network.selectNodes([at]);
    network.focus(at, { scale: Math.max(network.getScale(), 0.8), animation: false });
    if (move) byId("details-title").focus({ preventScroll: false });
  }

  // --- search

  function hits() {
    const wanted = state.q.trim().toLowerCase();
    if (!wanted) return [];
    const letters = /^[a-z]+$/.test(wanted) ? [...wanted] : null;
    const starts = (dot, start) => letters.every((letter, place) => (dot.py[start + place] ?? "").includes(letter));
    const rank = (dot) => { // how surely it is meant: its name, the beginning of it, a part of it, its initials
      const texts = [dot.name, dot.en, dot.code, dot.id, ...dot.aliases].filter(Boolean).map((text) => text.toLowerCase());
      if (texts.includes(wanted)) return 0;
      if (texts.some((text) => text.startsWith(wanted))) return 1;
      if (letters && starts(dot, 0)) return 2;
      if (texts.some((text) => text.includes(wanted))) return 3;
      return letters && dot.py.some((_, start) => starts(dot, start)) ? 4 : null;
    };
    const ranked = dots.map((dot, at) => [shown.dots[at] ? rank(dot) : null, at]).filter(([found]) => found !== null);
    return ranked.sort((one, two) => one[0] - two[0] || one[1] - two[1]).map(([, at]) => at);
  }
  let hit = -1;
  byId("search").addEventListener("input", (event) => {
    state.q = event.target.value;
    hit = -1;
    const found = hits();
    network.selectNodes(found);
    byId("count").textContent = say("map.hits", { count: found.length, names: found.slice(0, 8).map(name).join("、") });
    remember();
  });
  byId("search").addEventListener("keydown", (event) => {
    const found = hits();
    if (event.key !== "Enter" || !found.length) return;
    hit = (hit + 1) % found.length;
    choose(found[hit], false);
  });

  // --- the rest

  function csv() {
    const quote = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? "'" : "") + text.replaceAll('"', '""')}"`;
    const rows = [COLUMNS.map((column) => say(`map.column.${column}`)), ...listed().map(cells)];
    const link = element("a", null, { download: "jiedui.csv" });
    link.href = URL.createObjectURL(new Blob(["\ufeff" + rows.map((row) => row.map(quote).join(",")).join("\r\n")], { type: "text/csv" }));
    link.click();
    URL.revokeObjectURL(link.href);
  }

  function remember() {
    const kept = new URLSearchParams();
    for (const key of ["lang", "q", ...FILTERS]) if (state[key]) kept.set(key, state[key]);
    if (state.off.size) kept.set("off", [...state.off].join("."));
    if (state.chosen !== null) kept.set("id", dots[state.chosen].id);
    history.replaceState(null, "", `#${kept}`);
  }
  function restore() {
    const kept = new URLSearchParams(location.hash.slice(1));
    for (const key of ["lang", "q", ...FILTERS]) if (kept.has(key)) state[key] = kept.get(key);
    if (!["zh", "en"].includes(state.lang)) state.lang = data.lang;
    state.off = new Set((kept.get("off") ?? "").split(".").filter(Boolean));
    const at = dots.findIndex((dot) => dot.id === kept.get("id"));
    state.chosen = at < 0 ? null : at;
  }

  function refresh() { draw(); table(); details(); remember(); }
  function everything() {
    document.documentElement.lang = state.lang === "zh" ? "zh-CN" : "en";
    document.title = byId("title").textContent = data.title[state.lang];
    byId("day").textContent = say("map.day", { day: data.as_of });
    byId("summary").replaceChildren(...data.summary[state.lang].map((text) => element("p", text)));
    byId("notes").replaceChildren(...data.notes[state.lang].map((text) => element("li", text)));
    for (const one of document.querySelectorAll("[data-say]")) one.textContent = say(one.dataset.say);
    byId("language").textContent = state.lang === "zh" ? "English" : "中文";
    byId("search").value = state.q;
    choices();
    legend();
    refresh();
  }
  function whole() {
    network.fit({ animation: false });
  }
  function opening() {
    whole();
    const scale = Math.max(network.getScale(), 0.8);
    const box = byId("drawing").getBoundingClientRect();
    const all = data.nodes.map((node) => node.x);
    const [left, right] = [Math.min(...all) - 150, Math.max(...all) + 180];
    if (all.length) network.moveTo({ scale, position: { x: (left + right) / 2, y: box.height / 2 / scale - 40 }, animation: false });
  }
  for (const filter of FILTERS) byId(filter).addEventListener("change", (event) => { state[filter] = event.target.value; refresh(); });
  byId("fit").addEventListener("click", whole);
  byId("csv").addEventListener("click", csv);
  byId("language").addEventListener("click", () => { state.lang = state.lang === "zh" ? "en" : "zh"; everything(); });
  byId("reset").addEventListener("click", () => {
    Object.assign(state, { off: new Set(), kind: "", unit: "", form: "", sector: "", q: "", chosen: null });
    everything();
    opening();
  });
  network.on("click", (event) => choose(event.nodes.length ? event.nodes[0] : null, false));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && state.chosen !== null) choose(null, false); });
  dark.addEventListener("change", draw);
  addEventListener("hashchange", () => { restore(); everything(); });
  restore();
  everything();
  opening();
  if (state.chosen !== null) choose(state.chosen, false);
  document.body.dataset.ready = "true";
})();
