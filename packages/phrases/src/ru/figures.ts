import { figuresOf } from "../figures.ts";

export const figures = figuresOf("ru", { quotes: ["«", "»"], comma: ", ", or: " или ", yes: "да", no: "нет" });

const plurals = new Intl.PluralRules("ru");

/** `1 лид`, `2 лида`, `5 лидов`, `21 лид`; a fraction takes the genitive singular, as `few` does: `1,5 лида`. */
export function count(n: number, one: string, few: string, many: string): string {
  const forms: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = { one, few, many };
  return `${figures.number(n)} ${forms[plurals.select(n)] ?? few}`;
}
