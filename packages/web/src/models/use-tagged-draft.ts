import { useQuery } from "@tanstack/react-query";
import { type Answered, ask, client } from "../api.ts";
import { type Tagged, tagged } from "../tagged.ts";

export type TaggedDraft = Tagged<Answered<"models", "draft">>;

/** The draft of a model with its tag. */
export function useTaggedDraft(name: string) {
  const params = { name };
  return useQuery({
    queryKey: [...ask("models", "draft", { params }).queryKey, "tagged"],
    queryFn: ({ signal }) => tagged((onTag) => client.models.draft({ params }, { signal, onTag })),
  });
}
