import type { Answered } from "../api.ts";

export type ListedModel = Answered<"models", "list">["items"][number];
export type WholeModel = Answered<"models", "get">;
