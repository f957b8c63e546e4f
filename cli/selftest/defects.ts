import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Problem } from '../../config/problem.ts'
import { ROOT } from '../paths.ts'

/** A defect of the reference candidate, as it describes itself. */
export interface Defect {
  name: string
  /** Id of the requirement it breaks. */
  requirement: string
  /** What a real system gets wrong, in a sentence. */
  story: string
  area: string
}

/** Asks the reference candidate for its defects: it is another system, and nothing of it is imported. */
export async function listDefects(): Promise<Defect[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(ROOT, 'candidate/reference/main.ts'), '--list-defects'])
  return JSON.parse(stdout) as Defect[]
}

/** What is wrong with the defects somebody named. */
export async function defectProblems(names: readonly string[]): Promise<Problem[]> {
  if (names.length === 0) return []
  const known = await listDefects()
  return names
    .filter((name) => !known.some((defect) => defect.name === name))
    .map((name) => ({ code: 'ASSAY_OPTION_INVALID', what: 'Failed to find a defect', place: 'option --defect', seen: name, remedy: '"assay selftest --list" names all there are.' }))
}
