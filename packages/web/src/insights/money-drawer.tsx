import { Drawer, Tabs } from "@mantine/core";
import { useState } from "react";
import { useSay } from "../say.tsx";
import { CostsPart } from "./costs-part.tsx";
import { RatesPart } from "./rates-part.tsx";

/** What channels cost and what currencies are worth: entered by hand or taken from files. */
export function MoneyDrawer({ start, onClose }: { readonly start: "costs" | "rates"; readonly onClose: () => void }) {
  const { insights, shell } = useSay().screens;
  const { money: say } = insights.kpis;
  const [part, setPart] = useState<string | null>(start);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="xl"
      title={say.title}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <Tabs value={part} onChange={setPart} keepMounted={false}>
        <Tabs.List aria-label={say.title}>
          <Tabs.Tab value="costs">{say.costs}</Tabs.Tab>
          <Tabs.Tab value="rates">{say.rates}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="costs" pt="md">
          <CostsPart />
        </Tabs.Panel>
        <Tabs.Panel value="rates" pt="md">
          <RatesPart />
        </Tabs.Panel>
      </Tabs>
    </Drawer>
  );
}
