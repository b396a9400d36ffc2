/** What an arm of an experiment has seen: leads whose outcome is known, and how many of them converted. */
export type Arm = { readonly leads: number; readonly converted: number };
