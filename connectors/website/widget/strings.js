// Everything a person reads or hears from the widget itself. {x} is filled in by fill(). Dutch, until speak() puts the
// words of another language over it.
export const NL = {
  name: "Bijsturen",
  greeting: "Praat over je werk",
  what: "Een computer, geen mens",
  whatHuman: "Je praat met {name}, een mens",
  adviserNamed: "{name}, een mens",
  from: "Melding",
  human: "Ik wil een mens spreken",
  humanShort: "Mens spreken",
  menu: "Meer",
  smaller: "Letters kleiner",
  larger: "Letters groter",
  size: "De letters zijn nu {n} procent.",
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
  choice: "Antwoord: ",
  // How the bot says a moment on a button: day, time, and how or with whom.
  moment: "^(\\S+dag \\d+ \\S+) om (\\d+\\.\\d+ uur)(?:, (.+))?$",
  at: "om",
  chosen: "(gekozen)",
  typing: "{name} is aan het typen",
  busy: "Ik ben nog bezig. Een momentje.",
  connecting: "Ik zoek verbinding.",
  offline: "We zijn even niet bereikbaar. Typ gerust verder. Ik verstuur je bericht zodra het weer kan.",
  noNetwork: "Je hebt nu geen internet. Typ gerust verder. Ik verstuur je bericht zodra het weer kan.",
  call: "Liever een mens? Bel {phone}.",
  callHours: "Liever een mens? Bel {phone}, {hours}.",
  visit: "Liever een mens? Kijk op {site}.",
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
  about_this: "Meer hierover",
  open: "Wat nog niet zeker is",
  nothing: "Hier staat nu niets bij.",
  newTab: " (opent in een nieuw tabblad)",
  more: "Nog {n} bekijken",
  print: "Afdrukken",
  keep: "Bewaar als bestand",
  madeOn: "Gemaakt op {date}, in een gesprek met Bijsturen.",
  planFile: "mijn-bijstuurplan-{date}.txt",
  dataFile: "mijn-gegevens-{date}.json",
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
    phone: "Bellen kan op {phone}.",
    email: "Mailen kan naar {email}.",
    hours: "Dat kan {hours}.",
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

NL.ownData = {
  title: "Mijn gegevens",
  text: "Dit bewaren we van jou. Alleen jij kunt het hier zien, en wie jouw apparaat gebruikt.",
  loading: "Ik haal het op.",
  failed: "Dat lukte niet. Probeer het zo nog een keer.",
  save: "Bewaar alles als bestand",
  inTalk: "Wat weet je van mij?",
  wipe: "Wis alles",
  sure: "Alles wissen?",
  sureText: "Je gesprek, je plan en je naam gaan weg. Een afspraak die staat, vervalt. Dit kun je niet terugdraaien.",
  yes: "Ja, wis alles",
  no: "Nee, laat staan",
  wiped: "Alles is gewist. Hier begint een nieuw gesprek.",
  rows: {
    started: "Begonnen op",
    said: "Berichten van jou",
    heard: "Berichten aan jou",
    ownWords: "Jouw woorden",
    step: "Jouw stap",
    name: "Jouw naam",
    contact: "Hoe we je bereiken",
    booking: "Jouw afspraak",
    until: "We bewaren dit tot",
    untilText: "{day}. Zeg je daarvoor nog iets, dan schuift dat op.",
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
  { "what": "Waar plaatsen op de kaart liggen", "name": "GeoNames", "licence": "CC BY 4.0" },
  {
    "what": "Wat mensen boeit in een beroep. Dit zijn Amerikaanse gemiddelden, dus alleen een aanwijzing.",
    "name": "O*NET", "licence": "CC BY 4.0, USDOL/ETA"
  },
  { "what": "Beroepen waarin nu veel werk is", "name": "UWV, beroepen met veel werk" },
  { "what": "Opleidingen in het mbo, ook uit de Kwalificatiestructuur mbo 2015", "name": "CompetentNL (SBB, UWV)" },
  { "what": "Postcodes met hun plaats", "name": "countrystatecity-postal-codes", "licence": "ODbL 1.0" },
  { "what": "Het model dat zinnen vergelijkt", "name": "Universal Sentence Encoder", "licence": "Apache-2.0" },
  { "what": "Welke woorden Nederlands zijn", "name": "wordfreq", "licence": "CC BY-SA 4.0" }
];

const OTHER = { en: () => import("./strings_en.js") };

/** The language of the widget's own words: of `listed` the first that the browser asks for, else the first we have. */
export async function speak(listed) {
  const offered = listed.filter((language) => language === "nl" || language in OTHER);
  const wished = (navigator.languages ?? []).map((language) => language.slice(0, 2).toLowerCase());
  const language = wished.find((one) => offered.includes(one)) ?? offered[0] ?? "nl";
  if (language !== "nl") {
    const { words } = await OTHER[language]();
    for (const [key, value] of Object.entries(words)) NL[key] = typeof value === "object" ? { ...NL[key], ...value } : value;
  }
  return language;
}

export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
