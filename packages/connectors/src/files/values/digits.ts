/** Arabic and Persian digits and their marks as European ones, full-width characters as plain ones. */
export function plainText(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replaceAll("\u066b", ".")
    .replaceAll("\u066c", ",")
    .trim();
}
