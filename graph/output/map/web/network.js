// Who is paired with whom, packed close: helpers, recipients with a partner, gaps. The library draws dots and lines;
// names, headings and drafts are ours, so that they can be read and pressed.
const LINE = { least: 26, most: 36 }, TOP = 46, COLUMN_HEAD = 20, MOST_DRAWN = 2_000, PALE = 0.25, FEW_LINES = 40, BESIDE = 150, READABLE = 0.85;
let freeView = null; // where the layout by forces was last looked at
let network = null; // what is drawn: places, the library's drawing, and what to do when something changes

function columnsOf(width) { // where each column stands, and how broad its names may be
  const some = { helpers: shown.helpers.length > 0, paired: shown.members.some((at) => !isGap(at)) };
  const labels = (all, most) => Math.min(most, Math.max(70, broad(all.map(starred), "13px") + 10));
  const pairs = pairsOfHelpers();
  const outward = some.helpers ? Math.min(Math.max(150, width * 0.3), Math.max(70, broad(shown.helpers.map((at) => starred(at) + totalOf(pairs.get(at)) + " ★"), "bold 13px") + 4)) : 0;
  const helpers = 20 + outward + 14;
  const span = some.helpers && some.paired ? Math.max(90, Math.min(420, width * 0.2)) : 0;
  const paired = helpers + span;
  const inward = some.paired ? labels(shown.members.filter((at) => !isGap(at)), Math.max(260, width * 0.28)) + (ofHelpers() ? BESIDE : 0) : 0;
  const gaps = some.paired ? paired + inward + 60 : some.helpers ? helpers + 90 : 30;
  const column = labels(shown.gaps, 240) + 46;
  return { helpers, outward, paired, inward, gaps, column };
}
const pairsOfHelpers = () => new Map([...grouped(shown.lines, (at) => lines[at].h)].map(([at, own]) => [at, own.length]));
const totalOf = (count) => (count > 3 ? `  ${number(count)}` : "");
function packed(width, height) { // the place of everybody: {at: dot → [x, y], heads, tall}
  const x = columnsOf(width), at = new Map(), heads = [];
  const inOrder = (all) => [...all].sort((one, two) => data.order[one] - data.order[two]);
  const members = inOrder(shown.members), paired = members.filter((one) => !isGap(one)), gaps = byName(members.filter(isGap));
  const most = Math.max(1, paired.length, shown.helpers.length, Math.min(gaps.length, 20));
  const line = Math.max(LINE.least, Math.min(LINE.most, Math.floor((height - TOP - 20) / most)));
  const underHeads = (all, left, wide) => stacked(all, [left, wide, x.column], line, at, heads);
  let end = TOP;
  if (paired.length) heads.push({ x: x.paired - 8, y: COLUMN_HEAD, text: `${say("map.paired")}  ${number(paired.length)}`, bold: true });
  if (ofHelpers()) for (const one of byFirstHelper(paired)) { at.set(one, [x.paired, end]); end += line; }
  else end = stacked(paired, [x.paired, 1, x.inward + 40], line, at, heads);
  const across = Math.max(1, Math.min(4, Math.floor((width - x.gaps) / x.column))), single = gaps.length * line <= height * 1.5 || across < 2;
  if (gaps.length) heads.push({ x: x.gaps - 8, y: COLUMN_HEAD, text: `${say("map.gaps")}  ${number(gaps.length)}`, bold: true, bad: true });
  const last = gaps.length ? underHeads(gaps, x.gaps, single ? 1 : across) : TOP;
  if (shown.helpers.length) heads.push({ x: x.helpers + 8, y: COLUMN_HEAD, text: `${say("map.helpers")}  ${number(shown.helpers.length)}`, bold: true, outward: true });
  const left = inOrder(shown.helpers.filter((one) => !at.has(one)));
  const idle = shown.idle.length ? idleBelow(Math.max(end, last, TOP + left.length * line) + line, x.paired || 40, width, line, at, heads) : 0;
  return { x, at, heads, left, line, tall: Math.max(end, last, idle, TOP + left.length * line) + 20, drafts: single && width - x.gaps > 260, single };
}
const byName = (all) => [...grouped(all, areaOf).values()].flatMap((own) => own.sort((one, two) => name(one).localeCompare(name(two), state.lang)));
function stacked(all, [left, wide, column], line, at, heads) { // below each other by area, the area above them; returns the y below
  const byArea = grouped(all, (one) => areaOf(one)), several_ = byArea.size > 1;
  let y = TOP;
  for (const [unit, own] of byArea) {
    if (several_) {
      heads.push({ x: left - 8, y, text: unit === null ? say("map.elsewhere") : unitName(unit), most: wide * column, end: y + (1 + Math.ceil(own.length / wide)) * line });
      y += line;
    }
    own.forEach((one, place) => at.set(one, [left + (place % wide) * column, y + Math.floor(place / wide) * line]));
    y += Math.ceil(own.length / wide) * line;
  }
  return y;
}
function byFirstHelper(all) {
  const first = (one) => Math.min(...near[one].filter((at) => isActive(lines[at])).map((at) => data.order[lines[at].h]));
  return [...all].sort((one, two) => first(one) - first(two) || data.order[one] - data.order[two]);
}
function idleBelow(y, left, width, line, at, heads) {
  const column = Math.min(240, broad(shown.idle.map(starred), "13px") + 46), wide = Math.max(1, Math.floor((width - left) / column));
  const end = y + (1 + Math.ceil(shown.idle.length / wide)) * line;
  heads.push({ x: left - 8, y, text: `${say("map.idle")}  ${number(shown.idle.length)}`, bold: true, most: width - left, end });
  shown.idle.forEach((one, place) => at.set(one, [left + (place % wide) * column, y + (1 + Math.floor(place / wide)) * line]));
  return end;
}
// The y of each helper nearest to those it helps, a line apart and in order: isotonic regression by pooling
// adjacent violators (Barlow, Bartholomew, Bremner and Brunk 1972).
function beside(left, wished, line, top) {
  const pools = [];
  left.forEach((one, place) => {
    let pool = [wished(one) - place * line, 1];
    while (pools.length && pools.at(-1)[0] >= pool[0]) {
      const [mean, count] = pools.pop();
      pool = [(mean * count + pool[0] * pool[1]) / (count + pool[1]), count + pool[1]];
    }
    pools.push(pool);
  });
  return pools.flatMap(([mean, count]) => Array(count).fill(Math.max(mean, top))).map((mean, place) => mean + place * line);
}
function followed(place, from, height) { // helpers stand beside those of theirs that are in view
  const seen = new Map();
  for (const at of shown.lines) {
    const there = place.at.get(lines[at].r);
    if (there && there[1] >= from - place.line && there[1] <= from + height) seen.set(lines[at].h, [...(seen.get(lines[at].h) ?? []), there[1]]);
  }
  const own = place.left.filter((one) => seen.has(one));
  const mean = (one) => sum(seen.get(one), (y) => y) / seen.get(one).length;
  own.sort((one, two) => mean(one) - mean(two) || data.order[one] - data.order[two]);
  const low = from + TOP, high = from + height - place.line / 2 - (own.length - 1) * place.line;
  return new Map(beside(own, mean, place.line, low).map((y, at) => [own[at], [place.x.helpers, Math.max(low + at * place.line, Math.min(y, high + at * place.line))]]));
}

