import type { Language, Phrases } from "@plumbline/phrases";

/** The world a command runs in; tests bring their own. */
export type World = {
  readonly out: Sink;
  /** With `--json`, and where nobody watches, each line written here becomes one of JSON: `{"message": …}`. */
  readonly err: Sink & { readonly isTTY?: boolean; readonly columns?: number };
  /** Tells on the same way what something came to: as JSON where all of it is, else in words. */
  readonly tell: (came: Readonly<Record<string, unknown>>, words: string) => void;
  readonly isTerminal: boolean;
  readonly columns: number;
  readonly language: Language;
  readonly say: Phrases;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  readonly env: Readonly<Record<string, string | undefined>>;
};

type Sink = { write(text: string): unknown };

export type OptionSpec = {
  readonly type: "string" | "boolean";
  readonly placeholder?: string;
  /** What help says of it, where its name means something else in another command. */
  readonly words?: keyof Phrases["cli"]["options"];
};

/** Values of options as given, and what stood beside them. */
export type Given = {
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly rest: readonly string[];
};

export type Command = {
  /** How it is called, after its name. */
  readonly usage: string;
  /** How many arguments may stand beside its options; none, where it is not said. */
  readonly takes?: number;
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** It prints for people alone: `--json` is no option of it. */
  readonly isForPeople?: true;
  /** The exit code: 0 all is well, 1 the answer is no, 2 the question was wrong. */
  run(given: Given, world: World): Promise<number>;
};

export const YES = 0;
export const NO = 1;
export const WRONG = 2;

/** A question that cannot be answered as it was put; the message is for people. */
export class Refusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Refusal";
  }
}

/** The options that a command knows besides its own. */
export function commonOptions({ isForPeople }: Command): Command["options"] {
  return {
    ...(isForPeople ? {} : { json: { type: "boolean" } }),
    lang: { type: "string", placeholder: "LANGUAGE" },
    help: { type: "boolean" },
  };
}
