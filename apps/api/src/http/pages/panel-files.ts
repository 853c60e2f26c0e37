/** The files of the built panel: compressed when it was built, kept for ever by their hashed names. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { RequestHandler } from 'express'
import expressStaticGzip from 'express-static-gzip'
import type { Config } from '../../environment/config.ts'

export const PANEL = fileURLToPath(new URL('../../../../admin/dist', import.meta.url))

export const hasPanel = ({ APP_ROLE }: Config): boolean => APP_ROLE !== 'worker' && existsSync(`${PANEL}/index.html`)

/** The name of an asset changes with its content; everything else of the panel is asked for anew. */
export function keepAssets(response: { setHeader(name: string, value: string): unknown }, path: string): void {
  const isAsset = path.startsWith(`${PANEL}/assets/`)
  response.setHeader('Cache-Control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache')
}

/** Only sends what the build has compressed: no request makes the server compress anything. */
export const servePanel = (): RequestHandler =>
  expressStaticGzip(PANEL, {
    enableBrotli: true,
    orderPreference: ['br', 'gzip'],
    serveStatic: { setHeaders: keepAssets },
  })
