// What is said of one organization, of the scope, and of the list that somebody puts together.
const MOST_PAIRS = 60, MOST_BUSY = 12;
const muted = (text) => put("p", text, { class: "mute" });
const acts = (...inside) => put("div", null, { class: "acts" }, ...inside);
const command = (text) => put("div", null, { class: "card" }, put("code", text), acts(button(say("map.copy"), () => copy(text))));
const quoted = (text) => (/[^\p{L}\p{N}._\-/:\\+=,~]/u.test(text) ? `"${text.replaceAll('"', "")}"` : text);
const named = (unit) => (units.filter((one) => one.name === units[unit].name).length > 1 ? units[unit].id : units[unit].name); // as the program finds it
const within = (place) => (place ? ` --in ${quoted(place)}` : "");
const run = (verb, place) => `jiedui${data.run.store ? ` --store ${quoted(data.run.store)}` : ""} ${verb}${within(place)}${ownDay() ? (data.run.as_of ? ` --as-of ${data.run.as_of}` : "") : ` --as-of ${data.days[state.day]}`}`;
const plan = (kind, place) => `${run(`plan ${kind}`, place)}${state.sector || data.run.sector ? ` --sector ${quoted(state.sector || data.run.sector)}` : ""} -o ${say("map.plan_file")}`;
const alone = (unit) => (unit === null || unit === NOWHERE || named(unit) === data.run.in ? null : named(unit)); // an area that may have a plan of its own

function sheet() {
  const box = byId("sheet"), open = state.sheet !== null;
  document.body.classList.toggle("beside", open && wide() && tabNow() !== "overview");
  box.hidden = !open;
  if (!open) return;
  const made = { list: pickedList, scope: ofScope, organization: ofOrganization, totals: ofTotals, link: ofLink }[state.sheet]();
  box.replaceChildren(button("✕", () => closeSheet(true), { class: "close", "aria-label": say("map.close") }), ...made.filter(Boolean));
}
const title = (text) => put("h2", text, { id: "sheet-title", tabindex: -1 });

