import { routes } from "@plumbline/api";
import { dropTags, findTags, findTagsOf, keepTags } from "@plumbline/store";
import { answer } from "../answer.ts";
import type { Api } from "../api.ts";
import { lockLead } from "./notes.ts";
import { tagOf } from "./tag-of.ts";

const MOST_TAGS = 2000;

export function answerTags(api: Api): void {
  answer(api, routes.tags.list, async ({ session }) => ({ items: [...(await findTags(session, MOST_TAGS))] }));

  answer(api, routes.leads.tag, async ({ session, params, body, caller, now, note }) => {
    const leadId = await lockLead(session, params.id);
    const add = tagsOf(body.add);
    const remove = tagsOf(body.remove);
    if (remove.length > 0) await dropTags(session, [leadId], remove);
    if (add.length > 0) await keepTags(session, [leadId], add, caller.by, now);
    // What the tags say is said of a person.
    note({ details: { added: add.length, removed: remove.length } });
    return { tags: (await findTagsOf(session, [leadId])).map(({ tag }) => tag) };
  });
}

/** Tags as they are kept, each once. */
export function tagsOf(texts: readonly string[]): string[] {
  return [...new Set(texts.map(tagOf))].toSorted();
}
