/**
 * Set phrases by which people break off in French, by family. Each stands for a whole clause, without courtesies and forms of address.
 * Whoever says so may mean the offer rather than the messages: a person decides.
 */
import { BOTHER, MAIL, STEM } from './words-fr.ts'

const ME = '(?:me |m |nous )'
const YOU = '(?:vous|vs|tu|t)'
const A_LOT = '(?: (?:trop|grave|vraiment|beaucoup|un peu|la|a force|maintenant|serieusement|tres))*'
const HEAVY =
  '(?:relous?|soulants?|saoulants?|penibles?|abuse|abusif|abusifs|tannants?|gossants?|gavants?|fatigants?|fatiguants?|agacants?|insistants?|envahissants?|casse pieds|lourdingues?)'
const STOPPING = '(?:ar+et+er?|ar+et+ez|cesser?|cessez|stopper?|stoppez)'
const OFTEN = '(?:encore|toujours|autant|sans arret|sans cesse|tout le temps|non stop|nonstop)'

export const FR_IDIOMS: readonly string[] = [
  // Injures.
  `(?:(?:espece|bande) d(?:e|es)? .*|(?:pauvre |sale |gros |grosse )*(?:cons?|connards?|connasses?|types?|cretins?|abrutis?|salauds?|salopards?|encules?|batards?|debiles?|parasites?|bouffons?|boulets?|clowns?|escrocs?|arnaqueurs?|voleurs?|charlatans?|harceleurs?|fdp|pd|merdeux|bots?|robots?)|va te (?:faire|pendre).*|(?:nik|nique|niq|ntm)\\w*(?: .*)?|tgl|merde|ferme[rz]? (?:ta|vos) gueules?|decaliss\\w*|decriss\\w*|(?:balek|osef|blc)|(?:je )?m en (?:balek|tape|bas|bat)\\w*|${YOU} (?:casse[sz]?|brise[sz]?|pete[sz]?) .*|${YOU} commence[sz]? a (?:me|nous) (?:les )?\\w+|pour qui ${YOU} ${YOU} pren\\w+)`,
  // Ras le bol. Basta.
  `(?:(?:j |g )?(?:en ai |ai )?(?:trop |grave |vraiment )?(?:marre|ras (?:le|la) (?:bol|casquette|cul)|plein le dos|ma claque)(?: (?:marre|des? (?:bots?|robots?|vous|toi)))*|(?:je )?(?:suis )?(?:saoule|soule|gave|gonfle|excede|fatigue de vous)e?s?|(?:je )?j en (?:peux|peu) (?:plus|pu)|sa? ?suf+i[st]?(?: (?:mtn|maintenant|la|ainsi))?|(?:ca|c est) (?:suffit|suffisant) (?:ainsi|comme ca|la|maintenant)|(?:basta|khal+as+|khlas|safi|baraka|yez+i|halas|barka)(?: .*)?|(?:mais )?c est quel (?:forcing|harcelement|acharnement).*)`,
  `(?:c est |franchement |vraiment |trop |tres |c |je trouve (?:ca|cela) |vous etes |vs etes |t es )+(?:lourd|lourds|intrusi\\w*|collants?|gonflants?|achalants?|derange\\w*|deplace|inadmissible|inacceptable|scandaleux|malpoli|irrespectueux|du forcing)`,
  // Mon silence est une réponse. Je ne répondrai plus. On n'a plus rien à se dire.
  `.*\\bmon silence\\b.*|(?:je |j |on )?(?:ne |n )?(?:vous |te )?(?:repondrai|repondrais|lirai|lis|ouvre|regarde|repond|reponds) (?:plus|pu|pas)(?: (?:a|vos|tes|ces|aucun).*)?|(?:ne |n )?(?:attende[rz]?|attend|comptez?|esperez?) (?:plus|pas) (?:rien |sur |une |de )(?:.*)|inutile (?:d |de )(?:attendre|esperer|compter|relancer).*|(?:je |on |nous )?(?:n |ne )?(?:ai|a|avons)? ?(?:plus |pu )rien a (?:vous |te |se |nous )?(?:dire|voir|faire).*`,
  `(?:toujours |encore )?(?:pas )?(?:et |ni )?(?:jamais)(?: de la vie| au grand jamais| de chez jamais)?|(?:ni|pas) (?:aujourd hui|maintenant|demain|cette annee)(?: et| ou)? (?:ni|pas|encore moins) .*|.*\\b(?:serai|sera|serons|serais) jamais (?:interes|client|acheteur|preneur).*`,
  `(?:trouve[rz]?|cherche[rz]?) (?:vous |toi )?(?:un |d )?(?:autre|autres) (?:pigeons?|clients?|victimes?|cibles?)|.*\\b(?:mieux|autre chose|rien d autre) a (?:faire|foutre|fiche)\\b.*|.*\\bpersonne (?:ne )?(?:vous|t|te) a (?:sonne|appele|demande|oblige).*|.*\\b(?:pas|rien) sonne\\w*|j ?achete(?:rai)? rien.*`,
  // Poubelle, corbeille, bloqué.
  `(?:et |hop |direct |allez |zou |direction |a la |en |la )*(?:poubelle|corbeille)|pub poubelle|(?:je |j |jvs |jte |vous |te |ai |allez |hop |bye |ciao |adieu |et |direct )*(?:blok|bloc|block|bloqu)\\w*(?: (?:bye|ciao|direct|et \\w+))?|(?:scam|spam|arnaque|phishing|faux compte|fake)(?: (?:bye|ciao|direct|signale\\w*|reporte?|bloque\\w*))?`,
  `.*\\b(?:illegal|interdit ce que vous|interdite? sans (?:mon )?(?:accord|consentement))\\b.*|.*\\b(?:captures? d ecran|preuves?)\\b.*\\b(?:plainte|avocat|police|justice)\\b.*|.*protection juridique$|(?:je )?(?:fais|exerce|forme) (?:mon droit d )?opposition.*|(?:suppression|radiation|effacement) (?:immediate?|svp|stp|merci|demandee?|totale|de mes? .*)|.*\\b(?:blacklister|me blacklister|moi sur liste (?:noire|rouge))\\b.*|(?:laisse[rz]?|lache[rz]?) (?:mon|le|notre) (?:numero|num|tel|telephone|whatsapp|portable|inbox)|(?:sor[st]\\w*|degage\\w*) de mon .*`,
  `(?:c est )?(?:le |votre |mon |que ce soit (?:le |votre )|j espere que c est (?:le |votre ))dernier(?: message)?|.*\\b(?:je )?(?:ne )?(?:recois|recoive|recevoir) plus rien\\b.*|.*pour que je ne recoive plus.*|(?:jveux|je veux|veux|veu|jveu) (?:plus|plu|pu|rien)(?: de (?:ca|cela|vous|vos .*))?|j en (?:veux|veu) pas|(?:messages?|pub|sms)? ?(?:non|pas) (?:sollicite|desire|voulu|souhaite)\\w*(?: .*)?|pub (?:non|pas|ca).*|(?:la )?pub (?:ca )?suffit|classe[rz]? (?:moi )?sans suite|.*\\bmerci de (?:clore|cloturer|classer)\\b.*|pas la peine d en rajouter`,
  `(?:ca|cela) me gene(?: .*recevoir.*)?|(?:il )?(?:faut )?laisse[rz]? (?:moi )?(?:une fois|mon numero)|achal\\w* (?:moi )?pas|deranger? pas|stop les alertes|je report(?:e)?|pk (?:vs|vous|tu) (?:m |me )(?:${STEM}|envoy\\w*)(?: .*)?|pk (?:encore|toujours).*|j ?ai (?:deja )?di[ts]? (?:que )?non|combien de fois .*(?:dire|repeter|faut il le dire)|(?:t as|tu as|vous avez) (?:pas|rien) compris|(?:je )?m? ?e? ?(?:suis|me suis) jamais (?:inscrit|abonne)\\w*(?: .*)?|no (?:gracias )?(?:me )?(?:escrib|llam|contact|mand)\\w*(?: .*)?|no gracias no me .*|lais+e[rz]? (?:beton|tomber)(?: .*)?`,
  // Bonne continuation, mais plus de messages svp.
  `.* (?:plus|pas|aucun\\w*|zero) (?:de |d )?(?:vos |autres? )?(?!appels?|offres?|propositions?|nouvelles)${MAIL} (?:svp|stp|merci|s il (?:vous|te) plait)`,
  `(?:supprim|effac|enlev|retir|vir|ray)\\w* (?:moi )?(?:ce|mon|le) contact(?: .*)?|(?:stp |svp )?(?:ne )?m ajout\\w* (?:pas|plus) .*`,
  // Allez-vous-en.
  'degage\\w*(?: (?:de |d )\\S+(?: \\S+)?)?|du vent|du balai|oust+e?|tg|ftg|vtf+f?|ntm|ta gueule|la ferme|ferme[rz]? la',
  `(?:va|allez|aller)(?: donc)? (?:te|vous) (?:faire|jeter|rhabiller)\\b.*|allez? (?:au diable|balader)|(?:va|allez) (?:jouer|voir|vendre|chercher|embeter|prospecter) .*(?:ailleurs|autre|autres)\\b.*`,
  '(?:fich|fou|debarras)\\w* (?:moi )?le (?:camp|plancher)|(?:casse|barre|tire|bouge)[rz]?(?: (?:vous|toi))?(?: de la)?',
  '(?:laiss|lach|fich|fou|caliss|sacr|cris)\\w* (?:moi|nous)(?: (?:la paix|la grappe|les baskets|le chat|patience|un peu|tranquil\\w*|trankil\\w*|en paix|respirer|vivre|dormir|souffler))',
  '(?:laisse[rz]?|lache[rz]?) (?:mon (?:numero|num)|les gens|(?:l )?affaire|ca)',
  '(?:merci|priere|veuillez) (?:de |d )?(?:bien vouloir )?(?:(?:me |m |nous )(?:laisser|oublier|lacher)(?: tranquil\\w*| en paix)?|oublier (?:ce|mon) (?:numero|num|contact))',
  // C'est fini.
  'ca va durer longtemps|fin (?:de la |des |de l |de )(?:conversation|discussion|echanges?|communication|histoire)|(?:je )?(?:vous|te) dis adieu|adieu|bon vent',
  '(?:plus jamais|jamais plus|pu jamais)(?: de (?:ma|la) vie)?|(?:ne )?compte[rz]? plus sur moi|abandonne[rz]?|j ?en (?:veu|veux|ve) plus?|j ?en (?:veu|veux|ve) plu|laisse[rz]? (?:beton|tomber) .*plus rien',
  '(?:plus|pu) (?:rien|(?:de|d) (?:ca|ces trucs|tout ca))|plus la peine|plus (?:rien|aucun\\w*) de (?:vous|votre part|toi)|(?:je )?(?:ne )?(?:veux|veu|souhaite|voulons) plus rien(?: de (?:vous|votre part|toi)| recevoir| savoir)?',
  '(?:definitivement|absolument|toujours) non|(?:ma reponse|c est|c|la reponse) .*(?:rest\\w+|sera toujours) non|ma reponse (?:ne change\\w* pas|est definitive)',
  `(?:c est )?non(?: c est| c) (?:clair|non|compris|pourtant clair)|${YOU} (?:ne )?(?:compren\\w+|connais\\w*|entend\\w*|saisi\\w*) pas(?: bien)?(?: le (?:mot|sens du mot|sens de))? non`,
  '(?:c est|quelle partie) .*(?:dans|de) non .*compren\\w*.*',
  // Vous abusez.
  `(?:${YOU} )(?:etes |es |devenez |deviens |commence\\w* a etre )?(?:vraiment |trop |tres |super |grave |hyper |un peu )*(?:${HEAVY}|relou)${A_LOT}`,
  `(?:quels? |quelle |que |trop |vraiment |c est |c |ca devient )*${HEAVY}${A_LOT}(?: (?:vos|tes|ces|toutes ces|tous ces) .*)?`,
  `(?:c est|ca devient|c) (?:vraiment |tres |trop )?lourd(?: a force|(?: a la fin)| (?:vos|tes|ces) .*)`,
  `${YOU} (?:abuse|exagere|force|insiste)[sz]?${A_LOT}(?: (?:avec|la).*)?|(?:n |ne )?(?:forc|insist)\\w+ (?:pas|plus)`,
  `${ME}?(?:${YOU} )(?:commence\\w* a )?(?:${ME})?${BOTHER}(?: (?:les gens|tout le monde|avec .*|grave|a la longue))*`,
  `(?:ca|cela|vos \\S+|tes \\S+) (?:commence\\w* a )?${ME}(?:tann|goss|saoul|soul|gonfl|gav|embet|enerv|fatigu|stress|derang|agac|prend la tete)\\w*(?: (?:vos|tes|ces|toutes|tous|la|grave|vraiment|fort|maintenant|trop).*)?`,
  `(?:ca fait |c est |y a |ya |il y a |vous envoyez |vous m envoyez |tu m envoies )?(?:beaucoup |bcp )?(?:trop|beaucoup|bcp) de (?:${MAIL}|notifs?|msgs?)(?: (?:la|svp)| d un coup| par jour| par semaine| de votre part| de vous)*`,
  `(?:j en ai )?(?:tellement )?marre des? (?:vos |ces |tes |ta |toutes ces )?(?:${MAIL}|msgs?)|(?:la )?mesure est comble|(?:la )?coupe est pleine|trop c est trop`,
  'on (?:peut|est) (?:plus|pas|jamais|meme plus|meme pas)(?: etre)? tranquil\\w*.*|jamais tranquil\\w*(?: avec .*)?|on (?:ne )?vous a (?:pas|rien) (?:sonne|demande|appele)\\w*',
  // Vous allez arrêter un jour ?
  `(?:(?:quand|quand est ce|c est quand|est ce) (?:que |qu |est ce que )?)?${YOU} (?:allez|vas|va|comptez|comptes|voulez|veux|pourriez|pourrais|pouvez|peux)(?: (?:${YOU}|pas|bien|enfin|vraiment|finir par))* ${STOPPING}(?: (?:un jour|quand|oui|oui ou non|la|bientot|enfin|avec .*|cinq minutes|de .*${STEM}))*`,
  `(?:pourriez|pouvez|pourrais|peux|voulez|veux|allez|vas) (?:vous|tu) (?:bien |enfin |pas )?${STOPPING}(?: la| enfin| ca| cela)?`,
  `(?:il (?:est|serait) |c est |serait il |est il )?(?:possible|moyen|y a moyen) (?:de |d )(?:(?:${STOPPING}|que ca s arrete)(?: la| ca| tout)?|(?:ne )?plus (?:rien )?(?:recevoir|etre|avoir).*)`,
  `(?:dites|dis|demande\\w*) (?:a |au )\\S+ (?:\\S+ )?(?:de |d )(?:ne plus|pas|${STOPPING})\\b.*`,
  `(?:fait\\w*|faire) (?:en sorte )?qu?e? ?(?:ca|cela|tout ca) (?:s ar+et+e|cesse|stoppe)|(?:ca|cela|tout cela) (?:doit|devrait) (?:s )?(?:ar+et+er|cesser)|(?:il )?faut que (?:ca|cela) (?:s ar+et+e|cesse)`,
  `${STOPPING}(?: un peu| donc| de suite)*(?: (?:ca|cela|tout|tout ca|avec (?:ca|vos|tes|ces).*|votre (?:truc|cirque|manege|delire|comedie|cinema)|ton (?:truc|delire|cinema|cirque)|vos (?:betises|conneries|trucs|bails)))*(?: (?:quoi|hein|oui|la|merde|bordel|putain))*`,
  `${STOPPING} (?:de |d )(?:forcer|insister|spammer|perdre (?:votre|ton) temps|me .*|m .*|nous .*)`,
  `pourquoi (?:est ce que )?${YOU} (?:continue\\w*|insiste\\w*|persiste\\w*)(?: .*)?|pourquoi (?:est ce que )?(?:${YOU} )${ME}?(?:${STEM}|envoy\\w*) (?:encore|toujours|autant|sans|tout|non|nonstop).*|pourquoi ${OFTEN} ${ME}.*`,
  `(?:desactiv|coup|ar+et+|stop+|etei|debranch)\\w* (?:moi )?(?:ce|cet|votre|ton|vos) (?:robots?|bots?|automates?|chatbots?|machines?|systeme|ia)|(?:coupe|debranche|desactive)[rz]? le (?:bot|robot)`,
  // Bloqué, signalé.
  '(?:hop |ciao |direct |allez |et |bye )*(?:je |j )?(?:te |t |vous )?(?:bloque\\w*|signale\\w*)(?: direct| la| de suite| direct la| et voila| definitivement)?|bloc|spams?|spammeurs?|indesirables?',
  `(?:je |j )?(?:te |t |vous )?(?:mets|met|ai mis|passe|classe) (?:en |dans |comme |sur )(?:les |mes |ma |la )?(?:indesirables?|spams?|bloques?|liste noire|blacklist|corbeille)`,
  'signalement (?:\\S+ ){0,3}(?:fait|en cours|effectue|envoye|depose|transmis)|signal spam.*|.*\\b33700\\b.*|(?:pur |vrai |encore du )?harcelement(?: (?:pur|moral|telephonique|commercial|numerique).*)?',
  '(?:un|une|1|encore un|encore une) (?:autre )?(?:message|msg|sms|appel|relance)(?: de plus| encore)? et (?:je|j|on|c est).*',
  '.*(?:dernier|premier|ultime|simple) (?:avertissement|rappel avant).*|(?:mise en demeure|mes? avocats? (?:va|vont) (?:vous|te) (?:contacter|ecrire|appeler))',
  '(?:je |j |on )?(?:\\S+ )?(?:appel\\w*|previen\\w*|contact\\w*|saisi\\w*|vais voir|vais a|parler a|avertir|alerter) (?:de ca |en )?(?:a )?(?:la )?(?:police|gendarmerie|justice|presse|dgccrf|ufc|cnil|repression des fraudes)(?: .*)?',
  '(?:je )?vais en parler a (?:la )?(?:police|gendarmerie|mon avocat)|mon avocat va (?:vous|te) (?:contacter|ecrire)|.*(?:ufc|que choisir|60 millions de consommateurs|signal conso|repression des fraudes).*',
  `${YOU} (?:n )?(?:avez|as|av) (?:pas|aucun)(?: le)? droits? (?:de |d )(?:me |m |nous |utiliser|avoir|garder|conserver|detenir|stocker).*`,
  // Rien demandé.
  `(?:je |j |on )?(?:n )?(?:ai |a |avons )?(?:pas|rien|jamais)(?: rien)? demande(?: (?:vos|ces|ce|cela|ca|a|qu|que|votre|moi).*)?`,
  `.*(?:pas|plus|aucune) envie (?:que|qu) (?:on|vous|tu) ${ME}.*`,
  `(?:(?:je )?refus\\w*|refus) (?:de |d )?(?:tout|toute|toutes|tous|vos|votre|etre|les)?(?: (?:de |d )?(?:${MAIL}|contact|prise).*)`,
  `a (?:supprimer|retirer|enlever|radier|effacer|desinscrire|desabonner|blacklister)(?: (?:de|des|du) (?:votre|vos|la|cette|toutes|liste|fichier|base).*)?`,
  `resili\\w* (?:vos|ces|les|mes) ${MAIL}|(?:comment|on) (?:\\S+ ){0,2}?(?:se|me|nous) (?:debarrasser|defaire) de (?:vous|toi|vos .*)`,
  `(?:ne |n )?${ME}?envo\\w+ (?:plus )?rien(?: d autre| de plus)?|(?:re)?(?:lanc|contact|solicit|sollicit)\\w* (?:pas|plus)|faut (?:plus|pas|jamais|pu) ${ME}(?:${STEM}|envoy\\w*)(?: \\S+)?`,
  `(?:ne )?${ME}(?:${STEM}|envoi\\w*) (?:plus|plu|pu|jamais)(?: \\S+)?`,
  'sor\\w* (?:moi|nous) (?:de |du )(?:la|ton|votre|vos|tes|ce|cette|la)(?: .*)?|(?:clotur|clor|ferm|archiv|supprim)\\w* ma (?:demande|fiche)|(?:dossier|fiche|demande|contact) a (?:clore|fermer|cloturer|supprimer|archiver)',
  '(?:je |j )?(?:signal\\w*) (?:le|votre|ton|ce) (?:numero|num|compte|contact|profil)(?: .*)?',
  // Gardez vos offres. Ça ne m'intéressera jamais.
  `(?:gard|rang|remball)\\w* (?:vous )?(?:vos|votre|tes|ton|ces) \\S+(?: (?:pour (?:vous|toi|d autres|quelqu un d autre|les autres)|et .*))?`,
  `(?:vos|tes|votre|ces|toutes vos) (?:\\S+ )?(?:${MAIL}|msgs?|trucs?|services?|produits?|conneries|salades) (?:(?:ne |n )?(?:m|nous|me) ?interess\\w+ (?:pas|plus|jamais|en rien|aucunement)|(?:je |j )?(?:ne |n )?en ?(?:veux|voulons|veut) (?:pas|plus|jamais)|(?:me |nous )(?:derang|saoul|gonfl|gav|enerv)\\w*|derang\\w*|ca suffit)(?: .*)?`,
  `(?:ca |cela |rien )?(?:ne |n )?(?:m|nous|me) interess\\w+ (?:jamais|en rien|absolument pas|pas du tout et.*)|.*interesser(?:a|ont|ait) (?:jamais|pas plus)(?: .*)?`,
  `(?:(?:je |j |on )?(?:m |s |nous )?en (?:fiche|fous|fout|tape|moque|bats|balance)\\w*(?: (?:completement|royalement|de) .*(?:${MAIL}|trucs|msgs?|produits).*| completement)?|(?:j en ai |on en a |en ai )?rien a (?:faire|foutre|battre|secouer|cirer|ciré)(?: .*(?:${MAIL}|trucs|vous|toi).*)?)`,
  `(?:ne |n )?(?:perd|gaspill)\\w+ (?:pas|plus) (?:votre|ton) temps.*|(?:vous|tu) (?:perd\\w*|me faites perdre|gaspill\\w*) (?:votre|ton|mon) temps.*|(?:perte|c est une perte) de temps(?: .*)?`,
  `si (?:je|on) (?:ne |n )?(?:vous |te )?(?:repond\\w*|rappel\\w*) (?:pas|plus|jamais) (?:c est|ca veut).*(?:pas|plus|non|desinteress|refus)\\b.*|(?:pas de|l absence de|mon absence de|aucune) reponse (?:c est|ca veut|veut|signifie|egal|vaut).*|.*\\b(?:je )?(?:ne )?repond\\w* (?:pas|plus) (?:expres|volontairement)\\b.*`,
  // Un non est un non.
  '(?:un )?non (?:c est|c|est|reste|veut dire|signifie) (?:un )?non|c est (?:toujours|encore|et ca reste) non|(?:je )?(?:vous |te |le )?(?:redis|repete|reitere)(?: encore)?(?: c est)? non|encore (?:une fois )?non|non non (?:et )?(?:re)?non',
  `(?:vous|tu) (?:ne |n )?(?:savez|sais|voulez|veux) (?:pas |plus |donc pas )(?:lire|entendre|comprendre)|(?:vous etes|t es|tu es|vs etes) (?:sourds?|bouches?|debiles?|cons?|stupides?|aveugles?|malades?|harceleurs?|des harceleurs|gena?nts?|genants?|dans l illegalite|hors la loi|en infraction)(?: ou quoi)?`,
  // Restons-en là.
  `(?:fait\\w*|mett?\\w*|tire[rz]?) (?:une )?croix sur (?:moi|nous)|mett?\\w* (?:moi|nous) de cote|(?:pass\\w*|aller|allez) a (?:autre chose|quelqu un d autre)|pass\\w* (?:votre|ton) (?:chemin|tour)|tourn\\w* la page|lach\\w*(?: (?:prise|l affaire))?`,
  `(?:c est )?(?:fini|termine) (?:entre nous|pour moi avec vous|les messages?|les relances?)|.*\\b(?:en (?:reste|rester|restons|resterons|resterai)|(?:rest\\w+) en) la(?: .*)?|(?:je |on |nous )?(?:met\\w*|veux mettre) (?:fin|un terme) a (?:cet?|cette|nos?|notre|vos|votre|toute?) (?:\\S+)?(?:echanges?|conversation|discussion|communication|messages?|relation)s?|je coupe court`,
  `on (?:ar+et+e[rz]?|cesse|stoppe|${STOPPING}) (?:tout|la|ca|les messages|les frais la)|(?:et )?(?:ne )?reve\\w+ (?:plus|pas|jamais)(?: (?:svp|ici|vers \\S+|me .*|a la charge|vers .*))?|silence radio|dehors|a jamais|(?:ne )?me suive[sz]? plus|(?:ne )?repond\\w+ (?:plus|pas)(?: a ce (?:message|numero))?`,
  `(?:ne )?(?:me |nous |m )(?:re)?${STEM} (?:que|seulement|uniquement) (?:si|quand|lorsque) (?:je|j|nous|on) .*(?:demand|souhait|sollicit|contact|appel|fais signe).*`,
  // De quel droit ?
  `(?:qui|de quel droit|comment) (?:est ce qui |vous |tu |ose\\w* )*(?:(?:a )?(?:permis|autorise\\w*|permet)|ose\\w*)?(?: (?:a|de|d))? ?(?:vous |tu )?${ME}(?:${STEM}|envoy\\w*)(?: .*)?|(?:de )?quel droit (?:avez vous|vous|tu) .*(?:numero|num|contact\\w*|ecri\\w*|appel\\w*|donnees).*`,
  `(?:c est |c |ceci est |ce que vous faites est |totalement |completement )+(?:illegal|interdit par la loi|ilegal|puni par la loi|un delit|hors la loi)(?: (?:de (?:me|m|demarcher|contacter|spammer|harceler)|ce que vous faites|votre|vos|tout ca).*)?|(?:la loi|il est|c est) (?:vous )?interdi\\w* (?:de |par )?(?:me |m |nous )?(?:demarch|contact|ecri|prospect|harcel|sollicit)\\w*.*`,
  `(?:je |j |on )?(?:vais |veux |ai |pense )?(?:\\S+ )?(?:port\\w*|depos\\w*|deposer) (?:une )?(?:plainte|main courante)(?! (?:contre mon|contre ma|contre le|contre la|contre un|hier|au sujet)).*|.*(?:des )?(?:nouvelles|courrier|lettre) (?:recommandee? )?de (?:mon|notre|mes|nos) avocats?.*`,
  `(?:je |j )?(?:vous |te |ai |vais )*signal\\w* (?:(?:a|sur|chez) (?:whatsapp|meta|la cnil|l operateur|mon operateur|signal spam)|.*(?:a|sur) (?:whatsapp|meta))|(?:j ai )?bloqu\\w* (?:votre|ton) collegue.*|(?:je )?block(?:e[rs]?)?(?: (?:direct|vous|toi|la))?`,
  `(?:ce |mon |le )?(?:numero|num|contact|tel) (?:est )?(?:a |doit etre )(?:effac|supprim|bann|retir|enlev|oubli|blacklist|radi)\\w*(?: .*)?|(?:mon |ce )?(?:numero|num) (?:n )?est (?:pas public|prive|confidentiel|strictement .*)|.*respect\\w* (?:notre|mon|ce) deuil.*`,
  // Arrêt immédiat.
  `ar+et (?:immediat|total|definitif|complet|svp|tout de suite|de tout|des? (?:vos |tous? )?(?:${MAIL}|envois))|(?:supprim|annul|enlev|retir|resili)\\w* (?:mon|mes) (?:inscription|abonnement|consentement|contacts?)|.*(?:veux|souhaite|voudrais|demande a|aimerais) (?:etre|me faire) (?:desabon|desinscri|enlev|retir|ray|efface|supprim|oubli|radi|blacklist)\\w*(?: .*)?`,
  `(?:je |j |chu |suis )*(?:pus|pu|plus) capable(?: (?:de|d) (?:vous|vos|tes|ces).*)?|(?:je |j)?(?:j ?)?(?:veux|veu|veut) (?:pu |plus |pas )?rien savoir(?: (?:de (?:vous|vos|tes|votre).*|d autre))?|ar+et\\w* (?:don|donc)(?: .*)?|(?:j en ai |on en a |en ai )(?:ma claque|assez|ras le bol|plein le (?:dos|cul)|par dessus la tete|soupe)(?: (?:de (?:vous|vos|tes|ces).*|maintenant|la))?`,
  `(?:il )?faut (?:me |m |nous )?(?:laiss|lach|oubli)\\w*(?: (?:mon numero|ca|moi))?|(?:il )?faut pas (?:forcer|insister)|(?:vous|tu|ca|cela) (?:me |nous )?derang\\w*(?: (?:trop|beaucoup|vraiment|les gens|fort|maintenant|la))*|(?:c est |tres |vraiment )+(?:derangeant|genant)`,
  `(?:stop|${STOPPING}|cesse[rz]?)(?: avec| a| aux?)? (?:la |le |les |votre |vos |ta |cette |ces )+(?:pression|forcing|harcelement|demarchage|matraquage|insistance|acharnement|blabla|cirque|robots?|intox)(?: (?:la|maintenant|avec .*|sur .*|de votre part))?`,
  `ni (?:d )?(?:${MAIL}|rien) ni (?:de |d )?(?:${MAIL}|rien).*`,
  // Pourquoi suis-je dans votre fichier ? C'est la troisième fois que je le demande.
  `(?:pourquoi|comment ca se fait que|comment se fait il que) (?:je )?(?:suis|figure|suis je|fais partie) (?:encore |toujours )?(?:dans|sur|de) (?:votre|vos|cette|ta|tes) .*|pourquoi (?:est ce que )?(?:je|j|on) (?:recois|recevons|recoit|ai) (?:ca|cela|encore|toujours|vos|tes|ces|autant|tous|toutes)(?: (?:vos|ces|tes|ca|des)? ?(?:${MAIL}|trucs?|msgs?).*)?`,
  `.*\\b(?:pensais|croyais) (?:m |avoir |vous avoir |que j etais )(?:etre |deja )?(?:desabon|desinscri|demande|dit|retire|ete).*|(?:c est |ca fait )?(?:la )?(?:\\d+(?:e|eme|ieme)?|deux|trois|quatre|cinq|dix|deuxieme|troisieme|quatrieme|enieme|n ?ieme|seconde|derniere) fois que (?:je|j|on) (?:vous |te |le |l |ai |vous le |te le |vous l ai )*(?!.*(?:devis|prix|tarif|facture|photo|adresse|rdv))(?:demand|di[st]\\b|repet|redi)\\w*.*|je (?:ne )?(?:le |vous le )?redirai pas(?: deux fois)?`,
  // Je vous serais reconnaissant d'arrêter. Je préfère qu'on arrête.
  `.*\\b(?:reconnaissant\\w*|gre|sympa|gentil|bien|cool|content\\w*|aimable|mieux|bon|temps|preferable) (?:de |d |si vous |que vous |que tu |qu on )(?:me |m )?(?:${STOPPING}|ar+et+\\w*|ne plus|ne pas (?:me|m)|m oubli\\w*|cess\\w*)(?: (?:la|ca|tout|svp|${ME}?${STEM}|de .*))*`,
  `.*\\b(?:prefere\\w*|aimerai\\w*|voudrai\\w*|veux|souhait\\w*)(?: mieux| autant)? (?:que|qu) (?:on|vous|tu|l on) (?:${STOPPING}|ar+et+\\w*|cess\\w*|stop+\\w*|(?:me |m |nous )(?:laiss|oubli|lach)\\w*)(?: .*)?`,
  `.*mal a l aise(?: .*(?:vous|${MAIL}))?|(?:vous|tu) (?:ne |n )?(?:devri\\w+|etes pas cense\\w*) (?:pas |meme pas |plus )?(?:avoir|posseder|utiliser|garder|contacter|m ecrire|m appeler)(?: .*)?|mon (?:numero|num|nom|contact) (?:n )?a rien a faire.*|(?:je|mon \\S+) (?:ne )?devrai\\w+ (?:pas|plus) (?:etre|figurer|apparaitre) (?:dans|sur) .*`,
  // Non au démarchage. Refus définitif.
  `(?:non|stop|halte|zero|pas d?e?|aucun|marre du|ras le bol du) ?(?:au|a la|aux|a|de|du|d)? ?(?:demarchages?|demarcheurs?|pub|pubs|publicites?|harcelement|spams?|prospections?|commerciaux|vendeurs?|vente (?:par|telephonique|a distance)|sollicitations?|telemarketing)(?: (?:par|tel\\w*|commercial\\w*|chez|ici|merci|pour moi|sur) ?.*)?|on ne (?:fait|veut|prend) pas de demarchage.*`,
  `(?:c est )?(?:un )?refus (?:definitif|categorique|net|total|clair|et)(?: .*)?|c est un refus|(?:a )?(?:class\\w*|clos\\w*|mett\\w*) sans suite|.*interess\\w* (?:svp |stp |merci |donc |et |alors )*(?:enlev|retir|supprim|effac|ray|desabon|desinscri)\\w*(?: .*)?`,
  `(?:coup|desactiv|enlev|arret|suspend)\\w* (?:les|ces|vos|tes|moi ces|moi les) (?:notifs?|${MAIL})(?! vocal)(?: .*)?|desactiv\\w* mon (?:compte|numero|profil|contact).*|(?:epargn|economis)\\w* (?:moi |nous )?(?:vos|tes|ces) \\S+|pas la peine de gaspiller.*`,
  `evit\\w* (?:ce|mon) (?:numero|num)(?: .*)?|abstene[sz] (?:vous|toi)(?: .*)?|(?:(?:vous |tu )(?:pouvez|peux|devriez) )?disparai(?:s|sse[sz]|tre)(?: maintenant| svp)*|fai\\w* (?:vous|toi) oublier|je supprime (?:votre|ton) (?:numero|num|contact).*`,
]
