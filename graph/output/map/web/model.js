// What is shown: the members of a scope that pass the filters on the day the page is turned to, their rows and helpers.
const MOST_ROWS = 40, MOST_BLOCKS = 14, SMALL = 40;
const near = dots.map(() => []);
lines.forEach((line, at) => { near[line.h].push(at); near[line.r].push(at); });

const name = (at) => (!zh() && dots[at].en) || dots[at].name;
const starred = (at) => name(at) + (dots[at].ill ? " ※" : "");
const bySector = (at) => Boolean(state.sector) && dots[at].side !== "helper"; // then a member stands as its agreements of that sector say
const rests = (at) => dots[at].ill || (bySector(at) ? standing(at).rests : dots[at].rests?.[state.day] === "1"); // on records that were invented
const NOWHERE = -1; // the scope of those that lie in no area
const unitName = (unit) => (unit === NOWHERE ? say("map.elsewhere") : (!zh() && units[unit].en) || units[unit].name);
const classOf = (at) => (bySector(at) ? standing(at).own : CLASSES[dots[at].c.charCodeAt(state.day) - 97]);
const isGap = (at) => GAPS.has(classOf(at));
const isHelper = (at) => dots[at].side === "helper";
const ownDay = () => state.day === data.now;
const inForce = (pact) => pact.t[state.day] === "f";
const wantedPact = (pact) => (!state.form || pact.form === state.form) && (!state.sector || pact.sector === state.sector);
const counting = (line) => line.p.filter((pact) => inForce(pact) && wantedPact(pact));
const isActive = (line) => counting(line).length > 0;
function tie(line) { // how surely two are paired: by a record that names them, by one that was invented, by the list of a group
  const named = counting(line).filter((pact) => pact.certainty !== "group");
  return !named.length ? "group" : named.every((pact) => pact.ill) ? "invented" : "named";
}
const TIES = ["named", "invented", "group"];
const isInvented = (line) => counting(line).every((pact) => pact.ill);
const inGroupOnly = (line) => isActive(line) && !isInvented(line) && tie(line) !== "named"; // what was invented stands in for no record
const partnersOf = (at) => [...new Set(near[at].filter((line) => isActive(lines[line])).map((line) => (lines[line].h === at ? lines[line].r : lines[line].h)))];
let stood = { of: "", found: new Map() };
function standing(at) { // of the sector that is filtered by, as `jiedui gaps --sector` tells it: {own: class, rests, from: the unit above}
  const of = `${state.day} ${state.sector}`;
  if (stood.of !== of) stood = { of, found: new Map() };
  if (!stood.found.has(at)) stood.found.set(at, stands(at));
  return stood.found.get(at);
}
function stands(at) {
  const received = (own) => near[own].map((line) => lines[line]).filter((line) => line.r === own && line.h !== own);
  const wanted = (pacts, time) => pacts.filter((pact) => pact.sector === state.sector && pact.t[state.day] === time), invented = (pacts) => pacts.every((pact) => pact.ill);
  const all = received(at).flatMap((line) => line.p.map((pact) => ({ ...pact, h: line.h }))), active = wanted(all, "f");
  if (active.length) {
    const real = invented(active) ? active : active.filter((pact) => !pact.ill), named = new Set(real.filter((pact) => pact.certainty !== "group").map((pact) => pact.h));
    return { own: ["group", "single"][named.size] ?? "direct", rests: invented(active) };
  }
  if (!dots[at].on) return { own: "other", rests: false };
  for (let unit = dots[at].u; unit !== undefined; unit = units[unit].up) {
    const own = dotAt.get(units[unit].id), above = wanted(own === undefined ? data.above[unit] ?? [] : received(own).flatMap((line) => line.p), "f");
    if (above.length) return { own: "inherited", rests: invented(above), from: unit };
  }
  const ended = wanted(all, "e");
  return ended.length ? { own: "lapsed", rests: invented(ended) } : { own: "never", rests: false };
}
function tiesOf(at) { // the partners by how surely they are, each once
  const found = new Map(TIES.map((own) => [own, []])), seen = new Set();
  for (const own of TIES) for (const line of near[at].map((one) => lines[one]).filter((one) => isActive(one) && tie(one) === own)) {
    const other = line.h === at ? line.r : line.h;
    if (!seen.has(other)) found.get(own).push(other);
    seen.add(other);
  }
  return found;
}
const CHANGES = { added: "＋", ended: "－", re_paired: "⇄" };
function changeOf(at) { // what became of a recipient since the day before on the page, as `jiedui diff` tells it
  if (!state.day || isHelper(at)) return null;
  const [was, now] = [state.day - 1, state.day].map((day) => new Set(near[at].map((own) => lines[own]).filter((line) => line.r === at && line.p.some((pact) => pact.t[day] === "f" && pact.certainty !== "group" && wantedPact(pact))).map((line) => line.h)));
  const more = [...now].some((helper) => !was.has(helper)), less = [...was].some((helper) => !now.has(helper));
  return more ? (less ? "re_paired" : "added") : less ? "ended" : null;
}
const changeText = (at) => { const own = changeOf(at); return own ? `${CHANGES[own]} ${say(`map.changed.${own}`)}` : ""; };

