import { type Coded, say } from "../coded.ts";
import { code, kindIn, place } from "../notation.ts";
import { count, figures } from "./figures.ts";
import { kinds } from "./problems.ts";

const { list, names, number, or, quote } = figures;

type File = { readonly file: string };
type Placed = { readonly line: number; readonly column: number };
type Line = File & { readonly line: number };
type Choice = { readonly suggestion: string | null; readonly known: readonly string[] };

const known = (keys: readonly string[]) => list(keys.map(code));

const targets = {
  timestamp: "when an event happened",
  identity: "whose event it is",
  event: "what happened",
};

/** What is wrong in a map of columns. */
export const mapIssues = {
  "unknown-key": ({ key, suggestion, known: keys }: Choice & { readonly key: string }) =>
    `${code(key)} is not known here; ${suggestion === null ? `known are ${known(keys)}.` : `did you mean ${code(suggestion)}?`}`,
  "wrong-type": ({ expected }: { readonly expected: string }) =>
    `this must be ${or(expected.split("|").map((kind) => kindIn(kinds, kind) ?? kind))}.`,
  "not-one-of": ({ known: keys }: { readonly known: readonly string[] }) => `this must be ${or(keys.map(code))}.`,
  "not-one-source": () => `name exactly one of ${known(["column", "columns", "value"])}.`,
  "bad-format": () =>
    `this is not a format of dates; use ${known(["excel", "seconds", "milliseconds"])} or a pattern such as ${code("DD.MM.YYYY HH:mm")}.`,
  "unknown-zone": () => `this time zone is not known; use a name such as ${code("Europe/Berlin")}.`,
  "too-short": () => "this must not be empty.",
};

export type MapIssues = typeof mapIssues;

/** Why a file, or the map of its columns, cannot be read; the keys are the codes. */
export const fileProblems = {
  "no-such-file": ({ file }: File) => `there is no file ${quote(file)}; check the path.`,
  "is-a-directory": ({ file }: File) => `${quote(file)} is a folder; name a file in it.`,
  "no-access": ({ file }: File) => `${quote(file)} may not be read; ask for the permission to read it.`,
  "empty-file": ({ file }: File) => `${quote(file)} is empty.`,
  "broken-gzip": ({ file }: File) => `${quote(file)} is compressed and damaged or cut off; fetch it again.`,
  "unreadable-file": ({ file, cause }: File & { readonly cause: string }) =>
    `${quote(file)} cannot be read; the system says ${code(cause)}.`,
  "zip-archive": ({ file }: File) =>
    `${quote(file)} is a ZIP archive or an Excel workbook; unpack it, or save it as CSV.`,
  "not-text": ({ file, perhaps }: File & { readonly perhaps: string | null }) =>
    `${quote(file)} is not text${perhaps === null ? "; save it as CSV or JSON." : ` in this encoding; try ${code(`--encoding ${perhaps}`)}.`}`,
  "wrong-encoding": ({
    encoding,
    given,
    sample,
    file,
    line,
  }: Line & { readonly encoding: string; readonly given: boolean; readonly sample: string }) =>
    `${place(file, line)} ${quote(sample)} is not ${code(encoding)}; ${given ? "name another encoding" : "name the right one"} with ${code("--encoding")}, such as ${code("windows-1252")}.`,
  "not-utf-8": ({ file, line, sample }: Line & { readonly sample: string | null }) =>
    `${place(file, line)} ${sample === null ? "this" : quote(sample)} is not UTF-8; save the file as UTF-8.`,
  "unknown-encoding": ({ encoding }: { readonly encoding: string }) =>
    `there is no encoding ${quote(encoding)}; use one such as ${or(["utf-8", "windows-1252", "gb18030"].map(code))}.`,
  "open-quote": ({ file, line }: Line) =>
    `${place(file, line)} a quotation mark opens here and never closes; close it, or double it.`,
  "row-too-long": ({ limit, file, line }: Line & { readonly limit: number }) =>
    `${place(file, line)} this row is longer than ${count(limit, "character", "characters")}; is this the right file?`,
  "json-unfinished": ({ file, line }: Line) =>
    `${place(file, line)} what begins here has no end; the file may be cut off.`,
  "json-unexpected": ({ file, line }: Line) => `${place(file, line)} this does not belong in a list of JSON objects.`,
  "map-syntax": ({ column, file, line }: Line & { readonly column: number }) =>
    `${place(file, line, column)} this is not valid YAML; check indents, colons and quotation marks.`,
  "map-invalid": ({ file, issues }: File & { readonly issues: readonly (Coded<MapIssues> & Placed)[] }) =>
    issues.map((issue) => `${place(file, issue.line, issue.column)} ${say(mapIssues, issue)}`).join("\n"),
  "no-such-column": ({
    file,
    column,
    suggestion,
    columns,
  }: File & { readonly column: string; readonly suggestion: string | null; readonly columns: readonly string[] }) =>
    `${quote(file)} has no column ${quote(column)}; ${suggestion === null ? `it has ${names(columns)}.` : `did you mean ${quote(suggestion)}?`}`,
  "unknown-source": ({
    file,
    target,
    columns,
  }: File & { readonly target: keyof typeof targets; readonly columns: readonly string[] }) =>
    `no column of ${quote(file)} seems to say ${targets[target]}; it has ${names(columns)}. Name one in a file for ${code("--map")}.`,
};

/** Why a record was left out. */
export const rejects = {
  "cell-count": ({ expected, found }: { readonly expected: number; readonly found: number }) =>
    `the row has ${count(found, "cell", "cells")}, the header ${number(expected)}`,
  "not-json": () => "the line is not JSON",
  "not-an-object": () => "the record is not a JSON object",
  "too-long": ({ limit }: { readonly limit: number }) =>
    `the record is longer than ${count(limit, "character", "characters")}`,
  "too-deep": ({ limit }: { readonly limit: number }) =>
    `the record is nested more than ${count(limit, "level", "levels")} deep`,
  "no-identity": () => "it does not say who it is about",
  "no-timestamp": () => "it does not say when it happened",
  "no-event-name": () => "it does not say what happened",
  "bad-timestamp": ({ value }: { readonly value: string }) => `${quote(value)} is not a time that can be understood`,
  "bad-event-type": ({ value }: { readonly value: string }) => `${quote(value)} is not a type of event`,
  "conflicting-id": ({ messageId }: { readonly messageId: string }) =>
    `another event has the id ${quote(messageId)} already; that one stands`,
};

export type FileProblems = typeof fileProblems;
export type Rejects = typeof rejects;
