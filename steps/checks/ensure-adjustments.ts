import type { AdjustmentsView } from '../../candidate/port/adjustments.ts'
import { check, finding } from './check.ts'

/** Codes of what is active nationally, oldest first. */
interface National {
  part: string
  active: boolean
  resource: Record<string, unknown>
}

const termOf = ({ resource }: National): string => {
  const coding = (resource['code'] as { coding?: { code?: string; display?: string }[] } | undefined)?.coding?.[0]
  return coding?.code ?? 'no code'
}

/** The user sees just these adjustments, as the national record has them now. */
export const ensureAdjustmentsSeen = check('the user sees which adjustments the patient needs', (_sight, { seen, codes }: { seen: AdjustmentsView; codes: readonly string[] }) => {
  const shown = seen.adjustments.map(({ code }) => code).sort()
  return [
    seen.state !== (codes.length ? 'recorded' : 'none') && finding('shown in another state', { expected: codes.length ? 'recorded' : 'none', seen: seen.state }),
    shown.join() !== [...codes].sort().join() && finding('other adjustments', { expected: codes.length ? codes : 'none', seen: shown.length ? shown : 'none' }),
  ]
})

/** The user learns that it could not be checked; nobody can take it for "nothing recorded" or for the record as it is. */
export const ensureSeenAsUnchecked = check('the user sees that adjustments could not be checked', (_sight, { seen }: { seen: AdjustmentsView }) => [
  seen.state !== 'unchecked' && finding('shown as if it had been read', { expected: 'unchecked', seen: seen.state }),
  !/could not|not (be )?checked|unable|cannot/i.test(seen.problem ?? '') && finding('the words do not say so', { expected: 'that it could not be checked', seen: seen.problem ?? 'nothing' }),
])

/** A user without a clinical role knows that there is something, and not what. Source: Reasonable Adjustment Flag API, Overview. */
export const ensureExistenceOnly = check('the user sees that there are adjustments, and not which', (_sight, { seen }: { seen: AdjustmentsView }) => [
  seen.state !== 'recorded' && finding('not told that there are any', { expected: 'recorded', seen: seen.state }),
  ...[...seen.adjustments, ...seen.unshared].map(({ term }) => finding('told which', { expected: 'nothing', seen: term })),
  seen.consent !== undefined && finding('told how consent was given', { expected: 'nothing', seen: seen.consent.role }),
])

/** These adjustments are active on the national record, each once. */
export const ensureNationalAdjustments = check(
  'the national record has just these adjustments',
  async ({ outside }, { nhsNumber, codes, inOrder = false }: { nhsNumber: string; codes: readonly string[]; inOrder?: boolean }) => {
    const record = (await outside['reasonable-adjustments'].readRecord({ nhsNumber })) as National[]
    const there = record.filter(({ part, active }) => part === 'Flag' && active).map(termOf)
    const same = inOrder ? there.join() === codes.join() : [...there].sort().join() === [...codes].sort().join()
    return !same && finding('other adjustments nationally', { expected: codes.length ? codes : 'none', seen: there.length ? there : 'none' })
  },
)

/** Something on the national record says so, in this place of the active (or the removed) resources of a kind. */
export const ensureNationalPart = check(
  'the national record says so',
  async ({ outside }, { nhsNumber, part, active, says, what }: { nhsNumber: string; part: 'Consent' | 'Flag'; active: boolean; says: RegExp; what: string }) => {
    const record = (await outside['reasonable-adjustments'].readRecord({ nhsNumber })) as National[]
    const parts = record.filter((each) => each.part === part && each.active === active)
    return !parts.some(({ resource }) => says.test(JSON.stringify(resource))) && finding(`${what} is not there`, { expected: says.source, seen: parts.length ? parts.map(({ resource }) => resource['extension']) : `no such ${part}` })
  },
)

/** Nothing is active any more, the consent with which the record began included. */
export const ensureNothingRecorded = check('the whole record is removed', async ({ outside }, { nhsNumber }: { nhsNumber: string }) => {
  const record = (await outside['reasonable-adjustments'].readRecord({ nhsNumber })) as National[]
  return record.filter(({ active }) => active).map(({ part }) => finding('still on the national record', { expected: 'nothing', seen: part }))
})

const WRITES = ['postConsent', 'postFlag', 'postList', 'updateConsent', 'updateFlag', 'updateList', 'removeRecord']

/** Nothing was written to the national service about somebody. */
export const ensureNothingWritten = check('nothing is written to the national service', async ({ calls }, { subject }: { subject: string }) => {
  const made = await calls({ service: 'reasonable-adjustments', subject })
  return made.filter(({ entry }) => WRITES.includes(entry.operation)).map((call) => finding('something was written', { expected: 'nothing', seen: call.entry.operation, at: call }))
})

/** What is sent says nothing of who the patient is, beyond the NHS number. Source: UK GDPR, article 5(1)(c). */
export const ensureTellsNoMore = check(
  'the service is told nothing it does not need',
  async ({ calls }, { service, subject, secrets }: { service: string; subject: string; secrets: Readonly<Record<string, string>> }) => {
    const made = await calls({ service, subject })
    if (made.length === 0) return finding('the service was not called', { expected: 'a call', seen: 'none' })
    return made.flatMap((call) =>
      Object.entries(secrets)
        .filter(([, value]) => `${call.entry.url} ${call.entry.requestBody ?? ''}`.toLowerCase().includes(value.toLowerCase()))
        .map(([name, value]) => finding(`the patient's ${name}`, { expected: 'not told', seen: value, at: call })),
    )
  },
)
