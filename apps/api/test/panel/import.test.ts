/** The import page in a real browser: what is asked, how numbers were read, what is refused and why, and taking an import back. */
import { DESK, PHONE } from './browser.ts'
import { button, noBarriers, picture, usePanel } from './fixture.ts'

jest.setTimeout(240_000)
const panel = usePanel()

const FILE = Buffer.from(
  `Prénom;Nom;Téléphone;Tél. portable;Étape;Société;Dernier échange
Zoé;MARTIN;01 42 68 53 00;06 39 98 66 11;Open;Cèdre;20/02/2026
Léo;PETIT;;639986612;nouveau;"Le Fournil;02/03/2026
Ana;ROUX;;+33 (0)6 39 98 66 13;nouveau;Atelier;02/03/2026
Max;BLANC;;06.39.98.66.14;nouveau;Les "Halles";02/03/1962
Eva;NOIR;;6.12E+08;nouveau;Noria;
`,
)

panel.inBrowser('a file is read, asked about, tried, imported and taken back', async () => {
  for (const { size, name } of [
    { size: DESK, name: 'desk' },
    { size: PHONE, name: 'phone' },
  ]) {
    const { page, leave } = await panel.visit('mona', 'leads/import', size)
    await page.locator('input[type=file]').setInputFiles({ name: 'salon.csv', mimeType: 'text/csv', buffer: FILE })
    await page.getByText('01 42 68 53 00').waitFor()
    await picture(page, `import-${name}-columns`)
    await noBarriers(page)
    await button(page, 'Essayer sans rien écrire').click()
    await page.getByText('Que veut dire le statut « Open » ?').waitFor()
    await page.getByText(/Lignes 3 à 5\s: un guillemet de la colonne «\sSociété\s» les relie/).waitFor()
    await picture(page, `import-${name}-questions`)
    await noBarriers(page)
    await button(page, 'Continuer').click()
    await page.getByText(/Lignes lues\s: 5\. Nouveaux leads\s: 4.*lignes refusées\s: 1/).waitFor()
    await page.getByText('« 639986612 » → +33 6 39 98 66 12').waitFor()
    await page
      .getByText(/Ligne 6 · Eva NOIR\s: Téléphone «\s6.12E\+08\s»\s: le tableur a effacé des chiffres/)
      .waitFor()
    await picture(page, `import-${name}-trial`)
    await noBarriers(page)
    await button(page, 'Importer').last().click()
    await page.getByText(/Import terminé\. Nouveaux leads\s: 4/).waitFor()
    await button(page, 'Autre fichier').click()
    await button(page, 'Annuler cet import').first().click()
    await picture(page, `import-${name}-undo`)
    await button(page, 'Annuler cet import').last().click()
    await page.getByText(/Import annulé\s: 4 leads retirés/).waitFor()
    expect(await panel.api.test.db.query('select from leads')).toHaveLength(0)
    await panel.api.test.db.query('truncate import_answers')
    await leave()
  }
})
