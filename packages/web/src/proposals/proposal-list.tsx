import { Badge, Button, Card, Group, List, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconArrowBackUp, IconCheck, IconX } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client } from "../api.ts";
import { useMe } from "../app/session.ts";
import type { WholeModel } from "../models/model.ts";
import { useTaggedDraft } from "../models/use-tagged-draft.ts";
import { useSay } from "../say.tsx";
import { useTimes } from "../ui/figures.tsx";
import { LinkText } from "../ui/links.tsx";
import { Problem } from "../ui/states.tsx";
import { useAuthor } from "../ui/use-author.ts";
import { KINDS, type Kind, type Proposed, standingOf } from "./proposals.ts";
import { useProposalWords } from "./use-proposal-words.ts";

type Shown = { readonly study: string; readonly model: WholeModel };

/** The proposals by kind, each with its evidence and what was made of it. */
export function ProposalList(props: Shown & { readonly proposed: readonly Proposed[] }) {
  const { study, model, proposed } = props;
  return (
    <Stack gap="lg">
      {KINDS.map((kind) => {
        const own = proposed.filter(({ proposal }) => proposal.kind === kind);
        return own.length > 0 && <OfKind key={kind} kind={kind} study={study} model={model} proposed={own} />;
      })}
    </Stack>
  );
}

function OfKind(props: Shown & { readonly kind: Kind; readonly proposed: readonly Proposed[] }) {
  const { kind, study, model, proposed } = props;
  const { proposals: say } = useSay().screens;
  return (
    <Stack gap="sm" component="section">
      <Title order={2} size="h5">
        {say.kinds[kind]}
      </Title>
      {proposed.map((one) => (
        <OneProposal key={one.proposal.id} study={study} model={model} proposed={one} />
      ))}
    </Stack>
  );
}

function OneProposal({ study, model, proposed }: Shown & { readonly proposed: Proposed }) {
  const { proposals: say } = useSay().screens;
  const { can } = useMe();
  const author = useAuthor();
  const { ago } = useTimes();
  const { proposal, decision, stale } = proposed;
  const { title, evidence } = useProposalWords(model, proposal);
  const standing = standingOf(proposed, model.draftAt !== null);
  return (
    <Card withBorder padding="md" component="article">
      <Stack gap="xs">
        <Group justify="space-between" align="flex-start">
          <Title order={3} size="h6" flex={1} miw={200}>
            {title}
          </Title>
          {standing !== "new" && <StandingBadge standing={standing} />}
        </Group>
        <List size="sm" spacing={2}>
          {evidence.map((line) => (
            <List.Item key={line}>{line}</List.Item>
          ))}
        </List>
        {decision && (
          <Text size="xs" c="dimmed">
            {say.decided(say.says[decision.says], author(decision.by), ago(decision.at))}
          </Text>
        )}
        {stale && (standing === "new" || standing === "lost") && (
          <Group gap={6} wrap="nowrap" align="flex-start">
            <Text lh={0} flex="none" mt={2}>
              <IconAlertTriangle size={16} aria-hidden />
            </Text>
            <Text size="sm">{say.stale[stale]}</Text>
          </Group>
        )}
        {can("draft") && <Acts study={study} model={model} proposed={proposed} title={title} />}
      </Stack>
    </Card>
  );
}

const LOOKS = {
  "in-draft": { color: "teal", Icon: IconCheck },
  live: { color: "teal", Icon: IconCheck },
  lost: { color: "yellow", Icon: IconAlertTriangle },
  dismissed: { color: "gray", Icon: IconX },
} as const;

function StandingBadge({ standing }: { readonly standing: keyof typeof LOOKS }) {
  const { proposals: say } = useSay().screens;
  const { color, Icon } = LOOKS[standing];
  return (
    <Badge variant="light" color={color} tt="none" leftSection={<Icon size={12} aria-hidden />}>
      {say.standings[standing]}
    </Badge>
  );
}

/** What can be made of it now: what stands in the draft is changed there. */
function Acts(props: Shown & { readonly proposed: Proposed; readonly title: string }) {
  const { study, model, proposed, title } = props;
  const { proposals: say } = useSay().screens;
  const { stale } = proposed;
  const decide = useDecisions(study, model, proposed.proposal.id);
  const standing = standingOf(proposed, model.draftAt !== null);
  const isOpen = standing === "new" || standing === "lost";
  if (standing === "in-draft")
    return (
      <LinkText to="/models/$name" params={{ name: model.name }} search={{ tab: "draft" }} size="sm">
        {say.toDraft}
      </LinkText>
    );
  return (
    <>
      <Problem error={decide.error} />
      <Group gap="xs">
        {isOpen && (
          <Button
            size="xs"
            aria-label={say.acceptOf(title)}
            disabled={stale !== null || !decide.isReady}
            loading={decide.isBusy}
            leftSection={<IconCheck size={14} aria-hidden />}
            onClick={() => decide.act("accept")}
          >
            {say.accept}
          </Button>
        )}
        {isOpen && (
          <Button
            size="xs"
            variant="default"
            aria-label={say.dismissOf(title)}
            loading={decide.isBusy}
            onClick={() => decide.act("dismiss")}
          >
            {say.dismiss}
          </Button>
        )}
        {standing === "dismissed" && (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            loading={decide.isBusy}
            leftSection={<IconArrowBackUp size={14} aria-hidden />}
            onClick={() => decide.act("restore")}
          >
            {say.restore}
          </Button>
        )}
      </Group>
    </>
  );
}

type Act = "accept" | "dismiss" | "restore";

/** What can be made of a proposal: it is written into the draft as that was read. */
function useDecisions(study: string, { name, draftAt }: WholeModel, id: string) {
  const queries = useQueryClient();
  const draft = useTaggedDraft(name);
  const deciding = useMutation({
    mutationFn: async (act: Act): Promise<unknown> => {
      if (act !== "accept") return client.proposals[act]({ params: { id: study }, body: { proposals: [id] } });
      const tag = draft.data?.tag;
      return client.proposals.accept(
        { params: { name }, body: { study, accept: [id] } },
        { ...(tag && { ifMatch: tag }) },
      );
    },
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ["models"] });
      await queries.invalidateQueries({ queryKey: ["proposals"] });
    },
  });
  const isReady = draftAt === null || draft.data !== undefined;
  return { act: deciding.mutate, isBusy: deciding.isPending, error: deciding.error, isReady };
}
