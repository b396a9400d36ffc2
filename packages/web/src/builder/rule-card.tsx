import { Badge, Stack, Text } from "@mantine/core";
import { sayRule } from "@plumbline/phrases";
import type { Rule } from "@plumbline/scoring";
import { mark } from "../condition/condition-text.tsx";
import { useSay } from "../say.tsx";
import { freeName, useBuilding } from "./building.ts";
import { PartCard } from "./part-card.tsx";
import { RuleEditor } from "./rule-editor.tsx";
import { useRemoval } from "./use-removal.tsx";

/** A rule as a sentence, with the weight that the model really puts on it; opened, its editor. */
export function RuleCard(props: {
  readonly rule: Rule;
  /** Its place in the text's list. */
  readonly at: number;
  /** The places of its neighbours, where it has some. */
  readonly up: number | undefined;
  readonly down: number | undefined;
}) {
  const { rule, at, up, down } = props;
  const say = useSay();
  const { builder } = say.screens;
  const { names, edit, model, canEdit, setOpen } = useBuilding();
  const remove = useRemoval();
  const isOff = rule.enabled === false;
  const moveTo = (to: number | undefined) => {
    if (to === undefined || !canEdit) return undefined;
    return () => {
      edit({ kind: "move", path: ["rules"], from: at, to });
      setOpen(undefined);
    };
  };
  const duplicate = () => {
    const id = freeName(
      rule.id,
      model.rules.map((one) => one.id),
      "rule",
    );
    const label = rule.label === undefined ? {} : { label: builder.copyOf(rule.label) };
    edit({ kind: "insert", path: ["rules"], at: at + 1, value: { ...rule, id, ...label } });
    setOpen(`rules/${at + 1}`);
  };
  const { group: _, ...said } = rule;
  return (
    <PartCard
      path={["rules", at]}
      title={names.rule(rule.id)}
      said={sayRule(say, said as Parameters<typeof sayRule>[1], names, mark)}
      isOff={isOff}
      aside={
        isOff ? (
          <Badge color="gray" variant="outline" tt="none">
            {builder.off}
          </Badge>
        ) : (
          <Share rule={rule.id} />
        )
      }
      onUp={moveTo(up)}
      onDown={moveTo(down)}
      onDuplicate={duplicate}
      onRemove={() => remove(names.rule(rule.id), { kind: "drop", path: ["rules", at] })}
    >
      <RuleEditor rule={rule} at={at} />
    </PartCard>
  );
}

const WIDTH = 72;

/** What a rule gives at most, and its share of what all rules can give. */
function Share({ rule }: { readonly rule: string }) {
  const { screens, figures } = useSay();
  const { builder } = screens;
  const { attainable } = useBuilding();
  const found = attainable.get(rule);
  if (!found || found.share === 0) return null;
  const most = found.most === null ? builder.unlimited : builder.atMost(figures.points(found.most));
  if (found.share === null)
    return (
      <Text size="xs" c="dimmed">
        {most}
      </Text>
    );
  const part = found.share / 10_000;
  // Against the rule that can give most: of many rules each has but a small part of the whole.
  const width = (WIDTH * found.share) / Math.max(...[...attainable.values()].map(({ share }) => share ?? 0));
  return (
    <Stack gap={2} align="flex-end" className="builder-share" title={builder.shareHint}>
      <svg width={WIDTH} height={6} aria-hidden>
        <title>{builder.shareHint}</title>
        <rect width={WIDTH} height={6} rx={3} className="builder-share-room" />
        <rect width={Math.max(2, width)} height={6} rx={3} className="builder-share-part" />
      </svg>
      <Text size="xs" c="dimmed" className="builder-share-words">
        {figures.percent(part)} · {most}
      </Text>
    </Stack>
  );
}
