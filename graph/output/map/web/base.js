"use strict";
// Names are data: they go to the page as text nodes and to the canvas as text, never as markup.
const data = JSON.parse(document.getElementById("data").textContent);
const { dots, lines, scenes, units } = data;
const CLASSES = data.classes;
const GAPS = new Set(["never", "lapsed", "inherited"]);
const FILTERS = ["kind", "unit", "form", "sector"];
const state = {
  lang: data.lang, scene: 0, day: data.now, off: new Set(), kind: "", unit: "", form: "", sector: "", q: "",
  chosen: null, group: null, sort: null, // a column and a way, once people choose
};
const dark = matchMedia("(prefers-color-scheme: dark)");

const byId = (id) => document.getElementById(id);
// {count} is the value; {count:row|rows} the value with the noun, as it is singular or plural
const say = (key, values = {}) =>
  (data.text[state.lang][key] ?? key).replace(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g, (whole, name, one, many) => {
    const value = values[name];
    return value === undefined ? whole : one === undefined ? value : `${value} ${`${value}` === "1" ? one : many}`;
  });
const word = (key) => data.words[state.lang][key] ?? key;
const number = (value) => value.toLocaleString(state.lang === "zh" ? "zh-CN" : "en");
function percent(part, whole) { // with one decimal; 100 % and 0 % only when exact
  if (!whole) return "–";
  return part === 0 || part === whole ? `${(100 * part) / whole}%` : `${Math.min(Math.max((100 * part) / whole, 0.1), 99.9).toFixed(1)}%`;
}
const several = (texts) => texts.join(state.lang === "zh" ? "、" : ", ");

function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text !== undefined && text !== null) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
function button(text, pressed, attributes = {}) {
  const made = element("button", text, { type: "button", ...attributes });
  made.addEventListener("click", pressed);
  return made;
}
