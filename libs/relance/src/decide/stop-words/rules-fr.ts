/** How people ask in French. Each rule has an example that it reads. */

const re = (pattern: string): RegExp => new RegExp(`\\b(?:${pattern})`)

/** Stems of what we do to somebody, with their frequent misspellings. */
const STEM =
  '(?:re)?(?:contact|ecri[rtv]|ecrive|r?ap+el|relanc|sol+icit|demarch|derang|importun|harcel|spam|joind|texto|bombard)\\w*'
/** The same; the apostrophe before it may be missing (`menvoyer`). */
const CONTACT = `(?:m |me |m|nous |lui |leur |l )?(?:${STEM}|(?:re)?(?:embet|polu|pollu|envo[iy]|adress)\\w*)`
const BOTHER = '(?:derang|saoul|soul|harcel|gonfl|emmerd|embet|agac|fatigu|lass|spam|importun|enerv|gav)\\w*'
const MAIL =
  '(?:messages?|sms|textos?|wh?ats ?app|relances?|pubs?|publicites?|spams?|sollicitations?|appels?|mails?|emails?|demarchages?|harcelement|envois?|newsletters?|notifications?|nouvelles|communications?|offres?|propositions?|prospections?|promos?|promotions?)'
const YOURS =
  '(?:vos |votre |tes |ton |ces |ce |cette |le |la |les |l |tout |tous |toute |toutes |aux |au |a |avec |de |d |des )*'
const NO_MORE = '(?:plus|plu|pas|pa|jamais|aucun|aucune)'
const WANT = '(?:j?veux|j?veut|j?veu|souhait\\w+|desir\\w+|voudrai\\w+|voulons|aimerai\\w+|envie|tiens|tenons)'
const ASK_STOP = '(?:d?ar+et+e+[rz]*|arrte[rz]|cesse[rz]?|stoppe[rz]?|sto+p+)'
const STOP = '(?:ar+et+\\w*|arrte[rz]|cess\\w*|sto+p+\\w*|halte|marre|ras le bol)'
const REMOVE = '(?:retir|supprim|enlev|effac|ray|radi|ot|sort|vir)(?:e|er|ez|es|ir)'
const MINE =
  '(?:mon (?:numero|num|nom|contact|tel|telephone|mail|email|adresse|profil)|mes (?:donnees|coordonnees|infos|informations|contacts))'
const LIST =
  '(?:de |du |des |d )(?:la |votre |vos |cette |ta |tes |ce |toutes? )*(?:listes?|listings?|fichiers?|bases?|contacts|repertoire|diffusion|mailing|data|systeme|crm)'
const END =
  '(?: s il (?:vous|te) plait| svp| stp| merci(?: bien)?| d avance| maintenant| a nouveau| a l avenir| du tout| vite| definitivement| immediatement| tout de suite| compris| c est compris| ok| un peu| donc| enfin)*$'
const OTHER_TIME =
  '(?:avant|apres|demain|aujourd|ce (?!numero)|cette |le |la |les |mon |ma |trop|tout de suite|pendant|sur |en |dans |si |par (?:mail|courrier|telephone|sms))'

export const FR_ELSEWHERE: readonly RegExp[] = [
  // Ne m'appelez pas avant 18 h. Je ne veux pas être dérangé le matin.
  re(`${CONTACT} pas ${OTHER_TIME}`),
  re(
    `${NO_MORE} etre ${CONTACT} (?:avant|apres|le |la |en |pendant|par (?:mail|telephone|sms)|au |trop|aujourd|demain)`,
  ),
  // Écrivez-moi plutôt. Uniquement WhatsApp.
  re(
    'plutot|(?:uniquement|seulement|que) (?:par |sur |en )?(?:wh?ats ?app|sms|mail|telephone)|par mail mais|pas (?:d )?appels?.*(?:ecri|wh?ats ?app|sms|mail)|appel\\w* pas ecri|je prefere (?:wh?ats ?app|sms|mail|par )',
  ),
  re('n hesite[rz]? pas|n oublie[rz]? pas|pourquoi |ne m oublie[rz]? pas'),
  re('(?:ne |n )(?:me |m |nous )?derange[rz]? pas du tout|pas du (?:spam|harcelement)|desole\\w* de '),
  // Je dois me désabonner chez eux ? Je me suis désinscrit du concurrent.
  re(
    'chez (?:eux|lui|elle|mon|ma|le|la|l )|me suis (?:desinscri|desabonn)\\w*|(?:desinscri|desabonn)\\w+ (?:de l|de mon|du|au) ',
  ),
  // N'arrêtez surtout pas. Ne vous arrêtez pas.
  re(`(?:ne |n )(?:vous |t |s )?(?:y )?${STOP} (?:surtout |jamais |donc |toujours )?(?:pas|jamais|de )`),
  // Vous ne m'écrivez plus ? Il ne m'a plus rappelé.
  new RegExp(
    `(?<!\\bqu(?:e|) )\\b(?:vous|tu|il|elle|on|ils|elles|personne) (?:ne |n )?(?:me |m |nous )(?:avez |as |a |ont )?(?:${STEM}|repond\\w*|envoy\\w*) (?:plus|pas|jamais)(?!.*\\b(?:svp|stp|merci|compris|stop)\\b)`,
  ),
  re('plus de nouvelles (?:de|depuis)(?!.*(?:svp|merci|veux|souhait))(?: vous)? depuis'),
  // Je n'arrête pas d'y penser. Arrêtez-moi si je me trompe.
  re('arrete[rz]? moi si|(?:je|j) (?:n )?arrete pas'),
]

