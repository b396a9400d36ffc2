import { Button, Group, Menu, Stack, Table, Text, Textarea } from "@mantine/core";
import { IconArrowLeft, IconDownload } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Answered, ask, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { useDraft } from "../ui/draft.ts";
import { useTimes } from "../ui/figures.tsx";
import { LinkText } from "../ui/links.tsx";
import { saveFile } from "../ui/save-file.ts";
import { Asked, Problem, Rows } from "../ui/states.tsx";
import { useAuthor } from "../ui/use-author.ts";
import { useCivilDay } from "../ui/use-civil-day.ts";
import { type LiveModel, useModelVersion } from "../ui/use-model.ts";
import { csvOf } from "./csv.ts";
import type { WholeModel } from "./model.ts";
import { Part } from "./part.tsx";
import { ruleRows } from "./rule-rows.ts";
import { RuleTable } from "./rule-table.tsx";
import { SignOffs } from "./sign-offs.tsx";

type WholeReview = Answered<"reviews", "get">;

const SOON = 1500;

/** A review: what was found when it began, what was noted, and who signed. */
export function ReviewView({ model, id }: { readonly model: WholeModel; readonly id: string }) {
  const { reviews: say } = useSay().screens.models;
  const query = useQuery({
    ...ask("reviews", "get", { params: { id } }),
    refetchInterval: ({ state }) => (state.data?.report.rules?.state === "counted" ? false : SOON),
  });
  return (
    <Stack gap="lg">
      <LinkText to="/models/$name" params={{ name: model.name }} search={{ tab: "reviews" }} size="sm">
        <IconArrowLeft size={14} aria-hidden /> {say.back}
      </LinkText>
      <Asked query={query}>{(review) => <Reviewed review={review} model={model} />}</Asked>
    </Stack>
  );
}

function Reviewed({ review, model }: { readonly review: WholeReview; readonly model: WholeModel }) {
  const { reviews: say } = useSay().screens.models;
  const { day, instant } = useTimes();
  const dayOf = useCivilDay();
  const author = useAuthor();
  const version = useModelVersion(model.name, review.version);
  const hash = model.history.find(({ number }) => number === review.version)?.hash ?? null;
  if (!version) return <Rows />;
  return (
    <Stack gap="xl">
      <Part
        title={say.title(day(dayOf(review.startedAt)))}
        hint={say.started(author(review.startedBy), instant(review.startedAt))}
        actions={<Downloads review={review} version={version} />}
      >
        <Notes key={String(review.endedAt)} review={review} />
      </Part>
      <SignOffs name={model.name} hash={hash} signOffs={review.signOffs} review={review.id} />
      <Group align="flex-start" gap="xl">
        <Bands review={review} version={version} />
        <Transitions review={review} version={version} />
        <Feedback review={review} />
      </Group>
      <Part title={say.report}>
        {review.report.rules === null || review.report.rules.state === "counting" ? (
          <Text size="sm" c="dimmed" role="status">
            {say.counting}
          </Text>
        ) : (
          <RuleTable
            rows={ruleRows(version.body, [], review.report.rules)}
            names={version.names}
            model={model.name}
            isLinked={false}
          />
        )}
      </Part>
    </Stack>
  );
}

function Notes({ review }: { readonly review: WholeReview }) {
  const { screens } = useSay();
  const { reviews: say } = screens.models;
  const { can } = useMe();
  const { instant } = useTimes();
  const queries = useQueryClient();
  const [isEnding, setEnding] = useState(false);
  const notes = useDraft(`review.${review.id}`, review.notes);
  const params = { id: review.id };
  const refresh = async (saved: string) => {
    await queries.invalidateQueries({ queryKey: ["reviews"] });
    notes.sent(saved);
  };
  const saving = useMutation({
    mutationFn: (written: string) => client.reviews.note({ params, body: { notes: written } }),
    onSuccess: (_, written) => refresh(written),
  });
  if (review.endedAt !== null || !can("draft"))
    return (
      <Stack gap={4}>
        {review.endedAt !== null && (
          <Text size="sm" c="dimmed">
            {say.ended(instant(review.endedAt))}
          </Text>
        )}
        <Text size="sm" className="models-notes">
          {review.notes || screens.shell.none}
        </Text>
      </Stack>
    );
  return (
    <Stack gap="xs" maw={760}>
      <Textarea
        label={say.notes}
        description={say.notesHint}
        value={notes.value}
        maxLength={50_000}
        autosize
        minRows={4}
        onChange={({ currentTarget }) => notes.set(currentTarget.value)}
      />
      <Problem error={saving.error} />
      <Group gap="xs">
        <Button
          variant="default"
          loading={saving.isPending}
          disabled={notes.value === review.notes}
          onClick={() => saving.mutate(notes.value)}
        >
          {say.saveNotes}
        </Button>
        <Button variant="subtle" onClick={() => setEnding(true)}>
          {say.end}
        </Button>
      </Group>
      {isEnding && (
        <Confirm
          title={say.endTitle}
          hint={say.endHint}
          act={say.end}
          isGrave={false}
          onConfirm={async () => {
            await client.reviews.note({ params, body: { notes: notes.value, isEnded: true } });
            await refresh(notes.value);
          }}
          onClose={() => setEnding(false)}
        />
      )}
    </Stack>
  );
}

