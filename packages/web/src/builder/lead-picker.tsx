import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ask } from "../api.ts";
import { useSay } from "../say.tsx";

/** Finds a lead by the beginning of a name, an address or a company. */
export function LeadPicker({ model, onPick }: { readonly model: string; readonly onPick: (lead: string) => void }) {
  const { builder, leads: say, condition } = useSay().screens;
  const [search, setSearch] = useState("");
  const [asked] = useDebouncedValue(search.trim(), 250);
  const found = useQuery({
    ...ask("leads", "list", { query: { limit: 8, ...(asked && { search: asked }) } }),
    retry: false,
  });
  const items = found.data?.items ?? [];
  return (
    <Select
      key={model}
      size="xs"
      flex={1}
      miw={0}
      label={builder.pickLead}
      placeholder={say.search}
      searchable
      value={null}
      searchValue={search}
      onSearchChange={setSearch}
      nothingFoundMessage={found.isFetching ? undefined : condition.nothingOffered}
      // The server has searched already.
      filter={({ options }) => options}
      data={items.map((lead) => ({ value: lead.id, label: lead.name ?? say.unknown }))}
      onChange={(id) => {
        if (id === null) return;
        onPick(id);
        setSearch("");
      }}
    />
  );
}
