const YES = new Set("1 true t yes y on x ✓ ✔ ja j oui si sí sim да д истина 是 真 有 对 對".split(" "));
const NO = new Set("0 false f no n off ✗ ✘ nein non não нет н ложь 否 假 无 無".split(" "));

/** Reads yes or no, in the languages of the product and their neighbours. */
export function readBoolean(text: string): boolean | undefined {
  const word = text.normalize("NFKC").trim().toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) ? false : undefined;
}
