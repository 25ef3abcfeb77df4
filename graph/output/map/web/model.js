// What is shown: the dots and lines of a scene that pass the filters, on the day the page is turned to.
const near = dots.map(() => []);
lines.forEach((line, at) => { near[line.h].push(at); near[line.r].push(at); });

const name = (at) => (state.lang === "en" && dots[at].en) || dots[at].name;
const classOf = (at) => CLASSES[dots[at].c.charCodeAt(state.day) - 97];
const isGap = (at) => GAPS.has(classOf(at));
const inForce = (pact) => pact.t[state.day] === "f";
const isActive = (line) => line.p.some(inForce);
const inGroupOnly = (line) => line.p.filter(inForce).every((pact) => pact.certainty === "group");
const isHelper = (at) => dots[at].side === "helper";
const ownDay = () => state.day === data.now;

function pathOf(unit) {
  const found = [];
  for (let at = unit; at !== undefined && at !== null; at = units[at].up) found.unshift(units[at].name);
  return found;
}
function areaOf(at) { // the nearest unit it lies in that is an area
  let unit = dots[at].u;
  while (unit !== undefined && unit !== null && !units[unit].area) unit = units[unit].up;
  return unit ?? null;
}
const areas = dots.map((_, at) => areaOf(at));

const rolled = (scene) => scene.groups.length > 0;
const home = new Map(); // in which scene each dot can be seen by itself
scenes.forEach((scene, at) => { if (!rolled(scene)) for (const dot of scene.dots) if (!home.has(dot)) home.set(dot, at); });
for (const scene of scenes) {
  scene.members = new Set(scene.dots);
  scene.group = rolled(scene) ? new Map(scene.dots.map((dot, place) => [dot, scene.of[place]])) : null;
}
const linesOf = (scene) => (scene.lines ??= lines.map((_, at) => at).filter((at) => scene.members.has(lines[at].h) && scene.members.has(lines[at].r)));

function matches(at) {
  const dot = dots[at];
  if (state.off.has(classOf(at)) || (dot.ill && state.off.has("illustrative"))) return false;
  if (isHelper(at)) return true;
  return (!state.unit || (areas[at] !== null && units[areas[at]].id === state.unit)) && (!state.kind || dot.kind === state.kind);
}
const lineMatches = (line) =>
  (!state.form || line.p.some((pact) => pact.form === state.form)) &&
  (!state.sector || line.p.some((pact) => pact.sector === state.sector));

function visible() {
  const scene = scenes[state.scene];
  const own = new Set(scene.dots.filter(matches));
  const kept = new Set(linesOf(scene).filter((at) => own.has(lines[at].h) && own.has(lines[at].r) && lineMatches(lines[at])));
  if (FILTERS.some((filter) => state[filter])) {
    const linked = new Set([...kept].flatMap((at) => [lines[at].h, lines[at].r]));
    const byPact = state.form || state.sector;
    for (const at of own) if (!linked.has(at) && (byPact || isHelper(at))) own.delete(at);
  }
  return { dots: own, lines: kept };
}

function tallies() { // what stands behind every group of a scene that is rolled up, and the pairs between two
  const scene = scenes[state.scene];
  const groups = scene.groups.map((group) => ({ members: 0, expected: 0, gaps: 0, pairs: 0, ...group.fixed }));
  const links = new Map((scene.links ?? []).map(([helper, recipient, pairs]) => [`${helper}>${recipient}`, pairs]));
  for (const at of shown.dots) {
    const tally = groups[scene.group.get(at)];
    tally.members += 1;
    tally.expected += dots[at].on ? 1 : 0;
    tally.gaps += isGap(at) ? 1 : 0;
  }
  for (const at of shown.lines) {
    if (!isActive(lines[at])) continue;
    const ends = [scene.group.get(lines[at].h), scene.group.get(lines[at].r)];
    for (const end of new Set(ends)) groups[end].pairs += 1;
    const key = ends.join(">");
    links.set(key, (links.get(key) ?? 0) + 1);
  }
  return { groups, links };
}
function groupName(group) {
  const what = group.idle ? say("map.idle") : group.kind ? word(group.kind) : group.u === undefined ? say("map.elsewhere") : units[group.u].name;
  return group.span ? `${group.idle ? what : say("map.slice")} ${number(group.span[0])}–${number(group.span[1])}` : what;
}
const sceneName = (scene) => (scene.up === undefined ? (data.overview ? data.title[state.lang] : say("map.whole")) : groupName(scene.opened));

let shown = null;
let rollup = null;
function reckon() {
  shown = visible();
  rollup = rolled(scenes[state.scene]) ? tallies() : null;
}
