/** What a site has decided, by the attributes of its script tag. */
export type Settings = {
  readonly writeKey: string;
  /** Where events go, with what comes before `/v1`: `https://plumbline.example`. */
  readonly host: string;
  /** The name under which the page finds us. */
  readonly globalName: string;
  /** Nothing is sent or kept before this category is agreed to; "" for any category. */
  readonly waitForConsent: string | undefined;
  /** Whether the e-mail address in a sent form says who the visitor is. */
  readonly identify: boolean;
  /** Whether the values of harmless fields go along with a sent form. */
  readonly values: boolean;
  readonly without: readonly string[];
};

/** What may be switched off by `data-without`. */
export type Habit = "pages" | "engagement" | "scroll" | "forms" | "clicks";

/** Reads the script tag; undefined where it has no write key. */
export function settingsOf({ src, dataset }: HTMLScriptElement): Settings | undefined {
  const writeKey = dataset["writeKey"];
  if (!writeKey) return undefined;
  const { origin, pathname } = new URL(dataset["host"] ?? new URL(".", src).href, location.href);
  return {
    writeKey,
    host: (origin + pathname).replace(/\/+$/, ""),
    globalName: dataset["global"] || "plumbline",
    waitForConsent: dataset["waitForConsent"],
    identify: dataset["identify"] !== undefined,
    values: dataset["formValues"] !== undefined,
    without: (dataset["without"] ?? "").split(/[\s,]+/),
  };
}

export function keeps({ without }: Settings, habit: Habit): boolean {
  return !without.includes(habit);
}
