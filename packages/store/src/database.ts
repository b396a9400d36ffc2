import pg from "pg";
import { StoreError } from "./store-error.ts";

/** A PostgreSQL that things are kept in. */
export type Database = {
  readonly pool: pg.Pool;
  /** Waits for the connections in use. */
  close(): Promise<void>;
};

type DatabaseOptions = {
  /** How many connections at most; 10 where nothing is said. */
  readonly max?: number;
};

/**
 * Opens a pool of connections; the first one is made when it is needed. Whole numbers of 8 bytes and instants
 * (milliseconds since 1970) arrive as numbers, days as texts. A lost connection rejects the query that it
 * carried, and the next query gets another one.
 */
export function openDatabase(url: string, { max = 10 }: DatabaseOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: "plumbline",
    // Instants read as ours wherever the server stands; a long query is for its caller to give up.
    options: "-c TimeZone=UTC -c statement_timeout=0",
    keepAlive: true,
    // Who has several statements to ask need not wait for each before sending the next.
    pipeline: true,
    connectionTimeoutMillis: 30_000,
    types: { getTypeParser },
  });
  // What a lost idle connection says; the pool has thrown it away already.
  pool.on("error", () => {});
  // And one that is lost while it waits for its transaction's next statement, which will be rejected.
  pool.on("connect", (client) => client.on("error", () => {}));
  return {
    pool,
    close: async () => {
      if (!pool.ending) await pool.end();
    },
  };
}

type TypeParser = (text: string) => unknown;

const { INT8, TIMESTAMPTZ, DATE } = pg.types.builtins;
/** Arrays have no names in the driver; the numbers are those of pg_type.dat. */
const ARRAYS: Readonly<Record<number, number>> = { 1016: INT8, 1185: TIMESTAMPTZ, 1182: DATE };

const PARSERS: Readonly<Record<number, TypeParser>> = {
  [INT8]: parseWhole,
  [TIMESTAMPTZ]: parseInstant,
  [DATE]: (text) => text,
};

/** `pg` asks by type and format; text is the format it asks for. */
function getTypeParser(type: number, format?: "text" | "binary"): TypeParser {
  if (format === "binary") return pg.types.getTypeParser(type, format) as TypeParser;
  const parse = PARSERS[type];
  if (parse) return parse;
  const element = PARSERS[ARRAYS[type] ?? 0];
  if (element) return (text) => each(parseTexts(text), element);
  return pg.types.getTypeParser(type, "text") as TypeParser;
}

/** 1009 is an array of texts; the driver's types know only what has a name there. */
const parseTexts = (pg.types.getTypeParser as (type: number, format: "text") => TypeParser)(1009, "text");

function each(value: unknown, parse: TypeParser): unknown {
  if (Array.isArray(value)) return value.map((one) => each(one, parse));
  return value === null ? null : parse(String(value));
}

function parseWhole(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new StoreError({ code: "number-too-large", value: text });
  return number;
}

/** Milliseconds since 1970, or an infinity. */
function parseInstant(text: string): number {
  return Number(pg.types.getTypeParser(TIMESTAMPTZ, "text")(text));
}
