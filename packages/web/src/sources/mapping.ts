import type { FilePreview } from "@plumbline/connectors/preview";

export type FileKind = keyof FilePreview["guesses"];
type FileMap = FilePreview["guesses"][FileKind]["map"];

/** What a column becomes: a member that every record has, a trait or property of a name, or nothing. */
export type Role =
  | { readonly to: "field"; readonly field: string }
  | { readonly to: "named"; readonly name: string }
  | { readonly to: "nothing" };

/** What each column becomes, in the order of the file. */
export type Mapping = readonly { readonly column: string; readonly role: Role }[];

/** The members of a record, those that say who it is about before those that say what happened. */
export const FIELDS: Readonly<Record<FileKind, { readonly who: readonly string[]; readonly what: readonly string[] }>> =
  {
    leads: { who: ["id", "email", "anonymousId"], what: [] },
    events: {
      who: ["userId", "email", "anonymousId", "groupId", "previousId"],
      what: ["timestamp", "event", "type", "name", "messageId"],
    },
    outcomes: {
      who: ["id", "email"],
      what: ["outcome", "timestamp", "createdAt", "value", "currency", "reason", "messageId"],
    },
  };

/** Without one of each of these, a record cannot be read. */
const NEEDED: Readonly<Record<FileKind, Readonly<Partial<Record<Missing, readonly string[]>>>>> = {
  leads: { identity: ["id", "email", "anonymousId"] },
  events: { identity: ["userId", "email", "anonymousId"], timestamp: ["timestamp"], event: ["event", "type"] },
  outcomes: { identity: ["id", "email"], timestamp: ["timestamp", "createdAt"], event: ["outcome"] },
};

export type Missing = "identity" | "timestamp" | "event";

type Part = Readonly<Record<string, unknown>>;
type Source = { readonly column?: string; readonly columns?: readonly string[] };

/** Where traits or properties stand in a map. */
const groupOf = (kind: FileKind) => (kind === "leads" ? "traits" : "properties");

/** What the columns of a file become if nobody says otherwise. */
export function guessedMapping(kind: FileKind, { columns, guesses }: FilePreview): Mapping {
  const { [groupOf(kind)]: group, ...fields } = (guesses[kind].map[kind] ?? {}) as Part;
  const roles = new Map<string, Role>();
  for (const [field, source] of Object.entries(fields))
    for (const column of columnsOf(source)) roles.set(column, { to: "field", field });
  for (const [name, source] of Object.entries((group ?? {}) as Part))
    for (const column of columnsOf(source)) roles.set(column, { to: "named", name });
  return columns.map((column) => ({ column, role: roles.get(column) ?? { to: "named", name: column } }));
}

function columnsOf(source: unknown): readonly string[] {
  const { column, columns } = (source ?? {}) as Source;
  return column === undefined ? (columns ?? []) : [column];
}

/**
 * The map that an import takes; undefined where the import itself would read the file so. Columns that become the
 * same are joined. Columns that nothing is known of need no word, unless a guess was taken back: the import would
 * look for another column in its place.
 */
export function mapOf(kind: FileKind, mapping: Mapping, preview: FilePreview): FileMap | undefined {
  const guessed = guessedMapping(kind, preview);
  if (isSame(mapping, guessed)) return undefined;
  const fieldsOf = (of: Mapping) => of.flatMap(({ role }) => (role.to === "field" ? [role.field] : []));
  const chosen = new Set(fieldsOf(mapping));
  const isOpen = fieldsOf(guessed).some((field) => !chosen.has(field));
  const unmapped = new Set(isOpen && preview.format === "csv" ? [] : preview.guesses[kind].unmapped);
  const said = mapping.filter(
    ({ column, role }) => !(role.to === "named" && role.name === column && unmapped.has(column)),
  );
  const ignore = said.flatMap(({ column, role }) => (role.to === "nothing" ? [column] : []));
  const part = {
    ...sourcesOf(said.flatMap(({ column, role }) => (role.to === "field" ? [[role.field, column] as const] : []))),
    [groupOf(kind)]: sourcesOf(
      said.flatMap(({ column, role }) => (role.to === "named" ? [[role.name, column] as const] : [])),
    ),
    ...(ignore.length > 0 && { ignore }),
  };
  return { [kind]: part };
}

function sourcesOf(pairs: readonly (readonly [string, string])[]): Readonly<Record<string, Source>> {
  const grouped = Map.groupBy(pairs, ([name]) => name);
  return Object.fromEntries(
    [...grouped].map(([name, own]) => {
      const columns = own.map(([, column]) => column);
      return [name, columns.length > 1 ? { columns } : { column: columns[0] ?? "" }];
    }),
  );
}

function isSame(one: Mapping, other: Mapping): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What no column says yet, without which the file cannot be read. */
export function missingOf(kind: FileKind, mapping: Mapping): readonly Missing[] {
  const fields = new Set(mapping.flatMap(({ role }) => (role.to === "field" ? [role.field] : [])));
  const names = new Set(mapping.flatMap(({ role }) => (role.to === "named" ? [role.name] : [])));
  return Object.entries(NEEDED[kind]).flatMap(([what, some]): Missing[] => {
    if (some.some((field) => fields.has(field))) return [];
    // A row with an address is a page, which needs no name.
    if (kind === "events" && what === "event" && (names.has("url") || names.has("path"))) return [];
    return [what as Missing];
  });
}

/** Whether a record needs it, or another that does the same. */
export function isNeeded(kind: FileKind, field: string): boolean {
  return Object.values(NEEDED[kind]).some((some) => some.includes(field));
}

/** What a file most likely holds. */
export function likelyKind(preview: FilePreview): FileKind {
  if (preview.isSegmentLog) return "events";
  const isWhole = (kind: FileKind) => missingOf(kind, guessedMapping(kind, preview)).length === 0;
  const says = (kind: FileKind, field: string) =>
    guessedMapping(kind, preview).some(({ role }) => role.to === "field" && role.field === field);
  if (isWhole("events") && (says("events", "event") || says("events", "type"))) return "events";
  return isWhole("outcomes") ? "outcomes" : "leads";
}

/** The columns that become the same as another. */
export function joinedColumns(mapping: Mapping): ReadonlySet<string> {
  const groups = Map.groupBy(
    mapping.filter(({ role }) => role.to !== "nothing"),
    ({ role }) => JSON.stringify(role),
  );
  return new Set(
    [...groups.values()].filter(({ length }) => length > 1).flatMap((own) => own.map((one) => one.column)),
  );
}
