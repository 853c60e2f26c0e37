/** How people ask in English. Each rule has an example that it reads. */

const re = (pattern: string): RegExp => new RegExp(`\\b(?:${pattern})`)

const CONTACT =
  '(?:contact|text|messag|writ|call|e?mail|spam|bother|harass|send|solicit|disturb|pester|ping|phon|reach(?:ing)? out|follow(?:ing)? up)\\w*'
const MAIL =
  '(?:messages?|texts?|e?mails?|calls?|spam|ads|contact|notifications?|follow ?ups?|reminders?|communications?|solicitations?)'
const NOT = '(?:do not|don ?t|never|not to|stop|quit|cease)'
const MINE = '(?:me|us|my (?:number|name|contact|phone|email|data|details|info|information|personal data)|this number)'
const UNSUB = 'uns\\w*ri\\w*be?\\b'
const LIST = '(?:list|lists|database|data base|contacts|records|system|crm)'
const END =
  '(?: please| pls| plz| thanks| thank you| thx| now| again| anymore| any more| guys| mate| ok| immediately)*$'

/** Stop it, see you tomorrow. */
export const EN_GOES_ON = re(
  '(?:see|call|ring) you|on my way|talk (?:soon|later|tomorrow)|speak (?:soon|later|tomorrow)|i ll (?:be there|(?:call|ring)(?! the (?:police|cops))|sign|take|order)|coming (?:now|over)|great (?:price|deal)|too (?:kind|funny|cute|good|sweet|nice)|(?:love|want) (?:it|this|that) (?!to )',
)

export const EN_ELSEWHERE: readonly RegExp[] = [
  re(
    '(?:call|text|contact|write|email|message|send)(?: me| us| it)? (?:before|after|today|tomorrow|until|at|on (?!this (?:number|phone))|in|during|while|this week|this month|by)\\b',
  ),
  re(
    'instead\\b|(?:call|email) (?:me )?(?:text|write|message)|don ?t hesitate|don ?t forget|feel free|why (?:did|do|have) you',
  ),
  re('not (?:spam|bothering|disturbing)|you re not|sorry to|don ?t worry|is this spam or'),
  // Don't stop, I'll get there. I can't stop thinking about it.
  re(
    '(?:don ?t|do not|can ?t|cannot|won ?t|never|didn ?t|doesn ?t) (?:you )?(?:ever )?stop\\b(?!.*\\b(?:stop|remove|unsubscribe)\\b)',
  ),
  // Don't ring, drop me an email. No phone calls, texts are fine.
  re(
    `(?:no|don ?t|do not) (?:\\w+ )?(?:calls?|ring|emails?|phone|texts?|text|email|message)(?: \\w+){0,4}? (?:drop|text|texts|email|emails|whats ?app|message|messages|mail) (?:me (?:a|an|here|instead)\\b|is\\b|are\\b|only|works?|instead|better|preferred)|i never (?:check|read|use|look)|i (?:have|ve got|got) it\\b`,
  ),
  // Delete that, I meant 5 pm. Does it ever stop?
  re(
    'i (?:meant|mean)\\b(?!.*\\b(?:stop|remove|unsubscribe)\\b)|(?:does|will|do|did|when does) (?:it|this|that|the \\w+)(?: ever)? stop(?!.*(?:messag|text))',
  ),
  re('don ?t (?:ever )?forget|don ?t (?:lose|delete|remove|give up|block)'),
]

