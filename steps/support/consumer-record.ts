import { daysAfter, onTheWall } from './practice-clock.ts'
import type { ConsumerCall } from './consumer.ts'

type Parameter = Record<string, unknown> & { name: string; part?: object[] }

const NHS_NUMBER = 'https://fhir.nhs.uk/Id/nhs-number'
const today = () => onTheWall(Date.now()).date

/** A request for parts of somebody's record. */
export const recordOf = (nhsNumber: string, parts: readonly Parameter[]): ConsumerCall => ({
  interaction: 'structuredRecord',
  method: 'POST',
  path: 'Patient/$gpc.getstructuredrecord',
  body: { resourceType: 'Parameters', parameter: [{ name: 'patientNHSNumber', valueIdentifier: { system: NHS_NUMBER, value: nhsNumber } }, ...parts] },
})

const bool = (name: string, valueBoolean: boolean) => ({ name, valueBoolean })
const date = (name: string, valueDate: string) => ({ name, valueDate })
const period = (name: string, start?: string, end?: string) => ({ name, valuePeriod: { ...(start !== undefined && { start }), ...(end !== undefined && { end }) } })
const allergies = (resolved: boolean): Parameter => ({ name: 'includeAllergies', part: [bool('includeResolvedAllergies', resolved)] })
const medication = (...part: object[]): Parameter => ({ name: 'includeMedication', part })

/** Codes of the lists, by how scenarios word them. Source: GP Connect, primary lists. */
export const LISTS: Record<string, string> = {
  allergies: '886921000000105',
  'ended allergies': '1103671000000101',
  medication: '933361000000108',
  consultations: '1149501000000101',
  problems: '717711000000103',
  immunisations: '1102181000000102',
  'what is uncategorised': '826501000000100',
  investigations: '887191000000108',
  referrals: '792931000000107',
  'the diary': '714311000000108',
}

/** Requests that are in order, by how scenarios word what is asked for. */
export const PARTS: Record<string, () => Parameter[]> = {
  'allergies, also those that have ended': () => [allergies(true)],
  'allergies of today': () => [allergies(false)],
  medication: () => [medication()],
  'medication without its issues': () => [medication(bool('includePrescriptionIssues', false))],
  'medication since last month': () => [medication(date('medicationSearchFromDate', daysAfter(today(), -30)))],
  'medication since today': () => [medication(date('medicationSearchFromDate', today()))],
  'allergies and medication': () => [allergies(true), medication()],
  consultations: () => [{ name: 'includeConsultations' }],
  'consultations since last year': () => [{ name: 'includeConsultations', part: [period('consultationSearchPeriod', daysAfter(today(), -365))] }],
  'consultations until today': () => [{ name: 'includeConsultations', part: [period('consultationSearchPeriod', undefined, today())] }],
  'the last three consultations': () => [{ name: 'includeConsultations', part: [{ name: 'includeNumberOfMostRecent', valueInteger: 3 }] }],
  problems: () => [{ name: 'includeProblems' }],
  'active problems': () => [{ name: 'includeProblems', part: [{ name: 'filterStatus', valueCode: 'active' }] }],
  'major and minor problems': () => [
    { name: 'includeProblems', part: [{ name: 'filterSignificance', valueCode: 'major' }] },
    { name: 'includeProblems', part: [{ name: 'filterSignificance', valueCode: 'minor' }] },
  ],
  immunisations: () => [{ name: 'includeImmunisations' }],
  'what is uncategorised': () => [{ name: 'includeUncategorisedData' }],
  'what is uncategorised of today': () => [{ name: 'includeUncategorisedData', part: [period('uncategorisedDataSearchPeriod', today(), today())] }],
  investigations: () => [{ name: 'includeInvestigations' }],
  'investigations of long ago': () => [{ name: 'includeInvestigations', part: [period('investigationSearchPeriod', '2019-01-01', '2019-12-31')] }],
  'investigations of today': () => [{ name: 'includeInvestigations', part: [period('investigationSearchPeriod', today(), today())] }],
  referrals: () => [{ name: 'includeReferrals' }],
  'referrals of today': () => [{ name: 'includeReferrals', part: [period('referralSearchPeriod', today(), today())] }],
  'referrals of last week': () => [{ name: 'includeReferrals', part: [period('referralSearchPeriod', daysAfter(today(), -9), daysAfter(today(), -2))] }],
  'the diary': () => [{ name: 'includeDiaryEntries' }],
  'the diary until today': () => [{ name: 'includeDiaryEntries', part: [date('diaryEntriesSearchDate', today())] }],
  'the diary of the next month': () => [{ name: 'includeDiaryEntries', part: [date('diaryEntriesSearchDate', daysAfter(today(), 30))] }],
  'allergies, and something that nobody knows': () => [allergies(true), { name: 'includeMadeUp' }],
  'allergies with a part that nobody knows': () => [{ name: 'includeAllergies', part: [bool('includeResolvedAllergies', true), { name: 'madeUp', valueString: 'x' }] }],
  'immunisations with a part that nobody knows': () => [{ name: 'includeImmunisations', part: [{ name: 'madeUp', valueString: 'x' }] }],
  'problems with a part that nobody knows': () => [{ name: 'includeProblems', part: [{ name: 'madeUp', valueString: 'x' }] }],
}

