"use strict";
// Asks the API and shows answers with their sources. Text reaches the page as text, never as HTML.

const words = document.getElementById("words").dataset;
const pageLanguage = document.documentElement.lang;
const log = document.getElementById("log");
const form = document.getElementById("ask");
const question = document.getElementById("question");
const status = document.getElementById("status");
let conversationId = null;

function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

// Words with their web and e-mail addresses as links.
function linked(parent, text) {
  const address = /(https?:\/\/[^\s»)]+[^\s»).,;:]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)/g;
  let position = 0;
  for (const found of text.matchAll(address)) {
    parent.append(text.slice(position, found.index));
    const target = found[0].includes("://") ? found[0] : "mailto:" + found[0];
    parent.append(element("a", found[0], { href: target, rel: "noopener" }));
    position = found.index + found[0].length;
  }
  parent.append(text.slice(position));
  return parent;
}

function statementsInto(bubble, answer) {
  let list = null;
  answer.statements.forEach((statement) => {
    const item = /^(- |\d+\. )/.exec(statement.text);
    const holder = element(item ? "li" : "p");
    linked(holder, item ? statement.text.slice(item[0].length) : statement.text);
    statement.citations.forEach((number) => holder.append(" ", reference(answer, number)));
    if (!item) {
      list = null;
      bubble.append(holder);
    } else {
      if (!list) {
        list = element(item[0] === "- " ? "ul" : "ol");
        bubble.append(list);
      }
      list.append(holder);
    }
  });
}

function reference(answer, number) {
  const target = "source-" + answer.turn_id + "-" + number;
  const link = element("a", "[" + (number + 1) + "]", { href: "#" + target });
  link.addEventListener("click", () => {
    document.getElementById(target).closest("details").open = true;
  });
  return link;
}

function sourcesInto(bubble, answer) {
  if (!answer.citations.length) return;
  const details = element("details");
  details.append(element("summary", words.sources + " (" + answer.citations.length + ")"));
  answer.citations.forEach((citation, number) => {
    const source = element("div", "", { id: "source-" + answer.turn_id + "-" + number, tabindex: "-1" });
    const where = [citation.title].concat(citation.section).join(" › ");
    const line = element("p", "[" + (number + 1) + "] ");
    line.append(element("a", where, { href: citation.url }));
    source.append(line, element("p", words.original, { class: "note" }));
    source.append(linked(element("blockquote", "", { lang: citation.quote_language }), citation.quote));
    if (citation.translation) {
      source.append(element("p", words.translation, { class: "note" }));
      source.append(linked(element("blockquote", "", { lang: answer.language }), citation.translation));
    }
    details.append(source);
  });
  bubble.append(details);
}

function contactInto(bubble, answer, asked) {
  if (!answer.contact) return;
  const subject = encodeURIComponent("WIL Digital / AIT numérique");
  const target = "mailto:" + answer.contact.email + "?subject=" + subject + "&body=" + encodeURIComponent(asked);
  const line = element("p");
  line.append(element("a", words.team + " (" + answer.contact.email + ")", { href: target }));
  bubble.append(line);
}

function suggestionsInto(bubble, answer) {
  if (!answer.suggestions.length) return;
  bubble.append(element("h3", words.suggestions));
  const list = element("ul", "", { class: "examples" });
  answer.suggestions.forEach((text) => list.append(exampleItem(text)));
  bubble.append(list);
}

function exampleItem(text) {
  const item = element("li");
  const button = element("button", text, { type: "button" });
  button.addEventListener("click", () => ask(text));
  item.append(button);
  return item;
}

function bubble(who, language) {
  const made = element("div", "", { class: "bubble " + (who === words.you ? "you" : "assistant"), lang: language });
  made.append(element("h2", who, { lang: pageLanguage }));
  return made;
}

function showAnswer(answer, asked) {
  const made = bubble(words.assistant, answer.language);
  statementsInto(made, answer);
  contactInto(made, answer, asked);
  sourcesInto(made, answer);
  suggestionsInto(made, answer);
  log.append(made);
  made.scrollIntoView({ block: "nearest" });
}

// Server-sent events over fetch: a POST cannot use EventSource.
async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    buffer += value.replace(/\r\n?/g, "\n");
    let end = buffer.indexOf("\n\n");
    while (end >= 0) {
      const lines = buffer.slice(0, end).split("\n");
      buffer = buffer.slice(end + 2);
      const field = (name) =>
        lines.filter((line) => line.startsWith(name + ":")).map((line) => line.slice(name.length + 1).trimStart()).join("\n");
      if (field("data")) yield { name: field("event"), data: JSON.parse(field("data")) };
      end = buffer.indexOf("\n\n");
    }
  }
}

async function exchange(text) {
  const response = await fetch("/api/chat/stream", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Accept-Language": pageLanguage },
    body: JSON.stringify({ message: text, conversation_id: conversationId }),
  });
  if (!response.ok) return { problem: (await response.json()).detail };
  for await (const event of events(response)) {
    if (event.name === "step") status.textContent = event.data.text;
    if (event.name === "problem") return { problem: event.data.detail };
    if (event.name === "answer") return { answer: event.data };
  }
  return { problem: words.offline };
}

async function ask(text) {
  const button = form.querySelector("button");
  button.disabled = true;
  let result;
  try {
    result = await exchange(text);
  } catch {
    result = { problem: words.offline };
  }
  button.disabled = false;
  status.textContent = result.problem || "";
  if (result.problem) {
    question.value = text; // what was typed is kept
    question.focus();
    return;
  }
  conversationId = result.answer.conversation_id;
  const mine = bubble(words.you, result.answer.language);
  mine.append(element("p", text));
  log.append(mine);
  showAnswer(result.answer, text);
  document.getElementById("examples").hidden = true;
  if (question.value.trim() === text) question.value = "";
  question.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (question.value.trim()) ask(question.value.trim());
});
question.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});
document.querySelectorAll("#examples button").forEach((button) => {
  button.addEventListener("click", () => ask(button.textContent));
});

fetch("/api/documents")
  .then((response) => (response.ok ? response.json() : []))
  .then((found) => {
    found.forEach((entry) => {
      const item = element("li");
      item.append(element("a", entry.title[pageLanguage], { href: entry.url + "?language=" + pageLanguage }));
      item.append(" (" + entry.date[pageLanguage] + ")");
      document.getElementById("documents").append(item);
    });
  })
  .catch(() => {}); // the list is a convenience; asking says what is wrong