export const EN_CERTAIN: readonly RegExp[] = [
  // I wish to not be contacted any further.
  re(
    '(?:not|never) (?:to )?be (?:contacted|texted|called|messaged|emailed)\\b(?! (?:by|before|after|on|at|until|between) )',
  ),
  // Don't text me again. Stop contacting me.
  re(
    `(?<!\\b(?:you|they|he|she|has|have|ve) )${NOT}(?: you)?(?: ever)? ${CONTACT}(?: (?:or|and) \\w+)? (?:to )?(?:me|us|this number|my number|here|again|anymore|any more)\\b`,
  ),
  re(
    `(?:stop|quit|cease) (?:all |with |sending |these |those |your |the |me )*(?:${MAIL}\\b|(?:contact|text|messag|writ|call|mail|spam|bother|harass|send|solicit|pester|phon)\\w*ing?\\b)`,
  ),
  re(`(?:no|zero) more (?:of )?(?:your |these )?${MAIL}\\b`),
  // I don't want to be contacted. I no longer wish to receive your messages.
  re(
    `(?:do not|don ?t(?! receive)|no longer|never(?! (?:got|received|saw|had|opened|read|heard))|rather not|prefer not) (?:\\w+ ){0,3}?(?:be (?:contacted|texted|called|messaged)|receive|(?:get|hear) (?:\\w+ )?(?:from|these|your|any)|any (?:more )?${MAIL}|your ${MAIL})\\b(?! (?:the|a) )`,
  ),
  // Remove me from your list. Delete my data.
  re(
    `(?:remove|delete|erase|unlist|drop|wipe|purge|scrub|strike) ${MINE}(?: (?:off|from|out)| please|$)|take ${MINE} (?:off|from|out)(?! (?:speaker|hold|mute|lunch|guard|for|to|the waiting))`,
  ),
  re('(?:data|number|details|information) (?:to be )?(?:removed|deleted|erased)'),
  re(`(?<!(?:to|on) )(?:off|from|out of) (?:your|this|the|all) (?:mailing |contact |marketing )?${LIST}\\b`),
  // How do I unsubscribe? I want to opt out.
  re(
    `${UNSUB} (?:me|us|from (?:this|these|those|your|you|here|it|all)|my (?:number|email|phone))\\b|(?:to|i) ${UNSUB}$|how (?:do|can|could) i (?:${UNSUB}(?! from (?!this|these|those|your|you|here|it|all))|opt out|stop (?:these|this|your|the ${MAIL}))`,
  ),
  re('(?:want|like|wish|choose) to (?:opt out|unsubscribe)(?! of the )|opt(?:ed|ing)? (?:me )?out$|opt me out'),
  re(
    '(?:leave|leaving) (?:me|us) (?:\\w+ )?alone|withdraw (?:my )?consent|cancel (?:my|this|the) subscription to (?:these|your)',
  ),
  re('cease and desist|refrain from (?:contact|text|messag|call|writ|email|send)\\w*'),
]

