import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import { DomainError } from '../lib/domain-error.js';
import type { RateLimit } from '../lib/rate-limit.js';
import { readClientAddress } from './client-address.js';
import type { Gate } from './gates.js';
import { nameRoute } from './request-log.js';

/** What a handler is given: everything read and checked. */
export interface Call<A, Body, Params, Query> {
  actor: A;
  body: Body;
  params: Params;
  query: Query;
  /** For limits by address only. */
  address: string;
  request: Request;
  response: Response;
}

interface Route<A, Body, Params, Query, View> {
  gate: Gate<A>;
  body?: z.ZodType<Body>;
  params?: z.ZodType<Params>;
  query?: z.ZodType<Query>;
  /** Counted by `key`, by address without one. */
  limit?: { by: RateLimit; key?: (actor: A) => string };
  /** Of a success; 200 without one, 204 where `run` gives nothing. */
  status?: number;
  run(call: Call<A, Body, Params, Query>): Promise<View>;
}

const check = <T>(schema: z.ZodType<T> | undefined, part: string, value: unknown): T => {
  if (!schema) return undefined as T;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.slice(0, 10).map(({ path, message }) => ({
    field: [part, ...path].join('.'),
    message,
  }));
  throw new DomainError('bad_request', 'The request does not fit its schema.', { problems });
};

/**
 * The one wrapper of every route: who is asking, how often, whether the request fits its schemas, then `run`, whose
 * result is the JSON answer. Who may not ask learns nothing about the schemas. A `run` that sends the answer itself (a
 * file) gives nothing back. Whatever it throws becomes an `ErrorView` in the error handler.
 */
export const handleRequest =
  <A, View, Body = undefined, Params = undefined, Query = undefined>(
    route: Route<A, Body, Params, Query, View>,
  ): RequestHandler =>
  async (request, response) => {
    nameRoute(request, response);
    const address = readClientAddress(request);
    const actor = await route.gate(request);
    if (route.limit) await route.limit.by.consume(route.limit.key?.(actor) ?? address);
    const view = await route.run({
      ...{ actor, address, request, response },
      params: check(route.params, 'params', request.params),
      query: check(route.query, 'query', request.query),
      body: check(route.body, 'body', request.body),
    });
    if (response.headersSent) return;
    if (view === undefined) response.status(route.status ?? 204).end();
    else response.status(route.status ?? 200).json(view);
  };
