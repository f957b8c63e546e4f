import { check, finding } from './check.ts'

interface Patches {
  patches?: { op?: string; path?: string }[]
}

/**
 * What belongs together goes in one request, since PDS makes all changes of a request or none. `lists` are the parts of the record that
 * are to be in it. Source: PDS FHIR, update patient.
 */
export const ensureSentTogether = check('changes that belong together are sent together', async ({ calls }, { nhsNumber, lists }: { nhsNumber: string; lists: readonly string[] }) => {
  const made = await calls({ service: 'pds', operation: 'updatePatient', subject: nhsNumber })
  const paths = ((made[0]?.body as Patches | undefined)?.patches ?? []).map(({ path }) => path ?? '')
  return [
    made.length !== 1 && finding('sent in pieces', { expected: '1 request', seen: `${made.length} requests`, at: made[1] ?? made[0] }),
    ...lists.filter((list) => !paths.some((path) => path.startsWith(`/${list}/`))).map((list) => finding(`the ${list} is not in it`, { expected: `a change of ${list}`, seen: paths, at: made[0] })),
  ]
})