const unitAt = new Map(units.map((unit, at) => [unit.id, at]));
const dotAt = new Map(dots.map((dot, at) => [dot.id, at]));
function areasOver(unit) { // the areas that a unit is or lies in, the outermost first
  const found = [];
  for (let at = unit; at !== undefined && at !== null && at !== NOWHERE; at = units[at].up) if (units[at].area) found.unshift(at);
  return found;
}
// Of each organization the areas it lies in; one that is an area lies in itself.
const chains = dots.map((dot) => areasOver(unitAt.has(dot.id) && units[unitAt.get(dot.id)].area ? unitAt.get(dot.id) : dot.u));
const areaOf = (at) => chains[at].at(-1) ?? null;
const roots = (() => { // the areas that all recipients lie in
  const all = chains.filter((chain, at) => !isHelper(at) && chain.length);
  return all.reduce((common, chain) => common.filter((unit) => chain.includes(unit)), all[0] ?? []);
})();
function placeOf(at) { // without the units that all recipients lie in
  const all = areasOver(dots[at].u), own = all.filter((unit) => !roots.includes(unit));
  return (own.length ? own : all.slice(-1)).map(unitName).join(" / ");
}
const namesakes = { zh: grouped(dots, (dot) => dot.name), en: grouped(dots, (dot) => dot.en || dot.name) };
function told(at) { // with where it lies, where others are called the same
  const where = placeOf(at).split(" / ").at(-1);
  return where && namesakes[state.lang].get(name(at)).length > 1 ? say("map.in_place", { name: starred(at), place: where }) : starred(at);
}
const home = roots.at(-1) ?? null;
const homeName = () => (data.scope ? data.scope[state.lang] : home === null ? say("map.everything") : unitName(home));

const blockOf = (at, by) => (by === "each" ? `o${at}` : by === "place" ? `p${outermost(at)}` : `k${dots[at].kind}`);
function outermost(at) { // where a helper comes from: the city rather than its province
  const chain = areasOver(dots[at].u);
  return chain.length ? chain[Math.min(1, chain.length - 1)] : "";
}
function blockName(key) {
  const own = key.slice(1);
  if (key[0] === "o") return name(Number(own));
  if (key[0] === "p") return own === "" ? say("map.elsewhere") : unitName(Number(own));
  return many(own);
}
function byNow() { // how helpers stand together: each alone where they are few
  if (state.by) return state.by;
  return new Set(lines.filter(isActive).map((line) => line.h)).size <= MOST_BLOCKS ? "each" : "kind";
}
const ofHelpers = () => state.block !== null || state.organization !== null;

function inScope(at) {
  if (state.unit === null) return true;
  if (state.unit === NOWHERE) return !chains[at].length;
  return state.itself ? areaOf(at) === state.unit : chains[at].includes(state.unit);
}
const shows = (at) => !state.off.has(classOf(at)) && !(rests(at) && state.off.has("illustrative"));
const onRoster = (at) => dots[at].on && !data.partial; // of a part no share is given
const byPact = () => ofHelpers() || Boolean(state.form);
function isWanted(at) { // whether the scope is about a helper
  if (state.organization !== null) return at === state.organization;
  return state.block === null || blockOf(at, state.block[0] === "p" ? "place" : "kind") === state.block;
}

