export type Cell = string | number | null;
export type Column = {
  readonly label: string;
  /** How a number is written for people; as a number where it is not said. */
  readonly show?: (value: number) => string;
  /** How a day is written for people, where the column is one of days. */
  readonly day?: (iso: string) => string;
  /** Words are read from the left. */
  readonly isText?: boolean;
};

/** Figures as a table: shown under its chart, and saved as CSV with all digits. */
export type Sheet = {
  /** What the file is called, and the chart where nothing else is said. */
  readonly name: string;
  readonly title?: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
};

/** A cell as people read it. */
export function shownCell(cell: Cell, column: Column | undefined, number: (value: number) => string): string {
  if (cell === null) return "–";
  if (typeof cell === "number") return (column?.show ?? number)(cell);
  return column?.day?.(cell) ?? cell;
}

const LEAST = 0.001;

/** A probability of error, to three places: what is less is said to be less. */
export function smallShare(share: number, value: (n: number) => string): string {
  return share < LEAST ? `< ${value(LEAST)}` : value(Number(share.toFixed(3)));
}

/** As many digits as a reader takes in: 0.0123456 as 0.0123. */
export function threeDigits(n: number): number {
  return Number(n.toPrecision(3));
}
