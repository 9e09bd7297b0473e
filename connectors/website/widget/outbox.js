// What the person did and the server has not confirmed yet: it outlives a reload, a closed tab and a restart.
import { newId } from "./store.js";

/** Every item under a key of its own: tabs that write at the same moment lose nothing of each other. */
export class Outbox {
  constructor(key) {
    this.key = `${key}:`;
    this.memory = new Map(); // where storage is full or forbidden
    this.latest = 0;
  }

  /** All of this browser, of other tabs too; the oldest first. */
  get items() {
    const found = [...this.memory.values()];
    for (const key of this.keys()) {
      try {
        found.push(JSON.parse(localStorage.getItem(key)));
      } catch {
        // Not ours.
      }
    }
    return found.filter((item) => item?.id).sort((one, other) => one.at - other.at);
  }

  add(body) {
    this.latest = Math.max(Date.now(), this.latest + 1);
    const item = { ...body, id: newId(), at: this.latest };
    try {
      localStorage.setItem(this.key + item.id, JSON.stringify(item));
    } catch {
      this.memory.set(item.id, item);
    }
    return item;
  }

  remove(id) {
    this.memory.delete(id);
    if (this.keys().includes(this.key + id)) localStorage.removeItem(this.key + id);
  }

  clear() {
    this.memory.clear();
    for (const key of this.keys()) localStorage.removeItem(key);
  }

  keys() {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(this.key));
    } catch {
      return [];
    }
  }
}
