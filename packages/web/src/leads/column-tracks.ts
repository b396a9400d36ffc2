/** How wide a column is at least, in pixels, and which share of what is left it takes. */
export type Width = { readonly least: number; readonly share?: number; readonly most?: number };

/** The boxes to choose leads with come before all columns. */
const CHOOSE = 40;
const GAP = 16;
const EDGE = 12;

/** The columns as the tracks of a grid, and how wide the whole is at least. */
export function tracksOf(widths: readonly Width[]): { readonly tracks: string; readonly least: number } {
  const tracks = [`${CHOOSE - GAP}px`, ...widths.map(trackOf)].join(" ");
  const least = widths.reduce((sum, width) => sum + width.least + GAP, CHOOSE - GAP + 2 * EDGE);
  return { tracks, least };
}

function trackOf({ least, share, most }: Width): string {
  if (share !== undefined) return `minmax(${least}px, ${share}fr)`;
  return most === undefined ? `${least}px` : `minmax(${least}px, ${most}px)`;
}
