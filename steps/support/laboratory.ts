import { writeInterchange, writeMessage, type Written } from '../../config/edifact/write-edifact.ts'

/** How a code of a test or finding travels: Read version 2, SNOMED CT. Source: MEDRPT, code lists 911 and 921. */
export const CODE_LISTS = { 'http://read.info/readv2': '911', 'http://snomed.info/sct': '921' } as const

const COMPARATORS = { '>=': '5', '>': '6', '<': '7', '<=': '8' } as const

export interface SentCode {
  system?: keyof typeof CODE_LISTS
  code?: string
  text: string
}

/** A result as a laboratory sends it. */
export interface SentResult {
  test: SentCode
  value?: string
  comparator?: keyof typeof COMPARATORS
  unit?: string
  finding?: SentCode
  /** HH, LL, A and AA go in FHIR alone. */
  flag?: 'HI' | 'LO' | 'OR' | 'PA' | 'HH' | 'LL' | 'A' | 'AA'
  ranges?: { low: string; high: string; text?: string }[]
  /** Each is a list of lines of at most seventy characters. */
  comments?: string[][]
  status?: 'FI' | 'PR' | 'CO' | 'AM'
  /** It heads the results after it up to the next head. */
  heads?: true
  /** This head is a member of the head before it; in FHIR alone. */
  nested?: true
}

/** How a report may be broken so that its receiver has to refuse it. Source: published failures of the laboratory results adaptor. */
export type ReportFlaw = 'requester not named' | 'finding without a code' | 'finding without words' | 'test without words' | 'test without anything' | 'code of an unknown list'

export interface SentReport {
  /** NHS002 and NHS003 are pathology, NHS004 is screening. */
  variant: 'NHS002' | 'NHS003' | 'NHS004'
  number: string
  status: 'UN' | 'PR' | 'SR'
  /** yyyyMMddHHmm */
  issued: string
  about: { nhsNumber?: string; given: string; family: string; birthDate: string; gender: string }
  /** GMP code of whoever asked for it. */
  requester: string
  clinicalDetails: string[][]
  /** What the laboratory says of all of it together; in FHIR alone. */
  conclusion?: string
  specimens: string[]
  results: SentResult[]
  flaw?: ReportFlaw
}

/** The laboratory, by its name in the messages. */
export const LABORATORY = "ST VALE'S HOSPITAL"

/** What is wrong with an interchange as a whole, in a scenario's words. */
export type InterchangeFlaw = 'ends under another reference' | 'has a message that ends under another reference' | 'is no EDIFACT at all'

export const FERRITIN: SentResult = { test: { system: 'http://read.info/readv2', code: '42R4.', text: 'Serum ferritin' }, value: '11', unit: 'ng/mL', ranges: [{ low: '10', high: '200' }] }
const read2 = (code: string, text: string): SentCode => ({ system: 'http://read.info/readv2', code, text })
const snomed = (code: string, text: string): SentCode => ({ system: 'http://snomed.info/sct', code, text })

/** The findings of the bowel cancer screening programme, as it publishes them. */
const SCREENING: SentResult = {
  test: snomed('368481000000103', 'BCS:FOB result'),
  finding: snomed('375211000000108', 'Bowel cancer screening programme FOB test normal (finding)'),
  comments: [['Normal. Sent following an initial single Negative result or following', '2 Negative results after an initial Weak Positive']],
}

