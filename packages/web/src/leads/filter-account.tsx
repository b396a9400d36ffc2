import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ask } from "../api.ts";
import { useSay } from "../say.tsx";

const TYPING = 250;
const SHOWN = 20;

/** The account whose people are on the list, found by a part of its name. */
export function FilterAccount(props: {
  readonly account: string | undefined;
  readonly onAccount: (account: string | undefined) => void;
}) {
  const { account, onAccount } = props;
  const { leads: say } = useSay().screens;
  const [text, setText] = useState("");
  const [search] = useDebouncedValue(text.trim(), TYPING);
  const chosen = useQuery({
    ...ask("accounts", "get", { params: { id: account ?? "" } }),
    enabled: account !== undefined,
  });
  const chosenName = chosen.data?.name ?? chosen.data?.key ?? account;
  // What is chosen stands in the box, and is no search.
  const isSearch = search !== "" && search !== chosenName;
  const found = useQuery({
    ...ask("accounts", "list", { query: { limit: SHOWN, ...(isSearch && { search }) } }),
    placeholderData: keepPreviousData,
  });
  const items = (found.data?.items ?? []).map(({ id, key, name }) => ({ value: id, label: name ?? key }));
  const isListed = account === undefined || items.some(({ value }) => value === account);
  return (
    <Select
      label={say.filter.account}
      placeholder={say.filter.any}
      data={isListed ? items : [{ value: account, label: chosenName ?? account }, ...items]}
      // The server has searched.
      filter={({ options }) => options}
      value={account ?? null}
      searchable
      clearable
      searchValue={text}
      onSearchChange={setText}
      nothingFoundMessage={found.isFetching ? undefined : say.filter.noAccount}
      onChange={(value) => onAccount(value ?? undefined)}
    />
  );
}
