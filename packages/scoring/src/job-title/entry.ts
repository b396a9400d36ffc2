/** From most to least authority. */
export const SENIORITIES = [
  "owner",
  "c-level",
  "vp",
  "director",
  "head",
  "manager",
  "senior",
  "staff",
  "junior",
  "intern",
] as const;
export type Seniority = (typeof SENIORITIES)[number];

export const DEPARTMENTS = [
  "executive",
  "marketing",
  "sales",
  "support",
  "product",
  "engineering",
  "it",
  "data",
  "design",
  "research",
  "operations",
  "procurement",
  "finance",
  "hr",
  "legal",
  "administration",
  "education",
  "medical",
] as const;
export type Department = (typeof DEPARTMENTS)[number];

/**
 * What a word of a title says:
 *
 * - a seniority: someone who has it. `senior`, `junior` and `intern` also shade another word
 *   ("senior buyer"), and so does `chief`, which makes an officer c-level and others heads.
 * - `officer`: staff, unless chief.
 * - `member`: staff, but only beside a field ("sales executive").
 * - `assistant`: of a boss it is an aide, before a boss a deputy, of a trade a junior.
 * - `aide`: staff; whatever authority is named beside it is the boss's.
 * - `deputy`: one step below the next word.
 * - `student`: nothing, unless a job is named too.
 * - `former`: no longer or not yet so.
 * - `field`: no person, only a department; without one, a phrase to pass over ("home owner").
 * - `of`: what follows is in the person's charge, not the person.
 * - `at`: what follows is the employer's name. `company`: what precedes it is.
 * - `and`: another role or field follows.
 */
export type Says =
  | Seniority
  | "chief"
  | "officer"
  | "member"
  | "assistant"
  | "aide"
  | "deputy"
  | "student"
  | "former"
  | "field"
  | "of"
  | "at"
  | "company"
  | "and";

/**
 * One line of the vocabulary: spellings, parted by `|`; what they say; the department. `sales*`
 * is any word that begins so. A department with `?` is meant unless another is named beside it:
 * an engineer is in `engineering?`, but a quality engineer is not.
 */
export type Entry = readonly [spellings: string, says: Says, department?: Department | `${Department}?`];
