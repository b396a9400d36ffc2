/** Whoever notices something on the page tells it here. */
export type Teller = {
  /** An event of the page in view, now. */
  track(event: string, properties: Readonly<Record<string, unknown>>): void;
  /** The visitor's own traits, without an id. */
  identify(traits: Readonly<Record<string, string>>): void;
};
