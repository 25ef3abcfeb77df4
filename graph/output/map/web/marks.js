// The mark of each class, drawn from one list of paths for the legend, the rows, the network and paper alike.
const circle = (x, y, r) => `M${x - r},${y}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0`;
const square = (x, y, r) => `M${x - r},${y - r}h${2 * r}v${2 * r}h${-2 * r}Z`;
const triangle = (x, y, r) => `M${x},${y - r}L${x + r},${y + r * 0.8}L${x - r},${y + r * 0.8}Z`;
const MARKS = { // [the kind of line or fill, the path, the width of a line]
  direct: (x, y, r) => [["full", circle(x, y, r)]],
  single: (x, y, r) => [["ring", circle(x, y, r * 0.85), r * 0.34]],
  group: (x, y, r) => [["full", `M${x},${y - r}L${x + r},${y}L${x},${y + r}L${x - r},${y}Z`]],
  other: (x, y, r) => [["other", circle(x, y, r * 0.55)]],
  never: (x, y, r) => [["gap", circle(x, y, r * 0.86), r * 0.27]],
  inherited: (x, y, r) => [["gap", circle(x, y, r * 0.86), r * 0.27], ["within", circle(x, y, r * 0.24)]],
  lapsed: (x, y, r) => [["lapsed", triangle(x, y, r * 0.9), r * 0.27]],
  helper: (x, y, r) => [["helper", square(x, y, r * 0.88)]],
  idle: (x, y, r) => [["idle", square(x, y, r * 0.78), r * 0.27]],
};
function mark(own, size = 14) {
  const made = drawn("svg", { width: size, height: size, "aria-hidden": "true" });
  for (const [line, path, width] of MARKS[own](size / 2, size / 2, size / 2 - 0.5)) made.append(drawn("path", { class: `m-${line}`, d: path, ...(width ? { "stroke-width": width } : {}) }));
  return made;
}
function tieMark(own) { // a line as the drawing has it
  const look = { group: { "stroke-dasharray": "2 4" }, invented: { "stroke-opacity": 0.45 } }[own] ?? {};
  return drawn("svg", { width: 22, height: 14, "aria-hidden": "true" }, drawn("path", { class: "m-tie", d: "M1,7h20", ...look }));
}
const palette = new Map(); // colours of the style sheet, as they are now
function colour(variable) {
  if (!palette.has(variable)) palette.set(variable, getComputedStyle(document.documentElement).getPropertyValue(variable).trim());
  return palette.get(variable);
}
const INKS = { // the same for the canvas: [fill, line]
  full: ["--ok", null], ring: ["--ok", "--okline"], other: ["--grey", null], gap: ["--paper", "--bad"], within: ["--bad", null],
  lapsed: ["--paper", "--grey"], helper: ["--help", null], idle: ["--paper", "--grey"],
};
function inked(context, own, x, y, r) {
  for (const [line, path, width] of MARKS[own](x, y, r)) {
    const [fill, stroke] = INKS[line], shape = new Path2D(path);
    context.fillStyle = colour(fill);
    context.fill(shape);
    if (!stroke) continue;
    context.strokeStyle = colour(stroke);
    context.lineWidth = width;
    context.stroke(shape);
  }
}
