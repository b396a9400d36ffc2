import { z } from "zod";
import { model } from "./model-schema.ts";

/** The grammar of model files as JSON Schema (draft 2020-12), for editors and other programs. */
export function modelJsonSchema(): Readonly<Record<string, unknown>> {
  return { ...z.toJSONSchema(model, { io: "input" }), title: "Plumbline model" };
}
