// Thumbs with a reason and a comment, and copying.

const REASONS = ["wrong", "incomplete", "unclear", "not_my_situation"];

function toolsInto(bubble, answer, chat) {
  const language = answer.language;
  const tools = element("div", { class: "tools", role: "group", "aria-label": say(language, "about_answer") });
  const copied = element("span", { class: "tag", role: "status" });
  const copy = tool("copy", say(language, "copy"), async () => {
    await navigator.clipboard.writeText(plainText(answer)).then(
      () => (copied.textContent = say(language, "copied")),
      () => (copied.textContent = say(language, "not_copied")),
    );
  });
  const up = tool("up", say(language, "helpful"), () => rate("up"));
  const down = tool("down", say(language, "not_helpful"), () => askWhy());
  up.setAttribute("aria-pressed", "false");
  down.setAttribute("aria-pressed", "false");
  tools.append(copy, up, down, copied);
  bubble.append(tools);

  async function rate(rating, reason = null, comment = "") {
    try {
      await chat.client.feedback({ turn_id: answer.turn_id, rating, reason, comment }, language);
    } catch (failure) {
      copied.textContent = chat.explain(failure);
      return false;
    }
    up.setAttribute("aria-pressed", String(rating === "up"));
    down.setAttribute("aria-pressed", String(rating === "down"));
    copied.textContent = say(language, "thanks");
    bubble.querySelector("form.why")?.remove();
    return true;
  }

  function askWhy() {
    const open = bubble.querySelector("form.why");
    if (open) return void open.querySelector("input").focus();
    const form = whyForm(language, async (reason, comment) => {
      if (await rate("down", reason, comment)) down.focus();
    }, () => down.focus());
    tools.after(form);
    form.querySelector("input").focus();
  }
}

function tool(name, label, does) {
  return element("button", { type: "button", class: "tool", "aria-label": label, title: label, click: does }, icon(name));
}

function whyForm(language, send, cancelled) {
  const group = "why-" + Math.random().toString(36).slice(2);
  const choices = REASONS.map((reason, place) =>
    element("label", {}, element("input", { type: "radio", name: group, value: reason, checked: place === 0 }), element("span", {}, say(language, "reason_" + reason))),
  );
  const comment = element("textarea", { rows: "2", maxlength: "2000" });
  const form = element(
    "form",
    { class: "why" },
    element("fieldset", {}, element("legend", {}, say(language, "why")), ...choices),
    element("label", { class: "comment" }, element("span", {}, say(language, "comment")), comment),
    element("div", { class: "row" }, element("button", { type: "submit", class: "choice strong" }, say(language, "send_feedback")),
      element("button", { type: "button", class: "choice", click: cancel }, say(language, "cancel"))),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(new FormData(form).get(group), comment.value);
  });
  return form;

  function cancel() {
    form.remove();
    cancelled();
  }
}