function drawNetwork(view) {
  leaveNetwork();
  if (!shown.members.length && !shown.idle.length) return view.replaceChildren(nothing());
  if (phone()) return people(view);
  const count = shown.members.length + shown.helpers.length + shown.idle.length;
  if (count > MOST_DRAWN) return view.replaceChildren(put("div", null, { class: "nothing" }, put("p", joined([say("map.too_many", { count: number(count) }), new Set(shown.base.map((at) => dots[at].kind)).size > 1 && say("map.or_kind")])), button(say("map.tab.overview"), () => { state.tab = "overview"; refresh(); })));
  const canvas = put("div", null, { id: "drawing", role: "application", tabindex: 0, "aria-label": say("map.drawing"), "aria-describedby": "keys-text" });
  const pinned = put("div", null, { class: "pinned", "aria-hidden": "true" }), space = put("div", null, { class: "space" }), pane = put("div", null, { class: "pane", tabindex: -1 }, put("div", null, { class: "stick" }, canvas, pinned), space);
  view.replaceChildren(pane);
  const width = pane.clientWidth, height = pane.clientHeight, free = data.places !== null;
  const place = free ? placedFreely() : packed(width, height);
  if (!free) space.style.height = `${Math.max(0, place.tall - height)}px`;
  network = { place, pane, canvas, pinned, width, height, free, boxes: [], helpers: new Map(), nodes: new vis.DataSet(), edges: new vis.DataSet() };
  network.nodes.add([...place.at.keys(), ...(place.left ?? [])].map(nodeOf));
  network.edges.add(shown.lines.filter((at) => lines[at].h !== lines[at].r).map((at) => ({ id: at, from: lines[at].h, to: lines[at].r })));
  const interaction = { ...data.options.interaction, zoomView: free, dragView: free };
  network.drawing = new vis.Network(canvas, { nodes: network.nodes, edges: network.edges }, { ...data.options, interaction });
  canvas.querySelector(".vis-network").tabIndex = -1; // the frame around it takes the keys
  network.drawing.on("beforeDrawing", headings);
  network.drawing.on("afterDrawing", names);
  network.drawing.on("click", (event) => {
    const at = pressed(event.pointer.canvas);
    canvas.focus({ preventScroll: true }); // the keys go on from there
    at === undefined ? closeSheet() : choose(at, false);
  });
  canvas.addEventListener("mousemove", pointed);
  canvas.addEventListener("mouseleave", () => hint(null));
  canvas.addEventListener("keydown", walked);
  pane.addEventListener("scroll", scrolled, { passive: true });
  if (free) {
    network.pinned.replaceWith(closer());
    freeView ? moved(freeView) : atFirst();
  } else scrolled();
  faded();
  if (state.chosen !== null) bringIntoView(state.chosen);
}
const viewed = () => ({ scale: network.drawing.getScale(), position: network.drawing.getViewPosition() });
const moved = (to) => network.drawing.moveTo({ ...to, animation: false });
const whole = () => network.drawing.fit({ animation: false, maxZoomLevel: 1 });
function atFirst() { // all of it where it can be read so; else the pairs, large enough to be read
  whole();
  const head = network.place.heads.findLast((one) => one.bold);
  if (viewed().scale < READABLE && head) leadTo(head);
}
function leadTo(head, scale = Math.max(READABLE, Math.min(1, viewed().scale))) { // a heading at the upper left
  moved({ scale, position: { x: head.x - 20 + network.width / 2 / scale, y: head.y - 30 + network.height / 2 / scale } });
}
function closer() { // the layout by forces is larger than what can be read at once: the ways about it
  const times = (factor) => () => moved({ scale: Math.min(3, Math.max(0.05, viewed().scale * factor)) });
  return put("div", null, { class: "closer", role: "group", "aria-label": say("map.closer") },
    button("＋", times(1.4), { "aria-label": say("map.nearer") }), button("－", times(1 / 1.4), { "aria-label": say("map.farther") }), button(say("map.whole"), whole),
    ...network.place.heads.filter((head) => head.bold).map((head) => button(head.text, () => leadTo(head))), put("span", say("map.closer"), { class: "mute" }));
}
function leaveNetwork() {
  if (network?.drawing && network.free) freeView = viewed();
  network?.drawing?.destroy();
  network = null;
}
function placedFreely() {
  const all = [...shown.members, ...shown.helpers, ...shown.idle];
  return { at: new Map(all.map((at) => [at, data.places[at]])), heads: data.heads.map((head) => ({ ...head, text: `${head.key ? say(head.key) : unitName(head.u)}  ${number(head.count)}`, bold: Boolean(head.key) })), line: 26, free: true };
}
const looksOf = (at) => (shown.members.includes(at) || !network?.helpers.has(at) ? classOf(at) : "helper");
const focused = () => (state.chosen === null || !network ? null : new Set([state.chosen, ...partnersOf(state.chosen), ...gapsDraftedFor(state.chosen)]));
function nodeOf(at) {
  const [x, y] = network?.helpers.get(at) ?? network?.place.at.get(at) ?? [0, 0];
  return {
    id: at, x, y, shape: "custom", size: 8,
    ctxRenderer: ({ ctx, x: left, y: top, style }) => ({
      drawNode() {
        ctx.save();
        ctx.globalAlpha = style.opacity ?? 1;
        inked(ctx, looksOf(at), left, top, 8);
        ctx.restore();
      },
      nodeDimensions: { width: 16, height: 16 },
    }),
  };
}
function scrolled() {
  hint(null);
  if (!network || network.free) return;
  const { place, pane, height } = network, from = pane.scrollTop;
  network.helpers = followed(place, from, height);
  const inView = (at) => { const there = network.helpers.get(at) ?? place.at.get(at); return there && there[1] >= from - place.line && there[1] <= from + height + place.line; };
  network.nodes.update(place.left.map((at) => { const there = network.helpers.get(at); return there ? { id: at, x: there[0], y: there[1], hidden: false } : { id: at, hidden: true }; }));
  network.edges.update(shown.lines.filter((at) => network.edges.get(at)).map((at) => ({ id: at, hidden: !(inView(lines[at].h) && inView(lines[at].r)) })));
  network.drawing.moveTo({ scale: 1, position: { x: network.width / 2, y: from + height / 2 }, animation: false });
  network.pinned.replaceChildren(put("div", null, { class: "band" }), ...pinnedHeads(from).map(pinnedHead));
}
function pinnedHeads(from) { // of each column its head, and that of the area whose members are in view
  const own = grouped(network.place.heads.filter((head) => head.end !== undefined), (head) => head.x);
  const now = [...own.values()].map((all) => all.findLast((head) => head.y <= from + TOP)).filter((head) => head && head.end > from + TOP + network.place.line / 2);
  return [...network.place.heads.filter((head) => head.end === undefined), ...now];
}
function pinnedHead(head) {
  const made = put("div", head.text, { class: `${head.bold ? "bold" : "area"}${head.bad ? " bad" : ""}` });
  made.style.top = `${(head.end === undefined ? COLUMN_HEAD : TOP) - 13}px`;
  if (head.outward) made.style.right = `${network.width - head.x}px`;
  else made.style.left = `${head.x}px`;
  if (head.most) made.style.width = `${Math.min(head.most, network.width - head.x)}px`;
  return made;
}
function faded() { // what belongs to the chosen one stands out
  if (!network) return;
  const near_ = focused();
  network.nodes.update([...network.nodes.getIds()].map((at) => ({ id: at, opacity: near_ && !near_.has(at) ? PALE : 1 })));
  network.edges.update(network.edges.getIds().map((at) => ({ id: at, ...lookOfLine(lines[at]) })));
  network.drawing.redraw();
}
function lookOfLine(line) { // dotted where no pair is named
  const own = state.chosen === null || line.h === state.chosen || line.r === state.chosen, sure = tie(line) === "invented" ? 0.5 : 1; // paler where it was invented
  return {
    width: 1 + Math.min(line.p.filter(inForce).length, 4) * 0.5, dashes: inGroupOnly(line) ? [2, 6] : false,
    color: { color: colour("--flow"), opacity: own ? (state.chosen === null ? 0.6 : 0.95) * sure : 0.07 },
  };
}

