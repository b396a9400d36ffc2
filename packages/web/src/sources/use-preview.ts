import { previewFile } from "@plumbline/connectors/preview";
import { useQuery } from "@tanstack/react-query";
import { type Encoding, textOf, WrongEncoding } from "./read-file.ts";

/** What a file seems to hold, read in this browser; nothing is sent. With `instead`, where it is not UTF-8. */
export function usePreview(file: File, chosen: Encoding | undefined, instead: Encoding) {
  return useQuery({
    queryKey: ["preview", file.name, file.size, file.lastModified, chosen, instead],
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: async () => {
      const read = async (encoding: Encoding) => ({
        encoding,
        preview: await previewFile(file.name, textOf(file, encoding)),
      });
      try {
        return await read(chosen ?? "utf-8");
      } catch (error) {
        if (chosen !== undefined || !(error instanceof WrongEncoding)) throw error;
        return await read(instead);
      }
    },
  });
}