function ofOrganization() {
  const at = state.chosen, dot = dots[at], gap = isGap(at);
  const others = [...(dot.aliases ?? []), zh() ? dot.en : dot.en && dot.name].filter(Boolean);
  const made = [title(starred(at)), muted(joined([word(dot.kind), placeOf(at), dot.code])), others.length ? muted(`${say("map.other_names")} ${several(others)}`) : null,
    put("p", null, { class: gap ? "state gap" : "state" }, mark(classOf(at), 18), document.createTextNode(joined([say(`map.class.${classOf(at)}`), changeText(at)])))];
  const from = state.sector ? standing(at).from : ownDay() ? dot.from : undefined;
  if (gap && from !== undefined) made.push(put("p", say("map.through", { unit: unitName(from) })));
  if (dot.ill) made.push(put("p", `※ ${say("map.class.illustrative")}`));
  else if (rests(at)) made.push(put("p", `※ ${say("map.rests")}`));
  if (gap) made.push(...next(at));
  const drafted = gapsDraftedFor(at);
  if (drafted.length) made.push(put("h3", `${say("map.drafted_for")} ${number(drafted.length)}`), put("div", null, { class: "card draft" }, ...drafted.map((one) => put("p", null, {}, button(starred(one), () => choose(one), { class: "link" }))), muted(say("map.not_a_fact"))));
  if (near[at].length) {
    const ties = tiesOf(at), place = (line) => (isActive(lines[line]) ? TIES.indexOf(tie(lines[line])) : TIES.length), sure = [...near[at]].sort((one, two) => place(one) - place(two));
    const besides = [["map.and_invented", "invented"], ["map.and_listed", "group"]].map(([key, own]) => (ties.get(own).length ? say(key, { count: number(ties.get(own).length) }) : ""));
    made.push(put("h3", joined([`${say("map.column.partner")} ${number(ties.get("named").length)}`, ...besides])));
    if (partnersOf(at).length && isHelper(at) && state.organization !== at) made.push(acts(button(say("map.only_its_pairs"), () => go({ organization: at, block: null, unit: null, itself: false, kind: "", tab: "network" }))));
    made.push(...sure.slice(0, MOST_PAIRS).map((line) => pairCard(at, lines[line])));
    if (near[at].length > MOST_PAIRS) made.push(muted(say("map.more", { count: number(near[at].length - MOST_PAIRS) })));
  }
  return [...made, ...ofEditions(at)];
}
function ofEditions(at) { // what each version of a dataset says of an organization: those in a row that say the same together
  const made = data.editions.flatMap(({ name: dataset, days, large }, own) => {
    if (large) return [put("div", null, { class: "card" }, put("b", dataset), put("p", say("map.editions_large"))), command(run(`explain ${quoted(dots[at].name)}`, null))];
    if (!dots[at].says?.[own]) return [];
    const runs = [];
    days.forEach((day, place) => {
      const text = editionText(at, own, place);
      if (runs.at(-1)?.text === text) runs.at(-1).days.push(day);
      else runs.push({ text, days: [day] });
    });
    return [put("div", null, { class: "card" }, put("b", dataset), ...runs.map((run) => put("p", null, {}, put("span", daysText(run.days), { class: "mute" }), document.createTextNode(` ${run.text}`))))];
  });
  return made.length ? [put("h3", say("map.editions")), ...made] : [];
}
const dayText = (day) => day || say("map.undated");
const daysText = (days) => (days.length === 1 ? dayText(days[0]) : say("map.days", { first: dayText(days[0]), last: dayText(days.at(-1)), count: number(days.length) }));
function editionText(at, own, place) {
  const letter = dots[at].says[own][place], others = near[at].filter((line) => lines[line].says?.[own]?.[place] === "n").map((line) => starred(lines[line].h === at ? lines[line].r : lines[line].h));
  const names = several(others.slice(0, MOST_BUSY)), rest = Math.max(0, others.length - MOST_BUSY) + (dots[at].besides?.[own]?.[place] ?? 0);
  if (letter === "-") return say("map.edition.absent");
  return joined([say(letter === "r" ? "map.edition.roster" : "map.edition.named"), names ? say("map.edition.pairs", { names }) : "", rest ? say("map.more", { count: number(rest) }) : "", names || rest ? "" : say("map.edition.no_pair")]);
}
const gapsDraftedFor = (at) => Object.keys(data.drafts).map(Number).filter((one) => isGap(one) && draftsOf(one).some((draft) => draft.h === at));
function next(at) { // what to do about a gap: drafts, which are no facts
  const dot = dots[at], drafts = draftsOf(at);
  return [put("h3", say("map.next")),
    ...drafts.map((draft) => put("div", null, { class: "card draft" },
      draft.h === undefined ? put("b", draftName(draft)) : button(draftName(draft), () => choose(draft.h), { class: "link" }),
      put("p", draft.why[state.lang]), muted(say("map.not_a_fact")))),
    drafts.length || !ownDay() ? null : put("p", drafting() ? say("map.no_draft", { scope: homeName() }) : say("map.no_drafts")),
    acts(pickButton(at)), ...plans(dot.kind, areaOf(at))];
}
function plans(kind, unit) { // what to run for the plan that the drafts of this page are of, and for one of an area alone
  const own = alone(unit), of = (place) => command(plan(kind, place));
  if (!drafting()) return [of(own ?? data.run.in)];
  return [of(data.run.in), ...(own === null ? [] : [put("p", say("map.plan_alone", { scope: unitName(unit) })), of(own)])];
}
function pickButton(at) {
  return button(state.picks.has(at) ? `★ ${say("map.drop")}` : `☆ ${say("map.add")}`, () => {
    state.picks.has(at) ? state.picks.delete(at) : state.picks.add(at);
    picked();
    document.querySelector("#sheet [aria-pressed]")?.focus();
  }, { "aria-pressed": String(state.picks.has(at)) });
}
function picked() { // the list has changed
  tools();
  sheet();
  network?.drawing.redraw();
  remember();
}
function pairCard(at, line) {
  const other = line.h === at ? line.r : line.h;
  return put("div", null, { class: "card" },
    put("span", `${say(line.h === at ? "map.helps" : "map.helped_by")} `, { class: "mute" }), button(told(other), () => choose(other), { class: "link" }),
    ...line.p.flatMap((pact) => [put("p", pactText(pact)), muted(joined([`${say("map.source")} ${data.sources[pact.source]}`, pact.place]))]),
    ...(line.given ?? []).map((given) => put("p", given[state.lang])));
}
function pactText(pact) {
  const time = { f: "in_force", e: "ended", t: "to_come" }[pact.t[state.day]];
  return joined([word(time), pact.form && word(pact.form), pact.sector && sectorWord(pact.sector), say("map.from", { start: pact.start ?? "?", end: pact.end ?? "…" }),
    pact.since && say("map.unlisted", { day: pact.since }), pact.certainty === "group" && say("map.class.group"), pact.ill && say("map.class.illustrative")]);
}

