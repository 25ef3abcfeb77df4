"use strict";
// Names are data: they go to the page as text nodes and to the canvas as text, never as markup.
const data = JSON.parse(document.getElementById("data").textContent);
const { dots, lines, units, atlas } = data;
const CLASSES = data.classes;
const GAPS = new Set(["never", "inherited", "lapsed"]);
const MARKED = ["direct", "single", "group", "other", "never", "inherited", "lapsed"]; // the order of marks in a row: gaps last
const TABS = ["overview", "network", "list"];
const state = {
  lang: data.lang, day: data.now, kind: "", form: "", sector: "", off: new Set(), order: "gaps", by: null, sort: null,
  tab: null, // as the scope is best seen, until people choose one
  unit: null, itself: false, block: null, organization: null, // the scope: an area (or it alone), a group of helpers, one
  left: null, // the kind that made way for all of them, so that what was looked for is shown
  chosen: null, sheet: null, totals: null, link: null, picks: new Set(), emptied: [],
};
const dark = matchMedia("(prefers-color-scheme: dark)");
const wide = () => innerWidth >= 1100;
const phone = () => innerWidth < 700;

const byId = (id) => document.getElementById(id);
const zh = () => state.lang === "zh";
// {count} is the value; {count:row|rows} the value with the noun, as it is singular or plural
const say = (key, values = {}) =>
  (data.text[state.lang][key] ?? key).replace(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g, (whole, name, one, many) => {
    const value = values[name];
    return value === undefined ? whole : one === undefined ? value : `${value} ${`${value}` === "1" ? one : many}`;
  });
const word = (key) => data.words[state.lang][key] ?? key;
const sectorWord = (sector) => several(sector.split("、").map((one) => data.words[state.lang][`sector:${one}`] ?? one)); // one without a word is as printed
const many = (kind) => data.many[state.lang][kind] ?? kind;
const number = (value) => value.toLocaleString(zh() ? "zh-CN" : "en");
function percent(part, whole) { // with one decimal, as the program rounds it: a half to the even digit; 100 % and 0 % only when exact
  if (!whole) return "–";
  if (part === 0 || part === whole) return `${(100 * part) / whole}%`;
  const value = Math.min(Math.max((part / whole) * 100, 0.1), 99.9);
  return `${(value % 1 === 0.25 ? value - 0.05 : value).toFixed(1)}%`; // the only half whose upper digit is odd
}
const several = (texts) => texts.join(zh() ? "、" : ", ");
const joined = (texts) => texts.filter(Boolean).join(" · ");

function put(tag, text, attributes = {}, ...inside) {
  const made = document.createElement(tag);
  if (text !== undefined && text !== null) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== undefined) made.setAttribute(key, value);
  made.append(...inside.filter((one) => one !== null && one !== undefined && one !== ""));
  return made;
}
function button(text, pressed, attributes = {}, ...inside) {
  const made = put("button", text, { type: "button", ...attributes }, ...inside);
  made.addEventListener("click", pressed);
  return made;
}
function drawn(tag, attributes = {}, ...inside) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}
function grouped(all, key) { // key → those that have it, in their order
  const found = new Map();
  for (const one of all) {
    const own = key(one);
    if (!found.has(own)) found.set(own, []);
    found.get(own).push(one);
  }
  return found;
}
const sum = (all, value) => all.reduce((total, one) => total + value(one), 0);
