// The network on a phone: a list of gaps with their drafts, then of those who have a partner.
function people(view) {
  if (!shown.members.length) return view.replaceChildren(nothing());
  const inOrder = (all) => [...all].sort((one, two) => data.order[one] - data.order[two]);
  const part = (key, all, below) => (all.length ? [put("h2", `${say(key)} ${number(all.length)}`), ...all.map((at) => button(null, () => choose(at), { class: "person" }, mark(classOf(at)), put("span", told(at), {}, put("small", below(at)))))] : []);
  const helpers = (at) => (partnersOf(at).length ? `← ${partnersNamed(at)}` : say(`map.class.${classOf(at)}`));
  const drafts = (at) => joined([say(`map.class.${classOf(at)}`), draftsOf(at).length > 0 && say("map.draft_of", { name: draftName(draftsOf(at)[0]) })]);
  return view.replaceChildren(put("div", null, { class: "people" }, shown.gaps.length ? acts(button(say("map.next"), () => { state.sheet = "scope"; sheet(); byId("sheet-title").focus(); })) : null, ...part("map.gaps", inOrder(shown.members.filter(isGap)), drafts), ...part("map.paired", inOrder(shown.members.filter((at) => !isGap(at))), helpers)));
}
