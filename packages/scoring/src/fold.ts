/**
 * Text as it is compared: without case, without the accents of Latin, Greek and Cyrillic letters
 * (ё counts as е, й stays), and with compatible forms (full width, ligatures) made one. A letter
 * counts the same wherever it stands (ς is σ, ß and ẞ are ss). Does not depend on the locale.
 */
export function fold(text: string): string {
  if (text !== lastText) {
    lastFolded = folded(text);
    lastText = text;
  }
  return lastFolded;
}

/** Many questions are asked of one text in a row. */
let lastText = "";
let lastFolded = "";

function folded(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(/И\u0306/gu, "Й")
    .replace(/и\u0306/gu, "й")
    .replace(/[\u0300-\u036f]/gu, "")
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replaceAll("ς", "σ")
    .normalize("NFC");
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
