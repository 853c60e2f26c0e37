/** What was found in an installation, in words: what is, and how to mend it. */
import type { DoctorCheck, DoctorCode, DoctorFinding } from '../settings/doctor.ts'
import { fill, type Language } from '../words.ts'

interface DoctorWords {
  checks: Readonly<Record<DoctorCheck, string>>
  findings: Readonly<Record<DoctorCode, string>>
}

const fr: DoctorWords = {
  checks: {
    environment: 'Environnement',
    database: 'Base de données',
    pooler: 'Connexions à la base',
    audit_log: 'Journal d’audit',
    audit_anchor: 'Ancrage du journal',
    clock: 'Horloge',
    admins: 'Administrateurs',
    second_factors: 'Applications d’authentification',
    backup: 'Sauvegarde',
    scans: 'Exécutions',
    rules: 'Règles',
    alerts: 'Alertes',
    alerts_outside: 'Envoi des alertes',
    push: 'Notifications',
    digest: 'Résumé du matin',
    address: 'Adresse',
    proxy: 'Proxy',
    metrics: 'Métriques',
    whatsapp: 'WhatsApp',
  },
  findings: {
    environment_sound: 'Toutes les variables sont utilisables par un serveur.',
    environment_refused: '{problems} Un serveur lancé avec ces variables refuserait de démarrer.',
    database_sound: 'PostgreSQL {version} répond, avec les tables de cette version.',
    database_old: 'PostgreSQL {version} : il faut au moins la version 14. Mettez PostgreSQL à jour.',
    pooler_none: 'PostgreSQL répond directement.',
    pooler_between:
      'Un pooler (PgBouncer) se trouve entre le serveur et la base. Tout fonctionne, mais les mises à jour en direct attendent quelques secondes : pour les avoir aussitôt, donnez à DATABASE_URL l’adresse directe.',
    pooler_unknown: 'Une deuxième connexion n’a pas pu être ouverte : impossible de savoir si un pooler est en place.',
    audit_log_protected: 'Le rôle du serveur peut ajouter au journal d’audit, et n’y peut rien modifier.',
    audit_log_role_missing:
      'Le serveur travaille comme propriétaire des tables : seuls des triggers protègent le journal. En superutilisateur : create role relance_app nologin; grant relance_app to <utilisateur de DATABASE_URL>; puis npm run relance -- migrate.',
    audit_log_role_too_wide:
      'Le rôle relance_app peut écrire directement dans le journal. Retirez-lui insert, update et delete sur audit_events.',
    audit_anchor_set: 'La tête du journal est gardée hors de la base toutes les heures.',
    audit_anchor_missing:
      'Qui possède la base peut couper la fin du journal sans que cela se voie. Donnez à AUDIT_ANCHOR un fichier ailleurs, ou un webhook.',
    clock_right: '{seconds} s d’écart avec celle de la base.',
    clock_ahead:
      'Cette machine a {seconds} s d’avance sur la base. Activez la synchronisation de l’heure (NTP) sur les deux.',
    clock_behind:
      'Cette machine a {seconds} s de retard sur la base. Activez la synchronisation de l’heure (NTP) sur les deux.',
    admins_some: 'Comptes actifs : {admins}.',
    admins_none:
      'Personne ne peut se connecter comme administrateur. Ouvrez le lien que le serveur écrit dans son journal à chaque démarrage.',
    second_factors_readable: 'Les clés de cet environnement les déchiffrent toutes.',
    second_factors_unreadable:
      'Aucune clé de cet environnement ne déchiffre {apps} d’entre elles. Remettez l’ancienne valeur de ENCRYPTION_KEY ou de CRON_SECRET en deuxième position, ou réinitialisez-les dans Équipe.',
    backup_new: 'La dernière a moins d’une heure.',
    backup_fresh: 'La dernière a {hours} h.',
    backup_old: 'La dernière a {hours} h. Faites-en une chaque nuit.',
    backup_unknown:
      'Aucune n’est connue. Faites-en une avec : npm run relance -- backup FICHIER (celles d’autres programmes ne se voient pas d’ici).',
    scans_on_time: 'Elles arrivent à l’heure.',
    scans_late:
      'La dernière attendue n’est pas venue. Un serveur dont APP_ROLE est all ou worker tourne-t-il, ou le cron externe appelle-t-il ?',
    scans_missed:
      'Plusieurs exécutions attendues ne sont pas venues. Un serveur dont APP_ROLE est all ou worker tourne-t-il, ou le cron externe appelle-t-il ?',
    scans_failing: 'La dernière a échoué ; la raison est sous Exécutions.',
    scans_stuck: 'Une exécution ne se termine pas. Redémarrez le serveur qui la mène.',
    scans_ahead: 'Une horloge fausse en a lancé une avant son heure.',
    scans_disabled: 'Le calendrier est arrêté, et aucun cron externe n’est attendu (SCAN_EXPECTED_EVERY_HOURS).',
    rules_active: 'Actives : {rules}.',
    rules_none: 'Aucune n’est active : personne n’est relancé. Activez-en une dans Règles.',
    alerts_none: 'Aucune n’est ouverte.',
    alerts_open: 'Ouvertes : {alerts}. Le tableau de bord les montre aux managers, avec ce qu’il faut faire.',
    alerts_outside_sent: 'Elles quittent le serveur par e-mail ou webhook.',
    alerts_outside_missing:
      'Elles ne se voient que dans Relance. Indiquez ALARM_WEBHOOK_URL, ou ALARM_MAIL_TO avec SMTP_URL.',
    push_ready: 'Appareils prévenus : {devices}.',
    push_unreadable:
      'Aucune clé de cet environnement ne déchiffre celle des notifications : aucune ne part. Remettez l’ancienne valeur de ENCRYPTION_KEY ou de CRON_SECRET en deuxième position. Si elle est perdue : supprimez la ligne « push » de la table signing_keys ; chacun réactive alors ses notifications.',
    push_failing:
      'Notifications refusées depuis un jour : {failed}, et aucune n’est passée. Le journal du serveur dit pourquoi ; le serveur doit pouvoir appeler les services de notification en https (port 443).',
    push_insecure:
      'Sans PUBLIC_URL en https, les navigateurs n’affichent pas de notifications. Mettez devant un proxy avec un certificat.',
    digest_sent: 'Il part par e-mail, au début des heures de chacun.',
    digest_absent: 'Il ne part pas. Indiquez SMTP_URL avec ALARM_MAIL_TO, et PUBLIC_URL pour ses liens.',
    address_secure: 'PUBLIC_URL est en https : les cookies ne passent que par là.',
    address_insecure:
      'PUBLIC_URL n’est pas en https : n’importe qui sur le chemin peut lire ce qui passe. Mettez devant un proxy avec un certificat.',
    proxy_counted: 'TRUST_PROXY vaut {proxies}.',
    proxy_forgotten:
      'TRUST_PROXY vaut 0 : derrière un proxy, tout le monde semble venir de la même adresse. Indiquez le nombre de proxys.',
    metrics_guarded: '/metrics demande METRICS_TOKEN.',
    metrics_absent: '/metrics n’existe pas. Indiquez METRICS_TOKEN pour l’avoir.',
    whatsapp_set_up: 'Configuré. Testez-le sous WhatsApp, ou avec : npm run relance -- whatsapp check',
    whatsapp_absent: 'Non configuré : les relances attendent les closers, aucune ne part toute seule.',
  },
}

