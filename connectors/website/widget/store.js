// What the browser keeps for us: never a cookie, and from memory where storage is forbidden.
export const KEY = "bijsturen";

/** One value in localStorage, as JSON. */
export class Store {
  constructor(key) {
    this.key = key;
    this.memory = null;
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) ?? this.memory;
    } catch {
      return this.memory;
    }
  }

  write(value) {
    this.memory = value;
    try {
      if (value === null) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, JSON.stringify(value));
    } catch {
      // Storage is full or forbidden: the conversation then lasts as long as the page.
    }
  }
}

/** A random id; crypto.randomUUID exists only on https and localhost. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
