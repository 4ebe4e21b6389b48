// What survives a reload and a change of page: in the tab's own storage, so that nothing stays on a shared computer.
// Never the messages themselves: the server keeps those, masked.

const PLACE = "wil-assistant " + SERVER;

class Memory {
  constructor() {
    this.kept = { conversation: null, chosen: null, open: false, draft: "", unread: 0, token: null, expires: 0 };
    try {
      Object.assign(this.kept, JSON.parse(sessionStorage.getItem(PLACE) || "{}"));
    } catch {
      // Storage is forbidden or its content is not ours: the page's own memory has to do.
    }
  }

  get(name) {
    return this.kept[name];
  }

  set(changes) {
    Object.assign(this.kept, changes);
    try {
      sessionStorage.setItem(PLACE, JSON.stringify(this.kept));
    } catch {
      // As above.
    }
  }
}
