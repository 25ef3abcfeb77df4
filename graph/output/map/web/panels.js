// The page around the drawing: legend, filters, list, details; everything the drawing shows can be read here too.
const LEAF = ["name", "kind", "area", "state", "partner"];
const ROLLED = ["name", "members", "roster", "gaps", "share", "pairs"];
const columns = () => (rolled(scenes[state.scene]) ? ROLLED : LEAF);
const sorting = () => state.sort ?? (rollup ? ["gaps", -1] : ["state", 1]); // where a partner is missing first
const MOST_MEMBERS = 200; // how many of a group the details list

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
  SHAPES[key]((tag, attributes) => {
    const made = document.createElementNS(space, tag);
    for (const [at, value] of Object.entries(attributes)) made.setAttribute(at, value);
    root.append(made);
  });
  return root;
}

function legend() {
  const own = scenes[state.scene].dots;
  const items = [];
  for (const key of [...CLASSES, "illustrative"]) {
    const count = own.filter((at) => (key === "illustrative" ? dots[at].ill : classOf(at) === key)).length;
    if (!count && !state.off.has(key)) continue;
    const made = button(null, () => {
      state.off.has(key) ? state.off.delete(key) : state.off.add(key);
      refresh();
      byId("keys").querySelector(`[data-key="${key}"]`)?.focus();
    }, { "aria-pressed": String(!state.off.has(key)), "data-key": key });
    made.append(key === "illustrative" ? element("span", "※", { "aria-hidden": "true", class: "star" }) : icon(key));
    made.append(element("span", say(`map.class.${key}`)), element("span", number(count), { class: "n" }));
    items.push(element("li"));
    items.at(-1).append(made);
  }
  const keys = rollup ? ["map.line.pairs", "map.line.bar"] : ["map.line.named", "map.line.group", "map.line.ended"];
  const most = rollup ? number(Math.max(0, ...rollup.links.values())) : "";
  byId("keys").replaceChildren(...items, ...keys.map((key) => element("li", say(key, { most }))));
}

function choices() {
  const scene = scenes[state.scene];
  const pacts = linesOf(scene).flatMap((at) => lines[at].p);
  const recipients = scene.dots.filter((at) => !isHelper(at));
  const seen = {
    kind: recipients.map((at) => dots[at].kind), form: pacts.map((pact) => pact.form), sector: pacts.map((pact) => pact.sector),
    unit: rolled(scene) ? [] : recipients.map((at) => areas[at] !== null && units[areas[at]].id), // a group opens what lies in it
  };
  const called = new Map(units.map((unit) => [unit.id, unit.name]));
  for (const filter of FILTERS) {
    const select = byId(filter);
    const values = [...new Set(seen[filter].filter(Boolean))];
    if (state[filter] && !values.includes(state[filter])) state[filter] = "";
    const labels = new Map(values.map((value) => [value, filter === "unit" ? called.get(value) : word(value)]));
    values.sort((one, two) => labels.get(one).localeCompare(labels.get(two), state.lang));
    select.replaceChildren(element("option", say("map.all"), { value: "" }), ...values.map((value) => element("option", labels.get(value), { value })));
    select.value = state[filter];
    select.parentElement.hidden = values.length < 2;
  }
}

function path() { // where one is, and the ways back
  const found = [];
  for (let at = state.scene; at !== undefined; at = scenes[at].up) found.unshift(at);
  byId("path").replaceChildren(...found.map((at, place) => {
    const item = element("li");
    item.append(place === found.length - 1 ? element("span", sceneName(scenes[at]), { "aria-current": "page" }) : button(sceneName(scenes[at]), () => enter(at)));
    return item;
  }));
  if (data.overview) {
    const item = element("li");
    item.append(element("a", say("map.whole"), { href: data.overview }));
    byId("path").prepend(item);
  }
  byId("path").parentElement.hidden = scenes.length < 2 && !data.overview;
}

