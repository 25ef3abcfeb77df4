// What people do: choose, open, go back, search, filter, turn the year; and what the address keeps of it.
function choose(at, move) {
  if (at !== null && !(scenes[state.scene].members.has(at) && !rollup)) {
    const there = home.get(at);
    if (there === undefined) return;
    state.scene = there;
    forget();
  }
  state.chosen = at;
  state.group = null;
  refresh();
  if (at === null) { network.unselectAll(); return; }
  network.selectNodes([at]);
  lookAt([at, ...partnersOf(at)]);
  if (move) byId("details-title").focus();
}
function open(at, move) { // a group: what lies in it, or for helpers those it stands for
  const group = scenes[state.scene].groups[at];
  if (group.href) location.href = group.href;
  else if (group.scene !== undefined) enter(group.scene);
  else {
    state.group = at;
    refresh();
    if (move) byId("details-title").focus();
  }
}
function enter(scene) {
  Object.assign(state, { scene, chosen: null, group: null });
  forget();
  refresh();
  byId("count").scrollIntoView({ block: "nearest" });
}
function forget() { // filters of the scene before that have no meaning in this one
  Object.assign(state, { unit: "", sort: null });
}
function back() {
  if (state.chosen !== null || state.group !== null) choose(null, false);
  else if (scenes[state.scene].up !== undefined) enter(scenes[state.scene].up);
}
function clicked(event) {
  const at = event.nodes.length ? event.nodes[0] : null;
  if (!rollup) choose(at, false);
  else if (at === null) choose(null, false);
  else open(at, false);
}

// --- search

const places = scenes.map((scene, at) => ({ scene: at, unit: scene.opened?.u === undefined ? null : units[scene.opened.u] })).filter((one) => one.unit);
function ranks(wanted) { // how surely something is meant: its name, the beginning of it, a part of it, its initials
  const letters = /^[a-z]+$/.test(wanted) ? [...wanted] : null;
  const initials = (text) => [...text].map((char) => data.pinyin[char] ?? char.toLowerCase());
  const starts = (own, start) => letters.every((letter, place) => (own[start + place] ?? "").includes(letter));
  return (one) => {
    const texts = [one.name, one.en, one.code, one.id, ...(one.aliases ?? [])].filter(Boolean).map((text) => text.toLowerCase());
    if (texts.includes(wanted)) return 0;
    if (texts.some((text) => text.startsWith(wanted))) return 1;
    const own = letters && initials(one.name);
    if (letters && starts(own, 0)) return 2;
    if (texts.some((text) => text.includes(wanted))) return 3;
    return letters && own.some((_, start) => starts(own, start)) ? 4 : null;
  };
}
function hits() { // organizations, those shown first, and the areas that can be opened
  const wanted = state.q.trim().toLowerCase();
  if (!wanted) return [];
  const rank = ranks(wanted);
  const own = scenes[state.scene].members;
  const found = dots.map((dot, at) => ({ at, name: () => name(at), away: own.has(at) ? 0 : 1, rank: rank(dot) }))
    .filter((one) => one.rank !== null && home.has(one.at) && (rollup || one.away || shown.dots.has(one.at)));
  const areas_ = places.map(({ scene, unit }) => ({ at: null, scene, name: () => unit.name, away: 0, rank: rank(unit) })).filter((one) => one.rank !== null);
  return [...areas_, ...found].sort((one, two) => one.rank - two.rank || one.away - two.away);
}
let hit = -1;
byId("search").addEventListener("input", (event) => {
  state.q = event.target.value;
  hit = -1;
  const found = hits();
  if (!rollup) network.selectNodes(found.map((one) => one.at).filter((at) => scenes[state.scene].members.has(at)));
  if (state.q.trim()) byId("count").textContent = say("map.hits", { count: number(found.length), names: several(found.slice(0, 8).map((one) => one.name())) });
  else showCounts();
  remember();
});
byId("search").addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  const found = hits();
  if (!found.length) return;
  hit = (hit + 1) % found.length;
  if (found[hit].at === null) enter(found[hit].scene);
  else choose(found[hit].at, false);
});

// --- the keys, on the drawing

