// The frame around the three tabs: headline, bar, tabs, kinds, path, legend, tools; going from scope to scope; the address.
const tell = (text) => { byId("live").textContent = text; };
let toasted = 0;
function toast(text) { // what was done, for a moment
  tell(text);
  byId("toast").textContent = text;
  byId("toast").hidden = false;
  clearTimeout(toasted);
  toasted = setTimeout(() => { byId("toast").hidden = true; }, 2500);
}

const only = (all) => (new Set(all).size === 1 ? all[0] : "");
function headline() {
  const { roster, gaps, members, lines: pairs } = shown, count = atlas ? sum(shown.rows, (row) => row.roster) : roster.length, lacking = atlas ? sum(shown.rows, (row) => row.gaps) : gaps.length;
  const own = state.kind || atlas?.kind || only((roster.length ? roster : members).map((at) => dots[at].kind)), kind = own ? many(own) : say("map.organizations");
  const values = { scope: scopeName(), gaps: `\u0001${number(lacking)}\u0001`, roster: number(count), kind, count: number(atlas ? sum(shown.rows, (row) => row.count) : members.length), pairs: number(atlas ? sum(shown.rows, (row) => row.pairs) : pairs.length), sector: sectorWord(state.sector) };
  const key = ofHelpers() ? "map.head.helps" : byPact() ? "map.head.filtered" : data.partial ? "map.head.part" : !count ? (state.sector ? "map.head.filtered" : "map.head.pairs") : state.sector ? (lacking ? "map.head.gaps_sector" : "map.head.none_sector") : lacking ? "map.head.gaps" : "map.head.none";
  const said = say(key, values);
  byId("headline").replaceChildren(...said.split("\u0001").map((part, place) => (place % 2 ? put("span", part, { class: "gap" }) : document.createTextNode(part))));
  document.title = said.replaceAll("\u0001", "");
  const counted_ = roster.length && !byPact() ? roster : members, invented = counted_.filter(rests).length, hidden = shown.all.length - members.length;
  const aside = joined([invented ? say("map.head.invented", { count: number(invented), all: number(counted_.length), kind }) : "", hidden ? say("map.head.hidden", { count: number(hidden) }) : ""]);
  if (aside) byId("headline").append(put("small", aside));
  const bar = byId("bar"), parts = [["with", count - lacking], ["without", lacking]].filter(([, part]) => part);
  bar.hidden = !count || byPact() || data.partial;
  bar.replaceChildren(...parts.map(([part, own]) => {
    const text = say(`map.bar.${part}`, { count: number(own), share: percent(own, count) });
    const made = put("span", broad([text], "11.5px") + 18 < (own / count) * (innerWidth - 32) ? text : "", { class: part, title: text });
    made.style.width = `${(100 * own) / count}%`;
    return made;
  }));
}
function kinds() { // each with its gaps and its roster
  const own = [...grouped(shown.base, (at) => dots[at].kind)].map(([kind, all]) => {
    const roster = all.filter(onRoster);
    return { kind, count: all.length, roster: roster.length, gaps: roster.filter(isGap).length };
  }).sort((one, two) => two.gaps - one.gaps || two.roster - one.roster || two.count - one.count);
  const total = own.reduce((all, one) => ({ ...all, count: all.count + one.count, roster: all.roster + one.roster, gaps: all.gaps + one.gaps }), { kind: "", count: 0, roster: 0, gaps: 0 });
  const pill = (one) => button(null, () => {
    state.kind = state.kind === one.kind ? "" : one.kind;
    state.left = null;
    refresh();
    byId("kinds").querySelector(`[data-key="${one.kind}"]`)?.focus();
  }, { "aria-pressed": String(state.kind === one.kind), "data-key": one.kind }, document.createTextNode(`${one.kind ? (zh() ? word(one.kind) : many(one.kind)) : say("map.all")} `), put("b", one.roster ? `${number(one.gaps)}/${number(one.roster)}` : number(one.count)));
  byId("kinds").replaceChildren(...(own.length > 1 || state.kind ? [total, ...own].map(pill) : []));
  if (state.left) byId("kinds").append(put("span", null, { class: "left" }, put("span", `${say("map.all_kinds")} `, { class: "mute" }), button(say("map.only_kind", { kind: many(state.left) }), () => { state.kind = state.left; state.left = null; refresh(); byId("headline").focus(); }, { class: "link" })));
}
function legend() {
  const counts = new Map([...grouped(shown.all, classOf)].map(([own, all]) => [own, all.length]));
  if (atlas) for (const row of shown.rows) for (const [own, count] of countsOf(row)) counts.set(own, (counts.get(own) ?? 0) + count);
  const invented = [...shown.all, ...shown.helpers].filter(rests).length;
  const all = [...MARKED.map((own) => [own, counts.get(own) ?? 0]), ["helper", atlas ? sum(shown.blocks.filter((block) => block.pairs), (block) => block.count) : shown.helpers.length], ["idle", shown.idle.length], ["illustrative", invented]];
  byId("legend").replaceChildren(...all.filter(([own, count]) => count || state.off.has(own)).map(([own, count]) => {
    const inside = [own === "illustrative" ? put("span", "※", { "aria-hidden": "true" }) : mark(own), put("span", say(GAPS.has(own) ? `map.class.${own}` : atlas && own === "direct" ? "map.short.partnered" : `map.short.${own}`), { class: "label" }), put("b", number(count))];
    if (atlas) return put("span", null, { class: "key", title: say(`map.class.${own}`) }, ...inside);
    return button(null, () => {
      state.off.has(own) ? state.off.delete(own) : state.off.add(own);
      refresh();
      byId("legend").querySelector(`[data-key="${own}"]`)?.focus();
    }, { "aria-pressed": String(!state.off.has(own)), "data-key": own, title: say(`map.class.${own}`) }, ...inside);
  }), ...ties());
}
function ties() { // of which pairs the headline counts, or the drawing shows
  const own = grouped(shown.lines, (at) => tie(lines[at])), told_ = byPact() || (!data.partial && !shown.roster.length);
  if (!told_) own.delete("named"); // a plain line needs no word
  if (!own.size || (own.size === 1 && own.has("named")) || !(told_ || tabNow() === "network")) return [];
  return TIES.filter((one) => own.has(one)).map((one) => put("span", null, { class: "key", "data-tie": one }, tieMark(one), put("span", say(`map.tie.${one}`), { class: "label" }), put("b", number(own.get(one).length))));
}
function path() { // where one is, and the ways back
  const all = { unit: null, itself: false, block: null, organization: null, tab: null };
  const steps = [[homeName(), all]];
  if (state.unit !== null) for (const unit of state.unit === NOWHERE ? [NOWHERE] : areasOver(state.unit)) if (!roots.includes(unit)) steps.push([unitName(unit), { ...all, unit }]);
  if (state.itself) steps.push([scopeName(), all]);
  if (ofHelpers()) steps.push([scopeName(), all]);
  byId("path").replaceChildren(
    ...(data.overview ? [put("li", null, {}, put("a", say("map.tab.overview"), { href: data.overview }))] : []),
    ...steps.map(([text, to], place) => put("li", null, {}, place === steps.length - 1 ? put("span", text, { "aria-current": "page" }) : button(text, () => goUp(to)))));
  byId("day").textContent = joined([ownDay() ? say("map.day", { day: data.as_of }) : say("map.turned", { day: data.days[state.day], own: data.as_of }), ownDay() ? "" : data.early[state.day]?.[state.lang], changes()]);
}
function changes() { // since the day before that the page can be turned to
  if (!state.day || ofHelpers()) return "";
  const counts = grouped(dots.map((_, at) => at).filter((at) => inScope(at) && (!state.kind || dots[at].kind === state.kind)), changeOf);
  const said = Object.keys(CHANGES).filter((own) => counts.has(own)).map((own) => `${CHANGES[own]} ${say(`map.changed.${own}`)} ${number(counts.get(own).length)}`);
  return said.length ? say("map.since", { day: data.days[state.day - 1], changes: several(said) }) : "";
}
function tabs() {
  byId("tabs").replaceChildren(...TABS.filter((tab) => !(atlas && tab === "network")).map((tab) => {
    const now = tabNow() === tab;
    return button(say(`map.tab.${tab}`), () => { state.tab = tab; refresh(); byId(`tab-${tab}`).focus(); }, { role: "tab", id: `tab-${tab}`, "aria-selected": String(now), "aria-controls": "view", tabindex: now ? 0 : -1 });
  }));
  byId("view").setAttribute("aria-labelledby", `tab-${tabNow()}`);
}
byId("tabs").addEventListener("keydown", (event) => {
  const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key], own = [...byId("tabs").children];
  if (!way) return;
  event.preventDefault();
  own[(own.indexOf(document.activeElement) + way + own.length) % own.length].click();
});
function tools() {
  const on = ["form", "sector"].filter((filter) => state[filter]).length, picks = state.picks.size;
  byId("filters").textContent = say("map.filters") + (on ? ` ${on}` : "");
  byId("filters").hidden = !lines.some((line) => line.p.some((pact) => pact.form || pact.sector));
  byId("picks").replaceChildren(document.createTextNode("★ "), put("span", say("map.my_list"), { class: "broad" }), document.createTextNode(picks ? ` ${number(picks)}` : ""));
  byId("picks").setAttribute("aria-label", `${say("map.my_list")} ${number(picks)}`);
  byId("picks").hidden = Boolean(atlas);
  byId("search").placeholder = say("map.search_hint");
  byId("search").parentElement.hidden = !dots.length;
  byId("language").textContent = zh() ? "EN" : "中文";
  byId("language").lang = zh() ? "en" : "zh-CN";
  byId("year-box").hidden = data.days.length < 2;
  byId("year").max = data.days.length - 1;
  byId("year").value = state.day;
  byId("year").setAttribute("aria-valuetext", data.days[state.day]);
  const year = (day) => day.slice(0, 4), day = data.days[state.day];
  byId("year-day").textContent = data.days.filter((other) => year(other) === year(day)).length > 1 ? day : year(day);
}
function filterBox() {
  const pacts = lines.flatMap((line) => line.p);
  const choices = [["form", "map.form", word], ["sector", "map.sector", sectorWord]].map(([filter, label, named]) => {
    const values = [...new Set(pacts.map((pact) => pact[filter]).filter(Boolean))].sort((one, two) => named(one).localeCompare(named(two), state.lang));
    if (!values.length) return null;
    const select = put("select", null, {}, put("option", say("map.all"), { value: "" }), ...values.map((value) => put("option", named(value), { value })));
    select.value = state[filter];
    select.addEventListener("change", () => { state[filter] = select.value; refresh(); });
    return put("label", null, {}, put("span", say(label)), select);
  });
  byId("filter-box").replaceChildren(...choices.filter(Boolean), button(say("map.clear"), () => { clearFilters(); filterBox(); byId("filter-box").querySelector("select, button").focus(); }));
}
function moreBox() {
  const close = (work) => () => { toggle("more", false); work(); };
  byId("more-box").replaceChildren(put("ul", null, { tabindex: -1 }, ...data.notes[state.lang].map((text) => put("li", text))), button(say("map.csv"), close(csv)), button(say("map.print"), close(() => print())), button(say("map.reset"), close(startAgain)));
}
function toggle(own, open) {
  for (const [one, box] of [["filters", "filter-box"], ["more", "more-box"]]) {
    const now = one === own && open;
    byId(box).hidden = !now;
    byId(one).setAttribute("aria-expanded", String(now));
  }
}
const clearFilters = () => { Object.assign(state, { kind: "", left: null, form: "", sector: "", off: new Set() }); refresh(); };
function startAgain() { // the list that somebody put together stays
  const { picks } = state;
  history.pushState(entry(), "", "#");
  restore();
  state.picks = picks;
  refresh();
}

