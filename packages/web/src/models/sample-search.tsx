import { Combobox, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, ask } from "../api.ts";
import { useSay } from "../say.tsx";

type Lead = Answered<"leads", "list">["items"][number];

const TYPING = 250;
const FEW = 8;

/** Finds a lead by name or address, to try a model on. */
export function SampleSearch(props: {
  readonly isFull: boolean;
  readonly most: number;
  readonly taken: readonly string[];
  readonly onPick: (lead: Pick<Lead, "id" | "name">) => void;
}) {
  const { isFull, most, taken, onPick } = props;
  const { models, leads } = useSay().screens;
  const { samples: say, preview } = models;
  const [text, setText] = useState("");
  const [search] = useDebouncedValue(text.trim(), TYPING);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { data } = useQuery({
    ...ask("leads", "list", { query: { search, limit: FEW } }),
    enabled: search !== "",
  });
  const found = (search === "" ? [] : (data?.items ?? [])).filter(({ id }) => !taken.includes(id));
  const pick = (id: string) => {
    const lead = found.find((one) => one.id === id);
    if (lead) onPick(lead);
    setText("");
    combobox.closeDropdown();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={pick}>
      <Combobox.Target>
        <TextInput
          label={say.add}
          placeholder={say.search}
          description={isFull ? say.most(most) : undefined}
          disabled={isFull}
          w={{ base: "100%", xs: 320 }}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={text}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value);
            combobox.openDropdown();
          }}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={search === ""}>
        <Combobox.Options>
          {found.length === 0 && <Combobox.Empty>{leads.nothingFits}</Combobox.Empty>}
          {found.map(({ id, name, email }) => (
            <Combobox.Option key={id} value={id}>
              {name ?? email ?? preview.unnamed}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
