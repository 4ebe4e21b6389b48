// Building blocks: elements, icons and words. Received text becomes text nodes, never HTML.

const VECTOR = "http://www.w3.org/2000/svg";
const ICONS = {
  chat: "M21 12a8 8 0 0 1-8 8H4l2-3.2A8 8 0 1 1 21 12Z",
  close: "M6 6l12 12M18 6L6 18",
  send: "M12 19V5M6 11l6-6 6 6",
  stop: "M7 7h10v10H7z",
  fresh: "M12 5v14M5 12h14",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  up: "M7 11v9H4v-9zM7 11l4-8a2.5 2.5 0 0 1 2.5 2.5V9H19a2 2 0 0 1 2 2.3l-1.2 7A2 2 0 0 1 17.8 20H7",
  down: "M17 13V4h3v9zM17 13l-4 8a2.5 2.5 0 0 1-2.5-2.5V15H5a2 2 0 0 1-2-2.3l1.2-7A2 2 0 0 1 6.2 4H17",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  retry: "M20 11a8 8 0 1 0-2.3 6.3M20 5v6h-6",
  mail: "M3 6h18v12H3zM3 7l9 7 9-7",
  check: "M5 12l5 5 9-10",
  cross: "M7 7l10 10M17 7L7 17",
  question: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM9.5 9.5a2.5 2.5 0 1 1 3.8 2.1c-.9.6-1.3 1-1.3 2M12 16.8v.2",
  info: "M12 11v6M12 7.5V8M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Z",
  alert: "M12 4l9 16H3zM12 10v5M12 17.5v.5",
  book: "M4 5a2 2 0 0 1 2-2h14v16H6a2 2 0 0 0-2 2zM4 19a2 2 0 0 0 2 2h14",
};

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function icon(name) {
  const drawing = document.createElementNS(VECTOR, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  drawing.setAttribute("class", "icon");
  const path = document.createElementNS(VECTOR, "path");
  path.setAttribute("d", ICONS[name]);
  drawing.append(path);
  return drawing;
}

// The words for a key in a language, placeholders filled.
function say(language, key, values = {}) {
  return TEXTS[key][language].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

function hidden(text) {
  return element("span", { class: "unseen" }, text);
}

const MARKS = new RegExp(
  [
    /\*\*([^*]+)\*\*/, // bold
    /\[([^\]]+)\]\(((?:https?:\/\/|mailto:)[^\s)]+)\)/, // a link with words
    /(https?:\/\/[^\s»”)]*[^\s»”).,;:!?])/, // a bare address
    /([\w.+-]+@[\w-]+(?:\.[\w-]+)+)/, // an e-mail address
  ].map((pattern) => pattern.source).join("|"),
  "g",
);

// Light Markdown: bold words and links, to web and e-mail addresses only.
function prose(parent, text) {
  let position = 0;
  for (const found of text.matchAll(MARKS)) {
    const [whole, bold, words, target, address, email] = found;
    parent.append(text.slice(position, found.index));
    if (bold) parent.append(element("strong", {}, bold));
    else parent.append(outward(words || address || email, target || address || "mailto:" + email));
    position = found.index + whole.length;
  }
  parent.append(text.slice(position));
  return parent;
}

function outward(words, target) {
  return element("a", { href: target, rel: "noopener nofollow" }, words);
}
