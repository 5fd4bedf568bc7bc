// What lies over the chat for a while: toasts, alerts, questions, waiting keys, drawers.

import { byId } from "./dom.js";

const waiting = new Set(); // keys whose press the bot has not answered yet

/** Show a line of text for a few seconds. */
export function toast(text) {
  const element = byId("toast");
  element.textContent = text;
  element.classList.add("shown");
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => element.classList.remove("shown"), 3500);
}

/** Show a text until it is confirmed. */
export function alertWith(text) {
  byId("alert-text").textContent = text;
  byId("alert").showModal();
}

/** Ask for a line of text; gives an empty one when it was cancelled. */
export function ask(question) {
  const dialog = byId("ask");
  byId("ask-label").textContent = question;
  byId("ask-input").value = "";
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "ok" ? byId("ask-input").value.trim() : ""), { once: true });
  });
}

/** Copy a text, as a button of the bot may ask for. */
export async function copy(text) {
  await navigator.clipboard?.writeText(text).catch(() => undefined);
  toast("Copied");
}

/** Show on a key that the bot has not answered its press yet. */
export function waitFor(key) {
  key.classList.add("waiting");
  waiting.add(key);
  setTimeout(() => release(key), 30_000);
}

/** Take that off all keys. */
export const stopWaiting = () => waiting.forEach(release);

function release(key) {
  key.classList.remove("waiting");
  waiting.delete(key);
}

/** Close the people and the panel, where they are drawers. */
export function closeDrawers() {
  for (const id of ["people", "panel"]) byId(id).classList.remove("open");
}

function openDrawer(id) {
  closeDrawers();
  byId(id).classList.add("open");
  byId(id).querySelector("button")?.focus();
}

byId("ask-cancel").addEventListener("click", () => byId("ask").close(""));
byId("show-people").addEventListener("click", () => openDrawer("people"));
byId("show-panel").addEventListener("click", () => openDrawer("panel"));
byId("veil").addEventListener("click", closeDrawers);
for (const button of document.querySelectorAll("[data-closes]")) button.addEventListener("click", closeDrawers);
