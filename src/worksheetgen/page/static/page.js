// Every form and link works without this. With it only <main> is swapped: focus, scroll and pages that stay, stay.
"use strict";
const said = document.getElementById("said"), heard = document.getElementById("heard");
const GONE = "The page does not answer: is worksheetgen open still running?";
let turn = 0;

const without = (address) => address.split("#")[0];
let here = without(location.href);

async function show(address, options, fresh, changed) {
  const mine = ++turn;
  document.body.setAttribute("aria-busy", "true");
  const answer = await fetch(address, options).catch(() => null);
  if (!answer) { document.body.removeAttribute("aria-busy"); said.textContent = GONE; return; }
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (mine === turn) put(next, answer.url, fresh, changed);
}

// Put what was answered on the screen; focus stays where it is, unless it is a fresh screen.
function put(next, address, fresh, changed) {
  const main = document.querySelector("main"), into = next.getElementById("main");
  if (!into) { location.reload(); return; } // refused: the reload says why
  const focus = document.activeElement?.id, tops = [...main.querySelectorAll(".left, .right")].map((one) => one.scrollTop);
  const open = [...main.querySelectorAll("details[open][id]")].map((one) => one.id), down = scrollY;
  const known = new Map([...main.querySelectorAll("img")].map((one) => [one.src, one]));
  for (const image of into.querySelectorAll("img")) known.has(image.src) && image.replaceWith(known.get(image.src));
  const taken = main.querySelector("#paper-taken"), next_taken = into.querySelector("#paper-taken");
  if (taken && next_taken) next_taken.innerHTML = taken.innerHTML; // until it is counted anew
  for (const id of open) into.querySelector("#" + id)?.setAttribute("open", "");
  main.replaceWith(document.adoptNode(into));
  document.title = next.title;
  const tabs = next.querySelectorAll("nav a");
  document.querySelectorAll("nav a").forEach((one, at) => {
    if (tabs[at].hasAttribute("aria-current")) one.setAttribute("aria-current", "page"); else one.removeAttribute("aria-current");
  });
  said.textContent = next.getElementById("said").textContent;
  heard.textContent = into.querySelector("[data-heard]")?.textContent ?? "";
  if (address !== without(location.href)) history.pushState(null, "", address);
  here = without(address);
  if (fresh) { scrollTo(0, 0); (into.querySelector(".wrong") ?? into).focus(); } else {
    scrollTo(0, down);
    into.querySelectorAll(".left, .right").forEach((one, at) => { one.scrollTop = tops[at] ?? 0; });
    (into.querySelector(".wrong") ?? document.getElementById(focus) ?? into).focus({ preventScroll: !into.querySelector(".wrong") });
  }
  if (changed) see(document.getElementById(focus));
  document.body.removeAttribute("aria-busy");
  later();
}

// Beside the questions the page on which one stands is brought into view once it was changed.
function see(button) {
  const link = button?.closest(".question")?.querySelector("a.number"), right = document.querySelector(".right");
  const page = link && document.querySelector(link.hash);
  if (!page || right.scrollHeight <= right.clientHeight) return;
  const at = page.getBoundingClientRect(), frame = right.getBoundingClientRect();
  if (Math.min(at.bottom, frame.bottom) - Math.max(at.top, frame.top) < frame.height / 2) page.scrollIntoView();
}

function later() {
  const place = document.querySelector("[data-later]"), mine = turn;
  if (!place) return;
  setTimeout(async () => {
    if (mine !== turn) return;
    const wait = place.dataset.wait, answer = await fetch(place.dataset.later).catch(() => null);
    if (mine !== turn) return;
    if (!answer) { if (wait) said.textContent = GONE; return; }
    const text = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== turn) return;
    const part = answer.url === here || !wait ? text.querySelector(place.dataset.part) : null;
    if (part) { place.innerHTML = part.innerHTML; if (wait) later(); }
    else if (wait) { turn++; history.replaceState(null, "", answer.url); put(text, answer.url, true); } // not to come back to
  }, Number(place.dataset.wait || 700));
}

document.addEventListener("submit", (event) => {
  const form = event.target, button = event.submitter;
  if (form.dataset.whole !== undefined) return;
  event.preventDefault();
  const fields = new FormData(form, button);
  if (form.querySelector(".mark")) numbered(fields);
  const address = new URL(form.action);
  if (form.method === "get") { address.search = new URLSearchParams(fields); show(address, {}, false); }
  else show(address, { method: "POST", body: fields }, form.dataset.fresh !== undefined || button?.dataset.fresh !== undefined, button?.value === "swap");
});
addEventListener("popstate", () => { if (without(location.href) !== here) location.reload(); });
document.addEventListener("change", (event) => { if (event.target.dataset.now !== undefined) event.target.form.requestSubmit(); });

// Marks: each is sent as soon as it is typed, also by who leaves, with its turn in this window: whichever arrives first,
// the later one of a box counts. Enter and the arrows go from one to the next.
const waiting = new Map(), latest = new WeakMap(), window_id = Math.random().toString(36).slice(2);
let turns = 0;
const numbered = (fields) => { fields.set("window turn", `${window_id} ${++turns}`); return fields; };
function keepMark(input) {
  clearTimeout(waiting.get(input)); waiting.delete(input);
  const fields = new FormData(), value = input.value; fields.set(input.name, value);
  numbered(fields); latest.set(input, turns);
  const mine = turns;
  fetch(input.form.action, { method: "POST", body: fields, keepalive: true }).then(async (answer) => {
    const text = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!input.isConnected) return; // another screen is there by now
    const total = document.getElementById("total"), now = text.getElementById("total");
    if (Number(now.dataset.kept) >= Number(total.dataset.kept)) total.replaceWith(now); // else overtaken by a later answer
    if (mine !== latest.get(input)) return; // typed anew since
    const why = text.getElementById("why-" + input.id)?.textContent ?? "", place = document.getElementById("why-" + input.id);
    place.textContent = why; input.setAttribute("aria-invalid", why ? "true" : "false");
    if (!why) input.form.elements["was " + input.name].value = value;
  }).catch(() => { said.textContent = "That mark was not kept: is worksheetgen open still running?"; });
}
document.addEventListener("input", (event) => {
  const input = event.target;
  if (!input.matches(".mark input")) return;
  clearTimeout(waiting.get(input)); waiting.set(input, setTimeout(keepMark, 300, input));
});
document.addEventListener("focusout", (event) => { if (waiting.has(event.target)) keepMark(event.target); });
addEventListener("pagehide", () => { for (const input of [...waiting.keys()]) keepMark(input); });
document.addEventListener("keydown", (event) => {
  const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !event.target.matches(".mark input")) return;
  event.preventDefault();
  const all = [...document.querySelectorAll(".mark input")], to = all[all.indexOf(event.target) + step];
  if (to) { to.focus(); to.select(); } else if (step > 0) document.getElementById("next")?.focus();
});
later();
