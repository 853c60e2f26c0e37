/** What shows WhatsApp that a token and the secret of its application are in the same hands: `appsecret_proof` of a call. */

export async function proofOf({ token, appSecret }: { token: string; appSecret: string }): Promise<string> {
  const text = new TextEncoder()
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', text.encode(appSecret), algorithm, false, ['sign'])
  const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, text.encode(token)))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
