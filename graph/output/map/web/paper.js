// On paper: the overview on one sheet, then every gap by area as text, then who is paired with whom, drawn and as a table.
const SHEET = { width: 1040, height: 620 };
const PRINTED = { "--ink": "#000", "--mute": "#333", "--paper": "#fff", "--bad": "#000", "--ok": "#999", "--okline": "#000", "--help": "#000", "--grey": "#555", "--flow": "#555", "--link": "#000" };
function gapsByArea() {
  if (!shown.gaps.length) return []; // without a roster there are none to tell
  const byArea = [...grouped(shown.gaps, areaOf)].sort((one, two) => two[1].length - one[1].length);
  return [put("h2", `${say("map.gaps")} ${number(shown.gaps.length)}`), ...byArea.map(([unit, own]) => put("p", null, {}, put("strong", `${unit === null ? say("map.elsewhere") : areasOver(unit).filter((one) => !roots.includes(one) || one === home).map(unitName).join(" / ")} · ${number(own.length)}  `), document.createTextNode(several(own.map(starred)))))];
}
function pairsByArea() {
  const rows_ = shown.members.filter((at) => !isGap(at) && partnersOf(at).length);
  if (!rows_.length) return [];
  const made = put("table", null, {}, put("thead", null, {}, put("tr", null, {}, ...["name", "area", "state", "partner"].map((column) => put("th", say(`map.column.${column}`))))));
  made.append(put("tbody", null, {}, ...[...rows_].sort((one, two) => data.order[one] - data.order[two]).map((at) => put("tr", null, {}, put("td", starred(at)), put("td", placeOf(at)), put("td", say(`map.class.${classOf(at)}`)), put("td", partnersNamed(at))))));
  return [put("h2", `${say("map.paired")} ${number(rows_.length)}`), made];
}
function sheetsOfDrawing() { // the network of the scope as it is packed, a sheet after the other
  const count = shown.members.length + shown.helpers.length + shown.idle.length;
  if (data.places !== null || count > MOST_DRAWN || !shown.lines.length) return [];
  const { width, height } = SHEET, place = packed(width, height), step = Math.floor(height / place.line) * place.line;
  return Array.from({ length: Math.ceil((place.tall - 20) / step) }, (_, sheet_) => figure(place, sheet_ * step, width, step));
}
function figure(place, from, width, height) {
  const canvas = put("canvas", null, { role: "img", "aria-label": say("map.drawing") }), context = canvas.getContext("2d");
  [canvas.width, canvas.height] = [2 * width, 2 * height];
  context.scale(2, 2);
  context.translate(0, -from);
  const helpers = followed(place, from, height), there = (at) => helpers.get(at) ?? place.at.get(at), inView = (at) => there(at) && there(at)[1] >= from && there(at)[1] < from + height;
  const seen = shown.lines.filter((at) => lines[at].h !== lines[at].r && inView(lines[at].h) && inView(lines[at].r)).map((at) => ({ id: at, from: lines[at].h, to: lines[at].r }));
  network = { place, helpers, width, height, free: false, boxes: [], pane: { scrollTop: from }, edges: { get: () => seen }, drawing: { getPosition: (at) => ({ x: there(at)[0], y: there(at)[1] }) } };
  headings(context);
  for (const edge of seen) drawnLine(context, lines[edge.id], there(edge.from), there(edge.to));
  for (const at of [...helpers.keys(), ...place.at.keys()]) if (inView(at)) inked(context, helpers.has(at) && !shown.members.includes(at) ? "helper" : classOf(at), ...there(at), 8);
  names(context);
  network = null;
  return canvas;
}
function drawnLine(context, line, [left, top], [right, bottom]) {
  const look = lookOfLine(line), middle = (left + right) / 2;
  context.strokeStyle = colour("--flow");
  context.lineWidth = look.width;
  context.setLineDash(look.dashes || []);
  context.beginPath();
  context.moveTo(left, top);
  context.bezierCurveTo(middle, top, middle, bottom, right, bottom);
  context.stroke();
  context.setLineDash([]);
}
function toPaper() {
  const { chosen } = state;
  leaveNetwork();
  for (const [variable, value] of Object.entries(PRINTED)) palette.set(variable, value);
  state.chosen = null;
  byId("view").replaceChildren(shown.rows.length > 1 ? overview(SHEET.width, SHEET.height) : put("span"));
  const drawings = atlas ? [] : sheetsOfDrawing();
  byId("paper").replaceChildren(...(atlas ? [table()] : [gapsByArea(), ...drawings.map((canvas) => [canvas]), pairsByArea()].filter((own) => own.length).map((own) => put("section", null, {}, ...own))));
  state.chosen = chosen;
}
addEventListener("beforeprint", toPaper);
addEventListener("afterprint", () => { byId("paper").replaceChildren(); refresh(); });
