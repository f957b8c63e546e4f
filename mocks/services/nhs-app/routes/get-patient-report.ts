import { application } from '../../../kit/access.ts'
import type { Call } from '../../../kit/call.ts'
import { json } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { noPermission, type Issue } from '../errors.ts'
import { linkHeader, pageOf, readMandatory, readPage, refuseIfAny } from '../report-page.ts'
import { DEFAULT_PERMISSIONS, type AppUser, type NhsAppState } from '../state.ts'

const CLAUSE = 'NHS App API, Get details of NHS App users'

/** NHS App users of one practice whose identity is verified to P9, and whether a notification would reach them. */
export const getPatientReport = route<NhsAppState>({
  operation: 'get-patient-report',
  method: 'GET',
  path: '/communication/report/patients',
  access: [application()],
  handle(call) {
    const { patientReport } = call.state.permissions.get(call.grant?.applicationId ?? '') ?? DEFAULT_PERMISSIONS
    if (!patientReport) refuse(noPermission(call, 'patient report access'), { rule: 'no-permission', detail: 'no patient report permission', clause: CLAUSE })

    const issues: Issue[] = []
    const practice = readMandatory(call, 'ods-organisation-code', isPracticeCode, issues)
    const number = readPage(call, issues)
    refuseIfAny(call, issues, CLAUSE)

    const here = `${call.baseUrl}/nhs-app/communication/report/patients`
    const page = pageOf(call, usersOf(call, practice.toUpperCase()), number, (at) => `${here}?ods-organisation-code=${practice}&page=${at}`)
    return json(
      200,
      page.entries.map(({ nhsNumber, notificationsEnabled }) => ({ nhsNumber, notificationsEnabled })),
      { link: linkHeader(page) },
    )
  },
})

/** Users a control put there, and everybody else with a P9 NHS login at the practice. */
function usersOf(call: Call<NhsAppState>, practice: string): AppUser[] {
  const users = new Map<string, AppUser>()
  for (const citizen of call.environment.identity.citizens.values()) {
    if (citizen.proofing === 'P9' && citizen.practice === practice) users.set(citizen.nhsNumber, { nhsNumber: citizen.nhsNumber, practice, notificationsEnabled: false })
  }
  for (const user of call.state.users.values()) if (user.practice === practice) users.set(user.nhsNumber, user)
  return [...users.values()]
}

/** The published pattern: a letter and five digits, or the newer form letter, digit, letter, digit, letter. Case does not matter. */
function isPracticeCode(value: string): boolean {
  return /^[A-Za-z]\d{5}$|^[A-Za-z]\d[A-Za-z]\d[A-Za-z]$/.test(value)
}
