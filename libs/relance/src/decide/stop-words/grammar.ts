/**
 * How people ask to stop, whatever their words: rules over what the words stand for (`concepts.ts`). A word in capitals is a concept
 * or one of the names below, `~2` is at most two words of any kind. A rule reads a clause or a whole sentence.
 */
import { readAsConcepts } from './concepts.ts'

/** Short for several concepts or words. */
const NAMES: Readonly<Record<string, string>> = {
  V: '(?:CONTACT|SPEAK|BOTHER)',
  N: '(?:MAIL|SPEAK)',
  NEG: '(?:MORE|NOT|NEVER)',
  YOURS: 'YOUR',
  MINE: '(?:OUR|YOUR|THIS) (?!old|ancien\\S*|previous|second)',
  // Us, or somebody the writer speaks for.
  OBJ: '(?:ME|THEM|OUR \\S+)',
  OFF: '(?:de|du|des|d|from|off|of|out)',
  WHO: '(?:vous|tu|il|elle|on|ils|elles|je|j|i|you|they|he|she|we|it)',
}

/** What may still follow, written `#`. */
const END =
  '(?: (?:merci|svp|stp|please|pls|plz|thanks|thank you|thx|ty|d avance|bien|beaucoup|anymore|longer|MORE|maintenant|now|again|ok|THIS|it|encore|guys|mate|sir))*$'

function compile(pattern: string): RegExp {
  const named = pattern.replace(/[A-Z]+/g, (name) => NAMES[name] ?? name)
  const gaps = named.replace(/~(\d) /g, (_, most: string) => `(?:\\S+ ){0,${most}}?`)
  return new RegExp(`(?<!\\S)(?:${gaps.replaceAll('#', END)})(?!\\S)`)
}

