/** Who follows a lead, as other tools write it: the address, the name, or the name with the address behind it. */
export function closerNamed(text: string, closers: ReadonlyMap<string, string>): string | null {
  const [address = ''] = /[^\s<>()]+@[^\s<>()]+/.exec(text) ?? []
  return closers.get(text.toLowerCase()) ?? closers.get(address.toLowerCase()) ?? null
}
