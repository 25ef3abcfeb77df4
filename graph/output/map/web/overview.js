// The first screen: helpers on the left, areas on the right, a mark for each of their members, the pairs as flows between.
const ROW = { least: 20, most: 72 }, PITCH = { least: 4.5, most: 15 }, BLOCK = 34, APART = 6, HEAD = 28;
const FONT = 'system-ui, "Microsoft YaHei", "微软雅黑", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", SimSun, sans-serif'; // that of the page
const ruler = document.createElement("canvas").getContext("2d");
function broad(texts, font) { // the width of the broadest of some texts
  ruler.font = `${font} ${FONT}`;
  return texts.reduce((most, text) => Math.max(most, ruler.measureText(text).width), 0);
}

const countsOf = (row) => row.counts ?? (row.counts = new Map([...grouped(row.own, classOf)].map(([own, all]) => [own, all.length])));
const pairsText = (count) => say("map.pairs_of", { count: number(count) });
const blockText = (block) => joined([block.count > 1 && say("map.helpers_of", { count: number(block.count) }), block.pairs > 0 && pairsText(block.pairs)]);
const gapText = (row) => (row.gaps ? `${say("map.mark.gap")} ${number(row.gaps)}` : row.roster ? "✓ 0" : "");
const rosterText = (row) => (row.roster ? ` / ${number(row.roster)}` : number(row.count));
const extraText = (row) => (row.roster && row.count > row.roster ? ` +${number(row.count - row.roster)}` : "");
const hiddenText = (row) => (atlas || row.own.length === row.count ? "" : `${zh() ? "" : " "}${say("map.hidden", { count: number(row.count - row.own.length) })}`); // by the legend; the counts keep them

function geometry(width, height) { // what stands where, in px
  const { rows: all, blocks: left } = shown;
  const longest = all.reduce((most, row) => Math.max(most, row.count), 1);
  const label = Math.min(280, Math.max(80, broad(all.map(rowName), "600 13px") + 12));
  const count = Math.max(60, broad(all.map((row) => gapText(row) + rosterText(row) + extraText(row) + hiddenText(row)), "600 12.5px") + 10);
  const head = broad([say(`map.by.${shown.by}`)], "12.5px") + broad([say("map.height_is_pairs")], "12px") + 56;
  const helpers = Math.min(width / 4, Math.max(head, broad(left.flatMap((block) => [block.label(), blockText(block)]), "600 13px") + 34));
  const space = width - helpers - label - count - 60;
  const flows = phone() ? 0 : Math.max(110, Math.min(320, space / 4));
  const marks = phone() ? width - 24 : Math.max(120, space - flows);
  const row = Math.max(ROW.least, Math.min(ROW.most, Math.floor((height - HEAD - 8) / all.length)));
  const [pitch, deep] = pitchOf(phone() ? 74 : row - 2, marks, longest);
  return { label, count, helpers, flows, marks, row, pitch, deep, longest, bars: atlas !== null || pitch < PITCH.least, height: row * all.length };
}
function pitchOf(height, width, longest) { // the largest marks with which the longest row fits, and how many stand in a column
  let best = [0, 1];
  for (let deep = 1; deep * PITCH.least <= height; deep += 1) {
    const pitch = Math.min(PITCH.most, height / deep, width / Math.ceil(longest / deep));
    if (pitch > best[0] + 0.01) best = [pitch, deep];
  }
  return best;
}

