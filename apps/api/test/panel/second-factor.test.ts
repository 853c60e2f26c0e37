/** The second factor in the panel, an app or a passkey: set up when the role asks for it, used at the next sign-in, shown in the profile. */
import type { Page } from 'playwright-core'
import { codeOf, stepAt } from '../../src/auth/authenticator-app/totp.ts'
import { DESK, openContext, openPage, PHONE } from './browser.ts'
import { button, emailOf, noBarriers, picture, usePanel } from './fixture.ts'
import { PASSWORD } from '../test-api.ts'

jest.setTimeout(180_000)
let offset = 0
const panel = usePanel(undefined, () => Date.now() + offset)

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
function bytesOf(base32: string): Buffer {
  const bits = [...base32.replaceAll(' ', '')]
    .map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

panel.inBrowser('a closer whose role needs a second factor sets it up on the phone, and signs in with it', async () => {
  await panel.api.admin
    .call('put', '/api/settings/company')
    .send({ secondFactorRoles: ['closer'] })
    .expect(200)
  const context = await openContext(panel.browser as NonNullable<typeof panel.browser>, { viewport: PHONE })
  const { page, errors } = await openPage(context)
  const signIn = async (): Promise<void> => {
    await page.goto(panel.url)
    await page.fill('input[name=username]', emailOf('ada'))
    await page.fill('input[name=password]', PASSWORD)
    await page.keyboard.press('Enter')
  }
  await signIn()
  await page.getByRole('heading', { level: 1, name: 'Protégez votre compte' }).waitFor()
  await button(page, 'Configurer une application').click()
  await page.getByRole('img', { name: 'Code QR de la clé' }).waitFor()
  const secret = bytesOf((await page.getByTestId('secret').textContent()) ?? '')
  const code = (): string => codeOf(secret, stepAt(Date.now() + offset))
  await noBarriers(page)
  await picture(page, 'second-factor-set-up-phone')
  await page.fill('input[name=code]', '000000')
  await page.fill('input[name=password]', PASSWORD)
  await button(page, 'Activer').click()
  await page.getByText('Ce code ne convient pas', { exact: false }).waitFor()
  await page.fill('input[name=code]', code())
  await button(page, 'Activer').click()
  const codes = page.getByTestId('recovery-codes').getByRole('listitem')
  await codes.first().waitFor()
  expect(await codes.count()).toBe(10)
  await noBarriers(page)
  await picture(page, 'second-factor-codes-phone')
  await button(page, 'J’ai noté mes codes').click()
  await page.locator('header').waitFor()

  await context.clearCookies()
  // The code that set the app up was used.
  offset += 60_000
  await signIn()
  await page.getByLabel('Code de l’application', { exact: false }).fill(code())
  await noBarriers(page)
  await picture(page, 'second-factor-sign-in-phone')
  await page.keyboard.press('Enter')
  await page.locator('header').waitFor()

  await page.setViewportSize(DESK)
  await page.goto(`${panel.url}/#/profile`)
  await page.getByText('10 codes de secours restants', { exact: false }).waitFor()
  await picture(page, 'second-factor-profile')
  await button(page, 'Nouveaux codes de secours').click()
  await page.getByLabel('Mot de passe actuel', { exact: false }).last().fill(PASSWORD)
  await button(page, 'Nouveaux codes de secours').last().click()
  await codes.first().waitFor()
  expect(errors).toEqual([])
  await context.close()
})

/** An authenticator of the browser itself, which finds the person present at once. */
async function addAuthenticator(page: Page) {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true } as const
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: { ...options, isUserVerified: true, automaticPresenceSimulation: true },
  })
}

panel.inBrowser('a passkey is added in the profile, signs in, and is removed with the password', async () => {
  const person = await panel.api.join('closer', 'Bea')
  const context = await openContext(panel.browser as NonNullable<typeof panel.browser>, { viewport: PHONE })
  const { page, errors } = await openPage(context)
  // Browsers give passkeys to names, and this name is the machine's own.
  const url = panel.url.replace('127.0.0.1', 'localhost')
  await addAuthenticator(page)
  const type = async (): Promise<void> => {
    await page.goto(url)
    await page.fill('input[name=username]', emailOf('bea'))
    await page.fill('input[name=password]', PASSWORD)
    await page.keyboard.press('Enter')
  }
  await panel.api.admin
    .call('put', '/api/settings/company')
    .send({ secondFactorRoles: ['closer'] })
    .expect(200)
  await type()
  await button(page, 'Ajouter une clé d’accès').click()
  await noBarriers(page)
  await picture(page, 'passkey-set-up-phone')
  await page.getByLabel('Nom de cette clé d’accès', { exact: false }).fill('Mon téléphone')
  await page.fill('input[name=password]', PASSWORD)
  await button(page, 'Créer la clé d’accès').click()
  await page.getByTestId('recovery-codes').getByRole('listitem').first().waitFor()
  await button(page, 'J’ai noté mes codes').click()
  await page.locator('header').waitFor()

  await context.clearCookies()
  await type()
  await button(page, 'Utiliser une clé d’accès').waitFor()
  await noBarriers(page)
  await picture(page, 'passkey-sign-in-phone')
  await button(page, 'Utiliser une clé d’accès').click()
  await page.locator('header').waitFor()

  await panel.api.admin.call('put', '/api/settings/company').send({ secondFactorRoles: [] }).expect(200)
  await page.setViewportSize(DESK)
  await page.goto(`${url}/#/profile`)
  await page.getByText('utilisée le', { exact: false }).waitFor()
  await noBarriers(page)
  await picture(page, 'passkey-profile')
  await button(page, 'Retirer Mon téléphone').click()
  await page.getByLabel('Mot de passe actuel', { exact: false }).last().fill(PASSWORD)
  await button(page, 'Retirer Mon téléphone').last().click()
  await page.getByText('Mon téléphone : retiré de votre compte').waitFor()
  const { body } = await panel.api.admin.call('get', `/api/users/${person.id}`).expect(200)
  expect(body.hasSecondFactor).toBe(false)
  expect(errors).toEqual([])
  await context.close()
})

panel.inBrowser('an admin resets a second factor that was lost', async () => {
  const { page, leave } = await panel.visit('admin', `users/${panel.ada.id}`)
  const reset = button(page, 'Réinitialiser la double authentification')
  // What could not be read on a busy machine is read again, as a person would.
  await reset.waitFor({ timeout: 15_000 }).catch(() => page.reload())
  await reset.click()
  await page.getByText('a perdu son téléphone', { exact: false }).waitFor()
  await picture(page, 'second-factor-reset')
  await page.getByRole('dialog').getByRole('button').last().click()
  await page.getByText('Double authentification de Ada réinitialisée').waitFor()
  const { body } = await panel.api.admin.call('get', `/api/users/${panel.ada.id}`).expect(200)
  expect(body.hasSecondFactor).toBe(false)
  await leave()
})
