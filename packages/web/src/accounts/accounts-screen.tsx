import { Group, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue, useMediaQuery } from "@mantine/hooks";
import { IconSearch, IconUsers } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useSay } from "../say.tsx";
import { Band } from "../ui/band.tsx";
import { Points } from "../ui/figures.tsx";
import { Screen } from "../ui/screen.tsx";
import { Empty, Failed, Rows } from "../ui/states.tsx";
import { useLiveModels } from "../ui/use-model.ts";
import { useUntilFound } from "../ui/use-until-found.ts";
import { type ListedAccount, useAccounts } from "./use-accounts.ts";
import "./accounts.css";

const TYPING = 250;

/** Companies, ranked by their own score or by the best of their people. */
export function AccountsScreen() {
  const { accounts: say } = useSay().screens;
  const models = useLiveModels("account");
  const [text, setText] = useState("");
  const [search] = useDebouncedValue(text.trim(), TYPING);
  const model = models?.[0]?.name;
  const { accounts, query } = useAccounts(search);
  return (
    <Screen title={say.title} about={models && (model === undefined ? say.byBest : say.byScore)}>
      <TextInput
        type="search"
        size="xs"
        maw={320}
        placeholder={say.search}
        aria-label={say.search}
        title={say.searchHint}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Found accounts={accounts} query={query} isSearch={search !== ""} />
    </Screen>
  );
}

type Found = ReturnType<typeof useAccounts>;

function Found(props: Found & { readonly isSearch: boolean }) {
  const { accounts, query, isSearch } = props;
  const { accounts: say } = useSay().screens;
  const isLooking = useUntilFound(query, accounts.length);
  if (query.isError && accounts.length === 0) return <Failed error={query.error} reset={() => void query.refetch()} />;
  if (query.isPending || isLooking) return <Rows count={12} />;
  if (accounts.length === 0)
    return <Empty title={isSearch ? say.nothingFits : say.none} hint={isSearch ? say.searchHint : say.noneHint} />;
  return (
    <AccountList
      accounts={accounts}
      hasMore={query.hasNextPage && !query.isFetchingNextPage}
      onMore={() => void query.fetchNextPage()}
    />
  );
}

const ROW = 56;
const CARD = 96;
const AHEAD = 20;

/** The rows that can be seen; arrow keys walk, Enter opens. */
function AccountList(props: {
  readonly accounts: readonly ListedAccount[];
  readonly hasMore: boolean;
  readonly onMore: () => void;
}) {
  const { accounts, hasMore, onMore } = props;
  const { accounts: say } = useSay().screens;
  const isNarrow = useMediaQuery("(max-width: 48em)") ?? false;
  const navigate = useNavigate();
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const rows = useVirtualizer({
    count: accounts.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (isNarrow ? CARD : ROW),
    overscan: 6,
    getItemKey: (index) => accounts[index]?.id ?? index,
  });
  const seen = rows.getVirtualItems();
  const last = seen.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= accounts.length - AHEAD) onMore();
  }, [hasMore, last, accounts.length, onMore]);
  const walk = (to: number) => {
    const next = Math.min(Math.max(to, 0), accounts.length - 1);
    setAt(next);
    rows.scrollToIndex(next);
    // The row may only be drawn after the list has moved there.
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-at="${next}"]`)?.focus());
  };
  const open = (id: string | undefined) => {
    if (id !== undefined) void navigate({ to: "/accounts/$id", params: { id } });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const steps: Readonly<Record<string, () => void>> = {
      ArrowDown: () => walk(at + 1),
      j: () => walk(at + 1),
      ArrowUp: () => walk(at - 1),
      k: () => walk(at - 1),
      PageDown: () => walk(at + 10),
      PageUp: () => walk(at - 10),
      Home: () => walk(0),
      End: () => walk(accounts.length - 1),
      Enter: () => open(accounts[at]?.id),
    };
    const step = Object.hasOwn(steps, event.key) ? steps[event.key] : undefined;
    if (!step) return;
    event.preventDefault();
    step();
  };
  const headings = [say.account, say.people, say.best, say.score, say.band];
  return (
    <div ref={scroller} className="accounts-scroller" role="table" aria-label={say.title} onKeyDown={onKeyDown}>
      {!isNarrow && (
        <div className="accounts-head" role="row">
          {headings.map((heading) => (
            <Text
              key={heading}
              component="span"
              role="columnheader"
              size="xs"
              fw={600}
              c="dimmed"
              ta={heading === say.people || heading === say.score ? "end" : "start"}
            >
              {heading}
            </Text>
          ))}
        </div>
      )}
      <div role="rowgroup" style={{ height: rows.getTotalSize(), position: "relative" }}>
        {seen.map(({ index, key, start, size }) => {
          const account = accounts[index];
          if (!account) return null;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the table around listens to the keys.
            <div
              key={key}
              role="row"
              aria-rowindex={index + 1}
              data-at={index}
              tabIndex={index === at ? 0 : -1}
              className={isNarrow ? "accounts-card" : "accounts-row"}
              style={{ transform: `translateY(${start}px)`, height: size }}
              onFocus={() => setAt(index)}
              onClick={() => open(account.id)}
            >
              <AccountCells account={account} isNarrow={isNarrow} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function AccountCells({ account, isNarrow }: { readonly account: ListedAccount; readonly isNarrow: boolean }) {
  const { screens, figures } = useSay();
  const { accounts: say } = screens;
  const { key, name, traits, members, score, best } = account;
  const standing = score ?? best?.score;
  const about = [traits["industry"], traits["country"]].filter((one) => typeof one === "string").join(" · ");
  const title = (
    <Stack gap={0} miw={0}>
      <Text size="sm" fw={600} truncate>
        {name ?? key}
      </Text>
      <Text size="xs" c="dimmed" truncate>
        {about}
      </Text>
    </Stack>
  );
  const bestName = best && (
    <Text size="sm" truncate>
      {best.name ?? best.email ?? say.unknown}
      {score && best.score.total !== null && ` (${figures.points(best.score.total * 100)})`}
    </Text>
  );
  const band = standing && <Band band={standing.band} model={standing.model} />;
  if (isNarrow)
    return (
      <span role="cell">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          {title}
          <Points points={standing?.total ?? null} fw={700} size="xl" />
        </Group>
        <Group justify="space-between" wrap="nowrap" gap="xs" mt={6}>
          {band}
          <Group gap={4} c="dimmed" wrap="nowrap">
            <IconUsers size={14} aria-hidden />
            <Text size="xs">{say.peopleCount(members)}</Text>
          </Group>
        </Group>
      </span>
    );
  return (
    <>
      <span role="cell">{title}</span>
      <span role="cell" className="accounts-number">
        <Text size="sm">{figures.number(members)}</Text>
      </span>
      <span role="cell">{bestName}</span>
      <span role="cell" className="accounts-number">
        <Points points={standing?.total ?? null} size="lg" fw={700} />
      </span>
      <span role="cell">{band}</span>
    </>
  );
}