function overview(width, height) {
  const made = put("div", null, { class: "overview" });
  if (!atlas && !shown.members.length) return made.append(nothing()), made;
  const at = geometry(width, height);
  made.style.setProperty("--helpers", `${at.helpers}px`);
  made.style.setProperty("--flows", `${at.flows}px`);
  made.style.setProperty("--label", `${at.label}px`);
  made.style.setProperty("--count", `${at.count}px`);
  const left = put("div", null, { class: "blocks" }), right = put("ol", null, { class: "rows", "aria-label": say("map.areas") });
  const placed = placedBlocks(at);
  const tall = Math.max(at.height, placed.end);
  left.style.height = `${tall}px`;
  shown.blocks.forEach((block, number_) => left.append(blockButton(block, placed.tops[number_], placed.heights[number_])));
  const band = flows(at, placed, tall);
  for (const row of shown.rows) right.append(areaRow(row, at));
  const chips = put("div", null, { class: "chips" }, ...shown.blocks.map((block) => button(null, () => openBlock(block), {}, put("b", block.label()), put("small", blockText(block)))));
  made.append(blockHead(), chips, put("div", null, { class: "colhead" }), rowHead(at), left, band, right);
  lighting(band, left, right);
  return made;
}
function blockHead() {
  const by = choice([["kind", "map.by.kind"], ["place", "map.by.place"], ["each", "map.by.each"]].filter(([key]) => key !== "each" || shown.helpers.length <= 60), shown.by, (value) => { state.by = value; }, "map.helpers", "by");
  return put("div", null, { class: "colhead" }, atlas ? put("span", say("map.helpers")) : by, put("span", say("map.height_is_pairs")));
}
function rowHead(at) {
  const order = choice([["gaps", "map.order.gaps"], ["share", "map.order.share"], ["name", "map.order.name"]], state.order, (value) => { state.order = value; }, "map.order", "order");
  const invented = shown.rows.some((row) => [...row.flows.values()].some((flow) => flow.invented === flow.pairs && flow.pairs));
  return put("div", null, { class: "colhead" }, order, put("span", say(at.bars ? "map.length_is_members" : "map.a_mark_each")), invented ? put("span", say("map.pale_flows"), { class: "pale" }) : null);
}
function choice(options, value, set, label, key) {
  const made = put("select", null, { "aria-label": say(label), "data-key": key }, ...options.map(([own, text]) => put("option", say(text), { value: own })));
  made.value = value;
  made.addEventListener("change", () => { set(made.value); refresh(); document.querySelector(`select[data-key="${key}"]`)?.focus(); });
  return made;
}

function placedBlocks(at) { // each as high as it has pairs, and high enough to be read
  const { rows: all, blocks: left } = shown;
  const busiest = all.reduce((most, row) => Math.max(most, row.pairs), 1), total = Math.max(1, sum(left, (block) => block.pairs));
  const scale = Math.max(0, Math.min((at.row - 4) / busiest, (at.height - left.length * APART) / total, 14));
  const heights = left.map((block) => Math.max(BLOCK, block.pairs * scale));
  const apart = left.length < 2 ? 0 : Math.max(APART, Math.min(40, (at.height - sum(heights, (one) => one)) / (left.length - 1)));
  const tops = [];
  heights.reduce((top, height) => (tops.push(top), top + height + apart), 0);
  return { scale, heights, tops, end: left.length ? tops.at(-1) + heights.at(-1) : 0 };
}
function blockButton(block, top, height) {
  const inside = [put("b", block.label()), put("small", blockText(block))], how = { class: "block", "data-block": block.key, title: block.label() };
  const made = block.href ? put("a", null, { ...how, href: block.href }, ...inside) : button(null, () => openBlock(block), how, ...inside);
  made.style.top = `${top}px`;
  made.style.height = `${height}px`;
  return made;
}
function flows(at, placed, tall) {
  const picture = drawn("svg", { width: at.flows, height: tall }), middle = at.flows / 2;
  const from = new Map(shown.blocks.map((block, place) => [block.key, placed.tops[place] + (placed.heights[place] - block.pairs * placed.scale) / 2]));
  shown.rows.forEach((row, place) => {
    let to = place * at.row + (at.row - row.pairs * placed.scale) / 2;
    for (const { key } of shown.blocks) {
      const flow = row.flows.get(key);
      if (!flow) continue;
      const start = from.get(key), size = Math.max(1, flow.pairs * placed.scale);
      const path = `M0,${start}C${middle},${start} ${middle},${to} ${at.flows},${to}v${size}C${middle},${to + size} ${middle},${start + size} 0,${start + size}Z`;
      picture.append(drawn("path", { d: path, "data-block": key, "data-row": place, "data-pairs": flow.pairs, ...(flow.invented === flow.pairs ? { class: "pale" } : {}) }));
      from.set(key, start + flow.pairs * placed.scale);
      to += flow.pairs * placed.scale;
    }
  });
  return put("div", null, { class: "flows", "aria-hidden": "true" }, picture);
}
function lighting(band, left, right) { // what belongs to a block or a row is seen when it is pointed at or reached by key
  const paths = [...band.firstChild.children], areas_ = [...right.children].map((item) => item.firstChild);
  const light = (test) => {
    const on = paths.filter(test);
    band.classList.toggle("some", test !== none);
    for (const path of paths) path.classList.toggle("on", on.includes(path));
    for (const block of left.children) block.classList.toggle("on", on.some((path) => path.dataset.block === block.dataset.block));
    areas_.forEach((row, place) => row.classList.toggle("on", on.some((path) => path.dataset.row === String(place))));
  };
  const none = () => false;
  const watch = (one, test) => {
    for (const begin of ["mouseenter", "focus"]) one.addEventListener(begin, () => light(test));
    for (const end of ["mouseleave", "blur"]) one.addEventListener(end, () => light(none));
  };
  for (const block of left.children) watch(block, (path) => path.dataset.block === block.dataset.block);
  areas_.forEach((row, place) => watch(row, (path) => path.dataset.row === String(place)));
}

