import { lstatSync, realpathSync, statSync } from 'node:fs'
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import { ProblemsError } from '../../config/problem.ts'
import { readYamlFile } from '../../config/yaml-file.ts'
import { LIMITS } from '../pack/limits.ts'
import { digestOf } from '../pack/digest-of.ts'
import { dayProblems } from './calendar-day.ts'

/** Whose word it is, and from when until when it holds; days as `2026-03-31`, in UTC. */
interface Word {
  requirement: string
  by: string
  role: string
  date: string
  /** Last day on which it holds. */
  expires: string
}

export interface Attestation extends Word {
  statement: string
  evidence: { link: string } | { file: string; sha256: string }
  /** Why the file that it rests on is not the one it names; absent when it is, or when it rests on a link, which is not followed. */
  evidenceFault?: string
}

export interface FiledWaiver extends Word {
  reason: string
  /** The risk that is accepted. */
  risk: string
}

/** What people vouch for or accept about one candidate. */
export interface AttestationFile {
  candidate: { name: string; version?: string }
  attestations: Attestation[]
  waivers: FiledWaiver[]
}

const LARGEST = 4 << 20
const CODE = 'ASSAY_ATTESTATIONS_INVALID'

/**
 * Reads `attestations.yaml`, and holds the files that it rests on to their SHA-256.
 *
 * @throws ProblemsError with everything that is wrong with it
 */
export function loadAttestations(path: string): AttestationFile {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isFile() !== true || found.size > LARGEST) {
    throw new ProblemsError([
      {
        code: 'ASSAY_ATTESTATIONS_UNREADABLE',
        what: 'Failed to read the attestations.',
        place: path,
        seen: found === undefined ? 'nothing' : found.isFile() ? `${found.size} bytes` : 'something that is no file',
        expected: `a YAML file of at most ${LARGEST} bytes`,
        remedy: 'Name the attestations.yaml of this candidate.',
      },
    ])
  }
  const file = readYamlFile<Pick<AttestationFile, 'candidate'> & Partial<AttestationFile>>(path, { schema: 'attestations', what: 'attestations', code: CODE })
  const problems = [
    ...file.problems,
    ...['attestations', 'waivers'].flatMap((list) => ['date', 'expires'].flatMap((field) => dayProblems(file, list, field, { code: CODE, what: 'attestations' }))),
  ]
  if (problems.length > 0 || file.value === undefined) throw new ProblemsError(problems)
  const { candidate, attestations = [], waivers = [] } = file.value
  return { candidate, attestations: attestations.map((attestation) => ({ ...attestation, ...evidenceFault(attestation, dirname(path)) })), waivers }
}

/** The file belongs below the folder of the attestations: nothing else on the machine is opened, whatever a stranger's file names. */
function evidenceFault({ evidence }: Attestation, folder: string): { evidenceFault?: string } {
  if ('link' in evidence) return {}
  const path = resolve(folder, evidence.file)
  const fault = (why: string): { evidenceFault: string } => ({ evidenceFault: `its evidence ${evidence.file} ${why}` })
  const isBelow = (root: string, inner: string): boolean => {
    const way = relative(root, inner)
    return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
  }
  if (evidence.file.includes('\0') || isAbsolute(evidence.file) || !isBelow(resolve(folder), path)) return fault('does not lie below the folder of the attestations')
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found === undefined) return fault('is not there')
  if (!found.isFile() || !isBelow(realpathSync(folder), realpathSync(path))) return fault('is no regular file below the folder of the attestations')
  if (found.size > LIMITS.blobBytes) return fault(`has ${found.size} bytes; at most ${LIMITS.blobBytes} are looked at`)
  return digestOf(path) === evidence.sha256 ? {} : fault('has another SHA-256')
}
