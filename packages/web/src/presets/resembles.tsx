import { Badge } from "@mantine/core";
import { useSay } from "../say.tsx";
import { resembled } from "./resembled.ts";

/** Says whose scoring a preset is like. */
export function Resembles({ name }: { readonly name: string }) {
  const { presets: say } = useSay().screens;
  const product = resembled(name);
  return (
    <Badge variant="light" color={product === undefined ? "gray" : "plumb"} tt="none" fw={500}>
      {product === undefined ? say.own : say.resembles(product)}
    </Badge>
  );
}
