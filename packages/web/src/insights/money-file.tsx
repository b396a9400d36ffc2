import { Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Answered } from "../api.ts";
import { useSay } from "../say.tsx";
import { FileDrop, FileReport } from "../ui/file-drop.tsx";
import { Problem } from "../ui/states.tsx";
import { refreshMoney } from "./money.ts";

type Taken = Answered<"costs", "import">;

/** Takes costs or rates of a CSV file; then it is told which lines were not taken, and why. */
export function MoneyFile(props: {
  readonly title: string;
  readonly hint: string;
  readonly onFile: (text: string) => Promise<Taken>;
}) {
  const { title, hint, onFile } = props;
  const { money: say } = useSay().screens.insights.kpis;
  const queries = useQueryClient();
  const { data, error, isPending, mutate } = useMutation({
    mutationFn: async (file: File) => onFile(await file.text()),
    onSuccess: () => refreshMoney(queries),
  });
  return (
    <Stack gap="xs">
      <FileDrop title={title} hint={hint} choose={say.choose} isBusy={isPending} onFile={mutate} />
      <Problem error={error} />
      {data && (
        <FileReport
          taken={say.taken(data.taken, data.known)}
          refused={say.refused(data.refusedCount)}
          lines={data.refused.map(({ line, code, column }) => ({
            line,
            text: say.line(line, say.codes[code], column),
          }))}
        />
      )}
    </Stack>
  );
}
