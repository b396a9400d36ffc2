import { useQuery } from "@tanstack/react-query";
import { type Answered, ask, client } from "../api.ts";

/** A draft with its tag: what is done with it is done with what was read. */
export type TaggedDraft = Answered<"models", "draft"> & { readonly tag: string | undefined };

export function useTaggedDraft(name: string) {
  const params = { name };
  return useQuery({
    queryKey: [...ask("models", "draft", { params }).queryKey, "tagged"],
    queryFn: async ({ signal }): Promise<TaggedDraft> => {
      let tag: string | undefined;
      const onTag = (told: string) => {
        tag = told;
      };
      const draft = await client.models.draft({ params }, { signal, onTag });
      return { ...draft, tag };
    },
  });
}
