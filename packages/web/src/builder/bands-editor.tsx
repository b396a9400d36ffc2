import { Card, Group, Stack, Text, Title } from "@mantine/core";
import { sayBands } from "@plumbline/phrases";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../api.ts";
import { SpanInput } from "../condition/span-input.tsx";
import { useSay } from "../say.tsx";
import { useLiveModel } from "../ui/use-model.ts";
import { type Band, type Histogram, movedCounts } from "./band-counts.ts";
import { BandSliders } from "./band-sliders.tsx";
import { freeName, put, useBuilding } from "./building.ts";
import { PointsInput, WordsInput } from "./fields.tsx";
import { ThresholdInput } from "./labels-editor.tsx";
import { NamedAdder } from "./named-adder.tsx";
import { PartCard } from "./part-card.tsx";
import { PartProblems } from "./part-problems.tsx";
import { useRemoval } from "./use-removal.tsx";

/** Where bands begin and end, over the totals that leads have now. */
export function BandsEditor({ hasMatrix }: { readonly hasMatrix: boolean }) {
  const say = useSay();
  const { builder } = say.screens;
  const { model, names, edit, problemsAt, draft, setOpen } = useBuilding();
  const bands = model.bands ?? [];
  const remove = useRemoval();
  const live = useLiveModel(model.model);
  const report = useQuery({
    ...ask("reports", "bands", { query: { model: model.model } }),
    enabled: live !== undefined,
  });
  const histogram: Histogram | undefined = report.data?.histogram ?? undefined;
  const liveBands = live?.body.bands as readonly Band[] | undefined;
  const isSum = !hasMatrix && liveBands?.every(({ cells }) => cells === undefined);
  const now = report.data?.bands.map((one) => [one.band, one.count] as const);
  const counts = histogram && now && isSum ? movedCounts(bands, liveBands ?? [], histogram, new Map(now)) : undefined;
  const held = new Map(now);
  const said = sayBands(say, bands as Parameters<typeof sayBands>[1]);
  const isListed = draft.problems.length === 0 || bands.length > 0;
  const move = (at: number, to: number) =>
    to < 0 || to >= bands.length ? undefined : () => edit({ kind: "move", path: ["bands"], from: at, to });
  return (
    <Stack gap="xs" component="section">
      <Title order={2} size="h4">
        {builder.bands}
      </Title>
      <PartProblems problems={problemsAt(["bands"]).filter(({ path }) => path.length === 0)} />
      {!hasMatrix && bands.length > 0 && (
        <Card withBorder padding="sm">
          <BandSliders bands={bands} histogram={histogram} clip={model.total?.clip} />
        </Card>
      )}
      {isListed &&
        bands.map((band, at) => (
          <PartCard
            // biome-ignore lint/suspicious/noArrayIndexKey: a band may be given another name while it stands open.
            key={at}
            path={["bands", at]}
            title={names.band(band.name)}
            said={said[at] ?? ""}
            aside={
              <Count now={held.get(band.name)} then={counts?.[at]} isEstimate={report.data?.isEstimate ?? false} />
            }
            onUp={move(at, at + 1)}
            onDown={move(at, at - 1)}
            onRemove={() => remove(names.band(band.name), { kind: "drop", path: ["bands", at] })}
          >
            <BandFields band={band} at={at} hasMatrix={hasMatrix} />
          </PartCard>
        ))}
      <NamedAdder
        act={builder.addBand}
        onAdd={(label) => {
          const name = freeName(
            label,
            bands.map((band) => band.name),
            "band",
          );
          const last = bands.at(-1);
          const from = bands.length === 0 || hasMatrix ? {} : { from: (last?.from ?? last?.above ?? 0) + 20 };
          edit({ kind: "insert", path: ["bands"], at: bands.length, value: { name, label, ...from } });
          setOpen(`bands/${bands.length}`);
        }}
      />
    </Stack>
  );
}

/** How many are in a band, and how many would be. */
function Count(props: {
  readonly now: number | undefined;
  readonly then: number | undefined;
  readonly isEstimate: boolean;
}) {
  const { now, then, isEstimate } = props;
  const { screens, figures } = useSay();
  const { builder } = screens;
  if (now === undefined && then === undefined) return null;
  const about = isEstimate ? "≈ " : "";
  return (
    <Stack gap={0} align="flex-end" className="builder-aside">
      <Text size="sm" fw={600}>
        {about}
        {figures.number(then ?? now ?? 0)}
      </Text>
      <Text size="xs" c="dimmed">
        {then === undefined || now === undefined || then === now ? builder.leadsNow : builder.insteadOf(now)}
      </Text>
    </Stack>
  );
}

function BandFields({
  band,
  at,
  hasMatrix,
}: {
  readonly band: Band;
  readonly at: number;
  readonly hasMatrix: boolean;
}) {
  const { builder } = useSay().screens;
  const { edit, problemsAt } = useBuilding();
  const path = ["bands", at];
  const set = (key: string, value: unknown) => edit(put([...path, key], value), `band.${at}.${key}`);
  const { above: _, from: __, ...rest } = band;
  return (
    <Stack gap="sm">
      <PartProblems problems={problemsAt(path)} />
      <Group gap="sm" align="flex-end">
        <WordsInput
          label={builder.name}
          value={band.name}
          maxLength={100}
          onWords={(next) => next && set("name", next)}
        />
        <WordsInput label={builder.label} value={band.label} onWords={(next) => set("label", next)} />
      </Group>
      {band.cells === undefined && (
        <Group gap="sm" align="flex-end">
          {(at > 0 || band.from !== undefined || band.above !== undefined) && (
            <ThresholdInput
              label={band.name}
              value={band as { above?: number; from?: number }}
              onValue={(start) => edit({ kind: "set", path, value: { ...rest, ...start } }, `band.${at}.start`)}
            />
          )}
          {!hasMatrix && at > 0 && (
            <PointsInput
              w={130}
              label={builder.leaveBelow}
              value={band.leaveBelow}
              onNumber={(next) => set("leaveBelow", next)}
            />
          )}
          {!hasMatrix && at > 0 && (
            <PointsInput
              w={150}
              label={builder.rearmBelow}
              value={band.rearmBelow}
              onNumber={(next) => set("rearmBelow", next)}
            />
          )}
        </Group>
      )}
      {at > 0 && (
        <Stack gap={2}>
          <Text size="xs" fw={500} aria-hidden>
            {builder.coolDown}
          </Text>
          <SpanInput
            label={builder.coolDown}
            value={band.coolDown ?? ""}
            units={["d", "w"]}
            placeholder="–"
            onChange={(next) => set("coolDown", next === "" ? undefined : next)}
          />
        </Stack>
      )}
      <WordsInput
        label={builder.note}
        value={band.note}
        isLong
        maxLength={2000}
        onWords={(next) => set("note", next)}
      />
    </Stack>
  );
}
