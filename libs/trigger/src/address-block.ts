/** Whom an address stands for: one household or server has a whole /64 of IPv6, so that counting single addresses counts nothing. */

/** The address itself for IPv4, also when it is written as IPv6; the first 64 bits for IPv6. Anything else stays as it is. */
export function blockOf(address: string): string {
  const bare = address.toLowerCase().split('%')[0] ?? ''
  if (!bare.includes(':')) return bare
  const asIpv4 = /^(?:0{0,4}:)*:?ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1]
  if (asIpv4) return asIpv4
  const [head = '', tail] = bare.split('::')
  const first = head.split(':').filter(Boolean)
  const last = (tail ?? '').split(':').filter(Boolean)
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length)
  const groups = [...first, ...Array.from({ length: zeros }, () => '0'), ...last]
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
