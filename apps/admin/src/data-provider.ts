/** The API's list dialect, as react-admin asks for it. */
import type { DataProvider, GetListParams, Identifier, RaRecord } from 'react-admin'
import { saveRule } from './what-if/save-rule.ts'
import { changeMany, doneOf } from './providers/bulk.ts'
import { request } from './providers/request.ts'

type Row = RaRecord<Identifier>

async function list(
  resource: string,
  { pagination, sort, filter }: Pick<GetListParams, 'pagination' | 'sort' | 'filter'>,
) {
  const { page, perPage } = pagination ?? { page: 1, perPage: 25 }
  const query = new URLSearchParams({
    range: JSON.stringify([(page - 1) * perPage, page * perPage - 1]),
    filter: JSON.stringify(filter ?? {}),
  })
  if (sort) query.set('sort', JSON.stringify([sort.field, sort.order]))
  const { json, headers } = await request<Row[]>(`${resource}?${query}`)
  return { data: json, total: Number(headers.get('content-range')?.split('/').at(-1) ?? json.length) }
}

const one = async (path: string, method?: string, body?: unknown) => ({
  data: (await request<Row>(path, { ...(method && { method }), ...(body !== undefined && { body }) })).json,
})

const provider = {
  getList: (resource: string, params: GetListParams) => list(resource, params),
  getOne: (resource: string, { id }: { id: Identifier }) => one(`${resource}/${id}`),
  getMany: (resource: string, { ids }: { ids: Identifier[] }) =>
    list(resource, { pagination: { page: 1, perPage: Math.max(1, ids.length) }, filter: { id: ids } }),
  getManyReference: (resource: string, { target, id, ...params }: GetListParams & { target: string; id: Identifier }) =>
    list(resource, { ...params, filter: { ...params.filter, [target]: id } }),
  create: async (resource: string, { data }: { data: object }) =>
    resource === 'rules' ? { data: await saveRule(null, data) } : one(resource, 'POST', data),
  update: async (resource: string, { id, data }: { id: Identifier; data: object }) =>
    resource === 'rules' ? { data: await saveRule(String(id), data) } : one(`${resource}/${id}`, 'PUT', data),
  updateMany: async (resource: string, { ids, data }: { ids: Identifier[]; data: object }) =>
    doneOf(await changeMany(resource, ids.map(String), { method: 'PUT', body: data })),
  delete: (resource: string, { id }: { id: Identifier }) => one(`${resource}/${id}`, 'DELETE'),
  deleteMany: async (resource: string, { ids }: { ids: Identifier[] }) =>
    doneOf(await changeMany(resource, ids.map(String), { method: 'DELETE' })),
}

export const dataProvider = provider as unknown as DataProvider
