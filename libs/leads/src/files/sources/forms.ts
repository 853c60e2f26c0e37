/** Forms and bookings: whoever stands in them has asked for something, at an instant that is in the file. */
import type { SourceDescription } from './source.ts'

export const calendly: SourceDescription = {
  id: 'calendly',
  name: 'Calendly',
  signs: [
    ['inviteename', 'inviteeemail'],
    ['inviteefirstname', 'inviteeemail'],
    ['nomdelinvite', 'emaildelinvite'],
    ['fuseauhorairedelinvite', 'emaildelinvite'],
  ],
  columns: {
    inviteename: 'fullName',
    nomdelinvite: 'fullName',
    inviteefirstname: 'firstName',
    inviteelastname: 'lastName',
    prenomdelinvite: 'firstName',
    nomdefamilledelinvite: 'lastName',
    inviteeemail: 'email',
    emaildelinvite: 'email',
    inviteetimezone: 'timeZone',
    fuseauhorairedelinvite: 'timeZone',
    textremindernumber: 'phone',
    numerodesms: 'phone',
    eventcreateddatetime: 'submittedAt',
    numeropourlesrappelsparsms: 'phone',
    datedecreationdelevenement: 'submittedAt',
    dateetheuredecreationdelevenement: 'submittedAt',
    eventuuid: 'externalId',
    username: null,
    useremail: 'closer',
    nomdelutilisateur: null,
    emaildelutilisateur: 'closer',
    canceledby: null,
    // Of the one who is booked.
    userphone: null,
  },
}

export const typeform: SourceDescription = {
  id: 'typeform',
  name: 'Typeform',
  signs: [
    ['submitdateutc', 'networkid'],
    ['startdateutc', 'submitdateutc'],
    ['responseid', 'submitdate'],
  ],
  columns: {
    submitdateutc: 'submittedAt',
    submitdate: 'submittedAt',
    startdateutc: null,
    stagedateutc: null,
    networkid: null,
    responseid: 'externalId',
    responsetype: null,
    ending: null,
  },
}

export const systemeIo: SourceDescription = {
  id: 'systeme.io',
  name: 'Systeme.io',
  signs: [
    ['dateregistered', 'surname'],
    ['dateregistered', 'phonenumber'],
    ['dateregistered', 'firstname'],
    ['datedinscription', 'nomdefamille'],
    ['datedinscription', 'numerodetelephone'],
  ],
  columns: {
    surname: 'lastName',
    nomdefamille: 'lastName',
    dateregistered: 'submittedAt',
    datedinscription: 'submittedAt',
    numerodetelephone: 'phone',
    unsubscribed: 'optedOut',
    desinscrit: 'optedOut',
  },
}
