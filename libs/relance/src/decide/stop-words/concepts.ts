/**
 * What the words of a sentence stand for, whatever their form: `ne m'ecrivez pu svp` reads `NE ME CONTACT MORE`. A word that is in
 * no list stays as it is. Each list holds French words, then English ones.
 */

/** A word of a list: `relanc` with an asterisk is a stem and stands for all that begin with it; others stand for themselves. */
const WORDS = {
  NE: 'ne n',
  ME: 'me m moi nous us',
  THEM: 'le la les l lui leur him her them',
  MORE: 'plus plu pu jamais jms',
  NEVER: 'never',
  NOT: 'pas pa po not rien aucun aucune nothing zero',
  YOUR: 'vos votre tes ton your ur',
  THIS: 'ces cette ce cet ca sa cela these those this that',
  OUR: 'mon ma mes notre nos my our',
  WANT: `veux veut veu voudrais souhait* desir* voulons aimerai* envie exige* demand* prie prions prier priere prefer* voulai* vouloir want wants wish* like need* ask asking
    request* rather insist`,
  CONTACT: `contact* recontact* ecri* ecrv* recri* reecri* apel* rapel* relanc* solicit* demarch* joind* envoi* envoy* renvoy* renvoi*
    prospect* textez texter textot* comuniq* comunicat* insister insistez insistes insiste
    writ* phon* ring send* ping* reach* folow* chas* market* dm`,
  BOTHER: `derang* achal* coler importun* harcel* bombard* embet* spamm* saoul* soul* gonfl* emmerd* fatigu* lasse lassez lassant agac* enerv* gav* inond* polu*
    bother* haras* hasl* disturb* pester* bug bugging hound* anoy* unsolicited indesirable* nag nagging`,
  SPEAK:
    'text texts texting texted mesag* mesage* mesaging call calls calling caled email* mail mails spam spams contact',
  MAIL: `sms texto textos whatsapp wathsapp watsapp whatsap relance relances pub pubs publicit* solicitation* apel apels demarchage* harcelement newsletter* notif*
    offre offres proposition* promo promos promotion* comunications anonce* echange echanges newsleter* envois prospection* msges
    alert alerts reminder reminders folowups followup followups ads update updates marketing offer offers`,
  RECEIVE: 'recevoir recois recoi receive receiving get getting gets hear hearing entendre entende',
  STOPS: `aret* arte* artez aretez cesser cessez cesse ceser cesez cese stop* halte sotp quit quitting ceas* refrain* absten* discontinu* desist*`,
  REMOVE: `retir* suprim* enlev* efac* ray rayer rayez raye rayes radi* oter otez sortez sortir sors virez virer vire degag*
    exclu* elimin* detrui* delet* remov* eras* destroy* exclud* unlist* rmv rmve del supp sup jet* balanc* throw ditch* drop dropping wip* purg* scrub* strik* bin`,
  DATA: `numero num numeros nums tel telephone portable coordon* donnees nom prenom fiche infos info information* adres* profil
    number numbers name names phone detail* data record*`,
  LIST: `list blacklist liste listes listing listings fichier fichiers base bases bdd diffusion mailing repertoire crm systeme boucle
    lists database databases contacts system`,
  UNSUB: 'desabo* desinscri* desinscri desincri* unsub* unsucri* optout unregister* deregister* unenrol*',
  CONSENT: 'consentement accord autorisation permission consent',
  LAW: 'rgpd gdpr cnil bloctel tcpa ico dgccrf ofcom ftc',
  THREAT: `plainte avocat police tribunal justice signal* bloqu* block* report* sue lawyer court solicitors atorney spamer`,
  TIME: `avant apres demain aujourd lundi mardi mercredi jeudi vendredi samedi dimanche matin midi soir semaine semaines mois weekend
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre nuit moment instant vacances conges pendant jusqu
    tard tot
    before after until till today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday morning evening night week weeks
    month months january february march april june july august september october november december yet during while late early lunch`,
  CHANNEL:
    'fixe courrier courier vocal vocaux vocales plutot landline post instead bureau boulot maison papier office voicemail',
} as const

