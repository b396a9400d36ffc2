const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** What browsers know as regions besides countries: unions, test codes, and places without a code of their own. */
const NO_COUNTRIES = new Set(["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"]);

export type Country = { readonly value: string; readonly label: string };

/** All countries by their codes (ISO 3166-1), as a language calls them and in its order. */
export function countriesIn(locale: string): readonly Country[] {
  const names = new Intl.DisplayNames(locale, { type: "region", fallback: "none" });
  const codes = LETTERS.flatMap((one) => LETTERS.map((other) => `${one}${other}`));
  return codes
    .flatMap((value) => {
      const label = names.of(value);
      return label === undefined || NO_COUNTRIES.has(value) || isFormer(value) ? [] : [{ value, label }];
    })
    .sort((one, other) => one.label.localeCompare(other.label, locale));
}

/** A code that another one has replaced, such as SU. */
const isFormer = (code: string): boolean => new Intl.Locale(`und-${code}`).region !== code;
