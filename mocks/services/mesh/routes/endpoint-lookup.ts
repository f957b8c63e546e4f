import { route } from '../../../kit/route.ts'
import { json } from '../../../kit/reply.ts'
import { demandCertificate, demandVersion } from '../admit.ts'
import { receiversAt } from '../find-recipient.ts'
import { newMessageId } from '../settle.ts'
import type { MeshState } from '../state.ts'
import { versioned } from '../version.ts'

/** Which mailboxes of an organisation take a workflow. */
export const endpointLookup = route<MeshState>({
  operation: 'endpoint-lookup',
  method: 'GET',
  path: '/endpointlookup/:ods/:workflow',
  requires: [demandCertificate, demandVersion],
  handle: (call) => {
    const found = receiversAt(call.state, call.params['ods'] ?? '', call.params['workflow'] ?? '').map((id) => call.state.mailboxes.get(id)!)
    return versioned(call, 200, {
      v1: { query_id: newMessageId(call.environment), results: found.map(({ id, name }) => ({ address: id, description: name, endpoint_type: 'MESH' })) },
      v2: { results: found.map(({ id, name }) => ({ mailbox_id: id, mailbox_name: name })) },
    })
  },
})

/** Which mailboxes take a workflow, whoever they belong to. */
export const workflowSearch = route<MeshState>({
  operation: 'workflow-search',
  method: 'GET',
  path: '/workflowsearch/:workflow',
  requires: [demandCertificate, demandVersion],
  handle: ({ state, params }) => {
    const receivers = state.workflows.get(params['workflow'] ?? '')?.receivers ?? []
    return json(200, { results: receivers.flatMap((id) => state.mailboxes.get(id) ?? []).map(({ id, name }) => ({ mailbox_id: id, mailbox_name: name })) })
  },
})
