import type { First } from "../en/first.ts";
import { bands } from "./bands.ts";
import { conditions } from "./conditions.ts";
import { events } from "./events.ts";
import { explanation } from "./explanation.ts";
import { figures } from "./figures.ts";
import { leads } from "./screens/leads.ts";
import { shell } from "./screens/shell.ts";

export const first = {
  figures,
  explanation,
  bands,
  conditions,
  events,
  screens: { shell, leads },
} satisfies First;
