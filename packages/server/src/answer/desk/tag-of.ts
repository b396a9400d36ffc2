/** A tag as it is kept: in small letters, composed, with single spaces. So that one word is one tag. */
export function tagOf(text: string): string {
  return text.normalize("NFKC").toLowerCase().normalize("NFKC").trim().replace(/\s+/gu, " ");
}
