// The preview's page: follows the world over server-sent events, shows one seat, sends what a person does.

import { makeKeys, makeMessage } from "./bubbles.js";
import { LANGUAGES, byId, isolated, make, offerLanguages, paragraphs, post } from "./dom.js";
import { closeMenu, openAttachments, openCommands } from "./menus.js";
import { alertWith, ask, closeDrawers, copy, stopWaiting, toast, waitFor } from "./notices.js";
import { explain } from "./panel.js";

const HUES = ["#a1476b", "#6a5acd", "#2f7d4f", "#b26a1f", "#2c6fa8", "#8a4f9e"];
const TYPING_SECONDS = 5;
const ACTIONS = { typing: "typing…", upload_photo: "sending a photo…", upload_document: "sending a file…", record_voice: "recording…", find_location: "looking up a place…" };

const world = { bot: null, seats: [], messages: new Map() };
const unread = new Set();
let active = sessionStorage.getItem("seat") ?? "";
let editing = null; // own message that is being changed
let replying = null;
let typing = 0;
let isStuck = true; // whether the newest message is kept in view

const keyOf = (seat) => `${seat.user}:${seat.chat}`;
const seatNow = () => world.seats.find((seat) => keyOf(seat) === active);
const messagesNow = () => world.messages.get(seatNow()?.chat) ?? new Map();
const mine = (message) => !message.is_bot && message.user === seatNow().user;
const lastOwn = () => [...messagesNow().values()].findLast(mine);

async function act(name, body = {}) {
  const seat = seatNow();
  try {
    await post(`/preview/seats/${seat.user}/${seat.chat}/${name}`, body);
  } catch (error) {
    toast(error.message);
  }
}

/* what a person can do */

const acts = {
  say(text) {
    act("say", { text });
  },
  send: (kind) => act("send", { kind }),
  async forward() {
    const text = await ask("Text of the forwarded message");
    if (text) act("forward", { text, name: "Oksana K." });
  },
  async startWith() {
    const payload = await ask("Payload of the deep link (A–Z a–z 0–9 _ -)");
    if (payload) act("start", { payload });
  },
  block: () => act("block"),
  editLast() {
    const last = lastOwn();
    if (!last) return toast("This person has not written anything yet.");
    editing = last;
    replying = null;
    byId("text").value = last.text;
    showComposer();
    byId("text").focus();
  },
  answer(message) {
    replying = message;
    editing = null;
    showComposer();
    byId("text").focus();
  },
  find(id) {
    const element = byId("log").querySelector(`[data-id="${id}"]`);
    element?.scrollIntoView({ block: "center" });
    element?.classList.add("changed");
  },
  press(message, row, column, button, key) {
    if (button.url) return acts.follow(button.url);
    if (button.kind === "copy_text") return void copy(button.copied);
    if (button.kind === "callback_data") waitFor(key);
    if (["callback_data", "reply"].includes(button.kind)) act("press", { message: message.id, row, column });
    else toast("This kind of button works in Telegram only.");
    return "stay";
  },
  follow(url) {
    const isOurs = [`https://t.me/${world.bot.username}`, `tg://resolve?domain=${world.bot.username}`].some((start) => url === start || url.startsWith(`${start}?`) || url.startsWith(`${start}&`));
    if (isOurs) act("open", { url });
    return isOurs ? "stay" : "go";
  },
};

/* what is shown */

function showAll() {
  showSeats();
  showHeader();
  showMessages();
  showComposer();
  explainLast();
}

function showSeats() {
  byId("seats").replaceChildren(...world.seats.map((seat) => {
    const key = keyOf(seat);
    const about = seat.group ? `in ${seat.group}` : LANGUAGES[seat.language] ?? seat.language;
    const avatar = make("span", { className: "avatar", "aria-hidden": "true", textContent: [...seat.name][0] });
    avatar.style.setProperty("--hue", HUES[seat.user % HUES.length]);
    const names = make("span", { className: "names" }, isolated(seat.name, "b"), isolated(about, "small"));
    const dot = unread.has(key) ? make("span", { className: "unread", role: "img", "aria-label": "New message" }) : null;
    const button = make("button", { type: "button", "aria-current": String(key === active) }, avatar, names, dot);
    button.addEventListener("click", () => choose(key));
    return make("li", {}, button);
  }));
}

