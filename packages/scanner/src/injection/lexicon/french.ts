import type { Lexicon } from './word-class.js';

export const french: Lexicon = {
  disregard:
    'ignore|ignorez|ignorer|ignorons|oublie|oubliez|oublier|néglige*|faites abstraction|fais abstraction|faire abstraction|ne tenez pas compte|ne tiens pas compte|ne tenez plus compte|ne tiens plus compte|ne pas tenir compte|passe outre|passez outre|annule*|annulez|écarte*|écartez|laisse de côté|laissez de côté|cesse de suivre|cessez de suivre|ne suis plus|ne suivez plus|ne suis pas|ne suivez pas|outrepasse*',
  prior:
    "précédent*|antérieur*|ci-dessus|d’origine|d'origine|initial*|existant*|tout|toute|toutes|tous|reçu*|auparavant|jusqu’ici|jusqu'ici|qui précède|préalable*|plus haut|plus tôt|en cours|actuel*|reçues",
  guidance:
    'instruction*|consigne*|directive*|règle*|ordre|ordres|prompt|invite système|restriction*|contrainte*|politique*|limite*|message système|recommandations',
  request: 'demande*|requête*|question*|tâche*|objectif*|mission*',
  assistant:
    'ia|assistant*|intelligence artificielle|modèle de langage|modèle de langue|agent|agents|chatbot|modèle|système automatisé|llm',
  user: 'utilisateur*|utilisatrice*|humain*|opérateur*|personne|quiconque|client|cliente|lecteur*',
  tell: 'dis|dites|dire|mentionne*|mentionnez|mentionner|informe*|informez|informer|révèle*|révélez|révéler|préviens|prévenez|prévenir|avertis*|avertir|signale*|montre*|explique*|parle*|parlez|divulgu*|notifi*',
  negation: 'ne|n’|pas|jamais|évite*|évitez|aucun|aucune|nul',
  without: 'sans',
  send: 'envoie|envoies|envoyez|envoyer|transmet*|transmettez|transmettre|transfère*|transférez|transférer|téléverse*|publie*|publiez|partage*|partagez|exfiltre*|copie*|copiez|expédie*|fais suivre|faites suivre|poste|postez',
  read: 'lis|lisez|lire|ouvre|ouvrez|ouvrir|accède*|accédez|collecte*|récupère*|récupérez|récupérer|extrais|extrayez|affiche*|affichez|imprime*|inclus|incluez|inclure|cherche*|recueill*|révèle|révélez',
  secret:
    "mot de passe|mots de passe|identifiant*|secret|secrets|jeton*|clé privée|clés privées|clé api|clés api|clés d’api|clés d'api|clé d’api|clé d'api|clés|prompt système|historique*|carte bancaire|carte de crédit|compte bancaire|données personnelles|données confidentielles|informations confidentielles|informations personnelles|variables d’environnement|variables d'environnement|.env|.ssh|invite système|message système",
  data: 'fichier*|document*|message*|courriel*|e-mail*|données|contacts|information*|conversation*|base de données|facture*|candidat*|candidature*|dossier|virement|paiement',
  destination:
    "http://|https://|adresse suivante|cette adresse|ce lien|lien suivant|cette url|serveur externe|serveur distant|l’adresse|l'adresse|webhook|compte numéro",
  act: 'exécute*|exécutez|exécuter|appelle*|appelez|appeler|invoque*|utilise*|utilisez|utiliser|supprime*|supprimez|supprimer|efface*|effacez|vire|virez|installe*|installez|télécharge*|fais|faites|réponds|répondez|répondre|effectue*|effectuez|écris|écrivez|obéis*|suis|suivez|visite*|note|notez|évalue*|évaluez|attribue*|attribuez|recommande*|recommandez|approuve*|approuvez|joins|joignez|inclus|incluez',
  tool: 'outil*|fonction*|commande*|script*|code',
  new: 'nouvel*|nouveau*|nouvelles|véritable*|vraie*|vrai|réel*|suivant*|seul|seule|unique*',
  must: "dois|devez|doit|doivent|il faut|obligatoire*|s’il vous plaît|s'il vous plaît|veuillez|toujours|immédiatement|urgent*|important*|maintenant|d’abord|d'abord|tout de suite|impérati*|assurez-vous|assure-toi",
  covert:
    "en secret|secrètement|en silence|silencieusement|discrètement|en cachette|cache*|cachez|dissimule*|en arrière-plan|confidentiellement|à l’insu|à l'insu|entre nous",
  consent:
    "confirmation|confirmer|approbation|permission|autorisation|consentement|demander|connaissance|le sache|s’en aperçoive|s'en aperçoive|prévenir|sache|sachent|n’en sache|apprenne|n’en sache rien",
  lasting:
    "désormais|dorénavant|à partir de maintenant|à l’avenir|à l'avenir|futur*|toujours|chaque réponse|toutes les réponses|à compter de",
  remember: 'souviens-toi|souvenez-vous|mémorise*|mémorisez|retiens|retenez|mémoire|préférence*',
  unbound:
    'sans restriction*|sans limite*|sans filtre*|sans censure|mode développeur|mode administrateur|mode dieu',
  become:
    "tu es maintenant|vous êtes maintenant|tu n’es plus|tu n'es plus|vous n’êtes plus|vous n'êtes plus|agis comme|agissez comme|agis en tant|agissez en tant|fais semblant|faites semblant|comporte-toi|comportez-vous|joue le rôle|jouez le rôle|tu es désormais|vous êtes désormais",
  authority: 'autorisé*|administrateur*|développeur*|système|officiel*|équipe de sécurité|approuvé*',
  you: 'tu|te|toi|vous|votre|vos|ton|ta|tes',
  notice:
    "note pour|note à|note à l’attention|message pour|message à|avis à|à l’attention|à l'attention|instruction pour|instructions pour|cher|chère|si tu es|si vous êtes|pour toute|à toute|attention,",
  answer: 'réponse*|résumé*|message final|rapport',
  end: 'caduc*|annulé*|ne valent plus|ne vaut plus|sans effet|nulles et non avenues|invalide*|abandonne*|abandonnez|interromps|interrompez|arrête*|arrêtez|sont caduques',
};