const partnersOf = (at) =>
  [...new Set(near[at].filter((line) => isActive(lines[line])).map((line) => (lines[line].h === at ? lines[line].r : lines[line].h)))];
const leafCells = (at) => [name(at), word(dots[at].kind), pathOf(dots[at].u).join(" / "), say(`map.class.${classOf(at)}`), several(partnersOf(at).map(name))];
function groupCells(at) {
  const tally = rollup.groups[at];
  const roster = tally.expected || "";
  return [groupName(scenes[state.scene].groups[at]), tally.members, roster, roster && tally.gaps, roster && percent(tally.gaps, tally.expected), tally.pairs];
}
const cells = (at) => (rollup ? groupCells(at) : leafCells(at));

function listed() {
  const [column, way] = sorting();
  const place = columns().indexOf(column);
  const numeric = { share: (at) => (rollup.groups[at].expected ? rollup.groups[at].gaps / rollup.groups[at].expected : -1) };
  const order = (at) => {
    if (rollup) return numeric[column]?.(at) ?? (place < 0 ? at : cells(at)[place] === "" ? -1 : cells(at)[place]);
    return column === "state" ? CLASSES.indexOf(classOf(at)) - (isGap(at) ? 100 : 0) : place < 0 ? at : cells(at)[place];
  };
  const all = rollup ? rollup.groups.map((_, at) => at).filter((at) => rollup.groups[at].members || rollup.groups[at].expected) : scenes[state.scene].dots.filter((at) => shown.dots.has(at));
  return all.map((at) => [at, order(at)])
    .sort(([one, a], [two, b]) => way * (typeof a === "number" ? a - b : a.localeCompare(b, state.lang)) || one - two).map(([at]) => at);
}

function openedBy(at) { // what the name in a row of the list does
  if (!rollup) return button(name(at) + (dots[at].ill ? " ※" : ""), () => choose(at, true));
  const group = scenes[state.scene].groups[at];
  if (!group.href) return button(groupName(group), () => open(at, true));
  return element("a", groupName(group), { href: group.href });
}
function table() {
  const own = columns();
  byId("columns").replaceChildren(...own.map((column, place) => {
    const head = element("th", null, { scope: "col" });
    if (sorting()[0] === column) head.setAttribute("aria-sort", sorting()[1] > 0 ? "ascending" : "descending");
    head.append(button(say(`map.column.${column}`), () => {
      state.sort = [column, sorting()[0] === column ? -sorting()[1] : 1];
      table();
      byId("columns").children[place].firstChild.focus();
    }));
    return head;
  }));
  byId("rows").replaceChildren(...listed().map((at) => {
    const row = element("tr", null, { "data-at": at });
    if (at === (rollup ? state.group : state.chosen)) row.className = "chosen";
    cells(at).forEach((text, place) => {
      const cell = element("td", place ? (typeof text === "number" ? number(text) : text) : null);
      if (!place) cell.append(openedBy(at));
      if (!rollup && own[place] === "state" && isGap(at)) cell.className = "gap";
      if (rollup && place) cell.className = own[place] === "gaps" && text ? "n gap" : "n";
      row.append(cell);
    });
    return row;
  }));
}

function showCounts() { // how many organizations are shown, and how many gaps there are on the day
  const scene = scenes[state.scene];
  const all = number(data.count);
  const standing = rollup ? rollup.groups.reduce((sum, tally) => sum + tally.members, 0) : shown.dots.size;
  byId("count").textContent = rollup
    ? say(opens() ? "map.showing_groups" : "map.showing_totals", { groups: number(listed().length), shown: number(standing), all })
    : say("map.showing", { shown: number(standing), all });
  const roster = scene.dots.filter((at) => dots[at].on);
  const values = { day: data.days[state.day], gaps: number(roster.filter(isGap).length), roster: number(roster.length) };
  byId("then").textContent = ownDay() || !roster.length ? "" : say("map.then", values);
  byId("year-day").textContent = data.days[state.day];
}

