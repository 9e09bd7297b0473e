// Everything a person reads or hears from the widget itself. {x} is filled in by fill().
export const NL = {
  name: "Bijsturen",
  greeting: "Praat over je werk",
  what: "Een computer, geen mens",
  whatHuman: "Je praat met {name}, een mens",
  adviserNamed: "{name}, een mens",
  from: "Melding",
  human: "Ik wil een mens spreken",
  restart: "Opnieuw beginnen",
  close: "Sluit het gesprek",
  log: "Gesprek",
  input: "Jouw bericht",
  placeholder: "Typ je bericht",
  send: "Verstuur",
  you: "Jij",
  adviser: "Adviseur",
  says: "{who}:",
  choices: "Je kunt kiezen",
  chosen: "(gekozen)",
  typing: "{name} is aan het typen",
  busy: "Ik ben nog bezig. Een momentje.",
  connecting: "Ik zoek verbinding.",
  offline: "We hebben even geen verbinding. Typ gerust verder. Ik verstuur je bericht zodra het weer kan.",
  online: "De verbinding is er weer.",
  retry: "Probeer nu",
  resumed: "Welkom terug. Je eerdere gesprek staat er weer.",
  pending: "Nog niet verstuurd",
  lost: "Niet verstuurd",
  latest: "Naar het nieuwste bericht",
  left: "Nog {n} tekens",
  over: "{n} tekens te veel. Maak je bericht wat korter, of knip het in tweeën.",
  restartTitle: "Opnieuw beginnen?",
  restartText: "Je start een nieuw gesprek. Dit gesprek zie je dan niet meer op je scherm.",
  restartYes: "Ja, begin opnieuw",
  restartNo: "Nee, ga verder",
  unreadOne: "1 nieuw bericht",
  unreadMany: "{n} nieuwe berichten",
  source: "Bron: ",
  open: "Wat nog niet zeker is",
  nothing: "Hier staat nu niets bij.",
  newTab: " (opent in een nieuw tabblad)",
  more: "Nog {n} bekijken",
  today: "Vandaag",
  yesterday: "Gisteren",
  cards: {
    trainings: "Opleidingen",
    occupations: "Beroepen",
    services: "Hulp in de buurt",
    slots: "Momenten om te praten",
    plan: "Jouw plan",
    booking: "Je afspraak",
  },
  about: {
    title: "Over deze informatie",
    close: "Sluit dit venster",
    who: "Met wie praat je?",
    whoText: [
      "Je praat met een computer, niet met een mens. Een mens spreken kan altijd.",
      "De code van Bijsturen is openbaar (licentie EUPL-1.2). Iedereen mag die bekijken en gebruiken.",
    ],
    kept: "Wat bewaren we?",
    keptText: [
      "We bewaren je gesprek, zodat je later verder kunt.",
      "Een adviseur leest het alleen als je een mens vraagt of een afspraak maakt, en je baas ziet niets.",
      "We vragen niet naar je gezondheid, je geloof of een vakbond.",
    ],
    facts: "Waar komt het vandaan?",
    factsText: ["Elk feit heeft zijn eigen bron en datum. Deze bronnen gebruiken we het meest."],
  },
};

// The same as "Sources" in the README; a test holds the two together, and reads this as JSON.
export const SOURCES = [
  {
    "what": "Beroepen en vaardigheden. Deze dienst gebruikt de ESCO-indeling van de Europese Commissie.",
    "name": "ESCO",
    "line": "This service uses the ESCO classification of the European Commission."
  },
  { "what": "Gemeenten, plaatsen en regio's", "name": "CBS, Gebieden in Nederland", "licence": "CC BY 4.0" },
  {
    "what": "Wat mensen boeit in een beroep. Dit zijn Amerikaanse gemiddelden, dus alleen een aanwijzing.",
    "name": "O*NET", "licence": "CC BY 4.0, USDOL/ETA"
  },
  { "what": "Beroepen waarin nu veel werk is", "name": "UWV, beroepen met veel werk" },
  { "what": "Opleidingen in het mbo, ook uit de Kwalificatiestructuur mbo 2015", "name": "CompetentNL (SBB, UWV)" },
  { "what": "Postcodes met hun plaats", "name": "countrystatecity-postal-codes", "licence": "ODbL 1.0" },
  { "what": "Het model dat zinnen vergelijkt", "name": "Universal Sentence Encoder", "licence": "Apache-2.0" }
];

export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
