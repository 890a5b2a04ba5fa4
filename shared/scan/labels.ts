import type { FindingType } from './finding.ts';

/**
 * What a label announces: a finding's type, something that is none (`other`: an order, a ticket, a
 * form), an account of no said kind (`account`), or only that money is spoken of (`bank_context`).
 */
export type LabelKind = FindingType | 'other' | 'phone' | 'account' | 'bank_context' | 'meeting';

/** A label where it stands in the text. */
export type Label = { kind: LabelKind; start: number; end: number };

/** Words that announce a value. */
export type LabelRule = {
  kind: LabelKind;
  phrases: readonly string[];
  /** Counts only in capitals, because in small letters it is another word. */
  capitals?: true;
  /** Counts only before "#", "no", "num" or "number". */
  numbered?: true;
};

const SIGNS = ['number', 'numbers', 'no', 'nos', 'num', 'nbr'];

function words(list: string): string[] {
  return list.split(', ');
}

/** Each phrase alone and with each ending: "ssn", "ssn number", "ssn no", … */
function numberOf(list: string): string[] {
  return words(list).concat(onlyNumberOf(list));
}

/** Each phrase with an ending, and never without one. */
function onlyNumberOf(list: string): string[] {
  const all: string[] = [];
  for (const phrase of words(list)) for (const sign of SIGNS) all.push(`${phrase} ${sign}`);
  return all;
}

/**
 * Every label, by kind. Words of one phrase may be separated by spaces, hyphens, slashes, dots,
 * underscores or apostrophes: "driver's license" is `driver s license`.
 */
