import { Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client } from "../api.ts";
import { useSay } from "../say.tsx";
import { FileDrop, FileReport } from "../ui/file-drop.tsx";
import { Problem } from "../ui/states.tsx";

/** Puts on a fixed segment whom a CSV file names. */
export function SegmentFill({ id }: { readonly id: string }) {
  const { segments: say } = useSay().screens;
  const queries = useQueryClient();
  const { data, error, isPending, mutate } = useMutation({
    mutationFn: async (file: File) => client.segments.import({ params: { id }, body: await file.text() }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["segments"] }),
  });
  return (
    <Stack gap="xs">
      <FileDrop title={say.drop} hint={say.dropHint} choose={say.choose} isBusy={isPending} onFile={mutate} />
      <Problem error={error} />
      {data && (
        <FileReport
          taken={say.imported(data.put, data.already)}
          refused={say.missing(data.missingCount)}
          lines={data.missing.map(({ line, value }) => ({ line, text: say.missingLine(line, value) }))}
        />
      )}
    </Stack>
  );
}
