/** Three texts for each trade, in French: what a good salesperson would write. A missing first name leaves a sound sentence. */
import type { Kit, Trade } from './kit.ts'

const hello = 'Bonjour {{ lead.firstName | default: "à vous" }}'

export const kits: Readonly<Record<Trade, Kit>> = {
  works: {
    rule: 'Demande de devis',
    frequency: 'Le jour même, puis 3 et 6 jours après',
    texts: [
      `${hello}, merci pour votre demande. Pour vous faire un devis juste, pouvez-vous me dire en deux mots ce que vous souhaitez, et pour quand ?`,
      `${hello}, je reviens vers vous pour votre projet. Le plus simple est un appel de dix minutes : plutôt demain matin ou en fin de journée ?`,
      `${hello}, je vous laisse tranquille après ce message. Si votre projet est toujours d’actualité, répondez simplement « oui » et je vous propose un créneau.`,
    ],
  },
  property: {
    rule: 'Nouveau contact immobilier',
    frequency: 'Le jour même, puis 2 et 6 jours après',
    texts: [
      `${hello}, merci pour votre message. Cherchez-vous à acheter, à vendre ou à louer ? Je vous prépare une réponse précise dès aujourd’hui.`,
      `${hello}, j’ai deux idées qui pourraient vous convenir. Quel est le bon moment pour en parler cinq minutes ?`,
      `${hello}, votre recherche est-elle toujours d’actualité ? Un simple « oui » ou « non » m’aide à vous répondre au mieux.`,
    ],
  },
  training: {
    rule: 'Demande d’information',
    frequency: 'Le jour même, puis 2 et 7 jours après',
    texts: [
      `${hello}, merci pour votre intérêt. Quel est votre objectif avec cette formation ? Je vous dis tout de suite si elle y répond.`,
      `${hello}, avez-vous pu regarder le programme ? Je réponds volontiers à vos questions, aussi sur le financement.`,
      `${hello}, la prochaine session approche. Souhaitez-vous que je vous garde une place, ou préférez-vous en reparler plus tard ?`,
    ],
  },
  services: {
    rule: 'Nouvelle demande',
    frequency: 'Le jour même, puis 3 et 7 jours après',
    texts: [
      `${hello}, merci de nous avoir écrit. Quel est votre besoin en ce moment ? Je vous réponds aujourd’hui.`,
      `${hello}, je me permets de revenir vers vous. Voulez-vous que nous en parlions quinze minutes cette semaine ?`,
      `${hello}, je ne veux pas insister : votre besoin est-il toujours d’actualité ? Un mot de votre part suffit.`,
    ],
  },
}
