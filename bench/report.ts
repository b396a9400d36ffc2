/** Tells a row: what was measured, how fast, the goal, and whether it is reached. */
export type Tell = (what: string, found: string, goal: string, reached: boolean | null) => void;

/** A line of a benchmark's table: what was measured, what came out, and what it should be. */
export type Report = (what: string, found: number, about?: About) => void;

type About = {
  /** The goal: at least, or at most, so much. */
  readonly least?: number;
  readonly most?: number;
  readonly note?: string;
};

type Row = { readonly what: string; readonly found: number } & About;

/** Collects rows and tells each at once. */
export function reporter(): { readonly report: Report; table(): string } {
  const rows: string[] = [];
  const report: Report = (what, found, about = {}) => {
    const row = line({ what, found, ...about });
    rows.push(row);
    console.error(row);
  };
  const table = () => `| what | found | goal | reached | |\n|---|---|---|---|---|\n${rows.join("\n")}`;
  return { report, table };
}

function line({ what, found, least, most, note = "" }: Row): string {
  const isReached = (least === undefined || found >= least) && (most === undefined || found <= most);
  const goal = least === undefined ? (most === undefined ? "" : `≤ ${figure(most)}`) : `≥ ${figure(least)}`;
  return `| ${what} | ${figure(found)} | ${goal} | ${goal === "" ? "" : isReached ? "yes" : "**no**"} | ${note} |`;
}

function figure(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString("en");
  return value >= 10 ? value.toFixed(0) : value.toFixed(2);
}