const en: DoctorWords = {
  checks: {
    environment: 'Environment',
    database: 'Database',
    pooler: 'Connections',
    audit_log: 'Audit log',
    audit_anchor: 'Audit anchor',
    clock: 'Clock',
    admins: 'Admins',
    second_factors: 'Authenticator apps',
    backup: 'Backup',
    scans: 'Scans',
    rules: 'Rules',
    alerts: 'Alerts',
    alerts_outside: 'Alerts outside',
    push: 'Notifications',
    digest: 'Morning digest',
    address: 'Address',
    proxy: 'Proxy',
    metrics: 'Metrics',
    whatsapp: 'WhatsApp',
  },
  findings: {
    environment_sound: 'A server can use every variable.',
    environment_refused: '{problems} A server started from here would refuse to start.',
    database_sound: 'PostgreSQL {version} answers, with the tables of this version.',
    database_old: 'PostgreSQL {version} is older than 14. Upgrade PostgreSQL.',
    pooler_none: 'PostgreSQL itself answers.',
    pooler_between:
      'A pooler (PgBouncer) stands between the server and the database. All works, but live updates wait some seconds: to have them at once, give DATABASE_URL the direct address.',
    pooler_unknown: 'A second connection could not be opened, so that nobody knows whether there is a pooler.',
    audit_log_protected: 'The server’s role can add to the audit log, and change nothing in it.',
    audit_log_role_missing:
      'The server works as the owner of the tables: only triggers protect the audit log. As a superuser: create role relance_app nologin; grant relance_app to <user of DATABASE_URL>; then npm run relance -- migrate.',
    audit_log_role_too_wide:
      'The role relance_app may write the audit log directly. Revoke insert, update and delete on audit_events from it.',
    audit_anchor_set: 'The head of the audit log is kept outside the database every hour.',
    audit_anchor_missing:
      'Whoever owns the database can cut the end of the audit log off unseen. Set AUDIT_ANCHOR to a file elsewhere, or a webhook.',
    clock_right: '{seconds} s from the database’s.',
    clock_ahead: 'This machine is {seconds} s ahead of the database. Switch time synchronisation (NTP) on, on both.',
    clock_behind: 'This machine is {seconds} s behind the database. Switch time synchronisation (NTP) on, on both.',
    admins_some: '{admins} can sign in.',
    admins_none: 'Nobody can sign in as an admin. Open the link in the server’s log; each start writes a new one.',
    second_factors_readable: 'The keys of this environment open every one.',
    second_factors_unreadable:
      'No key of this environment opens {apps}. Give ENCRYPTION_KEY, or CRON_SECRET, its old value as the second one; or reset them in the panel, under Team.',
    backup_new: 'The latest is less than an hour old.',
    backup_fresh: 'The latest is {hours} h old.',
    backup_old: 'The latest is {hours} h old. Make one every night.',
    backup_unknown:
      'None is known. Make one with: npm run relance -- backup FILE (those of other programs are not seen).',
    scans_on_time: 'They come on time.',
    scans_late:
      'The latest expected one has not come. Is a server with APP_ROLE all or worker running, or does the external cron call?',
    scans_missed:
      'Several expected ones have not come. Is a server with APP_ROLE all or worker running, or does the external cron call?',
    scans_failing: 'The latest one failed; its reason is in the panel, under Runs.',
    scans_stuck: 'One does not end. Restart the server that is at it.',
    scans_ahead: 'A wrong clock has fired one before its time.',
    scans_disabled: 'The schedule is off, and no external cron is expected (SCAN_EXPECTED_EVERY_HOURS).',
    rules_active: '{rules} active.',
    rules_none: 'None is active: nobody is followed up. Switch one on in the panel.',
    alerts_none: 'None is open.',
    alerts_open: '{alerts} open. The panel shows them to managers, with what to do.',
    alerts_outside_sent: 'They leave the server by mail or webhook.',
    alerts_outside_missing:
      'Alerts are seen in the panel alone. Set ALARM_WEBHOOK_URL, or ALARM_MAIL_TO with SMTP_URL.',
    push_ready: 'Devices that are told: {devices}.',
    push_unreadable:
      'No key of this environment opens the one of notifications: none is sent. Give ENCRYPTION_KEY, or CRON_SECRET, its old value as the second one. If it is lost, delete the row "push" of the table signing_keys; people then turn their notifications on again.',
    push_failing:
      'Notifications refused within a day: {failed}, and none was taken. The server’s log says why; the server must reach the push services over https (port 443).',
    push_insecure:
      'Without an https PUBLIC_URL browsers show no notifications. Put a proxy with a certificate in front.',
    digest_sent: 'It is sent by mail, when the hours of each person begin.',
    digest_absent: 'It is not sent. Set SMTP_URL with ALARM_MAIL_TO, and PUBLIC_URL for its links.',
    address_secure: 'PUBLIC_URL is https: cookies are sent over it alone.',
    address_insecure:
      'PUBLIC_URL is not https: anybody on the way can read what is sent. Put a proxy with a certificate in front.',
    proxy_counted: 'TRUST_PROXY is {proxies}.',
    proxy_forgotten:
      'TRUST_PROXY is 0: behind a proxy, everybody seems to come from its address. Set the number of proxies.',
    metrics_guarded: '/metrics needs METRICS_TOKEN.',
    metrics_absent: '/metrics is absent. Set METRICS_TOKEN to have it.',
    whatsapp_set_up: 'Set up. Test it under WhatsApp, or with: npm run relance -- whatsapp check',
    whatsapp_absent: 'Not set up: relances wait in the inbox of closers, and none is sent by itself.',
  },
}

const CATALOGUES: Readonly<Record<Language, DoctorWords>> = { fr, en }

/** The sentence as it is written down, with `{name}` for what a finding knows. */
export const doctorPattern = (language: Language, code: DoctorCode): string => CATALOGUES[language].findings[code]

export function doctorWords(language: Language, finding: DoctorFinding): { title: string; text: string } {
  const { checks, findings } = CATALOGUES[language]
  return { title: checks[finding.check], text: fill(findings[finding.code], finding.details) }
}
