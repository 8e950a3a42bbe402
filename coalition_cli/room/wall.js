// The wall: shows what the stream says, and a pause where it says nothing any more.
"use strict";

const PATIENCE = 2200;
const DRAWN = new Set(["svg", "path", "rect", "text"]);
const LEAST = 0.5;

let heard = performance.now();
let last = null;
let shownId = "";
let isPaused = false;
let pause = document.body.dataset.pause;
let scale = 1;
let fittedFor = "";

// Words become text nodes and nothing else: nothing that was said can be an element.
function made(node) {
  if (typeof node === "string") return document.createTextNode(node);
  const [tag, attributes, ...children] = node;
  const isDrawn = DRAWN.has(tag);
  const it = isDrawn
    ? document.createElementNS("http://www.w3.org/2000/svg", tag)
    : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) it.setAttribute(name, value);
  it.append(...children.map(made));
  return it;
}

function put(tree) {
  document.querySelector("main").replaceWith(made(tree));
}

// Words of other letters are wider than those that the pages were counted for.
function fit(key) {
  if (key !== fittedFor) {
    fittedFor = key;
    scale = 1;
  }
  const root = document.documentElement;
  const main = document.querySelector("main");
  root.style.setProperty("--scale", scale);
  const isOver = () =>
    main.scrollHeight > main.clientHeight + 1 || main.scrollWidth > main.clientWidth + 1;
  while (scale > LEAST && isOver()) {
    scale = Math.max(LEAST, scale - 0.02);
    root.style.setProperty("--scale", scale);
  }
}

function show() {
  isPaused = false;
  const root = document.documentElement;
  root.dataset.theme = last.theme;
  root.lang = last.language;
  pause = last.pause;
  put(last.page);
  const question = document.querySelector("h1");
  fit(`${last.number} ${question ? question.textContent : ""}`);
}

function rest() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const time = `${two(now.getHours())}:${two(now.getMinutes())}`;
  const digits = document.querySelector("main.lost .digits");
  if (isPaused && digits && digits.textContent === time) return;
  isPaused = true;
  put([
    "main", { class: "centred lost" },
    ["div", { class: "body" }, ["h1", { dir: "auto" }, pause], ["p", { class: "digits" }, time]],
  ]);
  fit("");
}

function refit() {
  const key = fittedFor;
  fittedFor = null;
  fit(key);
}

const stream = new EventSource("live");
stream.addEventListener("slide", (event) => {
  heard = performance.now();
  last = JSON.parse(event.data);
  shownId = event.lastEventId;
  show();
});
stream.addEventListener("beat", (event) => {
  heard = performance.now();
  if (isPaused && last && event.lastEventId === shownId) show();
});
setInterval(() => {
  if (performance.now() - heard > PATIENCE) rest();
}, 200);
addEventListener("resize", refit);
if (document.fonts) document.fonts.ready.then(refit);
fit("");
