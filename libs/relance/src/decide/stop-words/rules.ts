/** The rules of `stopWish`: each reads one sentence without accents, case and punctuation. French, then English. */
import { EN_ALONE, EN_CERTAIN, EN_ELSEWHERE, EN_GOES_ON, EN_SUSPECTED } from './rules-en.ts'
import { FR_CERTAIN, FR_ELSEWHERE, FR_GOES_ON } from './rules-fr.ts'
import { EN_IDIOMS } from './idioms-en.ts'
import { FR_IDIOMS } from './idioms-fr.ts'
import { FR_ALONE, FR_SUSPECTED } from './rules-fr-suspected.ts'

/** Said around the wish and meaning nothing for it. */
export const COURTESY =
  /\b(?:bonjour|bonsoir|salut|hello|hi|hey|merci|svp|stp|s il vous plait|s il te plait|please|pls|plz|thanks|thank you|thx|d avance|par avance|beaucoup|madame|monsieur|mr|mme|cordialement|bonne (?:journee|soiree|continuation|chance|reception)|bon courage|bien a vous|okay|now|maintenant|immediatement|ok|non|no|nope|c est bon|c bon|allez|de votre comprehension|pour votre comprehension|kindly|sorry|desolee?)\b/g

/** The courtesies that a set phrase never consists of: « merci de m'oublier », "no means no" keep their first words. */
export const POLITE = /\b(?:bonjour|bonsoir|svp|stp|s il (?:vous|te) plait|please|pls|plz|thanks|thx|kindly|abeg)\b/g

/** What a sentence may consist of, courtesies apart. */
export const WHOLE = new RegExp(
  `^(?:${[
    'sto+p+(?: sto+p+)*(?: ?all| pub| sms| wh?ats ?app| it| la| ca)?|sotp|stpo|s t o p|sto?ahp|stope[rz]?|ss+to+p+',
    'stoppez|stopper|arret|ar+et+e[rz]?|arrte[rz]|cessez|halte|basta|(?:de |d )?(?:arreter|cesser|stopper)',
    'desabonnement|desabonne[rz]?|desinscription|desinscri[rt]e?',
    'unsub\\w*|opt ?out|quit|end|cease|desist|halt|cancel|remove(?: me)?',
  ].join('|')})$`,
)

/** Looks like a wish to stop and is about another time, channel, person or thing. */
export const ELSEWHERE: readonly RegExp[] = [...FR_ELSEWHERE, ...EN_ELSEWHERE]
/** Turns an offer down, before what else is said: « pas intéressé et … », "no thanks so …". */
export const DECLINE =
  /^(?:(?:je |j |chu |ns |nous |on |i |we )?(?:ne |n )?(?:am |m |re |are |suis |ss |sommes |est |is )?(?:not|no longer|pas|plus|pu) (?:du tout |really |vraiment )*interes+\w*(?: du tout| anymore| at all)?|no thanks?(?: you)?|non merci|sans facon|(?:au revoir|bye|bonne (?:continuation|journee|chance|soiree)|bon courage|merci(?: pour tout| beaucoup| bien)?)) (?:(?:so|and|et|donc|alors|mais|but|so) )*/

/** Names and sounds around a set phrase: « allez frère, arrête un peu », "stop it mate". */
export const ADDRESS =
  /\b(?:frere|frero|frerot|fre|bro|mec|gars|boss|chef|patron(?:ne)?|tonton|tata|grand|gros|ma belle|mon ami|mon cher|pardon|pitie|wesh|wsh|walaye|wallah|walah|vraiment|franchement|serieux|serieusement|bon|bref|mais|enfin|alors|et|oh|ah|eh|hey|roo+|pff+|hop|ciao|mon frere|ma soeur|le chef|abeg|oga|biko|haba|pls|yaar|bhai|mate|man|dude|sir|ma am|madam|lads?|love|guys|folks|seriously|honestly|just|omg|jesus|christ|for god s sake|ffs|damn|bloody|well|and|but|so)\b/g

/** A clause that is a set phrase by which people break off. One regular expression for each: V8 cannot compile all of them as one. */
export const IDIOMS: readonly RegExp[] = [...FR_IDIOMS, ...EN_IDIOMS].map((idiom) => new RegExp(`^(?:${idiom})$`))

/** Takes back what was said before it. */
export const TAKEN_BACK =
  /\bje (?:(?:te |vous )?taquine|rigole|plaisante|deconne|blague)\b(?! (?:pas|plus|jamais))|\b(?:just|only|i m|im|was) kidding\b/

export const CERTAIN: readonly RegExp[] = [...FR_CERTAIN, ...EN_CERTAIN]
export const SUSPECTED: readonly RegExp[] = [...FR_SUSPECTED, ...EN_SUSPECTED]
/** Whoever says so goes on talking with us: what a single word beside it says counts for nothing. */
export const GOES_ON: readonly RegExp[] = [FR_GOES_ON, EN_GOES_ON]
/** Of a clause beside others: what it says by itself. */
export const ALONE: readonly RegExp[] = [...FR_ALONE, ...EN_ALONE]
