// Where one types: grows with the text, counts near the limit, sends on Enter, stops a reply in progress.

const MESSAGE_LIMIT = 8_000;
const COUNTED_FROM = 7_000;

class Composer {
  constructor(chat) {
    this.chat = chat;
    this.field = element("textarea", { id: "message", rows: "1", "aria-describedby": "privacy count", autocomplete: "off" });
    this.count = element("p", { id: "count", class: "tag count", hidden: true });
    this.button = element("button", { type: "submit", class: "send" }, icon("send"));
    const label = element("label", { for: "message", class: "unseen" });
    const privacy = element("p", { id: "privacy", class: "tag" });
    this.form = element("form", { class: "composer" }, label, element("div", { class: "row" }, this.field, this.button), this.count, privacy);
    chat.worded(label, "question");
    chat.worded(this.field, "placeholder", "placeholder");
    chat.worded(privacy, "privacy");
    this.form.addEventListener("submit", (event) => this.submitted(event));
    this.field.addEventListener("keydown", (event) => this.pressed(event));
    this.field.addEventListener("input", () => this.typed());
    this.busy(false);
  }

  get text() {
    return this.field.value;
  }

  set text(text) {
    this.field.value = text;
    this.typed();
  }

  // What could not be sent comes back before what was typed since.
  restore(text) {
    this.text = [text, this.text.trim()].filter(Boolean).join("\n\n");
  }

  busy(waiting) {
    this.waiting = waiting;
    this.button.replaceChildren(icon(waiting ? "stop" : "send"));
    this.named();
  }

  named() {
    const name = say(this.chat.language, this.waiting ? "stop" : "send");
    this.button.setAttribute("aria-label", name);
    this.button.title = name;
  }

  focus() {
    this.field.focus({ preventScroll: true });
  }

  submitted(event) {
    event.preventDefault();
    if (this.waiting) this.chat.stop();
    else if (this.text.trim()) this.chat.ask(this.text.trim(), null, true);
    else this.focus();
  }

  pressed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (!this.waiting) this.form.requestSubmit();
  }

  typed() {
    this.chat.memory.set({ draft: this.text });
    this.field.rows = Math.min(6, Math.max(1, this.text.split("\n").length));
    while (this.text && this.field.rows < 6 && this.field.scrollHeight > this.field.clientHeight + 2) this.field.rows += 1;
    const length = Array.from(this.text).length;
    this.count.hidden = length < COUNTED_FROM;
    const number = new Intl.NumberFormat(this.chat.language + "-CA");
    this.count.textContent = say(this.chat.language, "count", { length: number.format(length), limit: number.format(MESSAGE_LIMIT) });
    this.count.classList.toggle("over", length > MESSAGE_LIMIT);
  }
}