function ofScope() {
  const { gaps, all: members } = shown;
  const made = [title(scopeName())], showsGaps = !byPact();
  for (const [kind, own] of grouped(members, (at) => dots[at].kind)) {
    const lacking = own.filter(isGap).length;
    made.push(put("p", null, {}, document.createTextNode(`${many(kind)} ${number(own.length)}${showsGaps && own.some((at) => dots[at].on) ? " · " : ""}`), showsGaps && own.some((at) => dots[at].on) ? put("span", `${say("map.mark.gap")} ${number(lacking)}`, lacking ? { class: "gap" } : {}) : null));
  }
  if (gaps.length) {
    made.push(put("h3", say("map.next")),
      acts(pickAll(gaps), button(say("map.copy_names"), () => copy(gaps.map((at) => `${dots[at].name}\t${placeOf(at)}`).join("\n"))), button(say("map.csv_of_gaps"), () => csvOfGaps(gaps))),
      ...[...grouped(gaps, (at) => dots[at].kind)].flatMap(([kind, own]) => [ownDay() ? put("p", draftedText(kind, own)) : null, ...plans(kind, state.itself ? null : state.unit)]));
  }
  const busy = [...grouped(shown.lines, (at) => lines[at].h)].sort((one, two) => two[1].length - one[1].length);
  if (busy.length) made.push(put("h3", `${say("map.helpers")} ${number(busy.length)}`), ...busy.slice(0, MOST_BUSY).map(([at, own]) => put("p", null, {}, button(told(at), () => choose(at), { class: "link" }), document.createTextNode(` ${pairsText(own.length)}`))));
  if (busy.length > MOST_BUSY) made.push(muted(say("map.more", { count: number(busy.length - MOST_BUSY) })));
  return made;
}
function draftedText(kind, all) { // a plan is of one kind, and shares out the helpers of all that the page is about
  if (!drafting()) return say("map.no_drafts");
  const count = all.filter((at) => draftsOf(at).length).length;
  return say(count === all.length ? "map.drafted_all" : "map.drafted", { scope: homeName(), kind: all.length === 1 ? word(kind) : many(kind), count: number(count), all: number(all.length) });
}
function pickAll(gaps) {
  const every = gaps.every((at) => state.picks.has(at));
  return button(every ? `★ ${say("map.drop_all", { count: number(gaps.length) })}` : `☆ ${say("map.add_all", { count: number(gaps.length) })}`, () => {
    for (const at of gaps) every ? state.picks.delete(at) : state.picks.add(at);
    picked();
    toast(say("map.list_has", { count: number(state.picks.size) }));
    document.querySelector("#sheet .acts button")?.focus();
  }, { "aria-pressed": String(every) });
}
function pickedList() {
  const all = [...state.picks];
  const made = [title(`${say("map.my_list")} ${number(all.length)}`)];
  const fill = () => { state.picks = new Set(state.emptied); picked(); byId("sheet-title").focus(); };
  if (!all.length) return [...made, muted(say("map.list_empty")), state.emptied.length ? acts(button(say("map.refill_list", { count: number(state.emptied.length) }), fill)) : null];
  made.push(muted(say("map.list_file")), acts(button(say("map.csv_of_gaps"), () => csvOfGaps(all)), button(say("map.copy_names"), () => copy(all.map((at) => `${dots[at].name}\t${placeOf(at)}`).join("\n"))), button(say("map.empty_list"), () => { state.emptied = all; state.picks.clear(); picked(); byId("sheet-title").focus(); })));
  for (const at of all) {
    const [draft] = draftsOf(at);
    made.push(put("div", null, { class: "card" }, button(starred(at), () => choose(at), { class: "link" }), muted(placeOf(at)), draft ? put("p", say("map.draft_of", { name: draftName(draft) })) : null,
      button(say("map.drop"), () => { state.picks.delete(at); picked(); byId("sheet-title").focus(); })));
  }
  return made;
}
