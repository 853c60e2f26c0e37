/** The rules of `stopWish`: each reads one sentence without accents, case and punctuation. French, then English. */
import { EN_ALONE, EN_CERTAIN, EN_ELSEWHERE, EN_GOES_ON, EN_SUSPECTED } from './rules-en.ts'
import { FR_CERTAIN, FR_ELSEWHERE, FR_GOES_ON } from './rules-fr.ts'
import { FR_ALONE, FR_SUSPECTED } from './rules-fr-suspected.ts'

/** Said around the wish and meaning nothing for it. */
export const COURTESY =
  /\b(?:bonjour|bonsoir|salut|hello|hi|hey|merci|svp|stp|s il vous plait|s il te plait|please|pls|plz|thanks|thank you|thx|d avance|par avance|beaucoup|madame|monsieur|mr|mme|cordialement|bonne (?:journee|soiree|continuation|chance|reception)|bon courage|bien a vous|okay|now|maintenant|immediatement|ok|non|no|nope|c est bon|c bon|allez|de votre comprehension|pour votre comprehension|kindly|sorry|desolee?)\b/g

/** What a sentence may consist of, courtesies apart. */
export const WHOLE = new RegExp(
  `^(?:${[
    'sto+p+(?: sto+p+)*(?: all| pub| sms| wh?ats ?app| it| la| ca)?|sotp|stpo|s t o p|sto?ahp',
    'stoppez|stopper|arret|ar+et+e[rz]?|arrte[rz]|cessez|halte|basta|(?:de |d )?(?:arreter|cesser|stopper)',
    'desabonnement|desabonne[rz]?|desinscription|desinscri[rt]e?',
    'unsub\\w*|opt ?out|quit|end|cancel|remove(?: me)?',
  ].join('|')})$`,
)

/** Looks like a wish to stop and is about another time, channel, person or thing. */
export const ELSEWHERE: readonly RegExp[] = [...FR_ELSEWHERE, ...EN_ELSEWHERE]
export const CERTAIN: readonly RegExp[] = [...FR_CERTAIN, ...EN_CERTAIN]
export const SUSPECTED: readonly RegExp[] = [...FR_SUSPECTED, ...EN_SUSPECTED]
/** Whoever says so goes on talking with us: what a single word beside it says counts for nothing. */
export const GOES_ON: readonly RegExp[] = [FR_GOES_ON, EN_GOES_ON]
/** Of a clause beside others: what it says by itself. */
export const ALONE: readonly RegExp[] = [...FR_ALONE, ...EN_ALONE]
