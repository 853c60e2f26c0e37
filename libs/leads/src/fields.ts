/** Every field of a lead that a file can bring: the words its column is headed with, in French and English, and its limits. */

export interface FieldDescription {
  /** Without accents, blanks and punctuation, in lower case, with blanks between. */
  headers: string
  /** Characters. */
  longest?: number
  /** Several columns may go there. */
  isRepeatable?: true
}

export const LEAD_FIELDS = {
  phone: {
    headers: 'numero whatsapp contact1 textremindernumber numerodecontact',
    isRepeatable: true,
  },
  firstName: {
    headers: 'prenom prenoms firstname givenname forename inviteefirstname votreprenom prenomdelinvite',
    longest: 100,
  },
  lastName: {
    headers: 'nom lastname nomdefamille surname familyname inviteelastname votrenom nomdelinvite',
    longest: 100,
  },
  fullName: {
    headers: `
      fullname nomcomplet name nometprenom nomprenom prenomnom prenometnom contactname nomducontact personname
      personnenom inviteename displayname contact client prospect leadname yourname contactpersonname
      dealcontactperson nomdelapersonne nomaffiche`,
    longest: 200,
  },
  email: { headers: 'courriel adressedemessagerie adresseelectronique', longest: 320 },
  company: {
    headers: `
      societe entreprise company organisation organization companyname organizationname organizationtitle
      nomdelasociete nomdelentreprise raisonsociale accountname companyaccount associatedcompany
      primaryassociatedcompany entrepriseassociee organisationnom personorganization personneorganisation
      etablissement enseigne compte nomducompte nomdelorganisation organization1name`,
    longest: 200,
  },
  status: {
    headers: `
      statut status etat etape stage leadstatus statutdulead statutduprospect dealstage affaireetape
      pipelinestage phase avancement statutcommercial etapeducycledevie`,
    longest: 60,
  },
  source: {
    headers: `
      source origine provenance leadsource originalsource sourcedulead sourceduprospect canal sourcedorigine
      platform utmsource`,
    longest: 200,
  },
  tags: {
    headers: `
      tags tag etiquettes etiquette labels label libelle libelles categories categorie groupmembership motscles`,
  },
  closer: {
    headers: `
      closer commercial vendeur salesperson owner contactowner leadowner proprietaire proprietaireducontact
      proprietairedulead proprietairedeprospect proprietaireduprospect assignedto assignea responsable
      conseiller chargedaffaires dealowner personowner affaireproprietaire personneproprietaire salesrep`,
  },
  lastContactAt: {
    headers: `
      derniercontact datedederniercontact lastcontact lastcontactat datederniercontact dernierechange
      datedudernierechange datedernierechange lastcontacted lastactivity lastactivitydate lastactivitytime
      derniereactivite datedederniereactivite datedeladerniereactivite dernierappel derniererelance
      lastcontactdate datedudernierappel datededernierechange datedudernierrendezvous`,
  },
  createdAt: {
    headers: `
      createdate createdon createdat createddate creationdate created datecreated datedecreation datecreation
      creele dateajout datedajout dateadded personcreated leadcreated personnecreee`,
  },
  submittedAt: {
    headers: `
      submittedat createdtime submitdateutc submitdate submissiondate datedesoumission soumisle datedenvoi
      dateregistered datedinscription eventcreateddatetime horodateur timestamp datededemande datedelademande`,
  },
  optedOut: {
    headers: `
      optout optedout optedoutat desinscrit desinscription desabonne desabonnement unsubscribed unsubscribe
      nepascontacter donotcontact donotcall neplusrelancer neplusappeler hasoptedoutofemail emailoptout stop
      blackliste blacklist nepasappeler nepluscontacter smsoptout whatsappoptout unsubscribedfromallemail
      desabonnedetouslesemails opposition bloctel`,
  },
  timeZone: { headers: 'timezone fuseauhoraire fuseau inviteetimezone zonehoraire' },
  locale: { headers: 'locale langue language preferredlanguage languepreferee lang' },
  country: {
    headers: `
      country pays countrycode codepays countryregion paysregion mailingcountry homecountry businesscountry`,
  },
  externalId: {
    headers: `
      externalid recordid id leadid contactid identifiant identifiantexterne idexterne iddelafichedinformations
      networkid personid responseid token`,
    longest: 200,
  },
} as const satisfies Record<string, FieldDescription>

export type ImportField = keyof typeof LEAD_FIELDS
export const IMPORT_FIELDS = Object.keys(LEAD_FIELDS) as [ImportField, ...ImportField[]]

export const isRepeatable = (field: ImportField): boolean => 'isRepeatable' in LEAD_FIELDS[field]

/** Characters a field may hold; null: another rule. */
export const longestOf = (field: ImportField): number | null => {
  const description: FieldDescription = LEAD_FIELDS[field]
  return description.longest ?? null
}