/** What laboratories send, by the name that scenarios use. */
export const REPORTS: Record<string, Partial<SentReport>> = {
  'a ferritin result': {},
  'a ferritin result below its range': { results: [{ ...FERRITIN, value: '4.2', flag: 'LO' }] },
  'results that are too high, too low and out of range': {
    results: [
      FERRITIN,
      { test: read2('44I4.', 'Serum potassium'), value: '6.4', unit: 'mmol/L', flag: 'HI', ranges: [{ low: '3.6', high: '5.3' }] },
      { test: read2('423..', 'Haemoglobin estimation'), value: '7.2', unit: 'g/dL', flag: 'LO', ranges: [{ low: '11.5', high: '16.5' }] },
      { test: read2('44CS.', 'Serum C reactive protein level'), value: '16', unit: 'mg/L', flag: 'OR', ranges: [{ low: '1', high: '4' }] },
    ],
  },
  'a result that may be abnormal': { results: [{ ...FERRITIN, flag: 'PA' }] },
  'results below and above what can be measured': {
    results: [
      { test: read2('442X.', 'Plasma TSH level'), value: '0.05', comparator: '<', unit: 'mU/L', flag: 'LO', ranges: [{ low: '0.35', high: '5.5' }] },
      { ...FERRITIN, value: '2000', comparator: '>', flag: 'HI' },
    ],
  },
  'results of at most and at least a number': {
    results: [
      { ...FERRITIN, value: '15', comparator: '<=' },
      { ...FERRITIN, value: '190', comparator: '>=' },
    ],
  },
  'a result with ranges for different people': { results: [{ ...FERRITIN, ranges: [{ low: '10', high: '200', text: 'Female, before the menopause' }, { low: '15', high: '150', text: 'Female, after it' }] }] },
  'a result in words': {
    clinicalDetails: [['Tired all the time: low Hb?', "On O'Brien's iron + folate"]],
    results: [{ test: { text: 'Haematinic review' }, flag: 'PA', comments: [['Time        (mmol/l)      Ketones', 'Fasting      4.3         negative'], ["Dr O'Connell: repeat + review? It's 1:2"]] }],
  },
  'tests in SNOMED CT and without a code': { results: [{ ...FERRITIN, test: snomed('1019991000000104', 'Serum ferritin level') }, { ...FERRITIN, test: { text: 'Ferritin (referred)' } }] },
  'a preliminary report': { status: 'PR', results: [{ ...FERRITIN, status: 'PR' }] },
  'a panel of tests on two specimens': {
    specimens: ['Serum', 'EDTA'],
    results: [
      { test: read2('451..', 'Renal function tests'), heads: true },
      { test: read2('44I5.', 'Serum sodium'), value: '136', unit: 'mmol/L', ranges: [{ low: '135', high: '145' }] },
      { test: read2('44I4.', 'Serum potassium'), value: '6.4', unit: 'mmol/L', flag: 'HI', ranges: [{ low: '3.6', high: '5.3' }] },
      { test: read2('424..', 'Full blood count - FBC'), heads: true },
      { test: read2('42P..', 'Platelet count'), value: '497', unit: '10*9/L', flag: 'HI', ranges: [{ low: '150', high: '450' }], comments: [['Film to follow.']] },
    ],
  },
  'a report in the older variant': { variant: 'NHS002' },
  'a normal bowel screening result': { variant: 'NHS004', clinicalDetails: [], specimens: ['Faeces'], results: [SCREENING] },
  'a bowel screening result with a code that is new': { variant: 'NHS004', clinicalDetails: [], specimens: ['Faeces'], results: [{ ...SCREENING, finding: snomed('999991000000107', 'Bowel cancer screening: a finding of next quarter') }] },
}

/** `G`, the DIN and its check digit: how laboratories name a GP. Source: MESSAGING facts on GMP codes (weights 1, 3, 7). */
export function gmpCode(din: string): string {
  const sum = [...din].reduce((total, digit, at) => total + ((Number(digit) * [1, 3, 7][at % 3]!) % 10), 0)
  return `G${din}${sum % 10}`
}

const list = ({ system }: SentCode) => (system ? CODE_LISTS[system] : '')

function resultLines({ test, value, comparator, unit = '', finding, flag, ranges = [], comments = [], status, heads }: SentResult, place: { specimen: number; head: number; older: boolean }, flaw?: ReportFlaw): Written[] {
  const unknown = flaw === 'code of an unknown list' ? '912' : undefined
  const words = flaw === 'test without words' ? '' : test.text
  return [
    ['GIS', 'N'],
    flaw === 'test without anything' ? ['INV', 'MQ'] : ['INV', 'MQ', [test.code ?? '', unknown ?? list(test), '', words]],
    ...(heads ? [['SEQ', '', String(place.head)] as Written] : []),
    ...(value !== undefined ? [['RSL', 'NV', [value, ...(comparator ? [COMPARATORS[comparator]] : [])], '', place.older ? [unit] : ['', '', '', unit], flag ?? ''] as Written] : []),
    ...(finding
      ? [flaw === 'finding without a code' ? (['RSL', 'CV'] as Written) : (['RSL', 'CV', ['', '', finding.code ?? '', list(finding), '', flaw === 'finding without words' ? '' : finding.text], '', '', flag ?? ''] as Written)]
      : []),
    ...(value === undefined && !finding && flag ? [['RSL', '', '', '', '', flag] as Written] : []),
    ...(status ? [['STS', '', status] as Written] : []),
    ...comments.map((lines): Written => ['FTX', 'SPC', '', '', lines]),
    ['RFF', place.head > 0 && !heads ? ['ARL', String(place.head)] : ['ASL', String(place.specimen)]],
    ...ranges.flatMap(({ low, high, text }): Written[] => [['S20', '20'], ['RND', 'U', low, high], ...(text ? [['FTX', 'RPD', '', '', text] as Written] : [])]),
  ]
}

