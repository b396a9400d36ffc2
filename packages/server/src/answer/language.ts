import { type Language, pickLanguage } from "@plumbline/phrases";

/** The first of our languages that a browser's `Accept-Language` likes best; English where it likes none. */
export function languageOf(header: string | undefined): Language {
  const wanted = (header ?? "").slice(0, 1000).split(",").map(readWish);
  const best = wanted
    .filter(({ tag, weight }) => weight > 0 && /^(?:en|zh|ru)(?:-|$)/i.test(tag))
    .sort((a, b) => b.weight - a.weight)[0];
  return pickLanguage(best?.tag);
}

function readWish(text: string): { readonly tag: string; readonly weight: number } {
  const [tag = "", ...rest] = text.split(";").map((part) => part.trim());
  const weight = rest.find((part) => part.startsWith("q="));
  return { tag, weight: weight === undefined ? 1 : Number(weight.slice(2)) || 0 };
}
