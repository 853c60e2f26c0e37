/**
 * Compresses what the panel reads: JSON of a GET. Secrets are answered to a POST (a token, a one-time link, the key of an app) or below
 * /api/auth: next to what a stranger can choose, the length of a compressed answer would tell them letter by letter (BREACH). Event
 * streams, files and pictures go as they are. The only importer of compression.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import compression from 'compression'

/** Below, an answer fits into one packet anyway. */
const LEAST_BYTES = 1_024
const JSON_TYPE = /^application\/(?:problem\+)?json\b/

/** `url`: with the prefix /api. */
export const isCompressed = (method: string, url: string, contentType: string): boolean =>
  method === 'GET' && /^\/api\/(?!auth\b)/.test(url) && JSON_TYPE.test(contentType)

export const compressAnswers = () =>
  compression({
    threshold: LEAST_BYTES,
    filter: (request: IncomingMessage & { originalUrl?: string }, response: ServerResponse) =>
      isCompressed(
        request.method ?? '',
        request.originalUrl ?? request.url ?? '',
        String(response.getHeader('Content-Type') ?? ''),
      ),
  })