// --- going from scope to scope; Esc goes back over what was opened, in that order

document.addEventListener("pointerdown", (event) => { if (!event.target.closest(".box, #filters, #more, #all-notes")) toggle("", false); });
const scoped = () => state.unit !== null || ofHelpers();
const resting = () => (wide() && scoped() && !atlas ? "scope" : null); // the sheet where nobody is chosen
const visit = performance.timeOrigin; // what an earlier visit kept may be of another page of the same name
const SCOPE = ["unit", "itself", "block", "organization", "chosen", "tab"];
let trail = []; // for each scope that was opened, what to put back when it closes
let passing = false; // whether the scope was opened only to show somebody in it
const entry = () => ({ visit, trail, passing });
function go(to, { steps = null, past = false } = {}) { // `steps`: the trail there, where it is not one step longer
  toggle("", false);
  const step = { past: passing, ...Object.fromEntries([...new Set([...SCOPE, ...Object.keys(to)])].map((key) => [key, state[key]])) };
  state.left = !steps && to.kind === "" ? state.kind || null : null;
  trail = steps ?? [...trail, step];
  freeView = null;
  passing = past;
  Object.assign(state, { chosen: null, tab: null, sort: null }, to);
  state.sheet = state.chosen === null ? resting() : "organization";
  history.pushState(entry(), "", address());
  refresh();
  byId(state.chosen === null ? "headline" : "sheet-title").focus({ preventScroll: true });
  if (state.left) toast(say("map.all_kinds"));
}
function goUp(to) { // along the path: of what was opened there stays what lies above
  const over = to.unit === null || to.unit === NOWHERE ? [] : areasOver(to.unit).slice(0, -1);
  const above = (step) => to.unit !== null && step.block === null && step.organization === null && (step.unit === null || over.includes(step.unit));
  const first = trail.findIndex((step) => !above(step));
  return go(to, { steps: first < 0 ? trail : trail.slice(0, first) });
}
function stepBack() {
  const { past, ...to } = trail.at(-1);
  return go(to, { steps: trail.slice(0, -1), past });
}
let opener = null;
function choose(at, move = true) {
  if (state.chosen === null) {
    opener = document.activeElement;
    history.pushState(entry(), "", address()); // the browser's way back closes the sheet
  } else if (at !== state.chosen) passing = false;
  const laid = network && !document.body.classList.contains("beside") && wide();
  Object.assign(state, { chosen: at, sheet: "organization" });
  if (laid) refresh(); // the sheet takes its place beside the drawing
  else { sheet(); faded(); remember(); }
  bringIntoView(at);
  for (const row of document.querySelectorAll("#rows tr")) row.className = row.dataset.at === String(at) ? "chosen" : "";
  tell(`${name(at)}: ${say(`map.class.${classOf(at)}`)}`);
  if (move) byId("sheet-title").focus({ preventScroll: true });
}
function closeSheet(whole = false) { // from an organization back to its scope; returns whether there was something to close
  if (state.sheet === null || (state.sheet === "scope" && !whole)) return false;
  const to = whole || state.sheet === "scope" ? null : resting();
  const laid = network && to === null && wide();
  Object.assign(state, { sheet: to, chosen: null });
  passing = false;
  if (laid) refresh();
  else { sheet(); faded(); remember(); }
  again(opener).focus({ preventScroll: true });
  opener = null;
  return true;
}
function again(one) { // what had the focus, also where the page was drawn anew since
  if (one?.isConnected && one !== document.body) return one;
  const row = one?.closest("[data-at]")?.dataset.at;
  return (one?.id && byId(one.id)) || document.querySelector(`[data-at="${row}"] button`) || (state.sheet !== null && byId("sheet-title")) || byId("drawing") || byId("headline");
}
const scopeNow = () => ({ unit: state.unit, itself: state.itself, block: state.block ?? (state.organization === null ? null : `o${state.organization}`) });
function toOpened(was) { // out of a scope: to the row or block that opened it
  const now = scopeNow();
  if (Object.keys(now).every((key) => now[key] === was[key]) || state.chosen !== null) return;
  const over = was.unit === null || was.unit === NOWHERE ? [] : areasOver(was.unit), unit = was.unit === NOWHERE ? null : was.unit;
  const rank = (row) => (row.unit === unit && row.itself === was.itself ? 2 : over.includes(row.unit) ? 1 : 0);
  const row = was.unit === now.unit && was.itself === now.itself ? -1 : shown.rows.findIndex((one) => rank(one) === Math.max(1, ...shown.rows.map(rank)));
  (document.querySelector(`.block[data-block="${was.block}"]`) ?? document.querySelectorAll(".rows .row")[row])?.focus();
}
function back() { // what is open closes, then the scope that was opened last, then the area goes up into the one above
  if (!byId("hits").hidden) return closeHits();
  const box = ["filters", "more"].find((own) => byId(own).getAttribute("aria-expanded") === "true");
  if (box) return toggle("", false), byId(box).focus();
  if (passing && state.sheet === "organization") return stepBack();
  if (closeSheet()) return undefined;
  if (trail.length) return stepBack();
  if (!scoped()) return undefined;
  const over = state.unit === null || state.unit === NOWHERE ? [] : areasOver(state.unit).filter((unit) => !roots.includes(unit));
  if (ofHelpers()) return go({ block: null, organization: null }, { steps: [] });
  return go({ unit: state.itself ? state.unit : over.at(-2) ?? null, itself: false }, { steps: [] });
}
document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); (byId("drawing") ?? byId("view").querySelector("button, a") ?? byId("view")).focus(); });
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    event.preventDefault();
    const was = scopeNow();
    back();
    toOpened(was);
  }
  if (event.key === "/" && !/INPUT|SELECT|TEXTAREA/.test(document.activeElement.tagName)) { event.preventDefault(); byId("search").focus(); }
});

