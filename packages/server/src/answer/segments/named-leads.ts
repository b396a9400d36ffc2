import { csvReader } from "@plumbline/connectors";
import { emailIdentity } from "@plumbline/scoring";
import { findLeadsNamed, findSubjects, type Session } from "@plumbline/store";

const MOST_RECORD = 1_000_000;

type Named = { readonly line: number; readonly value: string };

/** What stands in the column that names leads. */
type Column = { readonly at: number; readonly kind: "email" | "user" | "lead" };

/**
 * Finds whom a CSV names. The column is that of a header which says e-mail, user id or lead id; without one, the first
 * column is read, addresses by their @ and everything else as user ids.
 */
export async function readNamed(session: Session, text: string) {
  const { rows, lines } = rowsOf(text.startsWith("\ufeff") ? text.slice(1) : text);
  const column = columnIn(rows[0] ?? []);
  const named = rows
    .map((cells, i) => ({ line: lines[i] ?? 0, value: (cells[column?.at ?? 0] ?? "").trim() }))
    .slice(column ? 1 : 0)
    .filter(({ value }) => value !== "");
  const found = column?.kind === "lead" ? await byId(session, named) : await byKey(session, named, column);
  const leadIds = [...new Set(named.flatMap(({ value }) => found.get(value) ?? []))];
  return { rows: named.length, leadIds, missing: named.filter(({ value }) => !found.has(value)) };
}

function rowsOf(text: string) {
  const [first = ""] = text.split(/\r?\n|\r/, 1);
  const count = (mark: string) => first.split(mark).length;
  const [delimiter = ","] = [",", ";", "\t"].sort((a, b) => count(b) - count(a));
  const newline = text.includes("\n") ? "\n" : "\r";
  return csvReader("segment.csv", { delimiter, newline }, MOST_RECORD)(text, true);
}

const HEADERS: Readonly<Record<string, Column["kind"]>> = {
  email: "email",
  emailaddress: "email",
  mail: "email",
  userid: "user",
  id: "lead",
  lead: "lead",
  leadid: "lead",
};

function columnIn(header: readonly string[]): Column | undefined {
  const kinds = header.map((cell) => {
    const word = cell.toLowerCase().replace(/[^a-z]/g, "");
    return Object.hasOwn(HEADERS, word) && !/\d|@/.test(cell) ? HEADERS[word] : undefined;
  });
  const at = kinds.findIndex((kind) => kind !== undefined);
  const kind = kinds[at];
  return kind && { at, kind };
}

async function byId(session: Session, named: readonly Named[]): Promise<Map<string, readonly number[]>> {
  const ids = named.flatMap(({ value }) => (/^[1-9]\d{0,14}$/.test(value) ? [Number(value)] : []));
  const known = await findSubjects(session, "lead", [...new Set(ids)]);
  return new Map(known.map(({ id }) => [String(id), [id]]));
}

async function byKey(
  session: Session,
  named: readonly Named[],
  column: Column | undefined,
): Promise<Map<string, readonly number[]>> {
  const isEmail = (value: string) => column?.kind === "email" || (column === undefined && value.includes("@"));
  const keyOf = (value: string): string => (isEmail(value) ? (emailIdentity(value) ?? "") : `user:${value}`);
  const keys = [...new Set(named.map(({ value }) => keyOf(value)))].filter((key) => key !== "");
  const rows = await findLeadsNamed(session, keys);
  const byName = Map.groupBy(rows, ({ key }) => key);
  const found = new Map<string, readonly number[]>();
  for (const { value } of named) {
    const leads = byName.get(keyOf(value));
    if (leads) found.set(value, [...new Set(leads.map(({ lead_id }) => lead_id))]);
  }
  return found;
}
