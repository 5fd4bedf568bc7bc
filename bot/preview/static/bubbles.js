// Messages as bubbles: texts, things, quotes, and the keys below them.

import { icon, isolated, make } from "./dom.js";

const clock = (seconds) => new Date(seconds * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** Make the bubble of one message; *act* tells what happens on keys, commands and answers. */
export function makeMessage(message, seat, act) {
  const isMine = !message.is_bot && message.user === seat.user;
  const bubble = make("div", { className: "bubble" }, ...head(message, isMine, seat, act), thing(message));
  const text = make("div", { className: "text", innerHTML: message.html });
  if (message.html) bubble.append(text);
  bubble.append(meta(message));
  bringToLife(text, act);
  const isBare = message.thing?.kind === "sticker" || message.thing?.kind === "dice";
  const classes = ["message", isMine ? "mine" : "", isBare ? "bare" : ""].filter(Boolean).join(" ");
  const element = make("article", { className: classes, dataset: { id: message.id } }, bubble);
  if (message.reaction) element.append(make("span", { className: "reaction", textContent: message.reaction }));
  if (message.keyboard === "inline") {
    element.classList.add("with-keys");
    element.append(makeKeys(message.rows, (row, column, button, key) => act.press(message, row, column, button, key)));
  }
  element.append(answerButton(message, act));
  return element;
}

/** Make rows of keys; *onPress* gets row, column, button and the element. */
export function makeKeys(rows, onPress) {
  const keys = make("div", { className: "keys" });
  rows.forEach((row, rowNumber) => {
    const line = make("div", { className: "row" });
    row.forEach((button, column) => line.append(makeKey(button, (key) => onPress(rowNumber, column, button, key))));
    keys.append(line);
  });
  return keys;
}

function makeKey(button, onPress) {
  const label = make("span", { dir: "auto", textContent: button.text });
  const properties = { className: `key ${button.style}`.trim(), title: button.text };
  const key = button.url
    ? make("a", { ...properties, href: button.url, target: "_blank", rel: "noopener noreferrer" }, label, icon("out"))
    : make("button", { ...properties, type: "button" }, label, button.kind === "copy_text" ? icon("copy") : null);
  key.addEventListener("click", (event) => {
    if (onPress(key) === "stay") event.preventDefault();
  });
  return key;
}

function head(message, isMine, seat, act) {
  const parts = [];
  if (seat.group && !isMine) parts.push(make("div", { className: "sender" }, isolated(message.is_bot ? seat.bot : message.name)));
  if (message.forwarded) parts.push(make("div", { className: "origin" }, "Forwarded from ", isolated(message.forwarded)));
  if (message.reply) {
    const quote = make("button", { className: "quote", type: "button" }, isolated(message.reply.name, "b"), isolated(message.reply.text, "span"));
    quote.addEventListener("click", () => act.find(message.reply.id));
    parts.push(quote);
  }
  return parts;
}

function meta(message) {
  const parts = [message.is_edited ? make("span", { textContent: "edited" }) : null];
  parts.push(make("time", { textContent: clock(message.date), dateTime: new Date(message.date * 1000).toISOString() }));
  return make("div", { className: "meta" }, ...parts);
}

function answerButton(message, act) {
  const button = make("button", { className: "icon answer", type: "button", "aria-label": "Reply to this message" }, icon("reply"));
  button.addEventListener("click", () => act.answer(message));
  return button;
}

// Spoilers open, long quotations unfold, commands and links to the bot do what Telegram does.
function bringToLife(text, act) {
  for (const spoiler of text.querySelectorAll(".spoiler")) {
    const show = () => text.querySelectorAll(".spoiler").forEach((each) => each.classList.add("shown"));
    spoiler.addEventListener("click", show);
    spoiler.addEventListener("keydown", (event) => ["Enter", " "].includes(event.key) && (event.preventDefault(), show()));
  }
  for (const quotation of text.querySelectorAll("blockquote.expandable")) makeFoldable(quotation);
  for (const command of text.querySelectorAll(".command")) {
    command.addEventListener("click", (event) => { event.preventDefault(); act.say(command.dataset.command); });
  }
  for (const link of text.querySelectorAll("a:not(.command)")) {
    link.addEventListener("click", (event) => act.follow(link.href) === "stay" && event.preventDefault());
  }
}

function makeFoldable(quotation) {
  const isLong = quotation.textContent.length > 140 || quotation.children.length > 3;
  if (!isLong) return;
  const more = make("button", { className: "more", type: "button", "aria-expanded": "false", textContent: "Show more" });
  quotation.classList.add("folded");
  more.addEventListener("click", () => {
    const isFolded = quotation.classList.toggle("folded");
    more.textContent = isFolded ? "Show more" : "Show less";
    more.setAttribute("aria-expanded", String(!isFolded));
  });
  quotation.after(more);
}

const seconds = (number) => `${Math.floor(number / 60)}:${String(number % 60).padStart(2, "0")}`;
const line = (symbol, title, about) =>
  make("div", { className: "thing" }, make("span", { className: "disc" }, icon(symbol)), make("span", {}, isolated(title, "b"), isolated(about, "small")));
const picture = (symbol, label, shape = "") =>
  make("div", { className: `picture ${shape}`, role: "img", "aria-label": label }, icon(symbol));

function mapOf(place) {
  const { latitude, longitude } = place;
  const map = make("div", { className: "map", role: "img", "aria-label": `Map at ${latitude}, ${longitude}` }, icon("location"));
  const address = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
  return [map, make("a", { href: address, target: "_blank", rel: "noopener noreferrer", textContent: "Open the map" })];
}

const THINGS = {
  venue: (it) => make("div", {}, ...mapOf(it.location).toSpliced(1, 0, isolated(it.title, "b"), make("p", { dir: "auto", textContent: it.address }))),
  location: (it) => make("div", {}, ...mapOf(it)),
  contact: (it) => make("div", {}, line("contact", [it.first_name, it.last_name].filter(Boolean).join(" "), it.phone_number), make("a", { href: `tel:${it.phone_number}`, textContent: "Call" })),
  poll: (it) => make("div", {}, isolated(it.question, "b"), ...it.options.map((option) => make("p", { dir: "auto", textContent: `○ ${option.text}` }))),
  dice: (it) => make("div", { className: "big", textContent: it.emoji, title: `${it.value}` }),
  voice: (it) => line("voice", "Voice message", seconds(it.duration)),
  audio: (it) => line("start", it.title ?? "Audio file", seconds(it.duration)),
  photo: () => picture("photo", "Photo"),
  sticker: (it) => make("div", { className: "big", role: "img", "aria-label": "Sticker", textContent: it.emoji }),
  video_note: (it) => picture("video", `Video message, ${seconds(it.duration)}`, "round"),
  video: (it) => picture("video", `Video, ${seconds(it.duration)}`),
  animation: () => picture("video", "Animation"),
  document: (it) => line("document", it.file_name ?? "Document", it.mime_type ?? ""),
  service: () => make("p", { className: "quiet-text", textContent: "added the bot" }),
};

const thing = (message) => (message.thing ? THINGS[message.thing.kind](message.thing) : null);
