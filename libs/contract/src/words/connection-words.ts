/** What the test of the WhatsApp connection found, in words: what is, and what to do about it. */
import type { ConnectionCheck, ConnectionCode, ConnectionFinding } from '@relance/whatsapp/core'
import { fill, type Language } from '../words.ts'

interface ConnectionWords {
  checks: Readonly<Record<ConnectionCheck, string>>
  findings: Readonly<Record<ConnectionCode, string>>
}

const fr: ConnectionWords = {
  checks: {
    token: 'Jeton d’accès',
    number: 'Numéro d’envoi',
    throughput: 'Débit',
    limit: 'Limite de personnes',
    app: 'Application WhatsApp Business',
    account: 'Compte WhatsApp Business',
    templates: 'Modèles',
    subscription: 'Abonnement aux nouvelles',
    fields: 'Champs abonnés',
    secret: 'Clé secrète de l’application',
    webhook: 'Adresse de réception',
  },
  findings: {
    token_works: 'WhatsApp accepte le jeton.',
    token_refused:
      'WhatsApp refuse le jeton : {reason} Créez-en un nouveau (utilisateur système, sans date de fin) et mettez-le dans WHATSAPP_TOKEN.',
    token_lacks_rights:
      'Il manque des droits au jeton : {reason} Donnez-lui whatsapp_business_messaging et whatsapp_business_management.',
    api_unreachable:
      'WhatsApp n’a pas répondu : {reason} Vérifiez WHATSAPP_API_URL et que le serveur peut sortir sur Internet.',
    api_answers_strangely:
      'Ce qui répond n’est pas l’API de WhatsApp (HTTP {status}). Vérifiez WHATSAPP_API_URL et WHATSAPP_API_VERSION.',
    not_looked_at: 'Pas examiné : corrigez d’abord ce qui précède.',
    number_ready: '{number}, affiché « {name} ». Qualité : {quality}.',
    number_unknown:
      'Ce jeton ne voit pas le numéro {id} : {reason} Vérifiez WHATSAPP_PHONE_NUMBER_ID (l’identifiant du numéro, pas le numéro).',
    number_not_verified: '{number} n’est pas vérifié. Terminez sa vérification dans le gestionnaire WhatsApp.',
    number_not_connected:
      '{number} n’est pas connecté (état {status}) : rien ne part. Terminez son enregistrement dans le gestionnaire WhatsApp, ou levez la restriction qui y est affichée.',
    number_name_refused:
      'Le nom affiché « {name} » est refusé ou expiré. Proposez-en un autre dans le gestionnaire WhatsApp.',
    number_quality_low:
      '{number} est mal noté par WhatsApp (qualité {quality}) : trop de personnes le bloquent. Espacez les relances.',
    throughput_fits: 'WhatsApp accepte {perSecond} messages par seconde, Relance en envoie {pace} au plus.',
    throughput_below_pace:
      'WhatsApp n’accepte que {perSecond} messages par seconde, Relance en enverrait {pace}. Baissez le rythme dans les réglages WhatsApp.',
    throughput_untold:
      'WhatsApp ne dit pas le débit de ce numéro ; Relance envoie {pace} messages par seconde au plus.',
    limit_told: '{perDay} personnes au plus peuvent être contactées en premier par 24 heures, tous numéros confondus.',
    limit_first:
      '{perDay} personnes au plus peuvent être contactées en premier par 24 heures : la limite de départ. Faites vérifier l’entreprise dans Meta Business pour l’augmenter.',
    limit_none: 'Le nombre de personnes à contacter n’est pas limité.',
    limit_untold:
      'WhatsApp ne dit pas combien de personnes peuvent être contactées en premier. La limite se lit dans le gestionnaire WhatsApp.',
    app_alone: 'Le numéro n’est pas utilisé dans l’application WhatsApp Business.',
    app_shared:
      'Le numéro est aussi utilisé dans l’application WhatsApp Business : ce qui y est écrit compte comme un contact, et WhatsApp limite le numéro à 20 messages par seconde.',
    app_untold: 'WhatsApp ne dit pas si ce numéro est aussi utilisé dans l’application WhatsApp Business.',
    account_holds_number: 'Le compte contient le numéro d’envoi.',
    account_missing: 'Indiquez WHATSAPP_BUSINESS_ACCOUNT_ID : les modèles se lisent dans ce compte.',
    account_unknown: 'Ce jeton ne voit pas ce compte : {reason} Vérifiez WHATSAPP_BUSINESS_ACCOUNT_ID.',
    account_of_another_number:
      'Le numéro d’envoi {id} n’est pas de ce compte. Vérifiez WHATSAPP_BUSINESS_ACCOUNT_ID et WHATSAPP_PHONE_NUMBER_ID.',
    templates_ready: 'Modèles approuvés : {approved}.',
    templates_unreadable:
      'La liste des modèles n’a pas pu être lue : {reason} Donnez au jeton le droit whatsapp_business_management.',
    templates_none_approved:
      'Ce compte n’a aucun modèle approuvé : rien ne part hors des 24 heures qui suivent une réponse. Créez-en un dans le gestionnaire WhatsApp.',
    templates_missing:
      'Des règles actives envoient des modèles que ce compte n’a pas approuvés : {missing}. Faites-les approuver, ou reliez vos textes à d’autres.',
    subscription_ready: 'Une application reçoit les nouvelles de ce compte.',
    subscription_unreadable:
      'Les abonnements de ce compte n’ont pas pu être lus : {reason} Donnez au jeton le droit whatsapp_business_management.',
    subscription_missing:
      'Aucune application n’est abonnée à ce compte : ni « remis », ni « lu », ni réponse n’arrivent. Abonnez la vôtre : POST /WHATSAPP_BUSINESS_ACCOUNT_ID/subscribed_apps.',
    fields_ready: 'L’application reçoit les {count} champs que Relance lit.',
    fields_missing:
      'L’application ne reçoit pas : {missing}. Cochez ces champs dans l’application Meta, WhatsApp, Configuration, Webhook.',
    fields_elsewhere:
      'Les nouvelles partent vers {address}, pas vers cette adresse de réception. Corrigez l’URL de rappel dans l’application Meta, WhatsApp, Configuration, ou PUBLIC_URL ici.',
    fields_unreadable:
      'Les champs abonnés n’ont pas pu être lus. {reason} Vérifiez que WHATSAPP_APP_SECRET est la clé de l’application abonnée à ce compte.',
    secret_fits: 'WhatsApp l’accepte avec ce jeton.',
    secret_of_another_app:
      'WHATSAPP_APP_SECRET n’est pas la clé de l’application du jeton : ce que WhatsApp envoie ici serait refusé. Reprenez-la dans l’application, Paramètres, Général.',
    webhook_answers: '{address} répond comme WhatsApp l’attend.',
    webhook_address_missing:
      'Indiquez PUBLIC_URL : c’est à PUBLIC_URL/api/whatsapp/webhook que WhatsApp envoie ses nouvelles.',
    webhook_address_not_https: '{address} n’est pas en https : WhatsApp n’y enverra rien.',
    webhook_unreachable:
      '{address} ne répond pas : {reason} Vérifiez PUBLIC_URL, le nom de domaine, le certificat, et que le serveur tourne.',
    webhook_refuses:
      '{address} n’a pas rendu le défi (HTTP {status}). Vérifiez que PUBLIC_URL mène à ce serveur, avec le même WHATSAPP_VERIFY_TOKEN.',
  },
}

