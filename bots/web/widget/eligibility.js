// What the rules conclude: a card with each rule's status and quotation, what was understood as chips, quick replies.

const VERDICTS = {
  criterion_not_met: "cross",
  no_obstacle_found: "check",
  more_information_needed: "question",
  ask_the_team: "mail",
};
const STATUSES = { met: "check", not_met: "cross", unknown: "question", unclear: "info" };

function verdictTitle(answer) {
  const found = answer.eligibility;
  if (!found || (found.verdict === "more_information_needed" && !anythingKnown(found))) return null;
  const name = say(answer.language, "verdict_" + found.verdict);
  return element("p", { class: "verdict " + found.verdict }, icon(VERDICTS[found.verdict]), element("strong", {}, name));
}

// What decides comes before what does not; else the guide's order.
function decidingFirst(rules) {
  const decides = (rule) => (rule.status === "not_met" || rule.status === "unclear" ? 0 : 1);
  return [...rules].sort((one, other) => decides(one) - decides(other));
}

function anythingKnown(found) {
  return Object.values(found.facts).some((value) => value !== null);
}

function rulesInto(bubble, answer) {
  const found = answer.eligibility;
  if (!found || !anythingKnown(found)) return;
  const language = answer.language;
  const list = element("ul", { class: "plain" });
  for (const rule of decidingFirst(found.rules)) {
    const state = element("span", { class: "state" }, icon(STATUSES[rule.status]), say(language, "status_" + rule.status));
    const reason = element("span", { class: "reason" }, rule.reason);
    const card = element("details", { class: "source rule " + rule.status }, element("summary", {}, state, reason));
    card.append(...quotation(language, answer.citations[rule.citation]), documentLink(language, answer.citations[rule.citation]));
    list.append(element("li", {}, card));
  }
  const known = found.rules.filter((rule) => rule.status !== "unknown").length;
  const summary = element("summary", {}, icon("check"), say(language, "rules", { known, count: found.rules.length }));
  bubble.append(element("details", { class: "sources rules" }, summary, list));
}

// Facts that were told, each with a button that takes it back; what only follows from another is left out.
function factsInto(bubble, answer, chat) {
  const found = answer.eligibility;
  if (!found || !anythingKnown(found)) return;
  const language = answer.language;
  const list = element("ul", { class: "plain chips", "aria-label": say(language, "understood") });
  for (const [fact, value] of Object.entries(found.facts)) {
    if (value === null || follows(fact, value, found.facts)) continue;
    const label = say(language, "fact_" + value, { label: FACTS[fact][language] });
    const remove = () => chat.ask(say(language, "take_back"), { [fact]: null });
    const button = element("button", { type: "button", "aria-label": say(language, "remove", { label }), click: remove }, icon("cross"));
    list.append(element("li", { class: "chip" }, element("span", {}, label), button));
  }
  bubble.append(element("div", { class: "after once" }, element("p", { class: "tag" }, say(language, "understood")), list));
}

function follows(fact, value, facts) {
  return INFERENCES.some((one) => one.then.fact === fact && one.then.value === value && facts[one.when.fact] === one.when.value);
}

function quickRepliesInto(bubble, answer, chat) {
  const question = answer.eligibility && answer.eligibility.question;
  if (!question) return;
  const list = element("ul", { class: "plain choices quick", "aria-label": question.text });
  for (const choice of question.choices) {
    const pick = () => chat.ask(choice.label, { [question.fact]: choice.value });
    list.append(element("li", {}, element("button", { type: "button", class: "choice strong", click: pick }, choice.label)));
  }
  bubble.append(element("div", { class: "after once" }, list, element("p", { class: "tag" }, say(answer.language, "or_type"))));
}
