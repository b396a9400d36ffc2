import { type Department, SENIORITIES, type Seniority } from "./entry.ts";
import { isBreak, type Phrase, phraseAt } from "./vocabulary.ts";

/** A department that was named, and how strongly. */
export type Claim = { readonly department: Department; readonly weight: number };
const WEAK_POST = 0; // an engineer is in engineering,
const WEAK_FIELD = 1; // but an IT engineer in IT,
const FIRM_FIELD = 2; // and an IT sales engineer in sales,
const FIRM_POST = 3; // yet the recruiter of them in HR

const LEVELS = ["chief", "senior", "junior", "intern"] as const;
type Level = (typeof LEVELS)[number];
/** What staff become at a level. */
const SHADES = { chief: "head", senior: "senior", junior: "junior", intern: "intern" } as const;

/** What has been heard of one part of a title, up to the next comma, "and" or the like. */
export type Part = {
  /** Who the title names, and with what authority. */
  post?: Phrase;
  seniority?: Seniority;
  level?: Level;
  member?: Phrase;
  field?: Claim | undefined;
  /** Such words were heard: */
  deputy: boolean;
  assistant: boolean;
  student: boolean;
  former: boolean;
  /** Somebody's aide: the authority that is named is not theirs. */
  aide: boolean;
  /** After "of": what follows is in this person's charge. */
  charge: boolean;
  /** After "at": what follows is the employer's name. */
  elsewhere: boolean;
  /** So far only "former", "retired" and the like, or nothing. */
  bare: boolean;
};

export function partsOf(tokens: readonly string[]): readonly Part[] {
  let part = newPart(false);
  const parts = [part];
  for (let index = 0; index < tokens.length; ) {
    const phrase = phraseAt(tokens, index);
    if (phrase ? phrase.says === "and" : isBreak(tokens[index] as string)) {
      // "former CEO and founder" is neither any more.
      part = newPart(phrase !== undefined && part.former);
      parts.push(part);
    } else {
      part.bare &&= phrase?.says === "former";
      if (phrase && !part.elsewhere) hear(part, phrase);
    }
    index += phrase?.length ?? 1;
  }
  return parts;
}

function newPart(former: boolean): Part {
  return {
    deputy: false,
    assistant: false,
    student: false,
    former,
    aide: false,
    charge: false,
    elsewhere: false,
    bare: true,
  };
}

function hear(part: Part, phrase: Phrase): void {
  const { says } = phrase;
  switch (says) {
    case "field":
      part.field = stronger(part.field, claimed(phrase, WEAK_FIELD, FIRM_FIELD));
      break;
    case "company":
      // Companies are named after their trade, which is not the department of all who work there.
      if (!part.post) part.field = undefined;
      break;
    case "of":
      part.charge = true;
      break;
    case "at":
      part.elsewhere = true;
      break;
    case "member":
      part.member = phrase;
      break;
    case "deputy":
    case "student":
    case "former":
      part[says] = true;
      break;
    case "assistant":
      part.assistant = true;
      part.aide ||= part.seniority !== undefined && leads(part.seniority);
      break;
    case "chief":
    case "senior":
    case "junior":
    case "intern":
      hearLevel(part, phrase, says);
      break;
    case "aide":
      part.aide = true;
      part.post = phrase;
      break;
    case "officer":
      hearPost(part, phrase, part.level === "chief" ? "c-level" : "staff");
      break;
    case "and": // has parted this from the next
      break;
    default:
      hearPost(part, phrase, says);
  }
}

function hearLevel(part: Part, phrase: Phrase, level: Level): void {
  if (isOfAnother(part, phrase)) return;
  if (!part.level || LEVELS.indexOf(level) > LEVELS.indexOf(part.level)) part.level = level;
  // "staff engineer" is a level and a post in one.
  if (phrase.department) hearPost(part, phrase, "staff");
}

function hearPost(part: Part, phrase: Phrase, named: Seniority): void {
  const boss = leads(named);
  if (part.aide || isOfAnother(part, phrase)) {
    if (boss) part.aide ||= part.assistant;
    else part.field = stronger(part.field, claimed(phrase, WEAK_FIELD, WEAK_FIELD));
    return;
  }
  if (part.assistant && boss && phrase.language === "ru") {
    // «помощник директора», where an "assistant director" would be a deputy.
    part.aide = true;
    return;
  }
  const seniority = part.deputy || (part.assistant && boss) ? below(named) : named;
  part.deputy = false;
  part.assistant &&= !boss;
  if (prevails(phrase, seniority, part)) {
    // Deputies stand in for a chief in one field: «заместитель генерального директора по финансам».
    part.post = seniority === named ? phrase : { ...phrase, firm: false };
    part.seniority = seniority;
  }
}

/** Whether a phrase is in the holder's charge or is the holder's boss: "head of engineers", «водитель директора». */
function isOfAnother(part: Part, phrase: Phrase): boolean {
  return part.charge || (phrase.language === "ru" && part.post?.language === "ru");
}

/** Whether a post names the holder better than the one before it. In Chinese the last one does: 总经理司机 drives. */
function prevails(phrase: Phrase, seniority: Seniority, { post, seniority: before }: Part): boolean {
  if (!before) return true;
  if (phrase.language === "zh" && post?.language === "zh") return true;
  return outranks(seniority, before) || (seniority === before && !post?.department);
}

/** Whether a part only shades the one before: "analyst, senior". */
export function isLevel({ level, post, member, field }: Part): boolean {
  return level !== undefined && !post && !member && !field;
}

export function seniorityOf({ seniority, level, field, member, assistant, aide }: Part): Seniority | undefined {
  if (aide) return shaded("staff", level);
  const named = seniority ?? (member && field ? "staff" : undefined);
  if (assistant) return shaded(named ?? "staff", level === "intern" ? level : "junior");
  if (named) return shaded(named, level);
  return level === "intern" || level === "chief" || field ? level && shaded("staff", level) : undefined;
}

export function shaded(seniority: Seniority, level: Level | undefined): Seniority {
  if (level === "intern") return level;
  if (level === "junior" && seniority === "manager") return level;
  return level && seniority === "staff" ? SHADES[level] : seniority;
}

export function claimOf({ post, member, field, aide }: Part): Claim | undefined {
  // An aide who was named otherwise, such as the CEO's assistant, has taken up the boss's post.
  if (aide && post?.says !== "aide") return { department: "administration", weight: FIRM_POST };
  const named = stronger(field, post && claimed(post, WEAK_POST, FIRM_POST));
  return stronger(named, member && claimed(member, WEAK_POST, FIRM_POST));
}

function claimed({ department, firm }: Phrase, weak: number, strong: number): Claim | undefined {
  return department && { department, weight: firm ? strong : weak };
}

/** The stronger of two claims, the first of equals. */
export function stronger(first: Claim | undefined, second: Claim | undefined): Claim | undefined {
  return !first || (second && second.weight > first.weight) ? second : first;
}

export function outranks(one: Seniority, other: Seniority): boolean {
  return SENIORITIES.indexOf(one) < SENIORITIES.indexOf(other);
}

/** Whether others report to someone of this seniority. */
function leads(seniority: Seniority): boolean {
  return outranks(seniority, "senior");
}

/** What a deputy is. */
function below(seniority: Seniority): Seniority {
  const next = SENIORITIES[SENIORITIES.indexOf(seniority) + 1];
  return next && leads(next) ? next : seniority;
}
