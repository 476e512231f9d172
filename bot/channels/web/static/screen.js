// The screen works without this: its buttons are a form, and it calls itself every few seconds. With it what is new comes
// by itself, and who was on a button stays there.
"use strict";
(() => {
  const screen = document.getElementById("screen");
  const status = document.getElementById("status");
  const wait = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
  let mark = screen.dataset.mark;
  let busy = false;

  const newId = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
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
    if (!answer.ok) throw new Error("refused");
    return answer.json();
  }

  screen.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    const form = event.target;
    const fields = new URLSearchParams(new FormData(form));
    if (event.submitter?.name) fields.set(event.submitter.name, event.submitter.value);
    form.setAttribute("aria-busy", "true");
    status.textContent = "";
    try {
      const news = await ask(form.getAttribute("action"), fields);
      form.elements.form.value = newId();
      if (!news) return;
      show(news);
      scrollTo(0, 0);
    } catch {
      status.textContent = screen.dataset.failed;
    } finally {
      form.removeAttribute("aria-busy");
      busy = false;
    }
  });

  async function listen() {
    for (;;) {
      const began = Date.now();
      try {
        const news = await ask(`/scherm/nieuw?${new URLSearchParams({ since: mark })}`);
        if (!news) return;
        if (!busy) show(news);
        if (Date.now() - began < 500) await wait(1);
      } catch {
        await wait(3);
      }
    }
  }
  listen();
})();
