/** Asks PostgreSQL what a statement would answer, without running it: it parses the text against the schema and names the columns. */

class Description {
  constructor(text, types, resolve) {
    Object.assign(this, { text, types, resolve, fields: [] })
  }

  submit(connection) {
    connection.parse({ name: '', text: this.text, types: this.types }, true)
    connection.describe({ type: 'S', name: '' }, true)
    connection.sync()
    return null
  }

  handleRowDescription({ fields }) {
    this.fields = fields
  }

  handleError(error) {
    this.error = error
    this.resolve(this)
  }

  handleReadyForQuery() {
    this.resolve(this)
  }
}

/** A parameter whose type only its value would tell. */
const UNTYPED = '42P18'
const TEXT = 25

/** `{ fields, error }`; a field has a `name`, its type's number, and where it stands in a table. */
export async function describe(client, text, types = []) {
  const described = await new Promise((resolve) => client.query(new Description(text, types, resolve)))
  const [, parameter] = /\$(\d+)/.exec(described.error?.message ?? '') ?? []
  if (described.error?.code !== UNTYPED || !parameter || types[parameter - 1]) return described
  const known = Array.from({ length: Math.max(types.length, Number(parameter)) }, (_, place) => types[place] ?? 0)
  return describe(
    client,
    text,
    known.map((type, place) => (place === parameter - 1 ? TEXT : type)),
  )
}

/** Of every type: its name, and for a list the type of what is in it. Of every column of a table: whether it may be null. */
export async function readCatalog(client) {
  const types = await client.query(
    `select oid::int, typname as name, case when typcategory = 'A' then typelem::int end as element, typbasetype::int as base from pg_type`,
  )
  const columns = await client.query(
    `select attrelid || '.' || attnum as id, attname as name from pg_attribute where not attnotnull and attnum > 0`,
  )
  return {
    types: new Map(types.rows.map((type) => [type.oid, type])),
    nullable: new Map(columns.rows.map(({ id, name }) => [id, name])),
  }
}
