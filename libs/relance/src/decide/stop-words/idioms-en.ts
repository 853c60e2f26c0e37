/**
 * Set phrases by which people break off in English, by family. Each stands for a whole clause, without courtesies and forms of address.
 * Whoever says so may mean the offer rather than the messages: a person decides.
 */

const CONTACTING =
  '(?:contact|text|messag|writ|call|e?mail|spam|bother|harass|sending|pester|ping|phon|ring|chas|hassl)'
const MAIL = '(?:messages?|texts?|e?mails?|calls?|spam|notifications?|follow ?ups?|reminders?|msgs)'
const YOU = '(?:you|u|ya|una|you (?:people|guys|lot)|ye|yall|y all)'
const MY_DATA = '(?:my|this|our|her|his) (?:\\w+ )?(?:number|details?|contacts?|info\\w*|data|name|phone|records?|no)'
const HEAVY =
  '(?:annoying|irritating|intrusive|invasive|pushy|creepy|harassment|harassing|spam|spammy|ridiculous|excessive|unacceptable|out of order|disturbing|bothersome)'

export const EN_IDIOMS: readonly string[] = [
  // No reply is a reply. Nothing more to say. Never.
  '(?:i )?(?:won t|will not|am not going to|m not|i m not) (?:be )?(?:reply|respond|answer)(?:ing)?(?: (?:to )?(?:any|your|these|again|anymore|you).*)?|(?:don t|do not|never) (?:expect|wait for|hold|await) (?:a |an |any |my |your )?(?:reply|response|answer|breath)|(?:this is )?my (?:last|final) (?:reply|message|text|answer)|save your (?:breath|time|energy)|silence is (?:an|my) answer',
  '(?:there s |there is |we (?:have |ve )|i (?:have |ve )|i ve got |we ve got )?(?:got )?(?:nothing|no) (?:more |left |else )?to (?:say|discuss|talk about|add)(?: to you)?|(?:still|always|hard|hell|absolutely|firm) no(?: again)?|(?:no |a )?(?:for the )?(?:second|third|fourth|\\d+(?:nd|rd|th)) time(?: no)?|no for the .*|no again|never(?: ever)?|not in (?:this|my) life(?:time)?|(?:and )?never will be',
  '(?:nobody|no one|who) asked(?: (?:you|u|for this))?|(?:i )?(?:didn t|never|did not) ask|find (?:another|a different|some other|someone else|somebody else) .*|get a (?:job|life|hobby)|read the room|(?:you ve|you have|u ve|u have) been warned|(?:do|will) (?:you|u) (?:ever )?give up|when (?:does|will) (?:this|it) (?:end|stop)|how many more of (?:these|this)|cant? (?:you|u) read|can t (?:you|u) read',
  '(?:go to hell|shove it|eat shit|wanker|idiots?|morons?|losers?|creeps?|clowns?|pests?|scum|bastards?|assholes?|arseholes?|dickheads?|twats?|pricks?)|i m out|i want out|(?:oh my god |omg |ffs |jesus )+(?:enough|stop|no)',
  '(?:spam|scam|fake|bye|blocked|block|reported|deleted|junk|trash|straight to|going|goes|straight)(?: (?:to|and|n|the|bye|blocked|block|reported|report|deleted|junk|bin|trash|spam))+',
  '.*\\b(?:tps|ctps|dnc|do not call)\\b.*|.*\\bthis is illegal\\b.*|.*\\b(?:screenshots?|proof|evidence)\\b.*\\b(?:lawyer|police|court|solicitor)\\b.*|.*\\bi ll (?:be )?(?:take|taking|complain\\w*|report\\w*) (?:this )?(?:further|to|you|u)\\b.*|.*\\b(?:next (?:one|message|text|time)) .*(?:block|report|police|lawyer)\\w*.*|.*\\b(?:it s |its |so |really )+creepy\\b.*',
  '.*\\b(?:husband|wife|mother|mum|mom|dad|father|she|he|they) (?:already )?(?:said|told you) no\\b.*|please consider me out|(?:kindly |please )?(?:erase|delete|remove|wipe|del|rmv) (?:my|the|this) (?:line|no|num|cell|mobile).*|(?:\\d+|two|three|five|ten) (?:texts|messages|msgs|calls|emails) (?:in|a|per|this|every|already)\\b.*',
  // Cancel these. Unfollow.
  '(?:cancel|stop|end|kill|mute|block) (?:these|those|all of (?:these|this|it|them))(?: \\w+)?|unfollow|mute(?:d)?|(?:will|can|could) (?:you|u) stop(?: it| this)?(?: already| now)?|(?:don t|dont) want (?:these|those|this crap)',
  // Go away.
  '(?:get (?:lost|stuffed|bent|a life|out of my (?:phone|face|inbox)|knotted|away)|go away|shoo+|scram|beat it|do one|sling your hook|on your bike|take a hike|hop it|buzz off|on yer bike|clear off)',
  '(?:f|fk|fck|fuk|fuc|f u c k|eff|naff|sod|piss|bugger|jog|rack|bog|back|clear|fuck|p)(?:ing)? (?:off|on)(?: (?:and|with|out|from).*)?|foff|stfu|gtfo|sharrap|shut (?:it|up)|screw (?:you|u)|f (?:you|u)|fu|bite me',
  '(?:just )?(?:leave|let) (?:me|us|my \\w+|it)(?: (?:be|rest|alone|go))?|let it (?:go|drop)|(?:just )?drop it|(?:just )?leave it|give (?:it )?up(?: already| now)?|give over|pack it in|leave off|wind your neck in',
  '(?:give|gimme|giv) (?:me |us |it )?a (?:break|rest)(?: with .*)?|get the (?:message|hint|picture|point)|take the hint|get it (?:through|into) (?:your|ur).*|read my (?:last )?(?:message|text|reply|lips).*',
  '(?:do (?:me|us) a favou?r and |please |just |kindly )*(?:desist|cease|halt|quit|refrain|disappear|vanish|muted?|begone)(?: (?:now|it|this|immediately|with .*|please|contact\\w*.*|messag\\w*.*|all .*))?',
  '(?:good ?bye|bye|bye bye)(?: (?:forever|for good|for ever|and (?:don t|never) .*|and good riddance))|good riddance|don t (?:ever )?(?:come back|return|try again)|count me out',
  // No means no.
  'no (?:is|means|meant) no|(?:what|which) (?:part|bit) of no .*|(?:what|which) (?:part|bit) of no|(?:the|my|its a|it s a) (?:answer )?(?:is )?(?:no|still no) (?:and|today).*(?:always|never|stay|remain|forever).*|(?:a )?no today.*tomorrow.*',
  '(?:never|not) (?:again|ever|in a million years|in this life)|not (?:now|today|tomorrow)(?: and| or)? (?:not|nor|or)? ?ever|(?:please )?don t ask (?:me |us )?(?:again|anymore)|never ask (?:me )?again',
  `(?:i |i ve |i have |we |we ve |we have )?(?:already )?(?:told|said to|informed|tell) ${YOU} (?:guys |people )?(?:already |before |twice |many times )*(?:no|i m not|not|i am not|we re not|we are not|i don t|we don t|to stop).*`,
  `(?:not|no longer|never|zero) interest(?:ed)?(?: in)? (?:your|ur|these|any|getting|receiving|in) ?(?:${MAIL}|further contact|contact|being contacted)(?: .*)?`,
  // Will you ever stop?
  `${YOU} (?:just )?(?:don t|dont|never|won t|wont|can t|didn t)(?: ever)? (?:stop|quit|give up|listen|learn)|(?:do|will|can|would|are|could|when (?:will|are|do)) ${YOU} (?:ever |please |kindly |just )*(?:going to |gonna |planning to )?(?:stop|quit)(?: it| this)?`,
  `why (?:do|are|r|must) ${YOU} (?:keep(?: on)?|still|always|constantly|even)? ?(?:on )?${CONTACTING}\\w*(?: .*)?|${YOU} (?:just )?keep(?: on)? ${CONTACTING}\\w*(?: .*)?|(?:stop|quit) ${CONTACTING}\\w*(?: .*)?`,
  `how (?:do|can|to|could|would) (?:i |we |one )?(?:make |get |have )?(?:(?:${YOU}|this|these|it|them)(?: \\w+)? )?(?:to )?(?:stop|end|block|cancel|get off|get out of|get rid of)(?: (?:these|this|your|ur|you|u|it|them|receiving|getting|all|the (?:messages|texts|list)).*)?`,
  `(?:what do i have to do|what will it take|what does it take).*(?:stop|off|leave|end).*|.*(?:unsubscribe|opt ?out|stop) (?:link|button|option)`,
  `(?:your|this|the|ur) (?:bot|robot|system|team|agent|staff|company) (?:needs to|must|has to|should|won t|doesn t) stop.*|(?:turn|switch|shut) (?:off )?(?:this|your|ur|these|those) (?:bot|robot|thing|${MAIL})?(?: ?off)?|disable (?:this|these|your|all)(?: .*)?`,
  // Too much.
  `(?:very |really |super |too |quite |extremely |this is |that s |it s |its |you re |you are |your |u r |getting |it s getting |its getting |this is getting |becoming |beyond |just )+(?:so |very |really |super |too |a bit |quite |just )*${HEAVY}(?: (?:now|already|at this point))?`,
  `harassment|${YOU} (?:re |are |r )?(?:disturbing|bothering|annoying|harassing|spamming|pestering|stalking|hassling|disturb|bother)(?: .*)?|(?:getting|you re getting|youre getting) on (?:my|our) (?:nerves|wick|tits)`,
  `(?:way |far )?too (?:many|much) ${MAIL}(?: .*)?|${YOU} (?:text|message|call|write|email) (?:way |far )?too (?:much|often)|(?:i ve |i have |we ve )?had enough|enough is enough|that s enough`,
  '(?:i m |am |we re |so |just )*(?:sick|tired|fed up|done|had it)(?: and tired)? (?:of|with) (?:this|it|u|you|ya|them|these|your \\w+)',
  // Blocked, reported.
  '(?:im |i m |i ve |you re |your |u re |ur |you are |u are |youre |consider yourself |gonna |i m gonna |and )*(?:been )?(?:blocked|reported|blocking|reporting|block|report|blacklisted)(?:(?: and| n)? (?:blocked|reported|deleted|blocking|reporting))?(?: (?:you|u|this number|your number|this|now))?',
  '(?:fake |bloody |total |you |just )*(?:spam|spammers?|scam|scammers?|con ?artists?|stalkers?)',
  `(?:i ll|i will|i m|gonna|going to|will|i am|ill|we ll|or i|then i|i m gonna)(?: \\w+){0,4}? (?:the )?(?:police|cops|authorities|ombudsman|ico|ftc|trading standards|regulator)(?: .*)?`,
  '(?:my|our) (?:lawyers?|solicitors?|attorneys?) will (?:contact|be in touch|call|write|sue|hear).*|(?:i m |i am |i ll be |will be )?(?:contacting|calling|speaking to|consulting|instructing) (?:my|a) (?:lawyer|solicitor|attorney)',
  '(?:text|message|call|contact|write|ring) (?:me|us) (?:again|one more time|once more) and .*|one more (?:text|message|call|time) and .*|keep (?:this|it) up and .*',
  'dnc(?: .*)?|do not call(?: list.*)?|.*\\b(?:article|art) (?:17|21)\\b.*|(?:data )?erasure request|subject access request|.*\\bright to be forgotten\\b.*',
  '.*never (?:consented|agreed|opted in|gave (?:you |u )?(?:my )?(?:permission|consent|number|details)|asked|authori[sz]ed|requested).*(?<!(?:price|delivery|quote))|consent (?:is |hereby )?(?:withdrawn|revoked|denied|refused)|(?:i )?(?:withdraw|revoke)\\w* (?:all |my |any )*(?:consent|permission).*',
  '(?:respect|protect)(?:ing)? my (?:privacy|wishes|decision|choice|peace|space|time)(?: .*)?|(?:this is |total |an |such an )*invasion of (?:my )?privacy|mind your (?:own )?business',
  // Not me; delete it.
  '.*\\bwrong (?:number|person|guy|man|woman|contact)\\b.*(?:stop|remove|delet|take (?:it|me|this)|off|lose|eras).*|.*\\b(?:died|passed(?: away)?|deceased|dead)\\b.*(?:remove|delete|take (?:\\w+ )?(?:name|number|off)|stop (?:text|messag|call|contact|writ)).*',
  `(?:please |pls |just |kindly |and |then )*(?:get rid of|clear|scrap|scrub|trash|bin|ditch|discard|destroy|shred|delete|remove|erase|lose|forget|dump|wipe|cancel|unsave) (?:all |of )*${MY_DATA}(?: .*)?|forget (?:that )?(?:i|we) (?:exist|ever.*)`,
  '(?:i m|im|i am|we re|we are) not (?:a|your|ur|one of your) (?:lead|prospect|customer|client|target|contact)s?|(?:please )?(?:update|amend) your records.*(?:remove|don t|not|no longer).*',
  `(?:please |pls |kindly |just )*(?:do not|don t|no need to|never|stop) (?:pursue|proceed|persist|chase|chasing|reply|respond|whatsapp|dm|ping|ring|inbox|continue|engage)(?: (?:me|us|this|this further|further|again|with .*|contacting.*|up|any.*|to this.*))*`,
  // West African English.
  '(?:free|allow|leave) (?:me|us|my (?:number|phone|line))(?: (?:rest|jare|joor|jor|o|abeg|jhor|hear word))*|(?:make )?(?:una|you|u) (?:don|dey) (?:disturb|worry|stress|call|text)\\w*(?: .*)?|no (?:dey )?(?:call|text|message|disturb|chat|write|worry|stress) (?:me|us|my line)(?: .*)?|make (?:una|you|u) (?:stop|leave|free|no).*|e don do|i no (?:want|wan|dey).*(?:message|text|call|again)\\w*|rest',
  // I want nothing from you. Keep your offers.
  '(?:i |we )?(?:want|need|don t want|don t need|do not want|dont want) (?:absolutely )?(?:nothing|anything|a thing)(?: (?:else|more))? (?:from|off|with|to do with) (?:you|u|your|ur|any of you).*|(?:not|we re not|no longer|i m not) interested in (?:anything|whatever|a thing) (?:you|u|your|from you)(?: .*)?',
  `(?:keep|save|shove|stick) (?:your|ur|these) (?:\\w+ )?(?:${MAIL}|offers?|promos?|deals?|ads)(?: (?:to|for) .*)?|(?:i )?(?:couldn t|could not|could|don t|do not) (?:care|give a \\w+)(?: (?:less|about your .*|about ur .*))?|(?:don t|dont) care|who cares`,
  `(?:stop |quit |you re |you are |u r |your |ur |don t |please don t )*(?:wasting|waste) (?:your|ur|my|our) (?:time|breath|energy).*`,
  '(?:if i (?:don t|do not|didn t) (?:reply|answer|respond)|no (?:reply|answer|response)|silence|my silence) (?:it |that )?(?:means|is|equals|should).*(?:no\\b|not|answer|stop|leave).*',
  '(?:(?:can t|cant|why can t|won t|just|learn to|please|do) (?:you |u )?)*take no for an answer|(?:are|r) (?:you|u) (?:deaf|stupid|blind|thick|dumb|serious|dense|mad|for real)(?: .*)?|can (?:you|u) (?:not )?read',
  // Let's leave it there.
  '(?:just |please |time to |you need to |you should |let s |kindly )*(?:move on|move along|walk away)|(?:let s|lets|i ll|we ll|i d rather|we can|best to|i think we ll)? ?leave (?:it|this|things) (?:there|here|at that)',
  '(?:i m |im |i am )?(?:ending|closing|terminating) (?:this|the|our) (?:conversation|chat|discussion)|(?:end of|this) (?:conversation|discussion|story|chat)(?: (?:is )?(?:over|closed|ended|finished))?|(?:conversation|discussion|chat) (?:is )?(?:over|closed|ended|finished)|(?:we re|we are|we|i m|im|i am) (?:all )?(?:done|finished|through)(?: (?:here|talking|with this))?',
  // What gives you the right?
  `(?:what|who) (?:gives|gave|makes) (?:you|u) (?:the |any )?(?:right|idea|permission|authority)(?! to (?:park|enter|build|use the)).*|(?:you|u) (?:have|had|got) no (?:right|business|permission|authority|consent).*|(?:not|never|no one|nobody) authori[sz]ed.*(?:number|contact|text|call|messag|use|data).*`,
  '(?:it s |its |this is |that s |you know this is )+(?:illegal|against the law|unlawful|a violation|a breach|a crime|unsolicited|intrusive|a (?:private|personal|work) (?:number|phone|line))(?: (?:to|of|under).*)?|(?:you re|you are|youre|your|ur) (?:breaking|violating|breaching) .*',
  '(?:you|u) (?:will|ll|re going to|are going to|can) (?:be )?hear(?:ing)? from my .*|expect (?:a|to hear|my) .*(?:solicitor|lawyer|attorney|court).*|.*\\blegal (?:action|steps|proceedings)\\b.*|(?:i m |im |i ve |i am |i will |i ll |will be )?(?:filing|filed|file|lodging|lodged|lodge|making|submitting) (?:a |an official |formal )*complaint(?: (?:against|about you|with|to).*)?|(?:formal )?complaint (?:filed|lodged|made|submitted|sent)',
  '(?:reported|reporting|report) (?:(?:you|this|your number|it|ur number) )?(?:to|on) (?:whatsapp|meta|facebook|the \\w+|your boss|my carrier|ofcom|ico)|(?:bye|goodbye|ciao|later)(?: bye)? (?:and |n )?(?:blocked|blocking)|(?:fake|nice try|not falling for|another|obvious|typical)(?: \\w+){0,3} (?:scam|spam|scammers?|spammers?)|(?:spam|scam|junk|unsolicited|unwanted)(?: (?:messages?|texts?|number|account|caller|contact|calls?))?',
  // Stop in other words.
  `(?:stop|quit) (?:for (?:good|ever)|forever|with (?:the|this|your|all).*|the (?:${MAIL}|hard sell|nonsense|pressure|harassment|madness).*|selling (?:to )?me.*(?<!haha)(?<!lol)|selling|begging|pushing|spamming.*|trying.*|being (?:annoying|pushy|rude|a pest|weird))`,
  `no more (?:of )?(?:these|this|them|those|it|you|your \\w+|whats ?apps?|w\\w+apps?|dms|pings|nonsense|marketing|selling|sales \\w+)(?: .*)?|(?:neither |no )(?:more )?(?:${MAIL}|whatsapps?)(?:(?: and| or| nor| no| not)+ (?:${MAIL}|whatsapps?|nothing|anything))+(?: .*)?`,
  '(?:i ve |i |i have |already |we )*(?:asked|requested|demanded) (?:for )?(?:to be (?:taken off|removed|deleted|left|unsub\\w*)|removal|deletion|an? opt ?out)(?: .*)?|(?:removal|deletion|opt ?out|unsub\\w*|erasure) (?:request|please|requested)(?: .*)?|request for (?:removal|deletion|erasure)',
  `(?:cancel|terminate|end|discontinue|cease|sever) (?:all|any|every|further|this|our|the|my)? ?(?:further )?(?:contact|communications?|correspondence|${MAIL}|subscription to (?:this|these|your)|subscription)(?! (?:at|on|for|with (?:sky|my)))(?: .*)?|cancel all`,
  '(?:just )?leave(?: it out| off| (?:please|now))?|let (?:me|us|a man|a guy|a girl) (?:live|breathe|rest|sleep|be)|(?:i |we )?(?:need|want) (?:some )?peace(?: and quiet)?|give (?:us|me) (?:some )?(?:peace|space)|(?:do not|don t|dont|stop) stress(?:ing)? (?:me|us)(?: out)?|don t be (?:text|call|messag)ing(?: .*)?|away with (?:ye|you|yourself)|(?:feck|fek|knob|bugger|nob|sod|eff|f\\*+) ?off',
  '(?:who|una) (?:give|gave) (?:una|you|u) my (?:number|num|contact)|comot my (?:number|name|line)(?: .*)?|i no (?:want|do|need) (?:again|am|una)',
  '(?:how )?(?:desperate|pathetic|needy)(?: (?:are you|much|are u|r u|people|company))*|(?:i )?(?:find|consider|call|regard|feel) (?:this|it|that|these|your \\w+)(?: (?:to be|as|is))? (?:very |really |quite |rather |extremely )*(?:intrusive|harassment|spam|annoying|rude|invasive|offensive|unacceptable|creepy|inappropriate)|feels (?:like|a bit like) (?:harassment|spam|stalking)|creepy|pushy',
  // Why am I on your list? Third time asking.
  `why (?:am|are|is|do|did|was) (?:i|we|my number|my name)(?: still)? (?:on (?:your|this|any) .*|(?:getting|receiving|get|gettin|receive) (?:these|this|your|ur|texts?|messages?|spam|all).*)|(?:my (?:number|name)|i|we) should(?: not|n t) be (?:on|in) (?:your|any|this) .*|still (?:getting|receiving) (?:your|these|messages|texts).*`,
  `i thought (?:i|we)(?: had| d| already)* (?:unsub|opted|asked|told|said|block)\\w*.*|(?:this is |that s |it s )?(?:the |my )?(?!.*(?:price|quote|for an?\\b|address|invoice|document))(?:second|third|fourth|fifth|sixth|\\d+(?:nd|rd|th)|last|final|umpteenth) (?:time )?(?:i m |im |i ve |i have |i |of )?(?:ask|tell|say|told|request)\\w*.*|i (?:won t|will not|shouldn t have to|don t want to|am not going to) (?:ask|say it|tell you|repeat myself|be asking)(?: again| twice)?`,
  // I must ask you to stop. I'd prefer no contact.
  `(?:i |we |i m |i am |would |d |must |have to |need to |kindly |politely |nicely |will |ll |again )*(?:ask|asking|request|requesting|beg|begging|urge|telling|instruct|demand)(?: that)? (?:you|u|again)(?: \\w+)? ?(?:to (?:please |kindly )?(?:stop|cease|not|remove|delete|quit|leave|desist)|not to|never to|stop)(?! (?:by|at)\\b).*`,
  `(?:i |we |it |that |you |d |would |be |ll |really |so |very |greatly |much |is |s )*(?:like|love|prefer|appreciate|appreciated|rather|grateful|great|nice|lovely|better|thankful)(?: it)?(?: if)? (?:you|u)(?: guys| people| all)? (?:to |would |could |can |d |just |please )*(?:stop(?! (?:by|at|in|over)\\b)|stopped|cease|quit|not (?:text|call|messag|contact|writ|send)|didn t (?:text|call|messag|contact)|leave me|left me).*|(?:i d |i |we d |would )*(?:prefer|appreciate|want|like) (?:no|zero) (?:more |further )?(?:contact|${MAIL}).*`,
  `.*\\bnot (?:\\w+ )?(?:comfortable|ok|okay|happy) (?:with|being|about|that) .*(?:messag|text|contact|my number|call|my data|my details).*|.*don t feel comfortable.*(?:number|messag|text|contact|details).*|(?:you|u) (?:should(?: not|n t)|aren t (?:supposed|allowed) to|re not (?:supposed|allowed) to)(?: even)? (?:have (?:my|this)|be (?:using|text|call|messag|contact)|text|call|contact|messag).*`,
  `how come (?:you|u) (?:have|got) my .*|whoever (?:this is|you are|u r|u are|it is).*(?:wrong number|stop|leave|bye|don t|lose).*|don t keep (?:on )?(?:text|call|messag|contact|writ|ring)\\w*.*`,
  // No cold calls.
  `(?:we |i )?(?:don t|do not|never) (?:deal with|accept|buy from|respond to|take|welcome|want|entertain|like|need) (?:cold|sales|unsolicited|marketing|spam|random)(?: \\w+)*|no (?:cold|sales|marketing|telemarketing|unsolicited|promotional|junk)(?: (?:callers?|${MAIL}|sales\\w+|contact|here))?|no (?:cold callers?|salesmen|salespeople|solicit\\w*|sales|ads|promos?|advertis\\w*|telemarketers?|marketers?)`,
  `(?:i )?(?:aint|ain t|not|n t) (?:int|interested)(?: so| in this| in it| and)? (?:please |pls |now )*(?:leave|quit|stop|remove|delete|unsub|bye and)\\w*.*|no (?:ty|thanks|thank you|thx|tx)(?: and)? (?:remove|delete|stop|unsub|leave)\\w*.*`,
]
