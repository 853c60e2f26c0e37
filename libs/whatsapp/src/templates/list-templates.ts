/** The templates of a WhatsApp Business account, read page by page. */
import type { SendError } from '@relance/relance/core'
import { keepError } from '../answers/errors.pure.ts'
import { readTemplate } from './read-template.pure.ts'
import type { CloudTemplate } from './template.pure.ts'
import { ask, type Cloud, type CloudAnswer } from '../answers/request.ts'

export type TemplateList = { ok: true; templates: CloudTemplate[] } | { ok: false; error: SendError }

const FIELDS = 'name,language,category,status,parameter_format,components,rejected_reason,message_send_ttl_seconds'
const PAGE = 100
/** An account holds 6,000 at most. */
const MAX_PAGES = 100
const MAX_BYTES = 4 * 1_024 * 1_024

/** All of them or the reason why not: half a list would make templates look deleted. */
export async function listTemplates(cloud: Cloud & { businessAccountId: string }): Promise<TemplateList> {
  const templates: CloudTemplate[] = []
  let after: string | undefined
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await ask(cloud, {
      method: 'GET',
      path: [cloud.businessAccountId, 'message_templates'],
      query: { fields: FIELDS, limit: String(PAGE), ...(after !== undefined && { after }) },
      maxBytes: MAX_BYTES,
    })
    const read = readPage(answer)
    if (!read) return { ok: false, error: errorOf(answer, cloud.token) }
    templates.push(...read.templates)
    if (read.after === undefined || read.after === after) return { ok: true, templates: onceEach(templates) }
    after = read.after
  }
  return { ok: false, error: { code: null, details: `The list of templates has more than ${MAX_PAGES} pages.` } }
}

/** A name is given once per language; where it is listed twice, the one that may be sent counts, then the later. */
function onceEach(listed: readonly CloudTemplate[]): CloudTemplate[] {
  const kept = new Map<string, CloudTemplate>()
  for (const template of listed) {
    const key = `${template.name} ${template.language}`
    if (kept.get(key)?.status !== 'APPROVED' || template.status === 'APPROVED') kept.set(key, template)
  }
  return [...kept.values()]
}

/** The address of the next page holds the token, so only its cursor is used. */
function readPage(answer: CloudAnswer): { templates: CloudTemplate[]; after: string | undefined } | null {
  if (answer.kind === 'lost' || answer.status !== 200 || answer.error) return null
  const { data, paging } = (answer.json ?? {}) as {
    data?: unknown
    paging?: { next?: unknown; cursors?: { after?: unknown } }
  }
  if (!Array.isArray(data)) return null
  const after = paging?.next ? paging.cursors?.after : undefined
  return {
    templates: data.map(readTemplate).filter((one) => one !== null),
    after: typeof after === 'string' ? after : undefined,
  }
}

export function errorOf(answer: CloudAnswer, token: string): SendError {
  if (answer.kind === 'lost') return { code: null, details: answer.details }
  if (answer.error) return keepError(answer.error, [token])
  return { code: null, details: `The answer (HTTP ${answer.status}) was not one of the Cloud API.` }
}
