import { Badge, Button, Checkbox, Group, NativeSelect, Stack, Table, Text } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ask, client } from "../api.ts";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Ago } from "../ui/figures.tsx";
import { Asked, Empty, Rows } from "../ui/states.tsx";
import { useAuthor } from "../ui/use-author.ts";
import { Changes } from "./changes.tsx";
import type { WholeModel } from "./model.ts";
import { Part } from "./part.tsx";
import { useTaggedDraft } from "./use-tagged-draft.ts";
import { VersionView } from "./version-view.tsx";

type Version = WholeModel["history"][number];

/** What the model was: every version with who, when and why; any two compared. */
export function VersionsTab({ model }: { readonly model: WholeModel }) {
  const { versions: say } = useSay().screens.models;
  const [shown, setShown] = useState<number>();
  const [reverting, setReverting] = useState<number>();
  if (model.history.length === 0) return <Empty title={say.none} hint={say.noneHint} />;
  return (
    <Stack gap="xl">
      <Table.ScrollContainer minWidth={640}>
        <Table aria-label={say.version} verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              {[say.version, say.at, say.by, say.note, say.signOffs].map((column) => (
                <Table.Th key={column}>{column}</Table.Th>
              ))}
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {model.history.map((version) => (
              <Line
                key={version.id}
                version={version}
                isShown={shown === version.number}
                onShow={() => setShown(shown === version.number ? undefined : version.number)}
                onRevert={() => setReverting(version.number)}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {shown !== undefined && <VersionView name={model.name} number={shown} />}
      <Compare model={model} />
      {reverting !== undefined && (
        <Revert name={model.name} number={reverting} onClose={() => setReverting(undefined)} />
      )}
    </Stack>
  );
}

function Line(props: {
  readonly version: Version;
  readonly isShown: boolean;
  readonly onShow: () => void;
  readonly onRevert: () => void;
}) {
  const { version, isShown, onShow, onRevert } = props;
  const { screens, figures } = useSay();
  const { versions: say, sides } = screens.models;
  const { can } = useMe();
  const author = useAuthor();
  const { number, isLive, createdAt, note, signOffs } = version;
  const signed = [...new Set(signOffs.map(({ role }) => sides[role]))];
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          <Text size="sm" fw={600}>
            {figures.number(number)}
          </Text>
          {isLive && (
            <Badge variant="light" color="teal" tt="none" leftSection={<IconCheck size={11} aria-hidden />}>
              {say.isLive}
            </Badge>
          )}
        </Group>
      </Table.Td>
      <Table.Td>
        <Ago at={createdAt} size="sm" />
      </Table.Td>
      <Table.Td>
        <Text size="sm">{author(version.author)}</Text>
      </Table.Td>
      <Table.Td maw={360}>
        <Text size="sm" lineClamp={3}>
          {note ?? "–"}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{signed.length === 0 ? "–" : figures.list(signed)}</Text>
      </Table.Td>
      <Table.Td ta="right">
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          <Button
            size="compact-sm"
            variant="subtle"
            aria-expanded={isShown}
            aria-label={say.showOf(number)}
            onClick={onShow}
          >
            {say.show}
          </Button>
          {!isLive && can("models") && (
            <Button size="compact-sm" variant="default" onClick={onRevert}>
              {say.revert}
            </Button>
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

function Revert(props: { readonly name: string; readonly number: number; readonly onClose: () => void }) {
  const { name, number, onClose } = props;
  const { versions: say, publish } = useSay().screens.models;
  const queries = useQueryClient();
  const [announce, setAnnounce] = useState(false);
  return (
    <Confirm
      title={say.revertTitle(number)}
      hint={say.revertHint}
      act={say.revert}
      isGrave={false}
      onConfirm={async () => {
        await client.models.publishVersion({ params: { name, number }, body: { announce } });
        await queries.invalidateQueries({ queryKey: ["models"] });
      }}
      onClose={onClose}
    >
      <Checkbox
        label={publish.announce}
        description={publish.tellings.announce}
        checked={announce}
        onChange={({ currentTarget }) => setAnnounce(currentTarget.checked)}
      />
    </Confirm>
  );
}

const DRAFT = "draft";

/** Any two versions, or one and the draft. */
function Compare({ model }: { readonly model: WholeModel }) {
  const { models } = useSay().screens;
  const { versions: say } = models;
  const numbers = model.history.map(({ number }) => number);
  const hasDraft = model.draftAt !== null;
  const [from, setFrom] = useState(numbers[1] ?? numbers[0] ?? 1);
  const [to, setTo] = useState(numbers.length > 1 || !hasDraft ? String(numbers[0]) : DRAFT);
  const choices = numbers.map((number) => ({ value: String(number), label: models.version(number) }));
  if (numbers.length < 2 && !hasDraft) return null;
  return (
    <Part title={say.compare}>
      <Group>
        <NativeSelect
          label={say.from}
          value={String(from)}
          data={choices}
          onChange={({ currentTarget }) => setFrom(Number(currentTarget.value))}
        />
        <NativeSelect
          label={say.to}
          value={to}
          data={hasDraft ? [{ value: DRAFT, label: say.draft }, ...choices] : choices}
          onChange={({ currentTarget }) => setTo(currentTarget.value)}
        />
      </Group>
      {to === DRAFT ? (
        <WithDraft name={model.name} from={from} />
      ) : (
        <Changes key={`${from} ${to}`} name={model.name} from={from} to={Number(to)} />
      )}
    </Part>
  );
}

function WithDraft({ name, from }: { readonly name: string; readonly from: number }) {
  const { versions: say } = useSay().screens.models;
  const draft = useTaggedDraft(name);
  const text = draft.data?.text;
  const read = useQuery({ ...ask("models", "validate", { body: text ?? "" }), enabled: text !== undefined });
  if (text === undefined) return <Rows count={3} />;
  return (
    <Asked query={read} waiting={<Rows count={3} />}>
      {({ body }) =>
        body === null ? (
          <Text size="sm" c="dimmed">
            {say.invalid}
          </Text>
        ) : (
          <Changes name={name} from={from} to="draft" toBody={body} tag={draft.data?.tag} />
        )
      }
    </Asked>
  );
}
