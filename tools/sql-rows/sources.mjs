/** Which files ask the database, and how they are compiled. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

const FOLDERS = [
  'apps/api/src',
  'apps/cli/src',
  'apps/demo/src',
  'libs/leads/src',
  'libs/relance/src',
  'libs/sending/src',
  'libs/trigger/src',
  'libs/whatsapp/src',
]
/** They run once, on the schema of their time. */
const MIGRATIONS = /[\\/]database[\\/](migrations|baseline)[\\/]/

export function sourcesOf(root) {
  return FOLDERS.flatMap((folder) => filesOf(join(root, folder))).filter(
    (path) => /\.ts$/.test(path) && !/\.(test|d)\.ts$|[\\/]test[\\/]/.test(path) && !MIGRATIONS.test(path),
  )
}

function filesOf(folder) {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
  } catch {
    return []
  }
}

export function readOptions(root) {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.test.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root)
  return { ...options, incremental: false, tsBuildInfoFile: undefined }
}