const ASKS: readonly RegExp[] = [
  // Ne m'écrivez plus. Me contacte pas. Ne l'appelez plus. Écrivez-moi plus.
  '(?<!WHO (?:NE )?)(?:NE )?OBJ V NEG(?! de (?:photo|video|image|plan|detail|DATA|temps))',
  '(?<!WHO (?:NE )?)(?:NE )?V (?:ME )?MORE#',
  'NE (?:CONTACT|SPEAK) NEG#',
  // Merci de ne plus …
  '(?<!pour )NE MORE',
  '(?:merci|veuillez|priere|WANT) (?:de |d )?(?:vous )?STOPS(?! (?:THEM|OUR|un|une) (?!N))',
  // Ne plus me contacter. De pu m'écrire. Merci de ne pas revenir vers moi.
  '(?:NE|de|merci) NEG ~1 (?:OBJ |YOUR |THIS )?(?:etre )?(?:V|RECEIVE|utiliser|revenir|reprendre)',
  // Je ne souhaite plus être contacté. Je veux plus rien de vous. Qu'on ne me contacte plus.
  'WANT (?:NE )?NEG(?! (?:rater|manquer|louper|perdre|donner)) ~3 (?:V|N|RECEIVE|YOURS|vous)(?! parler de OUR)',
  'WANT (?:qu|que) ~1 (?:NE )?OBJ V NEG',
  // Don't text me. Never call this number. Would you mind not writing to us?
  '(?<!WHO )(?:DONT|NEVER) (?:V|reply|respond) (?:to )?(?:ME|THEM|THIS DATA|here)(?! with)',
  '(?<!WHO )(?:DONT|NEVER) (?:V|reply|respond)(?: (?:or|and|ou|et) V| ~3 (?:again|anymore))?#',
  '(?:mind|can you|could you|will you) NOT(?: V|#)',
  'last ~1 (?:N|time) i',
  '(?:DONT|NOT) accept\\S* ~2 N',
  // I don't want to be contacted. I'd rather not get these.
  '(?:DONT|NEVER) WANT(?! (?:to (?:miss|lose)|a SPEAK)) ~3 (?:V|N|RECEIVE)',
  'WANT (?:NOT|DONT) ~1 (?:V|RECEIVE|N)',
  '(?:make sure|ensure|see to it) ~3 (?:DONT|NOT|NEVER) (?:V|RECEIVE)',
  // No more reminders. Plus jamais de pub. Plus aucun message.
  '^~1 MORE (?:MORE |NOT )(?:de |d |of |YOUR |THIS )*N',
  '(?:^|(?:et|and|interesse\\S*) )(?:MORE|NOT|no|aucun) (?:de |d |of |YOUR |THIS )*(?:N|CONTACT|BOTHER)#',
  // Cessez toute prise de contact. Arrêtez de la relancer. Arrêtez vos bêtises.
  '(?<!(?:DONT|CANT|NOT|NE|MORE|vous|avez|as|a|have|has|ont|ai|il|elle|he|she|they|je|j|i|s|did you|NE vous|which|what) )STOPS ~2 (?:de |d |with |sending |the )*(?:OBJ )?(?:V|N|RECEIVE)(?! NOT)',
  '(?<!(?:DONT|CANT|NOT|NE|MORE|je|j|i|ai) )STOPS ~1 (?:(?<!(?:near|in|is|devant|at) )YOUR \\S+|ME THIS)',
  // Retirez-moi. Effacez mon numéro. Je veux être enlevé de vos listes.
  '(?<!(?:DONT|CANT|NE|je|j|i|ai|ve|have|had|avez|NE ME) )REMOVE ~1 (?:ME|THEM)#',
  '(?<!(?:DONT|CANT|NE|je|j|i|ai|ve|have|had|avez|NE ME) )(?:REMOVE|lose|forget|oubliez|oublie|perdez) ~1 MINE~2 (?:DATA|account|compte)',
  '(?:ME|be|etre|soit|soient) REMOVE(?:#| OFF)',
  'REMOVE ~1 (?:de|of) ~3 DATA',
  '(?<!(?:DONT|CANT|NE|je|j|i|ai|ve|have|had|avez|NE ME) )REMOVE ~3 (?:de|du|des|d|from|off|of|out) ~2 (?:LIST|OUR MAIL)',
  'REMOVE ~4 (?:vous avez|you have)',
  'que vous THEM REMOVE#',
  'REMOVE ~3 DATA ~1 ME',
  '(?:OUR|THIS) ~1 DATA ~2 REMOVE',
  'ME ~2 (?:en|sur|on) ~1 LIST (?:noire|rouge|d op)',
  // Take me off your list. I want my name to vanish from your files.
  'take ~2 (?:ME|DATA) (?:off|out|from)',
  '(?:disparai\\S*|vanish|RECEIVE(?= off)|quitter) ~2 (?:off|from|de|des|YOUR|THIS|THEM) ~1 (?:LIST|groupe|group)',
  'off (?:YOUR|THIS) ~1 LIST',
  'NEG ~2 (?:etre|figurer|be) (?:sur|dans|on|in) ~2 LIST',
  // Ce numéro n'est pas à démarcher. Don't use it.
  'THIS DATA ~4 NEG ~3 (?:V|N|pro|comercial|business)',
  '(?:DONT|NEVER) use ~1 (?:it|THEM|THIS|OUR)',
  // J'interdis d'utiliser mes coordonnées. Never agreed to be contacted. Je retire mon consentement.
  '(?:interdi\\S*|forbid|defend\\S*) ~4 (?:V|DATA)',
  'NEG ~2 (?:autori\\S*|accept\\S*|consent\\S*|permi\\S*|agreed|sign\\S*|inscri\\S*|abon\\S*) ~3 (?:V|N|RECEIVE|DATA|up|LIST)',
  '(?:don\\S*|laiss\\S*|accord\\S*|give) NEG ~2 CONSENT',
  'NEG ~2 (?:don\\S*|laiss\\S*|fourni\\S*|communiqu\\S*|gave|given?) ~3 (?:CONSENT|DATA)',
  '(?:REMOVE|withdraw\\S*|revo\\S*) ~1 CONSENT',
  'NEG ~1 (?:utilis\\S*|exploit\\S*|use|using|ceder|transmettre|share) ~1 (?:OUR|THIS) DATA',
  // RGPD : je m'oppose au traitement. I'm on the do not call list.
  '(?:LAW|droits?|right) ~6 (?:REMOVE|op+os\\S*|object|suppression|deletion|erasure|oubli|forgotten|violat\\S*|infraction|THREAT)',
  '(?:REMOVE|op+os\\S*|suppression|deletion|erasure|THREAT|on the|inscrit\\S* ~1) ~5 LAW',
  'm op+ose',
  '^(?!.*(?:conform|respect|impos|autoris|complian|compatib|registre|formation|training|safe|certif|(?:vous|tu) (?:faites|fais|avez un)|pour les|do you)).*LAW',
  // N'utilisez plus mon numéro. Annulez mon inscription à vos messages.
  'NE utilis\\S* NEG ~2 (?:DATA|MAIL)',
  '(?:annul|cancel)\\S* ~2 (?:inscription|abonnement|subscription) ~2 N',
  // Marre de vos pubs. Tired of you texting me.
  'WEARY (?:de |d |of |with |by |ME |getting |being |RECEIVE |THEM |THIS )*(?:N|V|YOURS|vous|you)',
  '(?:vous|tu|you|YOURS ~2 \\S+) (?:commence\\S* a )?ME BOTHER',
  '(?:WEARY|trop|too) (?:is|c est) (?:WEARY|trop|too)',
  '(?:fous|fiche|foutre|moque|fout|care) ~2 (?:N|YOURS)',
  // Ça fait trois fois que je vous dis non.
  '(?:(?:i|we|ve|already|have|just|toi|vous) said|(?:i|we) say|means) no#',
  '(?:as|for|constitu\\S*|devient|(?:THIS|it) (?:is|s)) BOTHER',
  'respect\\S* ~1 (?:OUR|the|THIS) ~1 (?:UNSUB|WANT|choix|choice|refus\\S*|decision)',
  'STOPS OUR (?:MAIL|SPEAK)',
  '(?:mis|mets|met|marked|put) ~3 SPEAK',
  // Si vous continuez. Que faut-il pour que vous arrêtiez ?
  '(?:si|if) (?:vous|you|u|THIS) (?:continu\\S*|recommenc\\S*|keep|persist\\S*|insist\\S*|CONTACT|dont STOPS|NE STOPS)',
  '(?:que|if|make|and) (?:vous|you|u) STOPS#',
  '^(?:(?:merci|et|mais|alors|and|but|ok) )*STOPS THIS#',
  '(?:fois|times) ~6 (?:non|no|STOPS)',
  '^(?:STOPS )+STOPS',
  // Go bother someone else. Laissez-moi.
  '(?:go|allez|va|aller) ~1 V ~3 (?:else|else s|autre|autres|ailleurs|elsewhere)',
  '^laisse[rz]? ME#',
  '^i WANT out#',
  '(?<!(?:DONT|NE|NOT|CANT) )(?:forget|oublie\\S*) (?:about )?ME#',
  '(?:faut|faudrait|devez|devriez|should|must|need to|have to) STOPS(?: THEM)?#',
  '(?:avertissement|warning|mise en demeure)',
  'THIS ~1 ME BOTHER ~2 (?:YOURS|de RECEIVE|N)',
  '^(?:(?:merci|veuillez) (?:de )?)?REMOVE#',
  // Leave us alone. Laissez ma mère tranquille.
  '(?<!(?:je|i) (?:vous |te |l )?)(?:laiss\\S*|fich\\S*|fou\\S*|leave|leaving|let) ~2 FREE',
  '(?:lach\\S*) (?:ME|THEM affaire)',
  // Encore un message et je vous signale. I will sue you if you keep this up.
  '(?:si|if|sinon|or|otherwise|encore un|one more|another) ~8 (?:je|j|i|on|we) ~3 THREAT',
  '(?:THREAT|LAW) ~5 (?:si|if) (?:vous|you|THIS|ca)',
  '(?:je|j|i) ~4 (?:THREAT (?:vous|you|(?:YOUR|THIS) DATA)|vous THREAT#)',
  '(?:vous|you|u) (?:ve|have|are|etes|serez|will|avez) ~2 THREAT#',
  // Comment ne plus avoir vos messages ? Where do I unsubscribe?
  '(?:comment|ou|how|where|lien|link) ~6 (?:UNSUB#|NE MORE ~2 N|STOPS ~1 N|off (?:YOUR|THIS))',
  '^(?:\\S+ )?UNSUB(?: \\S+)?$',
  '(?:i|je) (?:am|have|ve|already|want|WANT|asked|me)(?: already| to| WANT| me)? UNSUB(?! (?:from|de|du|au|of))',
  'UNSUB (?:i|request)',
  // Inutile de me relancer. No need to contact me.
  'NONEED ~2 (?:OBJ )?(?:V|STOPS ~1 V|continu\\S* ~2 V|revenir)(?! (?:THEM|un|une|OUR|a|the|que|YOUR|THIS) (?!MAIL|SPEAK))',
  // Veuillez clore le dossier.
  '(?:clor\\S*|clotur\\S*|ferm\\S*|close) ~1 (?:dossier|file|case)',
].map(compile)

