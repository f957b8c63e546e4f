import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { usualName } from '../demographics/details.ts'
import { patientsOf } from '../demographics/patients.ts'
import { WORKLISTS, type Worklist, type WorklistEntry } from '../national/ers/types.ts'
import { formatName } from '../pages/format.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import { urgencyFlag } from './referral.ts'
import { demandReferrer } from './referrers.ts'
import { referralsStore } from './referrals-store.ts'

/** One referral that somebody has to do something about. */
export interface WorklistLine extends WorklistEntry {
  list: Worklist
  /** The practice's own id of the referral and the patient, where it knows them. */
  referralId?: string
  patientId?: string
  patientName?: string
  flag?: string
}

export const isWorklist = (list: string): list is Worklist => list in WORKLISTS

/** What e-RS has on a worklist: all of it. */
export const entriesOn = behaviour('referrals.entriesOn', (work: Work, list: Worklist): Promise<WorklistEntry[]> => work.services.ers.worklist(work, list))

const URGENCY = { TWO_WEEK_WAIT: 0, URGENT: 1, ROUTINE: 2 } as const

/** In which order the lines stand: most urgent first, then the oldest. */
export const inOrder = behaviour('referrals.inOrder', (lines: WorklistLine[]): WorklistLine[] =>
  lines.toSorted((a, b) => URGENCY[a.priority] - URGENCY[b.priority] || a.created.localeCompare(b.created)),
)

/** A worklist of the practice as e-RS has it, with what the practice knows of each patient. */
export async function readWorklist(work: Work, list: string): Promise<WorklistLine[]> {
  demandReferrer(work)
  if (!isWorklist(list)) throw new Refusal('invalid', `Say which list: ${Object.keys(WORKLISTS).join(', ')}.`)
  const { services } = work
  const entries = await entriesOn(work, list)
  const [patients, store] = [patientsOf(services), referralsStore(services)]
  const lines = entries.map((entry): WorklistLine => {
    const patient = patients.byNhsNumber(entry.nhsNumber)
    const referral = store.byUbrn(entry.ubrn)
    const flag = urgencyFlag(entry.priority)
    return {
      ...entry,
      list,
      ...(referral && { referralId: referral.id }),
      ...(patient && { patientId: patient.id, patientName: formatName(patient.national.name?.[usualName(patient.national)] ?? {}) }),
      ...(flag !== undefined && { flag }),
    }
  })
  audited(work, { event: 'referral-worklist-viewed', action: 'R', detail: { list, found: lines.map(({ ubrn }) => ubrn) } })
  return inOrder(lines)
}
