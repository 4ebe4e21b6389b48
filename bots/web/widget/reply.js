// An answer in its bubble: statements with numbered references, and the passages behind them.

// The statements as paragraphs and lists; list items of one kind that follow each other make one list.
function statementsInto(bubble, answer, chat) {
  let list = null;
  answer.statements.forEach((statement, place) => {
    list = statementInto(bubble, list, statement, place, answer);
    if (statement.kind === "question") quickRepliesInto(bubble, answer, chat);
  });
}

function statementInto(bubble, list, statement, place, answer) {
  const item = /^(- |\d+\. )/.exec(statement.text);
  const holder = element(item ? "li" : "p", { class: "said " + statement.kind, "data-place": place });
  if (CALLOUTS[statement.kind] && !item) holder.append(icon(CALLOUTS[statement.kind]));
  const words = element("span");
  prose(words, item ? statement.text.slice(item[0].length) : statement.text);
  if (answer) statement.citations.forEach((number) => words.append("\u00a0", reference(answer, number)));
  holder.append(words);
  if (!item) {
    bubble.append(holder);
    return null;
  }
  const tag = item[0] === "- " ? "UL" : "OL";
  if (!list || list.tagName !== tag) {
    list = element(tag.toLowerCase(), {});
    bubble.append(list);
  }
  list.append(holder);
  return list;
}

const CALLOUTS = { reserve: "info", gap: "info", safety: "alert" };

// « 1 »: opens the passage and goes to it.
function reference(answer, number) {
  const citation = answer.citations[number];
  const name = say(answer.language, "reference", { number: number + 1, title: placeOf(citation) });
  return element("button", { type: "button", class: "reference", "aria-label": name, title: placeOf(citation), click: openSource }, String(number + 1));

  function openSource(event) {
    const source = event.target.closest(".bubble").querySelector(`[data-source="${number}"]`);
    source.closest(".sources").open = true;
    source.open = true;
    source.querySelector("summary").focus();
    source.scrollIntoView({ block: "nearest" });
  }
}

function placeOf(citation) {
  return [citation.title, ...citation.section].join(" › ");
}

function sourcesInto(bubble, answer) {
  if (!answer.citations.length) return;
  const list = element("ol", { class: "plain" });
  answer.citations.forEach((citation, number) => list.append(element("li", {}, sourceCard(answer, citation, number))));
  const summary = element("summary", {}, icon("book"), say(answer.language, "sources", { count: answer.citations.length }));
  bubble.append(element("details", { class: "sources" }, summary, list));
}

function sourceCard(answer, citation, number) {
  const summary = element("summary", {}, element("span", { class: "number" }, String(number + 1)), element("span", {}, placeOf(citation)));
  const card = element("details", { class: "source", "data-source": number }, summary, ...quotation(answer.language, citation));
  card.append(documentLink(answer.language, citation));
  return card;
}

// The document's own words, and the project's translation marked as such.
function quotation(language, citation) {
  const words = [
    element("p", { class: "tag" }, say(language, "original")),
    prose(element("blockquote", { lang: citation.quote_language }), citation.quote),
  ];
  if (citation.translation) {
    words.push(element("p", { class: "tag" }, say(language, "translation")));
    words.push(prose(element("blockquote", { lang: language, class: "translated" }), citation.translation));
  }
  return words;
}

function documentLink(language, citation) {
  const target = new URL(citation.url, SERVER + "/");
  if (target.origin === SERVER) target.searchParams.set("lang", language);
  if (!/^https?:$/.test(target.protocol)) return document.createDocumentFragment();
  const away = location.origin !== SERVER;
  const link = element("a", { href: target.href, class: "open", rel: "noopener", target: away ? "_blank" : null }, say(language, "open_document"));
  if (away) link.append(" ", say(language, "new_tab"));
  return element("p", {}, link);
}

function suggestionsInto(bubble, answer, chat) {
  if (!answer.suggestions.length || answer.eligibility) return;
  const list = element("ul", { class: "plain choices", "aria-label": say(answer.language, "suggestions") });
  answer.suggestions.forEach((text) =>
    list.append(element("li", {}, element("button", { type: "button", class: "choice", click: () => chat.ask(text) }, text))),
  );
  bubble.append(element("div", { class: "after" }, element("p", { class: "tag" }, say(answer.language, "suggestions")), list));
}

// An answer as plain text, for copying and for the file.
function plainText(answer) {
  const sources = answer.citations.map((citation, number) => `[${number + 1}] ${placeOf(citation)}\n    « ${citation.quote} »`);
  return answer.text + (sources.length ? "\n\n" + say(answer.language, "sources_title") + "\n" + sources.join("\n") : "");
}
