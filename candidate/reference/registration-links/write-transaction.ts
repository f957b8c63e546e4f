import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import type { Line } from '../edifact/write-interchange.ts'

/** What staff tell the authority, beside what is on record. All texts; `%` clears what the authority has. */
export interface LinkRequest {
  kind: 'acceptance' | 'amendment' | 'removal' | 'deduction'
  /** 1 birth, 2 first registration, 3 transfer in, 4 immigrant. */
  acceptanceType?: string
  previousGp?: string
  /** Lines of the address before, one under the other. */
  previousAddress?: string
  birthPlace?: string
  /** ISO dates. */
  dateOfEntry?: string
  dateOfExit?: string
  drugsDispensed?: string
  surname?: string
  previousSurname?: string
  forename?: string
  title?: string
  address?: string
  postcode?: string
  /** Why a patient is to be taken off the list: 1 death, and so on. */
  reasonCode?: string
  date?: string
  notes?: string
}

/** The characters that the registration system can read: capitals, digits, and few marks. Source: ISO 9735, level A (UNOA). */
export const asLevelA = behaviour('registrationLinks.asLevelA', (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9 .,\-()/=!"%&*;<>'+:?]/g, ' '),
)

const day = (iso: string) => iso.replaceAll('-', '')
const date = (qualifier: string, iso: string | undefined): Line[] => (iso === undefined ? [] : [['DTM', [qualifier, day(iso), '102']]])
/** A coded attribute of a registration. */
const attribute = (qualifier: string, code: string | undefined): Line[] => (code === undefined ? [] : [['HEA', qualifier, [code, 'ZZZ']]])

/** Notes to the authority. */
export const notesLine = behaviour('registrationLinks.notesLine', (notes: string | undefined): Line[] => (notes === undefined ? [] : [['FTX', 'RGI', '', '', asLevelA(notes)]]))

/** Five lines, empty ones in their place, then the postcode. An address whose house has no name begins with a question mark. */
export const addressElements = behaviour('registrationLinks.addressElements', (lines: readonly string[], postcode: string): (string | string[])[] => [
  '',
  lines.slice(0, 5).map((line, at) => (at === 0 && line === '' ? '?' : asLevelA(line))),
  '',
  '',
  '',
  '',
  asLevelA(postcode),
])

/** The patient by NHS number; a newcomer may have none yet. */
const identified = (nhsNumber: string): string | string[] => (nhsNumber === '' ? '' : [nhsNumber, 'OPI'])

const SEX: Readonly<Record<string, string>> = { male: '1', female: '2', other: '9' }

/** The name before, which the authority goes by. */
export const previousName = behaviour('registrationLinks.previousName', ({ previousSurname }: LinkRequest): Line[] => (previousSurname === undefined ? [] : [['S02', '2'], ['PNA', 'PER', '', '', '', ['SU', asLevelA(previousSurname)]]]))

function acceptance(request: LinkRequest, { nhsNumber, national }: RegisteredPatient, today: string): Line[] {
  const name = national.name?.find(({ use }) => use === 'usual') ?? national.name?.[0]
  const address = national.address?.find(({ use }) => use === 'home') ?? national.address?.[0]
  const [forename, middle, ...others] = name?.given ?? []
  const named = (key: string, value: string | undefined): string[][] => (value === undefined || value === '' ? [] : [[key, asLevelA(value)]])
  return [
    ...(request.previousGp === undefined ? [] : [['NAD', 'PGP', '', '', asLevelA(request.previousGp)] as Line]),
    ...attribute('ACD', 'A'),
    ...attribute('ATP', request.acceptanceType),
    ...attribute('DM', request.drugsDispensed),
    ...date('956', today),
    ...date('957', request.dateOfEntry),
    ...date('958', request.dateOfExit),
    ...(request.birthPlace === undefined ? [] : [['LOC', '950', asLevelA(request.birthPlace)] as Line]),
    ...notesLine(request.notes),
    ['S02', '2'],
    ['PNA', 'PAT', identified(nhsNumber), '', '', ['SU', asLevelA(name?.family ?? '')], ...named('FO', forename), ...named('TI', name?.prefix?.[0]), ...named('MI', middle), ...named('FS', others.join(' '))],
    ...date('329', national.birthDate),
    ['PDI', sexCode(national.gender)],
    ['NAD', 'PAT', ...addressElements(address?.line ?? [], address?.postalCode ?? '')],
    ...(request.previousAddress === undefined ? [] : [['NAD', 'PER', '', request.previousAddress.split('\n').filter(Boolean).map(asLevelA)] as Line]),
    ...previousName(request),
  ]
}

/** 0 unknown, 1 male, 2 female, 9 other. */
export const sexCode = behaviour('registrationLinks.sexCode', (gender: string | undefined): string => SEX[gender ?? ''] ?? '0')

/** Only what has changed: what is left out stays as the authority has it. */
function amendment(request: LinkRequest, { nhsNumber }: RegisteredPatient): Line[] {
  const { surname, forename, title, address, postcode, drugsDispensed, notes } = request
  const name = (key: string, value: string | undefined): string[][] => (value === undefined ? [] : [[key, asLevelA(value)]])
  return [
    ...attribute('DM', drugsDispensed),
    ...notesLine(notes),
    ['S02', '2'],
    ['PNA', 'PAT', identified(nhsNumber), ...(surname === undefined && forename === undefined && title === undefined ? [] : ['', '', ...(surname === undefined ? [''] : []), ...name('SU', surname), ...name('FO', forename), ...name('TI', title)])],
    ...(address === undefined && postcode === undefined ? [] : [['NAD', 'PAT', ...addressElements(address?.split('\n') ?? [], postcode ?? '')] as Line]),
    ...previousName(request),
  ]
}

/** The segments of a transaction after its number and its GP. Source: FHSREG:0:1:FH:FHS001, as the published transactions have it. */
export function transactionLines(request: LinkRequest, patient: RegisteredPatient, today: string): Line[] {
  const named: Line[] = [['S02', '2'], ['PNA', 'PAT', identified(patient.nhsNumber)]]
  switch (request.kind) {
    case 'acceptance':
      return acceptance(request, patient, today)
    case 'amendment':
      return amendment(request, patient)
    case 'removal':
      return [...notesLine(request.notes), ...named]
    case 'deduction':
      return [['GIS', [request.reasonCode ?? '', 'ZZZ']], ...date('961', request.date), ...notesLine(request.notes), ...named]
  }
}
