import { ActionIcon, Collapse, Group, MultiSelect, Paper, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconChevronDown, IconChevronRight, IconTrash } from "@tabler/icons-react";
import { type ReactNode, useId, useMemo, useState } from "react";
import { language } from "../language.ts";
import { useRemembered } from "../remembered.ts";
import { useSay } from "../say.tsx";
import { countriesIn } from "./countries.ts";
import { TermsFields } from "./terms-fields.tsx";
import type { Market } from "./use-workspace.ts";

/** Countries with terms of their own; folded until somebody wants to change them. */
export function MarketRules(props: {
  readonly market: Market;
  readonly onChange: (market: Market) => void;
  readonly onRemove: () => void;
  readonly onEarlier?: () => void;
  readonly onLater?: () => void;
}) {
  const { market, onChange, onRemove, onEarlier, onLater } = props;
  const say = useSay().screens.settings.consent;
  const locale = useRemembered(language);
  const countries = useMemo(() => countriesIn(locale), [locale]);
  const id = useId();
  const [isOpen, setIsOpen] = useState(market.countries.length === 0);
  const name = market.name || say.market;
  return (
    <Paper withBorder p="md" component="section" aria-label={name}>
      <Group justify="space-between" wrap="nowrap">
        <UnstyledButton onClick={() => setIsOpen(!isOpen)} aria-expanded={isOpen} aria-controls={id}>
          <Group gap={8} wrap="nowrap">
            {isOpen ? <IconChevronDown size={17} aria-hidden /> : <IconChevronRight size={17} aria-hidden />}
            <div>
              <Text fw={650} size="sm">
                {name}
              </Text>
              <Text size="xs" c="dimmed">
                {say.allCountries(market.countries.length)} · {say.modes[market.mode]}
              </Text>
            </div>
          </Group>
        </UnstyledButton>
        <Group gap={2} wrap="nowrap">
          <Act label={say.earlier(name)} onClick={onEarlier}>
            <IconArrowUp size={17} aria-hidden />
          </Act>
          <Act label={say.later(name)} onClick={onLater}>
            <IconArrowDown size={17} aria-hidden />
          </Act>
          <Act label={say.removeOf(name)} onClick={onRemove}>
            <IconTrash size={17} aria-hidden />
          </Act>
        </Group>
      </Group>
      <Collapse expanded={isOpen} id={id}>
        <Stack gap="sm" pt="sm">
          <TextInput
            label={say.name}
            required
            maxLength={100}
            value={market.name}
            onChange={({ currentTarget }) => onChange({ ...market, name: currentTarget.value })}
          />
          <MultiSelect
            label={say.countries}
            data={countries}
            value={[...market.countries]}
            onChange={(chosen) => onChange({ ...market, countries: chosen })}
            searchable
            hidePickedOptions
            nothingFoundMessage="–"
          />
          <TermsFields terms={market} onChange={(change) => onChange({ ...market, ...change })} />
        </Stack>
      </Collapse>
    </Paper>
  );
}

function Act(props: {
  readonly label: string;
  readonly onClick: (() => void) | undefined;
  readonly children: ReactNode;
}) {
  const { label, onClick, children } = props;
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={label} disabled={!onClick} onClick={onClick}>
      {children}
    </ActionIcon>
  );
}
