/** Lays out cells in columns; `right` names the columns whose cells end together. */
export function table(
  rows: readonly (readonly string[])[],
  right: ReadonlySet<number> = new Set(),
  columns = Number.POSITIVE_INFINITY,
): string {
  const widths: number[] = [];
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, widthOf(cell));
  return rows
    .map((row) => {
      const cells = row.map((cell, i) => {
        const pad = " ".repeat((widths[i] ?? 0) - widthOf(cell));
        return right.has(i) ? pad + cell : cell + pad;
      });
      return `${clip(cells.join("  ").trimEnd(), columns)}\n`;
    })
    .join("");
}

/** How many places of a terminal a text takes: ideographs and emoji take two, combining marks none. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += WIDE.test(char) ? 2 : ZERO.test(char) ? 0 : 1;
  return width;
}

const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u;
const ZERO = /\p{Mn}|\p{Cf}/u;

function clip(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let kept = "";
  let width = 0;
  for (const char of text) {
    width += widthOf(char);
    if (width > columns - 1) return `${kept}…`;
    kept += char;
  }
  return kept;
}

/** A text from a file, safe to print: control characters could drive the terminal. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, "·");
}
