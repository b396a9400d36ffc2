import type { FastifyInstance } from "fastify";
import { FOR_NO_PAGE } from "../for-no-page.ts";
import { problemOf, sendProblem } from "./send-problem.ts";

/** The router's options that the API needs: a model's name may be long, and is longer still in an address. */
export const API_ROUTER = { maxParamLength: 1000 } as const;

/**
 * Makes a part of the server ready for routes: bodies are texts whatever they are called, errors are problems,
 * and no browser of another site gets at anything: there is no CORS, and nothing is remembered.
 */
export function prepare(app: FastifyInstance, bodyBytes: number, onFault: (what: string) => void = () => {}): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string", bodyLimit: bodyBytes }, (_request, body, done) =>
    done(null, body),
  );
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(FOR_NO_PAGE);
    // Some clients name no type, and what they send is read all the same.
    if (request.method !== "GET") request.headers["content-type"] ??= "application/octet-stream";
  });
  app.setErrorHandler(async (error, request, reply) => {
    await sendProblem(request, reply, problemOf(error, request, bodyBytes, onFault));
  });
  app.setNotFoundHandler(async (request, reply) => {
    await sendProblem(request, reply, { code: "not-found", what: "address" });
  });
}

/** A part whose bodies are not gathered: what takes a file reads it piece by piece. */
export function takeFiles(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
}
