/** Why a line of a file was refused, and what would mend it. */
import { fill, type Language } from '../words.ts'

type Pair = readonly [reason: string, remedy: string]

const FR: Readonly<Record<string, Pair>> = {
  phone_missing: ['numéro manquant', 'Ajoutez un numéro de mobile à cette ligne.'],
  phone_country_unknown: ['pays inconnu', 'Indiquez un code de pays à deux lettres, par exemple FR.'],
  phone_unreadable: ['numéro illisible', 'N’écrivez qu’un numéro, chiffres seuls, par exemple 06 39 98 00 12.'],
  phone_invalid: [
    'ce numéro n’existe pas',
    'Vérifiez le nombre de chiffres ; hors de France, écrivez + et l’indicatif.',
  ],
  phone_not_mobile: [
    'ce n’est pas un mobile',
    'Indiquez un numéro de mobile : WhatsApp n’atteint pas les lignes fixes.',
  ],
  phone_digits_lost: [
    'le tableur a effacé des chiffres',
    'Reprenez le numéro d’origine et mettez la colonne au format Texte.',
  ],
  phone_extension: ['numéro suivi d’un poste', 'Indiquez le mobile, sans numéro de poste.'],
  phone_ambiguous: [
    'deux lectures possibles',
    'Écrivez + et l’indicatif du pays devant le numéro, ou ajoutez une colonne Pays.',
  ],
  needs_mapping: ['mot inconnu', 'Répondez à la question posée sur ce mot, puis relancez l’import.'],
  swallowed_lines: [
    'un guillemet relie plusieurs lignes ({detail})',
    'Dites si ce sont des lignes séparées ou une seule cellule.',
  ],
  hidden_row: [
    'ligne masquée dans le classeur',
    'Dites si les lignes masquées sont importées, ou affichez-les dans le classeur.',
  ],
  email_unreadable: ['e-mail illisible', 'Corrigez l’adresse ou videz la cellule.'],
  date_unreadable: ['date illisible', 'Écrivez par exemple 02/03/2026 10:00.'],
  date_implausible: ['date peu vraisemblable', 'Vérifiez l’année.'],
  date_other_order: [
    'jour et mois dans l’autre ordre que le reste du fichier',
    'Vérifiez les dates de cette colonne : le fichier mélange jour/mois et mois/jour.',
  ],
  date_in_future: ['date dans le futur', 'Vérifiez le jour, le mois, l’année et l’heure.'],
  id_of_another: [
    'cet identifiant est celui d’un autre lead : le téléphone a décidé',
    'Vérifiez l’identifiant ; si c’est la même personne, corrigez le téléphone de sa fiche.',
  ],
  cell_error: [
    'erreur du tableur : la valeur n’est pas importée',
    'Corrigez la formule, ou ouvrez et enregistrez le classeur dans Excel pour qu’elle soit calculée.',
  ],
  cell_merged: [
    'cellule fusionnée[ (lignes {detail})] : seule la première ligne a la valeur',
    'Défusionnez la cellule et recopiez la valeur sur chaque ligne.',
  ],
  too_long: ['trop long[ (au plus {detail})]', 'Raccourcissez le texte ou n’importez pas cette colonne.'],
  character_refused: ['caractère refusé', 'Effacez le caractère invisible de cette cellule.'],
  custom_too_many: ['trop de champs libres[ (au plus {detail})]', 'N’importez pas toutes les colonnes.'],
  columns_too_many: [
    'plus de colonnes que l’en-tête[ ({detail})]',
    'Mettez entre guillemets la cellule qui contient le séparateur.',
  ],
  quote_unclosed: ['guillemet jamais fermé', 'Fermez ou effacez le guillemet.'],
  line_too_long: ['ligne trop longue : la lecture s’arrête là', 'Vérifiez que le fichier est bien un CSV.'],
  encoding_mixed: ['encodage incohérent : la lecture s’arrête là', 'Enregistrez le fichier en « CSV UTF-8 ».'],
  workbook_unreadable: [
    'classeur illisible : la lecture s’arrête là',
    'Enregistrez de nouveau le classeur au format .xlsx.',
  ],
  workbook_too_large: ['classeur trop grand : la lecture s’arrête là', 'Enregistrez la feuille en CSV.'],
}

