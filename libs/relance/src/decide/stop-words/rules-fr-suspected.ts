/** How people probably ask in French. Each rule has an example that it reads. */
import { re, STEM, BOTHER, MAIL, YOURS, NO_MORE, WANT, ASK_STOP, REMOVE, LIST, END, OTHER_TIME } from './words-fr.ts'

export const FR_SUSPECTED: readonly RegExp[] = [
  // Inutile de me relancer. Pas la peine d'écrire. Pas : plus besoin de relancer votre collègue.
  re(
    `(?:inutile|la peine|besoin|sert a rien|evite[rz]?) (?:de |d )(?:(?:me |m |nous )(?:re)?(?:contact|ecri|relanc|sollicit|demarch)\\w*|(?:re)?(?:contact|ecri|relanc|sollicit|demarch|insist|continu|appel)\\w*\\b(?! (?:votre|vos|ton|mon|ma|mes|le|la|les|l) ))`,
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
  re(`(?:vous|tu|vos \\w+|ils) (?:me |m |nous |commencez a me |commences a me |commencez a nous )${BOTHER}(?! pas)`),
  re(
    '(?:vous etes|vs etes|t es|tu es|devient|devenez|vous devenez) (?:\\w+ )?(?:lourds?|relous?|penibles?|chiants?|insupportables?)',
  ),
  // J'en peux plus de vos relances. C'est abusé, le nombre de messages.
  re(
    `(?:trop de|peux plus de|assez de|abuse\\w*|overdose de|sature de|etouffe\\w* (?:de|par|sous)) (?:\\w+ ){0,3}?(?:vos |ces )?${MAIL}\\b`,
  ),
  re('commence\\w* a bien faire|me (?:fai\\w+ chier|casse[rz]? les|pren\\w+ la tete)'),
  // J'ai dit non, laissez tomber. Ça suffit les messages. Fini les relances.
  re(
    `(?<!pas )(?:laiss\\w*) (?:moi |nous )?tomber${END}|(?:ai|avais) (?:deja )?dit (?:que )?non\\b(?! (?:pour|a|au) )|non c est non`,
  ),
  re(
    `(?:ca suffit|fini\\w*|termine\\w*|coupe[rz]?|desactive[rz]?|suspende[rz]?|met\\w+ (?:fin|un terme) a) (?:avec )?${YOURS}(?!promo|offre)${MAIL}\\b(?! (?:voca|audio))`,
  ),
  // Svp plus rien sur WhatsApp. Plus aucun contact. On peut arrêter là.
  /^(?:svp |stp |merci |alors )*plus (?:rien (?:sur|par|de votre|du tout)|aucun (?:contact|message|appel))/,
  re(
    `(?:on|autant|peut|pouvons|prefere) (?:peut |va |pourrait |s |en )?(?:arret\\w+|cess\\w+|stop\\w*|rest\\w+)(?: tout| en)? la${END}|restons en la`,
  ),
  // Ne revenez plus vers moi. Ne prenez plus contact. Ce numéro ne doit plus être utilisé.
  re(
    '(?<!vous )(?:ne )?reve\\w+ (?:plus|pas|jamais) (?:vers|me |nous )|pren\\w+ (?:plus|pas|jamais) contact|(?:clotur|class|archiv|ferm)\\w* (?:mon|le) dossier(?! (?:quand|des|lorsque|apres))',
  ),
  re(
    `${NO_MORE} (?:jamais )?etre (?:utilis|exploit|contact|relanc|sollicit|demarch|derang)\\w*(?:${END}| (?:pour|a des|par vo))`,
  ),
  // Je vous bloque. C'est du harcèlement.
  re(
    '(?:finir|serez|seras|etes) bloque|je (?:vais )?(?:te |vous |le )?bloqu\\w*$|bloqu\\w+ (?:votre|ton|ce|vos) (?:numero|contact|compte)|vous bloque\\b|vous ai bloque|vais (?:vous|te) bloquer|(?:vous|tu) (?:etes|es) bloque|blocage|^(?:bloque|signale)e?s? et (?:bloque|signale)',
  ),
  re(
    '(?:c est|c|ceci est|encore|pur|de|devient|appelle) (?:du |de l |un )?(?:pur |vrai )?(?:spam|harcelement|acharnement|demarchage)\\b|(?:saisi\\w*|signal\\w*|plainte|ecri\\w*|transmet\\w*|previen\\w*|contact\\w*)\\b.*cnil|bloctel|liste rouge|port\\w* plainte(?! contre (?!vous))',
  ),
  re('signal\\w* (?:ce|votre|comme)|(?:vous|te) signale\\w*(?! que)|numero signale'),
  re(
    'oublie[rz]? (?:moi|nous)|lache[rz]? (?:moi|nous)(?! (?:un|une|le|la (?!grappe)|votre|les (?!baskets)))|(?:me|nous) lacher|degage[rz]?$|va ?t en$|(?:casse|barre|tire)[rz]? (?:vous|toi)$|passe[rz]? (?:votre|ton) chemin|lache[rz]? l affaire|allez voir ailleurs|allez vous faire|va te faire|ta gueule|ferme[rz]? la$',
  ),
  // Je souhaite être retirée de vos envois. Virez-moi de là.
  re(
    `(?:me |m |nous )${REMOVE} (?:de|du|des) |${REMOVE} (?:moi|nous) (?:de|du|des|d) |etre (?:retire|supprime|enleve|raye|efface|desinscri|desabonn)\\w* `,
  ),
  re('(?:me|nous) (?:laisse|laisser|fiche|ficher|foute|foutre|foutez) (?:la |en )?(?:tranquilles?|paix)'),
  re(`(?<!pas )(?:me|m|nous) oublier|retrait (?:${LIST})|${REMOVE} (?:ce|le) numero`),
  re('quitter (?:la |votre |vos |cette |ce )*(?:listes?|diffusion|fichiers?|groupe)'),
  // … supprimez-le.
  new RegExp(`^${REMOVE} (?:le|la|les)${END}`),
  re('plus (?:l |le )?utiliser\\b.*\\b(?:relance|message|pub|contact)|ne recommence[rz]? (?:pas|plus)'),
  new RegExp(`^(?:se )?(?:desinscri|desabonn)\\w*${END}`),
  re(`(?:me|m) (?:desinscri|desabonn)\\w*|se (?:desinscri|desabonn)\\w*${END}|(?:desinscri|desabonn)\\w* (?:moi|nous)`),
  // Vous n'avez pas mon accord. Je n'ai rien demandé.
  re(
    '(?:pas|jamais) (?:mon|donne mon|d) (?:accord|consentement)|autorise (?:pas|plus) a (?:\\w+ )?(?:utiliser|contacter|ecrire|appeler)|(?:rien|jamais) demande|(?:pas|jamais) (?:accepte|consenti|voulu|autorise|souhaite) (?:a |de |d )?(?:recevoir|etre|vos |ces )',
  ),
  // Vous vous trompez de personne, arrêtez.
  new RegExp(
    `(?<!\\b(?:on|je|j|y|s|m|t|nous|vous|a|ai|as|est|suis|ont|avons|avez|etes|encore|pas|d|doit|faut|qu) )\\b(?:ar+et+e[rz]?|arrte[rz]|cesse[rz]?)${END}`,
  ),
  // … la maison est vendue stop svp. Pas : le bus stop, non stop.
  new RegExp(
    `(?<!\\b(?:au|le|un|du|non|bus|next|emergency|full|one|what|which|pit|the|a|my|our|quick|short|brief|first|last|every|train|tram|t|not|never|to|will|ll|it|don|won|can) )\\bstop${END}`,
  ),
]

export const FR_ALONE: readonly RegExp[] = [
  // Stop, c'est bon j'ai signé. Stop à vos messages. Pas : Stop ou encore ? Stop les compliments.
  /^stop (?:c est|c|j|je|on|ma|mon|merci|mtn|a|vos|pas|plus|maintenant)\b/,
  /^stop\b(?! (?:by|ou|for|at|here|there|and|et|or|in|over|me|being|the|les|la|le|un|une|\w+ing)\b).{0,12}$/,
  /^(?:mais |bon )?ca suffit(?: maintenant| comme ca)?(?: (?:vos|avec|ces)\b.*)?$/,
  /^(?:n )?insiste[rz]? pas$|^(?:degage[rz]?|oust|du balai|bloque[es]?|je bloque|spam|blocage|lache[rz]? (?:moi|nous))$/,
  new RegExp(`^(?!pas de nouvelles)(?:plus|pas|fin|aucune?) (?:de |des |d )?(?:vos )?${MAIL}${END}`),
  new RegExp(`^${ASK_STOP}(?: (?:ca|cela|tout|votre (?:truc|cirque|manege)|j ai|je suis|je n|on n|c est)\\b.*)?${END}`),
]
