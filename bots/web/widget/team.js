// The way to a person: an e-mail to the team, ready written. It opens in the person's own e-mail program; they send it.

const ADDRESS_LIMIT = 1_900; // characters that every e-mail program takes in a mailto address

function teamInto(bubble, answer, chat) {
  if (!answer.contact) return;
  const language = answer.language;
  const link = element("a", { class: "button", href: letter(answer, null, false) }, icon("mail"), say(language, "write_team"));
  const consent = element("input", { type: "checkbox" });
  const rewrite = async () => {
    const turns = await chat.turns().catch(() => null);
    link.setAttribute("href", letter(answer, turns, consent.checked));
  };
  consent.addEventListener("change", rewrite);
  rewrite(); // the question as the server keeps it, masked
  const urgent = answer.urgent ? " urgent" : "";
  bubble.append(
    element(
      "div",
      { class: "team" + urgent },
      element("p", {}, element("strong", {}, answer.contact.reason)),
      element("p", {}, link),
      element("label", { class: "consent" }, consent, element("span", {}, say(language, "consent"))),
      element("p", { class: "tag" }, say(language, "what_next", { email: answer.contact.email })),
    ),
  );
}

function letter(answer, turns, whole) {
  const language = answer.language;
  const kind = answer.urgent || "question";
  const mine = turns && turns.find((turn) => turn.answer.turn_id === answer.turn_id);
  const parts = [say(language, "letter_" + kind)];
  if (mine) parts.push(say(language, "letter_message", { message: mine.message }));
  parts.push(say(language, "letter_end", { reference: answer.turn_id }));
  if (whole && turns) parts.push(say(language, "letter_transcript") + "\n" + transcript(turns));
  const start = `mailto:${answer.contact.email}?subject=${encodeURIComponent(say(language, "subject_" + kind))}&body=`;
  return start + shortened(parts.join("\n\n"), ADDRESS_LIMIT - start.length);
}

function transcript(turns) {
  return turns.map((turn) => "> " + turn.message + "\n" + turn.answer.text).join("\n\n");
}

function shortened(text, limit) {
  let letters = Array.from(text);
  const size = () => encodeURIComponent(letters.join("")).length;
  while (size() > limit) letters = [...letters.slice(0, Math.floor(letters.length * 0.95) - 1), "…"];
  return encodeURIComponent(letters.join(""));
}
