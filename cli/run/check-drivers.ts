import { loadDriver, VERB_GROUPS } from '../../candidate/create-candidate.ts'
import type { CandidateConfig } from '../../config/candidate.ts'
import type { Problem } from '../../config/problem.ts'

/** Looks whether the drivers that candidate.yaml names can be loaded, and whether they are for verbs that there are. */
export async function checkDrivers({ drivers }: CandidateConfig, file: string): Promise<Problem[]> {
  const groups: readonly string[] = ['default', ...VERB_GROUPS]
  const unknown = Object.keys(drivers)
    .filter((group) => !groups.includes(group))
    .map((group): Problem => ({
      code: 'ASSAY_CANDIDATE_DRIVER_INVALID',
      what: `Failed to use a driver for "${group}": there are no such verbs`,
      place: `${file}, drivers.${group}`,
      seen: group,
      expected: groups.join(', '),
      remedy: 'Correct the name of the group.',
    }))
  const modules = [...new Set(Object.values(drivers).filter((name) => name !== undefined))]
  const broken = await Promise.all(
    modules.map(async (name): Promise<Problem[]> => {
      try {
        await loadDriver(name)
        return []
      } catch (error) {
        return [
          {
            code: 'ASSAY_CANDIDATE_DRIVER_INVALID',
            what: 'Failed to load a driver',
            place: name,
            seen: error instanceof Error ? error.message.split('\n', 1)[0]! : String(error),
            expected: 'a module that exports a function named "driver"',
            remedy: 'Mend the module; docs/examples/driver.ts shows its shape.',
          },
        ]
      }
    }),
  )
  return [...unknown, ...broken.flat()]
}
