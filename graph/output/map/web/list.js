// The third tab: all that is shown as a table, sortable, and the files that are saved from the page.
const LISTED = ["name", "kind", "area", "state", "partner"], TOTALS = ["name", "members", "roster", "gaps", "share", "pairs"];
const STEP = 500; // rows that are added at a time
const listColumns = () => (atlas ? TOTALS : LISTED);
const drafting = () => data.drafted && ownDay() && (!state.sector || state.sector === data.run.sector); // drafts are of the page's own day and sector
const draftsOf = (at) => (drafting() && data.drafts[at]) || [];
const draftName = (draft) => (draft.h === undefined ? draft.name : name(draft.h)) + (draft.ill ? " ※" : "");

function cells(one) {
  if (!atlas) return [starred(one), word(dots[one].kind), placeOf(one), joined([say(`map.class.${classOf(one)}`), changeText(one)]), partnersText(one)];
  return [rowName(one), one.count, one.roster || "", one.roster ? one.gaps : "", one.roster ? percent(one.gaps, one.roster) : "", one.pairs];
}
function partnersText(at) {
  const [draft] = isGap(at) ? draftsOf(at) : [];
  return draft ? say("map.draft_of", { name: draftName(draft) }) : partnersNamed(at);
}
function partnersNamed(at) { // apart those who are known only from records that were invented, or from the list of a group
  const ties = tiesOf(at), plain = [...ties.get("named"), ...ties.get("invented").filter((other) => dots[other].ill || dots[at].ill)];
  const besides = [["map.invented_only", ties.get("invented").filter((other) => !plain.includes(other))], ["map.listed_only", ties.get("group")]];
  return [several(plain.map(told)), ...besides.map(([key, own]) => (own.length ? say(key, { names: several(own.map(told)) }) : ""))].filter(Boolean).join(zh() ? "；" : "; ");
}
function listed() { // those shown, gaps first unless a column says otherwise
  const all = atlas ? shown.rows : [...shown.members, ...shown.helpers.filter((at) => !shown.members.includes(at)), ...shown.idle];
  const group = (at) => (isGap(at) ? 0 : isHelper(at) ? 2 : 1);
  if (!state.sort) return atlas ? all : all.map((at) => [at, group(at)]).sort(([one, a], [two, b]) => a - b || data.order[one] - data.order[two]).map(([at]) => at);
  const [column, way] = state.sort, place = listColumns().indexOf(column);
  const value = (one) => {
    if (column === "state" && !atlas) return MARKED.indexOf(classOf(one)) - (isGap(one) ? 100 : 0);
    if (column === "share") return one.roster ? one.gaps / one.roster : -1;
    const cell = cells(one)[place];
    return cell === "" && atlas ? -1 : cell;
  };
  return all.map((one) => [one, value(one)]).sort(([, a], [, b]) => way * (typeof a === "number" ? a - b : a.localeCompare(b, state.lang))).map(([one]) => one);
}
function table() {
  const own = listColumns(), all = listed(), body = put("tbody", null, { id: "rows" });
  const heads = own.map((column) => {
    const head = put("th", null, { scope: "col" }), sorted = state.sort?.[0] === column;
    if (sorted) head.setAttribute("aria-sort", state.sort[1] > 0 ? "ascending" : "descending");
    head.append(button(say(`map.column.${column}`), () => {
      state.sort = [column, sorted ? -state.sort[1] : 1];
      refresh();
      byId("columns").children[own.indexOf(column)].firstChild.focus();
    }));
    return head;
  });
  const rest = put("p"), made = put("div", null, { class: "listed" }, put("table", null, {}, put("caption", say("map.list_of", { count: number(all.length) })), put("thead", null, {}, put("tr", null, { id: "columns" }, ...heads)), body), rest);
  const add = () => {
    const from = body.children.length;
    body.append(...all.slice(from, from + STEP).map(listRow));
    const left = all.length - body.children.length;
    rest.replaceChildren(...(left ? [button(say("map.more", { count: number(left) }), () => { add(); body.children[from].querySelector("button, a")?.focus(); })] : []));
  };
  add();
  return made;
}
function listRow(one) {
  const own = listColumns();
  const row = put("tr", null, atlas ? {} : { "data-at": one, ...(one === state.chosen ? { class: "chosen" } : {}) });
  cells(one).forEach((text, place) => {
    const cell = put("td", place ? (typeof text === "number" ? number(text) : text) : null);
    if (!place) cell.append(!atlas ? button(text, () => choose(one)) : one.href ? put("a", text, { href: one.href }) : button(text, () => openTotals(one)));
    if (own[place] === "gaps" && text) cell.className = "gap";
    if (!atlas && own[place] === "state" && isGap(one)) cell.className = "gap";
    row.append(cell);
  });
  return row;
}

function save(rows_, file) {
  const quote = (cell) => {
    const text = String(cell ?? "");
    return `"${(typeof cell === "string" && /^[=+\-@＝＋－＠\t\r]/.test(text) ? "'" : "") + text.replaceAll('"', '""')}"`;
  };
  const link = put("a", null, { download: file });
  link.href = URL.createObjectURL(new Blob(["\ufeff" + rows_.map((row) => row.map(quote).join(",")).join("\r\n")], { type: "text/csv" }));
  link.click();
  URL.revokeObjectURL(link.href);
}
const yes = (own) => word(own ? "True" : "False");
const part = (text) => text.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 40); // of a file's name
const csv = () => { // also the day, and of organizations whether they rest on invented records, as `jiedui gaps` has it
  const more = [...(atlas ? [] : ["illustrative"]), "day"], own = (one) => [...(atlas ? [] : [yes(rests(one))]), data.days[state.day]];
  save([[...listColumns().map((column) => say(`map.column.${column}`)), ...more.map((key) => say(`map.file.${key}`))], ...listed().map((one) => [...cells(one), ...own(one)])], say("map.file.seen", { scope: part(scopeName()), day: data.days[state.day] }));
};
const townshipOf = (at) => (unitAt.has(dots[at].id) || areaOf(at) === null ? "" : units[areaOf(at)].name); // of an area there is none
function whereOf(all) { // the areas in which some lie, else the one that all of them lie in
  const own = [...new Set(all.map(areaOf))].map((unit) => (unit === null ? say("map.elsewhere") : unitName(unit)));
  if (own.length < 4) return own.join("-");
  const over = all.map((at) => chains[at]).reduce((common, chain) => common.filter((unit) => chain.includes(unit))).at(-1);
  return over === undefined ? homeName() : unitName(over);
}
// A list of gaps as `jiedui load` reads it: the helper stays empty until somebody has agreed to it; the draft stands beside.
function csvOfGaps(all) {
  const heads = ["helper", "recipient", "recipient_id", "kind", "township", "state", "draft", "rests"].map((key) => say(`map.file.${key}`));
  const draft = (at) => { const [one] = draftsOf(at); return one ? draftName(one).replace("※", say("map.file.invented")) : ""; };
  const rows_ = all.map((at) => ["", dots[at].name, dots[at].id, word(dots[at].kind), townshipOf(at), say(`map.class.${classOf(at)}`), draft(at), yes(rests(at))]);
  save([heads, ...rows_], say("map.file.name", { scope: part(whereOf(all)), day: data.days[state.day] }));
}
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch { // a page that was opened from a disk may not have a clipboard
    const box = put("textarea", null, { class: "heard" });
    document.body.append(box);
    box.value = text;
    box.select();
    document.execCommand("copy");
    box.remove();
  }
  toast(say("map.copied"));
}
