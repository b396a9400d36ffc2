import { Combobox, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useSay } from "../say.tsx";
import { type Subject, useSubjects } from "./use-subjects.ts";

const TYPING = 250;

/** Finds a lead by name or address, or an account by its name, to try a model on. */
export function SampleSearch(props: {
  readonly of: "lead" | "account";
  readonly say: { readonly add: string; readonly search: string; readonly most: (n: number) => string };
  readonly isFull: boolean;
  readonly most: number;
  readonly taken: readonly string[];
  readonly onPick: (picked: Subject) => void;
}) {
  const { of, say, isFull, most, taken, onPick } = props;
  const { models, leads, accounts } = useSay().screens;
  const [text, setText] = useState("");
  const [search] = useDebouncedValue(text.trim(), TYPING);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { items } = useSubjects(of, search, search !== "");
  const found = (search === "" ? [] : items).filter(({ id }) => !taken.includes(id));
  const pick = (id: string) => {
    const picked = found.find((one) => one.id === id);
    if (picked) onPick(picked);
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
          {found.length === 0 && (
            <Combobox.Empty>{of === "lead" ? leads.nothingFits : accounts.nothingFits}</Combobox.Empty>
          )}
          {found.map(({ id, name }) => (
            <Combobox.Option key={id} value={id}>
              {name ?? models.preview.unnamed}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
