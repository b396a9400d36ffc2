import { figuresOf } from "../figures.ts";

export const figures = figuresOf("en-GB", { quotes: ["“", "”"], comma: ", ", or: " or ", yes: "true", no: "false" });

const plurals = new Intl.PluralRules("en");

/** `1 lead`, `2 leads`. */
export function count(n: number, one: string, other: string): string {
  return `${figures.number(n)} ${plurals.select(n) === "one" ? one : other}`;
}
