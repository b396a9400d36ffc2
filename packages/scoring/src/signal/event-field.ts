import type { Event, Json } from "../event.ts";
import { getterOf } from "../json-path.ts";

const OWN_FIELDS: Readonly<Record<string, (event: Event) => Json | undefined>> = {
  type: (event) => event.type,
  event: (event) => event.event,
  name: (event) => event.name,
  userId: (event) => event.userId,
  anonymousId: (event) => event.anonymousId,
  groupId: (event) => event.groupId,
};

const PARTS = ["properties", "traits", "context"] as const;

/**
 * Reads a field of an event: `properties.…`, `traits.…` and `context.…` as written; `type`,
 * `event`, `name` and ids from the event itself; any other name from the properties, else from
 * `context.page` (where Segment's browser client puts path, url, title, referrer and search).
 */
export function eventField(path: string): (event: Event) => Json | undefined {
  for (const part of PARTS) {
    if (!path.startsWith(`${part}.`)) continue;
    const get = getterOf(path.slice(part.length + 1));
    return (event) => get(event[part]);
  }
  const own = Object.hasOwn(OWN_FIELDS, path) ? OWN_FIELDS[path] : undefined;
  const property = getterOf(path);
  const page = getterOf(`page.${path}`);
  return (event) => {
    const value = own?.(event);
    if (value !== undefined) return value;
    const found = property(event.properties);
    return found !== undefined || event.context === undefined ? found : page(event.context);
  };
}