function showHeader() {
  const seat = seatNow();
  byId("title").textContent = seat.group || seat.bot;
  byId("status").classList.toggle("busy", Boolean(typing));
  if (!typing) byId("status").replaceChildren("talks with ", isolated(seat.name));
  offerLanguages(byId("language"), seat.language);
}

function showMessages() {
  const seat = seatNow();
  const log = byId("log");
  log.replaceChildren();
  let day = "";
  for (const message of messagesNow().values()) day = append(message, day);
  if (!log.children.length) log.append(describe(seat));
  toBottom();
}

function append(message, day) {
  const today = new Date(message.date * 1000).toLocaleDateString("en-GB", { day: "numeric", month: "long" });
  if (today !== day) byId("log").append(make("div", { className: "day", textContent: today }));
  byId("log").append(makeMessage(message, seatNow(), acts));
  return today;
}

function describe(seat) {
  const lines = seat.description ? paragraphs(seat.description) : [make("p", { className: "quiet-text", textContent: "The bot has set no description for this language." })];
  return make("section", { className: "about-bot" }, make("h2", { textContent: "What can this bot do?" }), ...lines);
}

function showComposer() {
  const seat = seatNow();
  const isOpen = Boolean(seat.group) || (seat.started && !seat.blocked);
  const hadFocus = document.activeElement === byId("start");
  byId("composer").hidden = !isOpen;
  byId("start").hidden = isOpen;
  byId("start").textContent = seat.blocked ? "UNBLOCK AND RESTART" : "START";
  byId("note").hidden = !isOpen || !(editing || replying);
  byId("note-text").replaceChildren(editing ? "Editing: " : "Reply to: ", isolated((editing ?? replying)?.text ?? ""));
  byId("send").setAttribute("aria-label", editing ? "Save" : "Send");
  showReplyKeyboard(isOpen);
  grow();
  if (hadFocus && isOpen && matchMedia("(hover: hover)").matches) byId("text").focus();
}

function showReplyKeyboard(isOpen) {
  const last = [...messagesNow().values()].findLast((message) => ["reply", "remove", "force"].includes(message.keyboard));
  const keys = isOpen && last?.keyboard === "reply" ? [makeKeys(last.rows, (row, column, button, key) => acts.press(last, row, column, button, key))] : [];
  byId("reply-keyboard").replaceChildren(...keys);
}

function explainLast() {
  const seat = seatNow();
  const texts = [...messagesNow().values()].filter((message) => mine(message) && message.text && !message.text.startsWith("/"));
  explain(seat.group ? "" : texts.at(-1)?.text ?? "", seat.language);
}

