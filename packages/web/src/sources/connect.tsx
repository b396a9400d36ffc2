import { Alert, Anchor, Button, Group, Loader, Tabs, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { ask } from "../api.ts";
import { useSay } from "../say.tsx";
import { CopyableText } from "../ui/copyable.tsx";
import { SidePanel } from "../ui/side-panel.tsx";
import type { Arrival } from "./arrivals.ts";
import { sumOf } from "./books.ts";
import { type Snippet, snippetsOf } from "./snippets.ts";
import type { Source } from "./source.ts";
import { useArrivals } from "./use-arrivals.ts";

/** The snippets of a source, filled in, and the wait for its first event. */
export function Connect({ source, onClose }: { readonly source: Source; readonly onClose: () => void }) {
  const { connect } = useSay().screens.sources;
  const snippets = snippetsOf(source.kind, { host: location.origin, writeKey: source.writeKey });
  const first = snippets[0];
  return (
    <SidePanel title={connect.titleOf(source.name)} onClose={onClose}>
      {first ? (
        <Tabs defaultValue={first.id} keepMounted={false}>
          {snippets.length > 1 && (
            <Tabs.List mb="sm">
              {snippets.map(({ id }) => (
                <Tabs.Tab key={id} value={id}>
                  {labelOf(id, connect)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
          )}
          {snippets.map((snippet) => (
            <Tabs.Panel key={snippet.id} value={snippet.id}>
              <Text size="sm" mb="xs">
                {hintOf(snippet.id, source.kind, connect)}
              </Text>
              <CopyableText text={snippet.text} label={labelOf(snippet.id, connect)} />
            </Tabs.Panel>
          ))}
        </Tabs>
      ) : (
        <Group>
          <Text size="sm">{connect.filesHint}</Text>
          <Button component={Link} to="/imports" variant="light">
            {connect.toImports}
          </Button>
        </Group>
      )}
      {first && (source.disabledAt === null ? <FirstEvent source={source} /> : <Disabled text={connect.disabled} />)}
    </SidePanel>
  );
}

type Words = ReturnType<typeof useSay>["screens"]["sources"]["connect"];

function labelOf(id: Snippet["id"], connect: Words): string {
  return connect[id];
}

function hintOf(id: Snippet["id"], kind: Source["kind"], connect: Words): string {
  if (id === "address") return connect.webhookHint;
  if (kind === "cloudevents") return connect.cloudeventsHint;
  return connect[`${id}Hint`];
}

function Disabled({ text }: { readonly text: string }) {
  return (
    <Alert color="yellow" icon={<IconAlertTriangle />}>
      {text}
    </Alert>
  );
}

const EVERY = 3000;

/** Waits for an event of the source: told of by the stream at once, or else seen in the books. */
function FirstEvent({ source }: { readonly source: Source }) {
  const { connect } = useSay().screens.sources;
  const [last, setLast] = useState<Arrival>();
  useArrivals(source.id, (told) => {
    if (told.event === "arrival") setLast(told.data);
  });
  const books = useQuery({ ...ask("books", "list", { query: { source: source.id } }), refetchInterval: EVERY });
  const { received, quarantined } = sumOf(books.data?.items ?? []);
  const isRefused = last ? last.outcome === "quarantined" : received > 0 && received === quarantined;
  return (
    <div aria-live="polite">
      {received === 0 && !last ? (
        <Group gap="sm" wrap="nowrap">
          <Loader size="sm" type="dots" />
          <Text size="sm">{connect.waiting}</Text>
        </Group>
      ) : isRefused ? (
        <Alert color="orange" icon={<IconAlertTriangle />} title={connect.quarantined}>
          <Anchor component={Link} to="/data" size="sm">
            {connect.toHealth}
          </Anchor>
        </Alert>
      ) : (
        <Alert color="teal" icon={<IconCircleCheck />} title={connect.arrived}>
          {last?.name || last?.type ? connect.last(last.name ?? last.type ?? "") : null}
        </Alert>
      )}
    </div>
  );
}
