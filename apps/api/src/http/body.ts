/** Reads JSON bodies up to a limit; what cannot be read is refused with its place. CSV is left to its route, as a stream. */
import { type ErrorRequestHandler, json, raw, type RequestHandler } from 'express'
import { Refused } from './refused.ts'

const LIMIT = '1mb'
/** What WhatsApp sends at most. Its signature is over the bytes, so they are kept as they came. */
const WEBHOOK_LIMIT = '3mb'
export const readRawBody = raw({ limit: WEBHOOK_LIMIT, inflate: false, type: () => true })

const isCsv = (type: string): boolean => /^text\/(csv|plain|tab-separated-values)\b/i.test(type)

/** These take a file of leads, whatever its format, and say themselves which they read. */
const TAKES_FILES = /^\/api\/leads\/import(?:\/columns)?\/?$/

const parse = json({ limit: LIMIT, inflate: false, type: (request) => isJson(request.headers['content-type']) })
const isJson = (type = ''): boolean => /^application\/([\w.+-]+\+)?json\b/i.test(type)

const refuseOtherTypes: RequestHandler = (request, _response, next) => {
  const type = request.headers['content-type'] ?? ''
  const hasBody =
    Number(request.headers['content-length'] ?? 0) > 0 || request.headers['transfer-encoding'] !== undefined
  if (hasBody && !isJson(type) && !isCsv(type) && !TAKES_FILES.test(request.path)) {
    next(new Refused('media_type_unsupported', { params: { accepted: 'application/json' } }))
    return
  }
  next()
}

const explain: ErrorRequestHandler = (error, _request, _response, next) => {
  const { type, message = '', limit = 0 } = error as { type?: string; message?: string; limit?: number }
  if (type === 'entity.too.large') {
    return next(new Refused('body_too_large', { params: { limit: limit / 1_048_576 } }))
  }
  if (type === 'encoding.unsupported' || type === 'charset.unsupported')
    return next(new Refused('encoding_unsupported'))
  if (type === 'entity.parse.failed') {
    const position = /position (\d+)/.exec(message)?.[1]
    return next(new Refused('malformed_json', position ? { params: { position } } : {}))
  }
  return next(type ? new Refused('malformed_request') : error)
}

export const bodyReaders = [refuseOtherTypes, parse, explain]
