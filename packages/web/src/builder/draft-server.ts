import { ApiError } from "@plumbline/api";
import { client, shown } from "../api.ts";
import { language } from "../language.ts";

/** A draft as the server keeps it. Without a tag there is none yet, and the text is that of a version. */
export type KeptDraft = {
  readonly text: string;
  readonly tag: string | undefined;
  /** The version that the text began as, where there is no draft. */
  readonly version: number | undefined;
};

/** The draft of a model; where there is none, what is live, else the newest version. */
export async function findDraft(name: string, signal?: AbortSignal): Promise<KeptDraft> {
  const response = await fetch(addressOf(name), { headers: headers(), ...(signal && { signal }) });
  if (response.ok) {
    const { text } = (await response.json()) as { readonly text: string };
    return { text, tag: response.headers.get("etag") ?? undefined, version: undefined };
  }
  await refuseUnless404(response);
  const { live, history } = await client.models.get({ params: { name } });
  const number = live ?? history[0]?.number;
  if (number === undefined)
    throw new ApiError({ type: "about:blank", title: "", status: 404, code: "not-found" } as never);
  const { text } = await client.models.version({ params: { name, number } });
  return { text, tag: undefined, version: number };
}

/** Keeps a draft in the place of the one with this tag (without one: where there is none), and answers its own tag. */
export async function putDraft(name: string, text: string, tag: string | undefined): Promise<string | undefined> {
  const response = await fetch(addressOf(name), {
    method: "PUT",
    headers: { ...headers(), "content-type": "application/yaml", ...(tag !== undefined && { "if-match": tag }) },
    body: text,
  });
  if (!response.ok) await refuseUnless404(response, true);
  return response.headers.get("etag") ?? undefined;
}

// The client answers with what a route says, and not with its headers; the tag of a draft is one.
const addressOf = (name: string) => `/api/v1/models/${encodeURIComponent(name)}/draft`;

function headers(): Record<string, string> {
  return {
    "accept-language": language.get(),
    ...(shown.workspace !== undefined && { "plumbline-workspace": shown.workspace }),
  };
}

async function refuseUnless404(response: Response, isAlways = false): Promise<void> {
  if (response.status === 404 && !isAlways) return;
  const { status, statusText } = response;
  const said = (await response.json().catch(() => undefined)) as { readonly code?: unknown } | undefined;
  const unknown = { type: "about:blank", title: statusText || String(status), status, code: "internal" };
  throw new ApiError((typeof said?.code === "string" ? said : unknown) as never);
}
