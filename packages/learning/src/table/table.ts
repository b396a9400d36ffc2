/** What a row may say of a feature; `null` and `undefined` are values of their own: missing. */
export type Value = number | string | boolean | null | undefined;

/** What is known of a lead, by the names of features. */
export type LeadValues = Readonly<Record<string, Value>>;

/** A lead as it was on a day, and what became of it within the horizon. */
export type Row = {
  readonly values: LeadValues;
  readonly converted: boolean;
  /** How much the row counts; 1 unless said. */
  readonly weight?: number;
  /** The day or instant on which the lead was like this, in any unit that rises. */
  readonly time?: number;
};

export type FeatureKind = "number" | "category" | "yes-no";

/** How a feature's values become numbers. What a category does not list is `hasOther ? other : missing`. */
export type Feature =
  | { readonly name: string; readonly kind: "number" | "yes-no" }
  | {
      readonly name: string;
      readonly kind: "category";
      readonly levels: readonly string[];
      /** Whether rarer levels were seen that share one code, behind those of `levels`. */
      readonly hasOther: boolean;
    };

/** The past by columns: `columns[f][row]` is a number, a level's place, 0 or 1 for no or yes, or NaN for missing. */
export type Table = {
  readonly rows: number;
  readonly features: readonly Feature[];
  readonly columns: readonly Float64Array[];
  /** 1 where the row converted. */
  readonly label: Uint8Array;
  readonly weight: Float64Array;
  /** Absent where some row has none. */
  readonly time?: Float64Array;
};

/** How many codes a category has besides missing. */
export function codesOf(feature: Extract<Feature, { kind: "category" }>): number {
  return feature.levels.length + (feature.hasOther ? 1 : 0);
}

/** Those rows, in that order; a row may come more than once. */
export function takeRows(table: Table, rows: ArrayLike<number>): Table {
  const take = (column: Float64Array) => Float64Array.from(rows, (row) => column[row] as number);
  return {
    rows: rows.length,
    features: table.features,
    columns: table.columns.map(take),
    label: Uint8Array.from(rows, (row) => table.label[row] as number),
    weight: take(table.weight),
    ...(table.time ? { time: take(table.time) } : {}),
  };
}

/** The features of which `keep` holds. */
export function takeFeatures(table: Table, keep: (name: string) => boolean): Table {
  const kept = table.features.flatMap(({ name }, f) => (keep(name) ? [f] : []));
  return {
    ...table,
    features: table.features.filter((_, f) => kept.includes(f)),
    columns: table.columns.filter((_, f) => kept.includes(f)),
  };
}
