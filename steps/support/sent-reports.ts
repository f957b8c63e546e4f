import type { AssayWorld } from '../world.ts'
import { FERRITIN, gmpCode, type SentReport } from './laboratory.ts'

/** Who asks for tests unless a scenario says otherwise. */
export const REQUESTER = 'second GP'

/** When reports are issued, one after the other: yyyyMMddHHmm. */
export const ISSUED = { first: '202611200930', later: '202611211405', earlier: '202611191115' } as const

/** The report that the scenario is about, or the one before it. */
export const reportOf = (world: AssayWorld, note = 'report'): SentReport => {
  const report = world.notes.get(note)
  if (!report) throw new Error('Failed to find the report: no step before this one wrote any.')
  return report as SentReport
}

/** Writes a report about somebody, as their national record has them. It is the one that the scenario is about from now on. */
export function writeReport(world: AssayWorld, name: string, change: Partial<SentReport> = {}): SentReport {
  const { nhsNumber, national } = world.named(name)
  const { given, family, birthDate, gender } = national
  const report: SentReport = {
    variant: 'NHS003',
    number: world.make.word('15/CH').toUpperCase(),
    status: 'UN',
    issued: ISSUED.first,
    about: { nhsNumber, given, family, birthDate, gender },
    requester: gmpCode(world.staff(REQUESTER).professionalCodes['din'] ?? ''),
    clinicalDetails: [['TIRED ALL THE TIME, LOW Hb']],
    specimens: ['Venous blood'],
    results: [FERRITIN],
    ...change,
  }
  if (world.notes.has('report')) world.notes.set('earlier report', world.notes.get('report'))
  world.notes.set('report', report)
  return report
}