// --- the address

const PLAIN = ["kind", "form", "sector", "order", "by", "tab", "block"];
const DEFAULTS = { kind: data.opens.kind ?? "", form: "", sector: "", order: "gaps", by: null, tab: data.opens.id ? "network" : null, block: null };
function address() {
  const kept = new URLSearchParams();
  if (state.lang !== data.lang) kept.set("lang", state.lang);
  for (const key of PLAIN) if ((state[key] ?? "") !== (DEFAULTS[key] ?? "")) kept.set(key, state[key] ?? "");
  if (state.unit !== null) kept.set("unit", state.unit === NOWHERE ? "-" : units[state.unit].id);
  if (state.itself) kept.set("itself", "1");
  if (state.organization !== null) kept.set("organization", dots[state.organization].id);
  if (!ownDay()) kept.set("day", data.days[state.day]);
  if (state.off.size) kept.set("off", [...state.off].join("."));
  if (state.chosen !== null) kept.set("id", dots[state.chosen].id);
  if (state.sheet === "link") kept.set("link", state.link.map((at) => dots[at].id).join(" "));
  if (state.picks.size) kept.set("list", [...state.picks].map((at) => dots[at].id).join(" "));
  return `#${kept}`;
}
const remember = () => history.replaceState(entry(), "", address());
function restore(step = { trail: [], passing: false }) { // from the address, and what the browser keeps of a step there
  ({ trail, passing } = step);
  state.left = null;
  const kept = new URLSearchParams(location.hash.slice(1));
  state.lang = ["zh", "en"].includes(kept.get("lang")) ? kept.get("lang") : data.lang;
  for (const key of PLAIN) state[key] = kept.get(key) ?? DEFAULTS[key];
  for (const key of ["by", "tab", "block"]) state[key] = state[key] || null;
  if (!TABS.includes(state.tab)) state.tab = null;
  if (!["kind", "place", "each"].includes(state.by)) state.by = null;
  if (!["gaps", "share", "name"].includes(state.order)) state.order = "gaps";
  if (state.block && !/^[kp]/.test(state.block)) state.block = null;
  state.unit = kept.get("unit") === "-" ? NOWHERE : unitAt.get(kept.get("unit")) ?? null;
  state.itself = kept.get("itself") === "1" && state.unit !== null;
  state.organization = dotAt.get(kept.get("organization")) ?? null;
  state.day = data.days.includes(kept.get("day")) ? data.days.indexOf(kept.get("day")) : data.now;
  state.off = new Set((kept.get("off") ?? "").split(".").filter((own) => own === "illustrative" || CLASSES.includes(own)));
  state.chosen = dotAt.get(location.hash.length > 1 ? kept.get("id") : data.opens.id) ?? null;
  state.picks = new Set((kept.get("list") ?? "").split(" ").map((id) => dotAt.get(id)).filter((at) => at !== undefined));
  const link = (kept.get("link") ?? "").split(" ").map((id) => dotAt.get(id));
  state.link = link.length === 2 && !link.includes(undefined) ? link : null;
  state.sheet = state.chosen !== null ? "organization" : state.link ? "link" : resting();
}

