import type { Lexicon } from '../cue-names.ts';

export const fr: Lexicon = {
  yes: "oui|ouais|ok|d'accord|bien sûr|bien sur|certainement|volontiers|parfaitement",
  no: 'non|nan|pas du tout',
  accept:
    "marché conclu|affaire conclue|conclu|vendu|je le prends|je la prends|je les prends|je prends|j'achète|ça marche|ca marche|ça me va|ca me va|cela me convient|ça me convient|c'est parfait|parfait|entendu|c'est bon pour moi|c'est bon|je suis d'accord|j'accepte|va pour|on fait comme ça|allons-y|réservez|vous pouvez réserver|c'est noté|à demain|tope là|adjugé|il est à vous|elle est à vous|il est à toi|deal|top|nickel",
  done: "c'est réservé|réservé|réservée|confirmé|confirmée|c'est confirmé|payé|paiement reçu|j'ai payé|virement effectué|commande passée|j'ai fait le virement|expédié|envoyé|rendez-vous pris|votre réservation est",
  unavailable:
    "pas disponible|plus disponible|indisponible|n'est plus|complet|complète|plus de place|pas de place|épuisé|rupture de stock|déjà vendu|déjà pris|n'avons plus|n'avons pas|pas possible|impossible de|plus en stock|aucune disponibilité|a échoué",
  available:
    "disponible|toujours disponible|encore disponible|il reste|nous avons|en stock|c'est libre|est libre|on a",
  proposeBooking:
    'je vous réserve|je te réserve|je réserve|souhaitez-vous|voulez-vous|voulez vous que|ça vous va|ça te va|cela vous convient|ça vous convient|vous le prenez|tu le prends|ça vous intéresse|est-ce que ça vous',
  askDetail:
    'votre nom|ton nom|à quel nom|quel jour|quelle date|à quelle heure|quelle heure|combien de personnes|votre numéro|votre téléphone|votre adresse|votre mail|quelle taille|quelle couleur|lequel|laquelle|pour combien',
  askChange:
    'une autre date|un autre jour|autre date|autre jour|autre heure|un autre horaire|autre chose|à la place|changer|autre modèle|décaler',
  refuse:
    "non merci|pas intéressé|pas intéressée|plus intéressé|plus intéressée|ça ne m'intéresse plus|ne m'intéresse pas|laissez tomber|laisse tomber|tant pis|je passe mon tour|je ne peux pas|je peux pas|impossible|pas question|j'ai trouvé ailleurs|trouvé ailleurs|chercher ailleurs|voir ailleurs|ailleurs|annuler|j'annule|annulez|je refuse|hors de question|ne me convient pas|je renonce|bonne chance pour|on oublie|sans moi",
  pricey:
    "trop cher|trop chère|c'est cher|cher|chère|trop élevé|hors budget|mon budget|budget|au-dessus de mon budget|dépasse mon budget|pas les moyens|moins cher ailleurs|un peu cher|hors de prix",
  firm: "prix ferme|dernier prix|mon dernier prix|prix fixe|pas négociable|non négociable|pas en dessous|pas descendre|descendre plus bas|le minimum|au minimum|maximum|au maximum|je ne peux pas baisser|c'est mon maximum|trop bas|trop peu|d'autres acheteurs|d'autres offres",
  offer:
    "je vous propose|je te propose|je propose|je vous offre|je t'offre|j'offre|que diriez-vous|que dites-vous|vous accepteriez|accepteriez-vous|tu accepterais|et pour|je vous le laisse à|je te le laisse à|je le laisse à|je peux mettre|je peux faire|pourriez-vous faire|on coupe la poire|si je viens le chercher|disons",
  discount:
    'remise|rabais|réduction|négociable|négocier|baisser|un geste|meilleur prix|moins cher|petit prix|promo',
  thanks: 'merci|merci beaucoup|je vous remercie|merci bien',
  bye: 'au revoir|à bientôt|bonne journée|bonne soirée|à demain|à plus|bonne nuit',
  hello: 'bonjour|bonsoir|salut|coucou',
  sorry: 'désolé|désolée|pardon|malheureusement|excusez|navré|navrée|je regrette',
  meet: "venir chercher|passer|je passe|je viens|récupérer|demain|aujourd'hui|ce soir|ce week-end|adresse|l'adresse|rendez-vous|appelez-moi|mon numéro|visite|visiter|le voir|la voir|où êtes-vous",
  pay: 'espèces|liquide|payer|paiement|carte|virement|acompte|facture|chèque|paypal|caution|arrhes|lydia',
  deliver: 'livraison|livrer|livré|envoi|envoyer|expédier|expédition|colis',
  anger:
    "arnaque|ridicule|nul|honteux|scandaleux|inadmissible|merde|horrible|déçu|déçue|furieux|furieuse|en colère|menteur|inacceptable|n'importe quoi|marre|foutage|mécontent|mécontente|pire",
  praise:
    "super|génial|parfait|excellent|magnifique|j'adore|très bien|bien|joli|jolie|beau|belle|top|formidable|ravi|ravie|merveilleux",
  urgent:
    "urgent|tout de suite|immédiatement|rapidement|vite|dès que possible|au plus vite|aujourd'hui|maintenant|dans l'heure",
  later:
    'je réfléchis|je vais réfléchir|réfléchir|je vous tiens au courant|je te dis|plus tard|pas encore|peut-être|je verrai|on verra|je reviens vers vous|le mois prochain|la semaine prochaine|je vous redis|en parler à',
  interest:
    "intéressé|intéressée|ça m'intéresse|je voudrais|je souhaite|je cherche|j'aimerais|j'ai besoin|combien coûte|combien ça coûte|quel est le prix|quel prix|c'est combien|toujours disponible|acheter|réserver|commander|rendez-vous|devis|je souhaiterais|combien",
  complaint:
    "cassé|cassée|abîmé|abîmée|défectueux|ne marche pas|ne fonctionne pas|en panne|remboursement|rembourser|réclamation|pas reçu|jamais reçu|n'est pas arrivé|retard|en retard|problème|mauvaise qualité|sale|personne ne répond",
  doubt:
    'quel état|en bon état|garantie|garanti|fonctionne bien|authentique|pourquoi vendez|rayures|réparation|réparer|original',
  spam: 'gagnez de l argent|cliquez ici|cryptomonnaie|prêt rapide|abonnés|revenu passif|travail à domicile',
  confirmAsk:
    'confirmer|vous confirmez|confirmation|reçu de paiement|justificatif|c est bien réservé|récapitulatif',
  changeMind:
    "en fait|attendez|attends|j'ai oublié|je viens de me rappeler|changement de programme|finalement|je me suis trompé|je me suis trompée",
  confused: 'je ne comprends pas|pas compris|pouvez-vous répéter|que voulez-vous dire',
};
