import type { Lexicon } from '../cue-names.ts';

export const de: Lexicon = {
  yes: 'ja|jo|jep|klar|ok|okay|natürlich|gerne|gern|sicher|selbstverständlich|genau|stimmt',
  no: 'nein|nö|nee|ne',
  accept:
    'abgemacht|deal|einverstanden|passt|passt mir|das passt|passt für mich|passt gut|geht klar|ich nehme es|ich nehme sie|ich nehme ihn|nehme ich|ich nehm es|ich nehms|ich kaufe|gekauft|verkauft|in ordnung|perfekt|alles klar|gehört ihnen|gehört dir|gerne so|machen wir so|so machen wir|das geht|klingt gut|hört sich gut an|bitte buchen|bitte reservieren|bin dabei|bis morgen|bis dann|bis später|zusage|ich sage zu|schlag ein|handschlag',
  done: 'gebucht|reserviert|bestätigt|ist gebucht|ist reserviert|bezahlt|überwiesen|geld überwiesen|zahlung erhalten|zahlung eingegangen|bestellt|verschickt|versendet|erledigt|eingetragen|termin steht|ihr termin',
  unavailable:
    'nicht verfügbar|nicht mehr verfügbar|nicht mehr da|ausgebucht|ausverkauft|leider weg|schon weg|bereits verkauft|schon verkauft|keine zimmer|kein zimmer|keine termine|kein termin|nichts frei|kein platz|nicht möglich|nicht lieferbar|haben wir nicht|fehlgeschlagen|alles voll|belegt',
  available:
    'verfügbar|noch verfügbar|noch da|ist frei|noch frei|haben wir|vorrätig|auf lager|noch zu haben|wäre frei',
  proposeBooking:
    'soll ich|darf ich|möchten sie|wollen sie|willst du|passt ihnen|passt das|wäre das|geht das|haben sie interesse|einverstanden|wollen wir',
  askDetail:
    'ihr name|dein name|ihren namen|deinen namen|auf welchen namen|welcher tag|welchen tag|welches datum|um wie viel uhr|wann möchten|wie viele personen|wie viele|ihre telefonnummer|ihre adresse|deine adresse|ihre mail|welche größe|welche farbe|welches|für wann',
  askChange:
    'anderer termin|anderen termin|anderer tag|anderen tag|andere uhrzeit|anderes datum|stattdessen|ändern|verschieben|etwas anderes|umbuchen',
  refuse:
    'nein danke|kein interesse|nicht interessiert|nicht mehr interessiert|doch nicht|lieber nicht|lass ich|dann nicht|vergiss es|vergessen sie es|geht nicht|geht leider nicht|kann ich nicht|kann ich leider nicht|das ist mir zu|anderweitig|woanders|was anderes gefunden|etwas anderes gefunden|schon gekauft|stornieren|storniere|absagen|sage ab|abgesagt|lehne ab|auf keinen fall|kommt nicht in frage|niemals|viel erfolg beim verkauf|viel glück noch|schade|trotzdem danke',
  pricey:
    'zu teuer|teuer|zu viel|zu hoch|kann ich mir nicht leisten|nicht leisten|mein budget|budget|über meinem budget|sprengt mein|günstiger woanders|woanders günstiger|wucher|überteuert',
  firm: 'festpreis|letzter preis|letztes angebot|mein letztes|nicht verhandelbar|kein verhandlungsspielraum|nicht runter|weiter runter|mindestens|maximal|höchstens|mehr geht nicht|weniger geht nicht|zu wenig|zu niedrig|unter wert|andere interessenten|äußerste|schmerzgrenze',
  offer:
    'ich biete|biete ihnen|biete dir|würde ich|würden sie|würdest du|wie wäre es mit|wie wärs mit|wäre|was halten sie|was hältst du|für|gebe ihnen|geb dir|ich zahle|würde zahlen|könnte ich|kann ihnen entgegenkommen|entgegenkommen|treffen wir uns in der mitte|sagen wir|bei abholung',
  discount:
    'rabatt|nachlass|verhandelbar|vhb|vb|günstiger|preis runter|am preis|billiger|skonto|bester preis|etwas weniger|handeln|verhandeln',
  thanks: 'danke|vielen dank|dankeschön|herzlichen dank|besten dank|danke schön',
  bye: 'tschüss|tschüß|auf wiedersehen|bis bald|schönen tag|schönen abend|gute nacht|ciao|mfg|viele grüße|liebe grüße',
  hello: 'hallo|hi|guten tag|guten morgen|guten abend|moin|servus|grüezi|grüß gott',
  sorry: 'entschuldigung|tut mir leid|sorry|leider|bedaure|bedauerlicherweise',
  meet: 'abholen|abholung|abhole|vorbeikommen|komme vorbei|morgen|heute|heute abend|am wochenende|adresse|wo wohnen|wo sind|treffen|termin|besichtigung|besichtigen|anschauen|ansehen|anrufen|meine nummer|uhr',
  pay: 'bar|bargeld|zahlen|zahlung|bezahlen|karte|überweisung|überweisen|paypal|anzahlung|rechnung|kaution|vorkasse|ratenzahlung',
  deliver: 'lieferung|liefern|versand|versenden|verschicken|zustellen|zustellung|paket',
  anger:
    'betrug|betrüger|frechheit|unverschämt|lächerlich|scheiße|scheisse|mist|schlecht|furchtbar|schrecklich|unzumutbar|enttäuscht|sauer|wütend|verärgert|nie wieder|abzocke|lügner|inakzeptabel|katastrophe|saftladen',
  praise:
    'super|toll|klasse|perfekt|wunderbar|prima|sehr gut|gut|schön|hervorragend|freue mich|freut mich|großartig|spitze|liebe',
  urgent:
    'dringend|sofort|so schnell wie möglich|schnellstmöglich|heute noch|eilig|eilt|umgehend|gleich|jetzt|heute',
  later:
    'überlege|überlegen|überlege es mir|melde mich|ich melde mich|später|noch nicht|vielleicht|mal sehen|nächsten monat|nächste woche|schlafe drüber|nochmal drüber schlafen|bespreche|rücksprache|weiß noch nicht|mal schauen',
  interest:
    'interesse|interessiert|ich suche|suche|ich möchte|ich hätte gerne|hätte gerne|ich brauche|ich will|was kostet|wie viel kostet|wieviel kostet|preis|noch verfügbar|noch zu haben|kaufen|buchen|reservieren|bestellen|termin|angebot|würde gerne',
  complaint:
    'kaputt|defekt|beschädigt|funktioniert nicht|geht nicht mehr|rückgabe|zurückgeben|erstattung|geld zurück|reklamation|beschwerde|nicht angekommen|nie angekommen|verspätung|verspätet|zu spät|problem|schlechte qualität|dreckig|schmutzig|niemand antwortet|falsche größe|falsch geliefert',
  doubt:
    'zustand|garantie|funktioniert alles|original|warum verkaufen|kratzer|mängel|reparatur|reparieren|gewährleistung|unfallfrei|scheckheft',
  spam: 'geld verdienen|klicken sie hier|kryptowährung|schnellkredit|follower kaufen|passives einkommen|nebenverdienst',
  confirmAsk: 'bestätigen|bestätigung|ist das fix|ist es gebucht|quittung|beleg',
  changeMind:
    'eigentlich|moment|warte|ich habe vergessen|mir fällt ein|planänderung|doch lieber|ich meinte|habe mich vertan|umentschieden',
  confused: 'verstehe nicht|nicht verstanden|was meinen sie|wie meinen sie|unklar',
};
