// The menu above the input: commands of the bot, and other things a person can send.

import { byId, icon, isolated, make } from "./dom.js";

const THINGS = [
  ["voice", "voice", "Voice message"], ["photo", "photo", "Photo"], ["document", "document", "Document"],
  ["sticker", "sticker", "Sticker"], ["location", "location", "Location"], ["contact", "contact", "Contact"],
  ["video", "video", "Video"], ["video_note", "video", "Video message"], ["animation", "photo", "Animation"],
  ["poll", "menu", "Poll"],
];

/** Open the list of commands. */
export function openCommands(seat, act) {
  const entries = seat.commands.map(({ command, description }) => {
    const parts = [make("span", { className: "name", textContent: `/${command}` }), make("span", { className: "about", dir: "auto", textContent: description })];
    return item(parts, () => act.say(`/${command}`));
  });
  open("commands-button", entries.length ? entries : [make("p", { className: "about", textContent: "The bot has set no commands." })]);
}

/** Open the list of everything that is no text. */
export function openAttachments(seat, act) {
  const things = THINGS.map(([kind, symbol, label]) => item([icon(symbol), label], () => act.send(kind)));
  open("attach-button", [
    ...things,
    item([icon("forward"), "Forwarded message…"], act.forward),
    make("hr"),
    item([icon("edit"), "Edit the last message"], act.editLast, "wide"),
    item([icon("start"), "Start with a payload…"], act.startWith, "wide"),
    item([icon("block"), seat.group ? "Remove the bot" : "Block the bot"], act.block, "wide"),
  ]);
}

/** Close whichever menu is open. */
export function closeMenu() {
  const menu = byId("menu");
  if (menu.hidden) return false;
  menu.hidden = true;
  const opener = document.querySelector('[aria-expanded="true"][aria-haspopup]');
  opener?.setAttribute("aria-expanded", "false");
  if (menu.contains(document.activeElement)) opener?.focus();
  return true;
}

function item(parts, onChoose, className = "") {
  const button = make("button", { type: "button", role: "menuitem", className }, ...parts);
  button.addEventListener("click", () => { closeMenu(); onChoose(); });
  return button;
}

function open(openerId, entries) {
  const menu = byId("menu");
  const wasOpen = !menu.hidden && byId(openerId).getAttribute("aria-expanded") === "true";
  closeMenu();
  if (wasOpen) return;
  menu.replaceChildren(...entries);
  menu.hidden = false;
  menu.classList.toggle("grid", openerId === "attach-button");
  menu.scrollTop = 0;
  byId(openerId).setAttribute("aria-expanded", "true");
  menu.querySelector("button")?.focus();
}

byId("menu").addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...byId("menu").querySelectorAll("button")];
  items.at((items.indexOf(document.activeElement) + step) % items.length)?.focus();
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("#menu, [aria-haspopup]")) closeMenu();
});