export const labelRules: readonly LabelRule[] = [
  {
    kind: 'SSN',
    phrases: [
      ...numberOf('ssn, ssns, social security, soc sec, social sec, socsec, s s n, ssan'),
      ...numberOf('social insurance, seguro social, securite sociale, ss card'),
      ...words(
        'soc, social, socials, numero de seguro social, numero de seguridad social, seguridad social, ' +
          'numero de securite sociale',
      ),
    ],
  },
  { kind: 'SSN', phrases: words('ss'), capitals: true, numbered: true },
  {
    kind: 'ITIN',
    phrases: numberOf('itin, individual taxpayer identification, individual taxpayer id, individual tax id'),
  },
  { kind: 'EIN', phrases: numberOf('fein, employer identification, employer id, federal employer id') },
  {
    kind: 'EIN',
    phrases: numberOf(
      'tax id, tax identification, federal tax id, federal id, taxpayer id, taxpayer identification, ' +
        'federal tax identification, fed id, fed tax id, business tax id',
    ),
  },
  { kind: 'EIN', phrases: numberOf('ein, tin, fid, eins'), capitals: true },
  { kind: 'EIN', phrases: words('ein'), numbered: true },
  {
    kind: 'CREDIT_CARD',
    phrases: [
      ...numberOf(
        'credit card, debit card, payment card, bank card, charge card, purchasing card, ' +
          'procurement card, gift card, cc, pcard, p card, creditcard, corporate card, travel card',
      ),
      ...numberOf(
        'card, cards, visa, mastercard, master card, amex, american express, diners club, jcb, ' +
          'maestro, unionpay, union pay, discover',
      ),
      ...words(
        'charge, card ending, cardholder, card holder, cvv, cvc, cvv2, tarjeta de credito, tarjeta, ' +
          'carte de credit, carte bancaire, card on file, pan',
      ),
    ],
  },
  {
    kind: 'BANK_ACCOUNT',
    phrases: [
      ...numberOf(
        'bank account, bank acct, checking account, savings account, checking acct, savings acct, ' +
          'deposit account, direct deposit account, chequing account, money market account, checking, ' +
          'savings, beneficiary account, payee account, account to debit, account to credit, ' +
          'bank accounts, checking a c, savings a c',
      ),
      ...words(
        'cuenta bancaria, numero de cuenta, compte bancaire, numero de compte, cuenta corriente, ' +
          'cuenta de ahorros',
      ),
    ],
  },
  {
    kind: 'account',
    phrases: numberOf('account, acct, a c, acc, accounts, acnt, accountnumber, accountno, acctno'),
  },
  {
    kind: 'ABA',
    phrases: numberOf(
      'routing, aba, rtn, routing transit, aba routing, aba rtn, transit routing, bank routing, ' +
        'transit, routing and transit, ach routing, wire routing, routing aba',
    ),
  },
  { kind: 'IBAN', phrases: numberOf('iban, international bank account') },
  {
    kind: 'DL',
    phrases: [
      ...numberOf(
        'driver license, drivers license, driver s license, driver licence, drivers licence, ' +
          'driver s licence, driving licence, driving license, driver lic, drivers lic, driver s lic, ' +
          'operator license, operators license, operator s license, driverslicense, driverlicense, ' +
          'drivers licenses, driver licenses, driver s licenses, dlic',
      ),
      ...numberOf(
        'state id, state id card, state identification, state identification card, learner s permit, ' +
          'learners permit, learner permit, driver s permit, non driver id',
      ),
      ...words('licencia de conducir, licencia de manejar, permis de conduire, numero de licencia'),
    ],
  },
  { kind: 'DL', phrases: numberOf('dl, dln, cdl, oln, d l, lic'), capitals: true },
  { kind: 'DL', phrases: words('dl, dln, cdl, oln'), numbered: true },
  { kind: 'MRN', phrases: words('patient, chart'), numbered: true },
  {
    kind: 'PASSPORT',
    phrases: [
      ...numberOf(
        'passport, passports, passport book, us passport, passport card, pasaporte, passeport, ' +
          'travel document',
      ),
      ...words('numero de pasaporte, numero de passeport'),
    ],
  },
  {
    kind: 'ANUM',
    phrases: numberOf(
      'alien registration, alien, alien reg, uscis, anumber, alien file, alien id, ' +
        'permanent resident card, green card, alien registration receipt',
    ),
  },
  { kind: 'ANUM', phrases: words('a'), capitals: true, numbered: true },
  { kind: 'ANUM', phrases: words('a number, a no'), capitals: true },
  { kind: 'phone', phrases: numberOf('phone, telephone, tel, fax, cell, mobile, call, hotline') },
  {
    kind: 'DOB',
    phrases: words(
      'dob, d o b, dobs, date of birth, dates of birth, birth date, birthdate, birthdates, ' +
        'birth dates, birthday, bday, b day, born on, born, dateofbirth, birth dt, bdate, ' +
        'day of birth, fecha de nacimiento, nacido el, nacida el, nacimiento, date de naissance, ' +
        'ne le, nee le, birth, geburtsdatum, data de nascimento',
    ),
  },
  {
    kind: 'MRN',
    phrases: [
      ...numberOf(
        'mrn, mrns, medical record, medical records, med rec, medical rec, patient id, patient record, ' +
          'patient identifier, patient account, health record, hospital, medical chart, emr, ehr, ' +
          'hospital id, medical id, unit record, medrec',
      ),

      ...words('patient mrn, epic mrn'),
    ],
  },
  {
    kind: 'MBI',
    phrases: numberOf(
      'mbi, medicare, medicare id, medicare beneficiary, medicare beneficiary id, ' +
        'medicare beneficiary identifier, medicare card, medicare claim, hic, hicn',
    ),
  },
  {
    kind: 'NPI',
    phrases: numberOf(
      'npi, npis, national provider identifier, national provider id, national provider, ' + 'provider npi',
    ),
  },
  {
    kind: 'DEA',
    phrases: numberOf('dea, dea registration, dea reg, dea id, dea license, drug enforcement administration'),
  },
  {
    kind: 'VIN',
    phrases: numberOf(
      'vin, vins, vehicle identification, vehicle id, vehicle ident, chassis, vin code, ' + 'vehicle serial',
    ),
  },
  {
    kind: 'PASSWORD',
    phrases: words(
      'password, passwords, passwd, pwd, passphrase, pass phrase, passcode, pass code, pass word, ' +
        'contrasena, mot de passe, access code, security code, pw, pswd, passw, user password, ' +
        'login password, door code, alarm code, gate code, security answer, secret key, api key, ' +
        'apikey, client secret',
    ),
  },
  { kind: 'PASSWORD', phrases: words('pin code, pin number, pin no, pin num, atm pin, debit pin, card pin') },
  { kind: 'PASSWORD', phrases: words('pin, pins, pass'), capitals: true },
  {
    kind: 'MAIDEN_NAME',
    phrases: words(
      'mother s maiden name, mothers maiden name, mother maiden name, maiden name of mother, ' +
        'mother s maiden, mmn',
    ),
  },
  {
    kind: 'SSN_LAST4',
    phrases: words(
      'last 4, last four, last 4 digits, last four digits, last 4 of, ending in, ends in, ssn4, l4, ' +
        'last4, ssn ending, ssn ending in, ssn last, ssn last 4, ssn last four, ultimos cuatro, ultimos 4',
    ),
  },
  {
    kind: 'NAME',
    phrases: words(
      'name, full name, legal name, patient, patient name, employee, employee name, client, ' +
        'client name, member, member name, applicant, claimant, beneficiary, dear, mr, mrs, ms, miss, ' +
        'dr, student, inmate, resident, parent, guardian, customer, insured, subscriber, taxpayer, ' +
        'spouse, child, owner, holder, sr, sra, nombre, nom, constituent, tenant, defendant, ' +
        'participant, enrollee, registered owner, veteran, offender, detainee, borrower, recipient, pt, ' +
        'minor, baby, wife, husband, partner, son, daughter, mother, mom, father, dad, brother, sister, ' +
        'neighbor, coworker, senora, senor',
    ),
  },
  {
    kind: 'bank_context',
    phrases: words(
      'bank, ach, wire, wire transfer, direct deposit, swift, bic, credit union, name on account, ' +
        'payee, electronic funds, eft, routing, aba, rtn, iban, bank of, account holder, voided check, ' +
        'deposit, deposits, sort code, account type, banking, beneficiary',
    ),
  },
  { kind: 'bank_context', phrases: words('fcu, cu'), capitals: true },
  {
    kind: 'meeting',
    phrases: words(
      'meeting, conference, conference id, conference call, dial in, dial, webinar, zoom, teams, ' +
        'webex, join, toll free, participant code, call in, bridge, host code, audio, one tap',
    ),
  },
  {
    kind: 'other',
    phrases: numberOf(
      'order, purchase order, invoice, inv, tracking, ticket, case, docket, part, phone, telephone, ' +
        'tel, fax, cell, mobile, ext, extension, ref, reference, confirmation, gl, gl code, cas, ndc, ' +
        'isbn, issn, serial, model, build, commit, bug, batch, survey, survey id, transaction, ' +
        'transaction id, receipt, form, sku, upc, item, zip, zip code, postal code, suite, room, ' +
        'version, lot, claim, permit, quote, project, asset, tag, grant, contract, customer, ' +
        'customer id, member id, group, employee id, student id, user id, meeting id, conference id, ' +
        'webinar id, change request, work order, service request, incident, request, request id, ' +
        'plate, license plate, registration, policy, bill, check, cheque, voucher, vendor, vendor id, ' +
        'requisition, product, product key, license key, duns, catalog, catalogue, library, ' +
        'library card, message id, session id, job, file, file number, section, article, chapter, ' +
        'page, statute, cfr, cage code, fedex, ups, usps, dhl, shipment, flight, booking, fund, org, ' +
        'cost center, cost centre, appropriation, meter, parcel, parcel id, badge, locker, box, ' +
        'p o box, record locator, certificate, control, log, guid, uuid, md5, sha1, sha256, hash, ' +
        'checksum, ip, mac address, routing table, routing slip, routing form, port, imei, iccid, sim, patent, proposal, rfp, bid, solicitation, ' +
        'award, code, barcode, gtin, ean, asin, lic plate, timestamp, epoch, cve, rfc, doi, pmid, ' +
        'hotline, call, copy',
    ),
  },
  { kind: 'other', phrases: numberOf('po, ups, id'), capitals: true },
  { kind: 'other', phrases: words('a number of') },
];
