// The conversation: what is asked, what comes back, and what is said when nothing does.

const SLOW = 4_000; // milliseconds after which one is told that it takes longer
const SPOKEN_AFTER = 1_000; // a wait worth announcing to a screen reader

class Chat {
  constructor(options, memory) {
    this.memory = memory;
    this.client = new Client(memory);
    this.language = options.language;
    this.relabelled = [];
    this.stopper = null;
    this.visible = () => true;
    this.noticed = () => {};
    this.build(options);
  }

  build(options) {
    this.status = element("p", { class: "unseen", role: "status" });
    this.welcome = new Welcome(this, options.suggestions);
    this.log = element("div", { class: "log", role: "log" });
    this.waiting = element("div", { class: "waiting" });
    this.scroller = element("div", { class: "scroller", role: "region", tabindex: "0" }, this.welcome.block, this.log, this.waiting);
    this.notice = element("div", { class: "notice", role: "alert" });
    this.composer = new Composer(this);
    this.worded(this.log, "messages", "aria-label");
    this.worded(this.scroller, "conversation", "aria-label");
    this.parts = [this.scroller, this.notice, this.composer.form, this.status];
    this.composer.text = this.memory.get("draft");
    window.addEventListener("online", () => this.backOnline());
  }

  // Words that follow the language shown.
  worded(holder, key, attribute = null) {
    const write = () => {
      const words = say(this.language, key);
      if (attribute) holder.setAttribute(attribute, words);
      else holder.textContent = words;
    };
    this.relabelled.push(write);
    write();
  }

  show(language) {
    this.language = language;
    this.memory.set({ language });
    this.relabelled.forEach((write) => write());
    this.composer.named();
    this.welcome.draw();
    if (this.failure) this.fail(this.failure, this.again);
  }

  // The person's own choice of language, which every later message carries.
  choose(language) {
    this.memory.set({ chosen: language });
    this.show(language);
  }

  async ask(text, facts = null, typed = false) {
    if (this.stopper) return; // a second click on the same button
    if (Array.from(text).length > MESSAGE_LIMIT) return void this.fail(new Failure("long"));
    this.stopper = new AbortController();
    const mine = this.begin(text, typed);
    const draft = new Draft(this, mine);
    try {
      const answer = await this.client.ask(this.message(text, facts), this.language, (name, data) => draft.told(name, data), this.stopper);
      draft.done();
      this.answered(answer, mine);
    } catch (failure) {
      draft.done();
      mine.remove();
      this.failed(failure, text, facts, typed);
    } finally {
      this.stopper = null;
      this.composer.busy(false);
    }
  }

  message(message, facts) {
    return { message, facts, conversation_id: this.memory.get("conversation"), language: this.memory.get("chosen") };
  }

  begin(text, typed) {
    this.clearNotice();
    this.composer.busy(true);
    if (typed) {
      this.composer.text = "";
      this.memory.set({ draft: text }); // until the answer is there, a reload must not lose it
    }
    for (const offered of this.log.querySelectorAll(".once")) offered.hidden = true;
    this.welcome.started();
    const mine = this.bubble("you", this.language, text);
    this.log.append(mine);
    this.goTo(mine);
    return mine;
  }

  answered(answer, mine) {
    this.memory.set({ conversation: answer.conversation_id, draft: this.composer.text });
    mine.setAttribute("lang", answer.language);
    this.log.querySelectorAll(".once[hidden]").forEach((offered) => offered.remove());
    this.log.append(this.drawn(answer));
    if (answer.language !== this.language) this.show(answer.language);
    this.goTo(mine);
    if (!this.visible()) this.memory.set({ unread: this.memory.get("unread") + 1 });
    this.noticed();
  }

  // A bubble with its speaker's name for those who do not see the colours.
  bubble(who, language, text = null) {
    const made = element("div", { class: "bubble " + who, lang: language }, hidden(say(language, who === "you" ? "you_said" : "assistant_said")));
    if (text !== null) made.append(element("p", { class: "typed" }, text));
    return made;
  }

  drawn(answer) {
    const made = this.bubble("assistant", answer.language);
    const title = verdictTitle(answer);
    if (title) made.append(title);
    statementsInto(made, answer, this);
    // Beside the words themselves, nothing is read out unasked.
    const quiet = element("div", { class: "quiet", "aria-live": "off" });
    made.append(quiet);
    factsInto(quiet, answer, this);
    teamInto(quiet, answer, this);
    rulesInto(quiet, answer);
    sourcesInto(quiet, answer);
    toolsInto(quiet, answer, this);
    suggestionsInto(quiet, answer, this);
    return made;
  }

