import type { ExtractView } from '../../candidate/port/extracts.ts'
import type { ExtractFile } from '../support/extracts.ts'
import { check, finding, type Found } from './check.ts'

/** There is as much of something on its way as there should be, and it went to the mailbox that it is for. */
export const ensureSentTo = check('it went to whom it is for', (_sight, { files, mailbox, times }: { files: readonly ExtractFile[]; mailbox: string; times: number }) => [
  files.length !== times && finding('another number of files', { expected: times, seen: files.length }),
  ...files.map(({ to, root }) => to !== mailbox && finding('to another mailbox', { expected: mailbox, seen: `${to} (${root})` })),
])

/** Every file can be read, and says of itself what it must: how many records it has, whose it is, when it was made, and a reference of its own. */
export const ensureEnvelope = check('the file says what it is', (_sight, { files, practice }: { files: readonly ExtractFile[]; practice: string }) => {
  if (files.length === 0) return finding('there is no file', { expected: 'one', seen: 'none' })
  const references = files.map(({ envelope }) => envelope['ExtractReference'] ?? '')
  return [
    new Set(references).size < references.length && finding('two files of one reference', { expected: 'a reference for each file', seen: references.join(', ') }),
    ...files.flatMap(({ root, envelope, records, text }): Found[] => {
      if (root === '') return [finding('nobody can read it', { expected: 'XML', seen: text.slice(0, 200) })]
      const missing = ['SystemCode', 'VersionRelease', 'ExtractDateTime', 'SubmissionDateTime'].filter((item) => !envelope[item])
      return [
        envelope['RecordCount'] !== String(records.length) && finding('it counts wrongly', { expected: records.length, seen: envelope['RecordCount'] ?? 'no RecordCount' }),
        !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(envelope['ExtractReference'] ?? '') && finding('its reference is no GUID', { expected: 'a GUID', seen: envelope['ExtractReference'] ?? 'none' }),
        envelope['PracticeCode'] !== practice && finding('another practice', { expected: practice, seen: envelope['PracticeCode'] ?? 'none' }),
        ['ExtractDateTime', 'SubmissionDateTime'].some((item) => Number.isNaN(Date.parse(envelope[item] ?? ''))) && finding('it does not say when it was made', { expected: 'date and time', seen: envelope['ExtractDateTime'] ?? 'nothing' }),
        missing.length > 0 && finding('the envelope is not complete', { expected: missing.join(', '), seen: 'missing' }),
      ]
    }),
  ]
})

/** A file tells of these patients and not of those. */
export const ensurePatientsIn = check('it tells of those it may, and of nobody else', (_sight, { files, present, absent }: { files: readonly ExtractFile[]; present: readonly string[]; absent: readonly string[] }) => {
  const told = files.flatMap(({ records }) => records.map((record) => record['NHSNumber'] ?? ''))
  const texts = files.map(({ text }) => text).join('\n')
  return [
    ...present.map((number) => !told.includes(number) && finding('a patient is missing', { expected: number, seen: told.join(', ') || 'nobody' })),
    ...absent.map((number) => texts.includes(number) && finding('a patient who must not be in it', { expected: 'not told of', seen: number })),
  ]
})

/** What is told of a patient: these codes with their days, once each, and no items beyond those that were asked for. */
export const ensureEntriesTold = check('what is coded is told, and nothing else', (_sight, { files, nhsNumber, expected, items }: { files: readonly ExtractFile[]; nhsNumber: string; expected: readonly { code: string; day: string }[]; items: readonly string[] }) => {
  const own = files.flatMap(({ records }) => records.filter((record) => record['NHSNumber'] === nhsNumber))
  const shown = own.map((record) => `${record['Code'] ?? 'no code'} on ${record['RecordedDate'] ?? 'no day'}`).sort()
  const wanted = expected.map(({ code, day }) => `${code} on ${day}`).sort()
  const more = [...new Set(own.flatMap((record) => Object.keys(record)))].filter((item) => !items.includes(item))
  return [
    shown.join() !== wanted.join() && finding('other entries', { expected: wanted.join(', ') || 'none', seen: shown.join(', ') || 'none' }),
    more.length > 0 && finding('items that were not asked for', { expected: items.join(', '), seen: more.join(', ') }),
  ]
})

/** Nothing in what left the practice tells who somebody is, or what was written about them. */
export const ensureNothingTold = check('nothing in it tells who the patient is', (_sight, { files, secrets }: { files: readonly ExtractFile[]; secrets: Readonly<Record<string, string>> }) => [
  files.length === 0 && finding('nothing was sent', { expected: 'a file', seen: 'none' }),
  ...files.flatMap(({ text }) => Object.entries(secrets).flatMap(([name, value]) => (text.toLowerCase().includes(value.toLowerCase()) ? [finding(`it has the ${name}`, { expected: 'not told', seen: value })] : []))),
])

/** One record, and what it says; an expected value of `undefined` must not be there. */
export const ensureRecord = check('the record says what it should', (_sight, { records, expected }: { records: readonly Readonly<Record<string, string>>[]; expected: Readonly<Record<string, string | undefined>> }) => {
  if (records.length !== 1) return finding('it is not there once', { expected: 'one record', seen: `${records.length}` })
  return Object.entries(expected).map(([item, value]) => records[0]![item] !== value && finding(`another ${item}`, { expected: value ?? 'nothing', seen: records[0]![item] ?? 'nothing' }))
})

/** The list that goes to the national service: as it demands, with these numbers and without those. */
export const ensureList = check('the list is as the national service wants it', (_sight, { lists, present, absent, mailbox, today }: { lists: readonly { text: string; fileName: string; to: string }[]; present: readonly string[]; absent: readonly string[]; mailbox: string; today: string }) => {
  const [list, ...more] = lists
  if (!list) return finding('no list was sent', { expected: present.join(', '), seen: 'none' })
  const [year = '', month = '', day = ''] = today.split('-')
  const numbers: string[] = list.text.match(/\d{10}/g) ?? []
  return [
    more.length > 0 && finding('asked more than once', { expected: 1, seen: lists.length }),
    list.to !== mailbox && finding('to another mailbox', { expected: mailbox, seen: list.to }),
    !/^(?:\d{10},\n)+$/.test(list.text) && finding('other lines', { expected: 'an NHS number and a comma a line, ended by LF', seen: list.text.slice(0, 60) }),
    !new RegExp(`^[A-Z0-9]+-${day}${month}${year.slice(2)}-\\d{4}(\\.dat)?$`).test(list.fileName) && finding('another file name', { expected: `<mailbox>-${day}${month}${year.slice(2)}-<number>`, seen: list.fileName }),
    ...present.map((number) => !numbers.includes(number) && finding('somebody is not on it', { expected: number, seen: 'missing' })),
    ...absent.map((number) => numbers.includes(number) && finding('somebody who has no business on it', { expected: 'not on it', seen: number })),
    new Set(numbers).size < numbers.length && finding('somebody is on it twice', { expected: 'each once', seen: numbers.join(', ') }),
  ]
})

/** How the practice sees something that it sent, or is to send. */
export const ensureExtractShown = check('the practice sees what became of it', (_sight, { extract, expected }: { extract: ExtractView | undefined; expected: Partial<ExtractView> }) => {
  if (!extract) return finding('it is not on the list', { expected: JSON.stringify(expected), seen: 'nothing' })
  return Object.entries(expected).map(([name, value]) => extract[name as keyof ExtractView] !== value && finding(`another ${name}`, { expected: value, seen: extract[name as keyof ExtractView] ?? 'nothing' }))
})