function grow() {
  const text = byId("text");
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight}px`;
}

const isAtBottom = () => byId("scroll").scrollHeight - byId("scroll").scrollTop - byId("scroll").clientHeight < 120;
const toBottom = () => byId("scroll").scrollTo({ top: byId("scroll").scrollHeight });

/* what happens in the world */

function onWorld(data) {
  world.bot = data.bot;
  world.seats = data.seats;
  world.messages = new Map(Object.entries(data.messages).map(([chat, list]) => [Number(chat), new Map(list.map((each) => [each.id, each]))]));
  if (!world.seats.length) return void post("/preview/people", { name: "Amira", language: "ar" });
  onSeat();
}

function onChange(change) {
  if (change.seats) takeSeats(change);
  const chat = world.messages.get(change.chat) ?? new Map();
  world.messages.set(change.chat, chat);
  const isHere = seatNow()?.chat === change.chat;
  HANDLERS[change.kind]?.(change, chat, isHere);
}

function takeSeats(change) {
  const wasHere = seatNow();
  world.seats = change.seats;
  if (!wasHere) return onSeat();
  showSeats();
  showHeader();
  showComposer();
  if (!messagesNow().size) showMessages();
  if (change.kind === "person" && change.user === seatNow().user) explainLast();
}

// Somebody has come where nobody was: the first person, or the one that was just added.
function onSeat() {
  if (!seatNow()) active = keyOf(world.seats[0]);
  showAll();
}

const HANDLERS = {
  sent(change, chat, isHere) {
    chat.set(change.message.id, change.message);
    if (isHere) return addMessage(change.message);
    for (const seat of world.seats) if (seat.chat === change.chat) unread.add(keyOf(seat));
    showSeats();
  },
  edited(change, chat, isHere) {
    chat.set(change.message.id, change.message);
    if (isHere) replaceMessage(change.message);
  },
  reacted: (change, chat, isHere) => HANDLERS.edited(change, chat, isHere),
  deleted(change, chat, isHere) {
    chat.delete(change.message.id);
    const element = isHere && byId("log").querySelector(`[data-id="${change.message.id}"]`);
    element && (element.classList.add("leaving"), setTimeout(() => element.remove(), 200));
  },
  noted(change, _chat, isHere) {
    if (!isHere || change.user !== seatNow().user) return;
    stopWaiting();
    if (change.text) toast(change.text);
  },
  alerted(change, _chat, isHere) {
    if (!isHere || change.user !== seatNow().user) return;
    stopWaiting();
    alertWith(change.text);
  },
  acting: (change, _chat, isHere) => isHere && startTyping(change.text),
};

function addMessage(message) {
  if (message.is_bot) stopTyping();
  const wasAtBottom = isAtBottom();
  if (messagesNow().size === 1) showMessages();
  else byId("log").append(makeMessage(message, seatNow(), acts));
  byId("log").lastElementChild.classList.add("fresh");
  if (wasAtBottom || mine(message)) toBottom();
  showReplyKeyboard(!byId("composer").hidden);
  if (mine(message)) explainLast();
}

function replaceMessage(message) {
  const old = byId("log").querySelector(`[data-id="${message.id}"]`);
  const hadFocus = old?.contains(document.activeElement);
  const fresh = makeMessage(message, seatNow(), acts);
  const wasAtBottom = isAtBottom();
  fresh.classList.add("changed");
  old?.replaceWith(fresh);
  if (hadFocus) fresh.querySelector(".key")?.focus();
  if (wasAtBottom) toBottom();
  if (mine(message)) explainLast();
}

function startTyping(action) {
  clearTimeout(typing);
  typing = setTimeout(stopTyping, TYPING_SECONDS * 1000);
  byId("status").textContent = ACTIONS[action] ?? "busy…";
  byId("status").classList.add("busy");
}

function stopTyping() {
  clearTimeout(typing);
  typing = 0;
  showHeader();
}

function choose(key) {
  active = key;
  sessionStorage.setItem("seat", key);
  unread.delete(key);
  editing = replying = null;
  typing = 0;
  byId("text").value = "";
  closeDrawers();
  if (seatNow()) showAll();
}

/* the controls */

function submit() {
  const text = byId("text").value.trim();
  if (!text) return;
  if (editing) act("edit", { text, message: editing.id });
  else act("say", { text, reply_to: replying?.id ?? 0 });
  cancel();
}

function cancel() {
  editing = replying = null;
  byId("text").value = "";
  showComposer();
}

byId("composer").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
byId("text").addEventListener("input", grow);
byId("text").addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); submit(); }
  if (event.key === "ArrowUp" && !byId("text").value) { event.preventDefault(); acts.editLast(); }
});
byId("note-cancel").addEventListener("click", cancel);
byId("start").addEventListener("click", () => act("start"));
byId("jump").addEventListener("click", toBottom);
byId("scroll").addEventListener("scroll", () => {
  isStuck = isAtBottom();
  byId("jump").hidden = isStuck;
}, { passive: true });
new ResizeObserver(() => isStuck && toBottom()).observe(byId("scroll"));
byId("language").addEventListener("change", (event) => act("language", { code: event.target.value }));
byId("commands-button").addEventListener("click", () => openCommands(seatNow(), acts));
byId("attach-button").addEventListener("click", () => openAttachments(seatNow(), acts));
byId("new-person").addEventListener("submit", async (event) => {
  event.preventDefault();
  const person = await post("/preview/people", { name: byId("new-name").value, language: byId("new-language").value });
  byId("new-name").value = "";
  choose(`${person.user}:${person.chat}`);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || closeMenu()) return;
  if (editing || replying) cancel();
  closeDrawers();
});

offerLanguages(byId("new-language"), "ar");
const stream = new EventSource("/preview/events");
stream.addEventListener("world", (event) => onWorld(JSON.parse(event.data)));
stream.addEventListener("change", (event) => onChange(JSON.parse(event.data)));
stream.addEventListener("error", () => { byId("status").textContent = "connection lost, trying again…"; });
