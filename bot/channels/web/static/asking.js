// How a page asks the server: for an answer to what is sent, and for what is new. For every page that goes on by itself.

// The id of a form that was not sent yet: what is sent twice with the same one counts once.
export const newId = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
  .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const wait = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

// Gives what the server tells; null when it does not know who asks (any more), who then goes to the way in. Throws when
// there is no answer or a refusal, with the server's own words as `notice` where it has some.
export async function ask(address, fields) {
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

// Asks for what is new, again and again, and gives it to `take`. `address` is called anew each time.
export async function listen(address, take) {
  for (;;) {
    const began = Date.now();
    try {
      const news = await ask(address());
      if (!news) return;
      take(news);
      if (Date.now() - began < 500) await wait(1);
    } catch {
      await wait(3);
    }
  }
}

// Several taps in a row are sent one after another; the same one again while it waits is a finger that trembled.
export class Line {
  #waiting = new Set();
  #last = Promise.resolve();

  get busy() {
    return this.#waiting.size > 0;
  }

  join(what, act) {
    if (this.#waiting.has(what)) return;
    this.#waiting.add(what);
    this.#last = this.#last.then(act).finally(() => this.#waiting.delete(what));
  }
}

// The fields of a form, with the button that it was sent with.
export function fieldsOf(event) {
  const fields = new URLSearchParams(new FormData(event.target));
  if (event.submitter?.name) fields.set(event.submitter.name, event.submitter.value);
  return fields;
}
