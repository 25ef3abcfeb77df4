// The drawing: dots and lines by the drawing library; names, headings and bars by us, where they can be read.
const FONT = 'system-ui, "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';
const PALE = 0.2;
const LABEL = 200; // what a name may take before it is cut
const OUTWARD = 320; // and where nothing stands beside it
const BAR = 110;
let printing = false;
const ink = () => (dark.matches && !printing ? "#e8ecf2" : "#1c2430");
const warn = () => (printing ? "#000000" : dark.matches ? "#ff8f9f" : "#a3122b");

function outline(own) { // what is hollow is drawn by its outline, which has to be seen on either ground
  if (!dark.matches || printing || !["never", "lapsed", "inherited", "idle"].includes(own)) return data.options.groups[own].color;
  return { background: "rgba(0,0,0,0)", border: own === "idle" || own === "lapsed" ? "#b7c1cf" : warn() };
}
const cut = new Map();
function fitted(context, text, width) { // the text, cut to what fits
  const key = `${context.font}|${width}|${text}`;
  if (!cut.has(key)) {
    const units_ = [...text.slice(0, 200)];
    while (units_.length > 1 && context.measureText(units_.join("") + (units_.length < text.length ? "…" : "")).width > width) units_.pop();
    cut.set(key, units_.length < [...text].length ? units_.join("") + "…" : text);
  }
  return cut.get(key);
}
function mark(at) {
  const own = classOf(at);
  return GAPS.has(own) ? `${say("map.mark.gap")} ` : own === "single" ? "1 " : "";
}

function lookOfLine(line) { // broken where no pair is named, or none helped any more
  const look = { width: 1 + Math.min(line.p.filter(inForce).length, 4) * 0.5, dashes: false, color: "#6b7785" };
  if (!isActive(line)) Object.assign(look, { dashes: [8, 6], color: "#a5adb8" });
  else if (inGroupOnly(line)) look.dashes = [2, 6];
  return look;
}
function around(at) {
  return at === null ? null : new Set([at, ...near[at].flatMap((line) => [lines[line].h, lines[line].r])]);
}
let focus = null;

function nodesNow() {
  const scene = scenes[state.scene];
  if (!rolled(scene)) {
    return scene.nodes.map((node) => {
      const own = classOf(node.id);
      return { ...node, label: " ", group: own, shape: data.options.groups[own].shape, color: outline(own), hidden: !shown.dots.has(node.id), opacity: focus && !focus.has(node.id) ? PALE : 1 };
    });
  }
  const most = Math.max(1, ...rollup.groups.map((tally) => tally.members));
  return scene.nodes.map((node) => {
    const tally = rollup.groups[node.id];
    return { ...node, label: " ", size: 6 + 12 * Math.sqrt(tally.members / most), hidden: !tally.members && !tally.expected };
  });
}
function edgesNow() {
  const scene = scenes[state.scene];
  if (!rolled(scene)) {
    return scene.edges.map((edge) => {
      const line = lines[edge.id];
      const look = lookOfLine(line);
      const own = state.chosen === null || line.h === state.chosen || line.r === state.chosen;
      return { ...edge, ...look, hidden: !shown.lines.has(edge.id), color: { color: look.color, opacity: own ? (focus ? 1 : 0.45) : 0.06 } };
    });
  }
  const most = Math.max(1, ...rollup.links.values());
  const faint = Math.min(0.4, Math.max(0.06, 60 / (rollup.links.size + 1))); // so that many lines leave the names readable
  return scene.edges.map((edge) => {
    const pairs = rollup.links.get(`${edge.from}>${edge.to}`) ?? 0;
    const own = state.group === null || edge.from === state.group || edge.to === state.group;
    return { ...edge, width: 1 + (9 * pairs) / most, hidden: !pairs, color: { color: "#6b7785", opacity: own ? (state.group === null ? faint : 0.9) : 0.06 } };
  });
}

