// How two organizations are linked, as `jiedui partners A --to B` finds it: the shortest ways over pairs in force by name;
// only where there is none, up to the units that one lies in, over pairs, and down to the other.
const STEPS = 6, MOST_WAYS = 10;
const BETWEEN = /\s*(?:与|和|跟|、|，|,|–|—|↔)\s*|\s+(?:and|to|-)\s+/giu;

function asked(text) { // of two names with a word or a dash between them: each two that may be meant
  for (const { 0: between, index } of text.matchAll(BETWEEN)) {
    const [some, others] = [text.slice(0, index), text.slice(index + between.length)].map(meant);
    const both = some.flatMap((one) => others.filter((other) => other !== one).map((other) => ({ link: [one, other] })));
    if (both.length) return both;
  }
  return [];
}
function meant(text) { // the organizations that a name most surely means
  const all = find(text), best = all.filter((hit) => hit.rank === all[0].rank);
  return best.map((hit) => hit.at ?? dotAt.get(units[hit.unit].id)).filter((at) => at !== undefined);
}
const idOf = (at) => dots[at].id;
const knownAs = (id) => (dotAt.has(id) ? told(dotAt.get(id)) : unitName(unitAt.get(id)));
function above(at) { // the ids of the units that it lies in, nearest first
  const found = [];
  for (let unit = dots[at].u; unit !== undefined; unit = units[unit].up) found.push(units[unit].id);
  return found;
}
const pairedBy = (line) => line.p.some((pact) => inForce(pact) && pact.certainty !== "group");
function pairedWith(id) {
  if (!dotAt.has(id)) return [];
  const at = dotAt.get(id);
  return near[at].map((line) => lines[line]).filter((line) => line.h !== line.r && pairedBy(line)).map((line) => idOf(line.h === at ? line.r : line.h));
}
function linked(one, other) { // the shortest ways, each as the ids along it
  const direct = shortest(one, other, [[idOf(one)], [idOf(other)]]);
  return direct.length ? direct : shortest(one, other, [[idOf(one), ...above(one)], [idOf(other), ...above(other)]]);
}
function shortest(one, other, [up, down]) {
  const [UP, PAIRS, DOWN] = [0, 1, 2], key = ([part, id]) => `${part} ${id}`;
  const on = ([part, id]) => [
    ...(part === UP && up.indexOf(id) + 1 < up.length ? [[UP, up[up.indexOf(id) + 1]]] : []),
    ...(part === DOWN ? [] : pairedWith(id).map((next) => [PAIRS, next])),
    ...(down.indexOf(id) > 0 ? [[DOWN, down[down.indexOf(id) - 1]]] : []),
  ];
  let ring = [[UP, idOf(one)]];
  const from = new Map([[key(ring[0]), []]]);
  for (let step = 0; step < STEPS && ring.length && !ring.some(([, id]) => id === idOf(other)); step += 1) {
    const next = new Map();
    for (const node of ring) for (const to of on(node)) {
      if (from.has(key(to)) && !next.has(key(to))) continue;
      if (!next.has(key(to))) { next.set(key(to), to); from.set(key(to), []); }
      from.get(key(to)).push(node);
    }
    ring = [...next.values()];
  }
  function* back(node, rest = []) {
    const way = [node[1], ...rest], earlier = from.get(key(node));
    if (!earlier.length) yield way;
    for (const one_ of earlier) yield* back(one_, way);
  }
  const ways = new Map();
  for (const node of ring.filter(([, id]) => id === idOf(other))) for (const way of back(node)) {
    if (ways.size > MOST_WAYS) break; // there may be very many
    ways.set(way.join(" "), way);
  }
  return [...ways.values()].sort((a, b) => (a.join(" ") < b.join(" ") ? -1 : 1));
}
function relation(from, to) {
  const pair = (helper, recipient) => dotAt.has(helper) && dotAt.has(recipient) && near[dotAt.get(helper)].some((line) => idOf(lines[line].h) === helper && idOf(lines[line].r) === recipient && pairedBy(lines[line]));
  if (pair(from, to)) return "helps";
  if (pair(to, from)) return "helped_by";
  const unit = dotAt.has(from) ? dots[dotAt.get(from)].u : units[unitAt.get(from)].up;
  return unit !== undefined && units[unit].id === to ? "part_of" : "contains";
}
function invented(from, to) { // whether only invented records pair them
  const own = dotAt.has(from) && dotAt.has(to) ? near[dotAt.get(from)].map((line) => lines[line]).filter((line) => [line.h, line.r].includes(dotAt.get(to)) && line.h !== line.r && pairedBy(line)) : [];
  return own.length > 0 && own.every((line) => line.p.every((pact) => !inForce(pact) || pact.certainty === "group" || pact.ill));
}
function linkText(ways) {
  return ways.length ? say("map.link_found", { count: number(ways[0].length - 1) }) : say("map.link_none");
}
function ofLink() {
  const [one, other] = state.link, ways = linked(one, other), id = (at) => (namesakes.zh.get(dots[at].name).length > 1 ? dots[at].id : dots[at].name);
  const link = (own) => (dotAt.has(own) ? button(knownAs(own), () => choose(dotAt.get(own)), { class: "link" }) : put("b", knownAs(own)));
  const card = (way) => put("div", null, { class: "card" }, ...way.slice(1).map((to, place) => put("p", null, {}, link(way[place]), document.createTextNode(` ${say(`map.link.${relation(way[place], to)}`)} `), link(to), invented(way[place], to) ? document.createTextNode(" ※") : "")));
  const made = [title(`${told(one)} ↔ ${told(other)}`), put("p", linkText(ways)), ...ways.slice(0, MOST_WAYS).map(card)];
  if (ways.length > MOST_WAYS) made.push(muted(say("map.link_more")));
  if (ways.some((way) => way.slice(1).some((to, place) => invented(way[place], to)))) made.push(muted(`※ ${say("map.class.illustrative")}`));
  return [...made, muted(say("map.link_here")), command(run(`partners ${quoted(id(one))} --to ${quoted(id(other))}`, null))];
}
