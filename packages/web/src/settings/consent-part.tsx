import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { FormEvent } from "react";
import { useMe } from "../app/session.ts";
import { useSay } from "../say.tsx";
import { LinkButton } from "../ui/links.tsx";
import { Asked } from "../ui/states.tsx";
import { MarketRules } from "./market-rules.tsx";
import { SaveBar } from "./save-bar.tsx";
import { PartHead, Section } from "./section.tsx";
import { TermsFacts, TermsFields } from "./terms-fields.tsx";
import { type Consent, type Market, useWorkspace, useWorkspaceChange, type Workspace } from "./use-workspace.ts";

/** What is asked of events, market by market, and where else markets are spoken of. */
export function ConsentPart() {
  const { settings } = useSay().screens;
  const say = settings.consent;
  const { can } = useMe();
  const workspace = useWorkspace();
  return (
    <Stack gap="md">
      <PartHead title={settings.parts.consent} about={say.about} />
      <Asked query={workspace}>
        {(now) => (
          <>
            <Group gap="sm">
              <Badge variant="default" tt="none">
                {say.version(now.consent.version)}
              </Badge>
              <Text size="sm" c="dimmed">
                {say.versionHint}
              </Text>
            </Group>
            {can("admin") ? <ConsentForm now={now} /> : <ConsentFacts now={now} />}
          </>
        )}
      </Asked>
      <Section title={say.links} about={say.linksHint}>
        <Group>
          <LinkButton to="/models" variant="default" size="compact-sm">
            {say.toModels}
          </LinkButton>
          <LinkButton to="/lists" variant="default" size="compact-sm">
            {say.toLists}
          </LinkButton>
        </Group>
      </Section>
    </Stack>
  );
}

function ConsentForm({ now }: { readonly now: Workspace }) {
  const say = useSay().screens.settings.consent;
  const { version, ...kept } = now.consent;
  const change = useWorkspaceChange("consent", { ...now, consent: kept } as Workspace);
  const policy: Consent = change.value.consent;
  const set = (next: Partial<Consent>) => change.set({ consent: { ...policy, ...next } });
  const setMarkets = (markets: readonly Market[]) => set({ markets: [...markets] });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.save();
  };
  const put = (at: number, market: Market) =>
    setMarkets(policy.markets.map((one, place) => (place === at ? market : one)));
  const move = (at: number, to: number) => {
    const markets = [...policy.markets];
    const [market] = markets.splice(at, 1);
    if (market) markets.splice(to, 0, market);
    setMarkets(markets);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {policy.markets.map((market, at) => (
          <MarketRules
            // biome-ignore lint/suspicious/noArrayIndexKey: a market is its place, and its name is being typed.
            key={at}
            market={market}
            onChange={(next) => put(at, next)}
            onRemove={() => setMarkets(policy.markets.filter((_, place) => place !== at))}
            {...(at > 0 && { onEarlier: () => move(at, at - 1) })}
            {...(at < policy.markets.length - 1 && { onLater: () => move(at, at + 1) })}
          />
        ))}
        <Group justify="space-between">
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setMarkets([...policy.markets, NEW_MARKET])}
          >
            {say.add}
          </Button>
          <Text size="xs" c="dimmed">
            {say.order}
          </Text>
        </Group>
        <Section title={say.elsewhere}>
          <TermsFields terms={policy} onChange={set} />
        </Section>
        {policy.sources.length > 0 && (
          <Section title={say.sources}>
            <Text size="sm">{say.sourcesHint(policy.sources.length)}</Text>
          </Section>
        )}
        <SaveBar {...change} onDiscard={change.discard} />
      </Stack>
    </form>
  );
}

const NEW_MARKET: Market = { name: "", countries: [], mode: "opt-in", categories: ["analytics"], gpc: "ignore" };

function ConsentFacts({ now: { consent } }: { readonly now: Workspace }) {
  const { settings } = useSay().screens;
  const say = settings.consent;
  return (
    <>
      <Text size="sm" c="dimmed">
        {settings.onlyAdmins}
      </Text>
      {consent.markets.map((market) => (
        <Section key={market.name} title={market.name}>
          <TermsFacts terms={market} countries={market.countries} />
        </Section>
      ))}
      <Section title={say.elsewhere}>
        <TermsFacts terms={consent} />
      </Section>
    </>
  );
}
