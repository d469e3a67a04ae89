import type { Lexicon } from './word-class.js';

export const german: Lexicon = {
  disregard:
    'ignorier*|missacht*|vergiss|vergessen sie|vergesst|beachte nicht|beachten sie nicht|nicht beachten|übergeh*|überschreib*|verwirf|verwerfen|hebe auf|außer acht|setze außer kraft|setzen sie außer kraft|befolge nicht|befolgen sie nicht|nicht mehr befolgen|folge nicht|folgen sie nicht|lass alle|lassen sie alle|ersetzt alle',
  prior:
    'vorherig*|vorig*|vorangegangen*|vorhergehend*|bisherig*|früher*|obig*|obenstehend*|ursprünglich*|bestehend*|alle|alles|jegliche|sämtliche|erhalten*|zuvor|davor|deine|ihre|früher erteilt*|erteilt*|aktuell*|laufend*',
  guidance:
    'anweisung*|instruktion*|vorgabe*|regel|regeln|richtlinie*|befehl|befehle|befehlen|prompt|systemprompt*|systemnachricht*|einschränkung*|beschränkung*|anleitung|programmierung|vorschrift*|sicherheitsregel*',
  request: 'anfrage*|aufgabe*|frage|fragen|auftrag*|ziel|ziele|bitte des|wunsch',
  assistant:
    'ki|assistent*|künstliche intelligenz|sprachmodell*|ki-modell*|ki-assistent*|ki-system*|ki-agent*|agent|agenten|chatbot|modell|llm',
  user: 'nutzer*|benutzer*|anwender*|mensch|menschen|operator|person|niemand*|kunde|kunden|jemand*|leser*',
  tell: 'sag|sage|sagen|sagst|erwähn*|informier*|verrate|verraten|verrätst|offenbare*|melde|melden|benachrichtig*|teile mit|mitteilen|mitzuteilen|zeige|zeigen|erkläre|erklären|sprich|erzähl*|warne*|hinweisen',
  negation: 'nicht|nie|niemals|kein|keine|keinen|keinem|keinesfalls|vermeide*|nichts',
  without: 'ohne',
  send: 'sende*|schick*|weiterleit*|leite|leiten|übermittl*|übertrag*|lade hoch|hochladen|hochzuladen|veröffentlich*|teile|exfiltrier*|kopier*|poste|überweis*|maile|mailen|verschick*',
  read: 'lies|lesen|öffne*|sammle|sammeln|hole|holen|extrahier*|zeige|ausgeben|gib|drucke|füge|durchsuch*|suche|lese|auslesen|abrufen|rufe ab|finde',
  secret:
    'passwort*|passwörter*|kennwort*|kennwörter*|zugangsdaten|anmeldedaten|geheimnis*|schlüssel|api-schlüssel*|private schlüssel|privaten schlüssel|token*|systemprompt*|system-prompt*|verlauf|chatverlauf*|gesprächsverlauf*|kreditkarte*|bankkonto|kontodaten|personenbezogen*|persönliche daten|vertrauliche*|umgebungsvariable*|.env|.ssh',
  data: 'datei*|dokument*|nachricht*|e-mail*|mails|daten|kontakte*|information*|unterhaltung*|gespräch*|datenbank*|rechnung*|bewerber*|bewerbung*|antrag|zahlung*',
  destination:
    'http://|https://|folgende adresse|diese adresse|diesen link|folgenden link|diese url|externen server|entfernten server|externe adresse|webhook|folgendes konto|dieses konto',
  act: 'führe|führen sie|ausführen|auszuführen|rufe|rufen sie|aufrufen|aufzurufen|nutze|nutzen|verwende*|lösche*|löschen|überweise|installier*|lade|mach|mache|machen sie|antworte*|schreibe|schreib|befolge|gehorche|folge|besuche|öffne|erledige|tu|tue|übertrage|bewerte*|benote*|empfiehl|empfehlen sie|markiere*|genehmige*|hänge|hängen sie',
  tool: 'werkzeug*|tool|tools|funktion|funktionen|befehl*|skript*|code|programm',
  new: 'neu|neue|neuen|neues|neuer|aktualisiert*|wahre|wahren|eigentlich*|echte*|folgend*|einzig*|nur',
  must: 'musst|müssen|muss|sollst|sollen|soll|bitte|immer|sofort|unverzüglich|dringend*|wichtig*|jetzt|zuerst|unbedingt|zwingend|erforderlich|stelle sicher|stellen sie sicher|zunächst',
  covert:
    'heimlich|im geheimen|still und leise|stillschweigend|unbemerkt|diskret|verberg*|verstecke*|im hintergrund|vertraulich|unter uns|verschweig*|ohne es zu merken|geheim',
  consent:
    'bestätigung*|zustimmung*|erlaubnis|genehmigung*|rückfrage*|nachfrage*|nachzufragen|zu fragen|wissen|kenntnis|merkt|bemerkt|einwilligung|freigabe|erfahren|erfährt|mitbekommt|mitbekommen',
  lasting:
    'ab jetzt|ab sofort|von nun an|künftig*|zukünftig*|zukunft|fortan|immer|jede antwort|jeder antwort|allen antworten|dauerhaft',
  remember:
    'merke dir|merken sie sich|erinnere dich|erinnern sie sich|speichere|gedächtnis|präferenz*|behalte',
  unbound:
    'ohne einschränkung*|ohne beschränkung*|ohne grenzen|ohne filter|ohne zensur|uneingeschränkt*|ungefiltert*|unzensiert*|entwicklermodus|administratormodus|gottmodus',
  become:
    'du bist jetzt|du bist nun|sie sind jetzt|sie sind nun|du bist nicht mehr|verhalte dich|verhalten sie sich|handle als|tu so|tue so|tun sie so|spiele die rolle|schlüpfe in|gib dich als|du bist ab',
  authority: 'autorisiert*|administrator*|entwickler*|system|offiziell*|sicherheitsteam|genehmigt*|befugt*',
  you: 'du|dir|dich|dein|deine|deiner|deinen|sie|ihnen|ihr|ihre',
  notice:
    'hinweis an|hinweis für|nachricht an|notiz an|notiz für|anweisung an|anweisungen an|anweisungen für|mitteilung an|liebe|lieber|an alle|falls du|wenn du ein|wenn sie ein|für jede|achtung,',
  answer: 'antwort*|zusammenfassung*|ausgabe|bericht',
  end: 'hinfällig*|ungültig*|außer kraft|gegenstandslos|aufgehoben|gelten nicht mehr|gilt nicht mehr|brich|brechen sie|beende*|unterbrich|unterbrechen sie',
};