/** Several words that stand for one concept. Without accents; read before the single words. */
const PHRASES: readonly (readonly [string, RegExp])[] = [
  ['thanks', /\bthank you\b/g],
  ['anymore', /\bany more\b/g],
  ['DATA', /\b(?:\d{2} ){4}\d{2}\b|\b\d{8,}\b/g],
  ['CHANNEL', /\b(?:par|by|via|au) (?:e?mails?|telephone|tel|phone|courr?ier|appels?)\b/g],
  ['NOT TIME', /\bpas tout de suite\b/g],
  ['TIME', /\bd ici\b/g],
  ['UNSUB', /\bopt(?:ed|ing)? (?:me |us )?out\b/g],
  ['LAW', /\b(?:do not call (?:list|registry|register)|liste rouge|liste d opposition)\b/g],
  [
    'NONEED',
    /\b(?:inutile|(?:pas|plus|pu) la peine|(?:plus|pu) besoin|pas besoin(?! (?:de |d )?(?:me |m )?r?ap+el)|sert? a rien|a quoi bon|evite\w*|no need|no point|useless|(?:don t|do not|not) bother(?= (?:to|with|\w+ing)\b)|avoid)\b/g,
  ],
  [
    'DONT',
    /\b(?:(?:do|does|did|should|would|must)n? t|(?:do|does|did|should|would|must) not|no longer|not to|better not)\b/g,
  ],
  ['CONTACT', /\bcheck(?:ing|s)? (?:in|up)\b/g],
  ['CANT', /\b(?:can t|cannot|can not|couldn t|won t|will not|wouldn t)\b/g],
  ['STOPS', /\b(?:met\w* (?:fin|un terme)|put an end|cut out) (?:a|au|aux|to)\b/g],
  ['MORE', /\bno (?:more|further)\b/g],
  [
    'WEARY',
    /\b(?:ras (?:le|la) (?:bol|casquet+e|cul)|plein le (?:dos|cul)|(?:peux|peut|sup+orte) (?:plus|pu)|marre|assez|sick(?: and tired)?|tired|fed up|(?:had )?enough|overdose|sature)\b/g,
  ],
  ['FREE', /\b(?:tranquil+es?|trankil+e?|(?:en|la) paix|alone|in peace)\b/g],
]

/** Adds nothing to what is asked. */
const NOISE =
  /(?<!\S)(?:tout de suite|svp|stp|s il (?:vous|te) plait|please|pls|plz|kindly|just|really|ever|even|gentiment|immediate\w*|definiti\w*|definitely|completement|totalement|vraiment|simplement|juste|donc|tous|toutes?|tout|all|any|du tout|desormais|dorenavant|a l avenir|bien vouloir|bordel|putain|ptn|fucking|bloody|damn|f ing|back)(?!\S)/g

type Concept = keyof typeof WORDS

/** Double letters are written as often once: `aretez`, `suprimer`. */
const single = (word: string): string => word.replace(/(\p{L})\1/gu, '$1')

const exact = new Map<string, Concept>()
const stems: [string, Concept][] = []
for (const [concept, words] of Object.entries(WORDS) as [Concept, string][]) {
  for (const word of words.split(/\s+/)) {
    if (word.endsWith('*')) stems.push([single(word.slice(0, -1)), concept])
    else for (const form of [word, single(word)]) if (!exact.has(form)) exact.set(form, concept)
  }
}

/** Long enough that a word with a letter too few, or two swapped, is still no other word. */
const FUZZY_LENGTH = 6

/** `contatc`, `relnacer`, `unsubcribe`; never another letter in its place: `contrat` is no `contact`. */
function beginsLike(word: string, stem: string): boolean {
  if (word.startsWith(stem)) return true
  if (stem.length < FUZZY_LENGTH) return false
  let at = 0
  while (word[at] === stem[at]) at += 1
  if (at === 0) return false
  const isSwapped = word[at] === stem[at + 1] && word[at + 1] === stem[at]
  return word.startsWith(stem.slice(at + 1), at) || (isSwapped && word.startsWith(stem.slice(at + 2), at + 2))
}

/** Letters; among shorter words `of` is no `off`. */
const SHORT_WORD = 4

function conceptOf(word: string): string {
  const plain = single(word)
  const known = exact.get(word) ?? (word.length > SHORT_WORD ? exact.get(plain) : undefined)
  return known ?? stems.find(([stem]) => beginsLike(plain, stem))?.[1] ?? word
}

/** `sentence` as `plainSentence` gives it. */
export function readAsConcepts(sentence: string): string {
  const phrased = PHRASES.reduce(
    (text, [concept, phrase]) => text.replace(phrase, concept),
    sentence.replace(/\bi m\b/g, 'i am'),
  )
  const words = phrased.replace(NOISE, ' ').split(' ').filter(Boolean)
  return words.map(conceptOf).join(' ')
}