function headings(context) {
  context.textBaseline = "middle";
  for (const head of network.place.heads) {
    if (network.pinned && !network.free && head.end === undefined) continue; // it stands above the drawing
    context.font = `${head.bold ? "bold 14px" : "600 12.5px"} ${FONT}`;
    context.fillStyle = colour(head.bad ? "--bad" : head.bold ? "--ink" : "--mute");
    context.textAlign = head.outward ? "right" : "left";
    context.fillText(head.most ? fitted(context, head.text, head.most) : head.text, head.x, head.y);
  }
}
const cut = new Map();
function fitted(context, text, width) {
  const key = `${context.font}|${Math.round(width)}|${text}`;
  if (!cut.has(key)) {
    const letters = [...text.slice(0, 300)];
    while (letters.length > 1 && context.measureText(`${letters.join("")}${letters.length < [...text].length ? "…" : ""}`).width > width) letters.pop();
    cut.set(key, letters.length < [...text].length ? `${letters.join("")}…` : text);
  }
  return cut.get(key);
}
function names(context) {
  const { place } = network, near_ = focused(), taken = network.free ? room() : null;
  network.boxes = [];
  context.textBaseline = "middle";
  const pairs = pairsOfHelpers();
  const all = [...network.helpers, ...place.at];
  if (network.free) all.sort(([one], [two]) => Number(near_?.has(two) ?? 0) - Number(near_?.has(one) ?? 0) || near[two].length - near[one].length);
  const from = network.free ? -Infinity : network.pane.scrollTop - place.line, to = network.free ? Infinity : from + network.height + 2 * place.line;
  for (const [at, [x, y]] of all) {
    if (y < from || y > to) continue;
    const outward = network.helpers.has(at), gap = isGap(at);
    context.font = `${at === state.chosen ? "bold " : ""}13px ${FONT}`;
    const most = outward ? place.x.outward : network.free ? 200 : gap ? (place.single ? 260 : place.x.column - 36) : place.x.inward - (ofHelpers() ? BESIDE : 0);
    const after = (dots[at].ill ? " ※" : "") + (outward ? totalOf(pairs.get(at)) : "") + (changeOf(at) ? ` ${CHANGES[changeOf(at)]}` : "") + (state.picks.has(at) ? " ★" : "");
    const text = fitted(context, name(at), most - context.measureText(after).width) + after;
    const broad_ = context.measureText(text).width, left = outward ? x - 14 : x + 14;
    if (taken && !taken(left, y, broad_)) continue;
    context.globalAlpha = near_ && !near_.has(at) ? 0.3 : 1;
    context.fillStyle = colour("--ink");
    context.textAlign = outward ? "right" : "left";
    context.fillText(text, left, y + 1);
    const end = outward ? x + 12 : left + broad_ + 4;
    if (ofHelpers() && !outward && !network.free) besideName(context, placeOf(at).split(" / ").at(-1) ?? "", left + Math.max(broad_, 120) + 14, y);
    const draft = place.drafts && gap ? draftBeside(context, at, end, y) : null;
    if (at === state.chosen) framed(context, outward ? left - broad_ - 5 : x - 13, y, broad_ + 32);
    const [high, low] = [y - place.line / 2, y + place.line / 2];
    network.boxes.push([outward ? left - broad_ - 4 : x - 12, high, end, low, at]);
    if (draft) network.boxes.push([end, high, draft.left, low, at], [draft.left, high, draft.right, low, draft.at]);
  }
  context.globalAlpha = 1;
  timesBeside(context);
}
function besideName(context, text, x, y) {
  context.fillStyle = colour("--mute");
  context.font = `12px ${FONT}`;
  context.textAlign = "left";
  context.fillText(text, x, y + 1);
}
function draftBeside(context, at, from, y) { // never a solid line: it is not a fact; returns whom a press on its name means, and where that stands
  const [draft] = draftsOf(at), x = Math.max(from + 30, network.place.x.gaps + 180);
  if (!draft) return null;
  context.font = `italic 12px ${FONT}`;
  const text = fitted(context, say("map.draft_of", { name: draftName(draft) }), network.width - x - 8);
  context.strokeStyle = context.fillStyle = colour("--mute");
  context.lineWidth = 1;
  context.setLineDash([2, 4]);
  context.beginPath();
  context.moveTo(from + 6, y);
  context.lineTo(x - 6, y);
  context.stroke();
  context.setLineDash([]);
  context.textAlign = "left";
  context.fillText(text, x, y + 1);
  return { left: x - 4, right: x + context.measureText(text).width + 4, at: draft.h ?? at };
}
function framed(context, x, y, width) {
  context.globalAlpha = 1;
  context.strokeStyle = colour("--link");
  context.lineWidth = 2;
  context.beginPath();
  context.roundRect(x, y - 12, width, 24, 5);
  context.stroke();
}
function timesBeside(context) { // ×n, at the end that has fewer lines
  const seen = network.edges.get().filter((edge) => !edge.hidden), degree = new Map();
  for (const edge of seen) for (const end of [edge.from, edge.to]) degree.set(end, (degree.get(end) ?? 0) + 1);
  const placed = new Map();
  context.font = `bold 11px ${FONT}`;
  context.textAlign = "center";
  for (const edge of seen) {
    const times = lines[edge.id].p.filter(inForce).length;
    if (times < 2 || (seen.length > FEW_LINES && edge.from !== state.chosen && edge.to !== state.chosen)) continue;
    const end = degree.get(edge.to) <= degree.get(edge.from) ? edge.to : edge.from, { x, y } = network.drawing.getPosition(end);
    const turn = placed.get(end) ?? 0;
    placed.set(end, turn + 1);
    const left = x + (end === edge.to ? -26 : 26) * (1 + turn);
    context.lineWidth = 4;
    context.strokeStyle = colour("--paper");
    context.strokeText(`×${times}`, left, y);
    context.fillStyle = colour("--ink");
    context.fillText(`×${times}`, left, y);
  }
}
function room() { // whether a name has room beside those that have theirs; then it is taken
  const rows_ = new Map();
  return (x, y, width) => {
    const row = Math.round(y / 18), close = [row - 1, row, row + 1].flatMap((key) => rows_.get(key) ?? []);
    if (close.some(([left, right, height]) => x < right && x + width > left && Math.abs(y - height) < 17)) return false;
    rows_.set(row, [...(rows_.get(row) ?? []), [x, x + width, y]]);
    return true;
  };
}

