import { expect, test } from "vitest";
import { snippetsOf } from "./snippets.ts";
import type { SourceKind } from "./source.ts";

const PLACE = { host: "https://scores.example.com", writeKey: "plw_1a2b" };
const textOf = (kind: SourceKind, id: string) => snippetsOf(kind, PLACE).find((one) => one.id === id)?.text ?? "";

test("every snippet names this server and the source's own key", () => {
  for (const kind of ["browser", "server", "cloudevents", "webhook"] as const) {
    const snippets = snippetsOf(kind, PLACE);
    expect(snippets.length).toBeGreaterThan(0);
    for (const { text } of snippets) {
      expect(text).toContain(PLACE.host);
      expect(text).toContain(PLACE.writeKey);
      expect(text).not.toContain("undefined");
    }
  }
});

test("the usual way comes first, and files have no snippet", () => {
  expect(snippetsOf("browser", PLACE)[0]?.text).toBe(
    '<script async src="https://scores.example.com/plumbline.js" data-write-key="plw_1a2b"></script>',
  );
  expect(snippetsOf("server", PLACE)[0]?.id).toBe("node");
  expect(textOf("webhook", "address")).toBe("https://scores.example.com/v1/webhooks/plw_1a2b");
  expect(snippetsOf("import", PLACE)).toEqual([]);
  expect(snippetsOf("internal", PLACE)).toEqual([]);
});

test("what curl is given is one shell line, and its body is JSON", () => {
  for (const kind of ["server", "cloudevents"] as const) {
    const text = textOf(kind, "curl").replaceAll("\\\n", " ");
    expect(text).not.toContain("\n");
    const body = /(?:--json|--data) '([^']*)'/.exec(text)?.[1] ?? "";
    expect(JSON.parse(body)).toBeTypeOf("object");
  }
});
