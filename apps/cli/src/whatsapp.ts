/** `relance whatsapp check`: the panel's test of the connection, for a shell; one line a check, in words. */
import { type Language, languageOf } from '@relance/contract'
import type { Db } from '@relance/relance'
import { readWhatsAppConfig, type WhatsAppConfig } from '@relance/api/environment'
import { refusal } from '@relance/api/refusal'
import { checkConnection } from '@relance/api/operations'

const NEEDED = [
  'WHATSAPP_TOKEN',
  'WHATSAPP_PHONE_NUMBER_ID',
  'WHATSAPP_APP_SECRET',
  'WHATSAPP_VERIFY_TOKEN',
] as const satisfies readonly (keyof WhatsAppConfig)[]

/** A server that was started elsewhere may have been given something else. */
function wordsOf(language: Language, { WHATSAPP_API_URL: url, WHATSAPP_PHONE_NUMBER_ID: ids = [] }: WhatsAppConfig) {
  const { host } = new URL(url)
  return language === 'fr'
    ? `Testé : l’environnement de cette commande (${host}, numéro ${ids.join(', ')}). Un serveur lancé avec un autre se teste depuis sa page WhatsApp.`
    : `Tested: the environment of this command (${host}, number ${ids.join(', ')}). A server started with another one is tested on its WhatsApp page.`
}

interface Checking {
  environment: Record<string, string | undefined>
  /** English unless it says French. */
  language: string | undefined
  say: (line: string) => void
}

/** Whether everything is well. Sends nothing, and says nothing of a token or a person. */
export async function checkWhatsApp(db: Db, { environment, language = 'en', say }: Checking): Promise<boolean> {
  const read = readWhatsAppConfig(environment)
  if (!read.ok) throw refusal(read.problems.join('\n'))
  const missing = NEEDED.filter((name) => !read.config[name])
  if (missing.length > 0) {
    throw refusal(
      `WhatsApp is not set up in the environment of this command. Missing: ${missing.join(', ')}. What a running server has been given, such as the demo's sandbox, is tested by the button of its WhatsApp page.`,
    )
  }
  say(wordsOf(languageOf(language), read.config))
  const colon = languageOf(language) === 'fr' ? ' :' : ':'
  const { ok, findings } = await checkConnection(db, read.config, languageOf(language))
  for (const finding of findings) {
    const mark = finding.ok ? '✓' : finding.code === 'not_looked_at' ? '–' : '✗'
    say(`${mark} ${finding.title}${colon} ${finding.text}`)
  }
  return ok
}
