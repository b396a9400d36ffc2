import { Alert, Button, Card, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconPencil } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { tagged } from "../tagged.ts";
import { useDraft } from "../ui/draft.ts";
import { LinkButton } from "../ui/links.tsx";
import { Screen } from "../ui/screen.tsx";
import { Asked } from "../ui/states.tsx";
import { calledSegment, draftOf, NEW_SEGMENT, type SegmentDraft, type WholeSegment } from "./segment.ts";
import { SegmentActions } from "./segment-actions.tsx";
import { SegmentChanges } from "./segment-changes.tsx";
import { SegmentDefinition } from "./segment-definition.tsx";
import { SegmentFill } from "./segment-fill.tsx";
import { SegmentForm } from "./segment-form.tsx";
import { SegmentMembers } from "./segment-members.tsx";
import { SegmentTrend } from "./segment-trend.tsx";
import { Kind, State } from "./segments-screen.tsx";
import { useFollowing } from "./use-following.ts";
import { UsedBy } from "./used-by.tsx";

const route = getRouteApi("/inside/segments/$id");
const NEW = "new";
const SOON = 2000;

/** One segment; at the address `new` one that is yet to be made. */
export function SegmentScreen() {
  const { id } = route.useParams();
  return id === NEW ? <NewSegment /> : <KnownSegment key={id} id={id} />;
}

function NewSegment() {
  const { segments: say } = useSay().screens;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const draft = useDraft<SegmentDraft>("segment.new", NEW_SEGMENT);
  return (
    <Screen title={say.create}>
      <SegmentForm
        draft={draft}
        onClose={() => {
          draft.drop();
          void navigate({ to: "/segments" });
        }}
        onSaved={({ id }) => {
          draft.drop();
          void queries.invalidateQueries({ queryKey: ["segments"] });
          void navigate({ to: "/segments/$id", params: { id }, replace: true });
        }}
      />
    </Screen>
  );
}

function KnownSegment({ id }: { readonly id: string }) {
  const { segments: say } = useSay().screens;
  useFollowing(id);
  const found = useQuery({
    queryKey: ["segments", "tagged", id],
    queryFn: async ({ signal }) => {
      const { tag, ...segment } = await tagged((onTag) => client.segments.get({ params: { id } }, { signal, onTag }));
      return { segment, tag: tag ?? null };
    },
    refetchInterval: ({ state }) => (state.data && state.data.segment.state !== "live" ? SOON : false),
  });
  if (!found.data)
    return (
      <Screen title={say.segment}>
        <Asked query={found}>{() => null}</Asked>
      </Screen>
    );
  return <Standing {...found.data} />;
}

function Standing(props: { readonly segment: WholeSegment; readonly tag: string | null }) {
  const { segment, tag } = props;
  const { segments: say, shell } = useSay().screens;
  const { can } = useMe();
  const queries = useQueryClient();
  const draft = useDraft<SegmentDraft>(`segment.${segment.id}`, draftOf(segment, tag));
  // Whoever had begun to change it finds it open again.
  const [isEditing, setIsEditing] = useState(draft.isKept && can("write"));
  const close = () => {
    draft.drop();
    setIsEditing(false);
  };
  const title = calledSegment(segment);
  if (isEditing)
    return (
      <Screen title={say.editTitle(title)}>
        <SegmentForm
          draft={draft}
          segment={segment}
          onClose={close}
          onSaved={() => {
            close();
            void queries.invalidateQueries({ queryKey: ["segments"] });
          }}
        />
      </Screen>
    );
  return (
    <Screen
      title={title}
      about={segment.note || undefined}
      actions={
        <>
          <LinkButton to="/leads" search={{ segment: segment.name }} variant="default">
            {say.inLeads}
          </LinkButton>
          {can("write") && (
            <Button
              variant="default"
              leftSection={<IconPencil size={16} aria-hidden />}
              onClick={() => setIsEditing(true)}
            >
              {shell.edit}
            </Button>
          )}
          <SegmentActions segment={segment} />
        </>
      }
    >
      <Group gap="sm">
        <Kind kind={segment.kind} />
        <Text fw={700}>{say.members(segment.size)}</Text>
        <State segment={segment} />
      </Group>
      {segment.outdated.length > 0 && <Outdated segment={segment} />}
      {segment.kind === "live" ? (
        <SegmentDefinition segment={segment} />
      ) : (
        can("write") && <SegmentFill id={segment.id} />
      )}
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        <Card withBorder padding="md" component="section">
          <SegmentTrend id={segment.id} />
        </Card>
        <SegmentChanges id={segment.id} />
      </SimpleGrid>
      <SegmentMembers segment={segment} />
      <Stack gap={4} component="section" aria-label={say.uses}>
        <Text fw={600} size="sm">
          {say.uses}
        </Text>
        <UsedBy holders={segment.usedBy} />
      </Stack>
    </Screen>
  );
}

function Outdated({ segment }: { readonly segment: WholeSegment }) {
  const { screens, figures } = useSay();
  const names = figures.list(segment.outdated.map(({ name }) => figures.quote(name)));
  return (
    <Alert color="orange" variant="light" icon={<IconAlertTriangle />} role="status">
      {screens.segments.outdated(names)}
    </Alert>
  );
}
