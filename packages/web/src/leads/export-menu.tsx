import { Button, Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { shown } from "../api.ts";
import { useFirstSay } from "../say.tsx";
import { exportAddress } from "./export-address.ts";
import type { FilterAsked } from "./leads-search.ts";

/** Takes everyone that the filter finds away as a file. */
export function ExportMenu(props: {
  readonly filter: FilterAsked;
  readonly count: { readonly value: number; readonly isEstimate: boolean } | undefined;
}) {
  const { filter, count } = props;
  const { leads: say } = useFirstSay().screens;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button size="xs" variant="default" leftSection={<IconDownload size={14} aria-hidden />}>
          {say.export.title}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {count && <Menu.Label>{say.export.all(count.value, count.isEstimate)}</Menu.Label>}
        {(["csv", "ndjson"] as const).map((format) => (
          <Menu.Item key={format} component="a" href={exportAddress(filter, format, shown.workspace)} download>
            {say.export[format]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
