/** Signs beside a number; null for the dollar sign, which several countries share. */
export const symbols: Record<string, string | null> = {
  $: null,
  '€': 'EUR',
  '£': 'GBP',
  '₱': 'PHP',
  '¥': 'JPY',
  '₹': 'INR',
  '₩': 'KRW',
  '₫': 'VND',
  '฿': 'THB',
  '₺': 'TRY',
  '₽': 'RUB',
  '₪': 'ILS',
  '₦': 'NGN',
  '₴': 'UAH',
};

/** Currency words; null is a dollar or peso of a country the text does not name. */
export const moneyWords: Record<string, string | null> = {
  usd: 'USD',
  us: 'USD',
  dollar: null,
  dollars: null,
  bucks: null,
  buck: null,
  dolar: null,
  dolares: null,
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  gbp: 'GBP',
  pound: 'GBP',
  pounds: 'GBP',
  quid: 'GBP',
  php: 'PHP',
  piso: 'PHP',
  pesos: null,
  peso: null,
  mxn: 'MXN',
  ars: 'ARS',
  clp: 'CLP',
  cop: 'COP',
  brl: 'BRL',
  reais: 'BRL',
  soles: 'PEN',
  chf: 'CHF',
  franken: 'CHF',
  aed: 'AED',
  dirham: 'AED',
  dirhams: 'AED',
  sar: 'SAR',
  riyal: 'SAR',
  riyals: 'SAR',
  egp: 'EGP',
  idr: 'IDR',
  rp: 'IDR',
  rupiah: 'IDR',
  inr: 'INR',
  rupees: 'INR',
  rs: 'INR',
  cad: 'CAD',
  aud: 'AUD',
  nzd: 'NZD',
  sgd: 'SGD',
  myr: 'MYR',
  rm: 'MYR',
  jpy: 'JPY',
  yen: 'JPY',
  thb: 'THB',
  baht: 'THB',
  ريال: 'SAR',
  درهم: 'AED',
  جنيه: 'EGP',
  دولار: null,
  يورو: 'EUR',
  دينار: null,
  zar: 'ZAR',
  rand: 'ZAR',
  sek: 'SEK',
  nok: 'NOK',
  dkk: 'DKK',
  pln: 'PLN',
  zl: 'PLN',
};

/** Words after a number that make it something else than a price. */
export const units = new Set(
  'am pm a.m p.m h hr hrs hours hour horas hora heures heure uhr stunden std oras jam o oclock min mins minutes minutos minuten minit menit days day dias dia jours jour tage tag araw hari nights night noches nuits nachte weeks week semanas semaine semaines wochen minggu months month meses mois monate bulan buwan years year yrs yr anos ans jahre jahr taon tahun old miles mile mi km kms kilometers mpg hp cc gb tb mb mg kg kgs g lb lbs oz cm mm m ft feet foot inch inches in sq sqft sqm m2 bed beds bedroom bedrooms br bd bdrm bath baths bathroom ba room rooms people persons person personas personnes personen orang tao pax adults guests kids children pcs pc pieces piece piezas units unidades stuck pieces unit sets set pairs pair boxes box bottles speed gears door doors seats seater percent x times st nd rd th of de floor street ave road blocks minutes volts v w watts ghz inchs items item left owners owner more other different things chairs pieces tires wheels'.split(
    ' ',
  ),
);
/** Words before a number that make it something else than a price. */
export const labels = new Set(
  'id flight room vuelo vol flug no nr number numero num booking order ref code iphone galaxy apt apartment unit suite january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre january janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre tag am um gegen since model size talla taille grosse version ps xbox windows ios year las vers tel phone call text whatsapp next'.split(
    ' ',
  ),
);
/** Words that make a number beside them a price. */
export const moneyTalk = new Set(
  'price prices priced cost costs pay paying offer offers offered offering asking accept take lowest sell selling budget afford cash rent deposit listed spend bid precio cuesta pago pagar ofrezco oferta doy dejas dejo deja presupuesto prix coute propose offre payer preis kostet biete zahle angebot preco custa ofereco dou valor presyo magkano bayad tawad harga bayar tawar السعر بكم ادفع اعطيك سعر'.split(
    ' ',
  ),
);
/** Words that do so only for a number no clock or calendar has. */
export const looseMoneyTalk = new Set(
  'do go going give sound sounds low lower highest max minimum maximum deal worth firm about for only just total menos por pour fur faz deixo bigay last kasih jadi tal'.split(
    ' ',
  ),
);
