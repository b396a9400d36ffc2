import type { Model } from "@plumbline/scoring";
import { COMPETITORS } from "./leads.ts";

/** Twenty rules about who a lead is, as companies write them. */
export const CONDITION_MODEL: Model = {
  model: "twenty-conditions",
  lists: { competitors: [...COMPETITORS] },
  dimensions: { fit: {} },
  rules: [
    {
      id: "country",
      dimension: "fit",
      when: { trait: "address.country", in: ["United States", "United Kingdom", "Canada"] },
      points: 5,
    },
    { id: "technology", dimension: "fit", when: { trait: "company.industry", is: "Technology" }, points: 15 },
    { id: "mid-size", dimension: "fit", when: { trait: "company.employees", between: [50, 500] }, points: 10 },
    { id: "enterprise", dimension: "fit", when: { trait: "company.employees", gt: 5000 }, points: 5 },
    { id: "revenue", dimension: "fit", when: { trait: "company.revenue", gte: 1_000_000 }, points: 10 },
    { id: "executive", dimension: "fit", when: { trait: "title", contains: ["chief", "vp ", "founder"] }, points: 20 },
    { id: "manager", dimension: "fit", when: { trait: "title", endsWith: "manager" }, points: 10 },
    {
      id: "free-mail",
      dimension: "fit",
      when: { trait: "email", endsWith: ["@gmail.com", "@yahoo.com", "@outlook.com"] },
      points: -10,
    },
    { id: "university", dimension: "fit", when: { trait: "email", endsWith: ".edu" }, points: -5 },
    { id: "analytics", dimension: "fit", when: { trait: "interests", is: "Analytics" }, points: 10 },
    { id: "partner", dimension: "fit", when: { trait: "tags", in: ["partner", "reseller"] }, points: -15 },
    { id: "unsubscribed", dimension: "fit", when: { trait: "unsubscribed", is: true }, points: -30 },
    { id: "customer", dimension: "fit", when: { trait: "customer", is: true }, points: -50 },
    { id: "competitor", dimension: "fit", when: { trait: "company.name", inList: "competitors" }, points: -40 },
    {
      id: "ready",
      dimension: "fit",
      when: {
        all: [
          { trait: "budget", gte: 10_000 },
          { trait: "timeline", in: ["this quarter", "next quarter"] },
        ],
      },
      points: 15,
    },
    {
      id: "decides",
      dimension: "fit",
      when: {
        any: [
          { trait: "authority", is: "decision maker" },
          { trait: "title", startsWith: "head of" },
        ],
      },
      points: 15,
    },
    { id: "no-phone", dimension: "fit", when: { not: { trait: "phone", exists: true } }, points: -3 },
    { id: "this-year", dimension: "fit", when: { trait: "createdAt", after: "2025-12-31" }, points: 5 },
    { id: "in-touch", dimension: "fit", when: { trait: "lastContacted", withinLast: "30d" }, points: 10 },
    {
      id: "foreign-language",
      dimension: "fit",
      when: {
        all: [
          { trait: "language", exists: true },
          { trait: "language", not: "English" },
        ],
      },
      points: -2,
    },
  ],
};
