import { z } from "zod";

/** What is wrong in a model's text, and where: line and column are counted from 1. */
export const placedProblem = z
  .strictObject({
    line: z.int().min(1),
    column: z.int().min(1),
    /** A key of the phrases (`problems`, or `syntax`), with what its sentence needs. */
    problem: z.looseObject({ code: z.string() }),
  })
  .meta({ id: "PlacedProblem" });
