import { Badge, Group, Stack, Text } from "@mantine/core";
import type { Model } from "@plumbline/scoring";
import { IconArrowsMoveVertical, IconMinus, IconPencil, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../api.ts";
import { useSay } from "../say.tsx";
import { Asked, Rows } from "../ui/states.tsx";
import { useModelVersion } from "../ui/use-model.ts";
import { partChanges, type SaidChange, sayChange } from "./model-changes.ts";

/** What changes in meaning from a version to another, or to the draft, whose body is given. */
export function Changes(props: {
  readonly name: string;
  readonly from: number;
  readonly to: number | "draft";
  readonly toBody?: Model | null;
  /** Of the draft that is compared. */
  readonly tag?: string | undefined;
  readonly none?: string;
}) {
  const { name, from, to, toBody, tag, none } = props;
  const { changes } = useSay().screens.models;
  const asked = ask("models", "diff", { params: { name }, query: { from, to } });
  const query = useQuery({ ...asked, queryKey: [...asked.queryKey, tag ?? ""] as never });
  const before = useModelVersion(name, from)?.body ?? null;
  const version = useModelVersion(name, to === "draft" ? undefined : to)?.body ?? null;
  const after = to === "draft" ? (toBody ?? null) : version;
  if (before === null) return <Rows count={3} />;
  return (
    <Asked query={query} waiting={<Rows count={3} />}>
      {({ items }) =>
        items.length === 0 ? (
          <Text size="sm" c="dimmed">
            {none ?? changes.none}
          </Text>
        ) : (
          <ChangeList told={items} before={before} after={after} />
        )
      }
    </Asked>
  );
}

/** Differences that were found between two models, part by part. */
export function ChangeList(props: {
  readonly told: Parameters<typeof partChanges>[0];
  readonly before: Model | null;
  readonly after: Model | null;
}) {
  const { told, before, after } = props;
  const say = useSay();
  return (
    <Stack gap="sm" role="list">
      {partChanges(told).map((change) => {
        const said = sayChange(say, change, before, after);
        return <Change key={said.key} said={said} />;
      })}
    </Stack>
  );
}

const ICONS = { added: IconPlus, removed: IconMinus, changed: IconPencil, moved: IconArrowsMoveVertical };
const COLORS = { added: "teal", removed: "red", changed: "blue", moved: "gray" };

function Change({ said }: { readonly said: SaidChange }) {
  const { changes } = useSay().screens.models;
  const { kind, part, title, before, after, fields } = said;
  const Icon = ICONS[kind];
  return (
    <Stack gap={4} role="listitem" className="models-change">
      <Group gap="xs">
        <Badge variant="light" color={COLORS[kind]} tt="none" leftSection={<Icon size={11} aria-hidden />}>
          {changes.kinds[kind]}
        </Badge>
        <Text size="sm" c="dimmed">
          {changes.parts[part]}
        </Text>
        {title !== part && (
          <Text size="sm" fw={600}>
            {title}
          </Text>
        )}
      </Group>
      {before !== null && (
        <Text size="sm" c="dimmed">
          <Text span inherit fw={500}>
            {changes.before}
          </Text>{" "}
          {before}
        </Text>
      )}
      {after !== null && (
        <Text size="sm">
          <Text span inherit fw={500}>
            {changes.after}
          </Text>{" "}
          {after}
        </Text>
      )}
      {fields.map((field) => (
        <Text key={field} size="sm">
          {field}
        </Text>
      ))}
    </Stack>
  );
}
