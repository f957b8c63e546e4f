import { loadWorld } from '../../config/world.ts'
import directory from '../../mocks/services/mesh/directory.json' with { type: 'json' }

/** The MESH mailbox of the practice that a candidate serves, and what opens it. Not secrets: they open nothing but a mocked service. */
export function mailboxOfPractice(): { mailbox: string; password: string; sharedKey: string } {
  const { odsCode } = loadWorld().practice
  const found = directory.mailboxes.find((mailbox) => mailbox.odsCode === odsCode)
  if (!found) throw new Error(`Failed to find the mailbox of ${odsCode}: mocks/services/mesh/directory.json has none.`)
  return { mailbox: found.id, password: found.password, sharedKey: directory.sharedKey }
}
