// An overview of more than a page holds: areas and groups of helpers with their totals. An area with a page of its own
// opens that; else it opens the areas in it, down to those that were counted.
const groupLabel = (group) => (group.idle ? say("map.idle") : group.kind ? many(group.kind) : group.u === undefined ? say("map.elsewhere") : unitName(group.u)) + (group.span ? ` ${number(group.span[0])}–${number(group.span[1])}` : "");
const counted = atlas ? atlas.groups.map((group, at) => ({ ...group, at, chain: group.u === undefined ? [] : areasOver(group.u) })) : [];
const linksTo = grouped(atlas?.links ?? [], ([, to]) => to);
const helpersOf = (group) => sum(Object.values(group.classes), (count) => count);

function reckonAtlas() {
  const inside = counted.filter((group) => group.side === "recipient" && (state.unit === null || group.chain.includes(state.unit)));
  const rows_ = inside.some((group) => group.href || group.span) ? inside.map((group) => totalsRow(group.u ?? null, [group])) : byLevel(inside);
  const pairs = new Map();
  for (const row of rows_) for (const [key, flow] of row.flows) pairs.set(key, (pairs.get(key) ?? 0) + flow.pairs);
  const blocks_ = counted.filter((group) => pairs.has(`a${group.at}`) || (group.idle && state.unit === null))
    .map((group) => ({ href: group.href, key: `a${group.at}`, count: helpersOf(group), pairs: pairs.get(`a${group.at}`) ?? 0, label: () => groupLabel(group) }));
  shown = { base: [], all: [], members: [], roster: [], gaps: [], lines: [], helpers: [], idle: [], by: "place", rows: rows_.sort(rowOrder()), blocks: blocks_.sort((one, two) => two.pairs - one.pairs) };
}
function byLevel(inside) { // as `rows` of the model, of groups
  const deepest = inside.reduce((most, group) => Math.max(most, group.chain.length), 0);
  const at = (depth) => grouped(inside, (group) => (group.chain.length ? group.chain[Math.min(depth, group.chain.length - 1)] : null));
  const levels = Array.from({ length: deepest }, (_, depth) => at(depth)).filter((found_) => found_.size > 1);
  const divided = levels.findLast((found_) => found_.size <= MOST_ROWS) ?? levels[0] ?? at(Math.max(0, deepest - 1));
  return [...divided].map(([unit, own]) => totalsRow(unit, own));
}
function totalsRow(unit, own) {
  const counts = new Map(), flows_ = new Map();
  for (const group of own) {
    for (const [one, count] of Object.entries(group.classes)) counts.set(one, (counts.get(one) ?? 0) + count);
    for (const [from, , pairs] of linksTo.get(group.at) ?? []) flows_.set(`a${from}`, { pairs: (flows_.get(`a${from}`)?.pairs ?? 0) + pairs, invented: 0 });
  }
  const of = (some) => sum([...counts].filter(([one]) => some(one)), ([, count]) => count);
  return {
    unit, own: [], groups: own, counts, href: (own.length === 1 ? own[0].href : undefined) ?? atlas.areas[unit], label: own.length === 1 ? () => groupLabel(own[0]) : undefined,
    count: of(() => true), gaps: of((one) => GAPS.has(one)), roster: sum(own, (group) => group.expected), pairs: sum([...flows_.values()], (flow) => flow.pairs), flows: flows_,
  };
}
function openTotals(row) { // the areas in it, else what to run for a map of it
  if (row.groups.length > 1) return go({ unit: row.unit });
  Object.assign(state, { sheet: "totals", totals: row });
  sheet();
  return byId("sheet-title").focus({ preventScroll: true });
}
function ofTotals() {
  const row = state.totals, place = row.unit === null ? data.run.in : named(row.unit);
  const classes = MARKED.filter((own) => row.counts.get(own)).map((own) => put("p", null, {}, mark(own), document.createTextNode(` ${say(`map.class.${own}`)} ${number(row.counts.get(own))}`)));
  return [title(rowName(row)), put("p", pairsText(row.pairs)), ...classes, put("h3", say("map.next")), put("p", say("map.own_page")), command(`${run("map", place)} -o ${say("map.map_file")}`), command(plan(atlas.kind ?? "village", place))];
}
