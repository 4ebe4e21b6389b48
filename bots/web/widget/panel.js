// The panel around a conversation, and the custom element that holds it: a launcher in a corner, or inline.

const NARROW = "(max-width: 480px), (max-height: 480px)";
const REACHABLE = 'a[href], button:not([disabled]), input, textarea, summary, [tabindex="0"]';

class Panel {
  constructor(options, memory) {
    this.options = options;
    this.chat = new Chat(options, memory);
    this.switch = element("button", { type: "button", class: "bar language", click: () => this.switchLanguage() });
    this.close = options.inline ? null : this.bar("close", "close", () => this.closed());
    const title = element("h2", { id: "title" });
    const subtitle = element("p", { class: "tag" });
    const fresh = this.bar("fresh", "new_conversation", () => this.chat.renew());
    const download = this.bar("download", "download", () => this.chat.download());
    const brand = element("div", { class: "brand" }, title, subtitle);
    this.closed = () => {};
    this.block = element("section", { class: "panel", "aria-labelledby": "title" }, element("div", { class: "head" }, brand, fresh, download, this.switch, this.close), ...this.chat.parts);
    if (options.heading) title.textContent = options.heading;
    else this.chat.worded(title, "title");
    this.chat.worded(subtitle, "subtitle");
    this.chat.worded(this.switch, "other_language");
    this.chat.worded(this.switch, "to_other_language", "aria-label");
    this.chat.relabelled.push(() => this.block.setAttribute("lang", this.chat.language));
    this.block.setAttribute("lang", this.chat.language);
    if (!options.inline) this.makeDialog();
  }

  bar(drawing, key, does) {
    const button = element("button", { type: "button", class: "bar", click: does }, icon(drawing));
    this.chat.worded(button, key, "aria-label");
    this.chat.worded(button, key, "title");
    return button;
  }

  switchLanguage() {
    this.chat.choose(this.chat.language === "fr" ? "en" : "fr");
  }

  makeDialog() {
    const narrow = window.matchMedia(NARROW);
    const fit = () => this.block.setAttribute("aria-modal", String(narrow.matches));
    this.block.setAttribute("role", "dialog");
    narrow.addEventListener("change", fit);
    fit();
    this.block.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.closed();
      if (event.key === "Tab") this.keepInside(event);
    });
  }

  // Tab goes round inside the dialog; Escape leaves it.
  keepInside(event) {
    const reachable = [...this.block.querySelectorAll(REACHABLE)].filter((one) => one.checkVisibility());
    const [first, last] = [reachable[0], reachable[reachable.length - 1]];
    const current = this.block.getRootNode().activeElement;
    if (event.shiftKey ? current === first : current === last) {
      event.preventDefault();
      (event.shiftKey ? last : first).focus();
    }
  }
}

const SHEET = new CSSStyleSheet();
SHEET.replaceSync(STYLE);

class WilAssistant extends HTMLElement {
  connectedCallback() {
    if (this.root) return;
    this.root = this.attachShadow({ mode: "open" });
    this.root.adoptedStyleSheets = [SHEET];
    this.memory = new Memory();
    this.options = optionsOf(this, this.memory);
    this.frame = element("div", { class: "frame " + (this.options.inline ? "inline" : "floating " + this.options.position) });
    tint(this.frame, this.options.accent);
    this.root.append(this.frame);
    this.replaceChildren(); // what stood in its place for browsers without JavaScript
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => this.replaceChildren());
    if (this.options.inline) this.openInline();
    else this.offer();
  }

  openInline() {
    this.panel = new Panel(this.options, this.memory);
    this.frame.append(this.panel.block);
    this.panel.chat.restore();
  }

  offer() {
    this.count = element("span", { class: "count", "aria-hidden": "true" });
    this.launcher = element("button", { type: "button", class: "launcher", "aria-haspopup": "dialog", click: () => this.toggle() }, icon("chat"), this.count);
    this.frame.append(this.launcher);
    this.label();
    if (this.memory.get("open") && !window.matchMedia(NARROW).matches) this.open(false);
  }

  get isOpen() {
    return Boolean(this.panel) && !this.panel.block.hidden;
  }

  toggle() {
    if (this.isOpen) this.close();
    else this.open();
  }

  open(focus = true) {
    const first = !this.panel;
    if (first) this.makePanel();
    this.panel.block.hidden = false;
    this.memory.set({ open: true, unread: 0 });
    this.label();
    if (first) this.panel.chat.restore();
    else this.panel.chat.goToLatest();
    if (focus) this.panel.chat.composer.focus();
  }

  makePanel() {
    this.panel = new Panel(this.options, this.memory);
    this.panel.closed = () => this.close();
    this.panel.chat.visible = () => this.isOpen;
    this.panel.chat.noticed = () => this.label();
    this.panel.chat.relabelled.push(() => this.label());
    this.frame.append(this.panel.block);
  }

  close() {
    this.panel.block.hidden = true;
    this.memory.set({ open: false });
    this.label();
    this.launcher.focus();
  }

  // The launcher's name says what it does and what waits behind it.
  label() {
    const language = this.panel ? this.panel.chat.language : this.options.language;
    const unread = this.memory.get("unread");
    const name = say(language, this.isOpen ? "close" : "open") + (unread ? " " + say(language, "unread", { count: unread }) : "");
    this.launcher.setAttribute("aria-label", name);
    this.launcher.setAttribute("lang", language);
    this.launcher.setAttribute("aria-expanded", String(this.isOpen));
    this.launcher.classList.toggle("opened", this.isOpen);
    this.count.textContent = unread ? String(unread) : "";
    this.launcher.firstChild.replaceWith(icon(this.isOpen ? "close" : "chat"));
  }
}