byId("drawing").addEventListener("keydown", (event) => {
  const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (rollup || (!way && event.key !== "ArrowLeft" && event.key !== "ArrowRight" && event.key !== "Enter")) return;
  event.preventDefault();
  if (event.key === "Enter") { if (state.chosen !== null) byId("details-title").focus(); return; }
  const order = scenes[state.scene].nodes.filter((node) => shown.dots.has(node.id)).sort((one, two) => one.x - two.x || one.y - two.y).map((node) => node.id);
  if (state.chosen === null) choose(order[0] ?? null, false);
  else if (way) choose(order[(order.indexOf(state.chosen) + way + order.length) % order.length], false);
  else {
    const across = partnersOf(state.chosen).filter((at) => isHelper(at) === (event.key === "ArrowLeft"));
    if (across.length) choose(across[0], false);
  }
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") back(); });

// --- the address

function remember() {
  const kept = new URLSearchParams();
  for (const key of ["lang", "q", ...FILTERS]) if (state[key]) kept.set(key, state[key]);
  if (state.scene) kept.set("scene", state.scene);
  if (!ownDay()) kept.set("day", data.days[state.day]);
  if (state.off.size) kept.set("off", [...state.off].join("."));
  if (state.chosen !== null) kept.set("id", dots[state.chosen].id);
  history.replaceState(null, "", `#${kept}`);
}
function restore() {
  const kept = new URLSearchParams(location.hash.slice(1));
  for (const key of ["lang", "q", ...FILTERS]) state[key] = kept.get(key) ?? (key === "lang" ? state.lang : "");
  if (!["zh", "en"].includes(state.lang)) state.lang = data.lang;
  state.scene = scenes[Number(kept.get("scene"))] ? Number(kept.get("scene")) : 0;
  state.day = data.days.includes(kept.get("day")) ? data.days.indexOf(kept.get("day")) : data.now;
  state.off = new Set((kept.get("off") ?? "").split(".").filter(Boolean));
  const at = dots.findIndex((dot) => dot.id === kept.get("id"));
  state.chosen = at >= 0 && home.has(at) ? at : null;
  if (state.chosen !== null && (rolled(scenes[state.scene]) || !scenes[state.scene].members.has(at))) state.scene = home.get(at);
  state.group = null;
}

// --- all of it

function refresh() {
  choices();
  reckon();
  draw();
  path();
  legend();
  table();
  showCounts();
  details();
  remember();
}
function everything() {
  document.documentElement.lang = state.lang === "zh" ? "zh-CN" : "en";
  document.title = byId("title").textContent = data.title[state.lang];
  byId("day").textContent = say("map.day", { day: data.as_of });
  byId("summary").replaceChildren(...[...data.summary[state.lang], data.kinds[state.lang]].filter(Boolean).map((text) => element("p", text)));
  byId("notes").replaceChildren(...data.notes[state.lang].map((text) => element("li", text)));
  byId("made").textContent = say("map.made", { version: data.version, day: data.as_of, sources: several(data.datasets[state.lang]) });
  for (const one of document.querySelectorAll("[data-say]")) one.textContent = say(one.dataset.say);
  byId("language").textContent = state.lang === "zh" ? "English" : "中文";
  byId("language").lang = state.lang === "zh" ? "en" : "zh-CN";
  byId("search").value = state.q;
  byId("search").parentElement.hidden = !dots.length;
  byId("year").max = data.days.length - 1;
  byId("year").value = state.day;
  byId("year").parentElement.hidden = data.days.length < 2;
  refresh();
}
for (const filter of FILTERS) byId(filter).addEventListener("change", (event) => { state[filter] = event.target.value; refresh(); });
byId("year").addEventListener("input", (event) => { state.day = Number(event.target.value); refresh(); });
byId("fit").addEventListener("click", whole);
byId("csv").addEventListener("click", csv);
byId("print").addEventListener("click", () => print());
byId("language").addEventListener("click", () => { state.lang = state.lang === "zh" ? "en" : "zh"; everything(); });
byId("reset").addEventListener("click", () => {
  Object.assign(state, { scene: 0, day: data.now, off: new Set(), kind: "", unit: "", form: "", sector: "", q: "", chosen: null, group: null, sort: null });
  everything();
  opening();
});
dark.addEventListener("change", draw);
addEventListener("hashchange", () => { restore(); everything(); });
restore();
everything();
if (state.chosen !== null) choose(state.chosen, false);
network.once("afterDrawing", () => { document.body.dataset.ready = Math.round(performance.now()); });
network.redraw();
