/** Errors as the Cloud API answers them. */
export interface GraphError {
  status: number
  code: number
  details: string
  isTransient?: boolean
}

const TITLES: Readonly<Record<number, string>> = {
  100: 'Invalid parameter',
  190: 'Invalid OAuth access token',
  130_429: 'Rate limit hit',
  131_000: 'Something went wrong',
  131_008: 'Required parameter is missing',
  131_009: 'Parameter value is not valid',
  131_016: 'Service unavailable',
  131_021: 'Recipient cannot be sender',
  131_026: 'Message undeliverable',
  131_047: 'Re-engagement message',
  131_048: 'Spam rate limit hit',
  131_049: 'Message withheld',
  131_050: 'User has stopped receiving marketing messages',
  131_056: 'Business to recipient pair rate limit hit',
  132_000: 'Template parameter count mismatch',
  132_001: 'Template name does not exist in the translation',
  132_005: 'Template hydrated text too long',
  132_012: 'Template parameter format mismatch',
  132_015: 'Template is paused',
  132_016: 'Template is disabled',
  132_018: 'Template parameter has characters that are not allowed',
}

export const titleOf = (code: number): string => TITLES[code] ?? 'Error'

export const graphError = (code: number, details: string, status = 400): GraphError => ({ status, code, details })

/** `fbtrace_id` is what support asks for; here it only has the form. */
export function envelope({ code, details, isTransient }: GraphError, trace: string): unknown {
  return {
    error: {
      message: `(#${code}) ${titleOf(code)}`,
      type: 'OAuthException',
      code,
      error_data: { messaging_product: 'whatsapp', details },
      ...(isTransient !== undefined && { is_transient: isTransient }),
      fbtrace_id: trace,
    },
  }
}
