// Three phones, one event stream. Texts only ever enter the page through textContent.
"use strict";

const ZONE = "Asia/Shanghai";
let language = localStorage.getItem("language") || "zh";
let members = {};
let lines = [];
let ahead = 0; // seconds the demo's clock is ahead of this browser's
let last = 0;
const phones = [];

const pick = (zh, en) => (language === "zh" ? zh : en);

function say(phone, text) {
  phone.button.disabled = true;
  return fetch("/say", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ userid: phone.userid, text }),
  }).finally(() => { phone.button.disabled = false; });
}

function move(body) {
  return fetch("/clock", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }).then((answer) => answer.ok && answer.json().then(({ now }) => { setClock(now); }));
}

function setClock(now) {
  ahead = now - Date.now() / 1000;
  tick();
}

function tick() {
  const now = new Date(Date.now() + ahead * 1000);
  const format = { timeZone: ZONE, month: "numeric", day: "numeric", weekday: "short",
    hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false };
  document.getElementById("now").textContent = now.toLocaleString(pick("zh-CN", "en-GB"), format);
}

function clockOf(at) {
  return new Date(at * 1000).toLocaleString(pick("zh-CN", "en-GB"),
    { timeZone: ZONE, month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });
}

function bubble(line) {
  const item = document.createElement("li");
  item.className = line.kind;
  if (line.kind === "note") {
    item.textContent = line.text;
    return item;
  }
  const mine = line.kind === "said";
  const name = mine ? members[line.userid] || line.userid : "面约";
  const avatar = document.createElement("span");
  avatar.className = "avatar";
  avatar.setAttribute("aria-hidden", "true");
  avatar.textContent = mine ? name.slice(-1) : "约";
  const head = document.createElement("span");
  head.className = "head";
  head.textContent = `${name} ${clockOf(line.at)}`;
  if (line.kind === "push") {
    const tag = document.createElement("span");
    tag.className = "tag";
    tag.textContent = pick("推送", "push");
    head.append(tag);
  }
  const text = document.createElement("div");
  text.className = "bubble";
  text.textContent = line.text;
  item.append(avatar, head, text);
  return item;
}

function show(phone, line) {
  if (line.userid !== phone.userid && line.userid !== "*") return;
  const chat = phone.chat;
  const atEnd = chat.scrollHeight - chat.scrollTop - chat.clientHeight < 60;
  chat.append(bubble(line));
  if (atEnd || line.kind === "said") chat.scrollTop = chat.scrollHeight;
}

function fill(phone) {
  phone.chat.replaceChildren();
  lines.forEach((line) => show(phone, line));
  phone.chat.scrollTop = phone.chat.scrollHeight;
}

function build(description) {
  const node = document.getElementById("phone").content.cloneNode(true);
  const phone = {
    description, userid: description.userids[0],
    chat: node.querySelector(".chat"), button: node.querySelector(".compose button"),
  };
  const select = node.querySelector("select");
  description.userids.forEach((userid) => select.append(new Option(members[userid], userid)));
  select.addEventListener("change", () => { phone.userid = select.value; fill(phone); });
  const input = node.querySelector(".compose input");
  node.querySelector(".compose").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (!text || phone.button.disabled) return;
    input.value = "";
    say(phone, text);
  });
  // Enter that ends an input method's composition must not send.
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.isComposing) event.preventDefault();
  });
  const chips = node.querySelector(".chips");
  description.suggestions.forEach((text) => {
    const chip = document.createElement("button");
    chip.type = "button";
    chip.textContent = text;
    chip.title = text;
    chip.addEventListener("click", () => {
      if (text.endsWith("…")) { input.value = text.slice(0, -1); input.focus(); } else { say(phone, text); }
    });
    chips.append(chip);
  });
  phone.role = node.querySelector(".role");
  document.getElementById("phones").append(node);
  phones.push(phone);
}

function translate() {
  document.documentElement.lang = pick("zh-CN", "en");
  document.querySelectorAll("[data-zh]").forEach((node) => { node.textContent = pick(node.dataset.zh, node.dataset.en); });
  document.querySelectorAll("[data-zh-label]").forEach((node) => {
    node.setAttribute("aria-label", pick(node.dataset.zhLabel, node.dataset.enLabel));
  });
  document.querySelectorAll(".compose input").forEach((node) => { node.placeholder = pick("说点什么…", "Say something…"); });
  phones.forEach((phone) => { phone.role.textContent = pick(phone.description.role, phone.description.role_en); });
  document.getElementById("language").textContent = pick("EN", "中文");
  phones.forEach(fill);
  tick();
}

function listen() {
  const events = new EventSource(`/events?after=${last}`);
  const offline = document.getElementById("offline");
  events.onopen = () => { offline.hidden = true; };
  events.onerror = () => { offline.hidden = false; };
  events.onmessage = ({ data }) => {
    const line = JSON.parse(data);
    if (line.number <= last) return;
    last = line.number;
    lines.push(line);
    setClock(line.now);
    phones.forEach((phone) => show(phone, line));
  };
}

async function start() {
  const state = await (await fetch("/state")).json();
  members = state.members;
  lines = state.lines;
  last = lines.length ? lines[lines.length - 1].number : 0;
  setClock(state.now);
  state.phones.forEach(build);
  translate();
  listen();
  setInterval(tick, 1000);
}

document.querySelectorAll(".clock button[type=button]").forEach((button) => {
  button.addEventListener("click", () => move(button.dataset.morning ? { morning: true } : { seconds: Number(button.dataset.seconds) }));
});
document.getElementById("ahead").addEventListener("submit", (event) => {
  event.preventDefault();
  const hours = Number(document.getElementById("hours").value);
  if (hours > 0) move({ seconds: hours * 3600 });
});
document.getElementById("language").addEventListener("click", () => {
  language = pick("en", "zh");
  localStorage.setItem("language", language);
  translate();
});
start();