// --- all of it

function refresh() {
  const drawing = document.activeElement?.id === "drawing";
  document.documentElement.lang = zh() ? "zh-CN" : "en";
  for (const one of document.querySelectorAll("[data-say]")) one.textContent = say(one.dataset.say);
  for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", say(one.dataset.label));
  palette.clear();
  hint(null);
  atlas ? reckonAtlas() : reckon();
  headline();
  kinds();
  legend();
  path();
  tabs();
  tools();
  sheet();
  byId("notes").replaceChildren(...data.notes[state.lang].map((text) => put("li", text)));
  byId("all-notes").hidden = true;
  byId("all-notes").hidden = byId("notes").scrollHeight <= byId("notes").clientHeight + 1; // two lines of them, the rest behind it
  byId("made").textContent = say("map.made", { version: data.version, day: data.as_of, sources: several(data.datasets[state.lang]) });
  const view = byId("view"), tab = tabNow();
  if (tab !== "network") leaveNetwork();
  byId("sheet").style.top = document.body.classList.contains("beside") ? `${view.getBoundingClientRect().top + scrollY}px` : "";
  if (tab === "overview") view.replaceChildren(overview(view.clientWidth, view.clientHeight));
  else if (tab === "network") drawNetwork(view);
  else view.replaceChildren(table());
  if (drawing) byId("drawing")?.focus({ preventScroll: true }); // it was drawn anew
  remember();
}
byId("filters").addEventListener("click", () => { filterBox(); toggle("filters", byId("filter-box").hidden); });
byId("more").addEventListener("click", () => { moreBox(); toggle("more", byId("more-box").hidden); });
byId("all-notes").addEventListener("click", () => { moreBox(); toggle("more", true); byId("more-box").querySelector("ul").focus(); });
byId("picks").addEventListener("click", () => { opener = byId("picks"); Object.assign(state, { sheet: "list", chosen: null }); refresh(); byId("sheet-title").focus(); });
byId("language").addEventListener("click", () => { state.lang = zh() ? "en" : "zh"; refresh(); });
byId("year").addEventListener("input", (event) => { state.day = Number(event.target.value); refresh(); });
let resized = 0;
addEventListener("resize", () => { clearTimeout(resized); resized = setTimeout(refresh, 120); });
dark.addEventListener("change", refresh);
addEventListener("popstate", (event) => {
  const { picks } = state, was = scopeNow();
  restore(event.state?.visit === visit ? event.state : undefined);
  if (event.state) state.picks = picks; // the list stays over the way back and forward
  refresh();
  if (document.activeElement === document.body) toOpened(was);
});
restore();
refresh();
const ready = () => { document.body.dataset.ready = Math.round(performance.now()); };
requestAnimationFrame(() => setTimeout(ready));
