import { z } from "zod";
import { route } from "./route.ts";
import { modelName } from "./value.ts";

export const presets = {
  list: route({
    name: "presets.list",
    method: "GET",
    path: "/presets",
    scope: "read",
    summary: "The models that come with Plumbline",
    answer: z.strictObject({
      items: z.array(z.strictObject({ name: z.string(), label: z.string().nullable(), note: z.string().nullable() })),
    }),
  }),
  get: route({
    name: "presets.get",
    method: "GET",
    path: "/presets/{name}",
    scope: "read",
    summary: "The text of a preset",
    params: z.strictObject({ name: modelName }),
    answer: z.strictObject({ name: z.string(), text: z.string() }),
    problems: ["not-found"],
  }),
};
