// On paper: the gaps by unit as running text, then the drawing cut into pages between rows, in black on white.
const ROWS_A_SLICE = 46;
const SLICE = { left: -340, width: 1010, sharp: 2 };

function gapList() {
  const scene = scenes[state.scene];
  const gaps = scene.dots.filter((at) => shown.dots.has(at) && isGap(at));
  const byUnit = new Map();
  for (const at of gaps) byUnit.set(areas[at], [...(byUnit.get(areas[at]) ?? []), at]);
  const found = [element("h2", `${say("map.gaps")}  ${number(gaps.length)}`)];
  for (const [unit, own] of byUnit) {
    const kinds = new Set(own.map(classOf));
    const short = (at) => say(`map.short.${classOf(at)}`);
    const line = element("p");
    const head = [unit === null ? say("map.elsewhere") : pathOf(unit).slice(-2).join(" / "), `${number(own.length)}`, ...(kinds.size === 1 ? [short(own[0])] : [])];
    line.append(element("strong", `${head.join(" · ")}  `));
    line.append(several(own.map((at) => name(at) + (kinds.size === 1 ? "" : ` (${short(at)})`) + (dots[at].ill ? " ※" : ""))));
    found.push(line);
  }
  return found;
}
function groupList() {
  const made = byId("list").querySelector("table").cloneNode(true);
  for (const one of made.querySelectorAll("[id]")) one.removeAttribute("id");
  return [element("h2", say("map.list")), made];
}

function slices() { // [top, height, the units on it] of each page; the gaps were listed before
  const scene = scenes[state.scene];
  const own = scene.nodes.filter((node) => shown.dots.has(node.id) && !isGap(node.id) && node.x > 0);
  const ys = own.map((node) => node.y).sort((one, two) => one - two);
  const found = [];
  for (let at = 0; at < ys.length; ) {
    let end = at;
    while (end < ys.length && ys[end] - ys[at] < ROWS_A_SLICE * 26) end += 1;
    const headed = scene.heads.some((head) => head.x > 0 && ys[at] - head.y === 26);
    const [top, bottom] = [ys[at] - (headed ? 40 : 13), ys[end - 1] + 13];
    const names_ = [...new Set(own.filter((node) => node.y > top && node.y < bottom).map((node) => areas[node.id]).filter((unit) => unit !== null))].map((unit) => units[unit].name);
    found.push([top, bottom - top, names_]);
    at = end;
  }
  return found;
}
function pictured(frame, made, left, top, width, height, title) {
  frame.style.width = `${width}px`;
  frame.style.height = `${height}px`;
  made.setSize(`${width}px`, `${height}px`);
  made.redraw();
  made.moveTo({ scale: 1, position: { x: left + width / 2, y: top + height / 2 }, animation: false });
  made.redraw();
  const canvas = frame.querySelector("canvas");
  const copy = element("canvas", null, { role: "img", "aria-label": title });
  [copy.width, copy.height] = [canvas.width, canvas.height];
  copy.getContext("2d").drawImage(canvas, 0, 0);
  const figure = element("figure");
  figure.append(element("figcaption", title), copy);
  return figure;
}
function figures() {
  const frame = element("div", null, { class: "offstage" });
  document.body.append(frame);
  const drawing = dressed(new vis.Network(frame, { nodes: new vis.DataSet(nodesNow()), edges: new vis.DataSet(edgesNow()) }, { ...data.options, autoResize: false }));
  const found = [];
  if (rolled(scenes[state.scene]) || data.layout === "free") {
    const own = scenes[state.scene].nodes;
    const [xs, ys] = [own.map((node) => node.x), own.map((node) => node.y)];
    const [left, top] = [Math.min(...xs) - 270, Math.min(...ys) - 40];
    found.push(pictured(frame, drawing, left, top, Math.max(...xs) + 270 - left, Math.max(...ys) + 60 - top, data.title[state.lang]));
    found[0].className = "whole";
  } else {
    for (const [top, height, named] of slices()) found.push(pictured(frame, drawing, SLICE.left, top, SLICE.width, height, several(named) || data.title[state.lang]));
  }
  drawing.destroy();
  frame.remove();
  return found;
}
function toPaper() {
  const kept = [state.chosen, state.group];
  printing = true;
  [state.chosen, state.group, focus] = [null, null, null];
  const gaps = element("section");
  gaps.append(...(rollup ? groupList() : gapList()));
  const drawn_ = element("section", null, { class: "figures" });
  drawn_.append(...figures());
  byId("paper").replaceChildren(gaps, drawn_);
  [state.chosen, state.group] = kept;
  focus = around(state.chosen);
  printing = false;
}
addEventListener("beforeprint", toPaper);
addEventListener("afterprint", () => byId("paper").replaceChildren());
