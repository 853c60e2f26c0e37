/** How people ask in French, in a standard form, and what only looks like it. Each rule has an example that it reads. */
import { re, STEM, CONTACT, MAIL, YOURS, NO_MORE, WANT, STOP, REMOVE, MINE, LIST, END, OTHER_TIME } from './words-fr.ts'

/** Stop, j'arrive. Stop j'ai mieux, on en parle demain ? */
export const FR_GOES_ON = re(
  'j arrive|on (?:en (?:re)?parle|se (?:voit|rappelle|retrouve|appelle))|(?:c est |vous etes |t es )?trop (?:beau|bon|mignon|gentil|fort|drole|bien)|a (?:demain|tout de suite|tout a l heure|ce soir)|je (?:te |vous )(?:r?ap+elle|rejoins|confirme|reponds)|je reviens vers|je (?:signe|prends|commande|valide|achete)|attende[zr]? moi',
)

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
  // Ne m'écrivez plus en anglais. J'ai un nouveau numéro. Je tiens à vous signaler un retard.
  re(
    `${CONTACT} (?:plus|pas) en (?:anglais|francais|allemand|arabe|italien|espagnol|neerlandais|flamand)|(?<!(?:pas|plus) .{0,20})nouveau (?:numero|num|tel|portable)(?!.*(?:plus|supprim|effac))|mon ancien(?:ne)? (?:numero|num|adresse|mail)|(?:vous|te) signaler (?:mon|ma|mes|un|une|le|la|les) |(?:ca|cela) (?:ne )?(?:me |nous )?derange (?:pas|plus)|des que (?:c est (?!possible)|j ai|on a|tout est)`,
  ),
  re('(?:c|est ce|c est) normal|n hesite[rz]? pas|n oublie[rz]? pas|pourquoi |ne m oublie[rz]? pas'),
  re('(?:ne |n )(?:me |m |nous )?derange[rz]? pas du tout|pas du (?:spam|harcelement)|desole\\w* de '),
  // Je dois me désabonner chez eux ? Je me suis désinscrit du concurrent.
  re(
    'chez (?:eux|lui|elle|mon|ma|le|la|l )|me suis (?:desinscri|desabonn)\\w*|(?:desinscri|desabonn)\\w+ (?:de l|de mon|du|au|d (?!ici|avance|urgence|office)) ?',
  ),
  // N'arrêtez surtout pas. Ne vous arrêtez pas.
  re(
    `(?<!si (?:vous|tu|on) )(?:ne |n )(?:vous |t |s )?(?:y )?${STOP} (?:surtout |jamais |donc |toujours )?(?:pas|jamais|de )`,
  ),
  // Vous ne m'écrivez plus ? Il ne m'a plus rappelé.
  new RegExp(
    `(?<!\\bqu(?:e|) )\\b(?:vous|tu|il|elle|on|ils|elles|(?<!de )personne) (?:ne |n )?(?:me |m |nous )(?:avez |as |a |ont )?(?:${STEM}|repond\\w*|envoy\\w*) (?:plus|pas|jamais)(?!.*\\b(?:svp|stp|merci|compris|stop)\\b)`,
  ),
  re('plus de nouvelles (?:de|depuis)(?!.*(?:svp|merci|veux|souhait))(?: vous)? depuis'),
  // Je n'arrête pas d'y penser. Arrêtez-moi si je me trompe.
  // Oui, envoyez-moi la brochure. Rappelez-moi lundi.
  re(
    '(?:r?envoye[rz]?|transmette[rz]?|recontacte[rz]?|r?ap+ele[rz]?|relance[rz]?) moi (?!plus|pas|jamais|la preuve|une preuve)',
  ),
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
    '(?<!(?<!\\bqu )\\bon )(?<!\\b(?:je|il|elle|tu|ils|elles) )(?:ne |n )(?:me |m |nous |lui )?(?:re)?(?:contact|ecri|r?ap+el|relanc|sol+icit|demarch|derang|importun|harcel|envo[iy]|adress)\\w* (?:plus|jamais)(?! (?:tard|tot|sur mon|sur le|avant))',
  ),
  re('m(?:e |)(?:contacte|ecrive|envoye|appele|relance)\\w* plus(?! (?:tard|tot|de detail|d info))'),
  // Je ne souhaite plus être contacté. Je veux plus de vos messages.
  re(
    `${WANT} (?:de |d )?(?:ne )?${NO_MORE} (?:jamais )?(?:etre ${CONTACT}|(?:que|qu) (?:vous|tu|on) (?:me |m |nous |m)${STEM}|recevoir|(?:de |d )(?:vos |votre |ces |tes )?${MAIL}\\b|(?:etre|figurer) (?:sur|dans)|entendre parler de (?:vous|votre|toi)|vous (?:entendre|lire)|avoir (?:affaire a|de vos))`,
  ),
  re(`${NO_MORE} envie (?:de|d) (?:recevoir|vos |etre (?:re)?(?:contact|relanc|sollicit|demarch|derang))`),
  // Plus de messages. Aucun démarchage.
  new RegExp(
    `^(?:non |et |merci )*(?!pas de nouvelles)(?:plus|plu|pas|aucun|aucune)(?: jamais| aucun)? (?:de |d )?(?:vos |ces )?${MAIL}\\b(?! (?:voca|audio|j espere|du |des |de la |de l |de ma |de mon |pour|a partir|(?:de votre part |de vous )?(?:depuis|recu|hier|ce |avant|de ma part|de mon cote|bonnes? nouvelles?)))`,
  ),
  // Laissez-moi tranquille.
  re('(?:laiss|fich|fou)\\w* (?:moi|nous|la) (?:donc )?(?:tranquilles?|la paix|en paix)'),
  // Arrêtez de m'écrire. Cessez vos relances.
  re(`${STOP} (?:\\w+ ){0,2}?(?:de |d )(?:${CONTACT}|insist\\w*|recevoir vos)`),
  re(
    `(?<!\\b(?:s|m|t|avez|as|a|ai|ont|avons|aviez|avait|est|on|qui|il|elle|ils) )(?:ar+et+e[rz]?|cesse[rz]?|sto+p+\\w*|halte) (?:immediatement |tout de suite )?${YOURS}${MAIL}\\b`,
  ),
  // Supprimez mon numéro. Retirez-moi de votre liste.
  re(`(?:${REMOVE}|oublie[rz]?|perde[rz]) (?:moi |nous |definitivement |vite |toutes? |tous )*${MINE}`),
  re(`(?:me |m |nous |moi )${REMOVE}(?: ${LIST}|${END})`),
  re(`${REMOVE} (?:moi|nous)(?: ${LIST}|${END})`),
  re('(?:suppression|effacement|retrait) (?:de |du |des )(?:mon|mes|toutes mes)|mes donnees (?:soient|a supprimer)'),
  // Désinscrivez-moi. Comment se désinscrire ?
  re(
    '(?:je me|de me|moi|veux me|voudrais me|souhaite me|veuillez me) (?:desabonn|desinscri)\\w*\\b(?! (?:d (?!ici|avance)|de (?!vo|votre|ce|tou|la liste)|chez))|(?:desabonn|desinscri)\\w+ (?:moi|nous|mon)',
  ),
  re(`comment (?:\\w+ ){0,3}?(?:se|me) (?:desabonner|desinscrire)${END}|lien de (?:desinscription|desabonnement)`),
  // Je m'oppose à la prospection.
  re(
    'droits? d (?:opposition|effacement)|m oppose (?:a|au)|refuse (?:d etre|de recevoir|tout|toute)|(?:retire|revoque) mon (?:consentement|accord)',
  ),
]
