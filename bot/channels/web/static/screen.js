// The screen works without this: its buttons are a form, and it calls itself every few seconds. With it what is new comes
// by itself, and who was on a button stays there.
import { Line, ask, fieldsOf, listen, newId } from "/static/asking.js";

const screen = document.getElementById("screen");
const status = document.getElementById("status");
const line = new Line();
let mark = screen.dataset.mark;

const same = (button) => button.value.split(":").slice(1, 3).join(":");

function show(news) {
  if (news.notice) status.textContent = news.notice;
  if (news.mark === mark) return;
  mark = news.mark;
  const focused = screen.contains(document.activeElement) ? document.activeElement : null;
  screen.innerHTML = news.html;
  if (!focused) return;
  const now = [...screen.querySelectorAll("button")];
  const again = now.find((button) => same(button) === same(focused)) || now[0];
  again?.focus({ preventScroll: true });
}

// The form is another when a tap before this one changed the screen; no form is left when that one ended the group.
async function send(address, fields) {
  const form = screen.querySelector("form");
  if (!form) return;
  fields.set("form", form.elements.form.value);
  form.setAttribute("aria-busy", "true");
  status.textContent = "";
  try {
    const news = await ask(address, fields);
    if (!news) return;
    form.elements.form.value = newId();
    show(news);
    scrollTo(0, 0);
  } catch (error) {
    status.textContent = error.notice || screen.dataset.failed;
  } finally {
    form.removeAttribute("aria-busy");
  }
}

screen.addEventListener("submit", (event) => {
  event.preventDefault();
  const address = event.target.getAttribute("action");
  const fields = fieldsOf(event);
  line.join(fields.get("button"), () => send(address, fields));
});

listen(() => `/scherm/nieuw?${new URLSearchParams({ since: mark })}`, (news) => {
  if (!line.busy) show(news);
});
