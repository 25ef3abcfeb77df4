// An overview of more than a page holds: areas and groups of helpers with their totals, each opening a page of its own.
function reckonAtlas() {
  const called = (group) => () => (group.idle ? say("map.idle") : group.kind ? many(group.kind) : group.u === undefined ? say("map.elsewhere") : unitName(group.u)) + (group.span ? ` ${number(group.span[0])}–${number(group.span[1])}` : "");
  const flowsTo = (at) => new Map(atlas.links.filter(([, to]) => to === at).map(([from, , pairs]) => [`a${from}`, { pairs, invented: 0 }]));
  const made = atlas.groups.map((group, at) => ({ ...group, at, label: called(group) }));
  const rows_ = made.filter((group) => group.side === "recipient").map((group) => {
    const flows_ = flowsTo(group.at), counts = new Map(Object.entries(group.classes));
    const of = (some) => sum([...counts].filter(([own]) => some(own)), ([, count]) => count);
    return { ...group, unit: group.u ?? null, own: [], counts, count: of(() => true), gaps: of((own) => GAPS.has(own)), roster: group.expected, pairs: sum([...flows_.values()], (flow) => flow.pairs), flows: flows_ };
  });
  const reached = new Set(rows_.flatMap((row) => [...row.flows.keys()]));
  const blocks_ = made.filter((group) => reached.has(`a${group.at}`) || group.idle).map((group) => ({ href: group.href, key: `a${group.at}`, count: sum(Object.values(group.classes), (count) => count), pairs: sum(atlas.links.filter(([from]) => from === group.at), ([, , pairs]) => pairs), label: group.label }));
  shown = { base: [], members: [], roster: [], gaps: [], lines: [], helpers: [], idle: [], by: "place", rows: rows_.sort(rowOrder()), blocks: blocks_.sort((one, two) => two.pairs - one.pairs) };
}
