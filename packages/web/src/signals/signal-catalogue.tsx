import { Group, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ask } from "../api.ts";
import { useSay } from "../say.tsx";
import { Asked, Empty, Rows } from "../ui/states.tsx";
import { type Shown, type Signal, signalsFound } from "./signal.ts";
import { SignalRow } from "./signal-row.tsx";

const SOON = 2000;
const LATER = 60_000;

/** All signals, found by what they are called or by the events they listen to. */
export function SignalCatalogue() {
  const { signals: say } = useSay().screens;
  const all = useQuery({
    ...ask("signals", "list"),
    refetchInterval: ({ state }) => (state.data?.items.some((one) => one.state === "filling") ? SOON : LATER),
  });
  return (
    <Asked query={all} waiting={<Rows count={10} />}>
      {({ items }) =>
        items.length === 0 ? <Empty title={say.none} hint={say.noneHint} /> : <Catalogue signals={items} />
      }
    </Asked>
  );
}

function Catalogue({ signals }: { readonly signals: readonly Signal[] }) {
  const { screens, figures } = useSay();
  const { signals: say } = screens;
  const [search, setSearch] = useState("");
  const [shown, setShown] = useState<Shown>("all");
  const found = signalsFound(signals, shown, search);
  const entry = (value: Shown) => ({
    value,
    label: `${say.filters[value]} ${figures.number(signalsFound(signals, value, "").length)}`,
  });
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <TextInput
          type="search"
          size="xs"
          w={240}
          placeholder={say.search}
          aria-label={say.search}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
        <SegmentedControl
          size="xs"
          aria-label={say.only}
          value={shown}
          onChange={(value) => setShown(value as Shown)}
          data={[entry("all"), entry("unused"), entry("filling")]}
        />
      </Group>
      {found.length === 0 ? (
        <Empty title={say.nothingFits} />
      ) : (
        <ul className="signals-list" aria-label={say.title}>
          {found.map((signal) => (
            <SignalRow key={signal.key} signal={signal} />
          ))}
        </ul>
      )}
    </Stack>
  );
}
