// The page works without this: every form is sent and answered by a whole page. With it what is new comes by itself,
// and nothing jumps.
"use strict";
(() => {
  const log = document.getElementById("log");
  const status = document.getElementById("status");
  const say = document.getElementById("say");
  const text = document.getElementById("text");
  const known = { run: log.dataset.run, change: log.dataset.change };
  const newer = document.getElementById("newer");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const pending = new Set();
  let queue = Promise.resolve();
  let busy = false;
  let count = 0;

  const newId = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const where = () => new URLSearchParams({ run: known.run, since: known.change });
  const wait = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

  function tell(words) {
    status.textContent = words || "";
  }

  // Puts a message where it belongs: in the place of the one with its id, else last. Whoever was on one of its buttons
  // stays on that button.
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
    const buttons = [...old.querySelectorAll("button")];
    const at = buttons.indexOf(focused);
    old.replaceWith(fresh);
    if (focused) {
      const same = (button) => button.value.split(":").slice(1).join(":");
      const now = [...fresh.querySelectorAll("button")];
      const again = at < 0 ? null : now.find((button) => same(button) === same(focused)) || now[at];
      (again || fresh).focus({ preventScroll: true });
    }
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

  function goTo(message) {
    newer.hidden = true;
    message.scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" });
  }

  // What came while somebody reads further up does not take them away: a button does, when they want it.
  function offer(message) {
    if (newer.hidden) newer.onclick = () => goTo(message);
    newer.hidden = false;
  }

  async function ask(address, fields) {
    const answer = await fetch(address, {
      method: fields ? "POST" : "GET",
      body: fields,
      headers: { Accept: "application/json" },
      cache: "no-store",
    });
    if (answer.status === 401) {
      location.assign("/");
      return null;
    }
    const told = answer.headers.get("content-type") === "application/json" ? await answer.json() : {};
    if (!answer.ok) throw Object.assign(new Error("refused"), { notice: told.notice });
    return told;
  }

  async function send(form, fields) {
    busy = true;
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
      if (first) goTo(first);
    } catch (error) {
      tell(error.notice || say.dataset.failed);
    } finally {
      clearTimeout(slow);
      form.removeAttribute("aria-busy");
      busy = false;
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("#say, .choices")) return;
    event.preventDefault();
    const fields = new URLSearchParams(new FormData(form));
    if (event.submitter?.name) fields.set(event.submitter.name, event.submitter.value);
    // Several ticks in a row are sent one after another; the same one twice is a finger that trembled.
    const what = `${form.getAttribute("action")} ${fields.get("button")} ${fields.get("text")}`;
    if (pending.has(what)) return;
    pending.add(what);
    queue = queue.then(() => send(form, fields)).finally(() => pending.delete(what));
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

  async function listen() {
    for (;;) {
      const began = Date.now();
      try {
        const news = await ask(`/new?${where()}`);
        if (!news) return;
        if (news.run !== known.run || Number(news.change) > Number(known.change)) {
          const low = innerHeight + scrollY > document.documentElement.scrollHeight - 200;
          const mark = count;
          show(news);
          const first = newSince(mark);
          if (first && low && !busy) goTo(first);
          else if (first && !busy) offer(first);
        }
        if (Date.now() - began < 500) await wait(1);
      } catch {
        await wait(3);
      }
    }
  }

  if (log.children.length > 1 && !location.hash) log.lastElementChild.scrollIntoView({ block: "start" });
  listen();
})();
