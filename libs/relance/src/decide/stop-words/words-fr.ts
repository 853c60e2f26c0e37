/** The words that the French rules are made of, without accents. */

export const re = (pattern: string): RegExp => new RegExp(`\\b(?:${pattern})`)

/** Stems of what we do to somebody, with their frequent misspellings. */
export const STEM =
  '(?:re)?(?:contact|ecri[rtv]|ecrive|r?ap+el|relanc|sol+icit|demarch|derang|importun|harcel|spam|joind|texto|bombard)\\w*'
/** The same; the apostrophe before it may be missing (`menvoyer`). */
export const CONTACT = `(?:m |me |m|nous |lui |leur |l )?(?:${STEM}|(?:re)?(?:embet|polu|pollu|envo[iy]|adress)\\w*)`
export const BOTHER = '(?:derang|saoul|soul|harcel|gonfl|emmerd|embet|agac|fatigu|lass|spam|importun|enerv|gav)\\w*'
export const MAIL =
  '(?:messages?|sms|textos?|wh?ats ?app|relances?|pubs?|publicites?|spams?|sollicitations?|appels?|mails?|emails?|demarchages?|harcelement|envois?|newsletters?|notifications?|nouvelles|communications?|offres?|propositions?|prospections?|promos?|promotions?)'
export const YOURS =
  '(?:vos |votre |tes |ton |ces |ce |cette |le |la |les |l |tout |tous |toute |toutes |aux |au |a |avec |de |d |des )*'
export const NO_MORE = '(?:plus|plu|pas|pa|jamais|aucun|aucune)'
export const WANT = '(?:j?veux|j?veut|j?veu|souhait\\w+|desir\\w+|voudrai\\w+|voulons|aimerai\\w+|envie|tiens|tenons)'
export const ASK_STOP = '(?:d?ar+et+e+[rz]*|arrte[rz]|cesse[rz]?|stoppe[rz]?|sto+p+)'
export const STOP = '(?:ar+et+\\w*|arrte[rz]|cess\\w*|sto+p+\\w*|halte|marre|ras le bol)'
export const REMOVE = '(?:retir|sup+rim|enlev|ef+ac|ray|radi|ot|sort|vir)(?:e|er|ez|es|ir)'
export const MINE =
  '(?:mon (?:numero|num|nom|contact|tel|telephone|mail|email|adresse|profil)|mes (?:donnees|coordonnees|infos|informations|contacts))'
export const LIST =
  '(?:de |du |des |d )(?:la |votre |vos |cette |ta |tes |ce |toutes? )*(?:listes?|listings?|fichiers?|bases?|contacts|repertoire|diffusion|mailing|data|systeme|crm)'
export const END =
  '(?: s il (?:vous|te) plait| svp| stp| merci(?: bien)?| d avance| maintenant| a nouveau| a l avenir| du tout| vite| definitivement| immediatement| tout de suite| compris| c est compris| ok| un peu| donc| enfin)*$'
export const OTHER_TIME =
  '(?:avant|apres|demain|aujourd|ce (?!numero)|cette |le |la (?!peine)|les |mon |ma |trop|tout de suite|pendant|sur |en |dans |si c est pour |par (?:mail|courrier|telephone|sms))'