function details() {
  const body = byId("details-body");
  body.replaceChildren();
  const at = state.chosen;
  const group = rollup && state.group !== null ? scenes[state.scene].groups[state.group] : null;
  byId("details-title").textContent = group ? groupName(group) : at === null ? say("map.details") : name(at);
  if (group) body.append(...ofGroup(group));
  else if (at === null) body.append(element("p", say(!rollup ? "map.choose" : opens() ? "map.choose_group" : "map.choose_total")));
  else body.append(facts(at), ...near[at].map((place) => pair(at, lines[place])));
}
const opens = () => scenes[state.scene].groups.some((group) => group.href || group.scene !== undefined);
function ofGroup(group) {
  const tally = rollup.groups[state.group];
  const said = group.side === "helper" ? "map.helper_group" : "map.members";
  const found = [element("p", say(said, { count: number(tally.members), pairs: number(tally.pairs) }))];
  if (tally.expected) found.push(element("p", say("map.then", { day: data.as_of, gaps: number(tally.gaps), roster: number(tally.expected) })));
  const members = [...shown.dots].filter((at) => scenes[state.scene].group.get(at) === state.group).sort((one, two) => name(one).localeCompare(name(two), state.lang));
  if (members.length > MOST_MEMBERS) found.push(element("p", say("map.showing", { shown: number(MOST_MEMBERS), all: number(members.length) })));
  const list = element("ul");
  list.append(...members.slice(0, MOST_MEMBERS).map((at) => {
    const item = element("li");
    item.append(button(name(at), () => choose(at, true)));
    return item;
  }));
  return [...found, list];
}
function facts(at) {
  const dot = dots[at];
  const list = element("dl");
  const fact = (label, value) => { if (value) list.append(element("dt", label), element("dd", value)); };
  fact(say("map.column.kind"), word(dot.kind));
  fact(say("map.column.area"), pathOf(dot.u).join(" / "));
  fact(say("map.column.state"), say(`map.class.${classOf(at)}`));
  if (ownDay()) fact(say("map.inherited_from"), dot.from);
  fact(say("map.other_names"), several([...(dot.aliases ?? []), state.lang === "en" ? dot.en && dot.name : dot.en].filter(Boolean)));
  fact(say("map.code"), dot.code);
  if (dot.ill) fact("※", say("map.class.illustrative"));
  return list;
}
function pair(at, line) {
  const other = line.h === at ? line.r : line.h;
  const part = element("article");
  part.append(element("span", `${say(line.h === at ? "map.helps" : "map.helped_by")} `), button(name(other), () => choose(other, true)));
  for (const pact of line.p) {
    const time = { f: "in_force", e: "ended", t: "to_come" }[pact.t[state.day]];
    const said = [word(time), pact.form && word(pact.form), pact.sector && word(pact.sector), say("map.from", { start: pact.start ?? "?", end: pact.end ?? "…" }),
      pact.certainty === "group" && say("map.class.group"), pact.ill && say("map.class.illustrative")].filter(Boolean).join(" · ");
    part.append(element("p", said), element("p", `${say("map.source")} ${data.sources[pact.source]}${pact.place ? ` · ${pact.place}` : ""}`));
  }
  for (const given of line.given ?? []) part.append(element("p", given[state.lang]));
  return part;
}

function csv() {
  const quote = (cell) => {
    const text = String(cell);
    return `"${(typeof cell === "string" && /^[=+\-@\t\r]/.test(text) ? "'" : "") + text.replaceAll('"', '""')}"`;
  };
  const rows = [columns().map((column) => say(`map.column.${column}`)), ...listed().map(cells)];
  const link = element("a", null, { download: "jiedui.csv" });
  link.href = URL.createObjectURL(new Blob(["\ufeff" + rows.map((row) => row.map(quote).join(",")).join("\r\n")], { type: "text/csv" }));
  link.click();
  URL.revokeObjectURL(link.href);
}
