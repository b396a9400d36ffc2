import { createTheme, type MantineColorsTuple } from "@mantine/core";
import { FONTS } from "../ui/fonts.ts";

/** The deep green-blue of the mark, from paper to ink. */
const plumb: MantineColorsTuple = [
  "#ecf8fa",
  "#d9eef1",
  "#b0dde3",
  "#84cbd5",
  "#60bcc8",
  "#48b2c0",
  "#2b93a1",
  "#1d7683",
  "#155f6a",
  "#0c4750",
];

export const theme = createTheme({
  colors: { plumb },
  primaryColor: "plumb",
  // In the dark, too: the letters on a button are chosen by this shade, and white ones need it.
  primaryShade: 7,
  autoContrast: true,
  luminanceThreshold: 0.35,
  fontFamily: FONTS,
  headings: { fontFamily: FONTS, fontWeight: "650" },
  defaultRadius: "md",
  cursorType: "pointer",
});
