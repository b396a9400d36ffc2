import { ActionIcon, Box, Code, CopyButton, Group, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useFirstSay } from "../say.tsx";
import "./copyable.css";

function Copy({ text, of }: { readonly text: string; readonly of?: string }) {
  const { shell } = useFirstSay().screens;
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? shell.copied : shell.copy}>
          <ActionIcon
            variant="subtle"
            color={copied ? "teal" : "gray"}
            size="sm"
            onClick={copy}
            aria-label={`${copied ? shell.copied : shell.copy}${of === undefined ? "" : `: ${of}`}`}
          >
            {copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}

/** A key or an address in a line, to be copied. */
export function CopyableWord({ text, of }: { readonly text: string; readonly of?: string }) {
  return (
    <Group gap={4} wrap="nowrap" maw="100%">
      <Code className="copyable-word">{text}</Code>
      <Copy text={text} {...(of !== undefined && { of })} />
    </Group>
  );
}

/** Lines of code to be copied. */
export function CopyableText({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <Box className="copyable">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard. */}
      <section className="copyable-text" tabIndex={0} aria-label={label}>
        <pre>
          <code>{text}</code>
        </pre>
      </section>
      <Box className="copyable-button">
        <Copy text={text} of={label} />
      </Box>
    </Box>
  );
}
