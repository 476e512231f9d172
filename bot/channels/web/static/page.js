// The page works without this: every form is sent and answered by a whole page. With it what is new comes by itself,
// and nothing jumps.
import { Line, ask, fieldsOf, listen, newId } from "/static/asking.js";

const log = document.getElementById("log");
const status = document.getElementById("status");
const say = document.getElementById("say");
const text = document.getElementById("text");
const known = { run: log.dataset.run, change: log.dataset.change };
const newer = document.getElementById("newer");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const help = document.querySelector(".help");
const line = new Line();
const MOST_COVERED = 1 / 3;
let count = 0;

const where = () => new URLSearchParams({ run: known.run, since: known.change });

function tell(words) {
  status.textContent = words || "";
}

// Puts a message where it belongs: in the place of the one with its id, else last. Whoever was on one of its buttons
// stays on that button, and hears its new label: the rest of the message is not read out again.
function put(item) {
  const made = document.createElement("template");
  made.innerHTML = item.html.trim();
  const fresh = made.content.firstElementChild;
  const old = document.getElementById(item.id);
  if (!old) {
    count += 1;
    fresh.dataset.at = count;
    log.append(fresh);
    return;
  }
  if (old.dataset.change === fresh.dataset.change) return;
  if (old.dataset.at) fresh.dataset.at = old.dataset.at;
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const at = [...old.querySelectorAll("button")].indexOf(focused);
  const now = [...fresh.querySelectorAll("button")];
  const words = (button) => button.textContent.replace(/^[☑☐✓] /, "");
  const same = at < 0 ? null : now.find((button) => words(button) === words(focused));
  if (same) fresh.setAttribute("aria-live", "off");
  old.replaceWith(fresh);
  if (focused) (same || now[at] || fresh).focus({ preventScroll: true });
}

// Shows what changed. What came by another way meanwhile stands there already, and is put in its own place.
function show(news) {
  known.run = news.run;
  known.change = news.change;
  for (const item of news.items) put(item);
  for (const id of news.gone) document.getElementById(id)?.remove();
  if (news.notice) tell(news.notice);
}

// The first message that was not there when `mark` was the number of messages ever put here.
const newSince = (mark) => [...log.children].find((message) => Number(message.dataset.at) > mark);

// What is read first: not one's own long words once more, but what is said to them.
const answerTo = (message) => (message.matches(".mine") && message.nextElementSibling) || message;

function goTo(message) {
  newer.hidden = true;
  message.scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" });
}

// What came while somebody reads further up does not take them away: a button does, when they want it.
function offer(message) {
  if (newer.hidden) newer.onclick = () => goTo(message);
  newer.hidden = false;
}

async function send(form, fields) {
  fields.set("form", form.elements.form.value);
  const mark = count;
  form.setAttribute("aria-busy", "true");
  tell("");
  const slow = setTimeout(() => tell(say.dataset.wait), 700);
  try {
    const news = await ask(`${form.getAttribute("action")}?${where()}`, fields);
    if (!news) return;
    if (status.textContent === say.dataset.wait) tell("");
    show(news);
    const first = newSince(mark);
    form.elements.form.value = newId();
    if (form === say && first) {
      text.value = "";
      grow();
    } else if (first) {
      first.focus({ preventScroll: true });
    }
    if (first) goTo(first.offsetHeight > innerHeight * MOST_COVERED ? answerTo(first) : first);
  } catch (error) {
    tell(error.notice || say.dataset.failed);
  } finally {
    clearTimeout(slow);
    form.removeAttribute("aria-busy");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("#say, .choices")) return;
  event.preventDefault();
  const fields = fieldsOf(event);
  const what = `${form.getAttribute("action")} ${fields.get("button")} ${fields.get("text")}`;
  line.join(what, () => send(form, fields));
});

// Enter sends where there is a keyboard; on a phone it is a new line, and the button sends.
if (matchMedia("(hover: hover) and (pointer: fine)").matches) {
  document.getElementById("hint").hidden = false;
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      say.requestSubmit();
    }
  });
}

// The field grows with what is typed.
function grow() {
  const lines = text.value.split("\n").length + Math.floor(text.value.length / 60);
  text.rows = Math.min(8, Math.max(2, lines));
}
text.addEventListener("input", grow);

// What stays in sight at the edges leaves most of the height to the conversation, or it scrolls away. The style knows this
// of the letters that a browser is set to; where they grow by another way it is seen from the height that they take.
// A field that grows, with what is typed or a button above it, stays where it is; what has the focus is scrolled clear.
function hold() {
  const root = document.documentElement;
  const covered = help.offsetHeight + say.offsetHeight;
  if (!text.value && newer.hidden) root.classList.toggle("loose", covered > innerHeight * MOST_COVERED);
  const stays = getComputedStyle(say).position === "sticky";
  root.style.scrollPadding = stays ? `${help.offsetHeight + 12}px 0 ${say.offsetHeight + 12}px` : "";
}
const sizes = new ResizeObserver(hold);
sizes.observe(help);
sizes.observe(say);
addEventListener("resize", hold);
hold();

// A page opens at what was said last; the first words stay below the name, unless that takes too much of a small window.
const last = log.lastElementChild;
const isLow = last && (log.children.length > 1 || last.offsetTop > innerHeight * MOST_COVERED);
if (isLow && !location.hash) last.scrollIntoView({ block: "start" });
listen(() => `/new?${where()}`, (news) => {
  if (news.run === known.run && Number(news.change) <= Number(known.change)) return;
  const low = innerHeight + scrollY > document.documentElement.scrollHeight - 200;
  const mark = count;
  show(news);
  const first = newSince(mark);
  if (!first || line.busy) return;
  if (low) goTo(first);
  else offer(first);
});
