// The panel for editors: how the bot took the last text of a person.

import { byId, isolated, make, post } from "./dom.js";

let newest = 0;

/** Explain a text in a language; only the newest request is shown. */
export async function explain(text, language) {
  const number = ++newest;
  if (!text) return show(quiet("Send a text. Here you see which entry it found, and what else came near."));
  try {
    const found = await post("/preview/explain", { text, language });
    if (number === newest) show(...(found.missing ? [quiet("No explanation is connected to this preview.")] : sections(text, found)));
  } catch (error) {
    if (number === newest) show(asked(text), quiet(`The explanation failed: ${error.message}`));
  }
}

const show = (...parts) => byId("explained").replaceChildren(...parts);
const quiet = (text) => make("p", { className: "quiet-text", textContent: text });
const asked = (text) => make("p", { className: "asked", dir: "auto", textContent: text });
const section = (title, ...parts) => make("section", {}, make("h3", { textContent: title }), ...parts);
const badge = (text, kind = "") => make("span", { className: `badge ${kind && `is-${kind}`}`, textContent: text });

function sections(text, found) {
  return [
    asked(found.text ?? text),
    section("Outcome", make("p", { className: "badges" }, ...badges(found))),
    found.entry ? section("Entry", make("code", { textContent: found.entry })) : null,
    found.candidates?.length ? section("Candidates", bars(found.candidates, found.entry)) : null,
    found.concepts?.length ? section("Concepts", chips(found.concepts)) : null,
    found.words?.length ? section("Words", chips(found.words)) : null,
    found.nearest?.length ? section("Nearest phrasings", near(found.nearest)) : null,
  ].filter(Boolean);
}

const badges = (found) => [
  badge(found.outcome ?? "unknown", found.outcome),
  found.action ? badge(found.action, "action") : null,
  found.urgent ? badge("urgent", "urgent") : null,
  found.locale ? badge(`language: ${found.locale}`) : null,
].filter(Boolean);

function bars(candidates, chosen) {
  const most = Math.max(1, ...candidates.map((candidate) => candidate.score));
  const rows = candidates.map(({ entry, score }) =>
    make("li", { className: `bar ${entry === chosen ? "chosen" : ""}` },
      make("code", { textContent: entry }),
      make("span", { textContent: score.toFixed(2) }),
      meter(entry, score, most)));
  return make("ul", { className: "bars" }, ...rows);
}

function meter(entry, score, most) {
  const bar = make("div");
  bar.style.inlineSize = `${(100 * Math.max(0, score)) / most}%`;
  return make("div", { className: "meter", role: "meter", "aria-label": `Score of ${entry}`, "aria-valuemin": 0, "aria-valuemax": most, "aria-valuenow": score }, bar);
}

const chips = (texts) => make("p", { className: "chips" }, ...texts.map((text) => make("span", { className: "chip", dir: "auto", textContent: text })));
const near = (phrasings) => make("ul", { className: "near" }, ...phrasings.map(({ text, entry }) => make("li", {}, isolated(text, "span"), make("code", { textContent: entry }))));