export const FR_CERTAIN: readonly RegExp[] = [
  // Merci de ne plus me contacter. Ne plus recevoir vos messages.
  re(`ne (?:plus|jamais|pas|rien) (?:jamais |du tout )?(?:etre )?(?:re)?(?:${CONTACT}|recevoir)${END}`),
  re(
    `ne (?:plus|jamais) (?:jamais )?(?:etre )?(?:${CONTACT}|recevoir (?:de |d |aucun |rien|vos |votre |ces )|prendre contact)(?!.*(?:lien|devis))`,
  ),
  // Ne m'écrivez plus.
  re(
    '(?:ne |n )(?:me |m |nous |lui )?(?:re)?(?:contact|ecri|r?ap+el|relanc|sol+icit|demarch|derang|importun|harcel|envo[iy]|adress)\\w* (?:plus|jamais)(?! (?:tard|tot|sur mon|sur le|avant))',
  ),
  re('m(?:e |)(?:contacte|ecrive|envoye|appele|relance)\\w* plus(?! (?:tard|tot|de detail|d info))'),
  // Je ne souhaite plus être contacté. Je veux plus de vos messages.
  re(
    `${WANT} (?:de |d )?(?:ne )?${NO_MORE} (?:jamais )?(?:etre ${CONTACT}|(?:que|qu) (?:vous|tu|on) (?:me |m |nous |m)${STEM}|recevoir|(?:de |d )(?:vos |votre |ces |tes )?${MAIL}\\b|(?:etre|figurer) (?:sur|dans)|entendre parler de (?:vous|votre|toi)|vous (?:entendre|lire)|avoir (?:affaire a|de vos))`,
  ),
  re(`${NO_MORE} envie de (?:recevoir|vos )`),
  // Plus de messages. Aucun démarchage.
  new RegExp(
    `^(?:non |et |merci )*(?:plus|plu|pas|aucun|aucune)(?: jamais| aucun)? (?:de |d )?(?:vos |ces )?${MAIL}\\b(?! (?:vocal|audio|pour|a partir|(?:de votre part |de vous )?(?:depuis|recu|hier|ce |avant|de ma part|de mon cote|bonnes? nouvelles?)))`,
  ),
  // Laissez-moi tranquille.
  re('(?:laiss|fich|fou)\\w* (?:moi|nous|la) (?:donc )?(?:tranquilles?|la paix|en paix)'),
  // Arrêtez de m'écrire. Cessez vos relances.
  re(`${STOP} (?:\\w+ ){0,2}?(?:de |d )(?:${CONTACT}|insist\\w*|recevoir vos)`),
  re(`(?:ar+et+e[rz]?|cesse[rz]?|sto+p+\\w*|halte) (?:immediatement |tout de suite )?${YOURS}${MAIL}\\b`),
  // Supprimez mon numéro. Retirez-moi de votre liste.
  re(`(?:${REMOVE}|oublie[rz]?) (?:moi |nous |definitivement |vite )*${MINE}`),
  re(`(?:me |m |nous |moi )${REMOVE}(?: ${LIST}|${END})`),
  re(`${REMOVE} (?:moi|nous)(?: ${LIST}|${END})`),
  re('(?:suppression|effacement|retrait) (?:de |du |des )(?:mon|mes|toutes mes)|mes donnees (?:soient|a supprimer)'),
  // Désinscrivez-moi. Comment se désinscrire ?
  re(
    '(?:je me|de me|moi|veux me|voudrais me|souhaite me|veuillez me) (?:desabonn|desinscri)|(?:desabonn|desinscri)\\w+ (?:moi|nous|mon)',
  ),
  re(`comment (?:\\w+ ){0,3}?(?:se|me) (?:desabonner|desinscrire)${END}|lien de (?:desinscription|desabonnement)`),
  // Je m'oppose à la prospection.
  re(
    'droits? d (?:opposition|effacement)|m oppose (?:a|au)|refuse (?:d etre|de recevoir|tout|toute)|(?:retire|revoque) mon (?:consentement|accord)',
  ),
]