let shown = null;
function reckon() {
  const helped = new Set(lines.filter((line) => isActive(line) && isWanted(line.h)).map((line) => line.r));
  const base = dots.map((_, at) => at).filter((at) => !isHelper(at) && inScope(at) && (helped.has(at) || (!byPact() && (!state.sector || dots[at].on))));
  const all = base.filter((at) => !state.kind || dots[at].kind === state.kind), own = new Set(all.filter(shows));
  const kept = lines.map((_, at) => at).filter((at) => {
    const line = lines[at];
    return own.has(line.r) && isActive(line) && isWanted(line.h) && (!isHelper(line.h) || shows(line.h));
  });
  const idle = byPact() || state.sector || state.unit !== null ? [] : dots.map((_, at) => at).filter((at) => classOf(at) === "idle" && shows(at));
  shown = { base, all, members: [...own], lines: kept, helpers: [...new Set(kept.map((at) => lines[at].h))], idle, by: byNow() };
  shown.roster = all.filter((at) => dots[at].on); // what the legend hides is still counted
  shown.gaps = shown.roster.filter(isGap);
  shown.rows = rows();
  shown.blocks = blocks();
}

function level(members, depth) { // members by the area they lie in, so deep
  return grouped(members, (at) => { const chain = chains[at]; return chain.length ? chain[Math.min(depth, chain.length - 1)] : null; });
}
function rows() { // an area each: the finest level of which not too many are needed, else the coarsest that divides
  const members = shown.all;
  const deepest = members.reduce((most, at) => Math.max(most, chains[at].length), 0);
  const levels = Array.from({ length: deepest }, (_, depth) => [depth, level(members, depth)]).filter(([, found]) => found.size > 1);
  const [depth, found] = levels.findLast(([, one]) => one.size <= MOST_ROWS) ?? levels[0] ?? [Math.max(0, deepest - 1), level(members, Math.max(0, deepest - 1))];
  const made = [...found].map(([unit, own]) => ({
    unit, all: own, own: own.filter(shows), itself: unit !== null && areasOver(unit).length - 1 < depth, count: own.length,
    gaps: own.filter(isGap).length, roster: byPact() ? 0 : own.filter(onRoster).length, pairs: 0, flows: new Map(),
    order: state.sector ? undefined : own.filter((at) => GAPS.has(CLASSES[dots[at].c.charCodeAt(data.now) - 97])).length, // of the page's own day: a row stays in its place
  }));
  const row = new Map(made.flatMap((one) => one.all.map((at) => [at, one])));
  for (const at of shown.lines) {
    const one = row.get(lines[at].r), block = blockOf(lines[at].h, shown.by);
    const flow = one.flows.get(block) ?? { pairs: 0, invented: 0 };
    one.pairs += 1;
    flow.pairs += 1;
    flow.invented += isInvented(lines[at]) ? 1 : 0;
    one.flows.set(block, flow);
  }
  return made.sort(rowOrder());
}
function rowOrder() {
  const byName = (one, two) => rowName(one).localeCompare(rowName(two), state.lang);
  const gaps = (one) => one.order ?? one.gaps, share = (one) => (one.roster ? gaps(one) / one.roster : -1);
  if (state.order === "name") return byName;
  if (state.order === "share") return (one, two) => share(two) - share(one) || gaps(two) - gaps(one) || byName(one, two);
  return (one, two) => gaps(two) - gaps(one) || share(two) - share(one) || two.count - one.count || byName(one, two);
}
function rowName(row) {
  if (row.label) return row.label();
  if (row.unit === null) return say("map.elsewhere");
  return row.itself && !isMember(row) ? say("map.itself", { unit: unitName(row.unit) }) : unitName(row.unit);
}
const isMember = (row) => row.all.length === 1 && dots[row.all[0]].id === units[row.unit].id && row.unit !== home;
function blocks() {
  const found = grouped(shown.lines, (at) => blockOf(lines[at].h, shown.by));
  return [...found].map(([key, own]) => {
    const who = new Set(own.map((at) => lines[at].h));
    return { key, pairs: own.length, count: who.size, label: () => (who.size === 1 ? starred([...who][0]) : blockName(key)) };
  }).sort((one, two) => two.pairs - one.pairs || one.label().localeCompare(two.label(), state.lang));
}
function tabNow() { // how the scope is best seen: the areas where there are several, else who is paired with whom
  if (state.tab) return state.tab;
  if (atlas) return "overview";
  return !ofHelpers() && shown.rows.length > 1 && shown.base.length > SMALL ? "overview" : "network";
}
function scopeName() {
  if (state.organization !== null) return name(state.organization);
  if (state.block !== null) return blockName(state.block);
  if (state.unit === null) return homeName();
  return state.itself ? say("map.itself", { unit: unitName(state.unit) }) : unitName(state.unit);
}
