/** The registry of a lead's fields: lead-values.ts derives from it what the API, the engine, imports and the panel know of them. */
import type { StoredLeadField, ImportedLeadField } from './lead-field.ts'

export const LEAD_FIELDS = {
  firstName: {
    column: 'first_name',
    kind: 'line',
    label: { fr: 'Prénom', en: 'First name' },
    longest: 100,
    default: '',
    isPersonal: true,
    changedBy: 'closer',
    isIn: ['audience', 'form', 'sorting', 'export'],
    inMessages: { plain: 'Camille', long: 'Marie-Charlotte Joséphine', accents: 'Zoë-Élodie' },
    headers: 'prenom prenoms firstname givenname forename inviteefirstname votreprenom prenomdelinvite prenomusuel',
  },
  lastName: {
    column: 'last_name',
    kind: 'line',
    label: { fr: 'Nom', en: 'Last name' },
    longest: 100,
    default: '',
    isPersonal: true,
    changedBy: 'closer',
    isIn: ['audience', 'form', 'sorting', 'export'],
    inMessages: { plain: 'Durand', long: 'de La Rochefoucauld-Montmorency', accents: 'L’Été & Çelik' },
    headers: 'nom lastname nomdefamille surname familyname inviteelastname votrenom nomdelinvite nomdusage nomusuel',
  },
  fullName: {
    label: { fr: 'Nom complet', en: 'Full name' },
    longest: 200,
    headers: `
      fullname nomcomplet name prenomnom prenometnom contactname nomducontact personname personnenom inviteename displayname contact client prospect
      leadname yourname contactpersonname dealcontactperson nomdelapersonne nomaffiche participant interlocuteur identite candidat adherent beneficiaire
      invite acheteur apprenant stagiaire nomducontactprincipal nomducontactcommercial nomduprospect nomprospect nomduclient nomclient prospectname
      clientname customername visitorname`,
  },
  lastFirstName: {
    label: { fr: 'Nom puis prénom', en: 'Last name, then first name' },
    longest: 200,
    headers: 'nomprenom nomprenoms nometprenom nometprenoms nomsprenoms nomsetprenoms lastnamefirstname lastfirstname',
  },
  phone: {
    column: 'phone',
    kind: 'phone',
    label: { fr: 'Téléphone', en: 'Phone' },
    about: 'E.164; null once erased, and of a person who hides it: WhatsApp knows them by an id.',
    isPersonal: true,
    changedBy: 'manager',
    isIn: ['audience', 'form', 'filters', 'export'],
    isRepeatable: true,
    headers: 'numero whatsapp contact1 textremindernumber numerodecontact sms',
  },
  email: {
    column: 'email',
    kind: 'email',
    label: { fr: 'E-mail', en: 'Email' },
    longest: 320,
    isPersonal: true,
    changedBy: 'closer',
    isIn: ['audience', 'form', 'filters', 'export'],
    headers: 'courriel adressedemessagerie adresseelectronique',
  },
  company: {
    column: 'company',
    kind: 'line',
    label: { fr: 'Société', en: 'Company' },
    longest: 200,
    isPersonal: true,
    changedBy: 'closer',
    isIn: ['audience', 'form', 'underName', 'sorting', 'filters', 'export'],
    inMessages: {
      plain: 'Atelier Brume',
      long: 'Société coopérative d’aménagement des vallées et des plateaux du Haut-Rhône',
      accents: '« Cœur d’Œuvre » <Noël>',
    },
    headers: `
      societe entreprise company organisation organization companyname organizationname nomdelasociete nomdelentreprise raisonsociale accountname
      companyaccount associatedcompany primaryassociatedcompany entrepriseassociee organisationnom personorganization personneorganisation etablissement
      enseigne compte nomducompte nomdelorganisation organization1name ste companies businessname currentcompany raisonsocialeduclient nomdelaboite`,
  },
  jobTitle: {
    column: 'job_title',
    kind: 'line',
    label: { fr: 'Fonction', en: 'Job title' },
    longest: 200,
    isPersonal: true,
    changedBy: 'closer',
    isIn: ['audience', 'form', 'underName', 'sorting', 'filters', 'export'],
    inMessages: {
      plain: 'Gérante',
      long: 'Directrice générale adjointe chargée du développement commercial et des partenariats',
      accents: 'Chef d’équipe & « référent »',
    },
    headers: `
      jobtitle fonction poste posteoccupe intituledeposte intituleduposte intituledelafonction titredeposte titreduposte profession metier job jobposition
      jobrole organizationtitle organization1title`,
  },
  status: {
    column: 'status',
    kind: 'status',
    label: { fr: 'Statut', en: 'Status' },
    longest: 60,
    default: 'new',
    isPersonal: false,
    changedBy: 'closer',
    isIn: ['audience', 'form', 'sorting', 'filters', 'export'],
    headers: `
      statut status etat etape stage leadstatus statutdulead statutduprospect dealstage affaireetape pipelinestage phase avancement statutcommercial
      etapeducycledevie etatduprospect`,
  },
  closerId: {
    column: 'closer_id',
    kind: 'person',
    label: { fr: 'Closer', en: 'Closer' },
    isPersonal: false,
    changedBy: 'manager',
    isIn: ['audience', 'form', 'filters'],
  },
  source: {
    column: 'source',
    kind: 'line',
    label: { fr: 'Source', en: 'Source' },
    longest: 200,
    isPersonal: true,
    changedBy: 'manager',
    isIn: ['audience', 'form', 'sorting', 'filters', 'export'],
    headers: `
      source origine provenance leadsource originalsource sourcedulead sourceduprospect canal sourcedorigine platform utmsource`,
  },
  tags: {
    column: 'tags',
    kind: 'tags',
    label: { fr: 'Étiquettes', en: 'Tags' },
    isPersonal: true,
    changedBy: 'closer',
    isIn: ['audience', 'form', 'filters', 'export'],
    headers: `tags tag smarttags etiquettes etiquette labels label libelles categories categorie groupmembership motscles`,
  },
  closer: {
    label: { fr: 'Closer (e-mail ou nom)', en: 'Closer (email or name)' },
    isIn: ['export'],
    headers: `
      closer commercial vendeur salesperson owner contactowner leadowner proprietaire proprietaireducontact proprietairedulead proprietairedeprospect
      proprietaireduprospect assignedto assignea responsable conseiller chargedaffaires chargedecompte chargedeclientele suivipar gerepar traitepar assigne
      assignee attribuea affectea accountmanager dealowner personowner affaireproprietaire personneproprietaire salesrep`,
  },
  lastContactAt: {
    column: 'last_contact_at',
    kind: 'instant',
    label: { fr: 'Dernier contact', en: 'Last contact' },
    isPersonal: false,
    changedBy: 'closer',
    isIn: ['audience', 'form', 'sorting', 'filters', 'export'],
    headers: `
      derniercontact datedederniercontact lastcontact lastcontactat datederniercontact dernierechange datedudernierechange datedernierechange lastcontacted
      lastactivity lastactivitydate lastactivitytime derniereactivite datedederniereactivite datedeladerniereactivite dernierappel derniererelance
      lastcontactdate datedudernierappel datedernierappel datededernierechange datedudernierrendezvous lastinteraction lastinteractiondate
      derniereinteraction lastcalled lastcall derniereprisedecontact`,
  },
  pausedUntil: {
    column: 'paused_until',
    kind: 'instant',
    label: { fr: 'En pause jusqu’au', en: 'Paused until' },
    isPersonal: false,
    changedBy: 'closer',
    isIn: ['form'],
  },
  createdAt: {
    column: 'created_at',
    kind: 'instant',
    isAlwaysKnown: true,
    label: { fr: 'Créé le', en: 'Created' },
    isPersonal: false,
    changedBy: null,
    importLabel: { fr: 'Date de création', en: 'Creation date' },
    isIn: ['audience', 'sorting', 'filters'],
    headers: `
      createdate createdon createdat createddate creationdate created datecreated datedecreation datecreation creele dateajout datedajout dateadded
      personcreated leadcreated personnecreee leadcreationdate addedtime addedat addedon ajoutele creationtime`,
  },
  submittedAt: {
    column: 'submitted_at',
    kind: 'instant',
    label: { fr: 'Formulaire envoyé le', en: 'Form submitted at' },
    isPersonal: false,
    changedBy: 'manager',
    importLabel: { fr: 'Date de soumission', en: 'Submission date' },
    about: 'When the person last asked for something by a form. A later one makes the lead come back to its rules.',
    headers: `
      submittedat createdtime submitdateutc submitdate submissiondate datedesoumission soumisle datedenvoi dateregistered datedinscription
      eventcreateddatetime horodateur timestamp datededemande datedelademande leadsubmittime submittime submissiontime submittedon datesoumission`,
  },
  optedOut: {
    label: { fr: 'Désinscription', en: 'Opt-out' },
    isRepeatable: true,
    headers: `
      optout optedout optedoutat desinscrit desinscription desabonne desabonnement unsubscribed unsubscribe nepascontacter donotcontact donotcall
      neplusrelancer neplusappeler hasoptedoutofemail emailoptout stop blackliste blacklist nepasappeler nepluscontacter smsoptout whatsappoptout
      unsubscribedfromallemail desabonnedetouslesemails opposition bloctel unsubtime unsubscribedtime unsubscribedat dateunsubscribed datededesinscription
      datededesabonnement blacklistedemail blocklistedemail`,
  },
  optedOutAt: {
    column: 'opted_out_at',
    kind: 'instant',
    label: { fr: 'Désinscrit le', en: 'Opted out at' },
    isPersonal: false,
    changedBy: 'manager',
  },
  wrongNumberAt: {
    column: 'wrong_number_at',
    kind: 'instant',
    label: { fr: 'Mauvais numéro depuis', en: 'Wrong number since' },
    isPersonal: false,
    changedBy: 'manager',
  },
  reopenedAt: {
    column: 'reopened_at',
    kind: 'instant',
    label: { fr: 'Rouvert le', en: 'Re-opened at' },
    about:
      'When the lead could last be contacted again: its status was re-opened, or an opt-out or a wrong number corrected.',
    isPersonal: false,
    changedBy: null,
  },
  resubmittedAt: {
    column: 'resubmitted_at',
    kind: 'instant',
    label: { fr: 'Nouvelle demande reçue le', en: 'New request received at' },
    about: 'When a submission arrived that was later than the last contact and the last submission.',
    isPersonal: false,
    changedBy: null,
  },
  stopSuspectedAt: {
    column: 'stop_suspected_at',
    kind: 'instant',
    label: { fr: 'Semble demander l’arrêt depuis', en: 'Seems to ask to stop since' },
    isPersonal: false,
    changedBy: null,
    isIn: ['filters'],
  },
  timeZone: {
    column: 'time_zone',
    kind: 'timeZone',
    label: { fr: 'Fuseau horaire', en: 'Time zone' },
    isPersonal: true,
    changedBy: 'closer',
    isIn: ['audience'],
    headers: 'timezone fuseauhoraire fuseau inviteetimezone zonehoraire',
  },
  locale: {
    column: 'locale',
    kind: 'locale',
    label: { fr: 'Langue', en: 'Language' },
    default: 'fr',
    isPersonal: false,
    changedBy: 'closer',
    isIn: ['audience'],
    headers: 'locale langue language preferredlanguage languepreferee lang',
  },
  country: {
    label: { fr: 'Pays du numéro', en: 'Country of the number' },
    headers: `country pays countrycode codepays countryregion paysregion mailingcountry homecountry businesscountry`,
  },
  externalId: {
    label: { fr: 'Identifiant dans l’outil', en: 'Id in the tool' },
    longest: 200,
    headers: `externalid recordid id leadid contactid identifiant identifiantexterne idexterne iddelafichedinformations networkid personid responseid token`,
  },
  externalIds: {
    column: 'external_ids',
    kind: 'ids',
    label: { fr: 'Identifiants dans les outils d’origine', en: 'Ids in other tools' },
    about: 'The lead’s ids in its sources, by source.',
    isPersonal: true,
    changedBy: null,
  },
  custom: {
    column: 'custom',
    kind: 'custom',
    label: { fr: 'Champs libres', en: 'Custom fields' },
    isPersonal: true,
    changedBy: 'closer',
  },
  erasedAt: {
    column: 'erased_at',
    kind: 'instant',
    label: { fr: 'Effacé le', en: 'Erased at' },
    isPersonal: false,
    changedBy: null,
  },
  updatedAt: {
    column: 'updated_at',
    kind: 'instant',
    isAlwaysKnown: true,
    label: { fr: 'Modifié le', en: 'Changed at' },
    isPersonal: false,
    changedBy: null,
    isIn: ['sorting', 'filters'],
  },
} as const satisfies Record<string, StoredLeadField | ImportedLeadField>
