import { ApiError } from "@plumbline/api";
import { client } from "../api.ts";
import { tagged } from "../tagged.ts";

/** A draft as the server keeps it. Without a tag there is none yet, and the text is that of a version. */
export type KeptDraft = {
  readonly text: string;
  readonly tag: string | undefined;
  /** The version that the text began as, where there is no draft. */
  readonly version: number | undefined;
};

/** The draft of a model; where there is none, what is live, else the newest version. */
export async function findDraft(name: string, signal?: AbortSignal): Promise<KeptDraft> {
  const params = { name };
  const beside = signal ? { signal } : {};
  try {
    const { text, tag } = await tagged((onTag) => client.models.draft({ params }, { ...beside, onTag }));
    return { text, tag, version: undefined };
  } catch (error) {
    if (!(error instanceof ApiError) || error.problem.status !== 404) throw error;
    const { live, history } = await client.models.get({ params }, beside);
    const number = live ?? history[0]?.number;
    if (number === undefined) throw error;
    const { text } = await client.models.version({ params: { name, number } }, beside);
    return { text, tag: undefined, version: number };
  }
}

/** Keeps a draft in the place of the one with this tag (without one: where there is none), and answers its own tag. */
export async function putDraft(name: string, text: string, tag: string | undefined): Promise<string | undefined> {
  const kept = await tagged(async (onTag) => {
    await client.models.putDraft(
      { params: { name }, body: text },
      { ...(tag !== undefined && { ifMatch: tag }), onTag },
    );
    return {};
  });
  return kept.tag;
}
