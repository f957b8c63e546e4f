import { application } from '../../../kit/access.ts'
import type { Call } from '../../../kit/call.ts'
import { json } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { requireAcceptable, requireAccount } from '../admit.ts'
import { errors, reject } from '../errors.ts'
import { mediaTypeFor } from '../media-type.ts'
import type { AppAccount, NotifyState } from '../state.ts'

const CLAUSE = 'NHS Notify API, Get details of NHS App accounts'

/** Patients of a practice who use the NHS App with a verified identity (P9), and whether a notification would reach them. */
export const getAccounts = route<NotifyState>({
  operation: 'get-nhsapp-accounts',
  method: 'GET',
  path: '/channels/nhsapp/accounts',
  access: [application()],
  requires: [requireAccount, requireAcceptable],
  handle(call) {
    const invalid = (detail: string, pointer: string): never => reject(call, { code: 'CM_INVALID_REQUEST', detail }, { rule: 'invalid-parameter', detail, clause: CLAUSE, pointer })
    const practice = call.query.get('ods-organisation-code') ?? ''
    if (practice === '') return invalid('Missing ODS Code', 'ods-organisation-code')
    if (!/^[A-Za-z0-9]{3,8}$/.test(practice)) return invalid('Invalid ODS Code', 'ods-organisation-code')
    const asked = call.query.get('page') ?? '1'
    if (!/^[1-9]\d*$/.test(asked)) return invalid('page must be a positive non-zero integer', 'page')

    const accounts = accountsOf(call, practice.toUpperCase())
    const { pageSize } = call.state
    const [page, last] = [Number(asked), Math.ceil(accounts.length / pageSize)]
    if (page > last) return refuse(errors['CM_REPORT_NOT_FOUND']!(call))
    const address = (at: number) => `${call.baseUrl}/comms/channels/nhsapp/accounts?ods-organisation-code=${practice}&page=${at}`
    const shown = accounts.slice((page - 1) * pageSize, page * pageSize).map(({ nhsNumber, notificationsEnabled }) => ({ nhsNumber, notificationsEnabled }))
    const body = {
      data: { id: practice, type: 'NhsAppAccounts', attributes: { accounts: shown } },
      links: { last: address(last), self: address(page), ...(page < last && { next: address(page + 1) }) },
    }
    return json(200, body, { 'content-type': mediaTypeFor(call) })
  },
})

/** Accounts a control put there, and everybody else with a P9 NHS login at the practice. */
function accountsOf(call: Call<NotifyState>, practice: string): AppAccount[] {
  const accounts = new Map<string, AppAccount>()
  for (const { nhsNumber, proofing, practice: theirs } of call.environment.identity.citizens.values())
    if (proofing === 'P9' && theirs === practice) accounts.set(nhsNumber, { nhsNumber, practice, notificationsEnabled: false })
  for (const account of call.state.appAccounts.values()) if (account.practice === practice) accounts.set(account.nhsNumber, account)
  return [...accounts.values()]
}