  failed(failure, text, facts, typed) {
    for (const offered of this.log.querySelectorAll(".once")) offered.hidden = false;
    if (!this.log.childElementCount) this.welcome.draw();
    if (typed) this.composer.restore(text);
    if (failure.kind === "expired") this.memory.set({ conversation: null });
    const helpless = failure.kind === "long" || failure.kind === "refused"; // the same again would fail the same
    this.fail(failure, helpless ? null : () => this.retry(text, facts, typed));
  }

  // What happened, in words; `again` is what its button does, where trying again may help.
  fail(failure, again = null) {
    Object.assign(this, { failure, again });
    const words = element("p", {}, icon("alert"), element("span", {}, this.explain(failure)));
    this.notice.replaceChildren(words);
    if (again) this.notice.append(this.retryButton(failure, again));
    this.notice.append(element("button", { type: "button", class: "tool", "aria-label": say(this.language, "dismiss"), click: () => this.dismissed() }, icon("close")));
  }

  explain(failure) {
    if (!(failure instanceof Failure)) throw failure;
    const own = "failure_" + failure.kind;
    return own in TEXTS ? say(this.language, own, { limit: new Intl.NumberFormat(this.language + "-CA").format(MESSAGE_LIMIT) }) : failure.detail;
  }

  retryButton(failure, again) {
    const key = failure.kind === "expired" ? "again_in_new" : "again";
    const button = element("button", { type: "button", class: "choice", click: again }, icon("retry"), say(this.language, key));
    if (failure.wait && failure.kind === "often") {
      button.disabled = true;
      setTimeout(() => (button.disabled = false), failure.wait * 1000);
    }
    return button;
  }

  // What was typed may have been changed since: that is what is sent.
  retry(text, facts, typed) {
    this.composer.focus();
    const wanted = typed ? this.composer.text.trim() : text;
    if (wanted) this.ask(wanted, facts, typed);
    else this.clearNotice();
  }

  dismissed() {
    this.clearNotice();
    this.composer.focus();
  }

  clearNotice() {
    this.failure = null;
    this.notice.replaceChildren();
  }

  backOnline() {
    if (this.failure && ["offline", "unreachable", "cut"].includes(this.failure.kind)) this.fail(new Failure("back"), this.again);
  }

  stop() {
    if (!this.stopper) return;
    this.stopper.asked = true;
    this.stopper.abort();
  }

  // The turns as the server keeps them, masked.
  async turns() {
    return (await this.client.history(this.memory.get("conversation"), this.language)).turns;
  }

  // Draw again the conversation that was under way before a reload or on another page.
  async restore() {
    this.clearNotice();
    if (!this.memory.get("conversation")) return;
    try {
      this.redraw(await this.turns());
    } catch (failure) {
      if (failure.kind === "expired") this.memory.set({ conversation: null });
      if (failure.kind === "expired") this.fail(new Failure("forgotten"));
      else this.fail(failure, () => this.restore());
    }
  }

  redraw(turns) {
    if (!turns.length) return;
    this.log.replaceChildren();
    this.welcome.started();
    for (const turn of turns) {
      this.log.querySelectorAll(".once").forEach((offered) => offered.remove());
      this.log.append(this.bubble("you", turn.answer.language, turn.message), this.drawn(turn.answer));
    }
    if (turns[turns.length - 1].message === this.composer.text.trim()) this.composer.text = "";
    this.goToLatest();
  }

  goToLatest() {
    const mine = [...this.log.querySelectorAll(".bubble.you")].pop();
    if (mine) this.goTo(mine);
  }

  // The question at the top, its answer below: one reads from the start.
  goTo(bubble) {
    const scroller = this.scroller;
    scroller.scrollTop += bubble.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 12;
  }

  renew() {
    this.stop();
    this.memory.set({ conversation: null, chosen: null, unread: 0 });
    this.log.replaceChildren();
    this.clearNotice();
    this.welcome.draw();
    this.scroller.scrollTop = 0;
    this.composer.focus();
  }

  async download() {
    this.clearNotice();
    if (!this.memory.get("conversation")) return void this.fail(new Failure("nothing"));
    try {
      saveText(conversationText(await this.turns(), this.language), say(this.language, "file_name"));
    } catch (failure) {
      this.fail(failure, () => this.download());
    }
  }
}

function conversationText(turns, language) {
  const head = say(language, "title") + "\n" + new Date().toLocaleString(language + "-CA") + "\n" + say(language, "file_note");
  const lines = turns.map((turn) => {
    const spoken = turn.answer.language;
    return say(spoken, "you_said") + " " + turn.message + "\n\n" + say(spoken, "assistant_said") + " " + plainText(turn.answer);
  });
  return [head, ...lines].join("\n\n――――\n\n") + "\n";
}

function saveText(text, name) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
