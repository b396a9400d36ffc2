import { bands } from "./bands.ts";
import { conditions } from "./conditions.ts";
import { events } from "./events.ts";
import { explanation } from "./explanation.ts";
import { figures } from "./figures.ts";
import { leads } from "./screens/leads.ts";
import { shell } from "./screens/shell.ts";

/** What is said before everything else has been fetched: by the frame and the list of leads. */
export const first = {
  figures,
  explanation,
  bands,
  conditions,
  events,
  screens: { shell, leads },
};

export type First = typeof first;