const EN: Readonly<Record<string, Pair>> = {
  phone_missing: ['no number', 'Add a mobile number to this line.'],
  phone_country_unknown: ['unknown country', 'Give a two-letter country code, for example FR.'],
  phone_unreadable: ['unreadable number', 'Write one number, digits only, for example 06 39 98 00 12.'],
  phone_invalid: ['this number does not exist', 'Check the number of digits; abroad, write + and the country code.'],
  phone_not_mobile: ['not a mobile', 'Give a mobile number: WhatsApp does not reach landlines.'],
  phone_digits_lost: ['the spreadsheet has lost digits', 'Take the original number and format the column as text.'],
  phone_extension: ['number followed by an extension', 'Give the mobile number, without an extension.'],
  phone_ambiguous: [
    'two readings are possible',
    'Write + and the country code before the number, or add a Country column.',
  ],
  needs_mapping: ['unknown word', 'Answer the question about this word, then import again.'],
  swallowed_lines: ['a quote joins several lines ({detail})', 'Say whether they are separate lines or one cell.'],
  hidden_row: ['row hidden in the workbook', 'Say whether hidden rows are imported, or show them in the workbook.'],
  email_unreadable: ['unreadable email', 'Correct the address or empty the cell.'],
  date_unreadable: ['unreadable date', 'Write for example 2026-03-02 10:00.'],
  date_implausible: ['unlikely date', 'Check the year.'],
  date_other_order: [
    'day and month in the other order than the rest of the file',
    'Check the dates of this column: the file mixes day/month and month/day.',
  ],
  date_in_future: ['date in the future', 'Check the day, the month, the year and the time.'],
  id_of_another: [
    'this id belongs to another lead: the phone decided',
    'Check the id; if it is the same person, correct the phone of that lead.',
  ],
  cell_error: [
    'error of the spreadsheet: the value is left out',
    'Correct the formula, or open and save the workbook in Excel so that it is calculated.',
  ],
  cell_merged: [
    'merged cell[ (rows {detail})]: only the first row has the value',
    'Unmerge the cell and fill in the value on every row.',
  ],
  too_long: ['too long[ (at most {detail})]', 'Shorten the text or leave the column out.'],
  character_refused: ['character refused', 'Delete the invisible character in this cell.'],
  custom_too_many: ['too many custom fields[ (at most {detail})]', 'Leave some columns out.'],
  columns_too_many: [
    'more columns than the header[ ({detail})]',
    'Put quotes around the cell that contains the separator.',
  ],
  quote_unclosed: ['a quote is never closed', 'Close or delete the quote.'],
  line_too_long: ['line too long: reading ends there', 'Check that the file is a CSV.'],
  encoding_mixed: ['mixed encodings: reading ends there', 'Save the file as “CSV UTF-8”.'],
  workbook_unreadable: ['unreadable workbook: reading ends there', 'Save the workbook as .xlsx again.'],
  workbook_too_large: ['workbook too large: reading ends there', 'Save the sheet as CSV.'],
}

/** Headings of what is added to the file to mend; the import leaves such columns out. */
export const mendHeadings = (language: Language): { line: string; reason: string; remedy: string } =>
  language === 'fr'
    ? { line: 'Relance : ligne', reason: 'Relance : motif', remedy: 'Relance : à corriger' }
    : { line: 'Relance: line', reason: 'Relance: reason', remedy: 'Relance: to be mended' }

/** What the file to mend says of a line: every reason with the value it is about, and what would mend them. */
export function mendNotes(
  language: Language,
  refusals: readonly { code: string; value?: string; detail?: string }[],
): { reason: string; remedy: string } {
  const space = language === 'fr' ? ' ' : ''
  const inWords = refusals.map((refusal) => lineRefusalWords(language, refusal))
  return {
    reason: inWords.map(({ reason, value }) => (value ? `${reason}${space}: ${value}` : reason)).join(`${space}; `),
    remedy: [...new Set(inWords.map(({ remedy }) => remedy))].join(' '),
  }
}

/** Adds its words to a refusal. A code without words speaks for itself. */
export function lineRefusalWords<Refusal extends { code: string; detail?: string }>(
  language: Language,
  refusal: Refusal,
): Refusal & { reason: string; remedy: string } {
  const [reason, remedy] = (language === 'fr' ? FR : EN)[refusal.code] ?? [refusal.code, '']
  const { detail } = refusal
  return { ...refusal, reason: fill(reason, detail === undefined ? {} : { detail }), remedy }
}