function headings(context) {
  const scene = scenes[state.scene];
  context.fillStyle = ink();
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
  for (const head of scene.heads) {
    context.font = `${head.key ? "bold 20px" : "bold 14px"} ${FONT}`;
    const text = head.key ? say(head.key) : units[head.u].name;
    const day = head.key && !ownDay() ? ` · ${data.as_of}` : "";
    context.fillText(`${fitted(context, text, head.key ? 480 : LABEL)}  ${number(head.count)}${day}`, head.x - 10, head.y + 5);
  }
}
function nameBeside(context, at, node, taken) {
  const outward = isHelper(at) && node.group !== "idle" && data.layout === "columns";
  const text = fitted(context, mark(at) + name(at), outward ? OUTWARD : LABEL) + (dots[at].ill ? " ※" : "");
  const x = node.x + (outward ? -14 : 14);
  if (taken && !taken(x, node.y, context.measureText(text).width)) return;
  context.globalAlpha = focus && !focus.has(at) ? 0.25 : 1;
  context.fillStyle = ink();
  context.textAlign = outward ? "right" : "left";
  context.fillText(text, x, node.y);
}
function room() { // whether a name has room beside those that have theirs; then it is taken
  const rows = new Map();
  return (x, y, width) => {
    const row = Math.round(y / 18);
    const close = [row - 1, row, row + 1].flatMap((key) => rows.get(key) ?? []);
    if (close.some(([left, right, height]) => x < right && x + width > left && Math.abs(y - height) < 17)) return false;
    rows.set(row, [...(rows.get(row) ?? []), [x, x + width, y]]);
    return true;
  };
}
function names(context, scale) {
  if (scale < 0.3 && !printing) return;
  context.font = `14px ${FONT}`;
  const scene = scenes[state.scene];
  const own = scene.nodes.filter((node) => shown.dots.has(node.id));
  if (data.layout === "free") own.sort((one, two) => Number(focus?.has(two.id) ?? 0) - Number(focus?.has(one.id) ?? 0) || near[two.id].length - near[one.id].length);
  const taken = data.layout === "free" ? room() : null;
  for (const node of own) nameBeside(context, node.id, node, taken);
  context.globalAlpha = 1;
}
function haloed(context, text, x, y) { // over lines, with the ground around it
  context.lineWidth = 4;
  context.lineJoin = "round";
  context.strokeStyle = printing || !dark.matches ? "#ffffff" : "#14181f";
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
}
function groupNames(context) {
  const scene = scenes[state.scene];
  for (const node of scene.nodes) {
    const group = scene.groups[node.id];
    const tally = rollup.groups[node.id];
    if (!tally.members && !tally.expected) continue;
    const left = group.side === "helper";
    const x = node.x + (left ? -24 : 24);
    context.globalAlpha = state.group !== null && state.group !== node.id && !rollup.links.has(left ? `${node.id}>${state.group}` : `${state.group}>${node.id}`) ? 0.3 : 1;
    context.fillStyle = ink();
    context.textAlign = left ? "right" : "left";
    context.font = `bold 14px ${FONT}`;
    haloed(context, fitted(context, groupName(group), LABEL), x, node.y - 9);
    context.font = `12px ${FONT}`;
    if (!tally.expected) {
      haloed(context, say(left ? "map.helper_group" : "map.members", { count: number(tally.members), pairs: number(tally.pairs) }), x, node.y + 9);
      continue;
    }
    const part = tally.gaps / tally.expected; // a bar: the part that has no partner of its own
    context.fillStyle = printing || !dark.matches ? "#ffffff" : "#14181f";
    context.fillRect(x, node.y + 4, BAR, 9);
    context.fillStyle = warn();
    context.fillRect(x, node.y + 4, BAR * part, 9);
    context.strokeStyle = ink();
    context.lineWidth = 1;
    context.strokeRect(x, node.y + 4, BAR, 9);
    haloed(context, `${say("map.mark.gap")} ${number(tally.gaps)}/${number(tally.expected)}`, x + BAR + 8, node.y + 9);
  }
  context.globalAlpha = 1;
}
function dressed(made) { // names and headings on a drawing
  made.on("beforeDrawing", headings);
  made.on("afterDrawing", (context) => {
    context.textBaseline = "middle";
    if (rolled(scenes[state.scene])) groupNames(context);
    else names(context, made.getScale());
    context.textBaseline = "alphabetic";
  });
  return made;
}

const nodes = new vis.DataSet();
const edges = new vis.DataSet();
let network = null;
let drawn = null; // the scene that stands in the drawing
function draw() {
  focus = around(state.chosen);
  if (drawn === state.scene) {
    nodes.update(nodesNow());
    edges.update(edgesNow());
    return;
  }
  drawn = state.scene;
  nodes.clear();
  edges.clear();
  nodes.add(nodesNow());
  edges.add(edgesNow());
  if (network === null) {
    network = dressed(new vis.Network(byId("drawing"), { nodes, edges }, data.options));
    byId("drawing").querySelector(".vis-network").tabIndex = -1; // the frame around it takes the keys
    network.on("click", clicked);
  }
  opening();
}
function lookAt(wanted) { // all of them if they can be read then, else the first, between both columns
  const at = new Map(scenes[state.scene].nodes.map((node) => [node.id, node]));
  const own = wanted.map((id) => at.get(id)).filter(Boolean);
  const box = byId("drawing").getBoundingClientRect();
  const [left, right] = [Math.min(...own.map((node) => node.x)) - 190, Math.max(...own.map((node) => node.x)) + 220];
  const [top, bottom] = [Math.min(...own.map((node) => node.y)) - 40, Math.max(...own.map((node) => node.y)) + 40];
  const scale = Math.min(1, box.width / (right - left));
  const fits = (bottom - top) * scale <= box.height;
  network.moveTo({ scale: Math.max(scale, 0.6), position: { x: scale < 0.6 ? own[0].x : (left + right) / 2, y: fits ? (top + bottom) / 2 : own[0].y }, animation: false });
}
function whole() { network.fit({ animation: false }); }
function opening() { // the first screenful, in the middle, at a size at which names can be read
  whole();
  const box = byId("drawing").getBoundingClientRect();
  const scene = scenes[state.scene];
  const all = [...scene.nodes, ...scene.heads];
  if (!all.length) return;
  const top = Math.min(...all.map((one) => one.y)) - 40;
  const first = all.filter((one) => one.y < top + box.height / 0.8);
  const [left, right] = [Math.min(...first.map((one) => one.x)) - (rolled(scene) ? 250 : first.some((one) => one.x < 1 && one.x > -1) ? 180 : 30), Math.max(...first.map((one) => one.x)) + 250];
  const scale = Math.min(1, Math.max(network.getScale(), rolled(scene) ? 0.65 : 0.75, box.width / (right - left)));
  network.moveTo({ scale, position: { x: (left + right) / 2, y: top + box.height / 2 / scale }, animation: false });
}
