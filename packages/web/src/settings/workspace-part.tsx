import { Checkbox, NumberInput, SegmentedControl, Select, Stack, TagsInput, Text, TextInput } from "@mantine/core";
import { LANGUAGES } from "@plumbline/phrases";
import { useQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { ask } from "../api.ts";
import { useMe } from "../app/session.ts";
import { LANGUAGE_NAMES } from "../language.ts";
import { useSay } from "../say.tsx";
import { Asked } from "../ui/states.tsx";
import { HandOff } from "./hand-off.tsx";
import { NewWorkspace } from "./new-workspace.tsx";
import { OwnTraffic, TrafficFacts } from "./own-traffic.tsx";
import { SaveBar } from "./save-bar.tsx";
import { Facts, PartHead, Section } from "./section.tsx";
import { zonesWith } from "./time-zones.ts";
import { useWorkspace, useWorkspaceChange, type Workspace } from "./use-workspace.ts";

/** What applies to everybody in the workspace. */
export function WorkspacePart() {
  const { settings } = useSay().screens;
  const { can } = useMe();
  const workspace = useWorkspace();
  return (
    <Stack gap="md">
      <PartHead title={settings.parts.workspace} about={settings.workspace.about} />
      <Asked query={workspace}>
        {(now) => (can("admin") ? <WorkspaceForm now={now} /> : <WorkspaceFacts now={now} />)}
      </Asked>
      {can("admin") && <NewWorkspace />}
    </Stack>
  );
}

type Change = ReturnType<typeof useWorkspaceChange>;

function WorkspaceForm({ now }: { readonly now: Workspace }) {
  const { settings } = useSay().screens;
  const say = settings.workspace;
  const change = useWorkspaceChange("workspace", now);
  const { value, set, save } = change;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Section title={say.general}>
          <TextInput
            label={say.name}
            maxLength={200}
            required
            value={value.name}
            onChange={({ currentTarget }) => set({ name: currentTarget.value })}
          />
          <TimeZone change={change} />
          <Select
            label={say.language}
            description={say.languageHint}
            data={[
              { value: "", label: settings.me.asBrowser },
              ...LANGUAGES.map((one) => ({ value: one, label: LANGUAGE_NAMES[one] })),
            ]}
            value={value.language ?? ""}
            onChange={(chosen) => set({ language: LANGUAGES.find((one) => one === chosen) ?? null })}
            allowDeselect={false}
          />
          <Currency change={change} />
        </Section>
        <Section title={say.identities}>
          <Checkbox
            label={say.joinByEmail}
            description={say.joinByEmailHint}
            checked={value.joinByEmail}
            onChange={({ currentTarget }) => set({ joinByEmail: currentTarget.checked })}
          />
          <TagsInput
            label={say.freeMail}
            description={say.freeMailHint}
            value={[...value.freeMail]}
            onChange={(freeMail) => set({ freeMail })}
          />
        </Section>
        <Section title={say.sales}>
          <HandOff value={value.handOff} onChange={(handOff) => set({ handOff })} />
          <div>
            <Text size="sm" fw={600}>
              {say.signOff}
            </Text>
            <Text size="xs" c="dimmed" mb={4}>
              {say.signOffHint}
            </Text>
            <SegmentedControl
              aria-label={say.signOff}
              value={value.signOff}
              onChange={(chosen) => set({ signOff: chosen })}
              data={(["none", "both"] as const).map((one) => ({ value: one, label: say.signOffs[one] }))}
            />
          </div>
          <NumberInput
            label={say.announcementDays}
            description={say.announcementDaysHint}
            min={1}
            max={3650}
            allowDecimal={false}
            clampBehavior="strict"
            maw={320}
            value={value.announcementDays}
            onChange={(days) => typeof days === "number" && set({ announcementDays: days })}
          />
        </Section>
        <OwnTraffic value={value.traffic} onChange={(traffic) => set({ traffic })} />
        <SaveBar {...change} onDiscard={change.discard} />
      </Stack>
    </form>
  );
}

function TimeZone({ change: { value, set } }: { readonly change: Change }) {
  const { workspace: say } = useSay().screens.settings;
  // As soon as somebody is known, days have been counted.
  const leads = useQuery(ask("leads", "list", { query: { limit: 1 } }));
  const isFixed = (leads.data?.items.length ?? 0) > 0;
  return (
    <Select
      label={say.timeZone}
      description={isFixed ? say.timeZoneFixed : say.timeZoneHint}
      data={zonesWith(value.timeZone)}
      value={value.timeZone}
      onChange={(timeZone) => timeZone && set({ timeZone })}
      disabled={isFixed || leads.isPending}
      searchable
      allowDeselect={false}
      nothingFoundMessage="–"
      limit={100}
    />
  );
}

function Currency({ change: { value, set } }: { readonly change: Change }) {
  const { screens, figures } = useSay();
  const { workspace: say } = screens.settings;
  const names = new Intl.DisplayNames(document.documentElement.lang, { type: "currency" });
  const nameOf = (code: string) => figures.list([code, names.of(code) ?? code]);
  return (
    <Select
      label={say.currency}
      description={say.currencyHint}
      data={Intl.supportedValuesOf("currency").map((code) => ({ value: code, label: nameOf(code) }))}
      value={value.currency}
      onChange={(currency) => set({ currency })}
      searchable
      clearable
      nothingFoundMessage="–"
      limit={100}
    />
  );
}

function WorkspaceFacts({ now }: { readonly now: Workspace }) {
  const { settings, shell } = useSay().screens;
  const say = settings.workspace;
  return (
    <Section title={say.general} about={settings.onlyAdmins}>
      <Facts
        items={[
          [say.name, now.name],
          [say.timeZone, now.timeZone],
          [say.language, now.language === null ? settings.me.asBrowser : LANGUAGE_NAMES[now.language]],
          [say.currency, now.currency ?? shell.none],
          [say.joinByEmail, now.joinByEmail ? shell.yes : shell.no],
          [say.freeMail, now.freeMail.length === 0 ? shell.none : now.freeMail.join(", ")],
          [say.handOff, now.handOff === null ? say.highest : `${now.handOff.model} · ${now.handOff.band}`],
          [say.signOff, say.signOffs[now.signOff]],
          [say.announcementDays, say.days(now.announcementDays)],
          [say.traffic, <TrafficFacts key="traffic" value={now.traffic} />],
        ]}
      />
    </Section>
  );
}