type Shown = { readonly review: WholeReview; readonly version: LiveModel };

function Figures(props: {
  readonly title: string;
  readonly hint?: string | undefined;
  readonly rows: readonly (readonly [string, number])[];
  readonly none: string;
}) {
  const { title, hint, rows, none } = props;
  const { figures } = useSay();
  return (
    <Stack gap={4} miw={220}>
      <Text fw={600} size="sm">
        {title}
      </Text>
      {hint && (
        <Text size="xs" c="dimmed">
          {hint}
        </Text>
      )}
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      ) : (
        <Table aria-label={title} verticalSpacing={4}>
          <Table.Tbody>
            {rows.map(([what, n]) => (
              <Table.Tr key={what}>
                <Table.Td>{what}</Table.Td>
                <Table.Td ta="right">{figures.number(n)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}

function useCalled({ names }: LiveModel) {
  const { overview } = useSay().screens.models;
  return (band: string | null) => (band === null ? overview.noBand : names.band(band));
}

function Bands({ review, version }: Shown) {
  const { screens } = useSay();
  const called = useCalled(version);
  // From the highest band down.
  const place = (band: string | null) => version.bands.findIndex(({ name }) => name === band);
  const rows = review.report.bands
    .toSorted((a, b) => place(b.band) - place(a.band))
    .map(({ band, leads }) => [called(band), leads] as const);
  return <Figures title={screens.models.reviews.bands} rows={rows} none={screens.shell.none} />;
}

function Transitions({ review, version }: Shown) {
  const { reviews: say } = useSay().screens.models;
  const { day } = useTimes();
  const dayOf = useCivilDay();
  const called = useCalled(version);
  const { transitions, since } = review.report;
  return (
    <Figures
      title={say.transitions}
      hint={since === null ? undefined : say.since(day(dayOf(since)))}
      rows={transitions.map(({ from, to, count }) => [`${called(from)} → ${called(to)}`, count] as const)}
      none={say.noTransitions}
    />
  );
}

function Feedback({ review }: { readonly review: WholeReview }) {
  const { reviews: say } = useSay().screens.models;
  const verdicts: Readonly<Record<string, string>> = say.verdicts;
  const said = Object.entries(review.report.feedback ?? {});
  return (
    <Figures
      title={say.feedback}
      rows={said.map(([verdict, n]) => [verdicts[verdict] ?? verdict, n] as const)}
      none={say.noFeedback}
    />
  );
}

function Downloads({ review, version }: Shown) {
  const { reviews: say, overview } = useSay().screens.models;
  const stem = `${review.model}-review-${review.startedAt.slice(0, 10)}`;
  const rules = () => {
    const { share, given, meanPoints, sum, lastOn, limited, rule } = overview;
    const rows = (review.report.rules?.rules ?? []).map((one) => [
      version.names.rule(one.rule),
      version.names.dimension(one.dimension),
      one.share,
      one.leads,
      one.mean,
      one.sum,
      one.lastOn,
      one.taken,
    ]);
    return csvOf([[rule, "", share, given, meanPoints, sum, lastOn, limited], ...rows]);
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          {say.download}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => saveFile(`${stem}.csv`, "text/csv", [rules()])}>{say.csv}</Menu.Item>
        <Menu.Item onClick={() => saveFile(`${stem}.json`, "application/json", [JSON.stringify(review, null, 2)])}>
          {say.json}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
