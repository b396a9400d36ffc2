import { Select } from "@mantine/core";
import { useSay } from "../say.tsx";
import { ENCODINGS, type Encoding } from "./read-file.ts";

/** In which encoding a file is read. */
export function EncodingChoice(props: { readonly value: Encoding; readonly onChange: (encoding: Encoding) => void }) {
  const { value, onChange } = props;
  const { imports } = useSay().screens.sources;
  return (
    <Select
      label={imports.encoding}
      allowDeselect={false}
      data={ENCODINGS.map((one) => ({ value: one, label: one.toUpperCase() }))}
      value={value}
      onChange={(next) => next !== null && onChange(next as Encoding)}
    />
  );
}
