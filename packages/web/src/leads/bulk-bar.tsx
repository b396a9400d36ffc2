import { Button, CloseButton, Text } from "@mantine/core";
import { IconAdjustments, IconTag, IconTagOff, IconUserCheck, IconUsersPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useMe } from "../app/session.ts";
import { useFirstSay } from "../say.tsx";
import { late } from "../ui/late.tsx";
import { type BulkKind, leadsOf, type Whom } from "./bulk.ts";
import type { FilterAsked } from "./leads-search.ts";
import type { Chosen } from "./use-chosen.ts";

// What is shown on demand only does not wait in front of the list.
const BulkForm = late(async () => (await import("./bulk-form.tsx")).BulkForm);
const SegmentForm = late(async () => (await import("./segment-form.tsx")).SegmentForm);

type Count = { readonly value: number; readonly isEstimate: boolean };

const ICONS = {
  "add-tags": IconTag,
  "remove-tags": IconTagOff,
  "set-owner": IconUserCheck,
  adjust: IconAdjustments,
} as const satisfies Record<BulkKind, unknown>;

/** How many are chosen, and what can be done for them or for everyone that the filter finds. */
export function BulkBar(props: {
  readonly chosen: Chosen;
  readonly count: Count | undefined;
  readonly filter: FilterAsked;
  readonly model: string | undefined;
  readonly owners: readonly string[];
}) {
  const { chosen, count, filter, model, owners } = props;
  const { leads: say } = useFirstSay().screens;
  const me = useMe();
  const [doing, setDoing] = useState<BulkKind | "segment">();
  const labels = {
    "add-tags": say.bulk.addTags,
    "remove-tags": say.bulk.removeTags,
    "set-owner": say.bulk.setOwner,
    adjust: say.bulk.adjust,
  } as const;
  if (chosen.size === 0 && !chosen.isEveryone) return null;
  const whom: Whom = chosen.isEveryone
    ? { where: { ...filter, ...(model !== undefined && { model }) } }
    : { ids: chosen.ids };
  const size = chosen.isEveryone ? (count?.value ?? 0) : chosen.size;
  const close = () => setDoing(undefined);
  const done = () => {
    close();
    chosen.all([]);
  };
  return (
    <div className="leads-bar" role="region" aria-label={say.bulk.title}>
      <Text size="sm" fw={600} aria-live="polite">
        {chosen.isEveryone ? say.bulk.everyoneChosen : say.chosen(chosen.size)}
      </Text>
      {!chosen.isEveryone && count && count.value > chosen.size && (
        <Button size="compact-xs" variant="subtle" onClick={chosen.everyone}>
          {say.bulk.everyone(count.value, count.isEstimate)}
        </Button>
      )}
      {me.can("sell") && (
        <div className="leads-bar-acts">
          {(["add-tags", "set-owner"] as const).map((kind) => (
            <Act key={kind} kind={kind} label={labels[kind]} onClick={() => setDoing(kind)} />
          ))}
          <Act kind="adjust" label={labels.adjust} onClick={() => setDoing("adjust")} />
          {me.can("write") && (
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconUsersPlus size={14} aria-hidden />}
              onClick={() => setDoing("segment")}
            >
              {say.bulk.toSegment}
            </Button>
          )}
          <Act kind="remove-tags" label={labels["remove-tags"]} onClick={() => setDoing("remove-tags")} />
        </div>
      )}
      <CloseButton
        ms="auto"
        size="sm"
        aria-label={say.bulk.clear}
        title={say.bulk.clear}
        onClick={() => chosen.all([])}
      />
      {doing === "segment" && <SegmentForm leads={leadsOf(whom)} size={size} onClose={close} />}
      {doing !== undefined && doing !== "segment" && (
        <BulkForm
          kind={doing}
          title={labels[doing]}
          leads={leadsOf(whom)}
          size={size}
          model={model}
          owners={owners}
          onDone={done}
          onClose={close}
        />
      )}
    </div>
  );
}

function Act(props: { readonly kind: BulkKind; readonly label: string; readonly onClick: () => void }) {
  const { kind, label, onClick } = props;
  const Icon = ICONS[kind];
  return (
    <Button size="compact-xs" variant="default" leftSection={<Icon size={14} aria-hidden />} onClick={onClick}>
      {label}
    </Button>
  );
}
