import { type Client, clientOf } from "@plumbline/api";
import { queryOptions } from "@tanstack/react-query";
import { language } from "./language.ts";
import { plainRoutes } from "./plain-routes.ts";

/**
 * The workspace that this tab shows. Every request names it: whoever switches in another tab must not have what is
 * written here end up there.
 */
export const shown: { workspace: string | undefined } = { workspace: undefined };

/** The server's API, asked with the session of whoever is signed in, in another way than with the browser's `fetch`. */
export function clientBy(how: { readonly fetch?: typeof fetch }): Client {
  return clientOf(
    {
      ...how,
      url: location.origin,
      retries: 2,
      get language() {
        return language.get();
      },
      get workspace() {
        return shown.workspace;
      },
    },
    plainRoutes,
  );
}

/** The same, as everything is asked. */
export const client = clientBy({});

type Verb<Noun extends keyof Client> = keyof Client[Noun];
type CallOf<Noun extends keyof Client, V extends Verb<Noun>> = Client[Noun][V] extends (
  given: infer Given,
  ...rest: never
) => infer Answered
  ? { readonly given: Given; readonly answer: Awaited<Answered> }
  : never;

/** What a route answers with. */
export type Answered<Noun extends keyof Client, V extends Verb<Noun>> = CallOf<Noun, V>["answer"];

/** A question to the API as a query: `useQuery(ask("leads", "get", { params: { id } }))`. */
export function ask<Noun extends keyof Client, V extends Verb<Noun>>(
  noun: Noun,
  verb: V,
  ...[given]: undefined extends CallOf<Noun, V>["given"]
    ? [given?: CallOf<Noun, V>["given"]]
    : [given: CallOf<Noun, V>["given"]]
) {
  return queryOptions({
    queryKey: [noun, verb, given ?? {}] as const,
    queryFn: async ({ signal }): Promise<Answered<Noun, V>> => {
      const call = client[noun][verb] as (given: unknown, beside: object) => Promise<Answered<Noun, V>>;
      return call(given, { signal });
    },
  });
}