export const FR_SUSPECTED: readonly RegExp[] = [
  // Inutile de me relancer. Pas la peine d'écrire.
  re(
    `(?:inutile|la peine|besoin|sert a rien|evite[rz]?) (?:de |d )(?:(?:me |m |nous )?(?:re)?(?:contact|ecri|relanc|sollicit|demarch)|insist|continu|appel)\\w*`,
  ),
  re(
    `(?:inutile|la peine|plus besoin) (?:de |d )(?:me |m |nous )?r?ap+el\\w*(?! (?:${OTHER_TIME}|l |que |avec |pour ))`,
  ),
  // Ne me relancez pas. M'appelez plus.
  re(`(?:ne )?(?:me |m |nous )${STEM} pas${END}`),
  new RegExp(`^(?:et |mais |alors )?(?:me |m |nous |m)${STEM} plus${END}`),
  re(`(?<!vous )n insiste[rz]? (?:pas|plus)|(?:ne|de) (?:pas|plus) insister`),
  // Je ne veux plus de vos offres. Je veux pas qu'on m'appelle.
  re(`${WANT} ${NO_MORE} (?:(?:de |d )(?:vos|tes|votre) |(?:que|qu) (?:on|vous|tu) (?:me |m |nous )${STEM}${END})`),
  re(
    `${WANT} (?:ne )?(?:rien|plus rien) recevoir|(?:que|qu) (?:on|vous|tu) (?:ne )?(?:me |m |nous )${STEM} (?:plus|jamais|pas${END})`,
  ),
  re(`(?:interdi\\w*|pas|plus|rien) (?:a|de) (?:me |m |nous )${STEM}(?! (?:${OTHER_TIME}))${END}`),
  re(
    `(?:interdi\\w*|defend\\w*) (?:de |a )(?:me |m |nous )|pas a (?:me |m |nous )(?:ecrire|contacter|appeler|relancer|demarcher)`,
  ),
  re(
    `n (?:me |m |nous )?envo\\w+ (?:pas|rien)(?: (?:de |d )${MAIL})${END}|(?:ne |n )(?:me |m |nous )envo\\w+ pas (?:de |d )(?:${MAIL})`,
  ),
  // Vous pouvez arrêter ? J'ai déjà demandé d'arrêter.
  re(
    `(?:merci |priere |veuillez |pouvez vous |vous pouvez |demand\\w* |dit |dis )(?:de |d )?(?:tout )?(?:arreter|cesser|stopper)\\b(?! (?:le|la|les|l|mon|ma|mes|un|une|de|d) )`,
  ),
  re(`(?:arreter|cesser|stopper) ${YOURS}${MAIL}\\b`),
  re(
    '(?:deja|combien de fois|encore une fois|derniere fois)\\b.*\\b(?:arret\\w+|cess\\w+|stop|plus|non)\\b(?!.*(?:propos|tarif|prix))|pour la derniere fois',
  ),
  re(`(?:dit|dis|demand\\w+|dire|mot) (?:\\w+ ){0,2}?${ASK_STOP}\\b(?! a )`),
  // Arrêtez de me soûler.
  re(`${ASK_STOP} de (?:me|m|nous) (?!fai)\\w+`),
  re(`comment (?:\\w+ ){0,3}?(?:ne plus|arreter|stopper|cesser) ${YOURS}(?:recevoir|${MAIL})`),
  // Ça suffit. J'en ai marre de recevoir vos messages.
  re(
    'marre (?:de |d |des )(?:recevoir|vous|vos|ces|tes|ces|etre)|y en a marre|ras le bol (?:de |des )(?:vos|recevoir|vous|ces)',
  ),
  re(`(?:vous|tu|vos \\w+|ils) (?:me |m |nous |commencez a me |commences a me |commencez a nous )${BOTHER}`),
  re(
    '(?:vous etes|vs etes|t es|tu es|devient|devenez|vous devenez) (?:\\w+ )?(?:lourds?|relous?|penibles?|chiants?|insupportables?)',
  ),
  // J'en peux plus de vos relances. C'est abusé, le nombre de messages.
  re(
    `(?:trop de|peux plus de|assez de|abuse\\w*|overdose de|sature de|etouffe\\w* (?:de|par|sous)) (?:\\w+ ){0,3}?(?:vos |ces )?${MAIL}\\b`,
  ),
  re('commence\\w* a bien faire'),
  // Je vous bloque. C'est du harcèlement.
  re(
    '(?:finir|serez|seras|etes) bloque|je (?:vais )?(?:te |vous |le )?bloqu\\w*$|bloqu\\w+ (?:votre|ton|ce|vos) (?:numero|contact|compte)|vous bloque\\b|vous ai bloque|vais (?:vous|te) bloquer|(?:vous|tu) (?:etes|es) bloque|blocage',
  ),
  re(
    '(?:c est|ceci est|encore|pur|de|devient|appelle) (?:du |de l |un )?(?:pur |vrai )?(?:spam|harcelement|acharnement|demarchage)\\b|(?:saisi\\w*|signal\\w*|plainte|ecri\\w*|transmet\\w*|previen\\w*|contact\\w*)\\b.*cnil|bloctel|liste rouge|port\\w* plainte(?! contre (?!vous))',
  ),
  re('signal\\w* (?:ce|votre|comme)|(?:vous|te) signale\\w*|numero signale'),
  re(
    'oublie[rz]? (?:moi|nous)|lache[rz]? (?:moi|nous)|(?:me|nous) lacher|degage[rz]?$|va ?t en$|allez voir ailleurs|allez vous faire|va te faire|ta gueule|ferme[rz]? la$',
  ),
  // Je souhaite être retirée de vos envois. Virez-moi de là.
  re(
    `(?:me |m |nous )${REMOVE} (?:de|du|des) |${REMOVE} (?:moi|nous) (?:de|du|des|d) |etre (?:retire|supprime|enleve|raye|efface|desinscri|desabonn)\\w* `,
  ),
  re('(?:me|nous) (?:laisse|laisser|fiche|ficher|foute|foutre|foutez) (?:la |en )?(?:tranquilles?|paix)'),
  re(`(?<!pas )(?:me|m|nous) oublier|retrait (?:${LIST})|${REMOVE} (?:ce|le) numero`),
  // … supprimez-le.
  new RegExp(`^${REMOVE} (?:le|la|les)${END}`),
  re('plus (?:l |le )?utiliser\\b.*\\b(?:relance|message|pub|contact)|ne recommence[rz]? (?:pas|plus)'),
  new RegExp(`^(?:se )?(?:desinscri|desabonn)\\w*${END}`),
  re(`(?:me|m) (?:desinscri|desabonn)\\w*|se (?:desinscri|desabonn)\\w*${END}|(?:desinscri|desabonn)\\w* (?:moi|nous)`),
  // Vous n'avez pas mon accord. Je n'ai rien demandé.
  re(
    '(?:pas|jamais) (?:mon|donne mon|d) (?:accord|consentement)|autorise (?:pas|plus) a (?:\\w+ )?(?:utiliser|contacter|ecrire|appeler)|(?:rien|jamais) demande',
  ),
  // Vous vous trompez de personne, arrêtez.
  new RegExp(
    `(?<!\\b(?:on|je|j|y|s|m|t|nous|vous|a|ai|as|est|suis|ont|avons|avez|etes|encore|pas|d|doit|faut|qu) )\\b(?:ar+et+e[rz]?|arrte[rz]|cesse[rz]?)${END}`,
  ),
  // … la maison est vendue stop svp. Pas : le bus stop, non stop.
  new RegExp(
    `(?<!\\b(?:au|le|un|du|non|bus|next|emergency|full|one|what|which|pit|the|a|my|our|train|tram|t|not|never|to|will|ll|it|don|won|can) )\\bstop${END}`,
  ),
]

export const FR_ALONE: readonly RegExp[] = [
  // Stop, c'est bon j'ai signé. Stop à vos messages. Pas : Stop ou encore ? Stop les compliments.
  /^stop (?:c est|c|j|je|on|ma|mon|merci|mtn|aux?|vos|pas|plus|maintenant)\b/,
  /^stop\b(?! (?:by|ou|for|at|here|there|and|et|or|in|over|me|being|the|les|la|le|un|une|\w+ing)\b).{0,12}$/,
  /^(?:mais |bon )?ca suffit(?: maintenant| comme ca)?(?: (?:vos|avec|ces)\b.*)?$/,
  /^(?:n )?insiste[rz]? pas$|^(?:degage[rz]?|oust|du balai|bloque[es]?|je bloque|spam|blocage|lache[rz]? (?:moi|nous))$/,
  new RegExp(`^(?:plus|pas|fin|aucune?) (?:de |des |d )?(?:vos )?${MAIL}${END}`),
  new RegExp(`^${ASK_STOP}(?: (?:ca|cela|tout))?${END}`),
]