const pressed = ({ x, y }) => network.boxes.find(([left, top, right, bottom]) => x >= left && x <= right && y >= top && y <= bottom)?.[4];
function pointed(event) {
  const box = network.canvas.getBoundingClientRect();
  const at = pressed(network.drawing.DOMtoCanvas({ x: event.clientX - box.left, y: event.clientY - box.top }));
  network.canvas.style.cursor = at === undefined ? "default" : "pointer";
  hint(at === undefined ? null : hintOf(at), event);
}
function bringIntoView(at) {
  if (!network) return;
  if (network.free) return seek(at);
  const there = network.place.at.get(at) ?? network.place.at.get(partnersOf(at).find((other) => network.place.at.has(other)));
  if (there && (there[1] < network.pane.scrollTop + TOP + network.place.line || there[1] > network.pane.scrollTop + network.height - TOP)) network.pane.scrollTop = Math.max(0, there[1] - network.height / 3);
}
function seek(at) { // in the layout by forces: into view, and large enough to be read
  const there = network.place.at.get(at), { scale, position } = viewed();
  if (!there) return;
  const far = Math.abs(there[0] - position.x) * scale > network.width / 2 - 60 || Math.abs(there[1] - position.y) * scale > network.height / 2 - 60;
  if (far || scale < READABLE) moved({ scale: Math.max(READABLE, scale), position: { x: there[0], y: there[1] } });
}
function walked(event) { // the keys, on the drawing
  const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Enter" && state.chosen !== null) { event.preventDefault(); byId("sheet-title")?.focus(); return; }
  if (!way && event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
  event.preventDefault();
  const all = [...network.place.at, ...network.helpers].sort(([, one], [, two]) => one[0] - two[0] || one[1] - two[1]).map(([at]) => at);
  if (state.chosen === null || !all.includes(state.chosen)) { if (all.length) choose(all[0], false); return; }
  if (way) { choose(all[(all.indexOf(state.chosen) + way + all.length) % all.length], false); return; }
  const across = partnersOf(state.chosen).filter((at) => near[at].some((line) => (event.key === "ArrowLeft" ? lines[line].h === at : lines[line].r === at)));
  if (across.length) choose(across[0], false);
}
