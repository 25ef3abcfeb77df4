// On paper: the overview on one sheet, then every gap by area as text, then who is paired with whom in the scope.
const SHEET = { width: 1040, height: 620 };
function gapsByArea() {
  const byArea = [...grouped(shown.gaps, areaOf)].sort((one, two) => two[1].length - one[1].length);
  return [put("h2", `${say("map.gaps")} ${number(shown.gaps.length)}`), ...byArea.map(([unit, own]) => put("p", null, {}, put("strong", `${unit === null ? say("map.elsewhere") : areasOver(unit).filter((one) => !roots.includes(one) || one === home).map(unitName).join(" / ")} · ${number(own.length)}  `), document.createTextNode(several(own.map(starred)))))];
}
function pairsByArea() {
  const rows_ = shown.members.filter((at) => !isGap(at) && partnersOf(at).length);
  const made = put("table", null, {}, put("thead", null, {}, put("tr", null, {}, ...["name", "area", "state", "partner"].map((column) => put("th", say(`map.column.${column}`))))));
  made.append(put("tbody", null, {}, ...[...rows_].sort((one, two) => data.order[one] - data.order[two]).map((at) => put("tr", null, {}, put("td", starred(at)), put("td", placeOf(at)), put("td", say(`map.class.${classOf(at)}`)), put("td", several(partnersOf(at).map(starred)))))));
  return [put("h2", `${say("map.paired")} ${number(rows_.length)}`), made];
}
function toPaper() {
  leaveNetwork();
  byId("view").replaceChildren(shown.rows.length > 1 ? overview(SHEET.width, SHEET.height) : put("span"));
  byId("paper").replaceChildren(...(atlas ? [table()] : [put("section", null, {}, ...gapsByArea()), put("section", null, {}, ...pairsByArea())]));
}
addEventListener("beforeprint", toPaper);
addEventListener("afterprint", () => { byId("paper").replaceChildren(); refresh(); });
