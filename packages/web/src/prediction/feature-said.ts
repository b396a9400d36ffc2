import type { Spoken } from "@plumbline/phrases";

/** How what a feature reads is said. */
export type FeatureWords = {
  readonly say: Spoken["screens"]["prediction"]["features"];
  /** Of a trait of the account. */
  readonly account: (path: string) => string;
  /** What people call a signal. */
  readonly signal: (name: string) => string;
};

/**
 * A feature in words. Its name says what it reads: `trait.` or `account.` and a path, `title.` and what is taken from
 * the job title, `signal.` and a signal with a window, `ever`, `first` or `last`. Another name is left as it is.
 */
export function featureSaid(feature: string, words: FeatureWords): string {
  const { say, account } = words;
  const [, kind, read = ""] = /^([a-z-]+)\.(.+)$/s.exec(feature) ?? [];
  switch (kind) {
    case "trait":
      return read;
    case "trait-length":
      return say.length(read);
    case "account":
      return account(read);
    case "account-length":
      return say.length(account(read));
    case "title":
      return Object.hasOwn(say.titles, read) ? say.titles[read as keyof typeof say.titles] : feature;
    case "signal":
      return signalSaid(read, words) ?? feature;
    default:
      return feature;
  }
}

function signalSaid(read: string, { say, signal }: FeatureWords): string | undefined {
  const [, name = "", days, how] = /^(.+)\.(?:(\d+)d|(ever|first|last))$/s.exec(read) ?? [];
  if (days !== undefined) return say.lately(signal(name), Number(days));
  return how === undefined ? undefined : say[how as "ever" | "first" | "last"](signal(name));
}
