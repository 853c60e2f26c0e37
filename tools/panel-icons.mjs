/** Draws the panel's PNG icons from icon.svg; run by hand when the drawing changes: `node tools/panel-icons.mjs`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { launchChromium } from './chromium.mjs'

const PUBLIC = new URL('../apps/admin/public/', import.meta.url)
const svg = readFileSync(new URL('icon.svg', PUBLIC), 'utf8')
/** A maskable icon is cut to any shape: its ground fills the square, and the drawing keeps to the middle. */
const square = svg.replace('rx="112"', '')
const ICONS = [
  ['icon-192.png', 192, svg],
  ['icon-512.png', 512, svg],
  ['icon-maskable-512.png', 512, square],
  ['apple-touch-icon.png', 180, square],
]

const browser = await launchChromium()
try {
  for (const [name, size, drawing] of ICONS) {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px}</style>${drawing}`)
    writeFileSync(new URL(name, PUBLIC), await page.screenshot({ omitBackground: true }))
    await page.close()
  }
} finally {
  await browser.close()
}