const en: ConnectionWords = {
  checks: {
    token: 'Access token',
    number: 'Sending number',
    throughput: 'Throughput',
    limit: 'Limit of people',
    app: 'WhatsApp Business app',
    account: 'WhatsApp Business account',
    templates: 'Templates',
    subscription: 'Subscription to news',
    fields: 'Subscribed fields',
    secret: 'App secret',
    webhook: 'Receiving address',
  },
  findings: {
    token_works: 'WhatsApp accepts the token.',
    token_refused:
      'WhatsApp refuses the token: {reason} Make a new one (system user, without an end date) and put it into WHATSAPP_TOKEN.',
    token_lacks_rights:
      'The token lacks rights: {reason} Give it whatsapp_business_messaging and whatsapp_business_management.',
    api_unreachable:
      'WhatsApp did not answer: {reason} Check WHATSAPP_API_URL and that the server can reach the Internet.',
    api_answers_strangely:
      'What answers is not WhatsApp’s API (HTTP {status}). Check WHATSAPP_API_URL and WHATSAPP_API_VERSION.',
    not_looked_at: 'Not looked at: mend what comes before it first.',
    number_ready: '{number}, shown as “{name}”. Quality: {quality}.',
    number_unknown:
      'This token does not see the number {id}: {reason} Check WHATSAPP_PHONE_NUMBER_ID (the id of the number, not the number).',
    number_not_verified: '{number} is not verified. Finish its verification in the WhatsApp manager.',
    number_not_connected:
      '{number} is not connected (status {status}): nothing leaves. Finish its registration in the WhatsApp manager, or lift the restriction shown there.',
    number_name_refused:
      'The display name “{name}” is refused or has expired. Propose another in the WhatsApp manager.',
    number_quality_low:
      'WhatsApp rates {number} badly (quality {quality}): too many people block it. Follow up less often.',
    throughput_fits: 'WhatsApp takes {perSecond} messages a second, Relance sends {pace} at most.',
    throughput_below_pace:
      'WhatsApp takes {perSecond} messages a second only, Relance would send {pace}. Lower the pace in the WhatsApp settings.',
    throughput_untold:
      'WhatsApp does not tell the throughput of this number; Relance sends {pace} messages a second at most.',
    limit_told: 'At most {perDay} people may be written to first in 24 hours, by all numbers together.',
    limit_first:
      'At most {perDay} people may be written to first in 24 hours: the limit every company starts with. Have the business verified in Meta Business to raise it.',
    limit_none: 'The number of people to write to is not limited.',
    limit_untold:
      'WhatsApp does not tell how many people may be written to first. The WhatsApp manager shows the limit.',
    app_alone: 'The number is not used in the WhatsApp Business app.',
    app_shared:
      'The number is used in the WhatsApp Business app too: what is written there is a contact, and WhatsApp limits the number to 20 messages a second.',
    app_untold: 'WhatsApp does not tell whether this number is used in the WhatsApp Business app too.',
    account_holds_number: 'The account holds the sending number.',
    account_missing: 'Set WHATSAPP_BUSINESS_ACCOUNT_ID: templates are read in that account.',
    account_unknown: 'This token does not see this account: {reason} Check WHATSAPP_BUSINESS_ACCOUNT_ID.',
    account_of_another_number:
      'The sending number {id} is not in this account. Check WHATSAPP_BUSINESS_ACCOUNT_ID and WHATSAPP_PHONE_NUMBER_ID.',
    templates_ready: 'Approved templates: {approved}.',
    templates_unreadable:
      'The list of templates could not be read: {reason} Give the token the right whatsapp_business_management.',
    templates_none_approved:
      'This account has no approved template: nothing leaves outside the 24 hours after a reply. Make one in the WhatsApp manager.',
    templates_missing:
      'Active rules send templates that this account has not approved: {missing}. Have them approved, or map your texts to others.',
    subscription_ready: 'An application receives the news of this account.',
    subscription_unreadable:
      'The subscriptions of this account could not be read: {reason} Give the token the right whatsapp_business_management.',
    subscription_missing:
      'No application is subscribed to this account: no “delivered”, no “read” and no reply arrives. Subscribe yours: POST /WHATSAPP_BUSINESS_ACCOUNT_ID/subscribed_apps.',
    fields_ready: 'The application is told the {count} fields that Relance reads.',
    fields_missing:
      'The application is not told: {missing}. Tick these fields in the Meta app, WhatsApp, Configuration, Webhook.',
    fields_elsewhere:
      'The news goes to {address}, not to this receiving address. Correct the callback URL in the Meta app, WhatsApp, Configuration, or PUBLIC_URL here.',
    fields_unreadable:
      'The subscribed fields could not be read. {reason} Check that WHATSAPP_APP_SECRET is the key of the application subscribed to this account.',
    secret_fits: 'WhatsApp accepts it with this token.',
    secret_of_another_app:
      'WHATSAPP_APP_SECRET is not the secret of the token’s application: what WhatsApp sends here would be refused. Copy it from the application, Settings, Basic.',
    webhook_answers: '{address} answers as WhatsApp expects.',
    webhook_address_missing: 'Set PUBLIC_URL: WhatsApp sends its news to PUBLIC_URL/api/whatsapp/webhook.',
    webhook_address_not_https: '{address} is not https: WhatsApp will send nothing there.',
    webhook_unreachable:
      '{address} does not answer: {reason} Check PUBLIC_URL, the domain name, the certificate, and that the server runs.',
    webhook_refuses:
      '{address} did not give the challenge back (HTTP {status}). Check that PUBLIC_URL leads to this server, with the same WHATSAPP_VERIFY_TOKEN.',
  },
}

const CATALOGUES: Readonly<Record<Language, ConnectionWords>> = { fr, en }

/** The sentences as they are written down, with `{name}` for what a finding knows. */
export const connectionPatterns = (language: Language): ConnectionWords['findings'] => CATALOGUES[language].findings

/** `title` names what was looked at, `text` says what was found and what to do. */
export function connectionWords(language: Language, finding: ConnectionFinding): { title: string; text: string } {
  const { checks, findings } = CATALOGUES[language]
  return { title: checks[finding.check], text: fill(findings[finding.code], finding.details) }
}
