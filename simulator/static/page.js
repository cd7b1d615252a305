// Three phones, one event stream. Texts only ever enter the page through textContent.
"use strict";

const ZONE = "Asia/Shanghai";
let language = localStorage.getItem("language") || "zh";
let members = {};
let wechat = {};
let lines = [];
let ahead = 0; // seconds the demo's clock is ahead of this browser's
let last = 0;
let menu = [];
const phones = [];

const pick = (zh, en) => (language === "zh" ? zh : en);

function post(path, body) {
  return fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

function say(phone, text) {
  phone.button.disabled = true;
  return post("/say", { userid: phone.userid, text }).finally(() => { phone.button.disabled = false; });
}

function move(body) {
  return post("/clock", body).then((answer) => answer.ok && answer.json().then(({ now }) => { setClock(now); }));
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

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

// A drop-down or a list of boxes; gives what is chosen as [question, ids].
function selector(part, greyed) {
  const box = element("label", "choice");
  if (part.title) box.append(element("span", "", part.title));
  if ("mode" in part) {
    const list = element("span", "boxes");
    part.option_list.forEach((option) => {
      const one = element("label", "");
      const input = element("input");
      input.type = part.mode ? "checkbox" : "radio";
      input.name = part.question_key;
      input.value = option.id;
      input.checked = Boolean(option.is_checked);
      input.disabled = greyed;
      one.append(input, element("span", "", option.text));
      list.append(one);
    });
    box.append(list);
    const chosen = () => [...list.querySelectorAll("input:checked")].map((input) => input.value);
    return { box, read: () => [part.question_key, chosen()] };
  }
  const select = element("select");
  part.option_list.forEach((option) => select.append(new Option(option.text, option.id)));
  if (part.selected_id) select.value = part.selected_id;
  select.disabled = greyed || Boolean(part.disable);
  box.append(select);
  return { box, read: () => [part.question_key, [select.value]] };
}

function cardOf(line) {
  const card = line.card;
  const greyed = Boolean(card.replace_text);
  const box = element("article", greyed ? "card greyed" : "card");
  const title = card.main_title || {};
  if (title.title) box.append(element("h3", "", title.title));
  if (title.desc) box.append(element("p", "desc", title.desc));
  if (card.quote_area) {
    const quote = element("blockquote", "", card.quote_area.quote_text);
    if (card.quote_area.title) quote.prepend(element("b", "", card.quote_area.title));
    box.append(quote);
  }
  if (card.sub_title_text) box.append(element("p", "note", card.sub_title_text));
  const facts = element("dl");
  (card.horizontal_content_list || []).forEach((fact) => {
    const value = element("dd", "", fact.type === 1 ? "" : fact.value);
    if (fact.type === 1) {
      value.append(anchor(fact.value, fact.url)); // the simulator takes http(s) only
    }
    facts.append(element("dt", "", fact.keyname), value);
  });
  if (facts.children.length) box.append(facts);
  const parts = [card.button_selection, card.checkbox, ...(card.select_list || [])].filter(Boolean);
  const selectors = parts.map((part) => selector(part, greyed));
  selectors.forEach((one) => box.append(one.box));
  const buttons = element("div", "buttons");
  const press = (button, pressed) => {
    pressed.disabled = true;
    const chosen = Object.fromEntries(selectors.map((one) => one.read()));
    post("/press", { userid: line.userid, task_id: card.task_id, key: button.key, chosen })
      .finally(() => { pressed.disabled = false; });
  };
  if (greyed) {
    const gone = element("button", "", card.replace_text);
    gone.type = "button";
    gone.disabled = true;
    buttons.append(gone);
  } else {
    [...(card.button_list || []), card.submit_button && { style: 1, ...card.submit_button }].filter(Boolean).forEach((button) => {
      const node = element("button", button.style === 1 || !button.style ? "first" : "", button.text);
      node.type = "button";
      node.title = button.key;
      node.addEventListener("click", () => press(button, node));
      buttons.append(node);
    });
  }
  box.append(buttons);
  return box;
}

function anchor(text, url) {
  const link = element("a", "", text);
  link.href = url;
  link.target = "_blank";
  link.rel = "noreferrer";
  return link;
}

// Text whose addresses can be tapped, as in WeCom, WeChat and letters.
function linked(name, kind, text) {
  const box = element(name, kind);
  text.split(/(https?:\/\/[^\s，。；：！？、”）]+)/).forEach((part, n) => box.append(n % 2 ? anchor(part, part) : part));
  return box;
}

// Words; a link into WeChat is opened on somebody's phone, a menu's items are clicked.
function words(line) {
  const box = linked("div", "bubble", line.picture ? "" : line.text);
  if (line.picture) {
    const picture = element("img");
    picture.src = line.picture; // a data: address of the simulator's
    picture.alt = pick("图片", "picture");
    box.append(picture);
  }
  const [url] = line.text.match(/https:\/\/work\.weixin\.qq\.com\/kf\/\S+/) || [];
  const buttons = element("div", line.items ? "buttons items" : "buttons");
  const add = (label, act) => {
    const button = element("button", "", label);
    button.type = "button";
    button.addEventListener("click", () => { button.disabled = true; act().finally(() => { button.disabled = false; }); });
    buttons.append(button);
  };
  if (url) {
    Object.entries(wechat).forEach(([userid, name]) => {
      add(pick(`转给 ${name}`, `Forward to ${name}`), () => post("/open", { userid, url }));
    });
  }
  (line.items || []).forEach(([content, id, kind]) => {
    if (kind === "page" && /^https?:/.test(id)) {
      buttons.append(anchor(content, id));
    } else {
      add(content, () => post("/click", { userid: line.userid, content, id }));
    }
  });
  if (buttons.children.length) box.append(buttons);
  return box;
}

function bubble(line) {
  const item = document.createElement("li");
  item.className = line.kind;
  item.dataset.number = line.number;
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
  item.append(avatar, head, line.card ? cardOf(line) : words(line));
  return item;
}

function show(phone, line) {
  if (line.userid !== phone.userid && line.userid !== "*") return;
  const chat = phone.chat;
  const old = chat.querySelector(`[data-number="${line.number}"]`);
  if (old) {
    old.replaceWith(bubble(line));
    return;
  }
  const atEnd = chat.scrollHeight - chat.scrollTop - chat.clientHeight < 60;
  chat.append(bubble(line));
  if (atEnd || line.kind === "said") chat.scrollTop = chat.scrollHeight;
}

function fill(phone) {
  phone.chat.replaceChildren();
  lines.forEach((line) => show(phone, line));
  phone.chat.scrollTop = phone.chat.scrollHeight;
}

// A letter as somebody's mail box shows it, with its links, and what it asks a calendar to do.
function mailOf(line) {
  const item = element("li", "");
  item.append(element("span", "head", `${line.card.to} ${clockOf(line.at)}`), element("h3", "", line.card.subject));
  item.append(linked("p", "", line.text.trim()));
  if (line.card.invitation) {
    const asks = { REQUEST: pick("日历邀请", "Invitation"), CANCEL: pick("从日历中取消", "Taken off the calendar") };
    item.append(element("span", "tag", `${asks[line.card.invitation]} · ${line.card.files.join(" ")}`));
  }
  return item;
}

function showMails() {
  const mails = lines.filter((line) => line.kind === "mail");
  const box = document.getElementById("mailbox");
  box.hidden = !mails.length;
  document.getElementById("mails").textContent = mails.length;
  box.querySelector("ol").replaceChildren(...mails.reverse().map(mailOf));
}

function buildMenu(phone, bar) {
  const tap = (item) => post("/tap", { userid: phone.userid, key: item.key });
  menu.forEach((group) => {
    const button = element("button", "", group.name);
    button.type = "button";
    const holder = element("div", "group");
    holder.append(button);
    if (group.sub_button) {
      const below = element("div", "below");
      below.hidden = true;
      group.sub_button.forEach((item) => {
        const one = element("button", "", item.name);
        one.type = "button";
        one.addEventListener("click", () => { below.hidden = true; tap(item); });
        below.append(one);
      });
      button.setAttribute("aria-haspopup", "true");
      button.addEventListener("click", (event) => {
        event.stopPropagation();
        const open = below.hidden;
        closeMenus();
        below.hidden = !open;
      });
      holder.append(below);
    } else {
      button.addEventListener("click", () => tap(group));
    }
    bar.append(holder);
  });
}

function closeMenus() {
  document.querySelectorAll(".below").forEach((below) => { below.hidden = true; });
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
  buildMenu(phone, node.querySelector(".menu"));
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
  showMails();
  tick();
}

function listen() {
  const events = new EventSource(`/events?after=${last}`);
  const offline = document.getElementById("offline");
  events.onopen = () => { offline.hidden = true; };
  events.onerror = () => { offline.hidden = false; };
  events.onmessage = ({ data }) => {
    const line = JSON.parse(data);
    if (line.event <= last) return;
    last = line.event;
    const place = lines.findIndex((one) => one.number === line.number);
    if (place < 0) lines.push(line); else lines[place] = line;
    setClock(line.now);
    phones.forEach((phone) => show(phone, line));
    if (line.kind === "mail") showMails();
  };
}

async function start() {
  const state = await (await fetch("/state")).json();
  members = state.members;
  wechat = state.wechat;
  lines = state.lines;
  last = state.event;
  menu = state.menu;
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
document.addEventListener("click", closeMenus);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeMenus(); });
start();
