import type { Api } from "../api.ts";
import type { BulkOptions } from "./bulk-work.ts";
import { answerBulks } from "./bulks.ts";
import { answerDuplicates } from "./duplicates.ts";
import { answerFeedback } from "./feedback.ts";
import { answerNotes } from "./notes.ts";
import { answerOwner } from "./owner.ts";
import { answerTags } from "./tags.ts";
import { answerViews } from "./views.ts";

/** What people at the desk keep beside leads: views, tags, notes, owners, feedback, work on many, duplicates. */
export function answerDesk(api: Api, options: BulkOptions): void {
  answerViews(api);
  answerTags(api);
  answerNotes(api);
  answerOwner(api, options);
  answerFeedback(api, options.known);
  answerBulks(api, options);
  answerDuplicates(api);
}