export const EN_SUSPECTED: readonly RegExp[] = [
  // Sick and tired of you texting me. Under GDPR I object to it.
  re('(?:sick|tired|fed up)(?: and tired)? (?:of|with) (?:you|u|being|getting|receiving|all)\\b'),
  re('i (?:hereby )?object to (?:you|your|the|any|being)\\b|right to (?:object|erasure|be forgotten)'),
  // Cancel these alerts. Unwanted messages. Close my file.
  re(
    `(?:cancel|discontinue|unwanted|no more) (?:these |those |all |the |your )*(?:${MAIL}|alerts|updates|promos|promotions|newsletters?|marketing)`,
  ),
  re(
    'close (?:my|this|the) (?:file|case|inquiry|enquiry|request|lead)$|no (?:follow ?ups?|further \\w+) (?:needed|required|necessary)',
  ),
  // Please delete all my information. Not interested, remove. I'd like these messages to stop. Make it stop.
  re(
    '(?:remove|delete|erase|wipe)(?: all)?(?: of)? my (?:\\w+ )?(?:data|number|info\\w*|details|contact|name|records?)\\b|interested (?:so |and )?(?:please |pls )?(?:remove|unsub\\w*|delete)\\b',
  ),
  re(
    `(?:${MAIL}|these|this|it|them) (?:to |must |needs? to |has to |have to )?stop${END}|(?:want|need|wish) (?:any |no )(?:further |more )?${MAIL}\\b|spam (?:someone|somebody|anyone) else`,
  ),
  // I'd rather you didn't contact me. Can you not message me?
  re(
    `(?:rather|prefer if) you (?:did ?n ?o?t|not|don ?t) ${CONTACT}|(?:can|could|would) you (?:please )?not ${CONTACT}`,
  ),
  // Not interested, stop asking.
  re(
    `(?<!\\b(?:can ?t|don ?t|not|never|to|ll|bus|t) )stop (?!by|think|smok|laugh|rain|worry|work|play|jok|drink|snow|sell|mak|produc|deliver|tak|stall|serv|open|wait|leak|beep|rent|pay|buy|grow|mov|be)\\w+ing${END}`,
  ),
  re('jog on$|take a hint|shut up|mind your own|(?:clear|naff|bog|eff|f|shove) off$|pack it in'),
  re(
    '(?:fuck|piss|bugger|sod|buzz) off|back off(?! (?:holiday|on|from|in|at))|fuck (?:you|u)$|get (?:lost|off my)|go away(?! (?:on|for|in|to|from|next|this|until|every|with)\\b)',
  ),
  re(
    '(?:lose|forget|erase|delete|bin) (?:my|this) (?:number|contact|details)|do not disturb(?! sign)|just stop$|quit it|(?:let|leave) (?:me|us) be\\b(?! (?:sure|clear|honest|there|the|in|on|your))|do not call list',
  ),
  re(
    `(?:sick|tired|fed up|enough) (?:of|with) (?:all )?(?:your|these|the|those|this) ?(?:${MAIL})?${END}|enough (?:${MAIL}|already)`,
  ),
  re(
    '(?:this is|pure|total|you re|you are|you guys are|stop this|about this) (?:just |pure |so )?(?:harass|spam|annoying)\\w*',
  ),
  re(
    'report(?:ing|ed)? (?:you|this|your number|it as|as spam)|block(?:ing)? (?:you|your number|this number)|(?:^|and )(?:reported|blocked)(?: and|$)',
  ),
  re(
    '(?:told|asked) you (?:\\w+ )*?(?:stop|not to|remove|no)\\b|(?:said|say) (?:\\w+ )?stop\\b|word stop\\b|how many times(?! (?:a|per|do we|should|have you|is|are))|for the last time',
  ),
  re(
    `(?:can|could|will|would) you (?:please |kindly )?stop${END}|(?:can|could|will|would|wish) (?:you|you d|you would) (?:please |kindly )?(?:stop|quit|cease) (?!tak|serv|mak|open|deliver|sell)(?:\\w+ing\\b)`,
  ),
  // Don't text. Don't bother. No need to follow up.
  re('(?:do not|don ?t|not) (?:contact|text|message|write|call|bother|email)(?: to)?(?: me)?$'),
  re(
    `(?<!\\b(?:you|they|he|she|we|i) )(?:do not|don ?t|never|not|no need to|no point in|don ?t bother) (?:even )?(?:keep |bother )?(?:contact|text|messag|call|writ|follow|reach|email)\\w*(?: up| out)?(?: me| us)?${END}`,
  ),
  re(`no need to (?:keep )?(?:contact|text|messag|call(?! (?:me back|first|ahead|before))|follow|reach|email)\\w*`),
  re(
    '(?:take|get|remove|delete) (?:me|us) (?:off|out)|^(?:please )?(?:remove|delete) (?:it|me|us)$|(?:delete|remove|erase) my (?:details|data|number|info)',
  ),
  re('(?:stop|quit|cease) (?:all |blowing|reaching|trying|following|pinging|hitting|chasing)'),
  re(
    '(?:who gave|never gave|n ?t give|not give|without|not have|no|don ?t have|never had) (?:you )?(?:my )?(?:consent|permission)(?! to (?:park|build|enter|extend))|never signed up|didn ?t sign up|(?:did not|didn ?t) consent',
  ),
  re(`no more${END}|no further (?:${MAIL})|discontinue|end (?:all |this |these |the )*(?!calls?\\b)(?:${MAIL})`),
  re(`(?:do not|don ?t) want (?:any |your |these |those |this )+(?:${MAIL}|${CONTACT})?\\b${END}|too many (?:${MAIL})`),
  re(
    'to be removed|cut it out|knock it off|give it a rest|(?:stop|quit) \\w+ing (?:me|us|my|this number|people)\\b|(?:never|did not|didn ?t) ask(?:ed)? for (?:this|these|any)|you re blocked',
  ),
]

export const EN_ALONE: readonly RegExp[] = [
  /^(?:you )+(?:can|may|should|need to|must) stop(?: (?!by)\w+ing(?: me)?)?$/,
  /^(?:that s )?enough(?: already| now| with (?:the|your|these).*)?$/,
  /^block(?:ed|ing)?$|^discontinue$|^stop (?:i|i m|we|my|this|that|your|these|already)\b/,
  /^(?:unsub\w*|opt out|stop)(?: (?!\w+ing\b|by\b)\w+)?$/,
]
