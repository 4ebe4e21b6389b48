// What is seen while an answer comes, and before any question is asked.

class Draft {
  constructor(chat, mine) {
    Object.assign(this, { chat, mine, list: null, slow: false });
    this.step = element("span", {}, say(chat.language, "connecting"));
    this.words = element("div");
    this.bubble = element("div", { class: "bubble assistant draft", "aria-hidden": "true" }, this.words, element("p", { class: "step" }, element("span", { class: "dots" }, element("i"), element("i"), element("i")), this.step));
    chat.waiting.append(this.bubble);
    this.timers = [
      setTimeout(() => (chat.status.textContent = this.step.textContent), SPOKEN_AFTER),
      setTimeout(() => this.late(), SLOW),
    ];
  }

  told(name, data) {
    if (name === "step" && !this.slow) this.step.textContent = data.text;
    if (name === "statement") this.list = statementInto(this.words, this.list, data, data.index, null);
  }

  late() {
    this.slow = true;
    this.step.textContent = say(this.chat.language, "slow");
    this.chat.status.textContent = this.step.textContent;
  }

  done() {
    this.timers.forEach(clearTimeout);
    this.bubble.remove();
    this.chat.status.textContent = "";
  }
}

const TOPICS = ["eligibility", "documents", "pay", "evaluations"];

class Welcome {
  constructor(chat, own) {
    Object.assign(this, { chat, own });
    this.block = element("div", { class: "welcome" });
    this.draw();
  }

  draw() {
    const language = this.chat.language;
    const hello = element("div", { class: "hello" }, element("p", { class: "greeting" }, say(language, "greeting")), element("p", {}, say(language, "greeting_what")), element("p", { class: "tag" }, say(language, "greeting_who")));
    this.offered = element("ul", { class: "plain topics", "aria-label": say(language, "first_questions") });
    this.offered.append(...(this.own.length ? this.own.map((text) => this.card(null, text)) : this.topics(language)));
    this.block.replaceChildren(hello, this.offered);
    if (this.chat.log && this.chat.log.childElementCount) this.started();
  }

  topics(language) {
    return TOPICS.map((topic) => this.card(say(language, "topic_" + topic), say(language, "first_" + topic)));
  }

  card(topic, text) {
    const words = [topic && element("span", { class: "tag" }, topic), element("span", {}, text)];
    return element("li", {}, element("button", { type: "button", class: "topic", click: () => this.chat.ask(text) }, ...words));
  }

  started() {
    this.offered.hidden = true;
  }
}
