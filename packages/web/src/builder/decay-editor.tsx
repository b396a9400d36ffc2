import { ActionIcon, Button, Group, NativeSelect, NumberInput, Stack } from "@mantine/core";
import type { Decay } from "@plumbline/phrases";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { SpanInput } from "../condition/span-input.tsx";
import { useSay } from "../say.tsx";
import { useBuilding } from "./building.ts";
import { DecayCurve } from "./decay-curve.tsx";

const KINDS = ["none", "halfLife", "linear", "expires", "steps"] as const;
type Kind = (typeof KINDS)[number];

const FRESH: Readonly<Record<Kind, Decay>> = {
  none: "none",
  halfLife: { halfLife: "30d" },
  linear: { linear: "90d" },
  expires: { expires: "90d" },
  steps: {
    steps: [
      { after: "30d", keep: 0.5 },
      { after: "90d", keep: 0 },
    ],
  },
};

/** How points fade with age, with its curve; `undefined` is what the dimension says, or no decay. */
export function DecayEditor(props: {
  readonly decay: Decay | undefined;
  /** Whether nothing said means what the dimension says. */
  readonly isInherited: boolean;
  /** What the dimension says. */
  readonly inherited?: Decay | undefined;
  readonly onDecay: (decay: Decay | undefined) => void;
}) {
  const { decay, isInherited, inherited, onDecay } = props;
  const { builder } = useSay().screens;
  const { canEdit } = useBuilding();
  const kind = kindOf(decay);
  const kinds = KINDS.map((one) => ({ value: one as string, label: builder.decays[one] }));
  const unsaid = { value: "", label: isInherited ? builder.asDimension : builder.decays.none };
  return (
    <Stack gap="xs">
      <Group gap="xs" align="flex-end">
        <NativeSelect
          size="xs"
          aria-label={builder.decay}
          value={kind ?? ""}
          disabled={!canEdit}
          data={[unsaid, ...(isInherited ? kinds : kinds.slice(1))]}
          onChange={({ currentTarget }) => onDecay(FRESH[currentTarget.value as Kind])}
        />
        <Span decay={decay} onDecay={onDecay} />
      </Group>
      {typeof decay === "object" && "steps" in decay && <Steps steps={decay.steps} onDecay={onDecay} />}
      <DecayCurve decay={decay ?? inherited} />
    </Stack>
  );
}

function kindOf(decay: Decay | undefined): Kind | undefined {
  if (decay === undefined || decay === "none") return decay;
  return KINDS.find((kind) => kind in decay);
}

function Span({ decay, onDecay }: { readonly decay: Decay | undefined; readonly onDecay: (decay: Decay) => void }) {
  const { builder } = useSay().screens;
  if (typeof decay !== "object" || "steps" in decay) return null;
  const [[kind, span] = ["halfLife", ""]] = Object.entries(decay);
  return (
    <SpanInput
      label={builder.decays[kind as Kind]}
      value={span as string}
      units={["d", "w"]}
      onChange={(next) => next !== "" && onDecay({ [kind]: next } as Decay)}
    />
  );
}

type Step = { readonly after: string; readonly keep: number };

function Steps({ steps, onDecay }: { readonly steps: readonly Step[]; readonly onDecay: (decay: Decay) => void }) {
  const { builder } = useSay().screens;
  const { canEdit } = useBuilding();
  const put = (at: number, step: Step) => onDecay({ steps: steps.with(at, step) });
  return (
    <Stack gap={6}>
      {steps.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is what it is by its place.
        <Group key={at} gap={6} wrap="nowrap">
          <SpanInput
            label={builder.stepAfter(at + 1)}
            value={step.after}
            units={["d", "w"]}
            onChange={(after) => after !== "" && put(at, { ...step, after })}
          />
          <NumberInput
            size="xs"
            w={90}
            aria-label={builder.stepKeep(at + 1)}
            suffix=" %"
            min={0}
            max={100}
            value={Math.round(step.keep * 10_000) / 100}
            readOnly={!canEdit}
            onChange={(keep) => keep !== "" && put(at, { ...step, keep: Math.round(Number(keep) * 100) / 10_000 })}
          />
          {canEdit && steps.length > 1 && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={builder.removeNamed(builder.stepAfter(at + 1))}
              onClick={() => onDecay({ steps: steps.toSpliced(at, 1) })}
            >
              <IconTrash size={16} />
            </ActionIcon>
          )}
        </Group>
      ))}
      {canEdit && (
        <Group>
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => onDecay({ steps: [...steps, { after: "180d", keep: 0 }] })}
          >
            {builder.addStep}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
