import { useQuery } from "@tanstack/react-query";
import { ask, client } from "../api.ts";

/** All presets; they come with the server and do not change while it runs. */
export function usePresets() {
  return useQuery({ ...ask("presets", "list"), staleTime: Number.POSITIVE_INFINITY });
}

/** A preset's text and what it means; the server reads it, so that the screens need not. */
export function usePreset(name: string) {
  return useQuery({
    queryKey: ["presets", "read", name],
    queryFn: async () => {
      const { text } = await client.presets.get({ params: { name } });
      const { body } = await client.models.validate({ body: text });
      return { text, body };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}
