// What the page asks for, by attributes; then one widget, however often the script is there.

const LANGUAGES = ["fr", "en"];

function optionsOf(host, memory) {
  const asked = host.getAttribute("language") || "";
  const wanted = [asked, document.documentElement.lang, navigator.language].map((name) => name.slice(0, 2).toLowerCase());
  const page = wanted.find((name) => LANGUAGES.includes(name)) || "fr";
  return {
    language: languageShown(page, memory),
    inline: host.getAttribute("mode") === "inline",
    heading: host.getAttribute("heading"),
    accent: host.getAttribute("accent"),
    position: host.getAttribute("position") === "left" ? "left" : "right",
    suggestions: (host.getAttribute("suggestions") || "").split("|").map((text) => text.trim()).filter(Boolean).slice(0, 8),
  };
}

// The language of the conversation under way, unless the page has changed its own since.
function languageShown(page, memory) {
  const changed = memory.get("page") !== page;
  if (changed && memory.get("chosen")) memory.set({ chosen: page });
  const shown = (!changed && memory.get("language")) || page;
  memory.set({ page, language: shown });
  return shown;
}

// The page's own colour, with black or white upon it, whichever reads better (WCAG 2.2, relative luminance).
function tint(frame, accent) {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(accent || "");
  if (!found) return;
  const [red, green, blue] = found.slice(1).map((part) => {
    const value = parseInt(part, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  frame.style.setProperty("--accent", accent);
  frame.style.setProperty("--on-accent", 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? "#ffffff" : "#000000");
}

function launch() {
  const asked = SCRIPT.dataset;
  if (asked.mode === "none" || document.querySelector("wil-assistant")) return;
  const attributes = {};
  for (const name of ["language", "mode", "heading", "accent", "position", "suggestions"]) attributes[name] = asked[name];
  const place = asked.target ? document.querySelector(asked.target) : null;
  (place || document.body).append(element("wil-assistant", attributes));
}

if (!customElements.get("wil-assistant")) {
  customElements.define("wil-assistant", WilAssistant);
  if (document.body) launch();
  else document.addEventListener("DOMContentLoaded", launch);
}