const changed = (nhsNumber: string, identifier: object | undefined): ConsumerCall => {
  const call = recordOf(nhsNumber, [allergies(true)])
  const { parameter } = call.body as { parameter: Parameter[] }
  return { ...call, body: { resourceType: 'Parameters', parameter: [...(identifier ? [{ name: 'patientNHSNumber', valueIdentifier: identifier }] : []), ...parameter.slice(1)] } }
}
const dated = (name: string, part: string, value: (day: string) => object) => (nhsNumber: string) => recordOf(nhsNumber, [{ name, part: [value(today())].map((each) => ({ ...each, name: part })) }])
const together = (...parts: Parameter[]) => (nhsNumber: string) => recordOf(nhsNumber, parts)
const consultations: Parameter = { name: 'includeConsultations' }
const problems: Parameter = { name: 'includeProblems' }

/** Days that are none: by the words of a scenario, what stands in their place. */
const NO_DAYS: Record<string, (day: string) => string> = {
  'a month': (day) => day.slice(0, 7),
  'a year': (day) => day.slice(0, 4),
  'a day with a time': (day) => `${day}T00:00:00+00:00`,
  'what is no day': () => 'notAValidDate',
}

/** How scenarios word requests for the record that are not in order. */
export const RECORD_FLAWS: Record<string, (nhsNumber: string) => ConsumerCall> = {
  'with no NHS number': (nhsNumber) => changed(nhsNumber, undefined),
  'with a number of no system': (nhsNumber) => changed(nhsNumber, { system: '', value: nhsNumber }),
  'with a number of another system': (nhsNumber) => changed(nhsNumber, { system: 'https://fhir.nhs.uk/Id/other', value: nhsNumber }),
  'with a wrong check digit': (nhsNumber) => changed(nhsNumber, { system: NHS_NUMBER, value: nhsNumber.slice(0, 9) + String((Number(nhsNumber[9]) + 1) % 10) }),
  'with an empty NHS number': (nhsNumber) => changed(nhsNumber, { system: NHS_NUMBER, value: '' }),
  'as another kind of resource': (nhsNumber) => ({ ...recordOf(nhsNumber, []), body: { resourceType: 'Patient', id: '1' } }),
  'as no resource': (nhsNumber) => ({ ...recordOf(nhsNumber, []), body: '{' }),
  'for nothing': together(),
  'for what nobody knows': together({ name: 'includeMadeUp' }),
  'without a word on ended allergies': together({ name: 'includeAllergies' }),
  'for medication and allergies, without a word on ended ones': together(medication(), { name: 'includeAllergies' }),
  'with text for a yes or no': together({ name: 'includeAllergies', part: [{ name: 'includeResolvedAllergies', valueString: 'true' }] }),
  'with text for issues': together(medication({ name: 'includePrescriptionIssues', valueString: 'true' })),
  'with the same part twice': together(medication(bool('includePrescriptionIssues', true), bool('includePrescriptionIssues', false))),
  'for consultations by number and by period': together({ name: 'includeConsultations', part: [period('consultationSearchPeriod', '2020-01-01'), { name: 'includeNumberOfMostRecent', valueInteger: 3 }] }),
  'for problems of a status that there is not': together({ name: 'includeProblems', part: [{ name: 'filterStatus', valueCode: 'dormant' }] }),
  'for problems of a significance that there is not': together({ name: 'includeProblems', part: [{ name: 'filterSignificance', valueCode: 'middling' }] }),
  'for the diary of last week': dated('includeDiaryEntries', 'diaryEntriesSearchDate', (day) => ({ valueDate: daysAfter(day, -7) })),
  'for medication since tomorrow': dated('includeMedication', 'medicationSearchFromDate', (day) => ({ valueDate: daysAfter(day, 1) })),
  'for consultations and medication since a day': together(consultations, medication(date('medicationSearchFromDate', '2020-01-01'))),
  'for consultations and uncategorised data of a period': together(consultations, { name: 'includeUncategorisedData', part: [period('uncategorisedDataSearchPeriod', '2020-01-01')] }),
  'for consultations and active problems': together(consultations, { name: 'includeProblems', part: [{ name: 'filterStatus', valueCode: 'active' }] }),
  'for consultations and referrals of a period': together(consultations, { name: 'includeReferrals', part: [period('referralSearchPeriod', '2020-01-01')] }),
  'for consultations and the diary until a day': (nhsNumber) => recordOf(nhsNumber, [consultations, { name: 'includeDiaryEntries', part: [date('diaryEntriesSearchDate', daysAfter(today(), 9))] }]),
  'for consultations and immunisations not given': together(consultations, { name: 'includeImmunisations', part: [bool('includeNotGiven', true)] }),
  'for problems and medication since a day': together(problems, medication(date('medicationSearchFromDate', '2020-01-01'))),
  'for problems and uncategorised data of a period': together(problems, { name: 'includeUncategorisedData', part: [period('uncategorisedDataSearchPeriod', '2020-01-01')] }),
  'for problems and referrals of a period': together(problems, { name: 'includeReferrals', part: [period('referralSearchPeriod', '2020-01-01')] }),
  'for problems and the diary until a day': (nhsNumber) => recordOf(nhsNumber, [problems, { name: 'includeDiaryEntries', part: [date('diaryEntriesSearchDate', daysAfter(today(), 9))] }]),
  'for problems and the status of immunisations': together(problems, { name: 'includeImmunisations', part: [bool('includeStatus', true)] }),
  ...Object.fromEntries(
    Object.entries(NO_DAYS).flatMap(([words, value]) => [
      [`for medication since ${words}`, dated('includeMedication', 'medicationSearchFromDate', (day) => ({ valueDate: value(day) }))],
      [`for the diary until ${words}`, dated('includeDiaryEntries', 'diaryEntriesSearchDate', (day) => ({ valueDate: value(day) }))],
      ...periods().map(([area, parameter, part]) => [`for ${area} from ${words}`, dated(parameter, part, (day) => ({ valuePeriod: { start: value(day) } }))] as const),
    ]),
  ),
  ...Object.fromEntries(
    periods().flatMap(([area, parameter, part]) => [
      [`for ${area} from tomorrow`, dated(parameter, part, (day) => ({ valuePeriod: { start: daysAfter(day, 1) } }))],
      [`for ${area} from today to yesterday`, dated(parameter, part, (day) => ({ valuePeriod: { start: day, end: daysAfter(day, -1) } }))],
    ]),
  ),
}

function periods(): readonly (readonly [area: string, parameter: string, part: string])[] {
  return [
    ['consultations', 'includeConsultations', 'consultationSearchPeriod'],
    ['uncategorised data', 'includeUncategorisedData', 'uncategorisedDataSearchPeriod'],
    ['investigations', 'includeInvestigations', 'investigationSearchPeriod'],
    ['referrals', 'includeReferrals', 'referralSearchPeriod'],
  ]
}
