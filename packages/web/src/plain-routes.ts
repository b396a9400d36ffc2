import { type PlainRoutes, type Route, routes } from "@plumbline/api";

/**
 * The routes without their schemas, which the screens need not carry: the server checks what is asked. The bundle
 * has the value of this and not its code (`scripts/bundle.ts`).
 */
export const plainRoutes: PlainRoutes = Object.fromEntries(
  Object.entries(routes).map(([noun, verbs]) => [
    noun,
    Object.fromEntries(Object.entries(verbs).map(([verb, route]) => [verb, plainOf(route)])),
  ]),
);

function plainOf({ method, path, scope, text, file, stream, bytes, answer, asks }: Route): PlainRoutes[string][string] {
  const body = { ...(text && { text }), ...(file && { file }), ...(bytes !== undefined && { bytes }) };
  return { method, path, scope, ...body, stream: stream && true, answer: answer && true, ...(asks && { asks }) };
}
