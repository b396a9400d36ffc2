import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useSubjects } from "../models/use-subjects.ts";
import { useSay } from "../say.tsx";
import { useTrialWords } from "./trial-words.ts";

/** Finds a lead by the beginning of a name, an address or a company; or an account by its name. */
export function SubjectPicker(props: {
  readonly model: string;
  readonly of: "lead" | "account";
  readonly onPick: (id: string) => void;
}) {
  const { model, of, onPick } = props;
  const { leads, accounts, condition } = useSay().screens;
  const { pickLead } = useTrialWords();
  const [search, setSearch] = useState("");
  const [asked] = useDebouncedValue(search.trim(), 250);
  const { items, isFetching } = useSubjects(of, asked, true);
  return (
    <Select
      key={`${model} ${of}`}
      size="xs"
      flex={1}
      miw={0}
      label={pickLead}
      placeholder={of === "lead" ? leads.search : accounts.search}
      searchable
      value={null}
      searchValue={search}
      onSearchChange={setSearch}
      nothingFoundMessage={isFetching ? undefined : condition.nothingOffered}
      // The server has searched already.
      filter={({ options }) => options}
      data={items.map(({ id, name }) => ({ value: id, label: name ?? leads.unknown }))}
      onChange={(id) => {
        if (id === null) return;
        onPick(id);
        setSearch("");
      }}
    />
  );
}