/** The segments of a report between UNH and UNT. Source: NHS laboratory report message MEDRPT, as its published examples have it. */
function reportLines({ variant, number, status, issued, about, requester, clinicalDetails, specimens, results, flaw }: SentReport, practice: string): Written[] {
  const screening = variant === 'NHS004'
  const party = (...lines: Written[]): Written[] => [['S01', '01'], ...lines]
  let head = 0
  return [
    ['BGM', 'LSR'],
    ['DTM', ['137', issued, '203']],
    ...party(flaw === 'requester not named' ? ['NAD', 'PO'] : screening ? ['NAD', 'PO', '', '', 'BCSP Hub Manager'] : ['NAD', 'PO', [requester, '900'], '', 'As named in the request'], ['SPR', 'PRO']),
    ...party(['NAD', 'MR', [practice, '901']], ['SPR', 'ORG']),
    ...party(['NAD', 'SLA', '', '', screening ? 'UNKNOWN' : 'Haematology'], ['SPR', 'DPT']),
    ...party(['NAD', 'SLA', '', '', screening ? 'Northern Vale Screening Hub' : LABORATORY], ['SPR', 'ORG']),
    ['S02', '02'],
    ['GIS', 'N'],
    ['RFF', ['SRI', number]],
    ['STS', '', status],
    ['DTM', ['ISR', issued, '203']],
    ['S06', '06'],
    ['ADR', '', ['US', '12 ORCHARD CLOSE', 'HARROGATE'], '', 'HG2 7QP'],
    ['S07', '07'],
    ['PNA', 'PAT', about.nhsNumber === undefined ? '' : [about.nhsNumber, 'OPI'], '', '', ['SU', about.family.toUpperCase()], ['FO', about.given.toUpperCase()]],
    ['DTM', ['329', about.birthDate.replaceAll('-', ''), '102']],
    ['PDI', about.gender === 'female' ? '2' : '1'],
    ...(clinicalDetails.length > 0 ? ([['S10', '10'], ['CIN', 'UN'], ...clinicalDetails.map((lines): Written => ['FTX', 'CID', '', '', lines])] as Written[]) : []),
    ...specimens.flatMap((type, at): Written[] => [
      ['S16', '16'],
      ['SEQ', '', String(at + 1)],
      ['SPC', 'TSP', ['', '', '', type]],
      ['RFF', ['STI', `${number}.${at + 1}`]],
      ['DTM', ['SCO', issued, '203']],
    ]),
    ...results.flatMap((result, at) => {
      if (result.heads) head++
      return resultLines(result, { specimen: Math.max(1, Math.min(head, specimens.length)), head, older: variant === 'NHS002' }, at === 0 ? flaw : undefined)
    }),
  ]
}

export interface SentInterchange {
  /** Control reference: occurs nowhere else. */
  reference: string
  reports: SentReport[]
  acknowledge: boolean
  flaw?: InterchangeFlaw
}

/** EDI codes of the laboratory and of the practice, with their qualifier. */
export const EDI = { laboratory: '000000004400001:80', practice: '000000024600002:80' }

/** An interchange as the laboratory sends it. */
export function interchangeOf({ reference, reports, acknowledge, flaw }: SentInterchange, practice: string): string {
  if (flaw === 'is no EDIFACT at all') return `%PDF-1.4 ${reference} is not what it should be`
  const messages = reports.map((report, at) => writeMessage(String(at + 1), `MEDRPT:0:1:RT:${report.variant}`, reportLines(report, practice)))
  const text = writeInterchange({ syntax: 'UNOC:3', sender: EDI.laboratory, recipient: EDI.practice, reference, date: '261122', time: '0915', application: 'MEDRPT', acknowledge }, messages)
  if (flaw === 'ends under another reference') return text.replace(/UNZ\+(\d+)\+.*'$/, "UNZ+$1+101'")
  return flaw === 'has a message that ends under another reference' ? text.replace(/(UNT\+\d+)\+1'/, "$1+9'") : text
}

/** A text without the way its lines are broken: laboratories cut long lines where they must. */
export const unbroken = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
