/** The requests of requests/, which Bruno reads as they are, as one collection for Postman (format 2.1). */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import bruno from '@usebruno/lang'

const FOLDER = fileURLToPath(new URL('../requests/', import.meta.url))
const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'

const byName = (one, other) => (one < other ? -1 : 1)

/** Folders by their name, requests by their `seq`: the order in which they are sent. */
export function readRequests() {
  const folders = readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'environments')
    .map((entry) => entry.name)
    .sort(byName)
  return folders.map((folder) => ({
    folder,
    requests: readdirSync(FOLDER + folder)
      .sort(byName)
      .map((file) => bruno.bruToJsonV2(readFileSync(`${FOLDER}${folder}/${file}`, 'utf8')))
      .sort((one, other) => Number(one.meta.seq) - Number(other.meta.seq)),
  }))
}

export const readVariables = () =>
  bruno.bruToEnvJsonV2(readFileSync(`${FOLDER}environments/local.bru`, 'utf8')).variables

export function postmanFile() {
  const { name } = JSON.parse(readFileSync(`${FOLDER}bruno.json`, 'utf8'))
  const collection = {
    info: { name, schema: SCHEMA },
    item: readRequests().map(({ folder, requests }) => ({ name: folder, item: requests.map(itemOf) })),
    variable: readVariables().map(({ name: key, value }) => ({ key, value })),
  }
  return { 'requests/postman_collection.json': `${JSON.stringify(collection, null, 2)}\n` }
}

function itemOf({ meta, http, auth, headers = [], params = [], body, docs, ...request }) {
  const json = body?.json
  return {
    name: meta.name,
    event: [{ listen: 'test', script: { type: 'text/javascript', exec: scriptOf(request) } }],
    request: {
      method: http.method.toUpperCase(),
      ...(docs && { description: docs }),
      auth: auth?.bearer
        ? { type: 'bearer', bearer: [{ key: 'token', value: auth.bearer.token, type: 'string' }] }
        : { type: 'noauth' },
      header: headers.map(({ name: key, value }) => ({ key, value })),
      ...(json && { body: { mode: 'raw', raw: json, options: { raw: { language: 'json' } } } }),
      url: urlOf(http.url, params),
    },
  }
}

function urlOf(raw, params) {
  const [host, ...path] = raw.split('?')[0].split('/')
  const query = params.map(({ name: key, value }) => ({ key, value }))
  return { raw, host: [host], path, ...(query.length > 0 && { query }) }
}

/** What is expected of the answer, and what of it the next requests use. */
function scriptOf({ assertions, vars }) {
  const status = assertions.find(({ name }) => name === 'res.status').value.replace('eq ', '')
  const kept = vars?.res ?? []
  return [
    `pm.test('Status ${status}', () => pm.response.to.have.status(${status}))`,
    ...kept.map(
      ({ name, value }) => `pm.collectionVariables.set('${name}', ${value.replace('res.body', 'pm.response.json()')})`,
    ),
  ]
}
