/**
 * The ways of asking to stop, written over concepts (`concepts.ts`) and the names of `grammar.ts`: a word in capitals is one of them,
 * `~2` is at most two words of any kind, `#` is the end, courtesies apart. Each has an example that it reads.
 */
export const WAYS_OF_ASKING: readonly string[] = [
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
  // J'aimerais que ça s'arrête. Faudrait penser à arrêter. Vous pouvez disparaître.
  'WANT (?:que|qu) (?:THIS|YOUR|tout) ~1 (?:s )?STOPS#',
  '(?:faut|faudrait|faudra|devez|devriez) ~1 (?:penser|songer|savoir) a STOPS(?: (?:YOUR|THIS|de) \\S+)?#',
  // Ne m'ajoutez pas à vos listes. I don't want to be on this list.
  '(?:NE|DONT|NEVER) ~1 (?:ajout\\S*|inscri\\S*|met\\S*|add|put) ~2 (?:LIST|groupe|group|newsleter)',
  '(?:NEG|DONT) WANT (?:to )?(?:be|etre) (?:on|in|sur|dans) (?:YOUR|THIS|the|la|une|a) (?:LIST|groupe|group)',
  // Je n'autorise pas ce numéro à m'envoyer des messages. I do not consent to this.
  '(?:autori\\S*|permet\\S*) NEG ~6 (?:V|N|DATA)',
  '(?:NEG|DONT|NEVER) (?:give |gave |given )?(?:CONSENT(?: to (?:THIS|V|be|being|YOUR|RECEIVE)|#))',
  // Pas intéressé par vos messages. Vous m'écrivez trop. Ça fait cinq messages.
  '(?:MORE|NOT|not|longer) (?:interes\\S*) (?:par|in) (?:YOUR|THIS|RECEIVE) (?:N|CONTACT)',
  '(?:vous|tu|you|ils|they) (?:ME )?V (?:ME )?(?:trop|beaucoup trop|too (?:much|often)|non stop|nonstop|sans aret)(?! (?:gentil|bien|tard|cher|peu|late))',
  '(?:ca|THIS) fait (?:deja )?(?:\\d+|deux|trois|quatre|cinq|six|dix|vingt|plein de|des tas de) (?:N|CONTACT)(?! que (?:je|j|on))',
  // Rappelez pas. Quand allez-vous arrêter ? Vous arrêtez quand ?
  '^CONTACT NOT#',
  '(?:quand|when|bientot|enfin|un jour) ~3 (?:vous|tu|you) (?:ever |going to |finally )?STOPS#',
  '^(?:vous|tu) STOPS (?:quand|un jour|bientot|jamais)#',
  // Dernière fois que je réponds. Prochain message = plainte. Je bloque le numéro. Vous finissez bloqué.
  '(?:derniere|last) (?:fois|time) ~3 (?:repon\\S*|ecri\\S*|CONTACT|reply\\S*|answer\\S*|respond\\S*|WANT|dis|say|tell\\S*|SPEAK)(?! (?:a|to|the|la|le|les|un|une) )',
  '(?:prochain|next|encore un|another|one more|un) (?:N|CONTACT) (?:de MORE )?(?:et )?~3 THREAT',
  '^(?:(?:et|and|hop|bon|ok) )?(?:je|j|i) (?:vais |ai |will )?THREAT (?:THEM|THIS|YOUR|the|le) DATA#',
  '(?:vous|tu) (?:fin\\S*|allez finir|vas finir) (?:par etre )?(?:THREAT|blacklist\\S*|en SPEAK)#',
  '^(?:vous|tu|you) BOTHER ~2 (?:gens|people|monde|everyone|clients)',
  '^(?:direction|dans|aux|go to|straight to) ~2 (?:BOTHER|SPEAK|corbeille|poubelle|junk|trash)#',
  // Ne gardez pas mon numéro. Je veux que mon numéro disparaisse de chez vous.
  '(?:NE |de |DONT |NEVER )(?:NEG )?(?:gard\\S*|conserv\\S*|stock\\S*|keep|store|save) ?(?:NEG )?~1 (?:OUR|THIS|THEM) ~1 (?:DATA|SPEAK)',
  'DATA ~1 (?:NE )?(?:disparai\\S*|figur\\S*|appara\\S*|vanish\\S*) ~2 (?:chez|de|dans|from|YOUR|plus)',
  'REMOVE ~2 (?:qui|that|about|which) ~1 ME(?: concern\\S*|#)',
  // Vos relances sont insupportables. Your texts are unwelcome.
  'YOUR ~1 (?:N|CONTACT) ~1 (?:sont|est|are|is|re|deviennent|become) ~1 (?:NEG |not )?~1 (?:insuportabl\\S*|penibl\\S*|lourd\\S*|relou\\S*|BOTHER|intrusi\\S*|unwelcome|welcome|bienvenu\\S*|creepy|spam\\S*|pushy|rude|tanant\\S*|stresant\\S*|agresi\\S*|unwanted|indesirabl\\S*|contre productiv\\S*)',
  '(?:MORE|NOT|n) apreci\\S* (?:NEG )?~1 (?:YOUR|THIS|d etre|de) ~1 (?:N|V|CONTACT)|n aime NEG ~1 etre V',
  // La prochaine fois c'est la police. Poubelle. Merci de prendre en compte mon refus.
  '(?:prochain\\S*|next) (?:fois|time|coup|one|N) ~3 THREAT',
  '(?:respect\\S*|compte|acte|note de|accept\\S*) OUR (?:refus\\S*|choix|decision|vie prive\\S*|privacy|peace|WANT)',
  '(?:reiter\\S*|repet\\S*|confirm\\S*|process) ~1 (?:OUR|THIS) ~2 (?:suppression|radiation|desinscription|removal|deletion|oposition|unsubscription|REMOVE|WANT d)',
  // Told your colleague to stop. J'ai demandé qu'on m'enlève.
  '(?:told|asked|tell|telling|asking|dit|WANT) ~4 (?:to|de|d) STOPS(?! (?:by|at|THEM|OUR|un|une|a|the|in|for))(?:#| (?:V|YOUR|de|THIS))',
  '(?:avais|ai|avait|avons|had|have|ve|already) ~2 (?:WANT|dit|said|told \\S+) ~2 (?:NE (?:MORE|NOT)|STOPS ~1 V|REMOVE|UNSUB|to be (?:REMOVE|UNSUB|taken))',
  '(?:i|we|je|on) ~3 (?:said|dit|say|told \\S+) (?:non|no) ~1 (?:twice|already|deja|\\d+|deux|trois|times|fois|last)',
  '(?:thought|pensais|croyais) ~2 (?:i|me|ME|je|j|ai)? ?~2 UNSUB',
  '(?:i|we|je|j) ~2 UNSUB ~1 (?:weeks?|months?|days?|ago|TIME|il y a|yesterday|hier|already|deja)',
  // Delete all data you hold on me. Supprimez ce contact. Switch off the notifications. Stop the bot.
  '(?:DATA|MAIL|SPEAK) (?:that )?(?:vous|you|u) (?:have|hold|keep|got|avez|detenez|conservez) ~1 (?:ME|sur|on|about)',
  '(?:switch|turn|shut) (?:off )?(?:THIS|YOUR|the|all) (?:MAIL|SPEAK|bot|robot|thing|notif\\S*)(?: off)?#',
  '^(?:STOPS|STOPS with) (?:the|THIS|YOUR|le|la|les) (?:bots?|robots?|automat\\S*|machine|forcing|spaming)#',
  // Not interested, don't ask again. Let's end this here. Don't want these.
  '(?:DONT|NEVER) (?:ask|try|insist|come|knock|show up) ~1 (?:again|anymore|back)#',
  '(?:let s|lets|we can|i d rather|best|better|want to|going to) (?:end|STOPS|finish|leave) (?:it|THIS|things) (?:here|there|at THIS)?#',
  '(?<!(?:you|they|we) )DONT WANT (?:these|those|any of (?:THIS|these|it)|YOUR (?:\\S+ )?(?:N|stuff|crap|shit))#',
]
