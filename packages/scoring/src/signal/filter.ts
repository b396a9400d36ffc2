import type { Subjects } from "../condition/subjects.ts";
import type { Tree } from "../condition/tree.ts";
import { questionText, type TestSetting, valueTest } from "../condition/value-test.ts";
import type { Event } from "../event.ts";
import type { FieldTest, Filter } from "../model/condition-schema.ts";
import { eventField } from "./event-field.ts";

/**
 * Compiles a `where:` over the fields of an event. A date is as far off as it was on the day of the
 * event: what an event is does not change with time.
 */
export function filterTree(filter: Filter, subjects: Subjects<Event>, setting: TestSetting): Tree<Event> {
  const inner = (one: Filter) => filterTree(one, subjects, setting);
  // A property may be called `all`; only a list of filters makes it the word of the grammar.
  if ("all" in filter && Array.isArray(filter.all)) return { kind: "all", trees: filter.all.map(inner) };
  if ("any" in filter && Array.isArray(filter.any)) return { kind: "any", trees: filter.any.map(inner) };
  if ("not" in filter && typeof filter.not === "object") return { kind: "not", tree: inner(filter.not as Filter) };
  return {
    kind: "all",
    trees: Object.entries(filter as Record<string, FieldTest>).map(([field, asked]): Tree<Event> => {
      const operators = typeof asked === "object" ? asked : { is: asked };
      const test = valueTest(operators, setting);
      const get = eventField(field);
      if (test.dated) {
        return { kind: "ask", holds: (_, event) => test.holds(get(event), setting.zone.dayOf(event.timestamp)) };
      }
      return { kind: "answer", answer: subjects.ask(field, get, test, questionText(operators, setting)) };
    }),
  };
}
