// Small helpers to build pages without a framework.

/** Find an element by its id. */
export const byId = (id) => document.getElementById(id);

/** Make an element: properties, then children (elements or texts; empty ones are left out). */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "dataset") Object.assign(element.dataset, value);
    else if (name.startsWith("aria-") || name === "role" || name === "for") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** Make one of the icons that index.html defines. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

/** Make a name or other short text that keeps its own direction. */
export const isolated = (text, tag = "bdi") => make(tag, { dir: "auto", textContent: text });

/** Make one paragraph for every line, each with its own direction. */
export const paragraphs = (text) => text.split("\n").map((line) => make("p", { dir: "auto", textContent: line || "\u00a0" }));

/** Send JSON; gives the answer, or throws with the reason. */
export async function post(path, body = {}) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const result = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(result.problem ?? `${answer.status} ${answer.statusText}`);
  return result;
}

/** Languages that the page offers, each by its own name. */
export const LANGUAGES = {
  de: "Deutsch", en: "English", ar: "العربية", ru: "Русский", fa: "فارسی", es: "Español", uk: "Українська",
  tr: "Türkçe", ka: "ქართული", ur: "اردو", ps: "پښتو", pl: "Polski", fr: "Français",
};

/** Fill a list of languages; one that is not in it is added under its code. */
export function offerLanguages(select, chosen) {
  const offered = { ...LANGUAGES, ...(chosen && !LANGUAGES[chosen] ? { [chosen]: chosen } : {}) };
  select.replaceChildren(...Object.entries(offered).map(([code, name]) => new Option(name, code)));
  if (chosen) select.value = chosen;
}
