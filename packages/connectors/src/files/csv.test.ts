import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CsvDialect, csvReader, guessDialect } from "./csv.ts";
import { cuts, pieces } from "./pieces.testing.ts";

const LIMIT = 1 << 20;
const COMMAS: CsvDialect = { delimiter: ",", newline: "\n" };

function read(parts: readonly string[], dialect = COMMAS, limit = LIMIT) {
  const reader = csvReader("a.csv", dialect, limit);
  const all = [...parts.map((part) => reader(part, false)), reader("", true)];
  return { rows: all.flatMap(({ rows }) => rows), lines: all.flatMap(({ lines }) => lines) };
}

const cell = fc.string({
  unit: fc.oneof(
    fc.constantFrom('"', ",", ";", "\t", "|", "\n", "\r", " ", "a", "é", "数", "🙂"),
    fc.string({ minLength: 1, maxLength: 1 }),
  ),
  maxLength: 12,
});

/** Tables of at least two columns: of one, an empty row is a blank line. */
const table = fc
  .integer({ min: 2, max: 6 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }));

const dialect = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  newline: fc.constantFrom("\n", "\r\n", "\r"),
});

/** Writes a table, with quotes where they must be and wherever `quoted` says. */
function write(
  rows: readonly (readonly string[])[],
  delimiter: string,
  newline: string,
  quoted: readonly boolean[],
  ends: boolean,
): string {
  let at = 0;
  const field = (text: string) => {
    const must = /["\r\n]/.test(text) || text.includes(delimiter);
    return must || quoted[at++ % quoted.length] ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => row.map(field).join(delimiter)).join(newline) + (ends ? newline : "");
}

const quoting = fc.array(fc.boolean(), { minLength: 1, maxLength: 7 });

test("a table that is written is read back, however it is quoted and cut into pieces", () => {
  fc.assert(
    fc.property(table, dialect, quoting, fc.boolean(), cuts, (rows, { delimiter, newline }, quoted, ends, at) => {
      const text = write(rows, delimiter, newline, quoted, ends);
      const found = read(pieces(text, at), { delimiter, newline: newline === "\r" ? "\r" : "\n" });
      expect(found.rows).toEqual(rows);
    }),
    { numRuns: 2000 },
  );
});

test("it agrees with csv-parse", () => {
  fc.assert(
    fc.property(table, dialect, quoting, fc.boolean(), (rows, { delimiter, newline }, quoted, ends) => {
      const text = write(rows, delimiter, newline, quoted, ends);
      const theirs = parse(text, { delimiter, recordDelimiter: newline, relaxColumnCount: true });
      expect(read([text], { delimiter, newline: newline === "\r" ? "\r" : "\n" }).rows).toEqual(theirs);
    }),
    { numRuns: 1000 },
  );
});

test("every row knows its line, whatever its cells hold and however the text is cut", () => {
  fc.assert(
    fc.property(table, fc.constantFrom("\n", "\r\n"), quoting, cuts, (rows, newline, quoted, at) => {
      const written = rows.map((row) => write([row], ",", newline, quoted, true));
      const { lines } = read(pieces(written.join(""), at));
      const expected = written.map((_, row) => written.slice(0, row).join("").split("\n").length);
      expect(lines).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

describe("what others would refuse", () => {
  test.each([
    ["a quote within a field", 'a,5" pipe\n', [["a", '5" pipe']]],
    ["text after a closing quote", '"a"b,c\n', [["ab", "c"]]],
    [
      "blank lines",
      "a,b\n\n\r\n1,2\n\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    ["rows of different length", "a,b\n1\n1,2,3\n", [["a", "b"], ["1"], ["1", "2", "3"]]],
    [
      "no newline at the end",
      "a,b\n1,",
      [
        ["a", "b"],
        ["1", ""],
      ],
    ],
    ["an empty quoted cell alone", '""\n', [[""]]],
  ])("%s", (_, text, rows) => {
    expect(read([text]).rows).toEqual(rows);
    expect(read([...text]).rows).toEqual(rows);
  });
});

function problemOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    return (error as { problem?: unknown }).problem;
  }
  return undefined;
}

test("a quote that never closes is an error with the line on which it opened", () => {
  const problem = { code: "open-quote", file: "a.csv", line: 4 };
  const text = 'a,b\n"x\ny",2\n3,"open\n4,5\n';
  expect(problemOf(() => read([text]))).toEqual(problem);
  expect(problemOf(() => read([...text]))).toEqual(problem);
});

test("a quote that does not close for long is found before the memory is full of it", () => {
  const reader = csvReader("a.csv", COMMAS, 1000);
  reader('a,b\n1,"', false);
  expect(problemOf(() => reader("x".repeat(2000), false))).toEqual({ code: "open-quote", file: "a.csv", line: 2 });
});

test("a row without end is an error", () => {
  const reader = csvReader("a.csv", COMMAS, 1000);
  reader("a,b\n", false);
  expect(problemOf(() => reader("1,".repeat(600), false))).toEqual({
    code: "row-too-long",
    file: "a.csv",
    line: 2,
    limit: 1000,
  });
});

describe("the dialect is guessed", () => {
  test.each([
    ["commas", "a,b,c\n1,2,3\n", ",", "\n"],
    ["semicolons, with decimal commas", "Name;Umsatz, EUR;Ort\nx;1,5;y\nz;2,5;w\n", ";", "\n"],
    ["tabs", "a\tb\n1, 2\t3\n", "\t", "\n"],
    ["bars", "a|b|c\n1|2|3\n", "|", "\n"],
    ["old Macs", "a,b\r1,2\r", ",", "\r"],
    ["Windows", "a;b\r\n1;2\r\n", ";", "\n"],
    ["delimiters within quotes", 'a;b\n"1,2,3,4";5\n"6,7,8,9";0\n', ";", "\n"],
    ["a newline of another kind within quotes", 'a,b\r"x\ny",2\r', ",", "\r"],
    ["one column", "email\nx@example.com\n", ",", "\n"],
    ["only a header", "a;b", ";", "\n"],
  ])("%s", (_, head, delimiter, newline) => {
    expect(guessDialect(head)).toEqual({ delimiter, newline, saysDelimiter: false });
  });

  test("or said by a spreadsheet", () => {
    expect(guessDialect("sep=|\r\na,b|c\r\n")).toEqual({ delimiter: "|", newline: "\n", saysDelimiter: true });
  });
});
