import { createTheme, DEFAULT_THEME, type MantineColorsTuple } from "@mantine/core";
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

/** The darkest shade is that of letters on a light ground of the same colour: these have a contrast of 4.5 there. */
const inked = (color: "red" | "teal" | "green" | "lime" | "yellow" | "orange", ink: string): MantineColorsTuple => {
  const [a, b, c, d, e, f, g, h, i] = DEFAULT_THEME.colors[color];
  return [a, b, c, d, e, f, g, h, i, ink];
};

export const theme = createTheme({
  colors: {
    plumb,
    red: inked("red", "#b82525"),
    teal: inked("teal", "#066a4c"),
    green: inked("green", "#226f32"),
    lime: inked("lime", "#4a760a"),
    yellow: inked("yellow", "#8f4d00"),
    orange: inked("orange", "#ad3a07"),
  },
  primaryColor: "plumb",
  // In the dark, too: the letters on a button are chosen by this shade, and white ones need it.
  primaryShade: 7,
  autoContrast: true,
  luminanceThreshold: 0.35,
  fontFamily: FONTS,
  headings: { fontFamily: FONTS, fontWeight: "650" },
  defaultRadius: "md",
  cursorType: "pointer",
  // A menu holds entries only: the first of them has the keyboard, and not a part in front of them that says nothing.
  components: { Menu: { defaultProps: { withInitialFocusPlaceholder: false } } },
});
