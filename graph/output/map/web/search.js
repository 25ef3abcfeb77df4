// Finding: a list of what a name, a code or initials may mean; a hit opens the scope it stands in, and its sheet.
const MOST_HITS = 12;
let found = [], hitNow = -1;
const inAreas = new Set(dots.flatMap((_, at) => (isHelper(at) ? [] : chains[at])));

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
function find(text) { // an area that is an organization too stands once
  const wanted = text.trim().toLowerCase();
  if (!wanted) return [];
  const rank = ranks(wanted), asArea = (unit) => units[unit].area && inAreas.has(unit) && !roots.includes(unit);
  const best = (...all) => { const some = all.filter((one) => one !== null); return some.length ? Math.min(...some) : null; };
  const areas_ = units.map((unit, at) => ({ unit: at, rank: asArea(at) ? best(rank(unit), dotAt.has(unit.id) ? rank(dots[dotAt.get(unit.id)]) : null) : null }));
  const organizations = dots.map((dot, at) => ({ at, rank: unitAt.has(dot.id) && asArea(unitAt.get(dot.id)) ? null : rank(dot) }));
  return [...areas_, ...organizations].filter((one) => one.rank !== null).sort((one, two) => one.rank - two.rank || Number(one.unit === undefined) - Number(two.unit === undefined));
}
function hits() {
  const text = byId("search").value;
  found = find(text);
  if (!found.length) found = asked(text);
  hitNow = found.length ? 0 : -1;
  const open = Boolean(text.trim());
  byId("hits").hidden = !open;
  byId("search").setAttribute("aria-expanded", String(open));
  const rest = found.length > MOST_HITS ? say("map.more", { count: number(found.length - MOST_HITS) }) : found.length ? "" : say("map.hits", { count: 0 });
  byId("hits").replaceChildren(...found.slice(0, MOST_HITS).map(hitRow));
  byId("hits-rest").textContent = open ? rest : "";
  pointAt();
  if (open) tell(say("map.hits", { count: number(found.length) }));
}
function hitRow(hit, place) {
  if (hit.link) return offered(hit, place, put("span", "↔", { "aria-hidden": "true" }), hit.link.map(told).join(" ↔ "), linkText(linked(...hit.link)));
  const area = hit.unit !== undefined, at = area ? dotAt.get(units[hit.unit].id) : hit.at;
  const where = area ? areasOver(hit.unit).slice(0, -1).map(unitName).at(-1) : areasOver(dots[at].u).slice(-2).map(unitName).join(" / ");
  return offered(hit, place, at === undefined ? put("span", "▤", { "aria-hidden": "true" }) : mark(classOf(at)), area ? unitName(hit.unit) : starred(at),
    joined([area ? say("map.area") : word(dots[at].kind), where, at === undefined ? "" : say(`map.class.${classOf(at)}`)]));
}
function offered(hit, place, sign, text, small) {
  const row = put("li", null, { role: "option", id: `hit-${place}` }, sign, put("span", text), put("small", small));
  row.addEventListener("mousedown", (event) => { event.preventDefault(); take(hit); });
  return row;
}
function pointAt() {
  [...byId("hits").children].forEach((row, place) => row.setAttribute("aria-selected", String(place === hitNow)));
  if (hitNow >= 0) byId("search").setAttribute("aria-activedescendant", `hit-${hitNow}`);
  else byId("search").removeAttribute("aria-activedescendant");
}
function closeHits() {
  byId("hits").hidden = true;
  byId("hits-rest").textContent = "";
  byId("search").setAttribute("aria-expanded", "false");
}
function take(hit) {
  byId("search").value = "";
  closeHits();
  if (hit.link) return showLink(hit.link);
  const helper = hit.at !== undefined && isHelper(hit.at), meant = (at) => (hit.unit === undefined ? at === hit.at : !isHelper(at) && chains[at].includes(hit.unit));
  const seen = !helper && dots.some((dot, at) => dot.kind === state.kind && meant(at));
  const none = { block: null, organization: null, itself: false, ...(seen || !state.kind ? {} : { kind: "" }) }; // the kind stays where it shows what is meant
  if (hit.unit !== undefined) return go({ ...none, unit: hit.unit });
  if (helper) go({ ...none, unit: null, organization: partnersOf(hit.at).length ? hit.at : null, tab: "network" }, { past: true });
  else go({ ...none, unit: areaOf(hit.at) ?? NOWHERE, tab: "network" }, { past: true });
  return choose(hit.at);
}
function showLink(link) { // beside whatever is shown
  opener = byId("search");
  Object.assign(state, { link, sheet: "link", chosen: null });
  history.pushState(entry(), "", address());
  refresh();
  byId("sheet-title").focus({ preventScroll: true });
}
byId("search").addEventListener("input", hits);
byId("search").addEventListener("focus", hits);
byId("search").addEventListener("blur", closeHits);
byId("search").addEventListener("keydown", (event) => {
  const count = Math.min(MOST_HITS, found.length), way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (way && count) {
    event.preventDefault();
    hitNow = (hitNow + way + count) % count;
    pointAt();
  }
  if (event.key === "Enter" && hitNow >= 0) take(found[hitNow]);
});
