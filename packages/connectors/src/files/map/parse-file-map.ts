import { suggest } from "@plumbline/scoring";
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { FileError, type MapIssue } from "../problem.ts";
import { readText } from "../read-text.ts";
import { type FileMap, fileMap, knownKeys } from "./file-map.ts";

/** Reads a map file. */
export async function readMapFile(path: string): Promise<FileMap> {
  const text = await readText(path);
  if (!text) throw new FileError({ code: "empty-file", file: path });
  return parseFileMap(text, path);
}

/** Reads a map of columns from YAML or JSON; what is wrong is told with its place. */
export function parseFileMap(text: string, file: string): FileMap {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  const syntaxError = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return new FileError({ code: "map-syntax", file, line, column: col });
  };
  if (error) throw syntaxError(error.pos[0]);
  let data: unknown;
  try {
    data = document.toJS();
  } catch {
    // Aliases that lead nowhere, or multiply without end.
    throw syntaxError(0);
  }
  const result = fileMap.safeParse(data);
  if (result.success) return result.data;
  const place = (path: readonly string[]) => {
    const { line, col } = lines.linePos(offsetOf(document, path));
    return { path, line, column: col };
  };
  const issues = result.error.issues.flatMap((issue) => issuesOf(issue, []));
  throw new FileError({
    code: "map-invalid",
    file,
    issues: issues.map((issue) => ({ ...issue, ...place(issue.path) })),
  });
}

// `Omit` of a union would keep what its members share, and lose the rest.
type Unplaced = MapIssue extends infer Issue
  ? Issue extends MapIssue
    ? Omit<Issue, "line" | "column">
    : never
  : never;

function issuesOf(issue: z.core.$ZodIssue, above: readonly string[]): Unplaced[] {
  const path = [...above, ...issue.path.map(String)];
  switch (issue.code) {
    case "unrecognized_keys": {
      const known = knownKeys(path);
      return issue.keys.map((key) => ({
        path: [...path, key],
        code: "unknown-key",
        key,
        known,
        suggestion: suggest(key, known),
      }));
    }
    case "invalid_union":
      return unionIssues(issue.errors, path);
    case "invalid_type":
      return [{ path, code: "wrong-type", expected: issue.expected }];
    case "invalid_value":
      return [{ path, code: "not-one-of", known: issue.values.map(String) }];
    case "too_small":
      return [{ path, code: "too-short" }];
    default:
      return [{ path, code: issue.message as "not-one-source" | "bad-format" | "unknown-zone" }];
  }
}

/** Of the forms that a part may have, the one that was meant is the one whose kind of value is there. */
function unionIssues(forms: readonly (readonly z.core.$ZodIssue[])[], path: readonly string[]): Unplaced[] {
  const meant = forms.find((issues) => issues.some((issue) => issue.path.length > 0 || !IS_OTHER_KIND.has(issue.code)));
  if (meant) return meant.flatMap((issue) => issuesOf(issue, path));
  const expected = forms
    .flat()
    .map((issue) => ("expected" in issue ? String(issue.expected).replace("map", "object") : '"*"'));
  return [{ path, code: "wrong-type", expected: [...new Set(expected)].join("|") }];
}

const IS_OTHER_KIND: ReadonlySet<string> = new Set(["invalid_type", "invalid_value"]);

/** Where in the text a path leads: to the key, where there is one. */
function offsetOf(document: Document, path: readonly string[]): number {
  const parent = document.getIn(path.slice(0, -1), true) ?? document.contents;
  const last = path.at(-1);
  const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === last) : undefined;
  const node = pair?.key ?? document.getIn(path, true) ?? document.contents;
  return (isNode(node) && node.range?.[0]) || 0;
}