/** What follows closely and tells of another time, channel or thing. */
const LIMIT = compile(
  '~3 (?:TIME|CHANNEL|mais|but|sauf|except|unless|(?:NOT|ME) (?:maintenant|now)|better|mieux|suffi\\S*|fine|only|seulement|uniquement|l?ancien\\S*|old|autre|other)',
)

/** Écrivez-moi plutôt. Text me. */
const INVITES = compile(
  '^(?:(?:et|and|just|mais|but|plutot|alors|ou|or|juste) )?V ME(?! (?:NEG|again|encore|anymore|moins|less))',
)

/** `rest`: the words after what a rule has read. */
export const isLimited = (rest: string): boolean => LIMIT.test(readAsConcepts(rest.trim()))

/** Asks us to write or call. */
export const invites = (clause: string): boolean => INVITES.test(readAsConcepts(clause))

/** N'appelez pas, je suis en réunion. */
const BUSY =
  /\b(?:en (?:reunion|rdv|rendez vous|deplacement|voyage)|au (?:travail|boulot|volant)|in a meeting|driving|at work)\b/
export const isBusy = (sentence: string): boolean => BUSY.test(sentence)

export function asksToStop(sentence: string): boolean {
  const read = readAsConcepts(sentence)
  return ASKS.some((rule) => {
    const found = rule.exec(read)
    return found !== null && !LIMIT.test(read.slice(found.index + found[0].length).trim())
  })
}