function areaRow(row, at) {
  const count = put("span", null, { class: row.gaps ? "count" : "count none" }, put("b", gapText(row)), document.createTextNode(rosterText(row)), extraText(row) ? put("small", extraText(row), { title: say("map.class.other") }) : null, hiddenText(row) ? put("small", hiddenText(row)) : null);
  const picture = at.bars ? bar(row, at) : marks(row, at);
  const label = rowName(row), heard = say("map.row", { pairs: number(row.pairs) });
  const inside = [put("span", label, { class: "name" }), count, picture, put("span", heard, { class: "heard" })];
  const made = row.href ? put("a", null, { class: "row", href: row.href, title: label }, ...inside) : button(null, () => openRow(row), { class: "row", title: label }, ...inside);
  if (!phone()) made.style.height = `${at.row}px`;
  return put("li", null, {}, made);
}
function bar(row, at) { // where there are too many for marks
  const picture = drawn("svg", { width: at.marks, height: 14, "aria-hidden": "true" });
  let x = 0;
  for (const own of MARKED) {
    const width = ((countsOf(row).get(own) ?? 0) / at.longest) * at.marks;
    if (width) picture.append(drawn("rect", { x, y: 1, width, height: 12, class: GAPS.has(own) ? "b-gap" : own === "other" ? "b-other" : "b-full" }));
    x += width;
  }
  return picture;
}
function marks(row, at) {
  const own = [...row.own].sort((one, two) => MARKED.indexOf(classOf(one)) - MARKED.indexOf(classOf(two)) || dots[one].kind.localeCompare(dots[two].kind) || data.order[one] - data.order[two]);
  const height = phone() ? at.deep * at.pitch + 2 : at.row - 1, first = (height - at.deep * at.pitch) / 2 + at.pitch / 2, radius = Math.min(6, at.pitch / 2 - 0.7);
  const picture = drawn("svg", { width: at.marks, height, "aria-hidden": "true" }), paths = new Map();
  own.forEach((dot, place) => {
    const x = Math.floor(place / at.deep) * at.pitch + at.pitch / 2, y = first + (place % at.deep) * at.pitch;
    for (const [line, path, width] of MARKS[classOf(dot)](x, y, radius)) paths.set(line, [(paths.get(line)?.[0] ?? "") + path, width]);
  });
  for (const [line, [path, width]] of paths) picture.append(drawn("path", { class: `m-${line}`, d: path, ...(width ? { "stroke-width": width } : {}) }));
  const under = (event) => {
    const box = picture.getBoundingClientRect(), column = Math.floor((event.clientX - box.left) / at.pitch), line = Math.floor((event.clientY - box.top - first + at.pitch / 2) / at.pitch);
    return column >= 0 && line >= 0 && line < at.deep ? own[column * at.deep + line] : undefined;
  };
  picture.addEventListener("mousemove", (event) => { const dot = under(event); hint(dot === undefined ? null : hintOf(dot), event); });
  picture.addEventListener("mouseleave", () => hint(null));
  picture.addEventListener("click", (event) => {
    const dot = phone() ? undefined : under(event);
    if (dot === undefined) return;
    event.stopPropagation();
    choose(dot);
  });
  return picture;
}
const hintOf = (at) => joined([starred(at), word(dots[at].kind), say(`map.class.${classOf(at)}`), changeText(at)]);
function hint(text, event) { // a line beside the pointer; it says nothing that cannot be read elsewhere
  const box = byId("hint");
  box.hidden = !text;
  if (!text) return;
  box.textContent = text;
  box.style.left = `${Math.max(0, Math.min(event.clientX + 12, innerWidth - box.offsetWidth - 8))}px`;
  box.style.top = `${event.clientY + 14}px`;
}
const nothing = () => put("div", null, { class: "nothing" }, put("p", say("map.nothing")), button(say("map.clear"), clearFilters, { id: "clear" }));
function openRow(row) {
  if (atlas) return openTotals(row);
  return go({ unit: row.unit ?? NOWHERE, itself: row.itself });
}
function openBlock(block) {
  if (block.key[0] === "o") go({ organization: Number(block.key.slice(1)) });
  else if (!atlas) go({ block: block.key });
}
