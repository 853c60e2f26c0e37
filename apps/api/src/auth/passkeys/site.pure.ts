/** Where passkeys work: at one address of the server, which browsers bind them to. */

export interface Site {
  /** The WebAuthn relying party id. */
  host: string
  origin: string
}

export interface SiteObstacle {
  obstacle: 'passkey_address_missing' | 'passkey_address_unfit' | 'passkey_other_address'
  /** Where they would work; empty while nobody has said. */
  address: string
}

interface Asked {
  publicUrl: string | undefined
  /** The address the request was sent to, by its Host header, which a proxy may have changed. */
  requested: string
  /** What the browser says of the page; absent for reading, and from scripts. */
  origin: string | undefined
}

/**
 * By PUBLIC_URL alone: a Host header is what the caller writes. Without it only the machine itself is known by its name.
 * Browsers offer passkeys over https, and on localhost; never at a bare IP address.
 */
export function siteOf({ publicUrl, requested, origin }: Asked): Site | SiteObstacle {
  const url = readUrl(publicUrl ?? requested)
  if (!url || (publicUrl === undefined && !isLocal(url))) return { obstacle: 'passkey_address_missing', address: '' }
  if (!isLocal(url) && (url.protocol !== 'https:' || isAddress(url)))
    return { obstacle: 'passkey_address_unfit', address: url.origin }
  if (origin !== undefined && origin !== url.origin) return { obstacle: 'passkey_other_address', address: url.origin }
  return { host: url.hostname, origin: url.origin }
}

const readUrl = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null)
const isLocal = ({ hostname }: URL): boolean => hostname === 'localhost' || hostname.endsWith('.localhost')
const isAddress = ({ hostname }: URL): boolean => hostname.startsWith('[') || /^[\d.]+$/.test(hostname)
