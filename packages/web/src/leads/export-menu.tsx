import { Button, Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { client } from "../api.ts";
import { useFirstSay } from "../say.tsx";
import { Problem } from "../ui/states.tsx";
import type { FilterAsked } from "./leads-search.ts";

const TYPES = { csv: "text/csv", ndjson: "application/x-ndjson" } as const;
type Format = keyof typeof TYPES;

/** Takes everyone that the filter finds away as a file. */
export function ExportMenu(props: {
  readonly filter: FilterAsked;
  readonly count: { readonly value: number; readonly isEstimate: boolean } | undefined;
}) {
  const { filter, count } = props;
  const { leads: say } = useFirstSay().screens;
  const taking = useMutation({
    mutationFn: async (format: Format) => {
      const bytes = await client.leads.export({ query: { ...filter, format } });
      save(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: TYPES[format] }), format);
    },
  });
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button
            size="xs"
            variant="default"
            loading={taking.isPending}
            title={taking.isPending ? say.export.running : undefined}
            leftSection={<IconDownload size={14} aria-hidden />}
          >
            {say.export.title}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {count && <Menu.Label>{say.export.all(count.value, count.isEstimate)}</Menu.Label>}
          <Menu.Item onClick={() => taking.mutate("csv")}>{say.export.csv}</Menu.Item>
          <Menu.Item onClick={() => taking.mutate("ndjson")}>{say.export.ndjson}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Problem error={taking.error} />
    </>
  );
}

function save(file: Blob, format: Format): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `leads-${new Date().toISOString().slice(0, 10)}.${format}`;
  link.click();
  // The browser has begun to save it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
